"""The provincial report in Word: the text of the PDF, in the layout of Decree 30/2020, in fixed bytes."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from PIL import Image

from kgdesk.returns.report_docx import write_report
from kgdesk.returns.report_pdf import write_report as write_pdf
from tests.returns.test_report_pdf import full_report, text_of


@pytest.fixture(scope="module")
def data() -> bytes:
    return write_report(full_report())


@pytest.fixture(scope="module")
def document(data: bytes) -> DocumentType:
    return Document(io.BytesIO(data))


def words(document: DocumentType) -> str:
    """All text in the order it stands."""
    pieces = []
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                seen = []
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.append(cell._tc)
                        pieces.append(cell.text)
        else:
            pieces.append(item.text)
    return " ".join(" ".join(pieces).split())


def found(document: DocumentType, start: str) -> Paragraph:
    return next(item for item in document.paragraphs if item.text.startswith(start))


def test_equal_reports_give_equal_bytes(data: bytes) -> None:
    assert write_report(full_report()) == data
    assert write_report(full_report(run_number=4)) != data


def test_word_says_what_the_pages_say(document: DocumentType) -> None:
    """Every paragraph of the body and every cell of the tables stands in the PDF too."""
    text = words(document)
    pages = "".join(text_of(write_pdf(full_report())).split())
    for sentence in (
        "có 1 chỉ tiêu đạt và vượt mục tiêu (trong đó 1 chỉ tiêu vượt)",
        "phải đạt 14,1% để bình quân 5 năm đạt 7,24%",
        "Thành phố Rạch Giá: đang thực hiện đúng tiến độ, đạt 40% khối lượng.",
        "Đã tính 3/4 đơn vị: Thành phố Rạch Giá, Thành phố Phú Quốc (lần 2, ước), Huyện Kiên Hải.",
        "Lần tổng hợp số 3; mã đối chiếu: c0ff eec0 ffee c0ff",
        "Trần Minh Khoa",
    ):
        assert sentence in text
    missing = [
        item.text
        for item in document.paragraphs
        if item.text.strip() and "".join(item.text.split()) not in pages and len(item.text) < 80
    ]
    assert missing == []


def test_margins_and_page_numbers(document: DocumentType) -> None:
    """Annex I of the decree: 20, 20, 30, 15 mm; numbers in the top margin, centred, the first page without."""
    first, *annexes = document.sections
    assert len(annexes) == 4
    assert first.orientation is WD_ORIENT.PORTRAIT
    for section in document.sections:
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        for margin, wanted in zip(margins, (20, 20, 30, 15), strict=True):
            assert margin is not None
            assert abs(margin - Mm(wanted)) < Mm(0.1)
        assert section.different_first_page_header_footer
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert all(section.orientation is WD_ORIENT.LANDSCAPE for section in annexes)
    number = first.header.paragraphs[0]
    assert "PAGE" in number._p.xml
    assert 'w:jc w:val="center"' in number._p.xml
    assert first.first_page_header.is_linked_to_previous or not first.first_page_header.paragraphs[0].text


def test_typeface_and_body(document: DocumentType) -> None:
    normal = document.styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))
    body = found(document, "Trong 4 chỉ tiêu theo dõi")
    properties = body._p.xml
    assert 'w:jc w:val="both"' in properties
    assert 'w:firstLine="720"' in properties  # 12.7 mm
    assert 'w:before="120"' in properties  # 6 points
    assert 'w:sz w:val="28"' in properties


def test_letterhead(document: DocumentType) -> None:
    head = document.tables[0]
    left, right = (cell.text for cell in head.rows[0].cells)
    assert "SỞ KẾ HOẠCH VÀ ĐẦU TƯ" in left
    assert "Số: ....../BC-SKHĐT" in left
    assert right.split("\n")[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert "ngày 24 tháng 12 năm 2024" in right


def test_the_last_paragraph_stays_with_who_signs(document: DocumentType) -> None:
    last = found(document, "Trên đây là báo cáo")
    assert "<w:keepNext/>" in last._p.xml
    signing = next(table for table in document.tables if "Nơi nhận:" in table.rows[0].cells[0].text)
    assert "Lê Văn Thành" in signing.rows[0].cells[1].text
    assert "- Lưu: VT." in signing.rows[0].cells[0].text
    assert "cantSplit" in signing.rows[0]._tr.xml


def test_headings_of_tables_stand_on_every_page(document: DocumentType) -> None:
    table = next(table for table in document.tables if table.rows[0].cells[0].text == "STT")
    assert ["tblHeader" in row._tr.xml for row in list(table.rows)[:3]] == [True, True, False]


def test_matters_leave_room_for_the_decision(document: DocumentType) -> None:
    table = next(table for table in document.tables if table.rows[0].cells[-1].text == "Ý kiến chỉ đạo, quyết định")
    waiting = next(row for row in table.rows if row.cells[5].text == "10/12/2024")
    assert waiting.cells[-1].text == ""
    assert "trHeight" in waiting._tr.xml


def test_charts_are_pictures_with_a_description(data: bytes, document: DocumentType) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        pictures = [name for name in package.namelist() if name.startswith("word/media/")]
        image = Image.open(io.BytesIO(package.read(pictures[0])))
        assert image.info["dpi"][0] == pytest.approx(300, abs=1)
        assert image.getextrema() == (0, 255)
    assert len(pictures) == 3
    assert 'descr="Biểu đồ: Thu ngân sách giai đoạn 2021 - 2025 (tỷ đồng)"' in document.element.xml


def test_nothing_of_the_template_or_the_machine_is_left(data: bytes, document: DocumentType) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        assert {item.date_time for item in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in names if "thumbnail" in name or "customXml" in name or "app.xml" in name]
    properties = document.core_properties
    assert properties.created == datetime(2024, 12, 24, 1, 5, tzinfo=UTC)
    assert (properties.author, properties.last_modified_by) == ("Sở Kế hoạch và Đầu tư", "KGDesk")


def test_an_empty_report_is_written() -> None:
    empty = full_report(lines=(), tasks=(), escalations=(), returns=(), discrepancies_vi=())
    assert "Không có." in words(Document(io.BytesIO(write_report(empty))))


def test_pictures_have_numbers_of_their_own(document: DocumentType) -> None:
    numbers = [item.get("id") for item in document.element.iter(qn("wp:docPr"))]
    assert len(numbers) > 1
    assert len(set(numbers)) == len(numbers)
