"""Tables of plain text: CSV in the habits of Excel and LibreOffice, and tab-separated text."""

import csv
import io
from collections.abc import Iterator

from kgdesk.domain.errors import Fault
from kgdesk.returns.tabular_cells import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, GridCell, SheetGrid


def readings_of(data: bytes, name: str) -> Iterator[SheetGrid]:
    """Give the text cut at each of the delimiters in turn; a reading whose quotes are damaged raises when asked for.

    Raises Fault `return.table_encoding`, `.table_unreadable`, `.table_too_many`.
    """
    text = _decoded(data, name)
    damage: Fault | None = None  # quotes may look damaged under the wrong delimiter
    readable = 0
    for delimiter in ";,\t":
        try:
            grid = _grid(text, delimiter, name)
        except Fault as fault:
            if fault.code != "return.table_unreadable":
                raise
            damage = damage or fault
        else:
            readable += 1
            yield grid
    if damage is not None and not readable:
        raise damage


def damaged(data: bytes, name: str) -> Fault | None:
    """Give the damage of the quotes under the delimiter that the first line speaks for."""
    text = _decoded(data, name)
    first = text.lstrip().partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        _grid(text, delimiter, name)
    except Fault as fault:
        return fault
    return None


def _grid(text: str, delimiter: str, name: str) -> SheetGrid:
    cells: dict[tuple[int, int], GridCell] = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row = 0
    while True:
        try:
            line = next(reader)
        except StopIteration:
            return SheetGrid("", cells, loose=True)
        except csv.Error as error:
            raise Fault("return.table_unreadable", file=name, place=reader.line_num, cause=str(error)) from error
        row += 1
        if row > MAX_ROWS:
            raise Fault("return.table_too_many", file=name, limit=MAX_ROWS)
        for column, content in enumerate(line[:MAX_COLUMNS], 1):
            if content.strip():
                cells[row, column] = GridCell(content)
        if len(cells) > MAX_CELLS:
            raise Fault("return.table_too_many", file=name, limit=MAX_CELLS)


def _decoded(data: bytes, name: str) -> str:
    """Decode UTF-8 with or without a mark, UTF-16 with one, else the one-byte text of an old Windows.

    Bytes of Windows-1252 are what TCVN3 and VNI are written in; text without a letter of either stays refused.
    """
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        old = _old(data)
        if old is None:
            raise Fault("return.table_encoding", file=name) from error
        return old
    if "\x00" in text:
        raise Fault("return.table_encoding", file=name)
    return text


def _old(data: bytes) -> str | None:
    from kgdesk.domain.legacy_text import Certainty, suggest

    text = data.decode("cp1252", errors="surrogateescape")
    shown = "".join(chr(ord(letter) - 0xDC00) if "\udc80" <= letter <= "\udcff" else letter for letter in text)
    marked = [word for word in shown.split() if not word.isascii()]
    reading = suggest(" ".join(marked[:400]))
    return shown if reading is not None and reading.certainty is Certainty.CERTAIN else None
