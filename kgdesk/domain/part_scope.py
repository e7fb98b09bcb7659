"""The plan as a division sees it: only what it is asked is assigned."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from kgdesk.domain.assignment import Assignment, Role, SubjectKind
from kgdesk.domain.plan import Plan
from kgdesk.domain.reporting_unit import ReportingUnit


def narrowed(
    plan: Plan, unit: ReportingUnit, day: date, *, indicators: Collection[str], tasks: Collection[str]
) -> Plan:
    """Leave the unit only these indicators and tasks on that day; other units keep what they have.

    A task that was assigned through its heading is assigned by itself.
    """
    names = {unit.code, f"@{unit.level}"}
    kept = tuple(_kept(plan, names, indicators))
    return replace(
        plan,
        assignments=(*kept, *(Assignment(SubjectKind.TASK, code, unit.code, Role.PART, day) for code in tasks)),
    )


def _kept(plan: Plan, names: set[str], indicators: Collection[str]) -> Iterator[Assignment]:
    for item in plan.assignments:
        of_unit = item.unit in names
        if of_unit and item.subject_kind is SubjectKind.TASK:
            continue
        if of_unit and item.subject_kind is SubjectKind.INDICATOR and item.subject not in indicators:
            continue
        yield item
