"""One figure, with what is known about it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class ValueState(StrEnum):
    """A figure (zero included), not available, or not applicable. Missing is the absence of an observation."""

    FIGURE = "figure"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"


class FigureStatus(StrEnum):
    """How final a figure is."""

    ESTIMATE = "estimate"
    PRELIMINARY = "preliminary"
    OFFICIAL = "official"
    RESTATED = "restated"


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure for indicator x reporting unit x period.

    Of entry form value or boolean: `value`. Of ratio or growth: `numerator` and `denominator`
    (either may still be missing while typing), and `value` only where nothing else is known,
    as in published rates. Not a figure: all three are None and `note` says why.
    """

    unit: str
    indicator: str
    period: str
    state: ValueState = ValueState.FIGURE
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    status: FigureStatus = FigureStatus.ESTIMATE
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecordedObservation:
    """An observation as it stands in the append-only history of its cell. `observation` is None for a cleared cell."""

    key: int
    observation: Observation | None
    recorded_at: datetime
    recorded_by: str
    reason: str
    previous_key: int | None
