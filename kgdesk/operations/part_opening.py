"""In the division: a workspace made of the part, and the answer that goes back."""

from dataclasses import replace
from pathlib import Path

from kgdesk.domain.changes import Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.narrative import Narrative, TaskProgress
from kgdesk.domain.part import Part, PartAnswer, PartContents, PartRequest, escalation_of_matter, observation_of_figure
from kgdesk.domain.period import Calendar, Period
from kgdesk.domain.person import clean_name
from kgdesk.domain.plan import Plan
from kgdesk.files import read_bytes, write_atomically
from kgdesk.operations import part_content
from kgdesk.operations.apart import read_apart
from kgdesk.operations.workspace import Clock, Workspace, create_workspace, open_workspace, utc_now
from kgdesk.returns import part_document, part_package, plan_document
from kgdesk.store import escalations, narratives, observations, parts, progress_choices
from kgdesk.store.transaction import Transaction

SUFFIX = ".kgpart"


def read_part(path: Path) -> part_package.PartFile:
    """Read a part file within limits; raises the Faults of `part_package.read` and of the disk."""
    return read_apart(path.name, part_package.read, read_bytes(path, limit=part_package.MAX_FILE), path.name)


def open_part(path: Path, target: Path, *, actor: str, clock: Clock = utc_now) -> Workspace:
    """Make the division's workspace of a part file and open it: only what is asked is in it.

    Raises Fault `part.already_answered`, those of reading the file, of the plan in it, and of making a workspace.
    """
    found = read_part(path)
    if found.part.answer is not None or found.plan_bytes is None:
        raise Fault("part.already_answered", file=path, division=found.part.request.division)
    request = found.part.request
    document = part_document.to_bytes(Part(request, None)).decode()

    def fill(transaction: Transaction) -> None:
        parts.put_request(transaction, document)
        _lay_in(transaction, request)

    _check_fit(plan_document.from_bytes(found.plan_bytes), request, path)
    return create_workspace(target, unit=request.unit, actor=actor, plan_bytes=found.plan_bytes, clock=clock, fill=fill)


def open_any(path: Path, *, actor: str, clock: Clock = utc_now) -> Workspace:
    """Open a workspace, or of a part file the workspace beside it, which is made the first time.

    Raises the Faults of `open_workspace` and `open_part`; `part.workspace_taken` where another file has its name.
    """
    if path.suffix.lower() != SUFFIX:
        return open_workspace(path, actor=actor, clock=clock)
    target = path.with_suffix(".kgdesk")
    if not target.exists():
        return open_part(path, target, actor=actor, clock=clock)
    request = read_part(path).part.request
    workspace = open_workspace(target, actor=actor, clock=clock)
    if workspace.part != request:
        workspace.close()
        raise Fault("part.workspace_taken", file=path, taken=target)
    return workspace


def _check_fit(plan: Plan, request: PartRequest, path: Path) -> None:
    """Refuse a part that asks what its own plan does not ask of the unit."""
    unit, period = plan.unit(request.unit), Period.parse(request.period)
    closes = period.dates(Calendar.ADMINISTRATIVE)[1]
    day = closes if unit.valid_to is None else min(closes, unit.valid_to)
    known = {task.code for task in plan.tasks}
    fits = (
        (plan.code, plan.version) == (request.plan_code, request.plan_version)
        and set(request.indicators) <= {item.code for item in plan.indicators_of(unit, day)}
        and set(request.tasks) <= {item.code for item in plan.tasks_of(unit, day)}
        and all(item.matter.task is None or item.matter.task in known for item in request.base.matters)
    )
    if not fits:
        raise Fault("part.unreadable", file=path.name, place="request", cause="not what the plan asks of the unit")


def _lay_in(transaction: Transaction, request: PartRequest) -> None:
    """Write what stood in the places, under the names of those who wrote it."""
    unit, period = request.unit, request.period
    for old in reversed(request.earlier):
        observations.put(
            transaction, observation_of_figure(old.figure, unit=unit, indicator=old.indicator, period=old.period)
        )
    for cell in request.base.cells:
        if cell.figure is not None:
            with transaction.on_behalf(cell.recorded_by):
                observations.put(
                    transaction,
                    observation_of_figure(cell.figure, unit=unit, indicator=cell.indicator, period=period),
                )
    for entry in request.base.texts:
        text = entry.text
        narrative = Narrative(
            unit, entry.task, period, text.results, text.difficulties, text.next_steps,
            text.progress or TaskProgress.ON_TRACK, text.percent,
        )  # fmt: skip
        if not narrative.is_empty:
            with transaction.on_behalf(entry.recorded_by):
                narratives.put(transaction, narrative)
            progress_choices.note(transaction, period, entry.task, chosen=text.progress is not None)
    for told in request.base.matters:
        with transaction.on_behalf(told.recorded_by):
            escalations.put(transaction, escalation_of_matter(told.matter, unit))


def return_part(workspace: Workspace, path: Path, *, overwrite: bool = False) -> Outcome[PartAnswer]:
    """Write the division's answer; while nothing changed since the last one, it is the same file again.

    Raises Fault `part.not_a_part_workspace`, `file.exists`, `return.text_too_long`, those of the disk.
    """
    request = workspace.part
    if request is None:
        raise Fault("part.not_a_part_workspace", file=workspace.path)
    if path.exists() and not overwrite:
        raise Fault("file.exists", file=path)
    period = Period.parse(request.period)
    keys = {item.key for item in part_content.all_matters(workspace)}
    now = part_content.contents(workspace, period, indicators=request.indicators, tasks=request.tasks, matters=keys)
    last = _last_answer(workspace)
    if last is not None and _says(last.contents) == _says(now):
        write_atomically(path, part_package.write(Part(request, last), None))
        return Outcome(last)
    answer = PartAnswer(
        number=1 if last is None else last.number + 1,
        follows="" if last is None else part_document.answer_digest(last),
        made_at=workspace.clock().replace(microsecond=0),
        made_by=clean_name(workspace.actor),
        contents=now,
    )
    part = Part(request, answer)
    with workspace.transaction("part.return", subject=period.code, detail={"number": answer.number}) as transaction:
        parts.put_answer(transaction, part_document.to_bytes(part).decode())
        write_atomically(path, part_package.write(part, None))
    return Outcome(answer)


def _last_answer(workspace: Workspace) -> PartAnswer | None:
    text = parts.answer(workspace.store)
    return None if text is None else part_document.from_bytes(text.encode(), file=workspace.path.name).answer


def _says(found: PartContents) -> PartContents:
    """Leave out who wrote it and when."""
    return PartContents(
        tuple(replace(item, recorded_by="", recorded_at=None) for item in found.cells),
        tuple(replace(item, recorded_by="", recorded_at=None) for item in found.texts),
        tuple(replace(item, recorded_by="", recorded_at=None) for item in found.matters),
    )
