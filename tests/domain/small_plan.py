"""A plan small enough to check by hand, and builders for its parts."""

from datetime import date
from decimal import Decimal
from typing import Any

from kgdesk.domain.assignment import Assignment, Role, SubjectKind
from kgdesk.domain.findings import Severity
from kgdesk.domain.indicator import EntryForm, Indicator, IndicatorGroup, TimeRule, TotalSource, UnitRule
from kgdesk.domain.observation import Observation
from kgdesk.domain.plan import Plan, PlanRule, RuleKind
from kgdesk.domain.reporting_unit import ReportingUnit, UnitLevel
from kgdesk.domain.target import Operator, Target, TargetKind, TargetType

START = date(2021, 1, 1)


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def indicator(code: str = "X", **changes: Any) -> Indicator:
    values: dict[str, Any] = {
        "code": code,
        "ordinal": "1",
        "group": IndicatorGroup.SOCIETY,
        "clause": "1.2.b",
        "name_vi": f"Chỉ tiêu {code}",
        "name_en": f"Indicator {code}",
        "measure_vi": "%",
        "measure_en": "%",
        "entry": EntryForm.VALUE,
        "over_units": UnitRule.SUM,
        "over_time": TimeRule.LEVEL,
        "total_source": TotalSource.UNITS,
        "places": 2,
    }
    return Indicator(**(values | changes))


def ratio(code: str = "X", **changes: Any) -> Indicator:
    return indicator(
        code,
        **({"entry": EntryForm.RATIO, "over_units": UnitRule.RATIO_OF_SUMS, "factor": Decimal(100)} | changes),
    )


def observation(
    code: str = "X", value: str | None = None, *, pair: tuple[str | None, str | None] = (None, None), **changes: Any
) -> Observation:
    values: dict[str, Any] = {
        "unit": "D1",
        "indicator": code,
        "period": "2024",
        "value": number(value),
        "numerator": number(pair[0]),
        "denominator": number(pair[1]),
    }
    return Observation(**(values | changes))


def target(low: str, **changes: Any) -> Target:
    values: dict[str, Any] = {
        "indicator": "X",
        "type": TargetType.LEVEL,
        "kind": TargetKind.RESOLUTION,
        "operator": Operator.AT_LEAST,
        "low": Decimal(low),
        "high": None,
        "horizon": "2021-2025",
        "unit": "P",
        "document_vi": "Nghị quyết số 535/NQ-HĐND",
        "valid_from": START,
    }
    return Target(**(values | changes))


def rule(kind: RuleKind, *codes: str, **changes: Any) -> PlanRule:
    values: dict[str, Any] = {
        "code": f"R-{kind}",
        "kind": kind,
        "severity": Severity.WARN,
        "indicators": codes,
        "low": None,
        "high": None,
        "tolerance": None,
        "message_vi": "",
        "message_en": "",
        "remedy_vi": "",
        "remedy_en": "",
    }
    return PlanRule(**(values | changes))


PROVINCE = ReportingUnit("P", "91", UnitLevel.PROVINCE, None, "Tỉnh", "Province", START)
DISTRICT = ReportingUnit("D1", "911", UnitLevel.DISTRICT, "P", "Huyện Một", "District One", START)
LEAD = ReportingUnit("S", "", UnitLevel.DEPARTMENT, "P", "Sở", "Department", START)


def plan(
    *indicators: Indicator, rules: tuple[PlanRule, ...] = (), targets: tuple[Target, ...] = (), **changes: Any
) -> Plan:
    """Every district reports every indicator, and the department leads them all."""
    assignments = tuple(
        Assignment(SubjectKind.INDICATOR, item.code, unit, role, START)
        for item in indicators
        for unit, role in (("S", Role.LEAD), ("@district", Role.PART))
    )
    values: dict[str, Any] = {
        "code": "T",
        "version": 1,
        "name_vi": "Kế hoạch thử",
        "name_en": "Trial plan",
        "legal_basis_vi": "Nghị quyết",
        "first_year": 2021,
        "last_year": 2025,
        "base_year": 2020,
        "indicators": indicators,
        "targets": targets,
        "tasks": (),
        "units": (PROVINCE, DISTRICT, LEAD),
        "successions": (),
        "assignments": assignments,
        "periods": (),
        "rules": rules,
        "history": (),
    }
    return Plan(**(values | changes))
