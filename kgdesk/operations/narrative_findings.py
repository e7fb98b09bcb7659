"""What is said about the texts of a period before it is sealed: progress, references, typed figures."""

from collections.abc import Iterator

from kgdesk.domain.escalation import Escalation
from kgdesk.domain.figure_references import FigureSheet, Missing, Reference, resolve
from kgdesk.domain.findings import Finding, Severity
from kgdesk.domain.narrative import Narrative
from kgdesk.domain.narrative_lint import NarrativeLint
from kgdesk.operations.escalation import open_escalations
from kgdesk.operations.narrative import progress_findings
from kgdesk.operations.period_figures import PeriodFigures
from kgdesk.operations.quotable import TEXTS, sheet_of
from kgdesk.store import narratives

_CODES = {
    Missing.EMPTY: "narrative.reference_empty",
    Missing.NO_INDICATOR: "narrative.reference_unknown",
    Missing.NO_PART: "narrative.reference_unreadable",
}


def text_findings(figures: PeriodFigures) -> tuple[Finding, ...]:
    """Find what stands in the way of sealing the texts, and the typed figures that disagree with the cells."""
    workspace, period = figures.workspace, figures.period
    asked = {task.code for task in workspace.tasks(period)}
    written = narratives.current(workspace.store, workspace.unit.code, period.code)
    told = [item.narrative for code, item in written.items() if code in asked and not item.narrative.is_empty]
    matters = open_escalations(workspace, period)
    if not told and not matters:
        return ()
    sheet = sheet_of(figures)
    lint = NarrativeLint(sheet, period)
    return (
        *progress_findings(workspace, period),
        *(finding for narrative in told for finding in _about(narrative, sheet, lint)),
        *(finding for matter in matters for finding in _about_matter(matter, sheet)),
    )


def _about(narrative: Narrative, sheet: FigureSheet, lint: NarrativeLint) -> Iterator[Finding]:
    texts = [str(getattr(narrative, name)) for name in TEXTS]
    missing = dict.fromkeys(item for text in texts for item in resolve(text, sheet.quote).missing)
    for reference, why in missing:
        yield Finding(_CODES[why], Severity.BLOCK, task=narrative.task, params=_names(sheet, reference))
    for found in dict.fromkeys(
        (item.typed, item.code, item.part, item.expected) for text in texts for item in lint.check(text)
    ):
        typed, code, part, expected = found
        yield Finding(
            "narrative.figure_disagrees",
            Severity.WARN,
            task=narrative.task,
            rule=f"narrative.figure_disagrees {narrative.task} {Reference(code, part).token} {typed}",
            params={**_names(sheet, Reference(code, part)), "typed": typed, "expected": expected},
        )


def _about_matter(matter: Escalation, sheet: FigureSheet) -> Iterator[Finding]:
    texts = (matter.matter, matter.legal_limit, matter.proposal)
    missing = dict.fromkeys(item for text in texts for item in resolve(text, sheet.quote).missing)
    for reference, _ in missing:
        params = {**_names(sheet, reference), "matter": matter.matter.partition("\n")[0][:80]}
        yield Finding("narrative.reference_in_matter", Severity.BLOCK, params=params)


def _names(sheet: FigureSheet, reference: Reference) -> dict[str, object]:
    return {
        "token": reference.token,
        "name_vi": sheet.name(reference.code),
        "name_en": sheet.name(reference.code, "en"),
    }
