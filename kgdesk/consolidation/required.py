"""What the years left must bring for the resolution's target, in the words a leader asks it in."""

from collections.abc import Mapping
from decimal import Decimal

from kgdesk.domain.indicator import Indicator, TimeRule
from kgdesk.domain.judgement import KEPT, Judgement
from kgdesk.domain.numbers import write_number
from kgdesk.domain.plan import Plan
from kgdesk.domain.series import required_level_step, required_remaining_rate, required_remaining_total
from kgdesk.domain.target import Target

_UNKNOWN = "chưa đủ số liệu các năm"


def required_words(
    plan: Plan,
    indicator: Indicator,
    target: Target | None,
    yearly: Mapping[int, Decimal],
    *,
    year: int,
    judgement: Judgement,
) -> str:
    """Say it in Vietnamese; empty where nothing can be asked or nothing is left to do.

    `yearly` are the indicator's figures by year, `year` the last of them; figures are in its measure.
    """
    if target is None or target.measure_vi or year not in yearly or year >= plan.last_year:
        return ""
    known = [yearly[each] for each in range(plan.first_year, year + 1) if each in yearly]
    complete = len(known) == year - plan.first_year + 1
    match indicator.over_time:
        case TimeRule.GEOMETRIC_AVERAGE:
            return _rate(plan, target, known, year) if complete else _UNKNOWN
        case TimeRule.PERIOD_TOTAL:
            return _total(plan, indicator, target, known, year) if complete else _UNKNOWN
        case TimeRule.LEVEL if judgement not in KEPT:
            return _level(plan, indicator, target, yearly[year], year)
    return ""


def _rate(plan: Plan, target: Target, known: list[Decimal], year: int) -> str:
    years = plan.last_year - plan.first_year + 1
    rate = required_remaining_rate(target.low, known, years)
    if rate is None:
        return ""
    goal = f"để bình quân {years} năm đạt {write_number(target.low)}%/năm"
    each = "" if plan.last_year - year == 1 else "/năm"
    return f"{_years_left(plan, year)} phải đạt {write_number(rate, 2)}%{each} {goal}"


def _total(plan: Plan, indicator: Indicator, target: Target, known: list[Decimal], year: int) -> str:
    remaining = required_remaining_total(target.low, sum(known, Decimal(0)))
    if not remaining:
        return "đã đủ tổng số của cả giai đoạn"
    left = f"{write_number(remaining, indicator.places)} {indicator.measure_vi}"
    return f"{_years_left(plan, year)} còn phải thực hiện {left}"


def _level(plan: Plan, indicator: Indicator, target: Target, current: Decimal, year: int) -> str:
    step = required_level_step(target.low, current, plan.last_year - year)
    if not step:
        return ""
    measure = "điểm phần trăm" if indicator.measure_vi.startswith("%") else indicator.measure_vi
    verb = "tăng" if step > 0 else "giảm"
    each = "" if plan.last_year - year == 1 else "mỗi năm "
    return f"{_years_left(plan, year)} {each}phải {verb} thêm {write_number(abs(step), indicator.places)} {measure}"


def _years_left(plan: Plan, year: int) -> str:
    first = year + 1
    return f"năm {first}" if first == plan.last_year else f"các năm {first}-{plan.last_year}"
