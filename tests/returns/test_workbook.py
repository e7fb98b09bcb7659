"""The annex as a person reads it, and as a program takes it in."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from kgdesk.domain.judgement import Judgement
from kgdesk.domain.return_document import ReturnDocument
from kgdesk.returns import canonical
from kgdesk.returns.workbook import read_document, write_workbook
from tests.samples import large_return, sample_return


@pytest.fixture(scope="module")
def data() -> bytes:
    return write_workbook(sample_return())


@pytest.fixture(scope="module")
def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_of(sheet: Any) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def row_with(sheet: Any, text: str) -> list[Any]:
    return next(row for row in rows_of(sheet) if text in row)


def all_text(sheet: Any) -> str:
    return "\n".join(str(value) for row in rows_of(sheet) for value in row if value is not None)


def test_equal_documents_give_equal_bytes(data: bytes) -> None:
    assert write_workbook(sample_return()) == data


def test_canonical_document_travels_inside(data: bytes, document: ReturnDocument) -> None:
    assert read_document(data, "KG-911_2024_r1.xlsx") == canonical.to_bytes(document)


def test_text_that_xml_would_swallow_travels_inside(document: ReturnDocument) -> None:
    odd = replace(document, sealed_by='<a> & ]]> "b" \t\n \\u0041', unit_name_vi=" _x0041_ <!-- ")
    assert canonical.from_bytes(read_document(write_workbook(odd))) == odd


def test_letterhead_and_title(book: openpyxl.Workbook) -> None:
    text = all_text(book["Biểu chỉ tiêu"])
    assert "ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG\n" in text
    assert "412/BC-UBND; 2024-12-18T09:15:30+07:00" in text
    assert "Phụ lục I\nTÌNH HÌNH THỰC HIỆN CÁC CHỈ TIÊU KINH TẾ - XÃ HỘI NĂM 2024\n" in text
    assert "(Kèm theo Báo cáo số 412/BC-UBND ngày 18 tháng 12 năm 2024 của Ủy ban nhân dân thành phố Phú Quốc)" in text
    digest = canonical.digest(canonical.to_bytes(sample_return()))
    assert f"mã đối chiếu: {canonical.short_digest(digest)}" in text
    assert "CỘNG HÒA" not in text


def test_unnumbered_draft_shows_no_signing_time(document: ReturnDocument) -> None:
    draft = replace(document, issue=replace(document.issue, number=None))
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(draft)))
    assert "09:15:30" not in all_text(book["Biểu chỉ tiêu"])


def test_numbers_are_numbers_with_the_decimals_of_the_indicator(book: openpyxl.Workbook) -> None:
    sheet = book["Biểu chỉ tiêu"]
    row = row_with(sheet, "Thu ngân sách giai đoạn 2021 - 2025")
    assert row[5:8] == [7801.5, 7801.5, 8013.4075]
    assert row[8:12] == ["Ước", pytest.approx(102.0816242038), 102.7162, "Vượt"]
    cell = next(cell for line in sheet.iter_rows() for cell in line if cell.value == 8013.4075)
    assert cell.number_format == "[$-42A]#,##0_-;[$-42A]-#,##0_-;[$-42A]0_-"


def test_four_kinds_of_nothing_look_different(book: openpyxl.Workbook) -> None:
    sheet = book["Biểu chỉ tiêu"]
    shown = {
        name: row_with(sheet, name)[7]
        for name in (
            "Tỷ lệ hộ nghèo đa chiều",
            "Lao động qua đào tạo có bằng cấp - chứng chỉ",
            "Huyện Tân Hiệp đạt chuẩn nông thôn mới nâng cao",
            "Tỷ lệ che phủ rừng",
        )
    }
    assert list(shown.values()) == [0, "chưa có số liệu", "không áp dụng", None]


def test_yes_or_no_is_shown_in_words(document: ReturnDocument) -> None:
    line = next(line for line in document.lines if line.indicator == "XH11")
    assert line.observation is not None
    reached = replace(line, value=Decimal(1), observation=replace(document.lines[0].observation, indicator="XH11"))
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(replace(document, lines=(reached,)))))
    assert row_with(book["Biểu chỉ tiêu"], line.name_vi)[7] == "Đạt"


def test_group_headings_are_numbered(book: openpyxl.Workbook) -> None:
    headings = [row[:2] for row in rows_of(book["Biểu chỉ tiêu"]) if row[0] in {"I", "II", "III"}]
    assert headings == [["I", "KINH TẾ"], ["II", "VĂN HÓA - XÃ HỘI"], ["III", "MÔI TRƯỜNG"]]


def test_pairs_sources_and_remarks_have_their_sheet(book: openpyxl.Workbook) -> None:
    sheet = book["Tử số, mẫu số"]
    assert row_with(sheet, "Số bác sĩ trên 1 vạn dân")[3:6] == [150, 148500, pytest.approx(10.1010101)]
    assert row_with(sheet, "Thu gom và xử lý chất thải y tế")[3] == 61.25
    assert "miễn thị thực 30 ngày" in str(
        row_with(sheet, "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tăng bình quân")[7]
    )


def test_narratives_and_escalations_have_their_sheets(book: openpyxl.Workbook) -> None:
    row = rows_of(book["Thuyết minh"])[-2]
    assert row[1].startswith("Huy động nguồn lực")
    assert row[5] == "Chậm tiến độ (69%)"
    text = all_text(book["Kiến nghị"])
    assert "28/02/2025" in text
    assert "Đã trả lời: Đã bổ sung theo Nghị quyết số 52/NQ-HĐND" in text


def test_empty_return_says_so(document: ReturnDocument) -> None:
    empty = replace(document, lines=(), narratives=(), escalations=(), accepted_warnings=())
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(empty)))
    assert "Không có nội dung báo cáo trong kỳ." in all_text(book["Kiến nghị"])


def test_long_text_goes_on_in_further_rows_and_loses_nothing(document: ReturnDocument) -> None:
    words = [f"chữ{number}" for number in range(3000)]
    entry = document.narratives[0]
    long = replace(entry, narrative=replace(entry.narrative, results=" ".join(words), difficulties="x" * 2000))
    sheet = openpyxl.load_workbook(io.BytesIO(write_workbook(replace(document, narratives=(long,)))))["Thuyết minh"]
    columns = list(zip(*rows_of(sheet), strict=True))
    assert [word for word in " ".join(value for value in columns[2] if value).split() if word in set(words)] == words
    assert "x" * 2000 in "".join(value for value in columns[3] if value)
    assert all((row.height or 0) <= 409 for row in sheet.row_dimensions.values())


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@SUM(A1)", "=HYPERLINK(...)", "- gạch đầu dòng"])
def test_text_never_becomes_a_formula(document: ReturnDocument, text: str) -> None:
    first, *others = document.lines
    changed = replace(document, lines=(replace(first, name_vi=text), *others))
    sheet = openpyxl.load_workbook(io.BytesIO(write_workbook(changed)))["Biểu chỉ tiêu"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)
    assert cell.data_type in {"s", "inlineStr"}
    assert cell.quotePrefix


def test_number_that_a_cell_cannot_hold_is_written_in_digits(document: ReturnDocument) -> None:
    first, *others = document.lines
    exact = Decimal("12345678901234567.89")
    changed = replace(document, lines=(replace(first, previous=exact, judgement=Judgement.MET), *others))
    sheet = openpyxl.load_workbook(io.BytesIO(write_workbook(changed)))["Biểu chỉ tiêu"]
    assert row_with(sheet, first.name_vi)[5] == "12.345.678.901.234.567,89"


def test_pages_follow_the_decree(book: openpyxl.Workbook) -> None:
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.page_setup.fitToWidth
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.HeaderFooter.differentFirst
        assert sheet.oddHeader.center.text == "&P"
        assert sheet.print_title_rows is not None
        assert sheet.print_area.endswith(f"${sheet.max_row}")
        assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value} == {"Times New Roman"}


def test_package_has_nothing_of_the_machine(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert not [name for name in names if name.startswith("docProps")]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        listed = archive.read("[Content_Types].xml").decode()
        relations = archive.read("xl/_rels/workbook.xml.rels").decode()
    assert "docProps" not in listed
    assert '/relationships/customXml" Target="../customXml/item1.xml"' in relations


def test_large_return_is_written_and_read() -> None:
    document = large_return()
    assert canonical.from_bytes(read_document(write_workbook(document))) == document
