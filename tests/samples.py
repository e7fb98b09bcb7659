"""A return of Phú Quốc and a provincial report of Kiên Giang for 2024, rich enough to look at.

Figures of the province are published ones; those of Phú Quốc are invented, of a likely size.
Builders take changes by keyword: `sample_return(revision=2, replaces="0" * 64)`.
"""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from kgdesk.domain.escalation import Escalation, EscalationState
from kgdesk.domain.indicator import IndicatorGroup, TotalSource, UnitRule
from kgdesk.domain.judgement import Judgement
from kgdesk.domain.narrative import Narrative, TaskProgress
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.provincial_report import (
    ProvincialReport,
    ReportEscalation,
    ReportLine,
    ReportReturn,
    ReportTask,
    UnitNarrative,
)
from kgdesk.domain.reporting_unit import UnitLevel
from kgdesk.domain.return_document import (
    AcceptedWarning,
    Correction,
    Issue,
    NarrativeEntry,
    PlanReference,
    ReturnDocument,
    ReturnLine,
)
from kgdesk.domain.roll_up import RollUp, UnitFigure

UNIT = "KG-911"
PERIOD = "2024"
SEALED_AT = datetime(2024, 12, 18, 2, 15, 30, tzinfo=UTC)
SOURCE = "Chi cục Thống kê thành phố Phú Quốc"

ECONOMY, SOCIETY, ENVIRONMENT = IndicatorGroup.ECONOMY, IndicatorGroup.SOCIETY, IndicatorGroup.ENVIRONMENT


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _line(
    indicator: str,
    ordinal: str,
    group: IndicatorGroup,
    name: str,
    measure: str,
    *,
    places: int = 2,
    targets: tuple[str, str] = ("", ""),
    before: tuple[str | None, str | None] = (None, None),
    figure: str | None = None,
    pair: tuple[str, str] | None = None,
    state: ValueState | None = ValueState.FIGURE,
    percents: tuple[str | None, str | None] = (None, None),
    judgement: Judgement = Judgement.MET,
    status: FigureStatus = FigureStatus.ESTIMATE,
    source: str = SOURCE,
    note: str = "",
) -> ReturnLine:
    observation = None
    if state is not None:
        observation = Observation(
            unit=UNIT,
            indicator=indicator,
            period=PERIOD,
            state=state,
            value=_number(figure) if pair is None and state is ValueState.FIGURE else None,
            numerator=_number(pair[0]) if pair else None,
            denominator=_number(pair[1]) if pair else None,
            status=status,
            source=source,
            note=note,
        )
    return ReturnLine(
        indicator=indicator,
        ordinal=ordinal,
        group=group,
        name_vi=name,
        measure_vi=measure,
        places=places,
        target_vi=targets[0],
        annual_plan_vi=targets[1],
        previous=_number(before[0]),
        same_period=_number(before[1]),
        observation=observation,
        value=_number(figure),
        percent_of_plan=_number(percents[0]),
        percent_of_same_period=_number(percents[1]),
        judgement=judgement,
    )


