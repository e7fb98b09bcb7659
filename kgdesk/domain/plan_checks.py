"""The checks a plan brings itself, one function per kind of rule.

A rule is asked only where the unit reports all the indicators it needs; figures that are not there
are the matter of `required` alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal, localcontext

from kgdesk.domain.cell_checks import part_within_whole
from kgdesk.domain.draft import Draft, remark, rounded
from kgdesk.domain.figure import ARITHMETIC
from kgdesk.domain.findings import Finding
from kgdesk.domain.plan import PlanRule, RuleKind
from kgdesk.domain.reporting_unit import UnitLevel
from kgdesk.domain.target import Target, TargetKind, TargetType

_PAIR = 2
_ALL_SHARES = Decimal(100)
_SHARES_TOLERANCE = Decimal("0.05")  # four shares of two places each may miss 100 by 0.02 through rounding


def check_rules(draft: Draft) -> Iterator[Finding]:
    """Ask the rules of the plan; those on a unit's own past are asked by `own_history` and `year_checks`."""
    for rule in draft.rules:
        with localcontext(ARITHMETIC):
            ask = _KINDS.get(rule.kind)
            found = () if ask is None else tuple(ask(draft, rule))
        yield from found


def _shares_sum(draft: Draft, rule: PlanRule) -> Iterator[Finding]:
    figures = [figure for code in rule.indicators if (figure := draft.figure(code)) is not None]
    if len(figures) < len(rule.indicators) or not figures:
        return
    total, wanted = sum(figures, Decimal(0)), _ALL_SHARES if rule.low is None else rule.low
    tolerance = _SHARES_TOLERANCE if rule.tolerance is None else rule.tolerance
    if abs(total - wanted) > tolerance:
        first = draft.asked[rule.indicators[0]]
        yield remark("shares_sum", rule.severity, first, rule=rule, total=total, wanted=wanted)


def _part_within_whole(draft: Draft, rule: PlanRule) -> Iterator[Finding]:
    for code in _asked_by(draft, rule):
        observation = draft.current.get(code)
        if observation is not None:
            for found in part_within_whole(draft.asked[code], observation):
                yield replace(
                    found,
                    severity=rule.severity,
                    rule=rule.code,
                    message_vi=rule.message_vi,
                    message_en=rule.message_en,
                    remedy_vi=rule.remedy_vi,
                    remedy_en=rule.remedy_en,
                )


def _not_above(draft: Draft, rule: PlanRule) -> Iterator[Finding]:
    if len(rule.indicators) < _PAIR:
        return
    first, second = rule.indicators[:_PAIR]
    lower, upper = draft.figure(first), draft.figure(second)
    if lower is not None and upper is not None and lower > upper + (rule.tolerance or 0):
        other = draft.asked[second]
        yield remark(
            "not_above",
            rule.severity,
            draft.asked[first],
            rule=rule,
            value=lower,
            limit=upper,
            other_vi=other.name_vi,
            other_en=other.name_en,
            other_indicator=other.code,
        )


def _between(draft: Draft, rule: PlanRule) -> Iterator[Finding]:
    for code in _asked_by(draft, rule):
        value = draft.figure(code)
        if value is None:
            continue
        if rule.low is not None and value < rule.low:
            yield remark("below_limit", rule.severity, draft.asked[code], rule=rule, value=value, limit=rule.low)
        if rule.high is not None and value > rule.high:
            yield remark("above_limit", rule.severity, draft.asked[code], rule=rule, value=value, limit=rule.high)


def _falling(draft: Draft, rule: PlanRule) -> Iterator[Finding]:
    for code in _asked_by(draft, rule):
        value, before = draft.figure(code), draft.figure_last_year(code)
        if value is not None and before is not None and value > before + (rule.tolerance or 0):
            yield remark("falling", rule.severity, draft.asked[code], rule=rule, value=value, before=before)


def _jump(draft: Draft, rule: PlanRule) -> Iterator[Finding]:
    for code in _asked_by(draft, rule):
        value, before = draft.figure(code), draft.figure_last_year(code)
        if value is None or not before or rule.high is None:
            continue
        change = (value - before) / abs(before) * 100
        if abs(change) > rule.high:
            change = rounded(change, 1)
            yield remark(
                "jump", rule.severity, draft.asked[code], rule=rule, value=value, before=before, percent=change
            )


def _total_on_path(draft: Draft, rule: PlanRule) -> Iterator[Finding]:
    for code in _asked_by(draft, rule):
        target, total = _total_target(draft, code), draft.totals.get(code)
        if target is None or total is None:
            continue
        years = target.last_year - target.first_year + 1
        share = target.low * _years_gone(draft, target) / years
        if total < share * (1 - (rule.tolerance or Decimal(0)) / 100):
            yield remark("total_on_path", rule.severity, draft.asked[code], rule=rule, total=total, share=share)


def _total_target(draft: Draft, code: str) -> Target | None:
    """Find the five-year total that binds the unit: its own, or the province's for whoever answers for it."""
    answers = code in draft.leads or draft.unit.level is UnitLevel.PROVINCE
    found = [
        target
        for target in draft.plan.targets
        if target.indicator == code
        and (target.type, target.kind) == (TargetType.PERIOD_TOTAL, TargetKind.RESOLUTION)
        and target.valid_from <= draft.day
        and (target.valid_to is None or draft.day <= target.valid_to)
        and (target.unit == draft.unit.code or (answers and draft.plan.unit(target.unit).level is UnitLevel.PROVINCE))
    ]
    found.sort(key=lambda target: (target.unit == draft.unit.code, target.valid_from))
    return found[-1] if found else None


def _years_gone(draft: Draft, target: Target) -> Decimal:
    """Count the years of the horizon up to the end of the period, part years as twelfths."""
    months = Decimal(draft.period.last_month % 12 + 1)
    return max(draft.period.year - target.first_year + months / 12, Decimal(0))


def _required(draft: Draft, rule: PlanRule) -> Iterator[Finding]:
    for code in _asked_by(draft, rule):
        if code not in draft.current:
            yield remark("required", rule.severity, draft.asked[code], rule=rule)


def _same_denominator(draft: Draft, rule: PlanRule) -> Iterator[Finding]:
    known = [
        (code, draft.current[code].denominator)
        for code in rule.indicators
        if code in draft.asked and code in draft.current and draft.current[code].denominator is not None
    ]
    if not known:
        return
    reference, expected = known[0]
    for code, denominator in known[1:]:
        if denominator != expected:
            other = draft.asked[reference]
            yield remark(
                "same_denominator",
                rule.severity,
                draft.asked[code],
                rule=rule,
                denominator=denominator,
                expected=expected,
                other_vi=other.name_vi,
                other_en=other.name_en,
                other_indicator=other.code,
            )


def _asked_by(draft: Draft, rule: PlanRule) -> tuple[str, ...]:
    """Name the indicators of a rule that the unit reports; a rule without any means all."""
    return tuple(code for code in (rule.indicators or tuple(draft.asked)) if code in draft.asked)


_KINDS: dict[RuleKind, Callable[[Draft, PlanRule], Iterator[Finding]]] = {
    RuleKind.SHARES_SUM: _shares_sum,
    RuleKind.PART_WITHIN_WHOLE: _part_within_whole,
    RuleKind.NOT_ABOVE: _not_above,
    RuleKind.BETWEEN: _between,
    RuleKind.FALLING: _falling,
    RuleKind.JUMP: _jump,
    RuleKind.TOTAL_ON_PATH: _total_on_path,
    RuleKind.REQUIRED: _required,
    RuleKind.SAME_DENOMINATOR: _same_denominator,
}
