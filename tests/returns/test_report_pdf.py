"""The provincial report: what a leader, and a delegate who doubts a figure, must find on paper."""

import subprocess
from dataclasses import replace
from decimal import Decimal

import pytest

from kgdesk.domain.indicator import TimeRule
from kgdesk.domain.judgement import Judgement
from kgdesk.domain.provincial_report import ProvincialReport
from kgdesk.returns.report_pdf import write_report, write_signable_report
from tests.samples import UNIT_NAMES, sample_report, sample_report_lines

NAMES = {**UNIT_NAMES, "SKHDT": "Sở Kế hoạch và Đầu tư"}
PATHS = {
    "KT01": (TimeRule.GEOMETRIC_AVERAGE, Decimal("7.24")),
    "KT08": (TimeRule.PERIOD_TOTAL, Decimal(73645)),
    "XH04": (TimeRule.LEVEL, Decimal("10.31")),
    "MT04": (TimeRule.LEVEL, Decimal(11)),
}


def full_report(**changes: object) -> ProvincialReport:
    lines = tuple(
        replace(line, over_time=PATHS[line.indicator][0], target_low=PATHS[line.indicator][1])
        for line in sample_report_lines()
    )
    return replace(sample_report(unit_names=NAMES, lines=lines), **changes)  # type: ignore[arg-type]


