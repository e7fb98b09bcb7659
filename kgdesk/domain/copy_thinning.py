"""Which copies stay: all of the last two days, then one a day, a week, a month.

The ladder is that of Anki (all for 2 days, then 12 daily, 10 weekly, 9 monthly). Days, weeks and months are
those of the moments as they are handed in, so hand them in in the time of the place.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta

from kgdesk.domain.kept_copy import LANDMARKS, CopyReason, KeptCopy

ALL_FOR = timedelta(days=2)
LANDMARKS_FOR = timedelta(days=366)


def _day(at: datetime) -> Hashable:
    return at.date()


def _week(at: datetime) -> Hashable:
    return at.isocalendar()[:2]


def _month(at: datetime) -> Hashable:
    return at.year, at.month


_LADDER: tuple[tuple[Callable[[datetime], Hashable], int], ...] = ((_day, 12), (_week, 10), (_month, 9))


def to_keep(copies: Iterable[KeptCopy], now: datetime) -> frozenset[KeptCopy]:
    """Say which copies stay; the newest always does, and so do those that a person asked for.

    What lies in the future counts as new: a clock that was set back must not cost a copy. What was replaced
    by restoring, or upgraded, stays a year, because no later copy holds it.
    """
    newest_first = sorted(copies, key=lambda item: item.at, reverse=True)
    kept = set(newest_first[:1])
    ladder = []
    for item in newest_first:
        landmark = item.reason in LANDMARKS and now - item.at < LANDMARKS_FOR
        if item.reason is CopyReason.ASKED or landmark or now - item.at < ALL_FOR:
            kept.add(item)
        else:
            ladder.append(item)
    for group, steps in _LADDER:
        ladder = _climb(ladder, group, steps, kept)
    return frozenset(kept)


def _climb(
    newest_first: list[KeptCopy], group: Callable[[datetime], Hashable], steps: int, kept: set[KeptCopy]
) -> list[KeptCopy]:
    """Keep the newest of each of `steps` groups; give what is older than the last of them."""
    seen: list[Hashable] = []
    for position, item in enumerate(newest_first):
        found = group(item.at)
        if found in seen:
            continue
        if len(seen) == steps:
            return newest_first[position:]
        seen.append(found)
        kept.add(item)
    return []
