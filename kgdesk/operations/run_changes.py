"""Two runs of a period held against each other: which totals moved, and whose returns moved them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kgdesk.domain.observation import Observation
from kgdesk.domain.provincial_report import ReportLine
from kgdesk.domain.run_changes import IndicatorMove, MoveKind, RunChanges, UnitMove
from kgdesk.operations.consolidate import ConsolidationRun
from kgdesk.operations.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Given:
    """What one unit gave for one indicator in a run; `shown` is the figure that tells it in a table."""

    revision: int
    content: tuple[object, ...]
    shown: Decimal | None


def run_changes(workspace: Workspace, run: ConsolidationRun) -> RunChanges | None:
    """Compare a run with the one before it of the same period; None for the first."""
    from kgdesk.store import runs

    before = next((item for item in runs.every(workspace.store, run.period.code) if item.number < run.number), None)
    kept = None if before is None else runs.results(workspace.store, before.number)
    if before is None or kept is None:
        return None
    earlier = {item["indicator"]: item for item in json.loads(kept)["totals"]}
    moves = (_move(workspace, line, earlier.get(line.indicator, {})) for line in run.lines)
    was = {item.unit: (item.revision, item.digest) for item in before.inputs}
    now = {item.unit: (item.revision, item.digest) for item in run.inputs}
    return RunChanges(
        before_number=before.number,
        before_at=before.at,
        number=run.number,
        at=run.at,
        returns=tuple(_returns(was, now)),
        moves=tuple(move for move in moves if move is not None),
        indicators=len(run.lines),
    )


def _returns(was: Mapping[str, tuple[int, str]], now: Mapping[str, tuple[int, str]]) -> Iterator[UnitMove]:
    for unit in sorted({*was, *now}):
        old, new = was.get(unit), now.get(unit)
        if old != new:
            revisions = (0 if old is None else old[0], 0 if new is None else new[0])
            yield UnitMove(unit, _kind(old, new), *revisions, None, None)


def _kind(old: object | None, new: object | None) -> MoveKind:
    if old is None:
        return MoveKind.NEW
    return MoveKind.GONE if new is None else MoveKind.REVISED


def _move(workspace: Workspace, line: ReportLine, earlier: Mapping[str, Any]) -> IndicatorMove | None:
    before, after = _decimal(earlier.get("value")), line.roll_up.value
    was, now = dict(_given_before(workspace, earlier)), dict(_given_now(workspace, line))
    by = tuple(
        _unit_move(unit, was.get(unit), now.get(unit))
        for unit in dict.fromkeys((*now, *was))
        if _differs(was.get(unit), now.get(unit))
    )
    if before == after and not by:
        return None
    return IndicatorMove(line.indicator, line.ordinal, line.name_vi, line.measure_vi, line.places, before, after, by)


def _differs(old: _Given | None, new: _Given | None) -> bool:
    return (None if old is None else old.content) != (None if new is None else new.content)


def _unit_move(unit: str, old: _Given | None, new: _Given | None) -> UnitMove:
    return UnitMove(
        unit,
        _kind(old, new),
        0 if old is None else old.revision,
        0 if new is None else new.revision,
        None if old is None else old.shown,
        None if new is None else new.shown,
    )


def _given_now(workspace: Workspace, line: ReportLine) -> Iterator[tuple[str, _Given]]:
    lead = () if line.roll_up.lead is None else (line.roll_up.lead,)
    for figure in (*line.roll_up.inputs, *lead):
        seen = figure.observation
        parts = (seen.value, seen.numerator, seen.denominator)
        yield figure.unit, _given(workspace, line.indicator, figure.revision, parts)


def _given_before(workspace: Workspace, total: Mapping[str, Any]) -> Iterator[tuple[str, _Given]]:
    """Read what entered the earlier total from the JSON it is kept as."""
    lead = [] if total.get("lead") is None else [total["lead"]]
    for figure in (*total.get("inputs", ()), *lead):
        seen = figure["observation"]
        parts = (_decimal(seen["value"]), _decimal(seen["numerator"]), _decimal(seen["denominator"]))
        yield figure["unit"], _given(workspace, total["indicator"], figure["revision"], parts)


_Parts = tuple[Decimal | None, Decimal | None, Decimal | None]


def _given(workspace: Workspace, indicator: str, revision: int, parts: _Parts) -> _Given:
    """Hold a figure for comparing; `parts` are value, numerator and denominator."""
    from kgdesk.domain.figure import figure_of

    value, numerator, denominator = parts
    seen = Observation("", indicator, "", value=value, numerator=numerator, denominator=denominator)
    return _Given(revision, parts, figure_of(workspace.plan.indicator(indicator), seen))


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
