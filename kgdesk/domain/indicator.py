"""What is measured."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kgdesk.domain.reporting_unit import SplitBasis


class IndicatorGroup(StrEnum):
    """The three groups of clause 1.2 of the resolution."""

    ECONOMY = "economy"
    SOCIETY = "society"
    ENVIRONMENT = "environment"


class EntryForm(StrEnum):
    """What the clerk types."""

    VALUE = "value"
    RATIO = "ratio"  # numerator / denominator * factor
    GROWTH = "growth"  # (numerator / denominator - 1) * factor: this year against the year before
    BOOLEAN = "boolean"  # 1 reached, 0 not reached


class UnitRule(StrEnum):
    """How figures of several reporting units become one."""

    SINGLE_SOURCE = "single_source"
    SUM = "sum"
    RATIO_OF_SUMS = "ratio_of_sums"
    SUM_THEN_GROWTH = "sum_then_growth"
    LAST = "last"
    COUNT_TRUE = "count_true"
    NAMED_UNIT = "named_unit"


class TimeRule(StrEnum):
    """How yearly figures become one for the plan's whole horizon."""

    PERIOD_TOTAL = "period_total"
    GEOMETRIC_AVERAGE = "geometric_average"
    EVERY_YEAR = "every_year"
    LEVEL = "level"


class TotalSource(StrEnum):
    """Whose figure is the total when the lead agency and the units both report it."""

    LEAD = "lead"
    UNITS = "units"


_OF_WHICH = "Trong đó: "


def running_name(name_vi: str, measure_vi: str) -> str:
    """Write a name as it stands alone: `Trong đó: xã đạt chuẩn ...` is only right under its whole in a table."""
    if not name_vi.startswith(_OF_WHICH):
        return name_vi
    return f"{'Tỷ lệ' if measure_vi.startswith('%') else 'Số'} {name_vi.removeprefix(_OF_WHICH)}"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One target line of the plan. `factor` is 100 for per cent, 10000 for per ten thousand people.

    `ordinal` is the printed number (`4.1` stands under `4`); `places` the decimals that are shown,
    never a rounding of what is stored; `part_bounded` says the numerator cannot exceed the
    denominator; `named_unit` is the only reporting unit asked, where there is one; `split_basis` is by
    what its figures are divided when a unit is.
    """

    code: str
    ordinal: str
    group: IndicatorGroup
    clause: str
    name_vi: str
    name_en: str
    measure_vi: str
    measure_en: str
    entry: EntryForm
    over_units: UnitRule
    over_time: TimeRule
    total_source: TotalSource
    places: int
    factor: Decimal = Decimal(1)
    numerator_vi: str = ""
    numerator_en: str = ""
    denominator_vi: str = ""
    denominator_en: str = ""
    part_bounded: bool = False
    parent: str | None = None
    named_unit: str | None = None
    definition_vi: str = ""
    definition_source: str = ""
    split_basis: SplitBasis = SplitBasis.NONE

    @property
    def is_pair(self) -> bool:
        """Whether the clerk types a numerator and a denominator."""
        return self.entry in {EntryForm.RATIO, EntryForm.GROWTH}
