"""The published figures of Kiên Giang, contradictions included."""

from decimal import Decimal
from typing import Any

import pytest

from kgdesk.domain.observation import FigureStatus
from kgdesk.domain.plan import PublishedFigure, PublishedKind
from kgdesk.domain.vintages import Contradiction, contradictions
from kgdesk.messages import say


def printed(
    series: str, period: str, low: str, measure: str = "tỷ đồng", note: str = "", **changes: Any
) -> PublishedFigure:
    values: dict[str, Any] = {
        "series": series,
        "indicator": None,
        "unit": "KG",
        "period": period,
        "kind": PublishedKind.ACTUAL,
        "low": Decimal(low),
        "high": Decimal(low),
        "measure": measure,
        "status": FigureStatus.ESTIMATE,
        "vintage": "",
        "source": "",
        "note": note,
        "flag_vi": "",
    }
    return PublishedFigure(**(values | changes))


def planned(series: str, period: str, low: str, measure: str = "tỷ đồng") -> PublishedFigure:
    return printed(series, period, low, measure, kind=PublishedKind.PLAN)


def found(*figures: PublishedFigure) -> list[tuple[str, str]]:
    made = contradictions(figures)
    for item in made:
        assert all("{" not in say(item.code, lang, **item.params) for lang in ("vi", "en"))
    return [(item.code.removeprefix("vintage."), item.period) for item in made]


def only(*figures: PublishedFigure) -> Contradiction:
    made = contradictions(figures)
    assert len(made) == 1
    return made[0]


@pytest.mark.parametrize("note", ["+16.69%", "+16,69%, ước", "Tăng 16,69% theo nguồn"])
def test_a_stated_growth_that_implies_another_figure_for_the_year_before(note: str) -> None:
    broken = only(printed("revenue", "2023", "15120"), printed("revenue", "2024", "16977", note=note))
    assert broken.code == "vintage.chain_broken"
    assert (broken.params["implied"], broken.params["published"]) == (14549, 15120)
    assert "14.549" in say(broken.code, "vi", **broken.params)


def test_a_chain_that_holds_is_let_be() -> None:
    assert found(printed("revenue", "2023", "14550"), printed("revenue", "2024", "16977", note="+16.69%")) == []


def test_a_stated_fall_is_read_as_one() -> None:
    assert found(printed("x", "2023", "100"), printed("x", "2024", "90", note="Giảm 10% so với năm trước")) == []


def test_a_planned_growth_is_no_outcome() -> None:
    assert found(printed("x", "2023", "100"), printed("x", "2024", "90", note="kế hoạch tăng 6%")) == []


def test_a_series_built_anew_is_told_from_a_slip() -> None:
    rebased = only(
        printed("grdp_constant_2010", "2020", "68956.99"),
        printed("grdp_constant_2010", "2021", "63153.65"),
        printed("grdp_growth", "2021", "0.58", "%"),
    )
    assert (rebased.code, rebased.params["apart"]) == ("vintage.rebased", Decimal("8.9"))


def test_levels_in_different_measures_are_no_chain() -> None:
    figures = (printed("head", "2023", "2338", "USD"), printed("head", "2024", "81.84", "triệu đồng", note="+10.48%"))
    assert found(*figures) == [("measure_changed", "2024")]


@pytest.mark.parametrize("note", ["110.14% of plan", "Nguồn ghi bằng 110,14% kế hoạch"])
def test_a_share_of_the_plan_that_does_not_follow(note: str) -> None:
    wrong = only(planned("investment", "2022", "41111"), printed("investment", "2022", "41200", note=note))
    assert wrong.code == "vintage.share_of_plan"
    assert (wrong.params["stated"], wrong.params["computed"]) == (Decimal("110.14"), Decimal("100.22"))


def test_a_share_of_the_plan_that_follows_is_let_be() -> None:
    assert found(planned("revenue", "2022", "11048"), printed("revenue", "2022", "11579", note="104.81% of plan")) == []


def test_a_share_is_held_against_the_planned_growth_where_only_that_is_known() -> None:
    wrong = only(
        planned("grdp_growth", "2022", "6.02", "%"),
        printed("grdp_growth", "2022", "7.7", "%"),
        printed("grdp_constant_2010", "2022", "68436", note="116.64% of plan"),
    )
    assert (wrong.code, wrong.params["computed"]) == ("vintage.share_of_plan", Decimal("101.58"))


def test_a_restated_figure_and_several_plans() -> None:
    first, second = printed("grdp_growth", "2020-H1", "3.03", "%"), printed("grdp_growth", "2020-H1", "1.24", "%")
    assert found(first, first) == []
    assert only(first, second).params["values"] == (Decimal("3.03"), Decimal("1.24"))
    plans = [planned("grdp_growth", "2025", value, "%") for value in ("7.5", "10.02", "8")]
    assert found(*plans) == [("several_plans", "2025")]


def test_a_chain_starts_from_the_figure_printed_last() -> None:
    figures = (printed("x", "2023", "90"), printed("x", "2023", "100"), printed("x", "2024", "105", note="+5%"))
    assert found(*figures) == [("restated", "2023")]


def test_a_denominator_that_moves_changes_the_measure() -> None:
    assert found(printed("ntm", "2019", "64", "communes of 117"), printed("ntm", "2021", "90", "communes of 116")) == [
        ("measure_changed", "2021")
    ]


def test_a_measure_said_at_more_length_is_the_same() -> None:
    assert found(printed("share", "2024", "30", "%"), printed("share", "2025", "31", "% GRDP")) == []


def test_a_stated_average_that_the_years_do_not_make() -> None:
    years = [
        printed("grdp_growth", year, rate, "%") for year, rate in (("2021", "0.58"), ("2022", "7.7"), ("2023", "6.79"))
    ]
    wrong = only(*years, printed("grdp_growth", "2021-2023", "5.29", "%/năm"))
    assert (wrong.code, wrong.params["computed"]) == ("vintage.average", Decimal("4.98"))
    assert found(*years, printed("grdp_growth", "2021-2023", "4.98", "%/năm")) == []
    assert found(*years[1:], printed("grdp_growth", "2021-2023", "5.29", "%/năm")) == []  # a year is not known


def test_units_are_not_mixed() -> None:
    assert found(printed("revenue", "2023", "15120"), printed("revenue", "2023", "9", unit="AG")) == []


def test_a_contradiction_does_not_hide_behind_another() -> None:
    figures = (
        printed("a", "2023", "100"),
        printed("a", "2024", "120", note="+5%"),
        printed("b", "2023", "100"),
        printed("b", "2024", "120", note="+30%"),
    )
    assert found(*figures) == [("rebased", "2024"), ("rebased", "2024")]
