"""Reporting periods: `2024`, `2024-H1`, `2024-9M`, `2024-Q3`, `2024-M07`.

A period has dates on two calendars: the administrative one of Decree 09/2019/ND-CP (articles 12
to 17: a year runs from 15 December to 14 December) and the statistical one (calendar dates).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import total_ordering

from kgdesk.domain.errors import Fault


class PeriodKind(StrEnum):
    """How long a period is."""

    YEAR = "year"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    QUARTER = "quarter"
    MONTH = "month"


class Calendar(StrEnum):
    """Which dates a period covers."""

    ADMINISTRATIVE = "administrative"
    STATISTICAL = "statistical"


_PATTERN = re.compile(
    r"(?P<year>[12]\d{3})(?:-(?:(?P<nine>9M)|H(?P<half>[12])|Q(?P<quarter>[1-4])|M(?P<month>0[1-9]|1[0-2])))?"
)
_MONTHS = {
    PeriodKind.YEAR: 12,
    PeriodKind.HALF: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.QUARTER: 3,
    PeriodKind.MONTH: 1,
}
_ROMAN = ("I", "II", "III", "IV")


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """One reporting period. `index` counts from 1 inside the year (always 1 for year and nine months)."""

    year: int
    kind: PeriodKind
    index: int = 1

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read a period code; raises Fault `period.unreadable`."""
        match = _PATTERN.fullmatch(text.strip().upper())
        if match is None:
            raise Fault("period.unreadable", text=text)
        year = int(match["year"])
        if match["nine"]:
            return cls(year, PeriodKind.NINE_MONTHS)
        for group, kind in (("half", PeriodKind.HALF), ("quarter", PeriodKind.QUARTER), ("month", PeriodKind.MONTH)):
            if match[group]:
                return cls(year, kind, int(match[group]))
        return cls(year, PeriodKind.YEAR)

    @property
    def code(self) -> str:
        """The written form, the one `parse` reads."""
        match self.kind:
            case PeriodKind.YEAR:
                return f"{self.year}"
            case PeriodKind.HALF:
                return f"{self.year}-H{self.index}"
            case PeriodKind.NINE_MONTHS:
                return f"{self.year}-9M"
            case PeriodKind.QUARTER:
                return f"{self.year}-Q{self.index}"
            case PeriodKind.MONTH:
                return f"{self.year}-M{self.index:02d}"

    def __str__(self) -> str:
        """Return the written form."""
        return self.code

    def __lt__(self, other: "Period") -> bool:
        """Order by the last statistical day, shorter periods first."""
        return (self.last_month, -self.months) < (other.last_month, -other.months)

    @property
    def months(self) -> int:
        """Length in months."""
        return _MONTHS[self.kind]

    @property
    def last_month(self) -> int:
        """The last month, counted from year 0 (2024-M01 is 2024 * 12)."""
        return self.year * 12 + self.months * self.index - 1

    def dates(self, calendar: Calendar) -> tuple[date, date]:
        """First and last day, both inside the period."""
        end = self.last_month
        start = end - self.months + 1
        if calendar is Calendar.STATISTICAL:
            return _day(start, 1), _day(end + 1, 1) - timedelta(days=1)
        return _day(start - 1, 15), _day(end, 14)

    def previous(self) -> "Period":
        """The period just before, of the same length; nine months go back a year."""
        per_year = 1 if self.kind is PeriodKind.NINE_MONTHS else 12 // self.months
        position = self.year * per_year + self.index - 2
        return Period(position // per_year, self.kind, position % per_year + 1)

    def same_period_last_year(self) -> "Period":
        """The period of the same name one year earlier."""
        return Period(self.year - 1, self.kind, self.index)

    def label(self, lang: str = "vi") -> str:
        """The name a person reads, such as `Quý III năm 2024`."""
        names = _LABELS[lang if lang in _LABELS else "vi"]
        text = names[self.kind if self.kind is not PeriodKind.HALF else f"half{self.index}"]
        return text.format(year=self.year, index=self.index, roman=_ROMAN[(self.index - 1) % 4])


_LABELS: dict[str, dict[str, str]] = {
    "vi": {
        "year": "Năm {year}",
        "half1": "6 tháng đầu năm {year}",
        "half2": "6 tháng cuối năm {year}",
        "nine_months": "9 tháng năm {year}",
        "quarter": "Quý {roman} năm {year}",
        "month": "Tháng {index} năm {year}",
    },
    "en": {
        "year": "Year {year}",
        "half1": "First half of {year}",
        "half2": "Second half of {year}",
        "nine_months": "Nine months of {year}",
        "quarter": "Quarter {roman} of {year}",
        "month": "Month {index} of {year}",
    },
}


def _day(month: int, day: int) -> date:
    """Turn a month counted from year 0 into a date."""
    return date(month // 12, month % 12 + 1, day)
