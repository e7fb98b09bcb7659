"""Finding tables by their headings, wherever they stand in a sheet, in one, two or three rows.

A heading is the path of texts over a column, merged cells spread over what they cover: `Thực hiện` over
`Kỳ này` is `Thực hiện kỳ này`. A column is known by its whole path, or by the lowest text alone unless what
stands above says that it is something else (`Kế hoạch` over `Năm 2024`).
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kgdesk.returns.tabular_cells import MAX_COLUMNS, Place, SheetGrid

MOST_LEVELS = 3
_MOST_TRIES = 300  # rows of one sheet that may be headings; a table repeats its own on every page, not on every row
_MOST_LEVELS_MERGED, _MOST_COVERED = 9, 100_000  # rows of a merged heading; cells under merged ones
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
FIGURES = ("value", "numerator", "denominator")

# Of several headings that fit, the first in order is taken: a sheet may hold both code and name.
HEADINGS: dict[str, tuple[str, ...]] = {
    "indicator": ("indicator code", "ma chi tieu", "code", "ma so", "ma"),
    "name": ("indicator", "chi tieu", "ten chi tieu", "cac chi tieu", "chi tieu chu yeu", "noi dung chi tieu",
             "noi dung"),
    "value": ("value", "gia tri", "thuc hien ky nay", "thuc hien trong ky", "so lieu ky nay", "ky nay", "so lieu"),
    "numerator": ("numerator", "tu so"),
    "denominator": ("denominator", "mau so"),
    "status": ("status", "trang thai", "loai so lieu", "tinh trang"),
    "source": ("source", "nguon so lieu", "nguon"),
    "note": ("note", "ghi chu"),
    "measure": ("measure", "unit of measurement", "don vi tinh", "dvt", "don vi"),
}  # fmt: skip
_GENERAL_VALUES = ("ket qua thuc hien", "ket qua", "uoc thuc hien", "thuc hien")
# Above a column they say that its figures are not this period's.
_OTHERS = ("ke hoach", "muc tieu", "chi tieu duoc giao", "ky truoc", "cung ky", "nam truoc", "so sanh", "so voi",
           "target", "plan", "previous", "last year")  # fmt: skip
_ANCHORS = frozenset((*HEADINGS["indicator"], *HEADINGS["name"]))


@dataclass(frozen=True, slots=True)
class TableFound:
    """A table in a sheet: its heading rows, its columns by what they hold, and its last row.

    `twice` are the headings that two columns share; `hidden` the columns a hidden one would have filled;
    `blocks` are the further heading rows that only repeat these (top, bottom), as on every printed page.
    """

    top: int
    bottom: int
    columns: Mapping[str, int]
    last: int
    twice: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    blocks: tuple[tuple[int, int], ...] = ()


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Write a heading or word without case, marks and repeated blanks."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "d"))
    letters = "".join(item for item in plain if not unicodedata.combining(item))
    return " ".join(letters.casefold().strip(" *:.()").split())


def find_tables(
    grid: SheetGrid, texts: Mapping[Place, str], *, more_values: Sequence[str] = ()
) -> tuple[TableFound, ...]:
    """Find every table of a sheet, from top to bottom.

    `texts` are the cells as they read; `more_values` are headings that mean this period's figure, the surest
    first (`Thực hiện năm 2024`, `2024`). A column under another year than theirs is not this period's.
    """
    dated = tuple(map(folded, more_values))
    headings = {**HEADINGS, "value": (*dated, *HEADINGS["value"], *_GENERAL_VALUES)}
    sheet = _Sheet(grid, texts, headings, frozenset(_YEAR.findall(" ".join(dated))))
    found: list[TableFound] = []
    anchors = sorted({row for (row, _), text in texts.items() if folded(text) in _ANCHORS})
    for row in anchors[:_MOST_TRIES]:
        if found and row <= _bottom(found[-1]):
            continue
        table = sheet.table_at(row)
        if table is None:
            continue
        if found and found[-1].columns == table.columns:
            found[-1] = replace(found[-1], blocks=(*found[-1].blocks, (table.top, table.bottom)))
        else:
            found.append(table)
    if not found:
        return ()
    ends = [*(table.top - 1 for table in found[1:]), max(row for row, _ in grid.cells)]
    return tuple(replace(table, last=last) for table, last in zip(found, ends, strict=True))


def _bottom(table: TableFound) -> int:
    return table.blocks[-1][1] if table.blocks else table.bottom


class _Sheet:
    """The texts of a sheet with merged cells spread over what they cover."""

    def __init__(
        self,
        grid: SheetGrid,
        texts: Mapping[Place, str],
        headings: Mapping[str, Sequence[str]],
        years: frozenset[str],
    ) -> None:
        self._grid = grid
        self._years = years
        self._reach: dict[int, int] = {}  # how far down the merged cells of a row reach
        for top, _, bottom, _ in grid.merges:
            self._reach[top] = max(bottom, self._reach.get(top, 0))
        self._wide = {(top, left) for top, left, _, right in grid.merges if right > left}
        self._headings = headings
        self._texts = texts
        self._covered = _covered_by(grid)
        self._columns: dict[int, list[int]] = {}
        for row, column in {*texts, *self._covered}:
            self._columns.setdefault(row, []).append(column)

    def table_at(self, row: int) -> TableFound | None:
        """Read the heading rows around `row`: the fewest that tell the most columns."""
        tries = [
            (top, top + levels - 1)
            for levels in range(1, MOST_LEVELS + 1)
            for top in range(row - levels + 1, row + 1)
            if top >= 1
        ]
        tables = [table for top, bottom in tries if (table := self._headed(top, bottom)) is not None]
        best = max(
            tables, key=lambda pair: (len(pair[1].columns), -pair[0], pair[1].top - pair[1].bottom), default=None
        )
        return None if best is None else best[1]

    def _headed(self, top: int, bottom: int) -> tuple[int, TableFound] | None:
        """Read these rows as headings; the number says how far down the list the heading of the figures stands."""
        if any(row in self._reach and self._reach[row] > bottom for row in range(top, bottom + 1)):
            return None  # a heading goes on below
        columns = sorted({column for row in range(top, bottom + 1) for column in self._columns.get(row, ())})
        paths = {column: self._path(top, bottom, column) for column in columns}
        chosen: dict[str, int] = {}
        twice: list[str] = []
        hidden: list[str] = []
        best_rank: dict[str, int] = {}
        for role, headings in self._headings.items():
            ranked = sorted(
                (rank, column)
                for column in columns
                if (rank := _rank(paths[column], headings, self._years)) is not None
                and not (role in FIGURES and self._anchor(bottom, column) in self._wide)
            )
            best_rank |= {role: ranked[0][0]} if ranked else {}
            seen = [pair for pair in ranked if pair[1] not in self._grid.hidden_columns]
            if not seen:
                hidden.extend([role] if ranked else [])
                continue
            best, column = seen[0]
            chosen[role] = column
            twice.extend(
                self._texts.get(self._anchor(bottom, other), "")
                for rank, other in seen[1:2]
                if rank == best and self._anchor(bottom, other) != self._anchor(bottom, column)
            )
        named = chosen.keys() & {"indicator", "name"}
        if not named or not chosen.keys() & set(FIGURES):
            return None
        found = TableFound(top, bottom, chosen, bottom, tuple(twice), tuple(hidden))
        return best_rank.get("value", 0), found

    def _anchor(self, row: int, column: int) -> Place:
        return self._covered.get((row, column), (row, column))

    def _path(self, top: int, bottom: int, column: int) -> tuple[str, ...]:
        """List the texts over a column from the top; an upper one reaches on over blanks that have a text below."""
        path: list[str] = []
        for row in range(top, bottom + 1):
            text = self._texts.get(self._anchor(row, column), "")
            if not text and row < bottom:
                text = self._reaching(row, column)
            word = folded(text)
            if word and (not path or path[-1] != word):
                path.append(word)
        return tuple(path)

    def _reaching(self, row: int, column: int) -> str:
        """Find the text left of a blank upper heading; merged cells say themselves how far they reach."""
        while column > 1 and self._texts.get(self._anchor(row + 1, column)):
            column -= 1
            text = self._texts.get((row, column))
            if text:
                return text if (row, column) not in self._covered else ""
        return ""


def _covered_by(grid: SheetGrid) -> dict[Place, Place]:
    """Name the upper left cell of every place that merged cells cover; what is merged beyond reason is passed over."""
    covered: dict[Place, Place] = {}
    for top, left, bottom, right in grid.merges:
        for row in range(top, min(bottom, top + _MOST_LEVELS_MERGED) + 1):
            for column in range(left, min(right, MAX_COLUMNS) + 1):
                covered[row, column] = (top, left)
        if len(covered) > _MOST_COVERED:
            break
    return covered


def _rank(path: tuple[str, ...], headings: Sequence[str], years: frozenset[str]) -> int | None:
    """Place a path among the headings: the whole path, else its lowest text under nothing that speaks against it."""
    if not path:
        return None
    whole = " ".join(path)
    if whole in headings:
        return headings.index(whole)
    upper = " ".join(path[:-1])
    other_year = years and set(_YEAR.findall(whole)) - years
    if path[-1] in headings and not other_year and not any(word in upper for word in _OTHERS):
        return headings.index(path[-1])
    return None
