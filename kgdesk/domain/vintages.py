"""Contradictions among published figures, found by arithmetic and never mended.

Every source's figure stays as printed. What a source says beside its figure ("+16,69%", "116.64% of
plan") is read from the note and held against the other figures of the plan's history.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext

from kgdesk.domain.draft import rounded
from kgdesk.domain.figure import ARITHMETIC
from kgdesk.domain.plan import PublishedFigure, PublishedKind
from kgdesk.domain.series import geometric_average

# Growth is printed to 0.01 point and levels are often rounded ("more than 15,120"); what lies
# within is no contradiction. Beyond the second limit the series itself was built anew.
ROUNDING = Decimal("0.25")  # per cent
REBASED = Decimal(5)  # per cent
DERIVED = Decimal("0.5")  # per cent; a plan computed from growth rates carries the rounding of both
_WHOLE = Decimal(100)

# Which series of levels a series of growth rates describes, where the names do not say it.
GROWTH_OF: Mapping[str, str] = {"grdp_growth": "grdp_constant_2010"}
_GROWTH_SUFFIX = "_growth"
# Which series count the same thing by another rule, and so are never to be mixed.
OTHER_COUNT_OF: Mapping[str, str] = {"population_for_reorganisation": "population_average"}

# A growth: "+16,69%", "Tăng 16,69%", "giảm 3%"; "kế hoạch tăng 6%" is none, it is only planned.
# A share of the plan: "116.64% of plan", "116,64% kế hoạch", "124,2% dự toán".
_STATED_GROWTH = re.compile(
    r"(?P<sign>(?<![\d.,])[+\u2212-]|(?<!kế hoạch )\b[Tt]ăng |\b[Gg]iảm )"
    r"(?P<rate>\d+(?:[.,]\d+)?) ?%(?! *(?:of|kế hoạch|KH|dự toán))"
)
_FALLS = {"-", "\u2212", "giảm "}
_STATED_SHARE = re.compile(
    r"(\d+(?:[.,]\d+)?) ?% (?:of (?:the )?(?:plan|estimate)|(?:so với )?(?:kế hoạch|KH|dự toán))"
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Figures that cannot all be true. `code` names the sentence in `resources/messages/vintage.json`."""

    code: str
    series: str
    indicator: str | None
    period: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _History:
    """The figures of one unit, by series, period and kind."""

    figures: tuple[PublishedFigure, ...]

    def of(self, series: str, period: str, kind: PublishedKind) -> list[PublishedFigure]:
        return [item for item in self.figures if (item.series, item.period, item.kind) == (series, period, kind)]

    def actual(self, series: str, period: str) -> PublishedFigure | None:
        """Give the newest outcome: a history lists its vintages in the order they appeared."""
        found = self.of(series, period, PublishedKind.ACTUAL)
        return found[-1] if found else None

    def one_plan(self, series: str, year: str) -> PublishedFigure | None:
        """Give the plan of a year where there is exactly one."""
        found = self.of(series, year, PublishedKind.PLAN)
        return found[0] if len(found) == 1 and found[0].low == found[0].high else None


def contradictions(figures: Iterable[PublishedFigure]) -> tuple[Contradiction, ...]:
    """Find what cannot be true together, in the order of unit, kind of contradiction and history.

    - `vintage.chain_broken`: a stated growth implies another figure for the year before than was published.
    - `vintage.rebased`: so far apart (5 %) that the series was built anew.
    - `vintage.share_of_plan`: a stated per cent of the plan does not follow from plan and outcome.
    - `vintage.restated`: several outcomes for one period.
    - `vintage.several_plans`: several plans for one period.
    - `vintage.measure_changed`: one series in several measures.
    - `vintage.two_counts`: two counts of one thing are further apart than it can have grown.
    - `vintage.average`: a stated average over years does not follow from the years.
    """
    known = tuple(figures)
    found: list[Contradiction] = []
    for unit in dict.fromkeys(item.unit for item in known):
        history = _History(tuple(item for item in known if item.unit == unit))
        with localcontext(ARITHMETIC):
            for find in (_chains, _shares_of_plan, _several_values, _measures, _counts, _averages):
                found.extend(find(history))
    return tuple(found)


def _chains(history: _History) -> Iterator[Contradiction]:
    """Hold each level and its stated growth against the level of the year before."""
    for series, level, rate in _grown(history):
        if not level.period.isdigit() or rate <= -_WHOLE:
            continue
        before = history.actual(series, str(int(level.period) - 1))
        if before is None or before.measure != level.measure or not before.low:
            continue
        implied = level.low / (1 + rate / 100)
        apart = (implied / before.low - 1) * 100
        if abs(apart) > ROUNDING:
            code = "vintage.rebased" if abs(apart) > REBASED else "vintage.chain_broken"
            yield _at(
                level,
                code,
                value=level.low,
                rate=rate,
                implied=_like(implied, before.low),
                published=before.low,
                before=before.period,
                apart=rounded(abs(apart), 1),
            )


def _grown(history: _History) -> Iterator[tuple[str, PublishedFigure, Decimal]]:
    """Give each yearly level that some source states a growth for, in its note or in a series of its own."""
    rates = {
        _level_series(item.series): item.series for item in history.figures if item.series.endswith(_GROWTH_SUFFIX)
    }
    for item in history.figures:
        if item.kind is not PublishedKind.ACTUAL or item.low != item.high or item.series.endswith(_GROWTH_SUFFIX):
            continue
        stated = _STATED_GROWTH.search(item.note)
        growth = history.actual(rates.get(item.series, ""), item.period)
        if stated is not None:
            rate = _decimal(stated["rate"])
            yield item.series, item, -rate if stated["sign"].lower() in _FALLS else rate
        elif growth is not None and growth.low == growth.high:
            yield item.series, item, growth.low