def text_of(data: bytes, *options: str) -> str:
    done = subprocess.run(["pdftotext", "-raw", *options, "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


@pytest.fixture(scope="module")
def text() -> str:
    return text_of(write_report(full_report()))


@pytest.mark.parametrize(
    "sentence",
    [
        "SỞ KẾ HOẠCH VÀ ĐẦU TƯ",
        "Kính gửi: Ủy ban nhân dân tỉnh Kiên Giang.",
        "Sở Kế hoạch và Đầu tư tổng hợp, báo cáo tình hình thực hiện",
        "có 1 chỉ tiêu đạt và vượt mục tiêu (trong đó 1 chỉ tiêu vượt); 1 chỉ tiêu đúng tiến độ; 1 chỉ tiêu chậm",
        "Kinh tế 2 0 0 1 1 0 0",
        "Cộng 4 1 0 1 1 0 1",
        "(chậm tiến độ): năm 2024 đạt 7,50%; bình quân 2021-2024 đạt 5,60%/năm, mục tiêu ≥ 7,24%/năm; năm 2025 phải",
        "phải đạt 14,1% để bình quân 5 năm đạt 7,24%",
        "2/3 đơn vị có báo cáo được đưa vào tổng hợp; hạn gửi: 19/12/2024 (cấp huyện), 20/12/2024 (sở, ngành).",
        "Các đơn vị chưa có báo cáo trong số liệu tổng hợp (1): Thành phố Hà Tiên.",
        "- Thiếu số liệu của Thành phố Hà Tiên, Huyện Kiên Hải: chỉ tiêu số 4;",
        "Thành phố Rạch Giá: đang thực hiện đúng tiến độ, đạt 40% khối lượng.",
        "Chợ đêm mới mở cửa từ tháng 7/2024.",
        "Chưa có đơn vị nào thuyết minh.",
        "tổng các đơn vị ít hơn số của Sở Tài chính 5.858,4 tỷ đồng",
        "nêu 2 nội dung vượt thẩm quyền, trong đó 1 nội dung đang chờ quyết định",
        "GIÁM ĐỐC",
        "Tổng tử số chia tổng mẫu số: 552 / 401.600",
        "Đã tính 3/4 đơn vị: Thành phố Rạch Giá, Thành phố Phú Quốc (lần 2, ước), Huyện Kiên Hải.",
        "Chưa báo cáo (1): Thành phố Hà Tiên. Chưa có số liệu (1): Huyện Kiên Hải.",
        "2 Thành phố Phú Quốc 2 a1b2 c3d4 e5f6 0718 Trần Minh Khoa 19/12/2024 09:30:00 Đã chấp nhận",
        "3 Thành phố Hà Tiên Quá hạn, chưa gửi",
        "Lần tổng hợp số 3; mã đối chiếu: c0ff eec0 ffee c0ff; lập lúc 24/12/2024 08:05:00 (giờ Việt Nam).",
    ],
)
def test_a_leader_reads_the_sentence(text: str, sentence: str) -> None:
    assert sentence in text


def test_each_annex_is_numbered_and_says_what_it_belongs_to(text: str) -> None:
    for number in ("I", "II", "III", "IV"):
        assert f"Phụ lục {number} " in text
    assert text.count("(Kèm theo Báo cáo số ....../BC-SKHĐT ngày 24 tháng 12 năm 2024 của Sở Kế hoạch và Đầu tư)") == 4


def test_the_oldest_matter_stands_first(text: str) -> None:
    annex = text[text.index("KIẾN NGHỊ VƯỢT THẨM QUYỀN, XẾP THEO") :]
    assert annex.index("30/11/2023") < annex.index("10/12/2024")


def test_an_incomplete_total_is_marked(text: str) -> None:
    assert "13,75* (ước)" in text
    assert "7,50 (ước)" in text


def test_charts_show_what_remains_to_be_reached(text: str) -> None:
    assert "14,06" in text  # yearly growth needed in 2025, from the published rates
    assert "16.625" in text


def test_only_lines_with_a_series_get_a_chart() -> None:
    lines = tuple(replace(line, yearly=()) for line in full_report().lines)
    text = text_of(write_report(full_report(lines=lines)))
    assert "Chưa đủ số liệu qua các năm để vẽ biểu đồ." in text
    assert "Nét liền" not in text


def test_nothing_to_report_is_said_plainly() -> None:
    empty = full_report(lines=(), tasks=(), escalations=(), returns=(), discrepancies_vi=())
    text = text_of(write_report(empty))
    assert "Không phát hiện số liệu chưa thống nhất giữa các nguồn." in text
    assert "không có nội dung vượt thẩm quyền" in text
    assert text.count("Không có.") == 2


def test_equal_reports_give_equal_bytes() -> None:
    assert write_report(full_report()) == write_report(full_report())
    assert write_report(full_report()) != write_report(full_report(run_number=4))


def test_signatures_stand_with_the_last_paragraph() -> None:
    pdf = write_signable_report(full_report())
    page = str(pdf.boxes["head"].page + 1)
    text = text_of(pdf.data, "-f", page, "-l", page)
    assert "Trên đây là báo cáo" in text
    assert "Lê Văn Thành" in text


def test_lines_not_kept_are_named_before_charts_of_others() -> None:
    lines = tuple(
        replace(line, judgement=Judgement.NOT_MET if line.indicator == "XH04" else Judgement.MET)
        for line in full_report().lines
    )
    text = text_of(write_report(full_report(lines=lines)))
    charts = text[text.index("DIỄN BIẾN") : text.index("Nét liền")]
    assert charts.index("Số bác sĩ") < charts.index("Thu ngân sách")


def test_many_missing_units_are_counted_in_the_text_and_named_in_the_annex() -> None:
    names = {**NAMES, **{f"X{number}": f"Xã Số {number}" for number in range(30)}}
    first = full_report().lines[1]
    line = replace(first, roll_up=replace(first.roll_up, missing=tuple(f"X{number}" for number in range(30))))
    text = text_of(write_report(full_report(unit_names=names, lines=(line,))))
    body, annex = text.split("GIẢI TRÌNH CÁCH TÍNH", 1)
    assert "Xã Số 7 và 22 đơn vị khác (xem Phụ lục III): chỉ tiêu số" in body
    assert "Xã Số 29" not in body
    assert "Xã Số 29" in annex


def test_of_many_units_in_a_total_only_what_sets_them_apart_is_named() -> None:
    line = full_report().lines[1]
    many = tuple(replace(line.roll_up.inputs[0], unit=f"X{number}") for number in range(12))
    names = {**NAMES, **{f"X{number}": f"Xã Số {number}" for number in range(12)}}
    inputs = (*many, line.roll_up.inputs[1])  # the second revision, an estimate
    made = replace(line, roll_up=replace(line.roll_up, inputs=inputs), units_expected=14)
    annex = text_of(write_report(full_report(unit_names=names, lines=(made,)))).split("GIẢI TRÌNH CÁCH TÍNH", 1)[1]
    assert "Đã tính 13/14 đơn vị; số ước của Thành phố Phú Quốc; lấy báo cáo lần 2 của Thành phố Phú Quốc." in annex
    assert "Chưa báo cáo (1): Thành phố Hà Tiên." in annex
    assert "Xã Số 3" not in annex