def sample_lines() -> tuple[ReturnLine, ...]:
    """Every form of entry and every state: pair, growth, yes/no, zero, missing, not available, not applicable."""
    return (
        _line(
            "KT06",
            "6",
            ECONOMY,
            "Giá trị sản xuất công nghiệp tăng bình quân",
            "%/năm",
            targets=("≥ 8", "≥ 8,5"),
            before=("7.912", "7.912"),
            figure="9.4025974025974025974025974",
            pair=("4212", "3850"),
            percents=("110.6187929717341482047364", "118.84"),
            judgement=Judgement.EXCEEDED,
        ),
        _line(
            "KT07",
            "7",
            ECONOMY,
            "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tăng bình quân",
            "%/năm",
            targets=("≥ 10", "≥ 14"),
            before=("21.35", "21.35"),
            figure="19.7",
            pair=("71820", "60000"),
            percents=("140.71", "92.27"),
            judgement=Judgement.EXCEEDED,
            status=FigureStatus.PRELIMINARY,
            note="Khách du lịch đến đảo ước đạt 5,9 triệu lượt, tăng 5,4% so với cùng kỳ; khách quốc tế 960 nghìn.",
        ),
        _line(
            "KT08",
            "8",
            ECONOMY,
            "Thu ngân sách giai đoạn 2021 - 2025",
            "tỷ đồng",
            places=0,
            targets=("≥ 73.645 (toàn tỉnh)", "7.850"),
            before=("7801.5", "7801.5"),
            figure="8013.4075",
            percents=("102.0816242038216560509554", "102.7162"),
            judgement=Judgement.EXCEEDED,
            source="Chi cục Thuế khu vực Phú Quốc",
        ),
        _line(
            "KT09",
            "9",
            ECONOMY,
            "Huy động vốn đầu tư toàn xã hội giai đoạn 2021 - 2025",
            "tỷ đồng",
            places=0,
            targets=("khoảng 267.128 (toàn tỉnh)", "19.500"),
            before=("18640", "18640"),
            figure="18215",
            percents=("93.41025641025641025641025641", "97.72"),
            judgement=Judgement.NOT_MET,
            note="Một số dự án du lịch chậm triển khai do vướng công tác bồi thường, giải phóng mặt bằng.",
        ),
        _line(
            "KT10",
            "10",
            ECONOMY,
            "Tỷ lệ đô thị hóa",
            "%",
            targets=("khoảng 41,45", "77"),
            before=("77.12", "77.12"),
            figure="77.46632996632996632996632997",
            pair=("115040", "148500"),
            percents=("100.6056233329", "100.449"),
        ),
        _line(
            "XH01",
            "1",
            SOCIETY,
            "Tỷ lệ trường đạt chuẩn quốc gia",
            "%",
            targets=("≥ 60", "62"),
            before=("58.97", "58.97"),
            figure="61.53846153846153846153846154",
            pair=("24", "39"),
            percents=("99.2555831266", "104.3555"),
            judgement=Judgement.NOT_MET,
            status=FigureStatus.OFFICIAL,
            source="Phòng Giáo dục và Đào tạo",
        ),
        _line(
            "XH04",
            "4",
            SOCIETY,
            "Số bác sĩ trên 1 vạn dân",
            "bác sĩ/vạn dân",
            targets=("10,31", "10"),
            before=("9.85", "9.85"),
            figure="10.10101010101010101010101010",
            pair=("150", "148500"),
            percents=("101.0101", "102.5483"),
            source="Trung tâm Y tế thành phố; dân số theo Chi cục Thống kê, thời điểm 30/11/2024",
        ),
        _line(
            "XH06",
            "6",
            SOCIETY,
            "Giải quyết việc làm hằng năm",
            "lượt lao động",
            places=0,
            targets=("≥ 35.000 (toàn tỉnh)", "4.000"),
            before=("4105", "4105"),
            figure="4213",
            percents=("105.325", "102.6309"),
            judgement=Judgement.EXCEEDED,
        ),
        _line(
            "XH07b",
            "7.2",
            SOCIETY,
            "Lao động qua đào tạo có bằng cấp - chứng chỉ",
            "%",
            targets=("52,5", ""),
            state=ValueState.NOT_AVAILABLE,
            judgement=Judgement.NO_DATA,
            note="Điều tra lao động việc làm quý IV chưa có kết quả; sẽ bổ sung trước ngày 31/01/2025.",
        ),
        _line(
            "XH08",
            "8",
            SOCIETY,
            "Tỷ lệ hộ nghèo đa chiều",
            "%",
            targets=("< 2", "≤ 0,3"),
            before=("0.18", "0.18"),
            figure="0",
            pair=("0", "39120"),
            percents=(None, "0"),
            judgement=Judgement.EXCEEDED,
            status=FigureStatus.RESTATED,
            note="Đã điều chỉnh sau rà soát hộ nghèo cuối năm 2024.",
        ),
        _line(
            "XH09b",
            "9.2",
            SOCIETY,
            "Xã đạt chuẩn nông thôn mới nâng cao",
            "xã",
            places=0,
            targets=("≥ 30 (toàn tỉnh)", "2"),
            before=("1", "1"),
            figure="0",
            percents=("0", "0"),
            judgement=Judgement.NOT_MET,
            status=FigureStatus.OFFICIAL,
        ),
        _line(
            "XH11",
            "11",
            SOCIETY,
            "Huyện Tân Hiệp đạt chuẩn nông thôn mới nâng cao",
            "đạt/chưa đạt",
            places=0,
            targets=("đạt", ""),
            state=ValueState.NOT_APPLICABLE,
            judgement=Judgement.NO_TARGET,
            note="Chỉ tiêu của huyện Tân Hiệp.",
        ),
        _line(
            "XH12",
            "12",
            SOCIETY,
            "Tỷ lệ bao phủ bảo hiểm y tế",
            "%",
            targets=("≥ 90", "93,5"),
            before=("92.4", "92.4"),
            figure="93.602693602693602693602694",
            pair=("139000", "148500"),
            percents=("100.1098", "101.3016"),
            source="Bảo hiểm xã hội thành phố Phú Quốc",
        ),
        _line(
            "MT01",
            "1",
            ENVIRONMENT,
            "Dân cư thành thị sử dụng nước sạch",
            "%",
            targets=("90", "92"),
            before=("91.2", "91.2"),
            figure="92.31571627260083449235048679",
            pair=("106200", "115040"),
            percents=("100.3431698615226461873375", "101.2234"),
        ),
        _line(
            "MT03b",
            "3.2",
            ENVIRONMENT,
            "Thu gom và xử lý chất thải y tế",
            "%",
            targets=("100", "100"),
            before=("100", "100"),
            figure="100",
            pair=("61.25", "61.25"),
            percents=("100", "100"),
        ),
        _line(
            "MT04",
            "4",
            ENVIRONMENT,
            "Tỷ lệ che phủ rừng",
            "%",
            targets=("11 (toàn tỉnh)", ""),
            before=("63.9", "63.9"),
            state=None,
            judgement=Judgement.NO_DATA,
        ),
    )


