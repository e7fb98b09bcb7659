"""A unit's figures of one period while they are checked, beside what stood before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from functools import cached_property

from kgdesk.domain.figure import ARITHMETIC, figure_of
from kgdesk.domain.findings import Finding, Severity
from kgdesk.domain.indicator import Indicator, running_name
from kgdesk.domain.observation import Observation
from kgdesk.domain.period import Period
from kgdesk.domain.plan import Plan, PlanRule, RuleKind
from kgdesk.domain.reporting_unit import ReportingUnit


@dataclass(frozen=True)
class Draft:
    """What is checked. `asked` are the unit's own indicators in plan order; the rest is out of sight.

    `last_year` is the same period a year before, `previous` the period just before; `totals` the
    running totals of the horizon, this period included. `past` are the unit's own figures of other
    periods in the indicator's measure, by indicator and period. `day` decides which assignments hold.
    """

    plan: Plan
    unit: ReportingUnit
    period: Period
    day: date
    asked: Mapping[str, Indicator]
    current: Mapping[str, Observation]
    last_year: Mapping[str, Observation]
    previous: Mapping[str, Observation]
    totals: Mapping[str, Decimal]
    past: Mapping[str, Mapping[Period, Decimal]]

    @cached_property
    def rules(self) -> tuple[PlanRule, ...]:
        """The plan's rules that are asked in a period of this kind."""
        return tuple(rule for rule in self.plan.rules if rule.holds_in(self.period.kind))

    @cached_property
    def _rules_by_kind(self) -> Mapping[RuleKind, Mapping[str, PlanRule]]:
        found: dict[RuleKind, dict[str, PlanRule]] = {kind: {} for kind in RuleKind}
        for rule in self.rules:
            for code in rule.indicators:
                found[rule.kind].setdefault(code, rule)
        return found

    @cached_property
    def ever_cumulative(self) -> frozenset[str]:
        """The indicators the plan calls cumulative, if only in other kinds of period."""
        return frozenset(
            code for rule in self.plan.rules if rule.kind is RuleKind.CUMULATIVE for code in rule.indicators
        )

    def named_by(self, kind: RuleKind) -> Collection[str]:
        """Give the indicators of which the plan itself asks that kind of check in this period."""
        return self._rules_by_kind[kind].keys()

    def rule_for(self, kind: RuleKind, code: str) -> PlanRule | None:
        """Find the plan's first rule of a kind that names the indicator."""
        return self._rules_by_kind[kind].get(code)

    def figure(self, code: str) -> Decimal | None:
        """Give the figure of this period; None where the unit is not asked, or has none."""
        return figure_of(self.asked[code], self.current.get(code)) if code in self.asked else None

    def figure_last_year(self, code: str) -> Decimal | None:
        """Give the figure of the same period last year."""
        return figure_of(self.asked[code], self.last_year.get(code)) if code in self.asked else None

    @property
    def leads(self) -> frozenset[str]:
        """The indicators the unit answers for in the whole province."""
        found = ((code, self.plan.lead_of(code, self.day)) for code in self.asked)
        return frozenset(code for code, lead in found if lead is not None and lead.code == self.unit.code)


def remark(
    name: str, severity: Severity, indicator: Indicator, *, rule: PlanRule | None = None, **params: object
) -> Finding:
    """Make a finding at an indicator; the plan's own words go with it where a rule asked.

    Every sentence may use `{ordinal}`, `{name_vi}` and `{name_en}` beside its own blanks; figures
    are shortened to the places the indicator shows, two at least.
    """
    shown = {
        key: rounded(value, max(indicator.places, 2)) if isinstance(value, Decimal) else value
        for key, value in params.items()
    }
    return Finding(
        code=f"finding.{name}",
        severity=severity if rule is None else rule.severity,
        indicator=indicator.code,
        rule="" if rule is None else rule.code,
        params={
            "ordinal": indicator.ordinal,
            "name_vi": running_name(indicator.name_vi, indicator.measure_vi),
            "name_en": indicator.name_en,
            **shown,
        },
        message_vi="" if rule is None else rule.message_vi,
        message_en="" if rule is None else rule.message_en,
        remedy_vi="" if rule is None else rule.remedy_vi,
        remedy_en="" if rule is None else rule.remedy_en,
    )


def rounded(value: Decimal, places: int) -> Decimal:
    """Shorten a figure for a sentence; one that is already shorter stays as it is."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -places:
        with localcontext(ARITHMETIC):
            try:
                return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
            except InvalidOperation:  # more than 28 digits: shown in full
                return value
    return value
