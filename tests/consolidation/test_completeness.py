"""Who owes what, by the plan's own dates."""

from datetime import UTC, date, datetime

import pytest

from kgdesk.consolidation.completeness import Arrival, expected_units, filings
from kgdesk.domain.period import Period
from kgdesk.domain.plan import Plan
from kgdesk.domain.return_cycle import FilingState, ReceivedState
from kgdesk.returns import plan_default, plan_document

YEAR = Period.parse("2024")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_document.from_bytes(plan_default.load())


def _arrival(state: ReceivedState, at: datetime) -> dict[str, Arrival]:
    return {"KG-911": Arrival(1, "KG-911", 1, state, at, "d", "s")}


def _phu_quoc(plan: Plan, arrivals: dict[str, Arrival], today: date) -> tuple[FilingState, int]:
    rows = filings(plan, "KG", YEAR, arrivals, today=today)
    found = next(row for row in rows if row.unit.code == "KG-911")
    return found.state, found.late_days


def test_every_district_and_every_department_of_the_day_is_expected(plan: Plan) -> None:
    codes = [unit.code for unit in expected_units(plan, "KG", YEAR)]
    assert len([code for code in codes if code.startswith("KG-")]) == 15
    assert {"SKHDT", "STC", "CTK"} <= set(codes)
    assert "SNNMT" not in codes  # made by the mergers of March 2025


def test_departments_merged_in_2025_are_expected_no_more(plan: Plan) -> None:
    codes = {unit.code for unit in expected_units(plan, "KG", Period.parse("2025-Q1"))}
    assert "SNNMT" in codes
    assert "SKHDT" not in codes


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (ReceivedState.TAKEN_IN, FilingState.RECEIVED),
        (ReceivedState.ACCEPTED, FilingState.ACCEPTED),
        (ReceivedState.SENT_BACK, FilingState.SENT_BACK),
        (ReceivedState.HELD, FilingState.HELD),
    ],
)
def test_what_is_here_is_shown_as_it_stands(plan: Plan, state: ReceivedState, shown: FilingState) -> None:
    arrivals = _arrival(state, datetime(2024, 12, 16, 3, tzinfo=UTC))
    assert _phu_quoc(plan, arrivals, date(2025, 1, 5)) == (shown, 0)


def test_late_begins_the_day_after_the_due_date(plan: Plan) -> None:
    due = filings(plan, "KG", YEAR, {}, today=date(2024, 12, 1))[0].due
    assert due is not None
    assert _phu_quoc(plan, {}, due) == (FilingState.EXPECTED, 0)
    assert _phu_quoc(plan, {}, date.fromordinal(due.toordinal() + 3)) == (FilingState.LATE, 3)


def test_arrival_counts_by_the_day_in_vietnam(plan: Plan) -> None:
    due = filings(plan, "KG", YEAR, {}, today=date(2024, 12, 1))[0].due
    assert due is not None
    evening = datetime(due.year, due.month, due.day, 18, tzinfo=UTC)  # past midnight in Vietnam
    assert _phu_quoc(plan, _arrival(ReceivedState.TAKEN_IN, evening), due) == (FilingState.RECEIVED, 1)