def sample_narratives() -> tuple[NarrativeEntry, ...]:
    """Three tasks: one on track, one delayed, one where only the results are written."""
    return (
        NarrativeEntry(
            heading_vi="Thương mại - dịch vụ - kinh tế cửa khẩu - du lịch mũi nhọn; ngân sách - tín dụng",
            clause="1.3.a gạch đầu dòng 3",
            narrative=Narrative(
                unit=UNIT,
                task="A3",
                period=PERIOD,
                results=(
                    "- Lượng khách du lịch đến thành phố ước đạt 5,9 triệu lượt, đạt 102,6% kế hoạch, tăng 5,4% so với"
                    " cùng kỳ; doanh thu từ hoạt động du lịch ước đạt 21.368 tỷ đồng.\n"
                    "- Thu ngân sách nhà nước trên địa bàn ước đạt 8.013 tỷ đồng, đạt 102,08% dự toán, trong đó thu"
                    " tiền sử dụng đất chiếm 41%. Công tác chống thất thu, xử lý nợ đọng thuế được triển khai mạnh."
                ),
                difficulties=(
                    "Hạ tầng giao thông, thoát nước, thu gom và xử lý rác thải chưa theo kịp tốc độ phát triển du lịch."
                    " Nguyên nhân: vốn đầu tư công bố trí chậm; nhà máy xử lý rác Hàm Ninh ngừng hoạt động từ năm 2021."
                ),
                next_steps=(
                    "Phối hợp Sở Tài nguyên và Môi trường hoàn thành lựa chọn nhà đầu tư nhà máy xử lý chất thải rắn"
                    " trong quý II/2025; tổ chức tuần lễ xúc tiến du lịch tại ba thị trường trọng điểm."
                ),
                progress=TaskProgress.ON_TRACK,
                percent=85,
            ),
        ),
        NarrativeEntry(
            heading_vi="Huy động nguồn lực - kết cấu hạ tầng - phát triển đô thị",
            clause="1.3.a gạch đầu dòng 4",
            narrative=Narrative(
                unit=UNIT,
                task="A4",
                period=PERIOD,
                results="Giải ngân vốn đầu tư công đến ngày 14/12/2024 đạt 612/890 tỷ đồng (68,76% kế hoạch).",
                difficulties="Vướng mắc xác định giá đất cụ thể làm chậm bồi thường 07 dự án, 214 hộ chưa nhận.",
                next_steps="Thành lập 03 tổ giải phóng mặt bằng; phấn đấu giải ngân trên 95% trước ngày 31/01/2025.",
                progress=TaskProgress.DELAYED,
                percent=69,
            ),
        ),
        NarrativeEntry(
            heading_vi="Chăm sóc sức khỏe nhân dân",
            clause="1.3.b gạch đầu dòng 4",
            narrative=Narrative(
                unit=UNIT,
                task="B4",
                period=PERIOD,
                results="9/9 xã, phường đạt tiêu chí quốc gia về y tế.",
                progress=TaskProgress.DONE,
            ),
        ),
    )


