"""The inventory on paper and in cells."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook
from pikepdf import Pdf

from kgdesk.domain.inventory_sheet import InventorySheet, YearMatrix
from kgdesk.domain.return_document import Issue
from kgdesk.returns import inventory_pdf, inventory_workbook

YEAR = YearMatrix(
    "2024", ("Quý I", "Cả năm"), (("Thành phố Phú Quốc", ("Nhận +3", "Thiếu +12*")), ("Sở Y tế", ("–", "")))
)
SHEET = InventorySheet(
    superior_vi="ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG",
    issuer_vi="SỞ KẾ HOẠCH VÀ ĐẦU TƯ",
    issuer_name_vi="Sở Kế hoạch và Đầu tư",
    issue=Issue(None, "BC-SKHĐT", "Kiên Giang", date(2025, 1, 6)),
    made_at=datetime(2025, 1, 6, 2, 0, tzinfo=UTC),
    title="Theo dõi nộp báo cáo năm 2024",
    about="Nhiệm vụ phát triển kinh tế - xã hội",
    unit_columns=("STT", "Đơn vị"),
    years=(YEAR,),
    legend="Ký hiệu: –: chưa đến hạn",
    granted=("Thành phố Phú Quốc, Năm 2024: gia hạn đến 06/01/2025: bão",),
    ranking_title="Xếp hạng về thời hạn và chất lượng",
    ranking_columns=("Hạng", "Đơn vị", "Điểm", "Số báo cáo"),
    ranking=(("1", "Sở Y tế", "100,0", "1"),),
    formula="Cách tính điểm: 100 điểm",
)


def test_the_workbook_shows_every_mark_and_the_ranking() -> None:
    book = load_workbook(io.BytesIO(inventory_workbook.write_inventory(SHEET)))
    assert book.sheetnames == ["2024", "Xếp hạng"]
    cells = [str(cell) for row in book["2024"].iter_rows(values_only=True) for cell in row if cell is not None]
    assert {"Thành phố Phú Quốc", "Nhận +3", "Thiếu +12*", "–", SHEET.legend, f"* {SHEET.granted[0]}"} <= set(cells)
    assert "THEO DÕI NỘP BÁO CÁO NĂM 2024" in cells
    ranks = [cell for row in book["Xếp hạng"].iter_rows(values_only=True) for cell in row]
    assert {"100,0", SHEET.formula} <= set(ranks)


def test_each_year_has_its_sheet() -> None:
    two = replace(SHEET, years=(YEAR, replace(YEAR, title="2025")))
    assert load_workbook(io.BytesIO(inventory_workbook.write_inventory(two))).sheetnames[:2] == ["2024", "2025"]


def test_the_pages_are_landscape_a4() -> None:
    with Pdf.open(io.BytesIO(inventory_pdf.write_inventory(SHEET))) as pdf:
        boxes = [[round(float(number)) for number in page.mediabox[2:]] for page in pdf.pages]  # type: ignore[arg-type]
    assert boxes == [[842, 595], [842, 595]]


@pytest.mark.parametrize("writer", [inventory_workbook.write_inventory, inventory_pdf.write_inventory])
def test_equal_inventories_give_equal_bytes(writer) -> None:  # noqa: ANN001 - one of two writers
    assert writer(SHEET) == writer(SHEET)
