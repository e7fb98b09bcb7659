"""The provincial report in cells: every total with what it is made of."""

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from kgdesk.domain.provincial_report import ProvincialReport
from kgdesk.returns.report_workbook import write_report
from tests.samples import sample_report


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_report(sample_report())))


def rows_of(sheet: Any) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def text_of(sheet: Any) -> str:
    return "\n".join(str(value) for row in rows_of(sheet) for value in row if value is not None)


def test_equal_reports_give_equal_bytes() -> None:
    assert write_report(sample_report()) == write_report(sample_report())


def test_sheets(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["Tổng hợp chỉ tiêu", "Giải trình số liệu", "Thuyết minh", "Kiến nghị", "Báo cáo đã nhận"]


def test_summary_row(book: openpyxl.Workbook) -> None:
    row = next(row for row in rows_of(book["Tổng hợp chỉ tiêu"]) if row[1] == "Thu ngân sách giai đoạn 2021 - 2025")
    assert row[3:7] == ["≥ 73.645", "16.900", 15120, 16977]
    assert row[7:] == [
        pytest.approx(100.4556213),
        pytest.approx(112.2817460),
        57020,
        "Năm 2025 phải thu thêm 16.625 tỷ đồng",
        "Đúng tiến độ",
        "3/4",
    ]


def test_indicator_without_a_figure_says_so(book: openpyxl.Workbook) -> None:
    row = next(row for row in rows_of(book["Tổng hợp chỉ tiêu"]) if row[1] == "Tỷ lệ che phủ rừng")
    assert (row[6], row[12]) == ("chưa có số liệu", "0/4")


def test_every_total_explains_itself(book: openpyxl.Workbook) -> None:
    sheet = book["Giải trình số liệu"]
    text = text_of(sheet)
    for sentence in (
        "Số bác sĩ trên 1 vạn dân (bác sĩ/vạn dân): 13,75",
        "Cách tính: tổng tử số chia tổng mẫu số của các đơn vị, không lấy trung bình các tỷ lệ. Tổng tử số 552;",
        "tổng mẫu số 401.600.",
        "Số tổng hợp từ các đơn vị (11.119) thấp hơn số của cơ quan chủ trì (16.977): 5.858.",
        "Chưa có báo cáo (1): Thành phố Hà Tiên.",
        "Báo cáo chưa có số liệu (1): Huyện Kiên Hải.",
        "Số ước: của 2 đơn vị, ghi ở cột “Loại số liệu”.",
    ):
        assert sentence in text
    inputs = [row for row in rows_of(sheet) if row[1] == "Thành phố Phú Quốc"]
    assert [row[4] for row in inputs] == [8013.4075, None]
    assert inputs[0][5:7] == ["Ước", "2"]
    assert inputs[1][2:4] == [150, 148500]


def test_narratives_stand_under_their_task(book: openpyxl.Workbook) -> None:
    rows = [row[:2] for row in rows_of(book["Thuyết minh"]) if row[0] in {"I", "II", "III", "1", "2"}]
    assert [row[0] for row in rows] == ["I", "1", "2", "II", "1", "III"]
    assert "Chưa có đơn vị thuyết minh." in text_of(book["Thuyết minh"])


def test_only_open_matters_wait(book: openpyxl.Workbook) -> None:
    text = text_of(book["Kiến nghị"])
    assert "Nêu từ ngày 10/12/2024. Chưa trả lời. Đã chờ 14 ngày." in text
    assert text.count("Đã chờ") == 1


def test_returns_used_and_owed(book: openpyxl.Workbook) -> None:
    rows = {row[1]: row[2:] for row in rows_of(book["Báo cáo đã nhận"]) if row[1]}
    assert rows["Thành phố Phú Quốc"] == [
        "2",
        "a1b2 c3d4 e5f6 0718",
        "Trần Minh Khoa",
        "09:30:00 ngày 19/12/2024",
        "Đã chấp nhận",
    ]
    assert rows["Thành phố Hà Tiên"] == [None, None, None, None, "Quá hạn, chưa gửi"]


def test_issuer_is_named_as_in_a_sentence(book: openpyxl.Workbook) -> None:
    assert "ngày 24 tháng 12 năm 2024 của Sở Kế hoạch và Đầu tư)" in text_of(book["Kiến nghị"])


def test_empty_report_is_written(report: ProvincialReport) -> None:
    empty = replace(report, lines=(), tasks=(), escalations=(), returns=(), discrepancies_vi=())
    book = openpyxl.load_workbook(io.BytesIO(write_report(empty)))
    assert "Chưa nhận được báo cáo nào." in text_of(book["Báo cáo đã nhận"])
