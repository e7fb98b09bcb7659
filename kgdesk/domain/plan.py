"""The plan: every definition that travels in a plan pack."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from kgdesk.domain.assignment import Assignment, Role, SubjectKind
from kgdesk.domain.errors import Fault
from kgdesk.domain.findings import Severity
from kgdesk.domain.indicator import Indicator
from kgdesk.domain.narrative import Task
from kgdesk.domain.observation import FigureStatus
from kgdesk.domain.period import Calendar, PeriodKind
from kgdesk.domain.reporting_unit import ReportingUnit, Succession, UnitLevel
from kgdesk.domain.target import Target


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """Which periods are asked for and when they are due.

    The return is due `due_working_days` working days after the period closes on `calendar`,
    for units of `level`; `required` says whether a missing return is chased.
    """

    kind: PeriodKind
    level: UnitLevel
    calendar: Calendar
    due_working_days: int
    required: bool


class RuleKind(StrEnum):
    """What a plan rule asks of the figures."""

    SHARES_SUM = "shares_sum"  # the indicators together make `low` within `tolerance`
    PART_WITHIN_WHOLE = "part_within_whole"  # numerator not above denominator
    NOT_ABOVE = "not_above"  # first indicator not above the second
    BETWEEN = "between"  # figure within low..high
    FALLING = "falling"  # not above the same period last year (an "at most" target falls)
    JUMP = "jump"  # differs from last year by more than `high` per cent
    TOTAL_ON_PATH = "total_on_path"  # running total of the horizon on its share of the five-year total
    REQUIRED = "required"  # a figure, or a reason for its absence
    SAME_DENOMINATOR = "same_denominator"  # the indicators share one denominator
    OUTLIER = "outlier"  # far from what the unit itself used to report, beyond `high` usual distances
    ADDS_UP = "adds_up"  # parts of a year add up to it within `tolerance` per cent; none is above its whole
    CUMULATIVE = "cumulative"  # counted on from January: never below what an earlier period of the year said


@dataclass(frozen=True, slots=True)
class PlanRule:
    """One check of the plan. `indicators` in the order the kind needs; `message` and `remedy` in the plan's words.

    `periods` are the kinds of period in which the rule is asked; none named means all.
    """

    code: str
    kind: RuleKind
    severity: Severity
    indicators: tuple[str, ...]
    low: Decimal | None
    high: Decimal | None
    tolerance: Decimal | None
    message_vi: str
    message_en: str
    remedy_vi: str
    remedy_en: str
    periods: tuple[PeriodKind, ...] = ()

    def holds_in(self, kind: PeriodKind) -> bool:
        """Whether the rule is asked in periods of that kind."""
        return not self.periods or kind in self.periods


class PublishedKind(StrEnum):
    """Whether a published figure was a plan or an outcome."""

    PLAN = "plan"
    ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure as some source printed it, contradictions included; never overwritten, never averaged.

    `series` is the source's series name; `indicator` our code where the two are the same thing in
    the same measure; `low`/`high` are equal unless the source gives a range. `flag_vi` is empty or
    says what the figure contradicts.
    """

    series: str
    indicator: str | None
    unit: str
    period: str
    kind: PublishedKind
    low: Decimal
    high: Decimal
    measure: str
    status: FigureStatus
    vintage: str
    source: str
    note: str
    flag_vi: str


@dataclass(frozen=True, slots=True)
class PlanHeading:
    """What stands above the plan: the first eight fields of `Plan`."""

    code: str
    version: int
    name_vi: str
    name_en: str
    legal_basis_vi: str
    first_year: int
    last_year: int
    base_year: int


