"""What is expected of whom, with calendar dates, and who does well."""

from datetime import UTC, date, datetime

import pytest

from kgdesk.consolidation.inventory import Submission, expected_returns, periods_asked
from kgdesk.consolidation.ranking import points_of, rank_units
from kgdesk.domain.expected_return import ExpectedReturn, Extension, Inventory, Standing, UnitRank
from kgdesk.domain.period import Period, PeriodKind
from kgdesk.domain.plan import Plan
from kgdesk.domain.return_cycle import ReceivedState
from kgdesk.returns import plan_default, plan_document

YEAR = Period.parse("2024")
DUE = date(2024, 12, 19)  # a district: four working days after Saturday 14 December
PLACE = ("KG-911", "2024")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_document.from_bytes(plan_default.load())


def came(
    day: int, *, key: int = 1, revision: int = 1, state: ReceivedState = ReceivedState.ACCEPTED, hour: int = 3
) -> Submission:
    return Submission(key, "KG-911", "2024", revision, state, datetime(2024, 12, day, hour, tzinfo=UTC))


def more(until: date) -> dict[tuple[str, str], Extension]:
    return {PLACE: Extension(until, "Bão số 10", "Lê Văn Thành", datetime(2024, 12, 17, tzinfo=UTC))}


def stock(plan: Plan, *submissions: Submission, today: date = date(2024, 12, 31), **known: object) -> Inventory:
    given = {"extensions": {}, "sent_back": {}, **known}
    return expected_returns(plan, "KG", (YEAR,), submissions=submissions, today=today, **given)  # type: ignore[arg-type]


def phu_quoc(plan: Plan, *submissions: Submission, **known: object) -> ExpectedReturn:
    cell = stock(plan, *submissions, **known).cell("KG-911", YEAR)  # type: ignore[arg-type]
    assert cell is not None
    return cell


@pytest.mark.parametrize(
    ("today", "standing", "late"),
    [
        (date(2024, 12, 11), Standing.NOT_DUE, 0),
        (date(2024, 12, 12), Standing.DUE_SOON, 0),
        (DUE, Standing.DUE_SOON, 0),
        (date(2024, 12, 20), Standing.MISSING, 1),
        (date(2024, 12, 31), Standing.MISSING, 12),
    ],
)
def test_what_is_not_here_goes_by_the_calendar(plan: Plan, today: date, standing: Standing, late: int) -> None:
    cell = phu_quoc(plan, today=today)
    assert (cell.closes, cell.due, cell.standing, cell.late_days) == (date(2024, 12, 14), DUE, standing, late)


def test_the_day_is_that_of_vietnam(plan: Plan) -> None:
    assert phu_quoc(plan, came(19, hour=16)).on_time is True  # 23:00 in Vietnam
    assert phu_quoc(plan, came(19, hour=17)).late_days == 1  # past midnight


def test_more_time_moves_the_deadline_and_keeps_the_plans_own_day(plan: Plan) -> None:
    cell = phu_quoc(plan, came(23), extensions=more(date(2024, 12, 24)))
    assert (cell.due, cell.deadline, cell.late_days, cell.on_time) == (DUE, date(2024, 12, 24), 0, True)
    assert phu_quoc(plan, came(26), extensions=more(date(2024, 12, 24))).late_days == 2


def test_the_first_return_decides_whether_it_was_in_time_and_the_newest_counts(plan: Plan) -> None:
    first = came(18, state=ReceivedState.SUPERSEDED)
    second = came(27, key=2, revision=2, state=ReceivedState.TAKEN_IN)
    cell = phu_quoc(plan, first, second, sent_back={PLACE: 1})
    assert (cell.key, cell.revision, cell.standing, cell.superseded, cell.sent_back) == (2, 2, Standing.RECEIVED, 1, 1)
    assert cell.on_time is True


def test_what_is_held_counts_only_where_nothing_else_is(plan: Plan) -> None:
    held = came(10, state=ReceivedState.HELD)
    assert phu_quoc(plan, held).standing is Standing.HELD
    cell = phu_quoc(plan, held, came(21, key=2))
    assert (cell.standing, cell.late_days) == (Standing.ACCEPTED, 2)


def test_units_are_asked_while_they_live(plan: Plan) -> None:
    periods = periods_asked(plan, first_year=2025, last_year=2025, kinds=(PeriodKind.QUARTER,))
    found = expected_returns(plan, "KG", periods, submissions=(), extensions={}, sent_back={}, today=date(2025, 3, 10))
    quarters = {
        code: [period.code for period in periods if found.cell(code, period)] for code in ("KG-911", "SKHDT", "SNNMT")
    }
    assert quarters["KG-911"] == ["2025-Q1", "2025-Q2"]
    assert quarters["SKHDT"] == []  # merged on the first of March: the quarter closes on the 14th
    assert quarters["SNNMT"] == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]


def test_what_is_chased_is_listed_unless_kinds_are_named(plan: Plan) -> None:
    asked = periods_asked(plan, first_year=2024, last_year=2024)
    assert {item.kind for item in asked} == set(PeriodKind) - {PeriodKind.MONTH}
    assert " ".join(item.code for item in asked) == ("2024-Q1 2024-Q2 2024-H1 2024-Q3 2024-9M 2024-Q4 2024-H2 2024")
    months = periods_asked(plan, first_year=2023, last_year=2024, kinds=(PeriodKind.MONTH,))
    assert len(months) == 24
    found = expected_returns(
        plan, "KG", months[:1], submissions=(), extensions={}, sent_back={}, today=date(2024, 12, 1)
    )
    cell = found.cell("KG-911", months[0])
    assert cell is not None
    assert (cell.required, cell.standing) == (False, Standing.NOT_DUE)


@pytest.mark.parametrize(
    ("day", "sent_back", "blocking", "points"),
    [(18, 0, 0, 100), (22, 0, 0, 85), (31, 0, 0, 50), (18, 2, 0, 80), (18, 0, 2, 80), (18, 0, 9, 70), (31, 9, 9, 0)],
)
def test_points_are_taken_by_the_formula(plan: Plan, day: int, sent_back: int, blocking: int, points: int) -> None:
    cell = phu_quoc(plan, came(day), sent_back={PLACE: sent_back})
    assert points_of(cell, blocking) == points


def ranks(plan: Plan, *submissions: Submission, today: date = date(2024, 12, 31)) -> dict[str, UnitRank]:
    return {item.unit.code: item for item in rank_units(stock(plan, *submissions, today=today), {PLACE: 0})}


def test_the_ranking_names_its_parts_and_equals_share_a_place(plan: Plan) -> None:
    found = ranks(plan, came(18))
    best, missing = found["KG-911"], found["KG-912"]
    assert (best.place, best.points, best.on_time, best.counted) == (1, 100, 1, 1)
    assert (missing.place, missing.points, missing.missing, missing.late_days) == (2, 0, 1, 12)
    assert {item.place for item in found.values()} == {1, 2}
    assert [item for item in found.values() if item.unchecked] == []


def test_before_anything_is_due_nobody_has_a_place(plan: Plan) -> None:
    assert ranks(plan, today=date(2024, 12, 1)) == {}
