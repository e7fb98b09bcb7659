"""What is said about a draft, in words, and the warnings that were let stand."""

from dataclasses import dataclass

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.findings import Finding, Severity
from kgdesk.domain.period import Period
from kgdesk.domain.return_document import AcceptedWarning
from kgdesk.messages import say
from kgdesk.operations import period_figures
from kgdesk.operations.narrative_findings import text_findings
from kgdesk.operations.periods import has_ended
from kgdesk.operations.workspace import Workspace
from kgdesk.store import accepted_warnings as kept
from kgdesk.store import undo_steps
from kgdesk.store.encoding import json_text
from kgdesk.store.undo_steps import Change, Noun, StepKind


@dataclass(frozen=True, slots=True)
class FindingText:
    """A finding in words: where, what, and what to do."""

    place: str
    message: str
    remedy: str


def check_period(workspace: Workspace, period: Period) -> tuple[Finding, ...]:
    """Check the unit's figures and texts of a period; accepted warnings are still in the list.

    For a unit that is no more when the period closes that is the only finding: nothing is asked of it.
    """
    if has_ended(workspace.unit, period):
        params: dict[str, object] = {
            "unit": workspace.unit.name_vi,
            "last": workspace.unit.valid_to,
            "period": period.label(),
        }
        return (Finding("finding.unit_ended", Severity.BLOCK, params=params),)
    figures = period_figures.load(workspace, period)
    return figures.findings() + text_findings(figures)


def describe(workspace: Workspace, finding: Finding, lang: str = "vi") -> FindingText:
    """Put a finding into words: the plan's own where it brings them, else the catalogue's."""
    english = lang == "en"
    message = finding.message_en if english else finding.message_vi
    remedy = finding.remedy_en if english else finding.remedy_vi
    return FindingText(
        place=_place(workspace, finding, lang),
        message=message or say(finding.code, lang, **finding.params),
        remedy=remedy or say(f"{finding.code}.remedy", lang, **finding.params),
    )


def _place(workspace: Workspace, finding: Finding, lang: str) -> str:
    plan, english = workspace.plan, lang == "en"
    if finding.indicator is not None:
        item = plan.indicator(finding.indicator)
        return f"{item.ordinal}. {item.name_en if english else item.name_vi}"
    if finding.task is not None:
        task = plan.task(finding.task)
        return f"{task.clause}. {task.heading_en if english else task.heading_vi}"
    return say("record.whole_period", lang)


def rule_of(finding: Finding) -> str:
    """Return the name under which a finding is accepted: the plan's rule, or the finding's own code."""
    return finding.rule or finding.code


def accept_warning(
    workspace: Workspace, period: Period, rule: str, indicator: str | None, reason: str
) -> Outcome[tuple[AcceptedWarning, ...]]:
    """Let a warning stand, with the reason that will be sealed with the return.

    Only findings of severity `warn` can be accepted. Raises Fault `entry.acceptance_needs_reason`,
    `entry.no_such_warning`.
    """
    if not reason.strip():
        raise Fault("entry.acceptance_needs_reason", rule=rule)
    places = {(rule_of(item), item.indicator) for item in _warnings(workspace, period)}
    if (rule, indicator) not in places:
        raise Fault("entry.no_such_warning", period=period.code, rule=rule)
    return _put(workspace, period, rule, indicator, reason.strip())


def withdraw_acceptance(
    workspace: Workspace, period: Period, rule: str, indicator: str | None
) -> Outcome[tuple[AcceptedWarning, ...]]:
    """Take an acceptance back."""
    return _put(workspace, period, rule, indicator, "")


def accepted_warnings(workspace: Workspace, period: Period) -> tuple[AcceptedWarning, ...]:
    """Return the warnings that stand now and were accepted, with the reasons, in the order of the findings."""
    reasons = {
        (item.rule, item.indicator): item.reason
        for item in kept.current(workspace.store, workspace.unit.code, period.code)
    }
    if not reasons:
        return ()
    return tuple(
        AcceptedWarning(
            rule_of(item),
            item.indicator or "",
            describe(workspace, item, "vi").message,
            reasons[rule_of(item), item.indicator],
        )
        for item in _warnings(workspace, period)
        if (rule_of(item), item.indicator) in reasons
    )


def _warnings(workspace: Workspace, period: Period) -> tuple[Finding, ...]:
    return tuple(item for item in check_period(workspace, period) if item.severity is Severity.WARN)


def _put(
    workspace: Workspace, period: Period, rule: str, indicator: str | None, reason: str
) -> Outcome[tuple[AcceptedWarning, ...]]:
    unit = workspace.unit.code
    with workspace.transaction("warning.accept", subject=period.code, detail={"rule": rule}) as transaction:
        before = kept.newest_key(transaction, unit=unit, period=period.code, rule=rule, indicator=indicator)
        after = kept.put(transaction, unit=unit, period=period.code, rule=rule, indicator=indicator, reason=reason)
        change = Change(Noun.WARNING, json_text([rule, indicator]), before, after)
        undo_steps.put(transaction, unit=unit, period=period.code, kind=StepKind.WARNING, changes=(change,))
    return Outcome(accepted_warnings(workspace, period), answered_warning(period, indicator))


def answered_warning(period: Period, indicator: str | None) -> ChangeSet:
    """Name what reads otherwise once a warning is answered; one about no indicator is about the words of the period."""
    if indicator is None:
        return ChangeSet(narratives=frozenset({(period.code, "")}))
    return ChangeSet(cells=frozenset({(period.code, indicator)}))
