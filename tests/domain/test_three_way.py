"""Three states of keyed values: nothing is lost, nothing wins silently."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.three_way import Comparison, Side, Standing, compare, merge, undecided

KEYS = st.sampled_from(["KT01", "KT02", "KT03", "XH01"])
STATES = st.dictionaries(KEYS, st.integers(0, 3))
few = settings(max_examples=100)


def standings(base: dict[str, int], mine: dict[str, int], theirs: dict[str, int]) -> dict[str, Standing]:
    return {item.key: item.standing for item in compare(base, mine, theirs)}


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "standing"),
    [
        (1, 1, 1, Standing.UNCHANGED),
        (1, 1, 2, Standing.THEIRS),
        (1, 2, 1, Standing.MINE),
        (1, 2, 2, Standing.SAME),
        (1, 2, 3, Standing.CONFLICT),
        (None, None, 1, Standing.THEIRS),
        (None, 1, None, Standing.MINE),
        (None, 1, 1, Standing.SAME),
        (None, 1, 2, Standing.CONFLICT),
        (1, None, None, Standing.SAME),
        (1, None, 2, Standing.CONFLICT),
        (1, 2, None, Standing.CONFLICT),
        (1, 1, None, Standing.THEIRS),
    ],
)
def test_each_way_two_sides_can_stand(
    base: int | None, mine: int | None, theirs: int | None, standing: Standing
) -> None:
    states = [{} if value is None else {"KT01": value} for value in (base, mine, theirs)]
    assert standings(*states) == {"KT01": standing}


@few
@given(STATES, STATES)
def test_what_only_one_side_changed_comes_out_as_that_side_left_it(
    base: dict[str, int], changed: dict[str, int]
) -> None:
    assert merge(compare(base, base, changed), {}) == changed
    assert merge(compare(base, changed, base), {}) == changed
    assert merge(compare(base, changed, changed), {}) == changed


@few
@given(STATES, STATES, STATES)
def test_sides_may_change_places(base: dict[str, int], mine: dict[str, int], theirs: dict[str, int]) -> None:
    turned = {Standing.MINE: Standing.THEIRS, Standing.THEIRS: Standing.MINE}
    other_way = standings(base, theirs, mine)
    assert standings(base, mine, theirs) == {key: turned.get(item, item) for key, item in other_way.items()}


@few
@given(STATES, STATES, STATES)
def test_nothing_of_mine_is_lost_unless_it_was_untouched_or_chosen_away(
    base: dict[str, int], mine: dict[str, int], theirs: dict[str, int]
) -> None:
    merged = merge(compare(base, mine, theirs), {})
    for key in mine.keys() | base.keys():
        if mine.get(key) != base.get(key):
            assert merged.get(key) == mine.get(key)


@few
@given(STATES, STATES, STATES)
def test_conflicts_are_just_where_all_three_differ(
    base: dict[str, int], mine: dict[str, int], theirs: dict[str, int]
) -> None:
    expected = {
        key
        for key in base.keys() | mine.keys() | theirs.keys()
        if len({base.get(key), mine.get(key), theirs.get(key)}) == 3
    }
    assert set(undecided(compare(base, mine, theirs), {})) == expected


@few
@given(STATES, STATES, STATES)
def test_all_theirs_chosen_gives_theirs_and_taking_twice_changes_nothing(
    base: dict[str, int], mine: dict[str, int], theirs: dict[str, int]
) -> None:
    compared = compare(base, mine, theirs)
    assert merge(compared, {item.key: Side.THEIRS for item in compared}) == theirs
    assert merge(compared, {item.key: Side.MINE for item in compared}) == mine
    merged = merge(compared, {})
    again = compare(base, merged, theirs)
    assert merge(again, {}) == merged
    assert undecided(again, {}) == undecided(compared, {})


@few
@given(STATES, STATES, STATES, st.lists(KEYS, unique=True))
def test_every_key_comes_once_the_wanted_order_first(
    base: dict[str, int], mine: dict[str, int], theirs: dict[str, int], order: list[str]
) -> None:
    keys = [item.key for item in compare(base, mine, theirs, order=order)]
    assert sorted(keys) == sorted(base.keys() | mine.keys() | theirs.keys())
    wanted = [key for key in order if key in keys]
    assert keys[: len(wanted)] == wanted


def test_equality_may_be_the_callers() -> None:
    values = [{"a": text} for text in ("1.0", "1.00", "2")]
    compared = compare(*values, equal=lambda one, other: Decimal(one) == Decimal(other))
    assert compared == (Comparison("a", "1.0", "1.00", "2", Standing.THEIRS),)


def test_a_choice_for_nothing_is_no_choice() -> None:
    with pytest.raises(LookupError, match="KT09"):
        merge(compare({"a": 1}, {}, {}), {"KT09": Side.MINE})
