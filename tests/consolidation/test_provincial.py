"""Returns become the lines of the report: totals, comparisons, what must still be reached."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import chain

import pytest

from kgdesk.consolidation.provincial import Contribution, published_years, report_lines, totals
from kgdesk.domain.indicator import TotalSource
from kgdesk.domain.judgement import Judgement
from kgdesk.domain.observation import Observation, ValueState
from kgdesk.domain.period import Calendar, Period
from kgdesk.domain.plan import Plan
from kgdesk.domain.provincial_report import ReportLine
from kgdesk.returns import plan_default, plan_document

YEAR = Period.parse("2024")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_document.from_bytes(plan_default.load())


def _given(unit: str, **figures: tuple[str, str] | str) -> list[Contribution]:
    observations = {}
    for code, figure in figures.items():
        if isinstance(figure, str):
            observations[code] = Observation(unit, code, "2024", value=Decimal(figure))
        else:
            part, whole = figure
            observations[code] = Observation(unit, code, "2024", numerator=Decimal(part), denominator=Decimal(whole))
    return [Contribution(unit, 1, unit * 3, item) for item in observations.values()]


def _of(given: Iterable[list[Contribution]]) -> Callable[[str], list[Contribution]]:
    every = list(chain.from_iterable(given))
    return lambda indicator: [item for item in every if item.observation.indicator == indicator]


def _line(
    plan: Plan, code: str, *given: list[Contribution], earlier: dict[str, dict[int, Decimal]] | None = None
) -> ReportLine:
    rolled = totals(plan, "KG", YEAR, _of(given))
    lines = report_lines(plan, "KG", YEAR, rolled, earlier=earlier or {})
    return next(line for line in lines if line.indicator == code)


def test_rate_over_districts_is_the_ratio_of_sums_on_the_real_communes(plan: Plan) -> None:
    """Real numbers of communes per district; 110 of 116 met the standard in 2023.

    Where the six that did not lie is an assumption (Giang Thành 3 of 5, An Minh 7 of 10, Kiên Hải 3 of 4).
    """
    rural = {
        unit.code: unit.rural_communes
        for unit in plan.children("KG", YEAR.dates(Calendar.ADMINISTRATIVE)[1])
        if unit.rural_communes
    }
    short = {"KG-914": 2, "KG-909": 3, "KG-912": 1}
    given = [_given(code, XH09a=(str(count - short.get(code, 0)), str(count))) for code, count in rural.items()]
    total = _line(plan, "XH09a", *given).roll_up
    assert sum(rural.values()) == 116
    assert (total.numerator, total.denominator) == (Decimal(110), Decimal(116))
    assert total.value is not None
    assert round(total.value, 2) == Decimal("94.83")
    mean = sum(Decimal(100) * (count - short.get(code, 0)) / count for code, count in rural.items()) / len(rural)
    assert round(mean, 2) == Decimal("93.67")
    assert total.complete


def test_missing_districts_are_named_and_never_filled(plan: Plan) -> None:
    line = _line(plan, "XH12", _given("KG-911", XH12=("90", "100")))
    assert line.roll_up.value == Decimal(90)
    assert len(line.roll_up.missing) == 14
    assert not line.roll_up.complete
    assert line.units_expected == 15


def test_lead_agency_answers_for_the_whole_and_the_difference_is_kept(plan: Plan) -> None:
    line = _line(plan, "KT08", _given("STC", KT08="16977"), _given("KG-911", KT08="1500"))
    assert (line.value, line.roll_up.source) == (Decimal(16977), TotalSource.LEAD)
    assert line.roll_up.difference == Decimal(1500 - 16977)


def test_published_growth_averages_5_60_and_needs_14_1(plan: Plan) -> None:
    earlier = published_years(plan, "KG")
    line = _line(plan, "KT01", _given("CTK", KT01="7.5"), earlier=earlier)
    assert line.to_date is not None
    assert round(line.to_date, 2) == Decimal("5.60")
    assert line.judgement is Judgement.BEHIND
    assert line.required_vi == "năm 2025 phải đạt 14,06% để bình quân 5 năm đạt 7,24%/năm"
    assert line.previous == Decimal("6.79")


def test_annual_plan_is_the_one_of_the_year(plan: Plan) -> None:
    line = _line(plan, "KT08", _given("STC", KT08="16977"))
    assert line.annual_plan_vi.endswith("16.900")
    assert line.percent_of_plan is not None
    assert round(line.percent_of_plan, 1) == Decimal("100.5")


def test_five_year_total_says_what_is_left_only_when_every_year_is_known(plan: Plan) -> None:
    known = {"KT08": {2021: Decimal(11500), 2022: Decimal(11579), 2023: Decimal(15120)}}
    whole = _line(plan, "KT08", _given("STC", KT08="16977"), earlier=known)
    assert whole.required_vi == "năm 2025 còn phải thực hiện 18.469,0 tỷ đồng"
    part = _line(plan, "KT08", _given("STC", KT08="16977"), earlier={"KT08": {2023: Decimal(15120)}})
    assert part.required_vi == "chưa đủ số liệu các năm"
    assert part.judgement is Judgement.INCOMPLETE


def test_a_total_that_lacks_units_is_shown_and_never_judged_or_drawn(plan: Plan) -> None:
    line = _line(plan, "XH06", _given("KG-911", XH06="3000"), earlier={"XH06": {2023: Decimal(36000)}})
    assert line.value == Decimal(3000)
    assert line.judgement is Judgement.INCOMPLETE
    assert dict(line.yearly) == {2023: Decimal(36000)}


def test_the_lead_agencys_whole_stands_in_where_districts_are_missing(plan: Plan) -> None:
    lead = plan.lead_of("XH06", YEAR.dates(Calendar.ADMINISTRATIVE)[1])
    assert lead is not None
    line = _line(plan, "XH06", _given("KG-911", XH06="3000"), _given(lead.code, XH06="36650"))
    assert (line.value, line.roll_up.source) == (Decimal(36650), TotalSource.LEAD)
    assert line.judgement in {Judgement.MET, Judgement.EXCEEDED}
    assert line.roll_up.missing


def test_named_unit_is_judged_by_its_own_target(plan: Plan) -> None:
    line = _line(plan, "XH11", _given("KG-904", XH11="1"))
    assert line.value == Decimal(1)
    assert line.target_vi == "đạt"
    assert line.judgement is Judgement.MET


def test_order_of_returns_changes_nothing(plan: Plan) -> None:
    given = [_given(code, XH12=("90", "100"), KT08="10") for code in ("KG-911", "KG-912", "KG-904")]
    assert totals(plan, "KG", YEAR, _of(given)) == totals(plan, "KG", YEAR, _of(reversed(given)))


def test_a_target_in_another_measure_is_shown_with_it(plan: Plan) -> None:
    line = _line(plan, "KT03", _given("CTK", KT03=("5944000000", "1755300")))
    assert line.annual_plan_vi == "81,6 triệu đồng/người"
    assert line.target_vi == "khoảng 3.485"


def test_what_applies_to_nobody_is_not_called_a_lack_of_data(plan: Plan) -> None:
    observation = Observation("KG-904", "XH11", YEAR.code, state=ValueState.NOT_APPLICABLE)
    line = _line(plan, "XH11", [Contribution("KG-904", 1, "0" * 64, observation)])
    assert line.judgement is Judgement.NOT_APPLICABLE


def test_what_another_period_asks_for_is_not_called_a_lack_of_data(plan: Plan) -> None:
    quarter = Period.parse("2024-Q3")

    def judged(*given: list[Contribution]) -> dict[str, Judgement]:
        lines = report_lines(plan, "KG", quarter, totals(plan, "KG", quarter, _of(given)), earlier={})
        return {line.indicator: line.judgement for line in lines}

    nothing = judged()
    assert (nothing["KT02"], nothing["KT04a"]) == (Judgement.NOT_DUE, Judgement.NOT_DUE)
    assert (nothing["KT01"], nothing["KT08"]) == (Judgement.NO_DATA, Judgement.NO_DATA)
    assert judged(_given("CTK", KT02="41"))["KT02"] not in {Judgement.NOT_DUE, Judgement.NO_DATA}
    assert all(item is not Judgement.NOT_DUE for item in (line.judgement for line in _year_lines(plan)))


def _year_lines(plan: Plan) -> tuple[ReportLine, ...]:
    return report_lines(plan, "KG", YEAR, totals(plan, "KG", YEAR, _of(())), earlier={})


def test_years_before_make_no_figure_of_a_period_that_has_none(plan: Plan) -> None:
    earlier = {"KT01": {2021: Decimal("0.58"), 2022: Decimal("7.7"), 2023: Decimal("6.79")}}
    line = _line(plan, "KT01", earlier=earlier)
    assert (line.value, line.shown_to_date, line.judgement) == (None, None, Judgement.NO_DATA)
    assert line.to_date is not None  # the digests of runs that are kept are made of it
    assert _line(plan, "KT01", _given("CTK", KT01="7.5"), earlier=earlier).shown_to_date is not None
