"""Tables as spreadsheets put them on the clipboard: a rectangle of shown texts, with the numbers behind them.

Tab-separated text holds only what is shown; `clipboard_html` reads and writes the form that also
holds the numbers.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

from kgdesk.domain.numbers import Ambiguous, Number, read_number

SHEET_DIGITS = 15  # what a spreadsheet shows of a number at most; further digits are noise of binary floats
FLOAT_DIGITS = 17  # what writes a binary float so that it reads back
MAX_ROWS = 5000  # a whole column copied by a click on its head is cut here, far past any plan
MAX_COLUMNS = 500
MAX_CELLS = 200_000  # of a block of plain text; the rest is cut


@dataclass(frozen=True, slots=True)
class ClipCell:
    """A cell: the text it shows, the number the spreadsheet holds where it tells one, and its font where known."""

    text: str = ""
    exact: Decimal | None = None
    font: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the cell."""
        return not self.text.strip() and self.exact is None


@dataclass(frozen=True, slots=True)
class ClipTable:
    """A rectangle of cells, never empty. What the spreadsheet hid is left out and counted."""

    rows: tuple[tuple[ClipCell, ...], ...]
    hidden_rows: int = 0
    hidden_columns: int = 0

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0])


def rectangle(rows: Iterable[Sequence[ClipCell]], *, hidden_rows: int = 0, hidden_columns: int = 0) -> ClipTable | None:
    """Fill short rows with blank cells; None where there is no cell at all."""
    kept = [list(row) for row in rows]
    width = max(map(len, kept), default=0)
    if not width:
        return None
    filled = tuple(tuple(row) + (ClipCell(),) * (width - len(row)) for row in kept)
    return ClipTable(filled, hidden_rows, hidden_columns)


def tidy_number(text: str) -> Decimal | None:
    """Read a number as programs write it (`1234.5`, `1E+15`) and cut the noise of binary floats; None: it is none."""
    try:
        value = Decimal(text.strip())
    except ArithmeticError:
        return None
    if not value.is_finite() or abs(value.adjusted()) > 30:  # noqa: PLR2004 - no figure of a plan is that large or small
        return None
    digits = len(value.normalize(Context(prec=100)).as_tuple().digits)
    if SHEET_DIGITS < digits <= FLOAT_DIGITS:
        value = Context(prec=SHEET_DIGITS).plus(value)
    plain = f"{value:f}"
    return Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain)


def agrees(text: str, exact: Decimal) -> bool:
    """Whether the shown text is this number, perhaps rounded, with a unit behind it or as per cent."""
    shown = re.sub(r"[^\W\d_]+.*$", "", text.strip()).strip()
    match read_number(shown):
        case Number(value, percent):
            readings: tuple[Decimal, ...] = (value,)
        case Ambiguous(candidates, _, percent):
            readings = candidates
        case _:
            return False
    told = exact * 100 if percent else exact
    return any(abs(reading - told) <= _half_step(reading) for reading in readings)


def _half_step(shown: Decimal) -> Decimal:
    """Half of the last shown digit, and a hair for halves that binary floats round either way."""
    exponent = shown.as_tuple().exponent
    return Decimal("0.5000001").scaleb(exponent if isinstance(exponent, int) else 0)


def read_tsv(text: str) -> ClipTable | None:
    """Read tab-separated text; cells with line breaks are quoted, one line end at the end belongs to the last row.

    A quote is only a quote where the text needed one: `"Chợ" Rạch Giá` and `"abc"` stay as they are.
    """
    source = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not text:
        return None
    rows: list[list[ClipCell]] = [[]]
    position = count = 0
    while True:
        cell, position = _field(source, position)
        if len(rows[-1]) < MAX_COLUMNS:
            rows[-1].append(ClipCell(cell))
            count += 1
        else:
            position = _line_end(source, position)  # past the last column nothing is read, not even quotes
        if position >= len(source) or count >= MAX_CELLS:
            return rectangle(rows)
        if source[position] == "\n":
            if len(rows) == MAX_ROWS:
                return rectangle(rows)
            rows.append([])
        position += 1


_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
_PLAIN = re.compile(r"[^\t\n]*")


def _field(source: str, start: int) -> tuple[str, int]:
    """Read one field; returns it with the position of what ends it."""
    quoted = _QUOTED.match(source, start)
    if quoted is not None and any(mark in quoted.group(1) for mark in ("\t", "\n", '""')):
        return quoted.group(1).replace('""', '"'), quoted.end()
    plain = _PLAIN.match(source, start)
    assert plain is not None  # noqa: S101 - it matches nothing, too
    return plain.group(), plain.end()


def _line_end(source: str, start: int) -> int:
    found = source.find("\n", start)
    return len(source) if found < 0 else found


def write_tsv(table: ClipTable) -> str:
    """Write the shown texts; a single cell gets no line end, so that it can be pasted into a sentence."""
    if len(table.rows) == 1 and table.width == 1:
        return _written(table.rows[0][0].text)
    return "".join("\t".join(_written(cell.text) for cell in row) + "\r\n" for row in table.rows)


def _written(text: str) -> str:
    if text.startswith('"') or any(mark in text for mark in "\t\r\n"):
        return '"' + text.replace('"', '""') + '"'
    return text
