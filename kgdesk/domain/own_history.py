"""A figure far from what the unit itself used to report.

Seasons stand against themselves: a July against other Julys; where there are too few of them, its
change on last July against the changes of other months, and at last against its neighbours.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from functools import cache
from statistics import median

from kgdesk.domain.draft import Draft, remark, rounded
from kgdesk.domain.figure import ARITHMETIC, figure_of
from kgdesk.domain.findings import Finding, Severity
from kgdesk.domain.indicator import EntryForm, Indicator, TimeRule, UnitRule
from kgdesk.domain.observation import Observation
from kgdesk.domain.outlier import LEAST_POINTS, LIMIT, Habit, keeps_pace, outside_habit
from kgdesk.domain.period import Period, PeriodKind
from kgdesk.domain.plan import RuleKind

_CHANGE_FLOOR = Decimal("0.05")  # of a change on last year, which is itself a share
_GROWTH_FLOOR = Decimal(1)  # percentage point
_FEW = Decimal(10)  # cases; with fewer a rate leaps by chance
_FAR = Decimal(3)  # times beyond its neighbours in the year, whose seasons differ
_CHANGES_BACK = {PeriodKind.MONTH: 24, PeriodKind.QUARTER: 12}  # periods whose changes are looked at
_NEIGHBOURS = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 8}
_HIGH, _LOW = Decimal("1.5"), Decimal("0.67")  # from here a ratio says more than "clearly above"

_ZERO = Decimal(0)
_Past = Mapping[Period, Decimal]
_Told = tuple[str, dict[str, object]]


def periods_wanted(period: Period) -> frozenset[Period]:
    """Name the periods whose figures `check_outlier` may look at, up to ten years back."""
    return frozenset({*_seasons(period), *_near(period), *(each for pair in _year_pairs(period) for each in pair)})


@cache
def _seasons(period: Period) -> tuple[Period, ...]:
    """The periods of the same name in the ten years before, oldest first."""
    return tuple(Period(period.year - back, period.kind, period.index) for back in range(10, 0, -1))


@cache
def _near(period: Period) -> tuple[Period, ...]:
    """The periods of the same kind just before, nearest first."""
    return tuple(_back(period, _NEIGHBOURS.get(period.kind, 0)))


@cache
def _year_pairs(period: Period) -> tuple[tuple[Period, Period], ...]:
    """The periods of the same kind behind, each with the one a year before it."""
    return tuple((each, each.same_period_last_year()) for each in _back(period, _CHANGES_BACK.get(period.kind, 0)))


def _back(period: Period, count: int) -> Iterator[Period]:
    for _ in range(count):
        period = period.previous()
        yield period


def check_outlier(draft: Draft, indicator: Indicator, observation: Observation) -> Iterator[Finding]:
    """Point at a figure outside the unit's own habit, and say what the habit is.

    The plan's rule `outlier` sets severity and limit; without one it is a warning, and no more than a
    remark where the plan has its own limit for jumps.
    """
    value = figure_of(indicator, observation)
    few = observation.numerator is not None and abs(observation.numerator) < _FEW
    if value is None or few or _is_no_series(indicator):
        return
    rule = draft.rule_for(RuleKind.OUTLIER, indicator.code)
    limit = LIMIT if rule is None or rule.high is None else rule.high
    told = _told(indicator, value, draft.past.get(indicator.code, {}), draft.period, limit)
    if told is not None:
        jumps = indicator.code in draft.named_by(RuleKind.JUMP)
        severity = Severity.INFO if jumps else Severity.WARN
        yield remark(told[0], severity, indicator, rule=rule, value=value, **told[1])


def _is_no_series(indicator: Indicator) -> bool:
    return indicator.entry is EntryForm.BOOLEAN or indicator.over_units in {UnitRule.COUNT_TRUE, UnitRule.NAMED_UNIT}


def _told(indicator: Indicator, value: Decimal, past: _Past, period: Period, limit: Decimal) -> _Told | None:
    """Ask the first yardstick that has figures enough; those after it are not asked."""
    growth = indicator.over_time is TimeRule.GEOMETRIC_AVERAGE
    season = [past[each] for each in _seasons(period) if each in past]
    if len(season) >= LEAST_POINTS:
        habit = outside_habit(value, season, limit=limit, least=_least(indicator, season))
        if habit is None or (not growth and keeps_pace(value, season)):
            return None
        return _level(value, habit, _season(period))
    if growth or period.kind not in _NEIGHBOURS or value <= 0:
        return None
    before = past.get(period.same_period_last_year(), _ZERO)
    changes = _changes(past, period)
    if before > 0 and len(changes) >= LEAST_POINTS:
        return _change(value, before, changes, limit)
    near = [past[each] for each in _near(period) if past.get(each, _ZERO) > 0]
    habit = outside_habit(value, near, limit=limit)
    if habit is None or habit.low / _FAR <= value <= habit.high * _FAR:
        return None
    return _level(value, habit, _neighbours(period, len(near)))


def _least(indicator: Indicator, points: Sequence[Decimal]) -> Decimal:
    """Give the distance below which nothing is strange: of growth a point, of counts what chance alone moves."""
    if indicator.over_time is TimeRule.GEOMETRIC_AVERAGE:
        return _GROWTH_FLOOR
    counts = indicator.entry is EntryForm.VALUE and indicator.over_units is UnitRule.SUM
    return abs(median(points)).sqrt(ARITHMETIC) if counts else Decimal(0)


def _changes(past: _Past, period: Period) -> list[Decimal]:
    """Give what each period behind was to its own year before, as a ratio."""
    pairs = ((past.get(now, _ZERO), past.get(before, _ZERO)) for now, before in _year_pairs(period))
    with localcontext(ARITHMETIC):
        return [now / before for now, before in pairs if now > 0 and before > 0]


def _change(value: Decimal, before: Decimal, changes: Sequence[Decimal], limit: Decimal) -> _Told | None:
    with localcontext(ARITHMETIC):
        change = value / before
        habit = outside_habit(change, changes, limit=limit, share=_CHANGE_FLOOR)
        if habit is None:
            return None
        percents = {"percent": change, "typical": habit.typical, "low": habit.low, "high": habit.high}
        shown = {name: rounded(each * 100, 1) for name, each in percents.items()}
    return "outlier_change", {**shown, "count": habit.count}


def _level(value: Decimal, habit: Habit, whose: tuple[str, str]) -> _Told:
    """Choose the words: a ratio where one can be formed and says something, else above or below."""
    params: dict[str, object] = {
        "typical": habit.typical, "low": habit.low, "high": habit.high, "whose_vi": whose[0], "whose_en": whose[1],
    }  # fmt: skip
    with localcontext(ARITHMETIC):
        ratio = value / habit.typical if habit.typical > 0 and value >= 0 else None
        if ratio is not None and ratio >= _HIGH:
            return "outlier_high", {**params, "times": rounded(ratio, 1)}
        if ratio is not None and ratio <= _LOW:
            return "outlier_low", {**params, "percent": rounded(ratio * 100, 1)}
    return ("outlier_above" if value > habit.typical else "outlier_below"), params


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ROMAN = ("I", "II", "III", "IV")


def _season(period: Period) -> tuple[str, str]:
    """Name the periods of the same name in earlier years, in both languages."""
    match period.kind:
        case PeriodKind.MONTH:
            return f"các tháng {period.index} trước đây", f"{_MONTHS[period.index - 1]} in earlier years"
        case PeriodKind.QUARTER:
            roman = _ROMAN[period.index - 1]
            return f"các quý {roman} trước đây", f"quarter {roman} in earlier years"
        case PeriodKind.HALF:
            part, half = ("đầu", "first") if period.index == 1 else ("cuối", "second")
            return f"6 tháng {part} các năm trước", f"the {half} half of earlier years"
        case PeriodKind.NINE_MONTHS:
            return "9 tháng các năm trước", "nine months of earlier years"
        case PeriodKind.YEAR:
            return "các năm trước", "earlier years"


def _neighbours(period: Period, count: int) -> tuple[str, str]:
    if period.kind is PeriodKind.MONTH:
        return f"{count} tháng trước đó", f"the {count} months before"
    return f"{count} quý trước đó", f"the {count} quarters before"
