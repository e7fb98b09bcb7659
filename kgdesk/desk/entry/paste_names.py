"""Blocks that bring the names or codes of the indicators with them: matched by name, not by position. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kgdesk.desk.entry.columns import TYPED, Column
from kgdesk.desk.entry.paste_plan import PastePlan, Target
from kgdesk.desk.entry.paste_reading import plan_paste
from kgdesk.desk.search_text import plain
from kgdesk.domain.clipboard_table import ClipTable
from kgdesk.domain.indicator import Indicator
from kgdesk.domain.legacy_text import suggest
from kgdesk.domain.legacy_text_unicode import tidy

_SEARCHED = 3  # columns from the left in which names are looked for: number, code and name may stand there
_NUMBERING = re.compile(r"^\W*(?:[0-9]+(?:\.[0-9]+)*|[ivx]+)\s*[.)]\s*")
_MEASURE = re.compile(r"\s*\([^()]*\)\s*$")
_HEADS = {
    "tu so": Column.NUMERATOR,
    "numerator": Column.NUMERATOR,
    "mau so": Column.DENOMINATOR,
    "denominator": Column.DENOMINATOR,
    "thuc hien": Column.VALUE,
    "thuc hien ky nay": Column.VALUE,
    "so lieu": Column.VALUE,
    "actual": Column.VALUE,
    "value": Column.VALUE,
    "trang thai": Column.STATUS,
    "status": Column.STATUS,
    "ghi chu": Column.NOTE,
    "note": Column.NOTE,
}

Line = Callable[[int, int], Target]  # row of the grid, column of the grid


@dataclass(frozen=True, slots=True)
class NamedBlock:
    """A block whose column `names` tells the rows: `rows[i]` is the grid's row for the block's row i, or None."""

    table: ClipTable
    names: int
    rows: tuple[int | None, ...]
    columns: Mapping[int, int]  # column of the block -> column of the grid

    def plan(self, line: Line) -> PastePlan:
        """Plan the block; a row that no indicator has is told, a blank cell leaves what stands there."""
        known = [number for number, row in enumerate(self.rows) if row is not None]
        columns = sorted(self.columns)
        table = replace(
            self.table, rows=tuple(tuple(self.table.rows[row][column] for column in columns) for row in known)
        )

        def at(row: int, column: int) -> Target:
            place = self.rows[known[row]]
            assert place is not None  # noqa: S101 - only known rows are kept
            return line(place, self.columns[columns[column]])

        return replace(plan_paste(table, at, skip_blank=True), unknown=self._unknown())

    def _unknown(self) -> tuple[str, ...]:
        """Names of rows that carry figures and that no row of the grid has; headings carry none."""
        rest = [column for column in self.columns if column != self.names]
        return tuple(
            line[self.names].text.strip()
            for line, row in zip(self.table.rows, self.rows, strict=True)
            if row is None
            and line[self.names].text.strip()
            and any(not line[column].is_blank and _head(line[column].text) is None for column in rest)
        )


def recognise(table: ClipTable, indicators: Sequence[tuple[int, Indicator]], first: int) -> NamedBlock | None:
    """Find the column of names: at least half of its filled rows, the heads apart, name an indicator, each once.

    `first` is the column of the grid to begin with where no head of the block says otherwise.
    """
    known = _names(indicators)
    for names in range(min(_SEARCHED, table.width - 1)):
        rows = tuple(_find(known, line[names].text, line[names].font) for line in table.rows)
        found = [row for row in rows if row is not None]
        filled = sum(not line[names].is_blank and not any(_head(cell.text) for cell in line) for line in table.rows)
        if found and len(set(found)) == len(found) and 2 * len(found) >= filled:
            columns = _columns(table, names, first)
            return NamedBlock(table, names, rows, columns) if columns else None
    return None


def _names(indicators: Iterable[tuple[int, Indicator]]) -> dict[str, int]:
    """Every name of a row, the ones that several rows have left out."""
    known: dict[str, int | None] = {}
    for row, item in indicators:
        for name in {_folded(text) for text in (item.code, item.name_vi, item.name_en)} - {""}:
            known[name] = None if known.get(name, row) != row else row
    return {name: row for name, row in known.items() if row is not None}


def _find(known: Mapping[str, int], text: str, font: str | None) -> int | None:
    legacy = suggest(text, font)
    name = tidy(text).after if legacy is None else legacy.after
    whole = _folded(name)
    bare = _folded(_MEASURE.sub("", _NUMBERING.sub("", name.strip().lower())))
    return known.get(whole, known.get(bare))


def _folded(text: str) -> str:
    return " ".join(plain(text).split()).strip(" .:;,-*+")


def _head(text: str) -> Column | None:
    return _HEADS.get(_folded(text))


def _columns(table: ClipTable, names: int, first: int) -> dict[int, int]:
    """Take the columns by their heads, else those right of the names, from `first` on."""
    for line in table.rows:
        heads = {column: int(head) for column, cell in enumerate(line) if (head := _head(cell.text)) is not None}
        heads.pop(names, None)
        if heads:
            return heads
    order = [int(column) for column in Column if column >= (first if first in TYPED else Column.VALUE)]
    return dict(zip(range(names + 1, table.width), order, strict=False))
