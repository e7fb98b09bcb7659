"""More time granted for a return: the newest word counts, and nothing is lost."""

from datetime import date

from kgdesk.store import extensions, journal
from tests.store.bench import Bench

PLACE = ("KG-911", "2024")


def test_the_newest_grant_counts_and_an_empty_day_takes_it_back(bench: Bench) -> None:
    for until, reason in ((date(2025, 1, 3), "bão"), (date(2025, 1, 6), "bão chưa tan"), (None, "đã nối lại mạng")):
        with bench.write() as transaction:
            extensions.put(transaction, unit="KG-911", period="2024", until=until, reason=reason)
        held = extensions.in_force(bench.store)
        assert held.get(PLACE) == (None if until is None else extensions.every(bench.store)[-1])
    assert [item.reason for item in extensions.every(bench.store)] == ["bão", "bão chưa tan", "đã nối lại mạng"]
    assert journal.verify_chain(bench.store) is None
