"""Typed numbers against the cells: what is caught, and what is rightly left alone."""

from decimal import Decimal

import pytest

from kgdesk.domain.figure_references import FigureSheet, QuotableFigure
from kgdesk.domain.narrative_lint import NarrativeLint
from kgdesk.domain.period import Period
from kgdesk.returns import plan_default, plan_document

PLAN = plan_document.from_bytes(plan_default.load())
YEAR = Period.parse("2024")


def sheet() -> FigureSheet:
    values = {
        "KT01": "7.5", "KT03": "3485", "KT04b": "20.66", "KT06": "8.51", "KT08": "16977", "KT09": "45230.6",
        "KT10": "34.96", "XH01": "66.67", "XH03": "100", "XH04": "9.83", "XH05": "31.2", "XH06": "35120",
        "XH07a": "69.84", "XH08": "1.25", "XH09a": "91.38", "XH09b": "24", "XH12": "91.05", "MT01": "92.3",
        "MT02": "66.4", "MT04": "11.01",
    }  # fmt: skip
    figures = {item.code: QuotableFigure(item, value=None) for item in PLAN.indicators}
    for code, text in values.items():
        figures[code] = QuotableFigure(
            PLAN.indicator(code),
            value=Decimal(text),
            plan_text="16.900",
            percent_of_plan=Decimal("100.4556"),
            percent_of_last_year=Decimal("112.28"),
        )
    return FigureSheet(figures)


LINT = NarrativeLint(sheet(), YEAR)


def found(text: str, lint: NarrativeLint = LINT) -> list[tuple[str, str, str]]:
    answer = lint.check(text)
    assert all(text[item.start : item.end] == item.typed for item in answer)
    return [(item.typed, item.code, item.expected) for item in answer]


DISAGREE = [
    ("Thu ngân sách 16.950 tỷ đồng.", "16.950", "KT08"),
    ("Thu ngân sách đạt 16.500 tỷ đồng, bằng 100,46% kế hoạch.", "16.500", "KT08"),
    ("Thu ngân sách đạt 16.977 tỷ đồng, bằng 101,2% kế hoạch.", "101,2%", "KT08"),
    ("Thu ngân sách đạt 16.977 tỷ đồng, bằng 110% so với cùng kỳ.", "110%", "KT08"),
    ("Trong năm 2024, tổng thu ngân sách trên địa bàn tỉnh ước đạt 17.100 tỷ đồng.", "17.100", "KT08"),
    ("Thu ngân sách tăng mạnh, đạt 15.120 tỷ đồng.", "15.120", "KT08"),
    ("thu ngan sach dat 1 tỷ đồng; Thu ngân sách: 12.000 tỷ đồng", "12.000", "KT08"),
    ("Thu ngân sách là 17 nghìn tỷ đồng; cao nhất từ trước tới nay", "", ""),
    ("Thu ngân sách đạt 18 nghìn tỷ đồng.", "18 nghìn", "KT08"),
    ("Thu ngân sách đạt gần 20.000 tỷ đồng.", "20.000", "KT08"),
    ("Vốn đầu tư toàn xã hội đạt 44.000 tỷ đồng.", "44.000", "KT09"),
    ("Huy động vốn đầu tư toàn xã hội năm 2024 đạt 45.320 tỷ đồng.", "45.320", "KT09"),
    ("Tỷ lệ đô thị hoá đạt 35,2%.", "35,2", "KT10"),
    ("Tỷ lệ đô thị hóa 33,96 %", "33,96", "KT10"),
    ("Đến nay, tỷ lệ hộ nghèo đa chiều còn 1,52%.", "1,52", "XH08"),
    ("Tỷ lệ bao phủ bảo hiểm y tế đạt 92%.", "92", "XH12"),
    ("Tỷ lệ che phủ rừng đạt 10,11%, đạt mục tiêu.", "10,11", "MT04"),
    ("Tỷ lệ xã đạt chuẩn nông thôn mới đạt 93,18%.", "93,18", "XH09a"),
    ("Số xã đạt chuẩn nông thôn mới nâng cao là 42 xã.", "42", "XH09b"),
    ("GRDP bình quân đầu người đạt 3.845 USD.", "3.845", "KT03"),
    ("Giải quyết việc làm cho 35.210 lượt lao động.", "35.210", "XH06"),
    ("Số bác sĩ trên 1 vạn dân đạt 8,93 bác sĩ/vạn dân.", "8,93", "XH04"),
    ("Số giường bệnh trên vạn dân là 32,1 giường.", "32,1", "XH05"),
    ("Giá trị sản xuất công nghiệp tăng 5,81%.", "5,81", "KT06"),
    ("Tốc độ tăng trưởng kinh tế (GRDP) đạt 7,05%.", "7,05", "KT01"),
    ("Về cơ cấu kinh tế, công nghiệp - xây dựng chiếm 26,06%.", "26,06", "KT04b"),
    ("Tỷ lệ dân cư nông thôn sử dụng nước sạch đạt 64,6%.", "64,6", "MT02"),
    ("Tỷ lệ lao động qua đào tạo đạt 68,94 phần trăm.", "68,94", "XH07a"),
    ("- Thu ngân sách: 16.799 tỷ đồng", "16.799", "KT08"),
    ("Đã làm tốt. Tỷ lệ trường đạt chuẩn quốc gia là 76,67%. Còn lại ổn.", "76,67", "XH01"),
    ("Thu ngân sách năm 2024 đạt 16.500 tỷ đồng (năm 2023: 15.120 tỷ đồng).", "16.500", "KT08"),
]

