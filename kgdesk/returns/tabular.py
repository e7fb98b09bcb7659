"""Values for `kgdesk record` out of a table the clerk made: a workbook of any kind, or text.

Tables are found by their headings, Vietnamese (with or without marks) or English, in any sheet and anywhere in
it: indicator by code or name, value or numerator and denominator, status, source, note, measure. Other columns
are left alone. The file is only read.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kgdesk.domain.errors import Fault
from kgdesk.domain.numbers import Number, read_number
from kgdesk.domain.observation import FigureStatus, ValueState
from kgdesk.returns import tabular_legacy, tabular_text
from kgdesk.returns.tabular_cells import MAX_BYTES, MAX_ROWS, CellKind, GridCell, Place, SheetGrid, place_name
from kgdesk.returns.tabular_headings import FIGURES, TableFound, find_tables, folded
from kgdesk.returns.tabular_legacy import TextReading

__all__ = ["MAX_BYTES", "CellFlaw", "CellRepair", "RecordRow", "TableRead", "read_rows", "read_tables", "status_of"]

ENDINGS = ("xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt")
_TEXTS = ("indicator", "name", "status", "source", "note", "measure")
_NUMBERING = re.compile(r"\(?\s*(\d{1,2}|[A-ZĐ])\s*\)?(\s*=.*)?")


@dataclass(frozen=True, slots=True)
class CellRepair:
    """What was done to read a cell. `column` as in `RecordRow`, `kind` names the sentence `record.repair_<kind>`."""

    column: str
    place: str
    kind: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CellFlaw:
    """Why a cell cannot be read: `kind` is `date`, `error` or `uncalculated`; `text` what it shows."""

    column: str
    place: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class CellOffer:
    """A text that is likely in an old encoding: as it stands, and as it would read."""

    column: str
    text: str
    reading: str


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row. `row` counts from 1 as the spreadsheet shows it; the texts are as they read in the cells.

    A true number of a workbook stands as text that `numbers.read_number` reads back exactly and
    without doubt (`3.485` as `3,4850`); a cell shown in per cent ends in `%`. `indicator` is the code
    where there is a column of codes, else the name; `name` the name beside a code.
    """

    row: int
    indicator: str = ""
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    status: str = ""
    source: str = ""
    note: str = ""
    name: str = ""
    measure: str = ""
    hidden: bool = False
    repairs: tuple[CellRepair, ...] = ()
    flaws: tuple[CellFlaw, ...] = ()
    offers: tuple[CellOffer, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table of the file. `sheet` is '' for text; `known` counts the rows that name a known indicator.

    `top` and `last` are its first heading row and its last row; `hidden_rows` and `hidden_columns` what the
    file hides of it (columns by what they would have held), `hidden_sheet` that the whole sheet is hidden.
    """

    sheet: str
    top: int
    last: int
    rows: tuple[RecordRow, ...]
    known: int
    columns: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    hidden_sheet: bool = False


# The words are those of both languages, without marks: see `folded`.
_STATUS_WORDS: dict[FigureStatus | ValueState, tuple[str, ...]] = {
    FigureStatus.ESTIMATE: ("estimate", "uoc", "uoc thuc hien", "uoc tinh"),
    FigureStatus.PRELIMINARY: ("preliminary", "so bo"),
    FigureStatus.OFFICIAL: ("official", "chinh thuc"),
    FigureStatus.RESTATED: ("restated", "dieu chinh"),
    ValueState.NOT_AVAILABLE: ("not available", "not_available", "chua co so lieu", "khong co so lieu"),
    ValueState.NOT_APPLICABLE: ("not applicable", "not_applicable", "khong ap dung"),
}
_STATUS_OF = {word: status for status, words in _STATUS_WORDS.items() for word in words}


def status_of(text: str) -> FigureStatus | ValueState | None:
    """Read a word of the status column in either language; None where it is none (or empty)."""
    return _STATUS_OF.get(folded(text))


def sheets_of(data: bytes, name: str) -> list[SheetGrid]:
    """Read the sheets of a spreadsheet by what the bytes are, whatever the file is called.

    Raises Fault `return.table_kind`, `.table_too_large`, `.table_too_many`, `.table_encrypted`,
    `.table_not_workbook`, `.table_unreadable` (place, cause), and the faults of packages and XML (`return.hostile`,
    ...).
    """
    if len(data) > MAX_BYTES:
        raise Fault("return.table_too_large", file=name, limit=MAX_BYTES // 1_000_000)
    from kgdesk.returns import tabular_ods, tabular_workbook, tabular_xls

    if data.startswith(tabular_xls.MAGIC):
        return tabular_xls.sheets_of(data, name)
    if data.startswith(b"PK"):
        ods = tabular_ods.MIME in data[:200]
        return tabular_ods.sheets_of(data, name) if ods else tabular_workbook.sheets_of(data, name)
    if _ending(name) in {"xlsx", "xlsm", "ods"}:
        raise Fault("return.table_not_workbook", file=name)
    raise Fault("return.table_kind", file=name)


def read_tables(
    data: bytes,
    name: str,
    *,
    is_known: Callable[[str], bool] = bool,
    more_values: Sequence[str] = (),
) -> tuple[TableRead, ...]:
    """Find every table of a file, the best first: the most rows that `is_known` says name an indicator.

    Tables of hidden sheets come last. Raises the Faults of `sheets_of` and `return.table_encoding`,
    `.table_columns` (no headings found), `.table_empty` (nothing below them).
    """
    if len(data) > MAX_BYTES:
        raise Fault("return.table_too_large", file=name, limit=MAX_BYTES // 1_000_000)
    if _ending(name) not in ENDINGS:
        raise Fault("return.table_kind", file=name)
    text = _ending(name) in {"csv", "tsv", "txt"} and not data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    grids: Iterable[SheetGrid] = tabular_text.readings_of(data, name) if text else sheets_of(data, name)
    tables: list[TableRead] = []
    for grid in grids:
        tables.extend(tables_of(grid, name, is_known=is_known, more_values=more_values))
        if text and tables:
            break  # the other delimiters cut the same text otherwise
    if not tables:
        damage = tabular_text.damaged(data, name) if text else None
        raise damage or Fault("return.table_columns", file=name)
    if not any(table.rows for table in tables):
        raise Fault("return.table_empty", file=name)
    # sorted is stable: of equals the one that comes first in the file
    return tuple(sorted(tables, key=lambda item: (item.hidden_sheet, -item.known, -len(item.columns))))


def read_rows(data: bytes, name: str) -> tuple[RecordRow, ...]:
    """Read the rows of the best table; raises the Faults of `read_tables` and `return.table_column_twice`."""
    best = read_tables(data, name)[0]
    if best.twice:
        raise Fault("return.table_column_twice", file=name, column=best.twice[0])
    return best.rows


def tables_of(
    grid: SheetGrid, name: str, *, is_known: Callable[[str], bool] = bool, more_values: Sequence[str] = ()
) -> Iterator[TableRead]:
    """Read every table of one sheet, from top to bottom; Fault `return.table_too_many`."""
    readings = tabular_legacy.readings_of(grid)
    for found in find_tables(grid, texts_of(grid, readings), more_values=more_values):
        yield table_of(grid, readings, found, name, is_known=is_known)


def texts_of(grid: SheetGrid, readings: Mapping[Place, TextReading]) -> dict[Place, str]:
    """Give the cells of a sheet as they read."""
    return {
        place: (readings[place].text if place in readings else cell.text).strip() for place, cell in grid.cells.items()
    }


def table_of(
    grid: SheetGrid,
    readings: Mapping[Place, TextReading],
    found: TableFound,
    name: str,
    *,
    is_known: Callable[[str], bool] = bool,
) -> TableRead:
    """Read one table whose place and columns are known; Fault `return.table_too_many`."""
    if found.last > MAX_ROWS:
        raise Fault("return.table_too_many", file=name, limit=MAX_ROWS)
    rows = tuple(_RowReader(grid, readings, found).rows())
    return TableRead(
        sheet=grid.name,
        top=found.top,
        last=found.last,
        rows=rows,
        known=sum(is_known(row.indicator) or is_known(row.name) for row in rows if not row.hidden),
        columns=tuple(found.columns),
        twice=found.twice,
        hidden_rows=tuple(row.row for row in rows if row.hidden),
        hidden_columns=found.hidden,
        hidden_sheet=grid.hidden,
    )


class _RowReader:
    """Reads the rows under the headings of one table."""

    def __init__(self, grid: SheetGrid, readings: Mapping[Place, TextReading], found: TableFound) -> None:
        self._grid = grid
        self._readings = readings
        self._found = found
        self._headings = {row for top, bottom in found.blocks for row in range(top, bottom + 1)}
        self._merged = {(top, left): (bottom, right) for top, left, bottom, right in grid.merges}

    def rows(self) -> Iterator[RecordRow]:
        """Give the rows that hold anything in the table's columns."""
        used = sorted({row for row, _ in self._grid.cells if self._found.bottom < row <= self._found.last})
        numbered = False
        for row in used:
            if row in self._headings:
                continue
            if not numbered:
                numbered = True
                if self._is_numbering(row):
                    continue
            made = self._row(row)
            if made is not None:
                yield made

    def _is_numbering(self, row: int) -> bool:
        """Whether the first row below the headings only numbers the columns: `(1) (2) (3)`, `A B 1 2`."""
        cells = [self._grid.cells.get((row, column)) for column in self._found.columns.values()]
        texts = [cell.text.strip() for cell in cells if cell is not None and cell.text.strip()]
        return len(texts) > 1 and all(_NUMBERING.fullmatch(text) for text in texts)

    def _row(self, row: int) -> RecordRow | None:
        texts: dict[str, str] = {}
        repairs: list[CellRepair] = []
        flaws: list[CellFlaw] = []
        offers: list[CellOffer] = []
        for role, column in self._found.columns.items():
            cell = self._grid.cells.get((row, column))
            if cell is None:
                continue
            place = place_name(row, column)
            texts[role] = self._text(role, (row, column), cell, repairs, offers)
            if cell.kind in {CellKind.ERROR, CellKind.UNCALCULATED} or (
                cell.kind is CellKind.DATE and role in {*FIGURES, "indicator"}
            ):
                flaws.append(CellFlaw(role, place, cell.kind.value, cell.text))
            if (row, column) in self._merged:
                bottom, right = self._merged[row, column]
                repairs.append(CellRepair(role, place, "merged", {"range": f"{place}:{place_name(bottom, right)}"}))
        texts = {role: text for role, text in texts.items() if text}
        if not texts and not flaws:
            return None
        if not texts.get("indicator") and texts.get("name"):
            texts["indicator"] = texts.pop("name")
        hidden = row in self._grid.hidden_rows
        return RecordRow(row, hidden=hidden, repairs=tuple(repairs), flaws=tuple(flaws), offers=tuple(offers), **texts)

    def _text(self, role: str, place: Place, cell: GridCell, repairs: list[CellRepair], offers: list[CellOffer]) -> str:
        text = cell.text.strip()
        reading = self._readings.get(place)
        if reading is None or not text:
            if role in FIGURES:
                repairs.extend(_number_repairs(role, place, cell, loose=self._grid.loose))
            return text
        after = reading.text.strip()
        if not reading.sure and role in {"source", "note"}:
            offers.append(CellOffer(role, text, after))
            return text
        params: dict[str, object] = {"before": text, "after": after, "encoding": reading.encoding.upper()}
        repairs.append(CellRepair(role, place_name(*place), reading.kind, params))
        return after


def _number_repairs(role: str, place: Place, cell: GridCell, *, loose: bool) -> Iterator[CellRepair]:
    """Tell how a number was read where it does not stand as one; where all is text there is nothing to tell."""
    text = cell.text.strip()
    if cell.kind is CellKind.NUMBER and text.endswith("%"):
        yield CellRepair(role, place_name(*place), "percent", {"after": text})
    elif cell.kind is CellKind.TEXT and not loose and isinstance(found := read_number(text), Number):
        yield CellRepair(role, place_name(*place), "number_text", {"before": text, "after": found.value})


def _ending(name: str) -> str:
    return name.lower().rpartition(".")[2]
