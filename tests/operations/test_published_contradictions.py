"""The real published series 2019-2025: every contradiction that is known of them is pointed out, none is mended."""

from decimal import Decimal

import pytest

from kgdesk.domain.plan import Plan, PublishedKind
from kgdesk.domain.series import geometric_average, required_remaining_rate
from kgdesk.operations.published import known_contradictions
from kgdesk.returns import plan_default, plan_document


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_document.from_bytes(plan_default.load())


# What is known to be wrong with the published figures, and what of it the program has to say.
KNOWN = {
    "series built anew in the middle of the plan: the base of 2020 is 8.9 % lower later": (
        ("68.956,99", "62.789,47", "8,9%", "tính lại"),
        ("built anew",),
    ),
    "first estimate restated: growth of the first half of 2020": (("3,03", "1,24", "2020-H1"), ("several outcomes",)),
    "share of the plan that contradicts the plan: GRDP of 2022": (
        ("116,64% kế hoạch", "101,58%", "2022"),
        ("116.64% of the plan",),
    ),
    "chain that breaks: revenue of 2024 implies 14,549 for 2023, published 15,120": (
        ("16,69%", "14.549", "15.120", "2023"),
        ("14,549", "15,120"),
    ),
    "three targets for growth in 2025": (("7,5", "10,02", "8", "nhiều mục tiêu"), ("several targets",)),
    "measure that changes: dollars, then million đồng per head": (("USD/người", "triệu đồng/người"), ("the measure",)),
    "denominator that moves: communes of 117, then of 116": (("trên 117 xã", "trên 116 xã"), ("the measure",)),
    "two counts of the population": (("1.751,76", "2.210,387", "26,2%"), ("Do not mix",)),
}


@pytest.mark.parametrize("name", KNOWN)
def test_a_known_contradiction_is_pointed_out(plan: Plan, name: str) -> None:
    for lang, words in zip(("vi", "en"), KNOWN[name], strict=True):
        told = [item.sentence for item in known_contradictions(plan, lang)]
        assert [sentence for sentence in told if all(word in sentence for word in words)], (lang, words)


def test_the_figures_stay_as_printed(plan: Plan) -> None:
    """Pointing out is all: both figures of each pair are in the history."""
    printed = {(item.series, item.period, item.low) for item in plan.history}
    assert printed >= {
        ("grdp_growth", "2020-H1", Decimal("3.03")),
        ("grdp_growth", "2020-H1", Decimal("1.24")),
        ("budget_revenue", "2023", Decimal(15120)),
        ("population_average", "2022", Decimal("1751.76")),
        ("population_for_reorganisation", "2025", Decimal("2210.387")),
    }


def test_the_denominator_that_was_118_before_the_series_begins_is_told_at_its_figures(plan: Plan) -> None:
    flags = {item.flag_vi for item in plan.history if item.series == "communes_ntm_count"}
    assert any("118, 117, 116" in flag for flag in flags)


def test_published_growth_makes_5_60_a_year_and_leaves_14_1_for_the_last(plan: Plan) -> None:
    rates = {
        item.period: item.low
        for item in plan.history
        if item.series == "grdp_growth" and item.kind is PublishedKind.ACTUAL and item.period.isdigit()
    }
    years = [rates[str(year)] for year in range(2021, 2025)]
    average = geometric_average(years)
    assert average is not None
    assert round(average, 2) == Decimal("5.60")
    needed = required_remaining_rate(Decimal("7.24"), years, 5)
    assert needed is not None
    assert round(needed, 1) == Decimal("14.1")