AGREE = [
    "Thu ngân sách 16.977 tỷ đồng.",
    "Thu ngân sách đạt 16977 tỷ đồng, bằng 100,5% kế hoạch, bằng 112,3% so với cùng kỳ.",
    "Thu ngân sách đạt 16.977,0 tỷ đồng, bằng 100,46% kế hoạch năm.",
    "Thu ngân sách đạt gần 17.000 tỷ đồng.",
    "Thu ngân sách đạt khoảng 17 nghìn tỷ đồng.",
    "Thu ngân sách đạt {KT08} tỷ đồng, bằng {KT08:%KH} kế hoạch.",
    "Vốn đầu tư toàn xã hội đạt 45.230 tỷ đồng.",  # cut off
    "Vốn đầu tư toàn xã hội đạt 45.231 tỷ đồng.",  # rounded
    "Tỷ lệ đô thị hóa đạt 35%.",
    "Tỷ lệ đô thị hóa đạt 34,9%.",
    "Tỷ lệ đô thị hóa đạt 35,0%.",
    "Tỷ lệ xã đạt tiêu chí quốc gia về y tế đạt 100%.",
    "GRDP bình quân đầu người đạt 3.485 USD/người.",
    "Giải quyết việc làm cho 35.120 lượt lao động.",
    "Giải quyết việc làm cho trên 35 nghìn lượt lao động.",
    "Giá trị sản xuất công nghiệp tăng 8,5%.",
]

