"""Entering figures: every committed cell is on the disk before the answer comes back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.indicator import Indicator
from kgdesk.domain.observation import Observation, RecordedObservation
from kgdesk.domain.period import Period
from kgdesk.domain.written_text import clean_text
from kgdesk.operations import cell_text, period_figures
from kgdesk.operations.cell_text import CellField, Choice, Refusal
from kgdesk.operations.grid import GridRow, grid_row
from kgdesk.operations.workspace import Workspace
from kgdesk.store import observations, sealed, undo_steps
from kgdesk.store.observations import Cell
from kgdesk.store.transaction import Transaction
from kgdesk.store.undo_steps import Change, Noun, StepKind

__all__ = [
    "CellField", "CellInput", "CellResult", "CellState", "GridRow", "cell_history", "clear_cell",
    "entry_grid", "entry_row", "entry_rows", "optional_cells", "record_block", "record_cell", "record_observation",
    "record_observations",
]  # fmt: skip


class CellState(StrEnum):
    """What became of a typed text."""

    SAVED = "saved"
    UNCHANGED = "unchanged"  # it already stood there; nothing was written
    CLEARED = "cleared"  # nothing is left in the cell
    AMBIGUOUS = "ambiguous"  # nothing was written; the person chooses
    REFUSED = "refused"  # nothing was written


@dataclass(frozen=True, slots=True)
class CellInput:
    """One typed or pasted text and its place."""

    indicator: str
    field: CellField
    text: str


@dataclass(frozen=True, slots=True)
class CellResult:
    """The answer for one text. `row` is the row as it stands now (None inside a block).

    `candidates` are the readings of an ambiguous number, the Vietnamese one first; `code` and
    `params` the sentence of a refusal.
    """

    input: CellInput
    state: CellState
    row: GridRow | None = None
    candidates: tuple[Decimal, ...] = ()
    code: str = ""
    params: dict[str, object] = field(default_factory=dict)


def entry_grid(workspace: Workspace, period: Period) -> tuple[GridRow, ...]:
    """Return the rows of a period, one per indicator asked, in plan order."""
    figures = period_figures.load(workspace, period)
    findings = figures.findings()
    return tuple(grid_row(figures, indicator, findings) for indicator in figures.asked)


def entry_row(workspace: Workspace, period: Period, indicator: str) -> GridRow:
    """Return one row; Fault `entry.not_asked`."""
    figures = period_figures.load(workspace, period)
    return grid_row(figures, _asked(workspace, figures.period, indicator), figures.findings())


def optional_cells(workspace: Workspace, period: Period) -> frozenset[str]:
    """Return the indicators that may stay empty: the plan waits for them in other kinds of period only."""
    return period_figures.load(workspace, period).optional


def entry_rows(workspace: Workspace, period: Period, indicators: Collection[str]) -> tuple[GridRow, ...]:
    """Return some rows as they stand now, not checked: their findings are left out; those not asked for, too.

    It costs what its rows cost, not what the period costs: typing asks for it after every cell.
    """
    figures = period_figures.load_cells(workspace, period, indicators)
    return tuple(grid_row(figures, indicator, ()) for indicator in figures.asked)


def record_cell(
    workspace: Workspace, *, period: Period, indicator: str, field: CellField, text: str, reason: str = ""
) -> Outcome[CellResult]:
    """Read a text as a Vietnamese office writes it and save it; an ambiguous or unreadable one is not saved.

    Raises Fault `entry.not_asked`, `entry.reason_needed` (the cell is in a sealed return).
    """
    outcome = record_block(workspace, period=period, cells=[CellInput(indicator, field, text)], reason=reason)
    result = outcome.result[0]
    row = entry_row(workspace, period, indicator)
    return Outcome(replace(result, row=row), outcome.changes)


def record_block(
    workspace: Workspace, *, period: Period, cells: Iterable[CellInput], reason: str = ""
) -> Outcome[tuple[CellResult, ...]]:
    """Save a pasted block in one transaction: what can be read is saved, the rest is told, cell by cell.

    Raises the Faults of `record_cell`; then nothing is saved.
    """
    with workspace.transaction("entry.record", subject=period.code) as transaction:
        desk = _Desk(workspace, transaction, period, reason)
        results = tuple(desk.type(cell) for cell in cells)
        desk.finish(_kind_of(results), count=len(_effective(results)))
    return Outcome(results, ChangeSet(cells=frozenset((period.code, code) for code in desk.written)))


def record_observation(
    workspace: Workspace, observation: Observation, *, reason: str = ""
) -> Outcome[RecordedObservation | None]:
    """Save a whole observation of this unit, as undo and imports do; saving what stands there writes nothing.

    Raises Fault `entry.not_asked`, `entry.reason_needed`; ValueError for another unit's.
    """
    if observation.unit != workspace.unit.code:
        raise ValueError(f"an observation of {observation.unit} in the workspace of {workspace.unit.code}")
    composed = replace(observation, source=clean_text(observation.source), note=clean_text(observation.note))
    return _keep(workspace, Period.parse(observation.period), observation.indicator, composed, reason)


def record_observations(
    workspace: Workspace,
    period: Period,
    batch: Iterable[Observation],
    *,
    reason: str = "",
    action: str = "entry.record",
    kind: StepKind | None = None,
    detail: Mapping[str, object] | None = None,
) -> Outcome[int]:
    """Save observations of this unit and period in one transaction, all or none; returns how many were written.

    `kind` is what the menu calls the step that takes them back: a block, or an import under another `action`;
    `detail` what the journal keeps beside the cells, such as the file they came from.
    Raises Fault `entry.not_asked`, `entry.reason_needed`; ValueError for another unit's or period's.
    """
    with workspace.transaction(action, subject=period.code, detail=detail) as transaction:
        desk = _Desk(workspace, transaction, period, reason)
        for observation in batch:
            if (observation.unit, observation.period) != (workspace.unit.code, period.code):
                raise ValueError(f"an observation of {observation.unit} {observation.period} does not belong here")
            composed = replace(observation, source=clean_text(observation.source), note=clean_text(observation.note))
            desk.keep(_asked(workspace, period, observation.indicator), composed)
        desk.finish(kind or (StepKind.BLOCK if action == "entry.record" else StepKind.IMPORT))
    return Outcome(len(desk.written), ChangeSet(cells=frozenset((period.code, code) for code in desk.written)))


def clear_cell(
    workspace: Workspace, *, period: Period, indicator: str, reason: str = ""
) -> Outcome[RecordedObservation | None]:
    """Empty a cell; its history stays. Raises the Faults of `record_cell`."""
    return _keep(workspace, period, indicator, None, reason)


def cell_history(workspace: Workspace, *, period: Period, indicator: str) -> tuple[RecordedObservation, ...]:
    """Return everything ever saved for a cell, oldest first: who, when, what, why."""
    return observations.history(workspace.store, Cell(workspace.unit.code, indicator, period.code))


def _keep(
    workspace: Workspace, period: Period, code: str, observation: Observation | None, reason: str
) -> Outcome[RecordedObservation | None]:
    with workspace.transaction("entry.record", subject=period.code) as transaction:
        desk = _Desk(workspace, transaction, period, reason)
        changed = desk.keep(_asked(workspace, period, code), observation)
        desk.finish(StepKind.CLEAR if observation is None else StepKind.CELL)
    newest = observations.newest(workspace.store, Cell(workspace.unit.code, code, period.code))
    return Outcome(newest, ChangeSet(cells=frozenset({(period.code, code)} if changed else ())))


def _effective(results: tuple[CellResult, ...]) -> tuple[CellResult, ...]:
    return tuple(result for result in results if result.state in {CellState.SAVED, CellState.CLEARED})


def _kind_of(results: tuple[CellResult, ...]) -> StepKind:
    """Tell what a person did: emptied cells, typed into one, or pasted several."""
    if all(not result.input.text.strip() for result in _effective(results)):
        return StepKind.CLEAR
    return StepKind.CELL if len(results) == 1 else StepKind.BLOCK


class _Desk:
    """Writes the cells of one period inside one transaction, as one step that can be taken back."""

    def __init__(self, workspace: Workspace, transaction: Transaction, period: Period, reason: str) -> None:
        self._workspace = workspace
        self._transaction = transaction
        self._period = period
        self._reason = reason.strip()
        self._unit = workspace.unit.code
        self._sealed = sealed.latest(transaction, self._unit, period.code)
        self._changes: dict[str, Change] = {}

    @property
    def written(self) -> list[str]:
        """The indicators whose cells were written, in the order of writing."""
        return list(self._changes)

    def finish(self, kind: StepKind, *, count: int | None = None) -> None:
        """Say in the journal what was written, and keep the step; `count` are the texts where they are not cells."""
        self._transaction.detail["cells"] = self.written
        if self._changes:
            undo_steps.put(
                self._transaction,
                unit=self._unit,
                period=self._period.code,
                kind=kind,
                changes=self._changes.values(),
                count=len(self._changes) if count is None else count,
            )

    def type(self, cell: CellInput) -> CellResult:
        """Read one text and save it."""
        indicator = _asked(self._workspace, self._period, cell.indicator)
        match cell_text.read_cell(indicator, cell.field, cell.text):
            case Choice(candidates):
                return CellResult(cell, CellState.AMBIGUOUS, candidates=candidates)
            case Refusal(code, params):
                return CellResult(cell, CellState.REFUSED, code=code, params=params)
            case edit:
                pass
        before = self._standing(indicator) or Observation(self._unit, indicator.code, self._period.code)
        if cell_text.rate_beside_pair(indicator, edit, before):
            return CellResult(cell, CellState.REFUSED, code="entry.rate_beside_pair", params=_names(indicator))
        after = cell_text.apply_edit(edit, before)
        if not self.keep(indicator, after):
            return CellResult(cell, CellState.UNCHANGED)
        return CellResult(cell, CellState.CLEARED if after is None else CellState.SAVED)

    def keep(self, indicator: Indicator, after: Observation | None) -> bool:
        """Append what differs from what stands there; returns whether anything was written."""
        newest = self._newest(indicator)
        if (newest.observation if newest else None) == after:
            return False
        if self._sealed is not None and indicator.code in self._sealed.indicators and not self._reason:
            raise Fault(
                "entry.reason_needed", period=self._period.code, revision=self._sealed.revision, **_names(indicator)
            )
        if after is None:
            cell = Cell(self._unit, indicator.code, self._period.code)
            key = observations.clear(self._transaction, cell, reason=self._reason)
        else:
            key = observations.put(self._transaction, after, reason=self._reason)
        first = self._changes.get(indicator.code)  # two texts for one cell: what stood before the first counts
        before = first.before if first else (newest.key if newest else None)
        self._changes[indicator.code] = Change(Noun.OBSERVATION, indicator.code, before, key)
        return True

    def _standing(self, indicator: Indicator) -> Observation | None:
        newest = self._newest(indicator)
        return newest.observation if newest else None

    def _newest(self, indicator: Indicator) -> RecordedObservation | None:
        return observations.newest(self._transaction, Cell(self._unit, indicator.code, self._period.code))


def _asked(workspace: Workspace, period: Period, code: str) -> Indicator:
    for indicator in workspace.indicators(period):
        if indicator.code == code:
            return indicator
    raise Fault(
        "entry.not_asked",
        indicator=code,
        period=period.code,
        unit=workspace.unit.code,
        unit_name=workspace.unit.name_vi,
    )


def _names(indicator: Indicator) -> dict[str, object]:
    return {"name_vi": indicator.name_vi, "name_en": indicator.name_en}
