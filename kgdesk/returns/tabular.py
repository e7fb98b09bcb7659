"""Values for `kgdesk record` out of a table the clerk made: CSV or a workbook.

Columns are found by their headings, Vietnamese (with or without marks) or English, below any title:
indicator, value or numerator and denominator, status, source, note. Other columns are left alone.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kgdesk.domain.errors import Fault
from kgdesk.domain.observation import FigureStatus, ValueState

MAX_BYTES = 10_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
_HEADING_WITHIN = 30  # rows that may stand above and include the headings


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row. `row` counts from 1 as the spreadsheet shows it; the texts are as they stand in the cells.

    A true number of a workbook stands as text that `numbers.read_number` reads back exactly and
    without doubt (`3.485` as `3,4850`); a cell shown in per cent ends in `%`.
    """

    row: int
    indicator: str
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    status: str = ""
    source: str = ""
    note: str = ""


# Of several headings that fit, the first in order is taken: a sheet may hold both code and name.
_HEADINGS = {
    "indicator": ("indicator code", "ma chi tieu", "indicator", "code", "ma", "chi tieu"),
    "value": ("value", "gia tri", "thuc hien ky nay", "so lieu", "thuc hien"),
    "numerator": ("numerator", "tu so"),
    "denominator": ("denominator", "mau so"),
    "status": ("status", "trang thai", "loai so lieu", "tinh trang"),
    "source": ("source", "nguon", "nguon so lieu"),
    "note": ("note", "ghi chu"),
}
_STATUS_WORDS: dict[FigureStatus | ValueState, tuple[str, ...]] = {
    FigureStatus.ESTIMATE: ("estimate", "uoc", "uoc thuc hien", "uoc tinh"),
    FigureStatus.PRELIMINARY: ("preliminary", "so bo"),
    FigureStatus.OFFICIAL: ("official", "chinh thuc"),
    FigureStatus.RESTATED: ("restated", "dieu chinh"),
    ValueState.NOT_AVAILABLE: ("not available", "not_available", "chua co so lieu", "khong co so lieu"),
    ValueState.NOT_APPLICABLE: ("not applicable", "not_applicable", "khong ap dung"),
}
_STATUS_OF = {word: status for status, words in _STATUS_WORDS.items() for word in words}


def read_rows(data: bytes, name: str) -> tuple[RecordRow, ...]:
    """Read a table; `name` decides the format and is shown in sentences.

    Raises Fault `return.table_kind` (neither .csv nor .xlsx), `.table_too_large`, `.table_too_many`,
    `.table_encoding`, `.table_unreadable` (place, cause), `.table_columns` (no headings found), `.table_column_twice`,
    `.table_formula` (a formula never calculated), `.table_empty`.
    """
    if len(data) > MAX_BYTES:
        raise Fault("return.table_too_large", file=name, limit=MAX_BYTES // 1_000_000)
    ending = name.lower().rpartition(".")[2]
    if ending == "csv":
        rows = _first_with_headings(_csv_readings(data, name), name)
    elif ending == "xlsx":
        from kgdesk.returns.tabular_workbook import sheets_of

        rows = _first_with_headings(sheets_of(data, name), name)
    else:
        raise Fault("return.table_kind", file=name)
    if not rows:
        raise Fault("return.table_empty", file=name)
    return rows


def _first_with_headings(tables: Iterable[Iterable[Sequence[str]]], name: str) -> tuple[RecordRow, ...]:
    """Read the first table that has the headings: a sheet, or the text cut at one of the delimiters."""
    damage: Fault | None = None  # quotes may look damaged under the wrong delimiter
    for table in tables:
        try:
            return tuple(_rows_of(table, name))
        except Fault as fault:
            if fault.code == "return.table_unreadable":
                damage = damage or fault
            elif fault.code != "return.table_columns":
                raise
    raise damage or Fault("return.table_columns", file=name)


def status_of(text: str) -> FigureStatus | ValueState | None:
    """Read a word of the status column in either language; None where it is none (or empty)."""
    return _STATUS_OF.get(_folded(text))


def _folded(text: str) -> str:
    """Write a heading or word without case, marks and repeated blanks."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "d"))
    letters = "".join(item for item in plain if not unicodedata.combining(item))
    return " ".join(letters.casefold().strip(" *:.").split())


def _rows_of(table: Iterable[Sequence[str]], name: str) -> Iterator[RecordRow]:
    rows = enumerate(table, 1)
    places = _find_headings(islice(rows, _HEADING_WITHIN), name)
    for number, cells in rows:
        if number > MAX_ROWS:
            raise Fault("return.table_too_many", file=name, limit=MAX_ROWS)
        found = {column: cells[place].strip() for column, place in places.items() if place < len(cells)}
        if any(found.values()):
            yield RecordRow(row=number, **found)


def _find_headings(rows: Iterable[tuple[int, Sequence[str]]], name: str) -> dict[str, int]:
    for _, cells in rows:
        words = [_folded(cell) for cell in cells]
        chosen = {
            column: next((heading for heading in headings if heading in words), None)
            for column, headings in _HEADINGS.items()
        }
        places = {column: words.index(heading) for column, heading in chosen.items() if heading is not None}
        if "indicator" in places and places.keys() & {"value", "numerator", "denominator"}:
            for place in places.values():
                if words.count(words[place]) > 1:
                    raise Fault("return.table_column_twice", file=name, column=cells[place].strip())
            return places
    raise Fault("return.table_columns", file=name)


def _csv_readings(data: bytes, name: str) -> Iterator[Iterator[list[str]]]:
    text = _decoded(data, name)
    for delimiter in ";,\t":
        yield _csv_rows(text, delimiter, name)


def _csv_rows(text: str, delimiter: str, name: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Fault("return.table_unreadable", file=name, place=reader.line_num, cause=str(error)) from error
        yield row[:MAX_COLUMNS]


def _decoded(data: bytes, name: str) -> str:
    """Decode UTF-8 with or without a mark, or UTF-16 with one (what Excel calls Unicode text)."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Fault("return.table_encoding", file=name) from error
    if "\x00" in text:
        raise Fault("return.table_encoding", file=name)
    return text
