"""Narrating progress, task by task."""

from dataclasses import dataclass, replace
from datetime import datetime

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.narrative import Narrative, Task
from kgdesk.domain.period import Period
from kgdesk.operations.workspace import Workspace
from kgdesk.store import narratives
from kgdesk.store.encoding import nfc

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


def narrative_pages(workspace: Workspace, period: Period) -> tuple[NarrativePage, ...]:
    """Return a page per task the unit narrates, in plan order."""
    unit, plan = workspace.unit.code, workspace.plan
    written = narratives.current(workspace.store, unit, period.code)
    before = narratives.current(workspace.store, unit, period.previous().code)
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
            )
        )
    return tuple(pages)


def record_narrative(workspace: Workspace, narrative: Narrative) -> Outcome[Narrative]:
    """Save a narrative of this unit; an empty one takes it back; saving what stands there writes nothing.

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
    return _keep(workspace, composed)


def _keep(workspace: Workspace, narrative: Narrative) -> Outcome[Narrative]:
    with workspace.transaction("narrative.record", subject=f"{narrative.period} {narrative.task}") as transaction:
        standing = narratives.current(transaction, narrative.unit, narrative.period).get(narrative.task)
        nothing_yet = standing is None and narrative == Narrative(narrative.unit, narrative.task, narrative.period)
        if nothing_yet or (standing is not None and standing.narrative == narrative):
            return Outcome(narrative)
        narratives.put(transaction, narrative)
    return Outcome(narrative, ChangeSet(narratives=frozenset({(narrative.period, narrative.task)})))
