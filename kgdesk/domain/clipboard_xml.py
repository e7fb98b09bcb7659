"""Excel's own form of a block on the clipboard, `XML Spreadsheet`: the numbers as Excel holds them.

The HTML that Excel writes beside it holds only what is shown. Source: Office XML, SpreadsheetML 2003.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers.expat import ExpatError

from kgdesk.domain.clipboard_table import MAX_COLUMNS, MAX_ROWS, ClipCell, ClipTable, rectangle, tidy_number

MAX_TEXT = 20_000_000  # characters; a block of a plan has some thousands
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read_numbers(source: str) -> list[list[Decimal | None]] | None:
    """Read the numbers of the first table by row and column, None where none stands; None: it is no such table.

    A document that declares entities is not read. Dates are no numbers here, though Excel counts days.
    """
    if len(source) > MAX_TEXT or _DECLARED.search(source):
        return None
    try:
        root = fromstring(source.strip("\x00 \r\n\ufeff"))  # noqa: S314 - no entities, checked above
    except (ParseError, ExpatError, ValueError):
        return None
    table = root.find(f"{_SS}Worksheet/{_SS}Table")
    return None if table is None else list(_rows(table))


def _rows(table: Element) -> Iterator[list[Decimal | None]]:
    count = 0
    for row in table.findall(f"{_SS}Row"):
        for _ in range(_place(row, count + 1) - 1 - count):
            yield []
            count += 1
        if count >= MAX_ROWS:
            return
        yield _cells(row)
        count += 1


def _cells(row: Element) -> list[Decimal | None]:
    numbers: list[Decimal | None] = []
    for cell in row.findall(f"{_SS}Cell"):
        numbers += [None] * (_place(cell, len(numbers) + 1) - 1 - len(numbers))
        data = cell.find(f"{_SS}Data")
        is_number = data is not None and data.get(f"{_SS}Type") == "Number"
        numbers.append(tidy_number(data.text or "") if is_number and data is not None else None)
        numbers += [None] * min(_count(cell.get(f"{_SS}MergeAcross")), MAX_COLUMNS)
        if len(numbers) >= MAX_COLUMNS:
            break
    return numbers[:MAX_COLUMNS]


def _place(element: Element, expected: int) -> int:
    """Where a row or cell stands, from 1: Excel names the place only after blanks."""
    told = _count(element.get(f"{_SS}Index"))
    return min(max(told, expected), expected + MAX_COLUMNS)


def _count(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 0  # noqa: PLR2004 - a place


def with_numbers(table: ClipTable, numbers: list[list[Decimal | None]]) -> ClipTable:
    """Put Excel's numbers behind the shown texts of the same block.

    Where the sheet hides rows or columns the two do not lie on each other: then the table stays as it is.
    """
    if table.hidden_rows or table.hidden_columns or len(numbers) > len(table.rows):
        return table
    if max(map(len, numbers), default=0) > table.width:
        return table
    joined = rectangle(
        [
            _behind(cell, numbers[row][column] if row < len(numbers) and column < len(numbers[row]) else None)
            for column, cell in enumerate(line)
        ]
        for row, line in enumerate(table.rows)
    )
    return joined or table


def _behind(cell: ClipCell, number: Decimal | None) -> ClipCell:
    return cell if number is None or cell.exact is not None else ClipCell(cell.text, number, cell.font)
