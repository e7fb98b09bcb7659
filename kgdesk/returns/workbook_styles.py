"""Looks of cells: Times New Roman, thin borders, numbers in Vietnamese form; written as `styles.xml`."""

from dataclasses import dataclass, replace
from functools import cache

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FACE = "Times New Roman"
_FIRST_CUSTOM_FORMAT = 164
# Vietnamese (0x42A): programs that follow it show 1.234,5; the others the form of their own country.
_LOCALE = "[$-42A]"
TEXT_FORMAT = "@"


@dataclass(frozen=True, slots=True)
class Style:
    """One look. `borders` names the sides drawn (`lrtb`); `format` is empty for general."""

    size: float = 11
    bold: bool = False
    italic: bool = False
    align: str = "left"
    upright: str = "center"
    wrap: bool = True
    shrink: bool = False
    borders: str = ""
    format: str = ""
    quoted: bool = False
    fill: str = ""  # RGB of the ground, as `FFF9E5`; empty: none
    unlocked: bool = False  # may be written in where the sheet is protected


def number_format(places: int, prefix: str = "") -> str:
    """Build the format of a figure with so many decimals; zero stays a plain `0`. `prefix` is shown before it."""
    digits = "#,##0" + ("." + "0" * places if places else "")
    if prefix:
        return f"{_LOCALE}&quot;{prefix}&quot;{digits}"
    return f"{_LOCALE}{digits}_-;{_LOCALE}-{digits}_-;{_LOCALE}0_-"  # `_-` keeps the digits off the border


class StyleTable:
    """Numbers the looks in the order of their first use, so that equal workbooks have equal tables."""

    def __init__(self) -> None:
        self._styles: dict[Style, int] = {Style(align="general", upright="bottom", wrap=False): 0}
        self._seen: dict[int, tuple[Style, int]] = {}  # by identity: hashing a look costs more than finding it

    def index(self, style: Style) -> int:
        """Return the number a cell refers to."""
        seen = self._seen.get(id(style))
        if seen is None:
            seen = self._seen[id(style)] = (style, self._styles.setdefault(style, len(self._styles)))
        return seen[1]

    def xml(self) -> bytes:
        """Write the part `xl/styles.xml`."""
        fonts: dict[str, int] = {}
        borders: dict[str, int] = {}
        formats: dict[str, int] = {}
        fills = {'<patternFill patternType="none"/>': 0, '<patternFill patternType="gray125"/>': 1}
        looks = "".join(_look(style, fonts, borders, formats, fills) for style in self._styles)
        codes = "".join(
            f'<numFmt numFmtId="{_FIRST_CUSTOM_FORMAT + number}" formatCode="{code}"/>'
            for code, number in formats.items()
        )
        number_formats = _list("numFmts", codes, len(formats)) if formats else ""
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{MAIN}">'
            f"{number_formats}"
            f"{_list('fonts', ''.join(fonts), len(fonts))}"
            f"{_list('fills', ''.join(f'<fill>{fill}</fill>' for fill in fills), len(fills))}"
            f"{_list('borders', ''.join(borders), len(borders))}"
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f"{_list('cellXfs', looks, len(self._styles))}"
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        ).encode()


def _list(name: str, content: str, count: int) -> str:
    return f'<{name} count="{count}">{content}</{name}>'


def _number(table: dict[str, int], item: str) -> int:
    return table.setdefault(item, len(table))


def _look(
    style: Style, fonts: dict[str, int], borders: dict[str, int], formats: dict[str, int], fills: dict[str, int]
) -> str:
    code = 0
    if style.format == TEXT_FORMAT:
        code = 49
    elif style.format:
        code = _FIRST_CUSTOM_FORMAT + _number(formats, style.format)
    quoted = ' quotePrefix="1"' if style.quoted else ""
    wrapped = ' wrapText="1"' if style.wrap else ""
    shrunk = ' shrinkToFit="1"' if style.shrink else ""
    filled = ' applyFill="1"' if style.fill else ""
    open_start, open_cell = (' applyProtection="1"', '<protection locked="0"/>') if style.unlocked else ("", "")
    return (
        f'<xf numFmtId="{code}" fontId="{_number(fonts, _font(style))}" fillId="{_number(fills, _fill(style))}"'
        f' borderId="{_number(borders, _border(style))}" xfId="0"{quoted}'
        f' applyNumberFormat="1" applyFont="1"{filled} applyBorder="1" applyAlignment="1"{open_start}>'
        f'<alignment horizontal="{style.align}" vertical="{style.upright}"'
        f"{wrapped}{shrunk}/>{open_cell}</xf>"
    )


def _fill(style: Style) -> str:
    if not style.fill:
        return '<patternFill patternType="none"/>'
    return f'<patternFill patternType="solid"><fgColor rgb="FF{style.fill}"/><bgColor indexed="64"/></patternFill>'


def _font(style: Style) -> str:
    weight = ("<b/>" if style.bold else "") + ("<i/>" if style.italic else "")
    return f'<font>{weight}<sz val="{style.size:g}"/><name val="{_FACE}"/><family val="1"/></font>'


def _border(style: Style) -> str:
    sides = (("l", "left"), ("r", "right"), ("t", "top"), ("b", "bottom"))
    drawn = "".join(f'<{name} style="thin"/>' if key in style.borders else f"<{name}/>" for key, name in sides)
    return f"<border>{drawn}<diagonal/></border>"


_BOX = "lrtb"
BODY = Style(borders=_BOX)
CENTRED = Style(borders=_BOX, align="center")
HEADER = Style(borders=_BOX, align="center", bold=True)
COLUMN_NUMBER = Style(borders=_BOX, align="center", italic=True, size=10)
GROUP = Style(borders=_BOX, bold=True)
GROUP_NUMBER = Style(borders=_BOX, bold=True, align="center")
FIGURE = Style(borders=_BOX, align="right", wrap=False, shrink=True)
FIGURE_TEXT = Style(borders=_BOX, align="center")


@cache
def figure_style(places: int) -> Style:
    """Build the look of a number with so many decimals."""
    return replace(FIGURE, format=number_format(places))


@cache
def prefixed_style(places: int, prefix: str) -> Style:
    """Build the look of a target: a number behind a sign that is shown and not counted."""
    return replace(
        FIGURE, align="center", format=number_format(places, prefix.replace("<", "&lt;").replace(">", "&gt;"))
    )


@cache
def with_borders(style: Style, borders: str) -> Style:
    """Build the same look with other sides drawn."""
    return replace(style, borders=borders)


@cache
def quoted(style: Style) -> Style:
    """Build the look that keeps a text a text when it is edited, whatever it begins with."""
    return replace(style, quoted=True)
