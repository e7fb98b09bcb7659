"""Successions that would lose or double figures are refused when a pack is built."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kgdesk.domain.reporting_unit import ReportingUnit, SplitBasis, Succession, UnitLevel
from kgdesk.returns.plan_located import Located
from kgdesk.returns.plan_succession_checks import check_successions

START, DAY, EVE = date(2021, 1, 1), date(2025, 7, 1), date(2025, 6, 30)
OLD = {"A": EVE, "B": EVE, "L": None, "X": None, "Y": None}


def _unit(code: str, last: date | None) -> ReportingUnit:
    first = START if code in {"A", "B", "L"} else DAY
    return ReportingUnit(code, "", UnitLevel.DISTRICT, None, code, code, first, last)


def _found(*rows: tuple[Any, ...]) -> list[str]:
    successions = [Succession(before, after, DAY, Decimal(share), basis=basis) for before, after, share, basis in rows]
    draft = {
        "units": [Located("units", 3, _unit(code, last)) for code, last in OLD.items()],
        "successions": [Located("successions", row, item) for row, item in enumerate(successions, 3)],
    }
    return [item.code for item in check_successions(draft)]


NONE, PEOPLE, AREA = SplitBasis.NONE, SplitBasis.POPULATION, SplitBasis.AREA


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ([("A", "X", "0.7", PEOPLE), ("A", "Y", "0.3", PEOPLE), ("A", "X", "0.5", AREA), ("A", "Y", "0.5", AREA)], []),
        ([("L", "L", "0.9", PEOPLE), ("L", "X", "0.1", PEOPLE)], []),  # gives a part away and goes on
        ([("A", "X", "1", NONE), ("B", "X", "1", NONE)], []),
        ([("A", "X", "0.7", PEOPLE), ("A", "Y", "0.2", PEOPLE)], ["plan.shares_sum"]),
        (
            [("A", "X", "0.7", PEOPLE), ("A", "Y", "0.3", AREA)],
            ["plan.shares_sum", "plan.shares_sum", *["plan.heirs_differ"] * 2],
        ),
        ([("A", "X", "1.5", PEOPLE), ("A", "Y", "-0.5", PEOPLE)], ["plan.shares_sum"]),
        ([("L", "X", "1", NONE)], ["plan.succession_day"]),  # it goes on, and its figures would be lost
        ([("X", "Y", "1", NONE)], ["plan.succession_day"]),  # it was not there before
        ([("A", "B", "1", NONE)], ["plan.succession_day"]),  # the heir is gone too
    ],
)
def test_what_a_division_must_say(rows: list[tuple[Any, ...]], problems: list[str]) -> None:
    assert _found(*rows) == problems


def test_no_unit_comes_after_itself_on_one_day() -> None:
    found = _found(("L", "X", "0.5", NONE), ("L", "L", "0.5", NONE), ("X", "L", "1", NONE))
    assert found.count("plan.succession_loop") == 2
