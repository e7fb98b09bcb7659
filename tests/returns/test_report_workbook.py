"""The provincial report in cells: every total with what it is made of."""

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from kgdesk.domain.provincial_report import ProvincialReport
from kgdesk.returns.report_workbook import write_report
from kgdesk.returns.workbook import write_workbook
from tests.returns.test_report_pdf import full_report
from tests.samples import sample_report, sample_return


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_report(planned())), data_only=True)


@pytest.fixture(scope="module")
def live() -> openpyxl.Workbook:
    """The workbook with its formulas."""
    return openpyxl.load_workbook(io.BytesIO(write_report(planned())))


def planned(**changes: Any) -> ProvincialReport:
    """The sample, with the yearly plans as numbers and the ways to the targets."""
    plans = {"KT01": "7", "KT08": "16900", "XH04": "10"}
    lines = tuple(
        replace(
            line,
            annual_plan=Decimal(plans[line.indicator]) if line.indicator in plans else None,
            factor=Decimal(10_000) if line.indicator == "XH04" else Decimal(1),
        )
        for line in full_report().lines
    )
    return full_report(**{"lines": lines} | changes)


def rows_of(sheet: Any) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def text_of(sheet: Any) -> str:
    return "\n".join(str(value) for row in rows_of(sheet) for value in row if value is not None)


def test_equal_reports_give_equal_bytes() -> None:
    assert write_report(sample_report()) == write_report(sample_report())


def test_sheets(book: openpyxl.Workbook) -> None:
    names = ["Tổng hợp chỉ tiêu", "Đánh giá chung", "Giải trình số liệu", "Thuyết minh", "Kiến nghị", "Báo cáo đã nhận"]
    assert book.sheetnames == [*names, "Biểu đồ"]


def test_summary_row(book: openpyxl.Workbook) -> None:
    row = next(row for row in rows_of(book["Tổng hợp chỉ tiêu"]) if row[1] == "Thu ngân sách giai đoạn 2021 - 2025")
    assert row[3:7] == ["≥ 73.645", 16900, 15120, 16977]
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


