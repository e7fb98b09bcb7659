"""A run made ready for pages and cells: lines, narratives by task, escalations, returns, disagreements."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kgdesk.consolidation.completeness import UnitFiling
from kgdesk.domain.collation import collation_key
from kgdesk.domain.indicator import TotalSource, running_name
from kgdesk.domain.period import Calendar
from kgdesk.domain.provincial_report import (
    ProvincialReport,
    ReportEscalation,
    ReportLine,
    ReportReturn,
    ReportTask,
    UnitNarrative,
)
from kgdesk.domain.reporting_unit import ReportingUnit, UnitLevel
from kgdesk.domain.return_document import Issue, ReturnDocument
from kgdesk.messages import VIETNAM, say
from kgdesk.operations.absence import absence_words, absences
from kgdesk.operations.consolidate import ConsolidationRun
from kgdesk.operations.draft import SYMBOL
from kgdesk.operations.published import known_contradictions
from kgdesk.operations.run_changes import run_changes
from kgdesk.operations.status import filing_status
from kgdesk.operations.workspace import Workspace


def build_report(workspace: Workspace, run: ConsolidationRun) -> ProvincialReport:
    """Gather what the report of a run shows. Documents are read one at a time."""
    from kgdesk.returns.canonical import journal_mark
    from kgdesk.store import runs

    plan = workspace.plan
    narratives: dict[str, list[UnitNarrative]] = defaultdict(list)
    escalations: list[ReportEscalation] = []
    today = run.at.astimezone(VIETNAM).date()
    for document in _documents(workspace, run):
        _gather(document, narratives, escalations, today)
    issuer = issuer_of(workspace, today)
    filings = filing_status(workspace, run.period)
    used = {item.unit for item in run.inputs}
    absent = {code: absence_words(item) for code, item in absences(workspace, run.period).items() if code not in used}
    day = run.period.dates(Calendar.ADMINISTRATIVE)[1]
    return ProvincialReport(
        plan_name_vi=plan.name_vi,
        legal_basis_vi=tuple(line for line in plan.legal_basis_vi.splitlines() if line.strip()),
        superior_vi=issuer.superior_vi,
        issuer_vi=issuer.issuer_vi,
        head_post_vi=issuer.head_post_vi,
        head_name="",
        recipient_vi=_recipient(workspace, today),
        issue=Issue(None, SYMBOL.format(symbol=issuer.symbol), issuer.place_vi, today),
        period=run.period.code,
        period_label_vi=run.period.label(),
        first_year=plan.first_year,
        last_year=plan.last_year,
        run_number=run.number,
        run_digest=run.digest,
        generated_at=run.at,
        due=max((item.planned for item in filings if item.planned is not None), default=day),
        unit_names={item.code: item.name_vi for item in plan.units},
        lines=run.lines,
        tasks=tuple(
            ReportTask(task.code, task.clause, task.heading_vi, tuple(narratives[task.code]))
            for task in plan.leaf_tasks
            if narratives.get(task.code)
        ),
        escalations=tuple(sorted(escalations, key=lambda item: (-item.age_days, collation_key(item.unit_name_vi)))),
        returns=_returns(run, filings, absent),
        discrepancies_vi=(*_discrepancies(run), *_published(workspace, run)),
        due_by_level=_due_by_level(filings),
        absent_vi=absent,
        changes=run_changes(workspace, run),
        journal=journal_mark(runs.journal_row(workspace.store, run.number)),
    )


def issuer_of(workspace: Workspace, day: date) -> ReportingUnit:
    """Whoever reports to the province: the focal point of the day; below the province the unit itself."""
    unit = workspace.unit
    focal = workspace.plan.focal_unit(day) if unit.level is UnitLevel.PROVINCE else None
    return unit if focal is None else focal


def _recipient(workspace: Workspace, day: date) -> str:
    """Name who the report is for: the province's committee; below the province whoever receives the returns."""
    focal = workspace.plan.focal_unit(day)
    if workspace.unit.level is UnitLevel.PROVINCE or focal is None:
        return say("consolidate.recipient")
    return focal.name_vi


def _due_by_level(filings: tuple[UnitFiling, ...]) -> tuple[tuple[str, date], ...]:
    days = {item.unit.level: item.planned for item in filings if item.planned is not None}
    return tuple((say(f"consolidate.due.{level}"), days[level]) for level in UnitLevel if level in days)


def _documents(workspace: Workspace, run: ConsolidationRun) -> Iterator[ReturnDocument]:
    from kgdesk.returns import canonical
    from kgdesk.store import received

    for item in run.inputs:
        data = received.document(workspace.store, item.key)
        if data is not None:
            yield canonical.from_bytes(data)


def _gather(
    document: ReturnDocument,
    narratives: dict[str, list[UnitNarrative]],
    escalations: list[ReportEscalation],
    today: date,
) -> None:
    for entry in document.narratives:
        narratives[entry.narrative.task].append(UnitNarrative(document.unit_name_vi, entry.narrative))
    escalations.extend(
        ReportEscalation(document.unit_name_vi, item, max((today - item.opened_on).days, 0))
        for item in document.escalations
    )


def _returns(
    run: ConsolidationRun, filings: tuple[UnitFiling, ...], absent: dict[str, str]
) -> tuple[ReportReturn, ...]:
    from kgdesk.returns.canonical import short_digest

    used = {item.unit: item for item in run.inputs}
    rows = []
    for filing in filings:
        arrival, given = filing.arrival, used.get(filing.unit.code)
        counted = given is not None and arrival is not None and arrival.key == given.key
        rows.append(
            ReportReturn(
                unit=filing.unit.code,
                unit_name_vi=filing.unit.name_vi,
                revision=given.revision if given is not None else 0,
                short_digest=short_digest(given.digest) if given is not None else "",
                signer=arrival.signer if counted and arrival is not None else "",
                received_at=arrival.received_at if counted and arrival is not None else None,
                state_vi=absent.get(filing.unit.code) or say(f"status.state.{filing.state.value}"),
            )
        )
    return tuple(rows)


def _discrepancies(run: ConsolidationRun) -> Iterator[str]:
    """Say where the units' total and the lead agency's figure disagree, and where a total is not whole."""
    for line in run.lines:
        total = line.roll_up
        if total.difference and round(total.difference, line.places):
            yield say(
                "consolidate.difference",
                name=running_name(line.name_vi, line.measure_vi),
                units=_shown(line, total.units_value),
                lead=_shown(line, total.lead_value),
                used=say(f"consolidate.source.{(total.source or TotalSource.LEAD).value}"),
            )


def _published(workspace: Workspace, run: ConsolidationRun) -> Iterator[str]:
    """What was published for this very period and cannot all be true; of a year nothing is printed before its end."""
    for item in known_contradictions(workspace.plan):
        if item.indicator is not None and item.period == run.period.code:
            yield item.report_sentence


def _shown(line: ReportLine, value: Decimal | None) -> str:
    from kgdesk.returns.pdf_words import figure_text, measure_text

    return f"{figure_text(value, line.measure_vi, line.places)}{measure_text(line.measure_vi)}"
