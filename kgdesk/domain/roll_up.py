"""What a total is made of. `aggregation` computes it; screens and reports explain it."""

from dataclasses import dataclass
from decimal import Decimal

from kgdesk.domain.indicator import TotalSource, UnitRule
from kgdesk.domain.observation import Observation
from kgdesk.domain.reporting_unit import UnitLevel


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """One unit's figure with where it stands: revision and digest of the return it came in."""

    unit: str
    level: UnitLevel
    observation: Observation
    revision: int
    digest: str


@dataclass(frozen=True, slots=True)
class RollUp:
    """A total that explains itself.

    `inputs` are the figures that entered `units_value`; `missing` the units asked that gave none;
    `estimates` the units behind `value` whose figure is an estimate. `lead` is the lead agency's own province-wide
    figure. `source` says which of the two `value` is; `difference` is units minus lead where both
    stand. `complete` means that nothing expected is missing from `value`. `numerator` and
    `denominator` are those behind `value`.
    """

    indicator: str
    rule: UnitRule
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    inputs: tuple[UnitFigure, ...]
    missing: tuple[str, ...]
    not_available: tuple[str, ...]
    not_applicable: tuple[str, ...]
    estimates: tuple[str, ...]
    units_value: Decimal | None
    lead: UnitFigure | None
    lead_value: Decimal | None
    difference: Decimal | None
    source: TotalSource | None
    complete: bool
