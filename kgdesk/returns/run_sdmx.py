"""A run as SDMX-CSV 2.0: one row per figure, the province's total and every unit's own.

What is mapped how: REF_AREA is the unit's code, INDICATOR the plan's, FREQ and TIME_PERIOD the reporting period
(nine months, for which SDMX has no code, as FREQ `_O` and a time range), UNIT_MEASURE the measure in English,
OBS_STATUS the list CL_OBS_STATUS: A normal, E estimated, P provisional, U for a total that lacks units, O missing,
M cannot exist. COLLECTOR says whose figure it is: TOTAL, UNIT or LEAD. Restated figures are normal ones.
"""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from kgdesk.domain.figure import figure_of
from kgdesk.domain.indicator import Indicator, TotalSource
from kgdesk.domain.observation import FigureStatus, ValueState
from kgdesk.domain.period import Period, PeriodKind
from kgdesk.domain.plan import Plan
from kgdesk.domain.provincial_report import ProvincialReport, ReportLine
from kgdesk.domain.roll_up import UnitFigure
from kgdesk.returns.canonical_json import plain_decimal
from kgdesk.returns.inert_text import inert
from kgdesk.returns.run_datapackage import figures_of

COLUMNS = (
    "STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "REF_AREA", "INDICATOR", "COLLECTOR", "TIME_PERIOD",
    "OBS_VALUE", "OBS_STATUS", "UNIT_MEASURE", "DECIMALS", "NUMERATOR", "DENOMINATOR",
)  # fmt: skip
_INFORMATION = "I"
_STATUSES = {
    FigureStatus.ESTIMATE: "E",
    FigureStatus.PRELIMINARY: "P",
    FigureStatus.OFFICIAL: "A",
    FigureStatus.RESTATED: "A",
}
_ABSENT = {ValueState.NOT_AVAILABLE: "O", ValueState.NOT_APPLICABLE: "M"}
_FREQUENCIES = {
    PeriodKind.YEAR: "A",
    PeriodKind.HALF: "S",
    PeriodKind.QUARTER: "Q",
    PeriodKind.MONTH: "M",
    PeriodKind.NINE_MONTHS: "_O",
}


def write_sdmx_csv(report: ProvincialReport, plan: Plan, receiver: str) -> bytes:
    """Write the rows; `receiver` is the unit whose totals these are. The same run gives the same bytes."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    for line in report.lines:
        indicator = plan.indicator(line.indicator)
        writer.writerow(_row(report, plan, indicator, receiver, _total(line)))
        for role, figure in figures_of(line):
            writer.writerow(_row(report, plan, indicator, figure.unit, _given(indicator, role, figure)))
    return target.getvalue().encode()


_Figure = tuple[str, Decimal | None, str, Decimal | None, Decimal | None]


def _total(line: ReportLine) -> _Figure:
    total = line.roll_up
    if line.value is None:
        nothing_of_the_kind = total.not_applicable and not (total.missing or total.not_available)
        return "TOTAL", None, "M" if nothing_of_the_kind else "O", None, None
    status = "U" if not total.complete else ("E" if total.estimates else "A")
    return "TOTAL", line.value, status, total.numerator, total.denominator


def _given(indicator: Indicator, role: str, figure: UnitFigure) -> _Figure:
    seen, collector = figure.observation, "LEAD" if role == TotalSource.LEAD.value else "UNIT"
    if seen.state is not ValueState.FIGURE:
        return collector, None, _ABSENT[seen.state], None, None
    value = figure_of(indicator, seen)
    return collector, value, "O" if value is None else _STATUSES[seen.status], seen.numerator, seen.denominator


def _row(report: ProvincialReport, plan: Plan, indicator: Indicator, unit: str, figure: _Figure) -> Iterator[str]:
    collector, value, status, numerator, denominator = figure
    period = Period.parse(report.period)
    yield from ("dataflow", f"KGDESK:DF_{plan.code.upper()}({plan.version}.0.0)", _INFORMATION)
    yield from (_FREQUENCIES[period.kind], unit, indicator.code, collector, time_period(period))
    yield from (
        "" if value is None else plain_decimal(value),
        status,
        inert(indicator.measure_en),
        str(indicator.places),
    )
    yield from ("" if part is None else plain_decimal(part) for part in (numerator, denominator))


def time_period(period: Period) -> str:
    """Write a period as SDMX 3.0 does: `2024`, `2024-S1`, `2024-Q3`, `2024-07`, and `2024-01-01/P9M`."""
    match period.kind:
        case PeriodKind.YEAR:
            return str(period.year)
        case PeriodKind.HALF:
            return f"{period.year}-S{period.index}"
        case PeriodKind.QUARTER:
            return f"{period.year}-Q{period.index}"
        case PeriodKind.MONTH:
            return f"{period.year}-{period.index:02d}"
        case PeriodKind.NINE_MONTHS:
            return f"{period.year}-01-01/P9M"