def sample_escalations() -> tuple[Escalation, ...]:
    """One new matter, one carried over and answered."""
    return (
        Escalation(
            key="KG-911-2024-01",
            unit=UNIT,
            opened_period="2024",
            opened_on=date(2024, 12, 10),
            matter="Thiếu cơ sở xử lý chất thải rắn sinh hoạt: phát sinh 235 tấn/ngày, xử lý được 155 tấn/ngày.",
            legal_limit="Chấp thuận chủ trương đầu tư thuộc thẩm quyền Ủy ban nhân dân tỉnh (Điều 32 Luật Đầu tư).",
            proposal="Cho phép đấu thầu rút gọn lựa chọn nhà đầu tư; bố trí 120 tỷ đồng vốn đối ứng năm 2025.",
            addressee="Ủy ban nhân dân tỉnh Kiên Giang",
            decision_wanted_by=date(2025, 2, 28),
            task="A7",
        ),
        Escalation(
            key="KG-911-2023-02",
            unit=UNIT,
            opened_period="2023",
            opened_on=date(2023, 11, 30),
            matter="Tuyến ống dẫn nước sạch cho xã đảo Thổ Châu chưa có trong kế hoạch đầu tư công trung hạn.",
            legal_limit="Điều chỉnh kế hoạch đầu tư công trung hạn thuộc thẩm quyền Hội đồng nhân dân tỉnh.",
            proposal="Trình Hội đồng nhân dân tỉnh bổ sung 45 tỷ đồng.",
            addressee="Sở Kế hoạch và Đầu tư",
            task="A4",
            state=EscalationState.ANSWERED,
            answer="Đã bổ sung theo Nghị quyết số 52/NQ-HĐND ngày 19/7/2024.",
        ),
    )


def sample_return(**changes: Any) -> ReturnDocument:
    """Build the return of Phú Quốc for 2024, revision 1, numbered and ready to sign."""
    document = ReturnDocument(
        plan=PlanReference(code="KG-NQ535", version=1, digest="ab" * 32),
        unit=UNIT,
        unit_name_vi="Thành phố Phú Quốc",
        superior_vi="ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG",
        issuer_vi="ỦY BAN NHÂN DÂN THÀNH PHỐ PHÚ QUỐC",
        head_post_vi="CHỦ TỊCH",
        head_name="Trần Minh Khoa",
        recipient_vi="Sở Kế hoạch và Đầu tư tỉnh Kiên Giang",
        period=PERIOD,
        period_label_vi="Năm 2024",
        revision=1,
        replaces=None,
        issue=Issue(number=412, symbol="BC-UBND", place="Phú Quốc", day=date(2024, 12, 18)),
        sealed_at=SEALED_AT,
        sealed_by="nguyen.thi.lan",
        expected_signers=("head", "agency"),
        lines=sample_lines(),
        narratives=sample_narratives(),
        escalations=sample_escalations(),
        accepted_warnings=(
            AcceptedWarning(
                rule="JUMP-KT07",
                indicator="KT07",
                message_vi="Tăng 19,7%, chênh lệch lớn so với mức tăng bình quân của tỉnh.",
                reason="Do khách quốc tế phục hồi mạnh sau khi miễn thị thực 30 ngày.",
            ),
        ),
    )
    return replace(document, **changes)


