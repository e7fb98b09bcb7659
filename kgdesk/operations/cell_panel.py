"""All that is known about one cell, gathered in one read: what stands beside the grid.

Nothing of the other cells is computed, so that it is there while the cursor rests.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kgdesk.domain import target_choice
from kgdesk.domain.errors import Fault
from kgdesk.domain.figure import figure_of
from kgdesk.domain.indicator import EntryForm, Indicator
from kgdesk.domain.observation import Observation, RecordedObservation
from kgdesk.domain.period import Period
from kgdesk.domain.place import Place, PlaceKind
from kgdesk.domain.reporting_unit import UnitLevel
from kgdesk.domain.target import Target, TargetKind
from kgdesk.messages import say
from kgdesk.operations.attachments import Attachment, attachments
from kgdesk.operations.cell_series import Series, series_of
from kgdesk.operations.comments import Thread, thread
from kgdesk.operations.workspace import Workspace
from kgdesk.store import accepted_warnings, observations
from kgdesk.store.observations import Cell


@dataclass(frozen=True, slots=True)
class PanelTarget:
    """A target of the unit or of the province.

    `judged`: the figure is judged by it; `in_force` on the period's day, `later` only after it.
    """

    target: Target
    binds: bool
    in_force: bool
    later: bool
    judged: bool


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of the cell, newest first in a panel. `before` and `after` are None for an empty cell."""

    key: int
    at: datetime
    by: str
    before: Observation | None
    after: Observation | None
    reason: str


@dataclass(frozen=True, slots=True)
class CellPanel:
    """What stands beside a cell.

    `formula` says how the figure is computed (empty where it is typed as it is), `total` how the
    province's figure is made of the units'. `reasons` are those of accepted warnings, by rule.
    """

    period: Period
    indicator: Indicator
    formula: str
    total: str
    targets: tuple[PanelTarget, ...]
    series: Series
    value: Decimal | None
    history: tuple[HistoryEntry, ...]
    thread: Thread
    attachments: tuple[Attachment, ...]
    reasons: Mapping[str, str]


def cell_panel(workspace: Workspace, period: Period, indicator: str, lang: str = "vi") -> CellPanel:
    """Gather what is known about a cell. Raises Fault `entry.not_asked` where the unit does not report it."""
    item = _asked(workspace, period, indicator)
    place = Place(PlaceKind.INDICATOR, indicator)
    written = observations.history(workspace.store, Cell(workspace.unit.code, indicator, period.code))
    history = _history(written)
    return CellPanel(
        period=period,
        indicator=item,
        formula=formula_text(item, lang),
        total=say(f"panel.total.{item.over_units.value}", lang),
        targets=_targets(workspace, period, item),
        series=series_of(workspace, period, item),
        value=figure_of(item, history[0].after if history else None),
        history=history,
        thread=thread(workspace, period, place),
        attachments=attachments(workspace, period, place),
        reasons=_reasons(workspace, period, indicator),
    )


def formula_text(item: Indicator, lang: str = "vi") -> str:
    """Say how a rate or a growth is computed from its two halves; empty for a figure typed as it is."""
    if not item.is_pair:
        return ""
    english = lang == "en"
    kind = "growth" if item.entry is EntryForm.GROWTH else "ratio"
    return say(
        f"panel.formula.{kind}" if item.factor != 1 else f"panel.formula.{kind}_plain",
        lang,
        numerator=item.numerator_en if english and item.numerator_en else item.numerator_vi,
        denominator=item.denominator_en if english and item.denominator_en else item.denominator_vi,
        factor=item.factor,
    )


def _asked(workspace: Workspace, period: Period, code: str) -> Indicator:
    for item in workspace.indicators(period):
        if item.code == code:
            return item
    unit = workspace.unit
    raise Fault("entry.not_asked", indicator=code, period=period.code, unit=unit.code, unit_name=unit.name_vi)


_ORDER = (TargetKind.RESOLUTION, TargetKind.ANNUAL_PLAN, TargetKind.SCENARIO)


def _targets(workspace: Workspace, period: Period, item: Indicator) -> tuple[PanelTarget, ...]:
    """List the unit's and the province's targets of every kind, those in force first."""
    plan, unit, day = workspace.plan, workspace.unit, workspace.day_of(period)
    judged = target_choice.nearest_target(plan, item.code, unit, TargetKind.RESOLUTION, year=period.year, day=day)
    found = [
        target
        for target in plan.targets
        if target.indicator == item.code
        and (target.unit == unit.code or plan.unit(target.unit).level is UnitLevel.PROVINCE)
    ]
    found.sort(
        key=lambda target: (
            not _in_force(target, day), _ORDER.index(target.kind), target.horizon, target.valid_from,
        )
    )  # fmt: skip
    rows = []
    for target in found:
        binds = target_choice.binds(plan, target, unit, day)
        rows.append(
            PanelTarget(target, binds, _in_force(target, day), target.valid_from > day, binds and target is judged)
        )
    return tuple(rows)


def _in_force(target: Target, day: date) -> bool:
    return target.valid_from <= day and (target.valid_to is None or day <= target.valid_to)


def _history(written: tuple[RecordedObservation, ...]) -> tuple[HistoryEntry, ...]:
    """Set every change beside what stood there before it, newest first."""
    before: Observation | None = None
    entries = []
    for each in written:
        entries.append(
            HistoryEntry(each.key, each.recorded_at, each.recorded_by, before, each.observation, each.reason)
        )
        before = each.observation
    return tuple(reversed(entries))


def _reasons(workspace: Workspace, period: Period, indicator: str) -> dict[str, str]:
    return {
        item.rule: item.reason
        for item in accepted_warnings.current(workspace.store, workspace.unit.code, period.code)
        if item.indicator == indicator
    }
