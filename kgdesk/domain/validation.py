"""Everything that is said about a draft before it is sealed.

Saving never waits for this; only sealing is stopped, and only by a finding of severity `block`.
"""

from collections.abc import Mapping
from decimal import Decimal

from kgdesk.domain.cell_checks import check_cells, check_estimates
from kgdesk.domain.draft import Draft
from kgdesk.domain.findings import Finding
from kgdesk.domain.observation import Observation
from kgdesk.domain.period import Calendar, Period
from kgdesk.domain.plan import Plan
from kgdesk.domain.plan_checks import check_rules
from kgdesk.domain.reporting_unit import ReportingUnit
from kgdesk.domain.year_checks import check_year

_NOTHING: Mapping[str, Observation] = {}
_NO_TOTALS: Mapping[str, Decimal] = {}
_NO_PAST: Mapping[str, Mapping[Period, Decimal]] = {}


def check(
    plan: Plan,
    unit: ReportingUnit,
    period: Period,
    *,
    current: Mapping[str, Observation],
    last_year: Mapping[str, Observation] = _NOTHING,
    previous: Mapping[str, Observation] = _NOTHING,
    running_totals: Mapping[str, Decimal] = _NO_TOTALS,
    past: Mapping[str, Mapping[Period, Decimal]] = _NO_PAST,
) -> tuple[Finding, ...]:
    """Check a unit's figures of one period, in the order of the plan; only what it is asked to report.

    A remark on the whole return comes first and has no `indicator`.

    The mappings are by indicator code: `current` this period, `last_year` the same period a year
    before, `previous` the period just before, `running_totals` the total from the plan's first year
    to the end of this period, `past` the unit's figures of other periods in the indicator's measure
    (the other periods of the year, and the years behind). Codes of the findings: `finding.<name>`, each with its remedy
    `finding.<name>.remedy`.
    """
    closes = period.dates(Calendar.ADMINISTRATIVE)[1]
    day = closes if unit.valid_to is None else min(closes, unit.valid_to)
    draft = Draft(
        plan=plan,
        unit=unit,
        period=period,
        day=day,
        asked={indicator.code: indicator for indicator in plan.indicators_of(unit, day)},
        current=current,
        last_year=last_year,
        previous=previous,
        totals=running_totals,
        past=past,
    )
    place = {code: number for number, code in enumerate(draft.asked)}
    found = (*check_estimates(draft), *check_cells(draft), *check_rules(draft), *check_year(draft))
    return tuple(sorted(found, key=lambda finding: place.get(finding.indicator or "", -1)))
