"""Who reports: province, departments, districts, communes, with dates and successors."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class UnitLevel(StrEnum):
    """The rank of a reporting unit."""

    PROVINCE = "province"
    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"


class SplitBasis(StrEnum):
    """By what a figure is divided when its unit is; `none`: it cannot be, or nobody has said how."""

    NONE = "none"
    POPULATION = "population"
    AREA = "area"
    COUNT = "count"  # of commune-level units


@dataclass(frozen=True, slots=True)
class ReportingUnit:
    """A body that reports. `code` is ours and never reused; official codes were.

    `superior_vi` and `issuer_vi` head its documents, `symbol` closes their number
    (`05/BC-UBND`), `head_post_vi` stands above the head's name, `place_vi` before the date.
    `wards`, `townships` and `rural_communes` count the commune-level units in it.
    """

    code: str
    official_code: str
    level: UnitLevel
    parent: str | None
    name_vi: str
    name_en: str
    valid_from: date
    valid_to: date | None = None
    superior_vi: str = ""
    issuer_vi: str = ""
    symbol: str = "UBND"
    head_post_vi: str = ""
    place_vi: str = ""
    email: str = ""
    note: str = ""
    wards: int = 0
    townships: int = 0
    rural_communes: int = 0

    @property
    def communes(self) -> int:
        """All commune-level units in it."""
        return self.wards + self.townships + self.rural_communes

    def exists_on(self, day: date) -> bool:
        """Whether the unit exists on that day; both limits are inside."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Succession:
    """`share` of what `predecessor` was passes to `successor` on `day`, measured by `basis`.

    Several bases stand in several rows; a whole unit (share 1) needs none. `basis_vi` says the
    measure in words, `source` where it is written.
    """

    predecessor: str
    successor: str
    day: date
    share: Decimal
    basis_vi: str = ""
    note: str = ""
    basis: SplitBasis = SplitBasis.NONE
    source: str = ""