NO_FIGURE = [
    "Kế hoạch thu ngân sách 16.900 tỷ đồng.",
    "Dự toán thu ngân sách năm 2024 là 16.900 tỷ đồng.",
    "Thu ngân sách phấn đấu đạt 18.000 tỷ đồng.",
    "Mục tiêu tỷ lệ đô thị hóa đạt 40%.",
    "Thu ngân sách năm 2023 đạt 15.120 tỷ đồng.",
    "Thu ngân sách đạt 15.120 tỷ đồng năm 2023.",
    "So với cùng kỳ, thu ngân sách đạt 15.120 tỷ đồng.",
    "Thu ngân sách quý III đạt 4.200 tỷ đồng.",
    "Thu ngân sách 6 tháng đạt 8.400 tỷ đồng.",
    "Thu ngân sách giai đoạn 2021-2025 đạt 73.645 tỷ đồng.",
    "Thu ngân sách lũy kế đạt 60.000 tỷ đồng.",
    "Thu ngân sách tăng 1.857 tỷ đồng.",
    "Thu ngân sách tăng 12,3% so với cùng kỳ.",
    "Thu ngân sách vượt 77 tỷ đồng so với dự toán.",
    "Thu ngân sách đạt 16.977 tỷ đồng, trong đó thu nội địa 12.000 tỷ đồng.",
    "Thu ngân sách đạt 16.977 tỷ đồng, chi ngân sách 15.500 tỷ đồng.",
    "Thu ngân sách từ hoạt động xuất nhập khẩu đạt 500 tỷ đồng.",
    "Thu ngân sách huyện An Biên đạt 120 tỷ đồng.",
    "Thu ngân sách đạt 23,1% kế hoạch 5 năm.",
    "Theo Nghị quyết số 535/NQ-HĐND ngày 14/01/2021, thu ngân sách được giao tại khoản 2 Điều 1.",
    "Thu ngân sách theo Công văn số 103/UBND-TH được thực hiện nghiêm túc.",
    "Tỷ lệ đô thị hóa tăng 1,2%.",
    "Tỷ lệ đô thị hóa từ 33,5% lên 34,96%.",
    "Tỷ lệ hộ nghèo đa chiều giảm 0,5%.",
    "Tỷ lệ bao phủ internet đạt 80%.",
    "Có 3 xã đạt chuẩn nông thôn mới nâng cao thêm trong năm.",
    "Tỷ lệ xã đạt chuẩn nông thôn mới: 106/116 xã.",
    "Thu ngân sách đạt kết quả tốt ở 12/15 huyện, thành phố.",
    "Lần thứ 3 thu ngân sách vượt dự toán.",
    "Công nghiệp - xây dựng tăng 9,2%.",
    "Đầu tư 250 tỷ đồng cho 12 công trình.",
    "Thu ngân sách cả nước đạt 1.700.000 tỷ đồng.",
    "Tỷ lệ đô thị hóa của thành phố Rạch Giá đạt 90%.",
    "Tỷ lệ đô thị hóa dự kiến năm 2025 đạt 36%.",
    "Chi thu ngân sách 5 tỷ đồng.",
    "Năm 2024, thu ngân sách.\nChi 16.500 tỷ đồng.",
    "Thu ngân sách đạt 8-10 tỷ đồng mỗi tháng.",
    "Tỷ lệ huy động học sinh từ 6-14 tuổi đến trường đạt 98,5%.",  # nothing in the cell
    "Giá trị sản xuất công nghiệp đạt 50.000 tỷ đồng.",
    "Số giường bệnh trên 1 vạn dân được quan tâm, bổ sung 120 giường.",
]


@pytest.mark.parametrize(("text", "typed", "code"), DISAGREE)
def test_a_typed_figure_that_disagrees_is_found(text: str, typed: str, code: str) -> None:
    expected = [(typed, code)] if typed else []
    assert [(number, which) for number, which, _ in found(text)] == expected


@pytest.mark.parametrize("text", AGREE)
def test_what_agrees_within_rounding_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", NO_FIGURE)
def test_other_numbers_are_no_figures_of_the_period(text: str) -> None:
    assert found(text) == []


def test_there_are_enough_sentences_both_ways() -> None:
    assert len(DISAGREE) + len(AGREE) + len(NO_FIGURE) >= 60


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Thu ngân sách đạt 16.500 tỷ đồng.", "Thu ngân sách đạt {KT08} tỷ đồng."),
        ("Thu ngân sách đạt 18 nghìn tỷ đồng.", "Thu ngân sách đạt {KT08} tỷ đồng."),
        ("Tỷ lệ đô thị hóa đạt 33,96%.", "Tỷ lệ đô thị hóa đạt {KT10}%."),
        (
            "Thu ngân sách đạt 16.977 tỷ đồng, bằng 99% kế hoạch.",
            "Thu ngân sách đạt 16.977 tỷ đồng, bằng {KT08:%KH} kế hoạch.",
        ),
    ],
)
def test_a_reference_takes_the_place_of_the_number(text: str, after: str) -> None:
    (item,) = LINT.check(text)
    assert text[: item.start] + item.token + text[item.end :] == after
    assert LINT.check(after) == ()


def test_a_fall_of_a_growth_figure_is_read_as_one() -> None:
    falling = sheet().figures["KT06"]
    lint = NarrativeLint(FigureSheet({"KT06": QuotableFigure(falling.indicator, value=Decimal("-3.2"))}), YEAR)
    assert found("Giá trị sản xuất công nghiệp giảm 3,2%.", lint) == []
    (item,) = lint.check("Giá trị sản xuất công nghiệp giảm 2,3%.")
    assert (item.expected, item.token) == ("-3,20", "")


def test_words_of_time_are_those_of_the_period() -> None:
    quarter = NarrativeLint(sheet(), Period.parse("2024-Q3"))
    assert [typed for typed, _, _ in found("Thu ngân sách quý III đạt 4.200 tỷ đồng.", quarter)] == ["4.200"]
    assert found("Thu ngân sách quý II đạt 4.200 tỷ đồng.", quarter) == []
    assert found("Thu ngân sách 9 tháng đạt 4.200 tỷ đồng.", quarter) == []
