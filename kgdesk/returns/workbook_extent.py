"""How many cells the merged ranges of a worksheet name, before openpyxl makes them: one range can name a billion."""

import re
from collections.abc import Mapping

from kgdesk.domain.errors import Fault

MOST_CELLS = 100_000  # under merged ranges of one sheet; an annex has some hundreds
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*[\"']([^\"']{1,60})[\"']")
_RANGE = re.compile(rb"\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def check_extent(parts: Mapping[str, bytes], *, file: str) -> None:
    """Raise Fault `return.hostile` where the merged ranges of a part cover more than `MOST_CELLS` cells."""
    for part, content in parts.items():
        ranges = (_RANGE.fullmatch(match[1].strip()) for match in _MERGED.finditer(content))
        if sum(_cells(*found.groups()) for found in ranges if found is not None) > MOST_CELLS:
            raise Fault("return.hostile", file=file, cause=f"{part}: mergeCell")


def _cells(first_column: bytes, first_row: bytes, last_column: bytes, last_row: bytes) -> int:
    columns = abs(_number(last_column) - _number(first_column)) + 1
    return columns * (abs(int(last_row) - int(first_row)) + 1)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
