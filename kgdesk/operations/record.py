"""Figures from a table the clerk made: all of it, or nothing and a list of what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from kgdesk.domain.changes import Outcome
from kgdesk.domain.figure import figure_of
from kgdesk.domain.indicator import Indicator
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.period import Period
from kgdesk.files import read_bytes
from kgdesk.operations import cell_text
from kgdesk.operations.cell_text import CellField, Choice, Refusal
from kgdesk.operations.entry import record_observations
from kgdesk.operations.workspace import Workspace
from kgdesk.returns import tabular
from kgdesk.returns.tabular import RecordRow
from kgdesk.store import observations, sealed
from kgdesk.store.encoding import nfc


class RowOutcome(StrEnum):
    """What became of a row, or would become of it."""

    SAVED = "saved"
    READABLE = "readable"  # would be saved; a dry run, or another row stands in the way
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"  # nothing is written in the row: a blank never empties a cell
    AMBIGUOUS = "ambiguous"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowReport:
    """One row of the table; `row` as the spreadsheet counts, `code` and `params` its sentence."""

    row: int
    indicator: str
    outcome: RowOutcome
    code: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordReport:
    """Every row; `accepted` when none is refused or ambiguous, `written` when figures were saved."""

    rows: tuple[RowReport, ...]
    accepted: bool
    written: bool


def record_file(
    workspace: Workspace, path: Path, *, period: Period, dry_run: bool = False, reason: str = ""
) -> Outcome[RecordReport]:
    """Read a .xlsx or .csv and save its figures in one transaction; one bad row and nothing is saved.

    Raises the Faults of reading the file and the table (`file.*`, `return.table_*`).
    """
    rows = tabular.read_rows(read_bytes(path, limit=tabular.MAX_BYTES), path.name)
    plans = _Reader(workspace, period, reason).read(rows)
    accepted = not any(plan.report.outcome in {RowOutcome.AMBIGUOUS, RowOutcome.REFUSED} for plan in plans)
    new = [plan.after for plan in plans if plan.after is not None]
    if dry_run or not accepted or not new:
        return Outcome(RecordReport(tuple(plan.report for plan in plans), accepted, written=False))
    changes = record_observations(workspace, period, new, reason=reason, action="entry.record_file").changes
    return Outcome(RecordReport(tuple(_as_saved(plan) for plan in plans), accepted, written=bool(changes)), changes)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a row would do: `after` is the observation to save, None for nothing."""

    report: RowReport
    after: Observation | None = None


def _as_saved(plan: _Plan) -> RowReport:
    if plan.after is None:
        return plan.report
    code = plan.report.code.replace("record.readable", "record.saved")
    return replace(plan.report, outcome=RowOutcome.SAVED, code=code)


class _Reader:
    """Reads rows against what stands in the workspace; writes nothing."""

    def __init__(self, workspace: Workspace, period: Period, reason: str) -> None:
        asked = workspace.indicators(period)
        self._unit = workspace.unit.code
        self._period = period.code
        self._reason = reason.strip()
        self._by_name = {name: item for item in reversed(asked) for name in _names_of(item)}
        self._standing = observations.current(workspace.store, self._unit, period.code)
        latest = sealed.latest(workspace.store, self._unit, period.code)
        self._sealed = frozenset(latest.indicators) if latest else frozenset()
        self._seen: dict[str, int] = {}

    def read(self, rows: Iterable[RecordRow]) -> list[_Plan]:
        return [self._read(row) for row in rows]

    def _read(self, row: RecordRow) -> _Plan:
        indicator = self._by_name.get(_folded(row.indicator))
        if not (row.value or row.numerator or row.denominator or row.status or row.source or row.note):
            return _plan(row, indicator, RowOutcome.SKIPPED, "record.skipped")
        if indicator is None:
            return _plan(row, None, RowOutcome.REFUSED, "record.not_asked", text=row.indicator)
        if indicator.code in self._seen:
            first = self._seen[indicator.code]
            return _plan(row, indicator, RowOutcome.REFUSED, "record.twice", first=first)
        self._seen[indicator.code] = row.row
        recorded = self._standing.get(indicator.code)
        standing = recorded.observation if recorded else None
        after = _merged(indicator, row, standing or Observation(self._unit, indicator.code, self._period))
        return self._weigh(row, indicator, standing, after)

    def _weigh(
        self, row: RecordRow, indicator: Indicator, standing: Observation | None, after: Observation | Choice | Refusal
    ) -> _Plan:
        match after:
            case Choice((first, second)):
                return _plan(row, indicator, RowOutcome.AMBIGUOUS, "record.ambiguous", first=first, second=second)
            case Refusal(code, params):
                return _plan(row, indicator, RowOutcome.REFUSED, code, **params)
            case _ if after == standing:
                return _plan(row, indicator, RowOutcome.UNCHANGED, "record.unchanged")
            case _ if indicator.code in self._sealed and not self._reason:
                return _plan(row, indicator, RowOutcome.REFUSED, "record.reason_needed")
        code, params = _in_words(indicator, after)
        return replace(_plan(row, indicator, RowOutcome.READABLE, code, **params), after=after)