def corrected_return() -> ReturnDocument:
    """Build the second revision of that return: two figures were corrected, with reasons."""
    corrections = (
        Correction("KT08", "Kho bạc đối chiếu lại số thu xuất nhập khẩu."),
        Correction("XH12", "Bảo hiểm xã hội cập nhật số người tham gia."),
    )
    return sample_return(revision=2, replaces="0" * 64, corrections=corrections)


def large_return(rows: int = 80, narratives: int = 40) -> ReturnDocument:
    """Build a return of the size benchmarks use: 80 value rows, 40 narratives of 500 to 3,000 characters."""
    lines = sample_lines()
    many = tuple(
        replace(
            line,
            indicator=f"{line.indicator}-{number}",
            observation=line.observation and replace(line.observation, indicator=f"{line.indicator}-{number}"),
        )
        for number, line in ((number, lines[number % len(lines)]) for number in range(rows))
    )
    entry = sample_narratives()[0]
    texts = tuple(
        replace(
            entry,
            narrative=replace(
                entry.narrative, task=f"T{number}", results="\n".join([entry.narrative.results] * (1 + number % 5))
            ),
        )
        for number in range(narratives)
    )
    order = list(IndicatorGroup)
    return sample_return(lines=tuple(sorted(many, key=lambda line: order.index(line.group))), narratives=texts)


UNIT_NAMES = {
    "KG": "Tỉnh Kiên Giang",
    "KG-899": "Thành phố Rạch Giá",
    "KG-900": "Thành phố Hà Tiên",
    "KG-911": "Thành phố Phú Quốc",
    "KG-912": "Huyện Kiên Hải",
    "SYT": "Sở Y tế",
    "SKHDT": "Sở Kế hoạch và Đầu tư",
    "STC": "Sở Tài chính",
    "CTK": "Cục Thống kê",
}


def _figure(
    unit: str, indicator: str, *, level: UnitLevel = UnitLevel.DISTRICT, revision: int = 1, **known: Any
) -> UnitFigure:
    return UnitFigure(
        unit=unit,
        level=level,
        observation=Observation(unit=unit, indicator=indicator, period=PERIOD, **known),
        revision=revision,
        digest=hashlib.sha256(unit.encode()).hexdigest(),
    )


def _roll_up(indicator: str, rule: UnitRule, **known: Any) -> RollUp:
    empty: dict[str, Any] = {
        "value": None,
        "numerator": None,
        "denominator": None,
        "inputs": (),
        "missing": (),
        "not_available": (),
        "not_applicable": (),
        "estimates": (),
        "units_value": None,
        "lead": None,
        "lead_value": None,
        "difference": None,
        "source": None,
        "complete": False,
    }
    return RollUp(indicator=indicator, rule=rule, **(empty | known))


