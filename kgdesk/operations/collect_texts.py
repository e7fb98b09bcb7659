"""Narratives and escalations of a form held against what stands in the workspace. Writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from kgdesk.domain.escalation import Escalation, EscalationState
from kgdesk.domain.narrative import Narrative, TaskProgress
from kgdesk.domain.numbers import Number, read_number
from kgdesk.domain.period import Period
from kgdesk.domain.written_text import clean_text
from kgdesk.messages import VIETNAM
from kgdesk.operations.record_report import Note, RowOutcome, RowReport
from kgdesk.operations.workspace import Workspace
from kgdesk.returns.form_read import FormRow
from kgdesk.returns.form_words import PROGRESS_CHOICES
from kgdesk.returns.tabular_headings import folded
from kgdesk.store import escalations, narratives

_BOXES = ("results", "difficulties", "next_steps")
_PROGRESS = {folded(word): progress for word, progress in PROGRESS_CHOICES.items()}
_NEEDED = ("matter", "legal_limit", "proposal", "addressee")
_WHOLE = 100
_FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class NarrativePlan:
    """What a row would do: `after` None for nothing; `chosen` says that the progress was chosen."""

    report: RowReport
    after: Narrative | None = None
    chosen: bool = True


@dataclass(frozen=True, slots=True)
class EscalationPlan:
    """What a row would do; a key of '' means that the matter is new."""

    report: RowReport
    after: Escalation | None = None


def narrative_plans(workspace: Workspace, period: Period, rows: Sequence[FormRow]) -> list[NarrativePlan]:
    """Read the rows of narratives; a blank box keeps what stands there."""
    asked = {task.code: task for task in workspace.tasks(period)}
    written = narratives.current(workspace.store, workspace.unit.code, period.code)
    plans, seen = [], dict[str, int]()
    for row in rows:
        code = row.texts.get("task", "")
        if not set(row.texts) - {"task", "heading"}:
            continue
        if row.hidden:
            plans.append(NarrativePlan(_report(row, code, RowOutcome.SKIPPED, "record.hidden_row")))
        elif code not in asked:
            plans.append(NarrativePlan(_report(row, code, RowOutcome.REFUSED, "collect.no_task", text=code)))
        elif code in seen:
            plans.append(NarrativePlan(_report(row, code, RowOutcome.REFUSED, "collect.task_twice", first=seen[code])))
        else:
            seen[code] = row.row
            before = written[code].narrative if code in written else Narrative(workspace.unit.code, code, period.code)
            plans.append(_narrative(row, before, known=code in written))
    return plans


def _narrative(row: FormRow, before: Narrative, *, known: bool) -> NarrativePlan:
    code = before.task
    word, share = row.texts.get("progress", ""), row.texts.get("percent", "")
    progress = _PROGRESS.get(folded(word)) if word else before.progress
    if progress is None:
        return NarrativePlan(_report(row, code, RowOutcome.REFUSED, "collect.progress_unknown", text=word))
    percent = before.percent
    if share:
        percent = _percent(share)
        if percent is None:
            return NarrativePlan(_report(row, code, RowOutcome.REFUSED, "collect.percent_unreadable", text=share))
    texts = {box: clean_text(row.texts.get(box, "")) or getattr(before, box) for box in _BOXES}
    after = replace(before, **texts, progress=progress, percent=percent)
    if after == before:
        return NarrativePlan(_report(row, code, RowOutcome.UNCHANGED, "collect.text_unchanged"))
    replaced = (
        [Note("collect.text_replaces")] if any(getattr(before, box) not in {"", texts[box]} for box in _BOXES) else []
    )
    report = _report(
        row, code, RowOutcome.READABLE, "collect.narrative_readable", letters=sum(map(len, texts.values()))
    )
    return NarrativePlan(replace(report, repairs=(*report.repairs, *replaced)), after, chosen=bool(word) or known)


def _percent(text: str) -> int | None:
    match read_number(text.replace("%", "")):
        case Number(value) if value == int(value) and 0 <= value <= _WHOLE:
            return int(value)
        case _:
            return None


def escalation_plans(
    workspace: Workspace, period: Period, rows: Sequence[FormRow], *, at: datetime
) -> list[EscalationPlan]:
    """Read the rows of matters; one in the same words as a matter that is open stands for it."""
    standing = {
        folded(item.matter): item
        for item in escalations.current(workspace.store, workspace.unit.code)
        if item.state is EscalationState.OPEN
    }
    plans = []
    for row in rows:
        name = row.texts.get("number", str(row.row))
        if not set(row.texts) & {*_NEEDED, "wanted_by"}:
            continue
        if row.hidden:
            plans.append(EscalationPlan(_report(row, name, RowOutcome.SKIPPED, "record.hidden_row")))
            continue
        texts = {role: clean_text(row.texts.get(role, "")) for role in _NEEDED}
        wanted, readable = _day(row.texts.get("wanted_by", ""))
        if not all(texts.values()):
            plans.append(EscalationPlan(_report(row, name, RowOutcome.REFUSED, "collect.matter_incomplete")))
        elif not readable:
            text = row.texts["wanted_by"]
            plans.append(EscalationPlan(_report(row, name, RowOutcome.REFUSED, "collect.day_unreadable", text=text)))
        else:
            opened = at.astimezone(VIETNAM).date()
            fresh = Escalation(
                key="",
                unit=workspace.unit.code,
                opened_period=period.code,
                opened_on=opened,
                matter=texts["matter"],
                legal_limit=texts["legal_limit"],
                proposal=texts["proposal"],
                addressee=texts["addressee"],
                decision_wanted_by=wanted,
            )
            plans.append(_escalation(row, name, standing.get(folded(texts["matter"])), fresh))
    return plans


def _escalation(row: FormRow, name: str, before: Escalation | None, fresh: Escalation) -> EscalationPlan:
    if before is None:
        return EscalationPlan(_report(row, name, RowOutcome.READABLE, "collect.matter_readable"), fresh)
    after = replace(
        before,
        matter=fresh.matter,
        legal_limit=fresh.legal_limit,
        proposal=fresh.proposal,
        addressee=fresh.addressee,
        decision_wanted_by=fresh.decision_wanted_by or before.decision_wanted_by,
    )
    if after == before:
        return EscalationPlan(_report(row, name, RowOutcome.UNCHANGED, "collect.text_unchanged"))
    report = _report(row, name, RowOutcome.READABLE, "collect.matter_readable")
    return EscalationPlan(replace(report, repairs=(*report.repairs, Note("collect.text_replaces"))), after)


def _day(text: str) -> tuple[date | None, bool]:
    """Read a day; the second answer says whether it could be read (nothing can)."""
    if not text:
        return None, True
    for form in _FORMATS:
        try:
            return datetime.strptime(text, form).date(), True  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None, False


def _report(row: FormRow, name: str, outcome: RowOutcome, code: str, **params: object) -> RowReport:
    repairs = tuple(
        Note(f"{'collect' if item.kind in _OWN else 'record'}.repair_{item.kind}", {"place": item.place, **item.params})
        for item in row.repairs
    )
    return RowReport(row.row, name, outcome, code, params, repairs)


_OWN = frozenset({"continued", "unreadable"})


def progress_is_open(plan: NarrativePlan) -> bool:
    """Whether the text came without anybody having chosen how the task stands."""
    return plan.after is not None and not plan.chosen and plan.after.progress is TaskProgress.ON_TRACK
