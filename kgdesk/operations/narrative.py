"""Narrating progress, task by task.

A text may be written before it is decided how the task stands. Such a text is saved at once; that
nobody has chosen its progress is remembered beside it, and keeps the return from being sealed.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.findings import Finding, Severity
from kgdesk.domain.narrative import Narrative, Task
from kgdesk.domain.period import Period
from kgdesk.domain.written_text import clean_text
from kgdesk.operations.workspace import Workspace
from kgdesk.store import narratives, progress_choices, undo_steps
from kgdesk.store.transaction import Transaction
from kgdesk.store.undo_steps import Change, Noun, StepKind

_WHOLE = 100
_ONE_BREATH = timedelta(minutes=1)  # what is typed into one box within it is taken back at once
_BOXES = ("results", "difficulties", "next_steps")


@dataclass(frozen=True, slots=True)
class NarrativePage:
    """A task with what is written on it; `narrative` None where nothing ever was. `previous` is the period before's."""

    task: Task
    heading: Task | None  # the group the task stands under
    narrative: Narrative | None
    previous: Narrative | None
    recorded_at: datetime | None = None
    recorded_by: str = ""
    progress_chosen: bool = True


def narrative_pages(workspace: Workspace, period: Period) -> tuple[NarrativePage, ...]:
    """Return a page per task the unit narrates, in plan order."""
    unit, plan = workspace.unit.code, workspace.plan
    written = narratives.current(workspace.store, unit, period.code)
    before = narratives.current(workspace.store, unit, period.previous().code)
    open_tasks = progress_choices.not_chosen(workspace.store, period.code)
    pages = []
    for task in workspace.tasks(period):
        here, there = written.get(task.code), before.get(task.code)
        pages.append(
            NarrativePage(
                task=task,
                heading=None if task.parent is None else plan.task(task.parent),
                narrative=here.narrative if here else None,
                previous=there.narrative if there else None,
                recorded_at=here.recorded_at if here else None,
                recorded_by=here.recorded_by if here else "",
                progress_chosen=here is not None and task.code not in open_tasks,
            )
        )
    return tuple(pages)


def progress_findings(workspace: Workspace, period: Period) -> tuple[Finding, ...]:
    """Find the narratives whose progress nobody has chosen yet."""
    open_tasks = progress_choices.not_chosen(workspace.store, period.code)
    written = narratives.current(workspace.store, workspace.unit.code, period.code) if open_tasks else {}
    return tuple(
        Finding("entry.progress_not_chosen", Severity.BLOCK, task=task.code)
        for task in (workspace.tasks(period) if open_tasks else ())
        if task.code in open_tasks and task.code in written and not written[task.code].narrative.is_empty
    )


def record_narrative(workspace: Workspace, narrative: Narrative, *, progress_chosen: bool = True) -> Outcome[Narrative]:
    """Save a narrative of this unit; an empty one takes it back; saving what stands there writes nothing.

    `progress_chosen` False says that `narrative.progress` stands there for want of a choice.

    Raises Fault `entry.task_not_asked`, `entry.percent_out_of_range`; ValueError for another unit's.
    """
    if narrative.unit != workspace.unit.code:
        raise ValueError(f"a narrative of {narrative.unit} in the workspace of {workspace.unit.code}")
    period = Period.parse(narrative.period)
    if narrative.task not in {task.code for task in workspace.tasks(period)}:
        unit = workspace.unit
        raise Fault(
            "entry.task_not_asked", task=narrative.task, period=period.code, unit=unit.code, unit_name=unit.name_vi
        )
    if narrative.percent is not None and not 0 <= narrative.percent <= _WHOLE:
        raise Fault("entry.percent_out_of_range", percent=narrative.percent)
    composed = replace(
        narrative,
        results=clean_text(narrative.results),
        difficulties=clean_text(narrative.difficulties),
        next_steps=clean_text(narrative.next_steps),
    )
    return _keep(workspace, composed, progress_chosen=progress_chosen)


def _keep(workspace: Workspace, narrative: Narrative, *, progress_chosen: bool) -> Outcome[Narrative]:
    unit, period, task = narrative.unit, narrative.period, narrative.task
    blank = Narrative(unit, task, period)
    with workspace.transaction("narrative.record", subject=f"{period} {task}") as transaction:
        before = narratives.newest_key(transaction, unit, period, task)
        standing = blank if before is None else narratives.at(transaction, before)
        chosen = progress_chosen or narrative.is_empty
        decided = progress_choices.note(transaction, period, task, chosen=chosen)
        if standing == narrative and not decided:
            return Outcome(narrative)
        changes = []
        if not (before is None and narrative == blank):
            changes.append(Change(Noun.NARRATIVE, task, before, narratives.put(transaction, narrative)))
        if decided:
            changes.append(Change(Noun.PROGRESS, task, int(not chosen), int(chosen)))
        part = "" if decided else _one_box(standing, narrative)
        _remember(transaction, narrative, changes, part)
    return Outcome(narrative, ChangeSet(narratives=frozenset({(period, task)})))


def _one_box(before: Narrative, after: Narrative) -> str:
    """Name the one box that was written in; '' for several, or where more than text changed."""
    changed = [name for name in _BOXES if getattr(before, name) != getattr(after, name)]
    other = (before.progress, before.percent) != (after.progress, after.percent)
    return changed[0] if len(changed) == 1 and not other else ""


def _remember(transaction: Transaction, narrative: Narrative, changes: list[Change], part: str) -> None:
    """Keep the step; a text that is saved while it is typed makes the step before longer instead."""
    unit, period = narrative.unit, narrative.period
    last = undo_steps.next_undo(transaction, unit, period)
    if part and last is not None and _goes_on(transaction, last, narrative, changes[0], part):
        undo_steps.lengthen(transaction, last.key, changes)
        return
    undo_steps.put(transaction, unit=unit, period=period, kind=StepKind.NARRATIVE, changes=changes, part=part)


def _goes_on(transaction: Transaction, last: undo_steps.Step, narrative: Narrative, change: Change, part: str) -> bool:
    """Whether the same person still writes in the same box, with nothing taken back in between."""
    if (last.kind, last.part, last.made_by) != (StepKind.NARRATIVE, part, clean_text(transaction.actor)):
        return False
    if not timedelta(0) <= transaction.at - last.made_at <= _ONE_BREATH:
        return False
    if undo_steps.next_redo(transaction, narrative.unit, narrative.period) is not None:
        return False
    reached = [(item.noun, item.place, item.after) for item in undo_steps.changes_of(transaction, last.key)]
    return reached == [(Noun.NARRATIVE, narrative.task, change.before)]