def formulas(book: openpyxl.Workbook) -> dict[str, str]:
    return {
        f"{sheet.title}!{cell.coordinate}": cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def test_formulas_stand_where_one_expects_them(live: openpyxl.Workbook, book: openpyxl.Workbook) -> None:
    """Each has its value beside it, and only signs and functions that every program knows alike."""
    found = formulas(live)
    for place, formula in found.items():
        assert re.fullmatch(r"=[A-Z0-9+\-*/():.]+", formula), (place, formula)
        assert set(re.findall(r"[A-Z]+(?=\()", formula)) <= {"SUM"}
        title, cell = place.split("!")
        assert isinstance(book[title][cell].value, int | float), place
    rows = {row[1].value: row for row in live["Tổng hợp chỉ tiêu"].iter_rows() if row[1].value}
    row = rows["Thu ngân sách giai đoạn 2021 - 2025"]
    number = row[0].row
    assert [cell.value for cell in row[7:9]] == [f"=G{number}/E{number}*100", f"=G{number}/F{number}*100"]


def test_formulas_compute_what_is_shown(live: openpyxl.Workbook, book: openpyxl.Workbook) -> None:
    """Sums and quotients computed here once more from the shown cells."""
    for place, formula in formulas(live).items():
        title, cell = place.split("!")
        sheet = book[title]

        def value(match: re.Match[str], sheet: Any = sheet) -> str:
            cells = sheet[match[0]]
            rows = cells if isinstance(cells, tuple) else ((cells,),)
            return f"({sum(item.value or 0 for row in rows for item in row)})"

        plain = re.sub(r"SUM\(([^)]*)\)", r"\1", formula[1:])
        again = eval(re.sub(r"[A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?", value, plain))  # noqa: S307 - our own arithmetic
        assert sheet[cell].value == pytest.approx(again, rel=1e-9), place


def test_the_units_add_up_under_their_figures(live: openpyxl.Workbook, book: openpyxl.Workbook) -> None:
    totals = [row for row in live["Giải trình số liệu"].iter_rows() if row[1].value == "Cộng các đơn vị"]
    revenue, doctors = totals
    assert str(revenue[4].value).startswith("=SUM(E")
    assert str(doctors[4].value).endswith("*10000")
    shown = book["Giải trình số liệu"]
    assert shown[revenue[4].coordinate].value == pytest.approx(11118.6075)
    assert [shown[doctors[place].coordinate].value for place in (2, 3)] == [552, 401600]


def test_a_total_that_does_not_add_up_shows_no_formula() -> None:
    first = planned().lines[1]
    wrong = replace(first, roll_up=replace(first.roll_up, units_value=Decimal(1)))
    book = openpyxl.load_workbook(io.BytesIO(write_report(planned(lines=(wrong,)))))
    assert "Cộng các đơn vị" not in text_of(book["Giải trình số liệu"])


def test_a_plan_keeps_its_sign_and_stays_a_number() -> None:
    line = replace(planned().lines[0], annual_plan=Decimal("8.5"), annual_plan_vi="≥ 8,5")
    spoken = replace(planned().lines[1], annual_plan=None, annual_plan_vi="81,6 triệu đồng/người")
    book = openpyxl.load_workbook(io.BytesIO(write_report(planned(lines=(line, spoken)))))
    cells = [row[4] for row in book["Tổng hợp chỉ tiêu"].iter_rows() if row[0].value in {"1", "8"}]
    assert (cells[0].value, cells[0].number_format) == (8.5, '[$-42A]"≥ "#,##0.0')
    assert cells[1].value == "81,6 triệu đồng/người"


def test_assessment_names_the_indicators(book: openpyxl.Workbook) -> None:
    rows = {row[1]: row for row in rows_of(book["Đánh giá chung"]) if row[1]}
    assert rows["Vượt"][2:] == [0, 1, 0, 1, 25, "(4) Số bác sĩ trên 1 vạn dân"]
    assert rows["Đạt"][2:] == [0, 0, 0, 0, 0, None]
    assert rows["Cộng"][2:6] == [2, 1, 1, 4]


def test_charts_follow_their_cells(live: openpyxl.Workbook) -> None:
    sheet = live["Biểu đồ"]
    assert len(sheet._charts) == 3
    for chart in sheet._charts:
        assert chart.grouping == "standard"
        assert (chart.x_axis.delete, chart.y_axis.delete) == (False, False)
        for series in chart.series:
            assert series.smooth is False
            place = series.val.numRef.f.split("!")[1].replace("$", "")
            cells = [cell.value for cell in sheet[place][0]]
            cached = {point.idx: float(point.v) for point in series.val.numRef.numCache.pt}
            assert cached == {number: value for number, value in enumerate(cells) if value is not None}
            assert sheet[series.tx.strRef.f.split("!")[1].replace("$", "")].value == series.tx.strRef.strCache.pt[0].v
    revenue = sheet._charts[1].series[0]
    assert [float(point.v) for point in revenue.val.numRef.numCache.pt] == [11780, 13143, 15120, 16977]


def test_a_report_without_series_has_no_charts() -> None:
    lines = tuple(replace(line, yearly=()) for line in planned().lines)
    data = write_report(planned(lines=lines))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [name for name in package.namelist() if "chart" in name or "drawing" in name]
    assert "Chưa đủ số liệu qua các năm" in text_of(openpyxl.load_workbook(io.BytesIO(data))["Biểu đồ"])


def test_matters_leave_room_for_the_decision(book: openpyxl.Workbook) -> None:
    sheet = book["Kiến nghị"]
    heads = [row for row in sheet.iter_rows() if row[-1].value == "Ý kiến chỉ đạo, quyết định"]
    assert len(heads) == 1
    matters = [row for row in sheet.iter_rows(min_row=heads[0][0].row + 1) if row[0].value in {"1", "2"}]
    assert [row[-1].value for row in matters] == [None, None]
    assert all(sheet.row_dimensions[row[0].row].height > 60 for row in matters)


def test_a_signed_return_has_no_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(write_workbook(sample_return()))) as package:
        for name in package.namelist():
            assert b"<f>" not in package.read(name), name
