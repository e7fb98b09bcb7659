"""Narrating progress, task by task.

A text may be written before it is decided how the task stands. Such a text is saved at once; that
nobody has chosen its progress is remembered beside it, and keeps the return from being sealed.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.findings import Finding, Severity
from kgdesk.domain.narrative import Narrative, Task
from kgdesk.domain.period import Period
from kgdesk.operations.workspace import Workspace
from kgdesk.store import meta, narratives
from kgdesk.store.encoding import nfc
from kgdesk.store.transaction import Transaction

_NOT_CHOSEN = "progress_not_chosen"  # key in the workspace: periods with the codes of the tasks

_WHOLE = 100


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
    open_tasks = _not_chosen(workspace).get(period.code, [])
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
    open_tasks = _not_chosen(workspace).get(period.code, [])
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
        results=nfc(narrative.results),
        difficulties=nfc(narrative.difficulties),
        next_steps=nfc(narrative.next_steps),
    )
    return _keep(workspace, composed, progress_chosen=progress_chosen)


def _keep(workspace: Workspace, narrative: Narrative, *, progress_chosen: bool) -> Outcome[Narrative]:
    with workspace.transaction("narrative.record", subject=f"{narrative.period} {narrative.task}") as transaction:
        standing = narratives.current(transaction, narrative.unit, narrative.period).get(narrative.task)
        nothing_yet = standing is None and narrative == Narrative(narrative.unit, narrative.task, narrative.period)
        same = nothing_yet or (standing is not None and standing.narrative == narrative)
        decided = _note_choice(workspace, transaction, narrative, chosen=progress_chosen or narrative.is_empty)
        if same and not decided:
            return Outcome(narrative)
        if not nothing_yet:
            narratives.put(transaction, narrative)
    return Outcome(narrative, ChangeSet(narratives=frozenset({(narrative.period, narrative.task)})))


def _not_chosen(workspace: Workspace) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(meta.get(workspace.store, _NOT_CHOSEN) or "{}")
    return found


def _note_choice(workspace: Workspace, transaction: Transaction, narrative: Narrative, *, chosen: bool) -> bool:
    """Remember whether the progress was chosen; tells whether that is news."""
    noted = _not_chosen(workspace)
    tasks = set(noted.get(narrative.period, []))
    if chosen == (narrative.task not in tasks):
        return False
    tasks ^= {narrative.task}
    meta.put(transaction, _NOT_CHOSEN, json.dumps({**noted, narrative.period: sorted(tasks)}))
    return True
