"""What holds between the successions of a plan: sums of shares, days inside lives, no unit after itself."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kgdesk.returns.plan_located import Draft, Located, Problems

_DAY = timedelta(days=1)


def check_successions(draft: Draft) -> Problems:
    """Find what would lose or double figures when they are put on another day's map."""
    rows = draft.get("successions", [])
    units = {item.record.code: item.record for sheet in ("units", "departments") for item in draft.get(sheet, ())}
    yield from _shares(rows)
    yield from _same_heirs(rows)
    yield from _lives(rows, units)
    yield from _loops(rows)


def _shares(rows: list[Located]) -> Problems:
    """Per predecessor, day and basis the shares make 1."""
    groups: defaultdict[tuple[object, ...], list[Located]] = defaultdict(list)
    for item in rows:
        groups[item.record.predecessor, item.record.day, item.record.basis].append(item)
    for (predecessor, *_rest), group in groups.items():
        total = sum((item.record.share for item in group), Decimal(0))
        if total != 1 or any(item.record.share <= 0 for item in group):
            yield group[-1].problem("plan.shares_sum", "share", text=predecessor, total=total)


def _same_heirs(rows: list[Located]) -> Problems:
    """Whatever the basis, a unit has the same successors on a day."""
    heirs: defaultdict[tuple[str, date], dict[object, set[str]]] = defaultdict(dict)
    for item in rows:
        record = item.record
        heirs[record.predecessor, record.day].setdefault(record.basis, set()).add(record.successor)
    for item in rows:
        record = item.record
        every = set().union(*heirs[record.predecessor, record.day].values())
        if heirs[record.predecessor, record.day][record.basis] != every:
            yield item.problem("plan.heirs_differ", "basis", text=record.predecessor)


def _lives(rows: list[Located], units: dict[str, Any]) -> Problems:
    """The predecessor lives until the day, the successor on it; who goes on living is among its own successors."""
    heirs = {(item.record.predecessor, item.record.day, item.record.successor) for item in rows}
    for item in rows:
        record = item.record
        before, after = units.get(record.predecessor), units.get(record.successor)
        if before is None or after is None:
            continue  # a dangling code is told elsewhere
        goes_on = before.exists_on(record.day)
        if not before.exists_on(record.day - _DAY) or (
            goes_on and (record.predecessor, record.day, record.predecessor) not in heirs
        ):
            yield item.problem("plan.succession_day", "day", text=record.predecessor)
        elif not after.exists_on(record.day):
            yield item.problem("plan.succession_day", "day", text=record.successor)


def _loops(rows: list[Located]) -> Problems:
    """On one day nobody is successor of its own successor."""
    heirs: defaultdict[tuple[str, date], set[str]] = defaultdict(set)
    for item in rows:
        if item.record.successor != item.record.predecessor:
            heirs[item.record.predecessor, item.record.day].add(item.record.successor)
    for item in rows:
        start, day = item.record.predecessor, item.record.day
        if item.record.successor != start and start in _reached(heirs, item.record.successor, day):
            yield item.problem("plan.succession_loop", "successor", text=start)


def _reached(heirs: dict[tuple[str, date], set[str]], start: str, day: date) -> Iterator[str]:
    waiting, seen = [start], {start}
    while waiting:
        unit = waiting.pop()
        yield unit
        for heir in heirs.get((unit, day), set()) - seen:
            seen.add(heir)
            waiting.append(heir)
