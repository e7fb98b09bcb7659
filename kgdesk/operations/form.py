"""Blank forms for those without the program: an Excel file to fill in and send back."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kgdesk.consolidation.provincial import published_years
from kgdesk.domain import target_choice
from kgdesk.domain.deadline import due_date
from kgdesk.domain.errors import Fault
from kgdesk.domain.figure import figure_of
from kgdesk.domain.period import Calendar, Period
from kgdesk.domain.plan import Plan
from kgdesk.domain.reporting_unit import ReportingUnit
from kgdesk.domain.target import TargetKind
from kgdesk.operations import period_figures
from kgdesk.operations.exporting import export
from kgdesk.operations.periods import ensure_reports
from kgdesk.operations.workspace import Workspace
from kgdesk.returns.form_document import FormDocument, FormLine, FormTask
from kgdesk.returns.form_identity import DIGEST_DIGITS, FormIdentity
from kgdesk.store import received

__all__ = ["FormFile", "form_name", "form_units", "write_forms"]


@dataclass(frozen=True, slots=True)
class FormFile:
    """A form and where it lies."""

    unit: str
    name_vi: str
    path: Path
    indicators: int
    tasks: int
    earlier: Path | None = None  # where another file of that name went


def form_name(unit: str, period: str) -> str:
    """Name the file of a form: ASCII only."""
    return f"{unit}_{period}_form.xlsx"


def form_units(workspace: Workspace, period: Period) -> tuple[ReportingUnit, ...]:
    """List the units a form can be made for: this one, and those under it that are asked for something."""
    day = workspace.day_of(period)
    below = workspace.plan.children(workspace.unit.code, day)
    return tuple(unit for unit in (workspace.unit, *below) if _asks(workspace.plan, unit, period))


def write_forms(
    workspace: Workspace, period: Period, folder: Path, *, units: Sequence[str] = ()
) -> tuple[FormFile, ...]:
    """Write one form per unit: those named, else every unit below, else the workspace's own.

    The same workspace gives the same bytes; nothing in the workspace changes. Raises Fault `form.not_below`,
    `form.nothing_asked`, `period.unit_ended`, `plan.no_unit`, and those of the disk.
    """
    from kgdesk.returns.form_workbook import write_form

    chosen = _chosen(workspace, period, units)
    made = []
    for unit in chosen:
        document = form_document(workspace, unit, period)
        file = export(folder / form_name(unit.code, period.code), write_form(document))
        counts = len(document.lines), len(document.tasks)
        made.append(FormFile(unit.code, unit.name_vi, file.path, *counts, file.earlier))
    return tuple(made)


def _chosen(workspace: Workspace, period: Period, codes: Sequence[str]) -> tuple[ReportingUnit, ...]:
    possible = form_units(workspace, period)
    named = tuple(map(workspace.plan.unit, codes))
    for unit in named if named or possible else (workspace.unit,):
        ensure_reports(unit, period)
    if not codes:
        below = tuple(unit for unit in possible if unit.code != workspace.unit.code)
        if not (below or possible):
            raise Fault("form.nothing_asked", unit=workspace.unit.name_vi, period=period.label())
        return below or possible
    for code in codes:
        unit = workspace.plan.unit(code)
        if unit not in possible:
            asked = _asks(workspace.plan, unit, period)
            name = "form.not_below" if asked else "form.nothing_asked"
            raise Fault(name, unit=unit.name_vi, receiver=workspace.unit.name_vi, period=period.label())
    return tuple(unit for unit in possible if unit.code in codes)


def _asks(plan: Plan, unit: ReportingUnit, period: Period) -> bool:
    day = period.dates(Calendar.ADMINISTRATIVE)[1]
    return bool(plan.indicators_of(unit, day) or plan.tasks_of(unit, day))


def form_document(workspace: Workspace, unit: ReportingUnit, period: Period) -> FormDocument:
    """Build what the form of a unit asks and shows."""
    plan = workspace.plan
    day = period.dates(Calendar.ADMINISTRATIVE)[1]
    last_year = _last_year(workspace, unit, period)
    lines = []
    unasked = plan.not_asked_in(period.kind)  # a blank row asks
    for indicator in plan.indicators_of(unit, day):
        if indicator.code in unasked:
            continue
        target = target_choice.nearest_target(
            plan, indicator.code, unit, TargetKind.RESOLUTION, year=period.year, day=day
        )
        annual = target_choice.nearest_target(
            plan, indicator.code, unit, TargetKind.ANNUAL_PLAN, year=period.year, day=day
        )
        shown = [
            target_choice.written(item) if item is not None and target_choice.binds(plan, item, unit, day) else ""
            for item in (target, annual)
        ]
        lines.append(FormLine(indicator, shown[0], shown[1], last_year.get(indicator.code)))
    rule = plan.period_rule(period.kind, unit.level)
    recipient = plan.unit(unit.parent) if unit.parent and plan.has_unit(unit.parent) else None
    return FormDocument(
        identity=FormIdentity(unit.code, period.code, plan.code, plan.version, workspace.plan_digest[:DIGEST_DIGITS]),
        unit_name_vi=unit.name_vi,
        issuer_vi=unit.issuer_vi,
        period_label_vi=period.label(),
        plan_name_vi=plan.name_vi,
        recipient_vi=workspace.unit.name_vi
        if unit.code != workspace.unit.code or recipient is None
        else recipient.name_vi,
        due_vi="" if rule is None else f"{due_date(rule, period):%d/%m/%Y}",
        lines=tuple(lines),
        tasks=tuple(
            FormTask(task, "" if task.parent is None else plan.task(task.parent).heading_vi)
            for task in plan.tasks_of(unit, day)
        ),
    )


def _last_year(workspace: Workspace, unit: ReportingUnit, period: Period) -> dict[str, Decimal]:
    """Find the figures of the same period last year: one's own, or those of the unit's return of then."""
    before = period.same_period_last_year()
    if unit.code == workspace.unit.code:
        figures = period_figures.load(workspace, period)
        found = {item.code: figures.figure(item, before.code) for item in figures.asked}
        return {code: value for code, value in found.items() if value is not None}
    values: dict[str, Decimal] = {}
    for figure in received.figures(workspace.store, before.code):
        indicator = figure.observation.indicator
        if figure.unit == unit.code and indicator in {item.code for item in workspace.plan.indicators}:
            value = figure_of(workspace.plan.indicator(indicator), figure.observation)
            values |= {} if value is None else {indicator: value}
    published = published_years(workspace.plan, unit.code) if before.code.isdigit() else {}
    return {**{code: years[before.year] for code, years in published.items() if before.year in years}, **values}
