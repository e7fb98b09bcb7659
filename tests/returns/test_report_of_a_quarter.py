"""A report of a quarter: what the plan asks for in other periods is said to be so, in all three formats."""

import io
from dataclasses import replace

import openpyxl
from docx import Document

from kgdesk.domain.judgement import Judgement
from kgdesk.domain.provincial_report import ProvincialReport
from kgdesk.returns import report_docx, report_pdf, report_workbook
from tests.returns.test_report_pdf import full_report, text_of

SENTENCE = "Ngoài ra có 1 chỉ tiêu báo cáo ở kỳ khác trong năm, không thuộc kỳ này nên không đưa vào đánh giá."
BLOCK = "Chỉ tiêu không thuộc kỳ báo cáo này; chưa có đơn vị nào báo số liệu."
NOBODY = "Thiếu số liệu của Thành phố Rạch Giá, Thành phố Hà Tiên, Thành phố Phú Quốc"  # of forest cover


def quarter() -> ProvincialReport:
    """Let forest cover, which has no figure, be asked for once a year."""
    *lines, forest = full_report().lines
    assert forest.judgement is Judgement.NO_DATA
    return full_report(lines=(*lines, replace(forest, judgement=Judgement.NOT_DUE)))


def test_pages_and_word_count_what_is_due_and_name_the_rest() -> None:
    report = quarter()
    document = Document(io.BytesIO(report_docx.write_report(report)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    word = " ".join(" ".join([*(item.text for item in document.paragraphs), *cells]).split())
    for text in (text_of(report_pdf.write_report(report)), word):
        assert "Trong 3 chỉ tiêu thuộc kỳ báo cáo này, có 1 chỉ tiêu đạt và vượt mục tiêu" in text
        assert SENTENCE in text
        assert BLOCK in text
        assert "Không thuộc kỳ này" in text
        assert "chưa có số liệu;" not in text
        assert NOBODY not in text
    assert "Cộng 3 1 0 1 1 0" in text_of(report_pdf.write_report(report))


def test_the_workbook_says_the_same() -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_workbook.write_report(quarter())))
    rows = [[str(value) for value in row if value is not None] for sheet in book for row in sheet.values]
    (line,) = (row for row in rows if row[1:2] == ["Tỷ lệ che phủ rừng"] and len(row) > 3)
    assert line[-1] == "Không thuộc kỳ này"
    assert "chưa có số liệu" not in line
    assert [SENTENCE] in rows
    assert [BLOCK] in rows


def test_a_year_says_nothing_of_other_periods() -> None:
    report = full_report()
    assert report.not_due_vi == ""
    assert report.due_lines == report.lines
    assert NOBODY in text_of(report_pdf.write_report(report))
