"""The draft of a period turned into a return document."""

from dataclasses import replace
from datetime import date, datetime

from kgdesk.domain.errors import Fault
from kgdesk.domain.figure_references import FigureSheet
from kgdesk.domain.period import Period
from kgdesk.domain.return_document import (
    Correction,
    Issue,
    NarrativeEntry,
    PlanReference,
    ReturnDocument,
    ReturnLine,
)
from kgdesk.operations.check import accepted_warnings
from kgdesk.operations.entry import GridRow, cell_history, entry_grid
from kgdesk.operations.escalation import open_escalations
from kgdesk.operations.narrative import narrative_pages
from kgdesk.operations.quotable import figures_to_quote, resolved_escalation, resolved_narrative
from kgdesk.operations.workspace import Workspace

SYMBOL = "BC-{symbol}"  # a report (báo cáo) of the body: Decree 30/2020, Annex III


def draft_document(
    workspace: Workspace,
    period: Period,
    *,
    at: datetime,
    revision: int,
    replaces: str | None,
    previous: ReturnDocument | None = None,
    issue: Issue,
    head_name: str,
    expected_signers: tuple[str, ...],
) -> ReturnDocument:
    """Build the document of one period as it stands now, the figures quoted in texts in their place.

    `previous` is the revision it replaces, against which corrections are told with their reasons.

    Raises Fault `seal.no_focal`.
    """
    unit, plan = workspace.unit, workspace.plan
    focal = plan.focal_unit(issue.day)  # an agency that has ended since the period receives nothing any more
    if focal is None:
        raise Fault("seal.no_focal", day=issue.day)
    sheet = figures_to_quote(workspace, period)
    rows = entry_grid(workspace, period)
    unasked = plan.not_asked_in(period.kind)  # nobody waits for them now: a line only where there is a figure
    return ReturnDocument(
        plan=PlanReference(plan.code, plan.version, workspace.plan_digest, plan.name_vi, plan.legal_basis_vi),
        unit=unit.code,
        unit_name_vi=unit.name_vi,
        superior_vi=unit.superior_vi,
        issuer_vi=unit.issuer_vi,
        head_post_vi=unit.head_post_vi,
        head_name=head_name,
        recipient_vi=focal.name_vi,
        period=period.code,
        period_label_vi=period.label(),
        revision=revision,
        replaces=replaces,
        issue=issue,
        sealed_at=at.replace(microsecond=0),
        sealed_by=workspace.actor,
        expected_signers=expected_signers,
        lines=tuple(_line(row) for row in rows if row.recorded is not None or row.indicator.code not in unasked),
        narratives=_narratives(workspace, period, sheet),
        escalations=tuple(resolved_escalation(item, sheet) for item in open_escalations(workspace, period)),
        accepted_warnings=accepted_warnings(workspace, period),
        corrections=() if previous is None else _corrections(workspace, period, rows, previous),
    )


def _corrections(
    workspace: Workspace, period: Period, rows: tuple[GridRow, ...], previous: ReturnDocument
) -> tuple[Correction, ...]:
    """Why figures differ from those of the revision before; a cell it left empty needs no reason and may have none."""
    before = {line.indicator: line.observation for line in previous.lines}
    told = []
    for row in rows:
        code = row.indicator.code
        now = None if row.recorded is None else row.recorded.observation
        if code in before and before[code] != now:
            history = cell_history(workspace, period=period, indicator=code)
            reason = next((item.reason for item in reversed(history) if item.reason.strip()), "")
            if reason:
                told.append(Correction(code, reason))
    return tuple(told)


def default_issue(workspace: Workspace, day: date) -> Issue:
    """The unit's place and symbol, not numbered yet."""
    return Issue(None, SYMBOL.format(symbol=workspace.unit.symbol), workspace.unit.place_vi, day)


def same_content(left: ReturnDocument, right: ReturnDocument) -> bool:
    """Whether two documents say the same, whoever sealed them and whenever."""
    return _content(left) == _content(right)


def _content(document: ReturnDocument) -> ReturnDocument:
    return replace(document, revision=0, replaces=None, corrections=(), sealed_at=datetime.min, sealed_by="")  # noqa: DTZ901 - a mark


def _line(row: GridRow) -> ReturnLine:
    indicator = row.indicator
    return ReturnLine(
        indicator=indicator.code,
        ordinal=indicator.ordinal,
        group=indicator.group,
        name_vi=indicator.name_vi,
        measure_vi=indicator.measure_vi,
        places=indicator.places,
        target_vi=row.target_text,
        annual_plan_vi=row.annual_plan_text,
        previous=row.previous,
        same_period=row.same_period,
        observation=None if row.recorded is None else row.recorded.observation,
        value=row.value,
        percent_of_plan=row.percent_of_plan,
        percent_of_same_period=row.percent_of_same_period,
        judgement=row.judgement,
    )


def _narratives(workspace: Workspace, period: Period, sheet: FigureSheet) -> tuple[NarrativeEntry, ...]:
    return tuple(
        NarrativeEntry(page.task.heading_vi, page.task.clause, resolved_narrative(page.narrative, sheet))
        for page in narrative_pages(workspace, period)
        if page.narrative is not None and not page.narrative.is_empty
    )
