"""Figures quoted in a text as live references to cells: `{KT08}`, `{KT08:2023}`, `{KT08:%KH}`.

The text that is stored keeps the references; whoever reads it (the editor, the return that is
sealed, last period's text beside this one's) sees the figure of the cell in its Vietnamese form.
A reference brings the number alone, as the annex writes it; the measure stays a word of the
sentence, but for percentages, which bring their sign: `đạt {KT08} tỷ đồng, bằng {KT08:%KH} kế hoạch`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from kgdesk.domain.errors import Fault
from kgdesk.domain.indicator import EntryForm, Indicator
from kgdesk.domain.numbers import write_number
from kgdesk.domain.period import Period

PERCENT_PLACES = 2  # as the annex shows them
_CODE = r"[A-Za-zĐđ][A-Za-z0-9Đđ_.-]{0,39}"
_TOKEN = re.compile(rf"\{{[ \t]*({_CODE})[ \t]*(?::[ \t]*([^{{}}\s]{{1,12}})[ \t]*)?\}}")


class Part(StrEnum):
    """Which figure of a cell's row is quoted; another period's is quoted by the period's code instead."""

    VALUE = ""
    PLAN = "KH"  # the yearly plan
    PERCENT_OF_PLAN = "%KH"
    LAST_YEAR = "CK"  # the same period a year before (cùng kỳ)
    PERCENT_OF_LAST_YEAR = "%CK"
    PREVIOUS = "KT"  # the period just before (kỳ trước)


class Missing(StrEnum):
    """Why a reference shows no figure."""

    NO_INDICATOR = "no_indicator"  # the unit is not asked for such a code
    NO_PART = "no_part"  # neither a part of the row nor a period
    EMPTY = "empty"  # the cell holds no figure


@dataclass(frozen=True, slots=True)
class Reference:
    """An indicator's code and what of it is quoted: a `Part` or a period's code, in capitals."""

    code: str
    part: str = ""

    @property
    def token(self) -> str:
        """The reference as it stands in the text."""
        return f"{{{self.code}:{self.part}}}" if self.part else f"{{{self.code}}}"


@dataclass(frozen=True, slots=True)
class PlacedReference:
    """A reference and the characters it takes: `text[start:end]`."""

    start: int
    end: int
    reference: Reference


@dataclass(frozen=True, slots=True)
class QuotableFigure:
    """What can be quoted of one indicator in one period; `by_period` are its figures of other periods."""

    indicator: Indicator
    value: Decimal | None = None
    plan_text: str = ""
    percent_of_plan: Decimal | None = None
    last_year: Decimal | None = None
    percent_of_last_year: Decimal | None = None
    previous: Decimal | None = None
    by_period: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A text with its figures in place, and the references that had none."""

    text: str
    missing: tuple[tuple[Reference, Missing], ...] = ()


def find_references(text: str) -> tuple[PlacedReference, ...]:
    """Find the references in reading order; braces around anything else are just braces."""
    return tuple(
        PlacedReference(found.start(), found.end(), Reference(found.group(1), (found.group(2) or "").upper()))
        for found in _TOKEN.finditer(text)
    )


class FigureSheet:
    """The quotable figures of one unit and period, by code in any case."""

    def __init__(self, figures: Mapping[str, QuotableFigure] | None = None) -> None:
        self.figures = dict(figures or {})
        self._by_folded = {code.casefold(): item for code, item in self.figures.items()}

    def find(self, code: str) -> QuotableFigure | None:
        """Give the figures of an indicator; None where the unit is not asked for it."""
        return self._by_folded.get(code.casefold())

    def name(self, code: str, lang: str = "vi") -> str:
        """Name an indicator; a code that is none names itself."""
        figure = self.find(code)
        if figure is None:
            return code
        return figure.indicator.name_en if lang == "en" else figure.indicator.name_vi

    def quote(self, reference: Reference) -> str | Missing:
        """Write the figure a reference stands for, or say why there is none."""
        figure = self.find(reference.code)
        return Missing.NO_INDICATOR if figure is None else quote(figure, reference.part)


def quote(figure: QuotableFigure, part: str) -> str | Missing:
    """Write one figure of a row in the Vietnamese form: decimals as the annex shows them, per cent with its sign."""
    match part:
        case Part.PLAN:
            return figure.plan_text or Missing.EMPTY
        case Part.PERCENT_OF_PLAN:
            return _percent(figure.percent_of_plan)
        case Part.PERCENT_OF_LAST_YEAR:
            return _percent(figure.percent_of_last_year)
        case Part.VALUE:
            value = figure.value
        case Part.LAST_YEAR:
            value = figure.last_year
        case Part.PREVIOUS:
            value = figure.previous
        case _:
            try:
                value = figure.by_period.get(Period.parse(part).code)
            except Fault:
                return Missing.NO_PART
    return Missing.EMPTY if value is None else written(figure.indicator, value)


def written(indicator: Indicator, value: Decimal) -> str:
    """Write a figure of an indicator as it stands in a sentence."""
    if indicator.entry is EntryForm.BOOLEAN:
        return "đạt" if value == 1 else "chưa đạt"
    return write_number(value, indicator.places)


def _percent(value: Decimal | None) -> str | Missing:
    return Missing.EMPTY if value is None else f"{write_number(value, PERCENT_PLACES)}%"


def resolve(text: str, quote_of: Callable[[Reference], str | Missing]) -> Resolved:
    """Put the figures in place of the references; one without a figure becomes `[chưa có số liệu: KT08]`."""
    parts: list[str] = []
    missing: list[tuple[Reference, Missing]] = []
    at = 0
    for placed in find_references(text):
        parts.append(text[at : placed.start])
        told = quote_of(placed.reference)
        if isinstance(told, Missing):
            missing.append((placed.reference, told))
            told = f"[chưa có số liệu: {placed.reference.token.strip('{}')}]"
        parts.append(told)
        at = placed.end
    return Resolved("".join((*parts, text[at:])), tuple(missing))


def written_reference(indicator: Indicator, part: str = "") -> str:
    """Write a reference with its measure, ready to stand in a sentence: `{KT08} tỷ đồng`, `{KT10}%`."""
    token = Reference(indicator.code, part).token
    if part in {Part.PERCENT_OF_PLAN, Part.PERCENT_OF_LAST_YEAR} or indicator.entry is EntryForm.BOOLEAN:
        return token
    measure = indicator.measure_vi
    return f"{token}%" if measure.startswith("%") else f"{token} {measure}"