def sample_report_lines() -> tuple[ReportLine, ...]:
    """Show a single source, a sum lacking a unit, a ratio of sums with a difference, and one without any figure."""
    growth = _figure(
        "CTK", "KT01", level=UnitLevel.DEPARTMENT, value=Decimal("7.5"), source="Cục Thống kê tỉnh Kiên Giang"
    )
    revenue = (
        _figure("KG-899", "KT08", value=Decimal("3105.2"), status=FigureStatus.OFFICIAL, source="Chi cục Thuế"),
        _figure("KG-911", "KT08", value=Decimal("8013.4075"), source="Chi cục Thuế khu vực Phú Quốc", revision=2),
        _figure("KG-912", "KT08", value=Decimal(0), status=FigureStatus.OFFICIAL, note="Không phát sinh."),
    )
    lead_revenue = _figure("STC", "KT08", level=UnitLevel.DEPARTMENT, value=Decimal(16977), source="Sở Tài chính")
    doctors = (
        _figure("KG-899", "XH04", numerator=Decimal(402), denominator=Decimal(253100), status=FigureStatus.OFFICIAL),
        _figure("KG-911", "XH04", numerator=Decimal(150), denominator=Decimal(148500)),
    )
    lead_doctors = _figure(
        "SYT", "XH04", level=UnitLevel.DEPARTMENT, numerator=Decimal(1752), denominator=Decimal(1751760)
    )
    return (
        ReportLine(
            indicator="KT01",
            ordinal="1",
            group=ECONOMY,
            name_vi="Tốc độ tăng trưởng kinh tế (GRDP) bình quân 5 năm",
            measure_vi="%/năm",
            places=2,
            target_vi="≥ 7,24",
            annual_plan_vi="7",
            previous=Decimal("6.79"),
            value=Decimal("7.5"),
            percent_of_plan=Decimal("107.1428571428571428571428571"),
            percent_of_previous=Decimal("110.4565537555228276877761"),
            to_date=Decimal("5.60"),
            required_vi="năm 2025 phải đạt 14,1% để bình quân 5 năm đạt 7,24%",
            judgement=Judgement.BEHIND,
            roll_up=_roll_up(
                "KT01",
                UnitRule.SINGLE_SOURCE,
                value=Decimal("7.5"),
                lead=growth,
                lead_value=Decimal("7.5"),
                estimates=("CTK",),
                source=TotalSource.LEAD,
                complete=True,
            ),
            units_expected=1,
            yearly=((2021, Decimal("0.58")), (2022, Decimal("7.7")), (2023, Decimal("6.79")), (2024, Decimal("7.5"))),
        ),
        ReportLine(
            indicator="KT08",
            ordinal="8",
            group=ECONOMY,
            name_vi="Thu ngân sách giai đoạn 2021 - 2025",
            measure_vi="tỷ đồng",
            places=0,
            target_vi="≥ 73.645",
            annual_plan_vi="16.900",
            previous=Decimal(15120),
            value=Decimal(16977),
            percent_of_plan=Decimal("100.4556213017751479289941"),
            percent_of_previous=Decimal("112.2817460317460317460317"),
            to_date=Decimal(57020),
            required_vi="năm 2025 phải thu thêm 16.625 tỷ đồng",
            judgement=Judgement.ON_TRACK,
            roll_up=_roll_up(
                "KT08",
                UnitRule.SUM,
                value=Decimal(16977),
                inputs=revenue,
                missing=("KG-900",),
                estimates=("KG-911", "STC"),
                units_value=Decimal("11118.6075"),
                lead=lead_revenue,
                lead_value=Decimal(16977),
                difference=Decimal("-5858.3925"),
                source=TotalSource.LEAD,
                complete=True,
            ),
            units_expected=4,
            yearly=((2021, Decimal(11780)), (2022, Decimal(13143)), (2023, Decimal(15120)), (2024, Decimal(16977))),
        ),
        ReportLine(
            indicator="XH04",
            ordinal="4",
            group=SOCIETY,
            name_vi="Số bác sĩ trên 1 vạn dân",
            measure_vi="bác sĩ/vạn dân",
            places=2,
            target_vi="10,31",
            annual_plan_vi="10",
            previous=Decimal("9.7"),
            value=Decimal("13.74501992031872509960159363"),
            percent_of_plan=Decimal("137.4501992031872509960159"),
            percent_of_previous=Decimal("141.7012362919456195835216"),
            to_date=None,
            required_vi="",
            judgement=Judgement.EXCEEDED,
            roll_up=_roll_up(
                "XH04",
                UnitRule.RATIO_OF_SUMS,
                value=Decimal("13.74501992031872509960159363"),
                numerator=Decimal(552),
                denominator=Decimal(401600),
                inputs=doctors,
                not_available=("KG-912",),
                missing=("KG-900",),
                estimates=("KG-911",),
                units_value=Decimal("13.74501992031872509960159363"),
                lead=lead_doctors,
                lead_value=Decimal("10.00137004612504110151"),
                difference=Decimal("3.743649874193683998"),
                source=TotalSource.UNITS,
            ),
            units_expected=4,
            yearly=((2023, Decimal("9.7")), (2024, Decimal("13.745"))),
        ),
        ReportLine(
            indicator="MT04",
            ordinal="4",
            group=ENVIRONMENT,
            name_vi="Tỷ lệ che phủ rừng",
            measure_vi="%",
            places=2,
            target_vi="11",
            annual_plan_vi="",
            previous=Decimal("11.6"),
            value=None,
            percent_of_plan=None,
            percent_of_previous=None,
            to_date=None,
            required_vi="",
            judgement=Judgement.NO_DATA,
            roll_up=_roll_up("MT04", UnitRule.RATIO_OF_SUMS, missing=("KG-899", "KG-900", "KG-911", "KG-912")),
            units_expected=4,
            yearly=((2023, Decimal("11.6")),),
        ),
    )


