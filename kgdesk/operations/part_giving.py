"""Giving a part of the return to a division: a file with what is asked and what stands there now."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kgdesk.domain.changes import Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.escalation import EscalationState
from kgdesk.domain.indicator import IndicatorGroup
from kgdesk.domain.part import Part, PartRequest
from kgdesk.domain.period import Period
from kgdesk.domain.person import clean_name
from kgdesk.files import write_atomically
from kgdesk.operations import part_content
from kgdesk.operations.workspace import Workspace
from kgdesk.returns import part_document, part_package
from kgdesk.store import parts, plans


@dataclass(frozen=True, slots=True)
class GivenPart:
    """A part as the lists show it. `answers` is how many were taken back, `last_at` when the last one was."""

    identity: str
    division: str
    period: str
    made_at: str
    made_by: str
    indicators: tuple[str, ...]
    tasks: tuple[str, ...]
    answers: int
    last_at: str


def give_part(
    workspace: Workspace,
    path: Path,
    *,
    period: Period,
    division: str,
    indicators: Iterable[str] = (),
    groups: Iterable[IndicatorGroup] = (),
    tasks: Iterable[str] = (),
    overwrite: bool = False,
) -> Outcome[PartRequest]:
    """Write a part file for a division; a heading of tasks stands for all below it.

    The same cell may be in several parts; what differs is told when they come back. The file is not
    signed and is not for outside the unit. Raises Fault `part.only_whole`, `part.no_division`,
    `part.nothing_asked`, `entry.not_asked`, `entry.task_not_asked`, `file.exists`, those of the disk.
    """
    workspace.ensure_whole()
    name = clean_name(division, longest=part_document.LONGEST_DIVISION + 1)
    if not name:
        raise Fault("part.no_division")
    if len(name) > part_document.LONGEST_DIVISION:
        raise Fault("part.division_too_long", limit=part_document.LONGEST_DIVISION)
    cells = _asked_cells(workspace, period, set(indicators), set(groups))
    wanted = _asked_tasks(workspace, period, set(tasks))
    if not (cells or wanted):
        raise Fault("part.nothing_asked", period=period.label())
    request = _request(workspace, period, name, cells, wanted)
    if path.exists() and not overwrite:
        raise Fault("file.exists", file=path)
    document = plans.by_digest(workspace.store, workspace.plan_digest)
    data = part_package.write(Part(request, None), document)
    with workspace.transaction("part.give", subject=period.code, detail={"division": name}) as transaction:
        parts.put_given(
            transaction,
            parts.GivenPart(
                part_document.identity(request),
                name,
                period.code,
                request.made_at.isoformat(),
                request.made_by,
                list(cells),
                list(wanted),
            ),
        )
        write_atomically(path, data)  # what is not on the disk was not given out
    return Outcome(request)


def given_parts(workspace: Workspace, period: Period | None = None) -> tuple[GivenPart, ...]:
    """List the parts given out, oldest first; those of one period where it is given."""
    return tuple(
        GivenPart(
            item.identity,
            item.division,
            item.period,
            item.made_at,
            item.made_by,
            tuple(item.indicators),
            tuple(item.tasks),
            len(item.taken),
            item.taken[-1].at if item.taken else "",
        )
        for item in parts.all_given(workspace.store)
        if period is None or item.period == period.code
    )


def divisions_known(workspace: Workspace) -> tuple[str, ...]:
    """List the divisions that were given a part before, the newest first."""
    return tuple(dict.fromkeys(item.division for item in reversed(parts.all_given(workspace.store))))


def _request(
    workspace: Workspace, period: Period, division: str, cells: tuple[str, ...], tasks: tuple[str, ...]
) -> PartRequest:
    unit, plan = workspace.unit, workspace.plan
    matters = {
        item.key
        for item in part_content.all_matters(workspace)
        if item.state is EscalationState.OPEN and item.task in tasks
    }
    return PartRequest(
        unit=unit.code,
        unit_name_vi=unit.name_vi,
        period=period.code,
        plan_code=plan.code,
        plan_version=plan.version,
        plan_digest=workspace.plan_digest,
        division=division,
        made_at=workspace.clock().replace(microsecond=0),
        made_by=clean_name(workspace.actor),
        base=part_content.contents(workspace, period, indicators=cells, tasks=tasks, matters=matters),
        earlier=part_content.earlier(workspace, period, cells),
    )


def _asked_cells(workspace: Workspace, period: Period, codes: set[str], groups: set[IndicatorGroup]) -> tuple[str, ...]:
    """Put the wanted indicators in plan order; refuse what the unit is not asked."""
    asked = workspace.indicators(period)
    for code in sorted(codes - {item.code for item in asked}):
        unit = workspace.unit
        raise Fault("entry.not_asked", indicator=code, period=period.code, unit=unit.code, unit_name=unit.name_vi)
    return tuple(item.code for item in asked if item.code in codes or item.group in groups)


def _asked_tasks(workspace: Workspace, period: Period, codes: set[str]) -> tuple[str, ...]:
    """Put the wanted tasks in plan order; a heading stands for those below it."""
    asked = workspace.tasks(period)
    parents = {task.code: task.parent for task in workspace.plan.tasks}
    chains: dict[str, set[str]] = {}
    for task in asked:
        chain, above = {task.code}, task.parent
        while above is not None:
            chain.add(above)
            above = parents[above]
        chains[task.code] = chain
    known = set().union(*chains.values()) if chains else set()
    for code in sorted(codes - known):
        unit = workspace.unit
        raise Fault("entry.task_not_asked", task=code, period=period.code, unit=unit.code, unit_name=unit.name_vi)
    return tuple(task.code for task in asked if chains[task.code] & codes)
