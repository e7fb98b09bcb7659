"""Whether a target is kept.

The promises of the resolution are short: "10,31", "khoảng 3.485", "trên 97". What they mean when
they are judged is decided here, once:

- A figure is judged as it is shown, rounded half up to `places` (never to fewer than the target
  has), so that a reader of the printed table comes to the same judgement. Without `places`: exact.
- `≥` and `≤`: on the line is met, beyond it exceeded. `>` and `<` are open promises: keeping them
  is met, nothing exceeds them.
- `=` for something that is wanted (doctors per 10,000 people: 10,31) means "reach it": the shown
  figure on the line is met, beyond exceeded, short of it not met. For a structural share (part of a
  whole that makes 100 %) neither more nor less is better: `Aim.NEAR`, met within the tolerance.
- `~` ("khoảng") is met within `ABOUT_TOLERANCE` of the target; beyond it on the wanted side exceeded.
- A range is met within; beyond it on the wanted side exceeded.

Before the last year nothing that can still turn is called met: averages and running totals are on
track or behind. A level that already stands is met (the head of the agency reports it as such), and
a total that is already full cannot empty again. A yearly floor is a promise of that very year.
"""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum

from kgdesk.domain.figure import ARITHMETIC
from kgdesk.domain.numbers import write_number
from kgdesk.domain.plan import Plan, RuleKind
from kgdesk.domain.target import Operator, Target, TargetType


class Judgement(StrEnum):
    """The answer in the column `đánh giá`."""

    EXCEEDED = "exceeded"
    MET = "met"
    ON_TRACK = "on_track"  # the horizon is not over; the path is kept
    BEHIND = "behind"  # the horizon is not over; the path is not kept
    NOT_MET = "not_met"
    NO_DATA = "no_data"
    NOT_APPLICABLE = "not_applicable"  # the reporting unit has nothing of the kind
    INCOMPLETE = "incomplete"  # a total that lacks units is shown, never judged
    NO_TARGET = "no_target"
    NOT_JUDGED = "not_judged"  # a target of whole years: a shorter period says nothing on it yet
    NOT_DUE = "not_due"  # nobody is asked for it in this kind of period; of totals only, a return leaves the line out


class Aim(StrEnum):
    """Which side of a target is better, where the operator does not say it."""

    UP = "up"
    DOWN = "down"
    NEAR = "near"


# "Khoảng" has no legal measure. 2 % lets 3.485 USD be met from 3.415 up, which is less than one
# year's growth, so that a year's delay is never hidden in the word.
ABOUT_TOLERANCE = Decimal("0.02")

KEPT = frozenset({Judgement.MET, Judgement.EXCEEDED})
_FALLING = frozenset({Operator.LESS_THAN, Operator.AT_MOST})


def judge_in_plan(
    plan: Plan, target: Target | None, value: Decimal | None, *, at_year: int, base: Decimal | None = None
) -> Judgement:
    """Judge as `judge` does, with the aim and the shown places the plan gives, and `base` at its base year."""
    if target is None:
        return Judgement.NO_TARGET
    return judge(
        target,
        value,
        at_year=at_year,
        base=base,
        base_year=plan.base_year,
        places=plan.indicator(target.indicator).places,
        aim=aim_of(plan, target.indicator),
    )


def aim_of(plan: Plan, indicator: str) -> Aim:
    """Tell a structural share by the plan's own rule that it makes 100 with others; all else is wanted to grow."""
    structural = any(rule.kind is RuleKind.SHARES_SUM and indicator in rule.indicators for rule in plan.rules)
    return Aim.NEAR if structural else Aim.UP


def judge(
    target: Target | None,
    value: Decimal | None,
    *,
    at_year: int,
    base: Decimal | None = None,
    base_year: int | None = None,
    places: int | None = None,
    aim: Aim = Aim.UP,
    tolerance: Decimal = ABOUT_TOLERANCE,
) -> Judgement:
    """Hold the figure known at `at_year` against the target.

    `value` is the level (LEVEL, MILESTONE), the average so far (AVERAGE), the total so far
    (PERIOD_TOTAL), or the figure of the year, or the worst one of the years (EVERY_YEAR). `base` is
    the level at `base_year` (the year before the horizon unless said), for the straight path of a
    LEVEL; without it a level that is not reached yet is behind. `tolerance` is a share of the
    target. A target in another measure than the indicator's is shown, not judged: NO_TARGET.
    """
    if target is None or target.measure_vi:
        return Judgement.NO_TARGET
    if value is None:
        return Judgement.NO_DATA
    shown = value if places is None else _rounded(value, max(places, _places_of(target)))
    side = _aim(target, aim)
    start = target.first_year - 1 if base_year is None else base_year
    with localcontext(ARITHMETIC):
        outcome = _outcome(target, shown, side, tolerance)
        if at_year >= target.last_year or target.type is TargetType.EVERY_YEAR:
            return outcome
        if target.type is TargetType.PERIOD_TOTAL:
            return _judge_running_total(target, shown, outcome, at_year)
        if target.type is TargetType.LEVEL and outcome not in KEPT and base is not None and at_year > start:
            expected = base + (target.low - base) * (at_year - start) / (target.last_year - start)
            return Judgement.ON_TRACK if _keeps_path(shown, expected, target.low, side) else Judgement.BEHIND
    kept = Judgement.ON_TRACK if target.type is TargetType.AVERAGE else outcome
    return kept if outcome in KEPT else Judgement.BEHIND