def sample_report(**changes: Any) -> ProvincialReport:
    """Build the provincial report of Kiên Giang for 2024."""
    tourism, capital, health = sample_narratives()
    report = ProvincialReport(
        plan_name_vi="Kế hoạch phát triển kinh tế - xã hội 5 năm 2021 - 2025 tỉnh Kiên Giang",
        legal_basis_vi=(
            "Nghị quyết số 535/NQ-HĐND ngày 14/01/2021 của Hội đồng nhân dân tỉnh Kiên Giang",
            "Công văn số 103/UBND-TH ngày 28/01/2021 của Ủy ban nhân dân tỉnh Kiên Giang",
        ),
        superior_vi="ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG",
        issuer_vi="SỞ KẾ HOẠCH VÀ ĐẦU TƯ",
        head_post_vi="GIÁM ĐỐC",
        head_name="Lê Văn Thành",
        recipient_vi="Ủy ban nhân dân tỉnh Kiên Giang",
        issue=Issue(number=None, symbol="BC-SKHĐT", place="Kiên Giang", day=date(2024, 12, 24)),
        period=PERIOD,
        period_label_vi="Năm 2024",
        first_year=2021,
        last_year=2025,
        run_number=3,
        run_digest="c0ffee" * 10 + "0123",
        generated_at=datetime(2024, 12, 24, 1, 5, 0, tzinfo=UTC),
        due=date(2024, 12, 20),
        due_by_level=(("sở, ngành", date(2024, 12, 20)), ("cấp huyện", date(2024, 12, 19))),
        unit_names=UNIT_NAMES,
        lines=sample_report_lines(),
        tasks=(
            ReportTask(
                code="A3",
                clause=tourism.clause,
                heading_vi=tourism.heading_vi,
                entries=(
                    UnitNarrative("Thành phố Phú Quốc", tourism.narrative),
                    UnitNarrative(
                        "Thành phố Rạch Giá",
                        replace(
                            tourism.narrative, unit="KG-899", results="Chợ đêm mới mở cửa từ tháng 7/2024.", percent=40
                        ),
                    ),
                ),
            ),
            ReportTask(
                "A4", capital.clause, capital.heading_vi, (UnitNarrative("Thành phố Phú Quốc", capital.narrative),)
            ),
            ReportTask("B4", health.clause, health.heading_vi, ()),
        ),
        escalations=tuple(
            ReportEscalation("Thành phố Phú Quốc", item, (date(2024, 12, 24) - item.opened_on).days)
            for item in sample_escalations()
        ),
        returns=(
            ReportReturn(
                "KG-899",
                UNIT_NAMES["KG-899"],
                1,
                "4f1a 9c02 77de 0b13",
                "Nguyễn Văn Hòa",
                datetime(2024, 12, 17, 8, 0, tzinfo=UTC),
                "Đã chấp nhận",
            ),
            ReportReturn(
                "KG-911",
                UNIT_NAMES["KG-911"],
                2,
                "a1b2 c3d4 e5f6 0718",
                "Trần Minh Khoa",
                datetime(2024, 12, 19, 2, 30, tzinfo=UTC),
                "Đã chấp nhận",
            ),
            ReportReturn("KG-900", UNIT_NAMES["KG-900"], 0, "", "", None, "Quá hạn, chưa gửi"),
        ),
        discrepancies_vi=(
            "Thu ngân sách: tổng các đơn vị ít hơn số của Sở Tài chính 5.858,4 tỷ đồng (còn thiếu Hà Tiên).",
        ),
    )
    return replace(report, **changes)