def _merged(indicator: Indicator, row: RecordRow, before: Observation) -> Observation | Choice | Refusal:
    """Lay the row's texts over what stands there; figures of the row replace all figures there."""
    status = tabular.status_of(row.status)
    if isinstance(status, ValueState) and (row.value or row.numerator or row.denominator):
        return Refusal("record.figure_and_state", {"text": row.status})
    if row.status and status is None:
        return Refusal("entry.status_unknown", {"text": row.status})
    if row.value and (row.numerator or row.denominator):
        return Refusal("record.rate_and_pair")
    after = before
    if row.value or row.numerator or row.denominator or isinstance(status, ValueState):
        state = status if isinstance(status, ValueState) else ValueState.FIGURE
        after = replace(before, state=state, value=None, numerator=None, denominator=None)
    for cell, text in (
        (CellField.VALUE, row.value),
        (CellField.NUMERATOR, row.numerator),
        (CellField.DENOMINATOR, row.denominator),
    ):
        if text:
            read = cell_text.read_cell(indicator, cell, text)
            if isinstance(read, Choice | Refusal):
                return read
            after = replace(after, **read.changes)  # type: ignore[arg-type]  # names and types come from `read_cell`
    return replace(
        after,
        status=status if isinstance(status, FigureStatus) else after.status,
        source=nfc(row.source) or after.source,
        note=nfc(row.note) or after.note,
    )


def _names_of(indicator: Indicator) -> tuple[str, ...]:
    """List the ways a table may name an indicator: its code, or its name in either language."""
    return tuple(_folded(name) for name in (indicator.code, indicator.name_vi, indicator.name_en) if name)


def _folded(text: str) -> str:
    return " ".join(nfc(text).casefold().split())


def _in_words(indicator: Indicator, after: Observation) -> tuple[str, dict[str, object]]:
    if after.state is not ValueState.FIGURE:
        return f"record.readable_{after.state.value}", {}
    if after.numerator is not None and after.denominator is not None:
        params: dict[str, object] = {"numerator": after.numerator, "denominator": after.denominator}
        return "record.readable_pair", {**params, "value": _short(figure_of(indicator, after), indicator.places)}
    half = after.numerator if after.numerator is not None else after.denominator
    value = after.value if half is None else half
    return ("record.readable_text", {}) if value is None else ("record.readable_value", {"value": value})


def _short(value: Decimal | None, places: int) -> object:
    return "–" if value is None else round(value, max(places, 2))


def _plan(row: RecordRow, indicator: Indicator | None, outcome: RowOutcome, code: str, **params: object) -> _Plan:
    names: dict[str, object] = {} if indicator is None else {"name_vi": indicator.name_vi, "name_en": indicator.name_en}
    shown = row.indicator if indicator is None else indicator.code
    return _Plan(RowReport(row.row, shown, outcome, code, {**names, **params}))
