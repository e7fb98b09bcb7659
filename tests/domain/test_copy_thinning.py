"""Which copies of a workspace stay, held against any set of copies."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.copy_thinning import to_keep
from kgdesk.domain.kept_copy import CopyReason, KeptCopy, copies_folder, copy_name, read_copy_name

NOW = datetime(2024, 12, 18, 9, 0, tzinfo=UTC)
MINUTES = st.integers(min_value=-60 * 24 * 40, max_value=60 * 24 * 900)
REASONS = st.sampled_from(CopyReason)
FEW = settings(max_examples=40, deadline=None)
COPIES = st.lists(st.tuples(MINUTES, REASONS), max_size=120, unique_by=lambda item: item[0])


def copies_of(ages: list[tuple[int, CopyReason]]) -> list[KeptCopy]:
    return [KeptCopy(Path(f"{age}.kgdesk"), NOW - timedelta(minutes=age), reason) for age, reason in ages]


def every(hours: int, days: int) -> list[KeptCopy]:
    return copies_of([(minutes, CopyReason.WORK) for minutes in range(1, days * 24 * 60, hours * 60)])


def test_two_days_whole_then_twelve_days_ten_weeks_nine_months() -> None:
    copies = every(3, 900)
    kept = sorted((item.at for item in to_keep(copies, NOW)), reverse=True)
    recent = [at for at in kept if NOW - at < timedelta(days=2)]
    assert len(recent) == 16
    rest = kept[16:]
    assert len(rest) == 12 + 10 + 9
    assert len({at.date() for at in rest[:12]}) == 12
    assert len({at.isocalendar()[:2] for at in rest[12:22]}) == 10
    assert len({(at.year, at.month) for at in rest[22:]}) == 9


@FEW
@given(COPIES)
def test_what_is_kept_was_there_and_the_newest_always_is(ages: list[tuple[int, CopyReason]]) -> None:
    copies = copies_of(ages)
    kept = to_keep(copies, NOW)
    assert kept <= set(copies)
    if copies:
        assert max(copies, key=lambda item: item.at) in kept


@FEW
@given(COPIES)
def test_the_last_two_days_what_was_asked_for_and_what_was_replaced_stay(ages: list[tuple[int, CopyReason]]) -> None:
    copies = copies_of(ages)
    dropped = set(copies) - to_keep(copies, NOW)
    for item in dropped:
        assert NOW - item.at >= timedelta(days=2)
        assert item.reason is not CopyReason.ASKED
        assert item.reason not in {CopyReason.RESTORE, CopyReason.UPGRADE} or NOW - item.at >= timedelta(days=366)


def test_what_was_replaced_stays_a_year_among_copies_of_every_hour() -> None:
    replaced = copies_of([(days * 24 * 60 + 7, CopyReason.RESTORE) for days in (5, 40, 365, 367)])
    kept = to_keep([*every(1, 400), *replaced], NOW)
    assert [item in kept for item in replaced] == [True, True, True, False]


@FEW
@given(COPIES)
def test_thinning_twice_drops_nothing_more(ages: list[tuple[int, CopyReason]]) -> None:
    kept = to_keep(copies_of(ages), NOW)
    assert to_keep(kept, NOW) == kept


@FEW
@given(COPIES)
def test_the_order_of_the_files_does_not_matter(ages: list[tuple[int, CopyReason]]) -> None:
    assert to_keep(copies_of(ages), NOW) == to_keep(copies_of(ages[::-1]), NOW)


@FEW
@given(st.lists(MINUTES, max_size=200, unique=True))
def test_no_more_stay_than_the_ladder_has_rungs(ages: list[int]) -> None:
    copies = copies_of([(age, CopyReason.WORK) for age in ages])
    old = [item for item in to_keep(copies, NOW) if NOW - item.at >= timedelta(days=2)]
    assert len(old) <= 12 + 10 + 9


@FEW
@given(st.integers(0, 10**9), REASONS)
def test_a_name_says_when_and_why(seconds: int, reason: CopyReason) -> None:
    path = Path("/kho/Phú Quốc 2024-1.kgdesk")
    at = NOW + timedelta(seconds=seconds, microseconds=7)
    name = copy_name(path, at, reason)
    found = read_copy_name(copies_folder(path) / name, stem=path.stem)
    assert found is not None
    assert (found.at, found.reason) == (at.replace(microsecond=0), reason)


def test_other_files_are_no_copies() -> None:
    for name in ("KG-911.kgdesk", "KG-911-20241210-090000-khac.kgdesk", "KG-911-20241390-090000.kgdesk", "x.txt"):
        assert read_copy_name(Path(name), stem="KG-911") is None
    assert read_copy_name(Path("KG-91-20241210-090000.kgdesk"), stem="KG-911") is None
