"""Taking stock of the demonstration's province; more time with a reason."""

from datetime import UTC, date, datetime

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.expected_return import Standing
from kgdesk.domain.period import Period, PeriodKind
from kgdesk.domain.return_cycle import FilingState
from kgdesk.operations.consolidate import consolidate
from kgdesk.operations.inventory import grant_extension, inventory, ranking, take_back_extension
from kgdesk.operations.provincial_report import build_report
from kgdesk.operations.status import filing_status
from kgdesk.operations.workspace import Workspace
from kgdesk.store import journal
from tests.operations.after_demo import TurnedClock

YEAR = Period.parse("2024")
LATER = date(2025, 1, 6)


def cell(province: Workspace, unit: str):  # noqa: ANN201 - an expected return
    return inventory(province, first_year=2024, kinds=(PeriodKind.YEAR,)).cell(unit, YEAR)


def test_the_stock_of_the_demonstration(province: Workspace) -> None:
    stock = inventory(province, first_year=2024)
    found = {code: each.standing for (code, period), each in stock.cells.items() if period == "2024"}
    here = [code for code, standing in found.items() if standing is not Standing.MISSING]
    assert "KG-911" in here
    assert found["KG-914"] is Standing.MISSING
    assert stock.cell("KG-911", Period.parse("2024-Q1")) is not None


def test_more_time_is_kept_with_its_reason_and_ends_the_lateness(province: Workspace, clock: TurnedClock) -> None:
    clock.now = datetime(2024, 12, 30, 3, tzinfo=UTC)
    assert cell(province, "KG-914").standing is Standing.MISSING
    outcome = grant_extension(province, "KG-914", YEAR, until=LATER, reason=" Mất điện do bão ")
    assert outcome.changes.received
    now = cell(province, "KG-914")
    assert (now.standing, now.deadline, now.late_days) == (Standing.DUE_SOON, LATER, 0)
    assert (now.extension.reason, now.extension.granted_by) == ("Mất điện do bão", "Lê Văn Thành")
    status = next(item for item in filing_status(province, YEAR) if item.unit.code == "KG-914")
    assert (status.state, status.due, status.planned) == (FilingState.EXPECTED, LATER, now.due)
    take_back_extension(province, "KG-914", YEAR, reason="đã có điện")
    assert cell(province, "KG-914").standing is Standing.MISSING
    assert journal.verify_chain(province.store) is None


def test_the_reports_dates_stay_those_of_the_plan(province: Workspace) -> None:
    run = consolidate(province, YEAR).result
    before = build_report(province, run)
    grant_extension(province, "KG-914", YEAR, until=LATER, reason="bão")
    after = build_report(province, run)
    assert (after.due, after.due_by_level) == (before.due, before.due_by_level)


@pytest.mark.parametrize(
    ("unit", "until", "reason", "code"),
    [
        ("KG-914", LATER, "  ", "inventory.reason_missing"),
        ("KG-914", date(2024, 12, 19), "bão", "inventory.not_later"),
        ("SNNMT", LATER, "bão", "inventory.not_expected"),
        ("KG-999", LATER, "bão", "plan.no_unit"),
    ],
)
def test_what_cannot_be_granted(province: Workspace, unit: str, until: date, reason: str, code: str) -> None:
    with pytest.raises(Fault, match=code):
        grant_extension(province, unit, YEAR, until=until, reason=reason)


def test_a_district_grants_nobody_anything_and_nothing_is_taken_back_that_was_not_given(
    province: Workspace, phu_quoc: Workspace
) -> None:
    with pytest.raises(Fault, match="not_a_consolidator"):
        grant_extension(phu_quoc, "KG-911", YEAR, until=LATER, reason="bão")
    with pytest.raises(Fault, match="no_extension"):
        take_back_extension(province, "KG-914", YEAR, reason="bão")
    with pytest.raises(Fault, match="years_reversed"):
        inventory(province, first_year=2025, last_year=2024)


def test_the_ranking_looks_at_the_first_returns(province: Workspace) -> None:
    found = {
        item.unit.code: item
        for item in ranking(province, inventory(province, first_year=2024, kinds=(PeriodKind.YEAR,)))
    }
    assert found["KG-911"].blocking == 0
    assert found["KG-911"].unchecked == 0
    assert found["KG-911"].place < found["KG-914"].place
