"""What holds between the rows of a plan: references, duplicates, validity."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from kgdesk.domain.assignment import Role, SubjectKind
from kgdesk.domain.indicator import UnitRule
from kgdesk.domain.plan import RuleKind
from kgdesk.domain.reporting_unit import UnitLevel
from kgdesk.domain.target import Operator
from kgdesk.returns.plan_located import Draft, Located, Problems
from kgdesk.returns.plan_problem import PlanProblem
from kgdesk.returns.plan_succession_checks import check_successions


def check_draft(draft: Draft, *, seen: Mapping[str, set[str]] | None = None) -> list[PlanProblem]:
    """Find all problems between rows. `seen` names codes of rows that were unreadable (not dangling then)."""
    known = _known_codes(draft, seen or {})
    checks: tuple[Iterable[PlanProblem], ...] = (
        _one_heading(draft),
        _duplicates(draft),
        _references(draft, known),
        _cycles(draft),
        _validity(draft),
        _overlaps(draft),
        _indicator_forms(draft),
        _target_bounds(draft),
        _rule_parts(draft),
        check_successions(draft),
        _official_codes(draft),
        _assignment_lives(draft),
        _due_days(draft),
    )
    return [problem for found in checks for problem in found]


def _rows(draft: Draft, *sheets: str) -> Iterator[Located]:
    for sheet in sheets:
        yield from draft.get(sheet, ())


def _known_codes(draft: Draft, seen: Mapping[str, set[str]]) -> dict[str, set[str]]:
    known = {name: {item.record.code for item in _rows(draft, name)} | seen.get(name, set()) for name in _CODED}
    known["units"] |= known["departments"]
    return known


_CODED = ("indicators", "tasks", "units", "departments", "rules")


def _one_heading(draft: Draft) -> Problems:
    rows = draft.get("plan", [])
    yield from (item.problem("plan.one_heading") for item in rows[1:])
    for item in rows:
        heading = item.record
        if not heading.base_year < heading.first_year <= heading.last_year:
            yield item.problem("plan.years_reversed", "base_year")
        if heading.version < 1:
            yield item.problem("plan.bad_integer", "version", text=heading.version)


def _duplicates(draft: Draft) -> Problems:
    keyed: tuple[tuple[tuple[str, ...], str, Callable[[Any], object]], ...] = (
        (("indicators",), "code", lambda record: record.code),
        (("tasks",), "code", lambda record: record.code),
        (("units", "departments"), "code", lambda record: record.code),
        (("rules",), "code", lambda record: record.code),
        (("periods",), "kind", lambda record: (record.kind, record.level)),
        (
            ("successions",),
            "successor",
            lambda record: (record.predecessor, record.successor, record.day, record.basis),
        ),
    )
    for sheets, column, key in keyed:
        first: dict[object, Located] = {}
        for item in _rows(draft, *sheets):
            earlier = first.setdefault(key(item.record), item)
            if earlier is not item:
                text = getattr(item.record, column)
                yield item.problem(
                    "plan.duplicate", column, text=text, other_sheet=earlier.sheet, other_row=earlier.row
                )


_REFERENCES = (
    ("indicators", "parent", "indicators"),
    ("indicators", "named_unit", "units"),
    ("targets", "indicator", "indicators"),
    ("targets", "unit", "units"),
    ("tasks", "parent", "tasks"),
    ("units", "parent", "units"),
    ("departments", "parent", "units"),
    ("successions", "predecessor", "units"),
    ("successions", "successor", "units"),
    ("history", "indicator", "indicators"),
    ("history", "unit", "units"),
)


def _references(draft: Draft, known: Mapping[str, set[str]]) -> Problems:
    for sheet, column, target in _REFERENCES:
        for item in _rows(draft, sheet):
            code = getattr(item.record, column)
            if code is not None and code not in known[target]:
                yield item.problem("plan.dangling", column, text=code, other_sheet=target)
    for item in _rows(draft, "rules"):
        for code in item.record.indicators:
            if code not in known["indicators"]:
                yield item.problem("plan.dangling", "indicators", text=code, other_sheet="indicators")
    yield from _assignment_references(draft, known)


def _assignment_references(draft: Draft, known: Mapping[str, set[str]]) -> Problems:
    levels = {f"@{level}" for level in UnitLevel}
    subjects = {
        SubjectKind.INDICATOR: ("indicators", known["indicators"]),
        SubjectKind.TASK: ("tasks", known["tasks"]),
        SubjectKind.PLAN: ("plan", {"*"}),
    }
    for item in _rows(draft, "assignments"):
        record = item.record
        sheet, codes = subjects[record.subject_kind]
        if record.subject not in codes:
            yield item.problem("plan.dangling", "subject", text=record.subject, other_sheet=sheet)
        whole_level = record.unit in levels
        if record.unit not in known["units"] and not whole_level:
            yield item.problem("plan.dangling", "unit", text=record.unit, other_sheet="units")
        if record.role is not Role.PART and whole_level:
            yield item.problem("plan.level_leads", "unit", text=record.unit)


def _cycles(draft: Draft) -> Problems:
    for sheets in (("indicators",), ("tasks",), ("units", "departments")):
        parents = {item.record.code: item.record.parent for item in _rows(draft, *sheets)}
        for item in _rows(draft, *sheets):
            walked: set[str] = set()
            code = item.record.code
            while code is not None and code not in walked:
                walked.add(code)
                code = parents.get(code)
            if code == item.record.code:
                yield item.problem("plan.cycle", "parent", text=code)


def _validity(draft: Draft) -> Problems:
    for item in _rows(draft, "targets", "units", "departments", "assignments"):
        record = item.record
        if record.valid_to is not None and record.valid_to < record.valid_from:
            yield item.problem("plan.dates_reversed", "valid_to", first=record.valid_from, last=record.valid_to)


def _target_key(record: Any) -> object:
    return record.indicator, record.kind, record.horizon, record.unit


def _assignment_key(record: Any) -> object:
    # There is one lead and one focal point at a time; many may take part.
    unit = record.unit if record.role is Role.PART else ""
    return record.subject_kind, record.subject, record.role, unit


def _overlaps(draft: Draft) -> Problems:
    keys: tuple[tuple[str, Callable[[Any], object]], ...] = (
        ("targets", _target_key),
        ("assignments", _assignment_key),
    )
    for sheet, key in keys:
        groups: defaultdict[object, list[Located]] = defaultdict(list)
        for item in _rows(draft, sheet):
            groups[key(item.record)].append(item)
        for group in groups.values():
            group.sort(key=lambda item: item.record.valid_from)
            for earlier, later in pairwise(group):
                if later.record.valid_from <= (earlier.record.valid_to or date.max):
                    yield later.problem("plan.overlap", "valid_from", other_row=earlier.row)


def _indicator_forms(draft: Draft) -> Problems:
    needs = {UnitRule.RATIO_OF_SUMS: {"ratio"}, UnitRule.SUM_THEN_GROWTH: {"growth"}, UnitRule.SUM: {"value"}}
    for item in _rows(draft, "indicators"):
        record = item.record
        if record.is_pair:
            for column in ("numerator_vi", "denominator_vi"):
                if not getattr(record, column):
                    yield item.problem("plan.pair_unnamed", column, entry=record.entry)
        if record.entry not in needs.get(record.over_units, {record.entry}):
            yield item.problem("plan.form_mismatch", "over_units", entry=record.entry, rule=record.over_units)
        if (record.over_units is UnitRule.NAMED_UNIT) != (record.named_unit is not None):
            yield item.problem("plan.named_unit_mismatch", "named_unit")
        if record.factor <= 0:
            yield item.problem("plan.bad_number", "factor", text=record.factor)


def _target_bounds(draft: Draft) -> Problems:
    for item in _rows(draft, "targets"):
        record = item.record
        if record.operator is Operator.RANGE:
            if record.high is None or record.high <= record.low:
                yield item.problem("plan.range_needs_high", "high")
        elif record.high is not None:
            yield item.problem("plan.high_without_range", "high", operator=record.operator)
    for item in _rows(draft, "history"):
        if item.record.high < item.record.low:
            yield item.problem("plan.range_needs_high", "high")


_RULE_NEEDS: dict[RuleKind, tuple[str, ...]] = {
    RuleKind.SHARES_SUM: ("low",),
    RuleKind.BETWEEN: ("low", "high"),
    RuleKind.JUMP: ("high",),
}


# How many indicators a rule compares, least and most; the others look at each indicator alone.
_RULE_COUNTS = {RuleKind.SHARES_SUM: (2, 99), RuleKind.SAME_DENOMINATOR: (2, 99), RuleKind.NOT_ABOVE: (2, 2)}


def _rule_parts(draft: Draft) -> Problems:
    for item in _rows(draft, "rules"):
        rule = item.record
        for column in _RULE_NEEDS.get(rule.kind, ()):
            if getattr(rule, column) is None:
                yield item.problem("plan.rule_incomplete", column, kind=rule.kind)
        count = len(rule.indicators)
        least, most = _RULE_COUNTS.get(rule.kind, (1, 99))
        if not least <= count <= most:
            yield item.problem("plan.rule_indicators", "indicators", kind=rule.kind, count=count)


def _official_codes(draft: Draft) -> Problems:
    """An official code may be used again, but names one unit of a level at a time."""
    groups: defaultdict[object, list[Located]] = defaultdict(list)
    for item in _rows(draft, "units"):
        if item.record.official_code:
            groups[item.record.official_code, item.record.level].append(item)
    for group in groups.values():
        group.sort(key=lambda item: item.record.valid_from)
        for earlier, later in pairwise(group):
            if later.record.valid_from <= (earlier.record.valid_to or date.max):
                yield later.problem(
                    "plan.official_code_twice",
                    "official_code",
                    text=later.record.official_code,
                    other=earlier.record.code,
                )


def _assignment_lives(draft: Draft) -> Problems:
    units = {item.record.code: item.record for item in _rows(draft, "units", "departments")}
    for item in _rows(draft, "assignments"):
        record = item.record
        unit = units.get(record.unit)
        if unit is None:
            continue
        if record.valid_from < unit.valid_from or (record.valid_to or date.max) > (unit.valid_to or date.max):
            yield item.problem("plan.assignment_outlives", "valid_to", text=record.unit)


def _due_days(draft: Draft) -> Problems:
    """Decree 09/2019/ND-CP: at least one working day after the data close."""
    return (
        item.problem("plan.due_too_short", "due_working_days")
        for item in _rows(draft, "periods")
        if item.record.due_working_days < 1
    )