def _aim(target: Target, aim: Aim) -> Aim:
    """Let the operator speak first; a range or a near value that lies wrong is judged by the given aim."""
    if target.operator in _FALLING:
        return Aim.DOWN
    if target.operator in {Operator.AT_LEAST, Operator.MORE_THAN}:
        return Aim.UP
    return aim


def _outcome(target: Target, value: Decimal, aim: Aim, tolerance: Decimal) -> Judgement:
    """Judge as if the horizon were over."""
    low, high = _limits(target, aim, tolerance)
    if target.operator is Operator.MORE_THAN:
        return Judgement.MET if value > low else Judgement.NOT_MET
    if target.operator is Operator.LESS_THAN:
        return Judgement.MET if value < high else Judgement.NOT_MET
    if low <= value <= high:
        return Judgement.MET
    better = (aim is Aim.UP and value > high) or (aim is Aim.DOWN and value < low)
    return Judgement.EXCEEDED if better else Judgement.NOT_MET


def _limits(target: Target, aim: Aim, tolerance: Decimal) -> tuple[Decimal, Decimal]:
    """Give the band that is "met"; a single line for `≥`, `≤` and a wanted `=`."""
    if target.operator is Operator.RANGE and target.high is not None:
        return target.low, target.high
    if target.operator is Operator.ABOUT or (target.operator is Operator.EQUAL and aim is Aim.NEAR):
        margin = abs(target.low) * tolerance
        return target.low - margin, target.low + margin
    return target.low, target.low


def _judge_running_total(target: Target, total: Decimal, outcome: Judgement, at_year: int) -> Judgement:
    """Hold a running total against equal yearly shares of the five-year total."""
    elapsed = max(at_year - target.first_year + 1, 0)
    share = target.low * elapsed / (target.last_year - target.first_year + 1)
    if target.operator in _FALLING:
        if outcome is Judgement.NOT_MET:
            return Judgement.NOT_MET  # spent beyond the ceiling, which no later year can undo
        return Judgement.ON_TRACK if total <= share else Judgement.BEHIND
    if outcome in KEPT:
        return outcome
    return Judgement.ON_TRACK if total >= share else Judgement.BEHIND


def _keeps_path(value: Decimal, expected: Decimal, goal: Decimal, aim: Aim) -> bool:
    """Hold a level that is not reached yet against what the straight line from base to target expects."""
    match aim:
        case Aim.UP:
            return value >= expected
        case Aim.DOWN:
            return value <= expected
        case Aim.NEAR:
            return abs(value - goal) <= abs(expected - goal)


def _places_of(target: Target) -> int:
    exponent = target.low.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _rounded(value: Decimal, places: int) -> Decimal:
    with localcontext(ARITHMETIC) as context:
        context.prec = max(value.adjusted(), 0) + places + 2
        return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def percent_of(value: Decimal | None, base: Decimal | None) -> Decimal | None:
    """Compute value / base in per cent; None where either is unknown or the base is not above zero."""
    if value is None or base is None or base <= 0:
        return None
    with localcontext(ARITHMETIC):
        return value / base * 100


_SIGNS = {Operator.AT_LEAST: "≥ ", Operator.MORE_THAN: "> ", Operator.LESS_THAN: "< ", Operator.AT_MOST: "≤ "}
_WORDS = {"vi": ("khoảng ", "đạt"), "en": ("about ", "reached")}


def target_with_measure(target: Target, lang: str = "vi") -> str:
    """Write a target, with its measure where that is not the indicator's own: `81,6 triệu đồng/người`."""
    return f"{target_text(target, lang)} {target.measure_vi}".strip()


def target_text(target: Target, lang: str = "vi") -> str:
    """Write a target as the resolution does: `≥ 7,24`, `> 97`, `35 - 40`, `khoảng 3.485`, `đạt` for a milestone."""
    about, reached = _WORDS[lang if lang in _WORDS else "vi"]
    write = write_number if lang != "en" else _write_english
    if target.type is TargetType.MILESTONE:
        return reached
    if target.operator is Operator.RANGE and target.high is not None:
        return f"{write(target.low)} - {write(target.high)}"
    if target.operator is Operator.ABOUT:
        return f"{about}{write(target.low)}"
    return f"{_SIGNS.get(target.operator, '')}{write(target.low)}"


def _write_english(value: Decimal) -> str:
    return f"{value:,f}"
