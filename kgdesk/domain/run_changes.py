"""What moved from one consolidation run to the next, and by whom."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class MoveKind(StrEnum):
    """What a unit did between the two runs."""

    NEW = "new"  # its figure was not in the run before
    REVISED = "revised"  # another figure than before
    GONE = "gone"  # its figure counts no longer


@dataclass(frozen=True, slots=True)
class UnitMove:
    """One unit's part in the change of a total. Revisions are 0 and figures None where there is none."""

    unit: str
    kind: MoveKind
    before_revision: int
    revision: int
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class IndicatorMove:
    """One indicator whose total, or a figure in it, is no longer what it was."""

    indicator: str
    ordinal: str
    name_vi: str
    measure_vi: str
    places: int
    before: Decimal | None
    after: Decimal | None
    by: tuple[UnitMove, ...]


@dataclass(frozen=True, slots=True)
class RunChanges:
    """Two runs of one period side by side. `returns` are the units whose return came, changed or went."""

    before_number: int
    before_at: datetime
    number: int
    at: datetime
    returns: tuple[UnitMove, ...]
    moves: tuple[IndicatorMove, ...]
    indicators: int  # how many were looked at
