"""The figures that a narrative may quote, and texts with the figures in place."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kgdesk.domain.escalation import Escalation
from kgdesk.domain.figure import figure_of
from kgdesk.domain.figure_references import FigureSheet, QuotableFigure, resolve
from kgdesk.domain.narrative import Narrative
from kgdesk.domain.period import Period, PeriodKind
from kgdesk.operations import period_figures
from kgdesk.operations.grid import grid_row
from kgdesk.operations.period_figures import PeriodFigures
from kgdesk.operations.workspace import Workspace
from kgdesk.store import observations

TEXTS = ("results", "difficulties", "next_steps")
_PER_YEAR = {
    PeriodKind.YEAR: 1,
    PeriodKind.HALF: 2,
    PeriodKind.NINE_MONTHS: 1,
    PeriodKind.QUARTER: 4,
    PeriodKind.MONTH: 12,
}


def figures_to_quote(workspace: Workspace, period: Period) -> FigureSheet:
    """Return everything that can be quoted in a period, by indicator."""
    return sheet_of(period_figures.load(workspace, period))


def sheet_of(figures: PeriodFigures) -> FigureSheet:
    """Put the rows of a period and the unit's figures of other periods together."""
    elsewhere = _elsewhere(figures)
    sheet = {}
    for indicator in figures.asked:
        row = grid_row(figures, indicator, ())
        sheet[indicator.code] = QuotableFigure(
            indicator=indicator,
            value=row.value,
            plan_text=row.annual_plan_text,
            percent_of_plan=row.percent_of_plan,
            last_year=row.same_period,
            percent_of_last_year=row.percent_of_same_period,
            previous=row.previous,
            by_period=elsewhere.get(indicator.code, {}),
        )
    return FigureSheet(sheet)


def resolved_narrative(narrative: Narrative, sheet: FigureSheet) -> Narrative:
    """Put the figures in place of the references of all three texts."""
    texts = {name: resolve(getattr(narrative, name), sheet.quote).text for name in TEXTS}
    return replace(narrative, **texts)  # type: ignore[arg-type] # the names are those of texts


def resolved_escalation(matter: Escalation, sheet: FigureSheet) -> Escalation:
    """Put the figures in place of the references of what is asked."""
    return replace(
        matter,
        matter=resolve(matter.matter, sheet.quote).text,
        legal_limit=resolve(matter.legal_limit, sheet.quote).text,
        proposal=resolve(matter.proposal, sheet.quote).text,
    )


def _elsewhere(figures: PeriodFigures) -> dict[str, dict[str, Decimal]]:
    """Give the figures of every period of the plan up to this one's year: the unit's own, else the published one."""
    workspace = figures.workspace
    codes = list(_periods(workspace.plan.first_year - 1, figures.period.year))
    written = observations.latest_for(workspace.store, workspace.unit.code, codes)
    found: dict[str, dict[str, Decimal]] = {item.code: {} for item in figures.asked}
    for (code, period), published in figures.published.items():
        if code in found:
            found[code][period] = published
    for indicator in figures.asked:
        for other in codes:
            own = figure_of(indicator, written.get(other, {}).get(indicator.code))
            if own is not None:
                found[indicator.code][other] = own
    return found


def _periods(first_year: int, last_year: int) -> Iterator[str]:
    for year in range(first_year, last_year + 1):
        for kind, count in _PER_YEAR.items():
            yield from (Period(year, kind, index).code for index in range(1, count + 1))
