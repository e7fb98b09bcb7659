"""What is missing and what is next, in the order of the work."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from kgdesk.domain.deadline import days_left, due_date
from kgdesk.domain.escalation import EscalationState
from kgdesk.domain.findings import Severity
from kgdesk.domain.period import Period
from kgdesk.domain.receipt import CellComment, Decision
from kgdesk.domain.return_cycle import FilingState
from kgdesk.messages import VIETNAM
from kgdesk.operations import period_figures
from kgdesk.operations.check import rule_of
from kgdesk.operations.narrative_findings import text_findings
from kgdesk.operations.period_figures import PeriodFigures
from kgdesk.operations.receipt_in import newest_answer
from kgdesk.operations.workspace import Workspace
from kgdesk.store import accepted_warnings, escalations, narratives, sealed


@dataclass(frozen=True, slots=True)
class HomeSentence:
    """One line of the home page; `page` is the key of its screen, `done` says that nothing is left to do there."""

    code: str
    page: str
    params: dict[str, object] = field(default_factory=dict)
    done: bool = False
    place: str = ""  # an indicator on that screen


@dataclass(frozen=True, slots=True)
class OwnReturn:
    """Where the unit's own return of the period stands. `revision` 0: never sealed; `changed` since the sealing.

    `answer` is what the newest receipt got for the latest revision says, with its `comments`;
    `answered_at` is when it was decided, `first_sealed_on` the day in Vietnam on which the period was first sealed.
    """

    revision: int = 0
    sealed_at: datetime | None = None
    changed: bool = False
    answer: Decision | None = None
    comments: tuple[CellComment, ...] = ()
    first_sealed_on: date | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HomeSummary:
    """The state of a period, in numbers and in sentences. `days_left` is negative when late."""

    period: Period
    due: date | None
    days_left: int | None
    figures_done: int
    figures_total: int
    blocking: int
    warnings: int  # those not accepted
    narratives_done: int
    narratives_total: int
    open_escalations: int
    own: OwnReturn
    filings: dict[FilingState, int]  # of the units below; empty where none are
    held_beside: int  # returns that wait for a decision beside one that counts
    sentences: tuple[HomeSentence, ...]


def home(workspace: Workspace, period: Period) -> HomeSummary:
    """Summarise a period of this workspace."""
    figures = period_figures.load(workspace, period)
    rule = workspace.plan.period_rule(period.kind, workspace.unit.level)
    due = None if rule is None else due_date(rule, period)
    tasks = {task.code for task in workspace.tasks(period)}
    told = narratives.current(workspace.store, workspace.unit.code, period.code)
    matters = escalations.current(workspace.store, workspace.unit.code)
    blocking, warnings = _count_findings(figures)
    optional = figures.optional
    counted = HomeSummary(
        period=period,
        due=due,
        days_left=None if due is None else days_left(due, workspace.clock().astimezone(VIETNAM).date()),
        figures_done=sum(figures.is_answered(item) for item in figures.asked),
        figures_total=sum(figures.is_answered(item) or item.code not in optional for item in figures.asked),
        blocking=blocking,
        warnings=warnings,
        narratives_done=sum(code in tasks and not item.narrative.is_empty for code, item in told.items()),
        narratives_total=len(tasks),
        open_escalations=sum(item.state is EscalationState.OPEN for item in matters),
        own=_own_return(workspace, period),
        filings=_filings(workspace, period),
        held_beside=_held_beside(workspace, period),
        sentences=(),
    )
    return _with_sentences(counted)


def _count_findings(figures: PeriodFigures) -> tuple[int, int]:
    """Count what blocks the sealing, and the warnings that nobody has accepted."""
    workspace = figures.workspace
    accepted = {
        (item.rule, item.indicator)
        for item in accepted_warnings.current(workspace.store, workspace.unit.code, figures.period.code)
    }
    found = figures.findings() + text_findings(figures)
    return (
        sum(item.severity is Severity.BLOCK for item in found),
        sum(item.severity is Severity.WARN and (rule_of(item), item.indicator) not in accepted for item in found),
    )


def _own_return(workspace: Workspace, period: Period) -> OwnReturn:
    store, unit = workspace.store, workspace.unit.code
    latest = sealed.latest(store, unit, period.code)
    if latest is None:
        return OwnReturn()
    from kgdesk.operations.sealed_files import changed_since_sealing

    answer = newest_answer(workspace, period)
    return OwnReturn(
        revision=latest.revision,
        sealed_at=latest.sealed_at,
        changed=changed_since_sealing(workspace, period),
        answer=None if answer is None else answer.decision,
        comments=() if answer is None else answer.comments,
        answered_at=None if answer is None else answer.decided_at,
        first_sealed_on=_first_sealed_on(workspace, period),
    )


def _first_sealed_on(workspace: Workspace, period: Period) -> date:
    first = min(
        item.sealed_at for item in sealed.every(workspace.store, workspace.unit.code) if item.period == period.code
    )
    return first.astimezone(VIETNAM).date()


def _filings(workspace: Workspace, period: Period) -> dict[FilingState, int]:
    if not workspace.consolidates:
        return {}
    from kgdesk.operations.status import filing_status

    return dict(Counter(item.state for item in filing_status(workspace, period)))


def _held_beside(workspace: Workspace, period: Period) -> int:
    if not workspace.consolidates:
        return 0
    from kgdesk.operations.status import held_beside

    return sum(map(len, held_beside(workspace, period).values()))


def _with_sentences(summary: HomeSummary) -> HomeSummary:
    own = tuple(_own_sentences(summary)) if summary.figures_total or summary.narratives_total else ()
    return replace(summary, sentences=(*_due_sentence(summary), *own, *_filing_sentences(summary)))


def _due_sentence(summary: HomeSummary) -> Iterator[HomeSentence]:
    if summary.due is None or summary.days_left is None or not (summary.figures_total or summary.narratives_total):
        return
    sealed_on = summary.own.first_sealed_on
    if sealed_on is not None:  # whether it was in time was decided then, not by the days since
        name = "sealed_in_time" if sealed_on <= summary.due else "sealed_late"
        yield HomeSentence(f"home.{name}", "seal", {"due": summary.due, "day": sealed_on}, done=True)
        return
    params: dict[str, object] = {"due": summary.due, "days": Decimal(abs(summary.days_left))}
    name = "due_today" if summary.days_left == 0 else "late" if summary.days_left < 0 else "due"
    yield HomeSentence(f"home.{name}", "seal", params)


def _own_sentences(summary: HomeSummary) -> Iterator[HomeSentence]:
    yield _progress("figures", "entry", summary.figures_done, summary.figures_total)
    if summary.blocking:
        yield HomeSentence("home.blocking", "checks", {"count": summary.blocking})
    if summary.warnings:
        yield HomeSentence("home.warnings", "checks", {"count": summary.warnings})
    if not summary.blocking and not summary.warnings:
        yield HomeSentence("home.checks_clear", "checks", done=True)
    if summary.narratives_total:
        yield _progress("narratives", "narrative", summary.narratives_done, summary.narratives_total)
    if summary.open_escalations:
        yield HomeSentence("home.escalations", "escalations", {"count": summary.open_escalations}, done=True)
    yield _seal_sentence(summary)
    if summary.own.answer is Decision.SENT_BACK:
        for item in summary.own.comments:
            params: dict[str, object] = {"text": item.text, "name": item.name_vi}
            if item.indicator:
                yield HomeSentence("home.comment", "entry", params, place=item.indicator)
            else:
                yield HomeSentence("home.comment_whole", "entry", params)


def _progress(name: str, page: str, done: int, total: int) -> HomeSentence:
    if done >= total:
        return HomeSentence(f"home.{name}_done", page, {"total": total}, done=True)
    return HomeSentence(f"home.{name}_missing", page, {"missing": total - done, "done": done, "total": total})


def _seal_sentence(summary: HomeSummary) -> HomeSentence:
    """Say where the return stands; "received" is only said when a receipt says so."""
    own = summary.own
    params: dict[str, object] = {"revision": own.revision, "sealed_at": own.sealed_at or ""}
    if own.revision == 0:
        return HomeSentence("home.cannot_seal" if summary.blocking else "home.not_sealed", "seal")
    if own.changed:
        return HomeSentence("home.changed", "seal", params)
    if own.answer is None:
        return HomeSentence("home.sealed", "seal", params, done=True)
    if own.answered_at is not None:
        params["day"] = own.answered_at.astimezone(VIETNAM).date()
    return HomeSentence(f"home.{own.answer.value}", "seal", params, done=own.answer is not Decision.SENT_BACK)


def _filing_sentences(summary: HomeSummary) -> Iterator[HomeSentence]:
    count, total = summary.filings, sum(summary.filings.values())
    if not total:
        return
    from kgdesk.operations.status import FILED

    here = sum(count.get(state, 0) for state in FILED)
    yield HomeSentence("home.returns_in", "filing", {"here": here, "total": total}, done=here == total)
    waiting = {**count, FilingState.HELD: count.get(FilingState.HELD, 0) + summary.held_beside}
    for state in (FilingState.LATE, FilingState.HELD, FilingState.RECEIVED):
        if waiting.get(state):
            yield HomeSentence(f"home.returns_{state.value}", "filing", {"count": waiting[state]})
