"""A year's figures against each other: what adds up must, and what is counted on does not fall.

Figures of a quarter or month are those of that time alone, half-years, nine months and years count
from January: so every period inside another is a part of it. Only where the plan says `cumulative`
do all periods count from January.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, localcontext

from kgdesk.domain.draft import Draft, remark, rounded
from kgdesk.domain.figure import ARITHMETIC
from kgdesk.domain.findings import Finding, Severity
from kgdesk.domain.indicator import EntryForm, Indicator, TimeRule
from kgdesk.domain.period import Period, PeriodKind
from kgdesk.domain.plan import PlanRule, RuleKind

TOLERANCE = Decimal(1)  # per cent; what rounding twelve months may make
_PARTS = {
    PeriodKind.QUARTER: ("các quý", "the quarters"),
    PeriodKind.HALF: ("hai nửa năm", "both halves"),
    PeriodKind.MONTH: ("các tháng", "the months"),
}
_Figures = Mapping[Period, Decimal]


def periods_wanted(period: Period) -> frozenset[Period]:
    """Name the other periods of the year."""
    counts = {
        PeriodKind.YEAR: 1, PeriodKind.HALF: 2, PeriodKind.NINE_MONTHS: 1, PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12,
    }  # fmt: skip
    every = {Period(period.year, kind, number + 1) for kind, count in counts.items() for number in range(count)}
    return frozenset(every - {period})


def check_year(draft: Draft) -> Iterator[Finding]:
    """Hold every figure against the other periods of its year, as the plan or the indicator's own nature asks."""
    for indicator in draft.asked.values():
        value = draft.figure(indicator.code)
        if value is None:
            continue
        others = {each: figure for each, figure in draft.past.get(indicator.code, {}).items() if _within(each, draft)}
        if not others:
            continue
        rule = draft.rule_for(RuleKind.CUMULATIVE, indicator.code)
        if rule is not None:
            yield from _counted_on(draft, indicator, rule, others, value)
        elif indicator.code not in draft.ever_cumulative:
            rule = draft.rule_for(RuleKind.ADDS_UP, indicator.code)
            if rule is not None or _adds_up(indicator):
                yield from _added(draft, indicator, rule, others, value)


def _within(other: Period, draft: Draft) -> bool:
    return other.year == draft.period.year and other != draft.period


def _adds_up(indicator: Indicator) -> bool:
    """Whether the parts of a year add up because the years do."""
    return indicator.over_time is TimeRule.PERIOD_TOTAL and indicator.entry is EntryForm.VALUE


def _added(
    draft: Draft, indicator: Indicator, rule: PlanRule | None, others: _Figures, value: Decimal
) -> Iterator[Finding]:
    tolerance = TOLERANCE if rule is None or rule.tolerance is None else rule.tolerance
    with localcontext(ARITHMETIC):
        found = next(_beyond_whole(draft.period, others, value, tolerance), None) or next(
            _sums(draft.period, {**others, draft.period: value}, tolerance), None
        )
    if found is not None:
        name, params = found
        yield remark(name, Severity.WARN, indicator, rule=rule, value=value, **params)


_Told = tuple[str, dict[str, object]]


def _beyond_whole(period: Period, others: _Figures, value: Decimal, tolerance: Decimal) -> Iterator[_Told]:
    """Find a part above its whole; what may be below zero cannot be held against each other so."""
    slack = 1 + tolerance / 100
    for other in sorted(others):
        figure = others[other]
        if min(value, figure) < 0:
            continue
        if _holds(other, period) and value > figure * slack:
            yield "part_above_whole", {"whole": figure, **_names("whole", other)}
        elif _holds(period, other) and figure > value * slack:
            yield "whole_below_part", {"part": figure, **_names("part", other)}


def _sums(period: Period, figures: _Figures, tolerance: Decimal) -> Iterator[_Told]:
    """Find a whole whose parts are all there and make something else."""
    for whole in sorted(each for each in figures if each == period or _holds(each, period)):
        for kind, words in _PARTS.items():
            parts = _parts(whole, kind)
            involved = whole == period or period in parts
            if len(parts) < 2 or not involved or not all(part in figures for part in parts):  # noqa: PLR2004
                continue
            total, stated = sum((figures[part] for part in parts), Decimal(0)), figures[whole]
            if abs(total - stated) * 100 > tolerance * max(abs(total), abs(stated)):
                percent = rounded(abs(total - stated) / max(abs(total), abs(stated)) * 100, 1)
                said = {"total": total, "whole": stated, "percent": percent, **_names("whole", whole)}
                yield "parts_sum", {**said, "parts_vi": words[0], "parts_en": words[1]}


def _counted_on(
    draft: Draft, indicator: Indicator, rule: PlanRule, others: _Figures, value: Decimal
) -> Iterator[Finding]:
    """Say where a running count falls: below an earlier period, or above a later one."""
    period, slack = draft.period, 1 + (rule.tolerance or Decimal(0)) / 100
    earlier = [each for each in others if each.last_month < period.last_month and others[each] > value * slack]
    later = [each for each in others if each.last_month > period.last_month and value > others[each] * slack]
    if earlier:
        worst = max(sorted(earlier), key=others.__getitem__)
        params = {"before": others[worst], **_names("before", worst)}
        yield remark("cumulative_fell", rule.severity, indicator, rule=rule, value=value, **params)
    if later:
        worst = min(sorted(later), key=others.__getitem__)
        params = {"after": others[worst], **_names("after", worst)}
        yield remark("cumulative_falls_later", rule.severity, indicator, rule=rule, value=value, **params)


def _holds(outer: Period, inner: Period) -> bool:
    """Whether the inner period lies inside the outer one."""
    return outer != inner and _first_month(outer) <= _first_month(inner) and inner.last_month <= outer.last_month


def _first_month(period: Period) -> int:
    return period.last_month - period.months + 1


def _parts(whole: Period, kind: PeriodKind) -> tuple[Period, ...]:
    """Divide a period into periods of a kind; nothing where they do not fit."""
    first = Period(whole.year, kind)
    if whole.kind is kind or whole.months % first.months:
        return ()
    candidates: Iterable[Period] = (Period(whole.year, kind, number + 1) for number in range(12 // first.months))
    return tuple(each for each in candidates if _holds(whole, each))


def _names(key: str, period: Period) -> dict[str, object]:
    """Name a period in the middle of a sentence, in both languages, and by its code so that one can go there."""
    vi, en = period.label("vi"), period.label("en")
    return {f"{key}_vi": vi[0].lower() + vi[1:], f"{key}_en": en[0].lower() + en[1:], "other_period": period.code}