def _level_series(series: str) -> str:
    return GROWTH_OF.get(series, series.removesuffix(_GROWTH_SUFFIX))


def _shares_of_plan(history: _History) -> Iterator[Contradiction]:
    """Hold a stated per cent of the plan against the plan, or the plan's growth on the year before."""
    for item in history.figures:
        stated = _STATED_SHARE.search(item.note) if item.kind is PublishedKind.ACTUAL else None
        planned, tolerance = _planned(history, item) if stated is not None else (None, ROUNDING)
        if stated is None or planned is None or planned <= 0:
            continue
        share = _decimal(stated[1])
        computed = item.low / planned * 100
        if abs(computed / share - 1) * 100 > tolerance:
            yield _at(
                item,
                "vintage.share_of_plan",
                value=item.low,
                stated=share,
                plan=_like(planned, item.low),
                computed=rounded(computed, 2),
            )


def _planned(history: _History, item: PublishedFigure) -> tuple[Decimal | None, Decimal]:
    """Give the plan of the figure's year in its own measure, and how exact it is.

    Where only the growth was planned, the plan is that growth on the year before: the one the
    figure's own stated growth implies, so that a series built anew is not held against the old one.
    """
    year = item.period[:4]
    plan = history.one_plan(item.series, year)
    if plan is not None:
        return (plan.low if plan.measure == item.measure else None), ROUNDING
    rates = [series for series in {entry.series for entry in history.figures} if _level_series(series) == item.series]
    growth = next((found for series in sorted(rates) if (found := history.one_plan(series, year)) is not None), None)
    grown = next((rate for _, level, rate in _grown(history) if level is item and rate > -_WHOLE), None)
    if growth is None or grown is None or item.period != year:
        return None, DERIVED
    return item.low / (1 + grown / 100) * (1 + growth.low / 100), DERIVED


def _several_values(history: _History) -> Iterator[Contradiction]:
    """Find several outcomes, or several plans, for one period in one measure."""
    codes = {PublishedKind.ACTUAL: "vintage.restated", PublishedKind.PLAN: "vintage.several_plans"}
    groups: dict[tuple[str, str, PublishedKind, str], list[PublishedFigure]] = {}
    for item in history.figures:
        groups.setdefault((item.series, item.period, item.kind, item.measure), []).append(item)
    for group in groups.values():
        values = tuple(dict.fromkeys((item.low, item.high) for item in group))
        if len(values) > 1:
            yield _at(group[0], codes[group[0].kind], values=tuple(low for low, _ in values))


def _measures(history: _History) -> Iterator[Contradiction]:
    """Find series whose measure changes on the way: dollars to dong, communes of 117 to communes of 116.

    A measure that only says more of the same (`%` and `%/năm`) is no change.
    """
    series: dict[str, list[PublishedFigure]] = {}
    for item in history.figures:
        series.setdefault(item.series, []).append(item)
    for items in series.values():
        measures = tuple(dict.fromkeys(item.measure for item in items))
        if any(not (one.startswith(other) or other.startswith(one)) for one in measures for other in measures):
            yield _at(items[-1], "vintage.measure_changed", measures=measures)


def _counts(history: _History) -> Iterator[Contradiction]:
    """Hold each figure of a series against the newest one, up to its period, of the series that counts the same."""
    for item in history.figures:
        other = OTHER_COUNT_OF.get(item.series)
        if other is None or item.kind is not PublishedKind.ACTUAL:
            continue
        known = [
            each
            for each in history.figures
            if (each.series, each.kind, each.measure) == (other, item.kind, item.measure) and each.period <= item.period
        ]
        newest = max(known, key=lambda each: each.period, default=None)
        if newest is None or not newest.low:
            continue
        apart = (item.low / newest.low - 1) * 100
        years = max(int(item.period[:4]) - int(newest.period[:4]), 1)
        if abs(apart) > REBASED * years:  # no population grows so fast
            yield _at(
                item,
                "vintage.two_counts",
                value=item.low,
                other=other,
                published=newest.low,
                before=newest.period,
                apart=rounded(abs(apart), 1),
            )


def _averages(history: _History) -> Iterator[Contradiction]:
    """Hold a stated average of growth over a span of years against the years themselves."""
    for item in history.figures:
        first, _, last = item.period.partition("-")
        spans_years = first.isdigit() and last.isdigit()
        if item.kind is not PublishedKind.ACTUAL or not spans_years or not item.series.endswith(_GROWTH_SUFFIX):
            continue
        years = [history.actual(item.series, str(year)) for year in range(int(first), int(last) + 1)]
        rates = [year.low for year in years if year is not None]
        computed = geometric_average(rates) if rates and len(rates) == len(years) else None
        if computed is not None and abs(computed - item.low) > ROUNDING:
            yield _at(item, "vintage.average", stated=item.low, computed=rounded(computed, 2))


def _at(item: PublishedFigure, code: str, **params: object) -> Contradiction:
    measure = item.measure if item.measure.startswith("%") else f" {item.measure}"  # as it follows a figure
    shown = {"series": item.series, "period": item.period, "measure": measure, **params}
    return Contradiction(code, item.series, item.indicator, item.period, shown)


def _like(value: Decimal, model: Decimal) -> Decimal:
    """Shorten a computed figure to the places of the printed one it is held against."""
    exponent = model.as_tuple().exponent
    return rounded(value, max(-exponent, 0) if isinstance(exponent, int) else 0)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
