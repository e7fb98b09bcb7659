"""Targets: what was promised, by which document, for when. `judgement` says whether it is kept."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class TargetType(StrEnum):
    """The five kinds of promise found in Resolution 535."""

    LEVEL = "level"  # a level at the end of the horizon
    AVERAGE = "average"  # average yearly growth over the horizon
    PERIOD_TOTAL = "period_total"  # total over the horizon
    EVERY_YEAR = "every_year"  # a floor that must hold in every year
    MILESTONE = "milestone"  # yes or no for a named unit


class Operator(StrEnum):
    """How a figure is held against the target."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    LESS_THAN = "<"
    AT_MOST = "<="
    EQUAL = "="
    ABOUT = "~"
    RANGE = "range"


class TargetKind(StrEnum):
    """Where a target comes from; several stand side by side."""

    RESOLUTION = "resolution"  # the five-year resolution
    ANNUAL_PLAN = "annual_plan"  # the yearly resolution or plan
    SCENARIO = "scenario"  # a growth scenario of the administration


@dataclass(frozen=True, slots=True)
class Target:
    """A promised value. `high` is set for ranges only. `unit` is the reporting unit bound by it.

    `horizon` is a year (`2025`) or a span (`2021-2025`). `measure_vi` is given where it differs
    from the indicator's own (USD against million VND per head): such targets are shown, not judged.
    `valid_from` and `valid_to` say when this version was in force; the newest in force is judged.
    """

    indicator: str
    type: TargetType
    kind: TargetKind
    operator: Operator
    low: Decimal
    high: Decimal | None
    horizon: str
    unit: str
    document_vi: str
    valid_from: date
    valid_to: date | None = None
    measure_vi: str = ""
    note_vi: str = ""

    @property
    def first_year(self) -> int:
        """First year of the horizon."""
        return int(self.horizon[:4])

    @property
    def last_year(self) -> int:
        """Last year of the horizon."""
        return int(self.horizon[-4:])
