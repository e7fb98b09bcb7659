"""A sheet as it was found, whatever the format: cells by place, and what the file hides or merges.

Rows and columns count from 1, as the spreadsheet shows them.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from kgdesk.domain.numbers import write_for_entry

MAX_BYTES = 10_000_000
MAX_CELLS = 200_000  # of one sheet
MAX_ROWS, MAX_COLUMNS = 20_000, 200
_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].')  # of a number format: what is shown and means nothing


class CellKind(StrEnum):
    """What a cell holds, beside its text."""

    TEXT = "text"
    NUMBER = "number"  # a true number; the text reads back exactly and without doubt
    DATE = "date"  # a number that is shown as a date: most often one that the spreadsheet mistook
    ERROR = "error"  # `#REF!` and its like
    UNCALCULATED = "uncalculated"  # a formula whose value nobody ever stored


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell. `font` is the name of its font, '' where the format does not say."""

    text: str
    kind: CellKind = CellKind.TEXT
    font: str = ""


Place = tuple[int, int]
Range = tuple[int, int, int, int]


@dataclass(slots=True)
class SheetGrid:
    """One sheet. `merges` are (top, left, bottom, right); `loose` says that everything is text (CSV)."""

    name: str
    cells: dict[Place, GridCell] = field(default_factory=dict)
    merges: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    loose: bool = False


def one_line(error: BaseException) -> str:
    """Give a library's complaint as part of a sentence: one line, not too long."""
    return " ".join(str(error).split())[:200]


def number_text(value: Decimal, number_format: str) -> str:
    """Write a true number so that it reads back exactly; per cent as it is shown (0.075 in `0%` is 7,5%)."""
    if "%" in _LITERAL.sub("", number_format):
        return f"{write_for_entry((value * 100).normalize())}%"
    return write_for_entry(value)


def column_letters(column: int) -> str:
    """Name a column as the spreadsheet does: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def place_name(row: int, column: int) -> str:
    """Name a cell as the spreadsheet does: `C7`."""
    return f"{column_letters(column)}{row}"
