"""What a series on a map is made of: figures placed, figures not placed, and the balance of both."""

from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, localcontext

from kgdesk.domain.observation import Observation
from kgdesk.domain.succession import Obstacle

_EXACT = Context(prec=90)
FIELDS = ("value", "numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Amount:
    """What adds up: a value, or the halves of a pair; None where there is none."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    def plus(self, other: "Amount") -> "Amount":
        """Add, exactly."""
        with localcontext(_EXACT):
            return Amount(*(_sum(getattr(self, name), getattr(other, name)) for name in FIELDS))

    def minus(self, other: "Amount") -> "Amount":
        """Take away, exactly."""
        with localcontext(_EXACT):
            negative = Amount(*(None if item is None else -item for item in parts(other)))
        return self.plus(negative)

    @property
    def is_zero(self) -> bool:
        """Whether nothing is left."""
        return not any(parts(self))


@dataclass(frozen=True, slots=True)
class Source:
    """A figure that went into another: whose, which share of it, and how much that is."""

    unit: str
    share: Decimal
    amount: Amount


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure on the map. `missing` are the units that belong into it and gave none.

    `divided` says that shares were used: such a figure is an estimate. `leads` marks the lead
    agency's own figure for the whole, which is no part of the units' total.
    """

    unit: str
    period: str
    observation: Observation
    figure: Decimal | None
    sources: tuple[Source, ...]
    divided: bool = False
    missing: tuple[str, ...] = ()
    leads: bool = False


@dataclass(frozen=True, slots=True)
class UnplacedFigure:
    """What is not on the map: whose, how much of it, why, and where the way ended."""

    unit: str
    period: str
    share: Decimal
    amount: Amount
    figure: Decimal | None
    obstacle: Obstacle
    at: str
    day: date | None
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Balance:
    """One period's figures of the units that add up: reported = placed + not placed."""

    period: str
    reported: Amount
    placed: Amount
    unplaced: Amount

    @property
    def difference(self) -> Amount:
        """What is neither placed nor listed; always zero."""
        return self.reported.minus(self.placed).minus(self.unplaced)


@dataclass(frozen=True, slots=True)
class UnitSeries:
    """The series of one indicator; `day` is the map's, None for as reported."""

    indicator: str
    day: date | None
    figures: tuple[PlacedFigure, ...]
    unplaced: tuple[UnplacedFigure, ...]
    balances: tuple[Balance, ...]


def amount_of(item: Observation) -> Amount:
    """Take the numbers of a figure."""
    return Amount(item.value, item.numerator, item.denominator)


def parts(item: Observation | Amount) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Give value, numerator and denominator."""
    return item.value, item.numerator, item.denominator


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    if one is None or other is None:
        return one if other is None else other
    return one + other