@dataclass(frozen=True)
class Plan:
    """A plan with all it defines. `version` grows with each update of the same `code`."""

    code: str
    version: int
    name_vi: str
    name_en: str
    legal_basis_vi: str
    first_year: int
    last_year: int
    base_year: int
    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]
    units: tuple[ReportingUnit, ...]
    successions: tuple[Succession, ...]
    assignments: tuple[Assignment, ...]
    periods: tuple[PeriodRule, ...]
    rules: tuple[PlanRule, ...]
    history: tuple[PublishedFigure, ...]

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        return {item.code: item for item in self.indicators}

    @cached_property
    def _units(self) -> dict[str, ReportingUnit]:
        return {item.code: item for item in self.units}

    @cached_property
    def _tasks(self) -> dict[str, Task]:
        return {item.code: item for item in self.tasks}

    @cached_property
    def _leads(self) -> dict[str, list[Assignment]]:
        found: dict[str, list[Assignment]] = {}
        for item in self.assignments:
            if item.role is Role.LEAD:
                found.setdefault(item.subject, []).append(item)
        return found

    def indicator(self, code: str) -> Indicator:
        """Look an indicator up; raises Fault `plan.no_indicator`."""
        try:
            return self._indicators[code]
        except KeyError:
            raise Fault("plan.no_indicator", indicator=code) from None

    def unit(self, code: str) -> ReportingUnit:
        """Look a reporting unit up; raises Fault `plan.no_unit`."""
        try:
            return self._units[code]
        except KeyError:
            raise Fault("plan.no_unit", unit=code) from None

    def task(self, code: str) -> Task:
        """Look a task up; raises Fault `plan.no_task`."""
        try:
            return self._tasks[code]
        except KeyError:
            raise Fault("plan.no_task", task=code) from None

    def has_unit(self, code: str) -> bool:
        """Whether the plan knows the unit."""
        return code in self._units

    @cached_property
    def leaf_tasks(self) -> tuple[Task, ...]:
        """The single tasks, in plan order."""
        parents = {task.parent for task in self.tasks}
        return tuple(task for task in self.tasks if task.code not in parents)

    def children(self, unit: str, on: date) -> tuple[ReportingUnit, ...]:
        """Find the units directly under `unit` that exist on that day, in plan order."""
        return tuple(item for item in self.units if item.parent == unit and item.exists_on(on))

    def assignments_of(self, unit: ReportingUnit, on: date) -> Iterator[Assignment]:
        """Find the assignments in force for a unit, those of its whole level included."""
        names = {unit.code, f"@{unit.level}"}
        return (item for item in self.assignments if item.unit in names and item.holds_on(on))

    def indicators_of(self, unit: ReportingUnit, on: date) -> tuple[Indicator, ...]:
        """List what the unit is asked to report, in plan order."""
        asked = {item.subject for item in self.assignments_of(unit, on) if item.subject_kind is SubjectKind.INDICATOR}
        return tuple(item for item in self.indicators if item.code in asked and item.named_unit in {None, unit.code})

    def tasks_of(self, unit: ReportingUnit, on: date) -> tuple[Task, ...]:
        """List the single tasks the unit narrates; an assigned heading stands for all below it."""
        asked = {item.subject for item in self.assignments_of(unit, on) if item.subject_kind is SubjectKind.TASK}
        return tuple(task for task in self.leaf_tasks if self._ancestry(task) & asked)

    def _ancestry(self, task: Task) -> set[str]:
        chain = {task.code}
        while task.parent is not None:
            task = self.task(task.parent)
            chain.add(task.code)
        return chain

    def lead_of(self, indicator: str, on: date) -> ReportingUnit | None:
        """Find the agency that answers for an indicator on that day."""
        for item in self._leads.get(indicator, ()):
            if item.holds_on(on):
                return self.unit(item.unit)
        return None

    def focal_unit(self, on: date) -> ReportingUnit | None:
        """Find the unit that receives the returns on that day (a role with dates, not a name)."""
        for item in self.assignments:
            if item.subject_kind is SubjectKind.PLAN and item.role is Role.FOCAL and item.holds_on(on):
                return self.unit(item.unit)
        return None

    def not_asked_in(self, kind: PeriodKind) -> frozenset[str]:
        """Name the indicators that the plan requires in other kinds of period only: here nobody waits for them."""
        required = [rule for rule in self.rules if rule.kind is RuleKind.REQUIRED]
        elsewhere = {code for rule in required for code in rule.indicators}
        return frozenset(elsewhere - {code for rule in required if rule.holds_in(kind) for code in rule.indicators})

    def period_rule(self, kind: PeriodKind, level: UnitLevel) -> PeriodRule | None:
        """How a period of that kind is asked of that level, or None where it is not."""
        return next((rule for rule in self.periods if rule.kind is kind and rule.level is level), None)
