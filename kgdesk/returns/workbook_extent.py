"""How many cells a worksheet names, before openpyxl makes them: one range can name a billion."""

import re
from collections.abc import Iterator, Mapping

from kgdesk.domain.errors import Fault
from kgdesk.returns.tabular_cells import MAX_CELLS

MOST_CELLS = 100_000  # under merged or linked ranges of one sheet; an annex has some hundreds
# openpyxl makes every cell of these; of ranges in other elements it only keeps the name
_RANGES = re.compile(rb"<(?:\w+:)?(mergeCell|hyperlink)\b[^>]*?\bref\s*=\s*[\"']([^\"']{1,60})[\"']")
_RANGE = re.compile(rb"\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_WRITTEN = re.compile(rb"<(?:\w+:)?c[\s/>]")


def check_extent(parts: Mapping[str, bytes], *, file: str) -> None:
    """Raise Fault `return.hostile` where ranges name too many cells, `return.table_too_many` where a sheet has them.

    The parts are UTF-8 (`package_xml` sees to it).
    """
    for part, content in parts.items():
        for kind in (b"mergeCell", b"hyperlink"):
            if sum(_named(content, kind)) > MOST_CELLS:
                raise Fault("return.hostile", file=file, cause=f"{part}: {kind.decode()}")
        if part.startswith("xl/worksheets/") and sum(1 for _ in _WRITTEN.finditer(content)) > MAX_CELLS:
            raise Fault("return.table_too_many", file=file, limit=MAX_CELLS)


def _named(content: bytes, kind: bytes) -> Iterator[int]:
    """Count the cells of each range."""
    for match in _RANGES.finditer(content):
        found = _RANGE.fullmatch(match[2].strip()) if match[1] == kind else None
        if found is not None:
            yield _cells(*found.groups())


def _cells(first_column: bytes, first_row: bytes, last_column: bytes, last_row: bytes) -> int:
    columns = abs(_number(last_column) - _number(first_column)) + 1
    return columns * (abs(int(last_row) - int(first_row)) + 1)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
