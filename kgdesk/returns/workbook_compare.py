"""What a person sees in a workbook against what its document says.

Equal bytes or equal parts settle it at once, as the writer is deterministic. A file that was saved
again by a spreadsheet program is compared cell by cell; whatever could show something else than the
cells (drawings, comments, hidden rows, formats that hide) counts as a difference.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from kgdesk.domain.errors import Fault
from kgdesk.domain.return_document import ReturnDocument
from kgdesk.domain.written_text import clean_text
from kgdesk.returns import canonical
from kgdesk.returns.canonical_json import plain_decimal
from kgdesk.returns.package import read_package
from kgdesk.returns.package_xml import read_elements
from kgdesk.returns.tabular_cells import one_line
from kgdesk.returns.workbook_extent import check_extent
from kgdesk.returns.workbook_inspect import SIGNATURES, oddities
from kgdesk.returns.workbook_package import write_workbook_package
from kgdesk.returns.workbook_sheets import return_sheets
from kgdesk.returns.workbook_styles import StyleTable

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_DIFFERENCES = 500
MAX_CELLS = 200_000

_ENVELOPE = {"[Content_Types].xml", "_rels/.rels"}
_ORIGIN = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One place where the eye and the document part.

    `cell` is an address, `row 7`, `column C`, or empty for the whole sheet; `sheet` is empty where
    the difference is in the file itself (`cell` then names the part).
    """

    sheet: str
    cell: str
    expected: str
    found: str


def differences(data: bytes, document: ReturnDocument, name: str = "return.xlsx") -> tuple[CellDifference, ...]:
    """Compare a workbook with what `write_workbook(document)` shows; empty: they agree.

    At most `MAX_DIFFERENCES`. Raises the Faults of `package.read_package`; formulas are never evaluated.
    """
    payload, styles = canonical.to_bytes(document), StyleTable()
    expected = write_workbook_package(return_sheets(document, canonical.digest(payload), styles), styles, payload)
    if data == expected:
        return ()
    found_parts, expected_parts = read_package(data, name), read_package(expected, "")
    if _same_parts(found_parts, expected_parts, name):
        return ()
    return tuple(islice(_unlike(found_parts, expected, data, name), MAX_DIFFERENCES))


def _same_parts(found: dict[str, bytes], expected: dict[str, bytes], name: str) -> bool:
    """Whether all parts but signatures are equal, and the envelope names nothing but ours and signatures."""
    ours = {part: content for part, content in found.items() if not part.startswith(SIGNATURES)}
    if ours.keys() != expected.keys():
        return False
    if any(ours[part] != expected[part] for part in ours.keys() - _ENVELOPE):
        return False
    return all(ours[part] == expected[part] or _signed_twin(part, ours, expected, name) for part in _ENVELOPE)


def _signed_twin(part: str, found: dict[str, bytes], expected: dict[str, bytes], name: str) -> bool:
    """Whether an envelope part differs only by what a signature adds."""

    def listed(content: bytes) -> set[tuple[tuple[str, str], ...]]:
        elements = read_elements(content, file=name, part=part)[1:]
        own = (item for item in elements if not _of_signatures(item.attributes))
        return {tuple(sorted({**item.attributes, "Id": ""}.items())) for item in own}

    return listed(found[part]) == listed(expected[part])


def _of_signatures(attributes: dict[str, str]) -> bool:
    return (
        attributes.get("Type") == _ORIGIN
        or attributes.get("PartName", "").startswith(f"/{SIGNATURES}")
        or attributes.get("Extension") == "sigs"
    )


def _unlike(parts: dict[str, bytes], expected: bytes, data: bytes, name: str) -> Iterator[CellDifference]:
    for part, what in oddities(parts, read_package(expected, "").keys(), name):
        yield CellDifference("", part, "", what)
    check_extent(parts, file=name)
    found_book, expected_book = _load(data, name), _load(expected, name)
    yield from _sheets_unlike(found_book, expected_book)


def _load(data: bytes, name: str) -> "Workbook":
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not know is no part of the comparison
            return openpyxl.load_workbook(io.BytesIO(data))
    except MemoryError:
        raise  # whoever bounds the memory says so
    except Exception as error:  # openpyxl raises whatever it meets in files it does not understand
        raise Fault("return.unreadable", file=name, place="workbook", cause=one_line(error)) from error


def _sheets_unlike(found: "Workbook", expected: "Workbook") -> Iterator[CellDifference]:
    for title in found.sheetnames:
        if title not in expected.sheetnames:
            yield CellDifference(title, "", "", "sheet added")
    for title in expected.sheetnames:
        if title not in found.sheetnames:
            yield CellDifference(title, "", "sheet", "")
        elif found[title].sheet_state != "visible" or not hasattr(found[title], "merged_cells"):
            yield CellDifference(title, "", "visible", f"{found[title].sheet_state} {type(found[title]).__name__}")
        else:
            yield from _cells_unlike(found[title], expected[title])
    if not set(found.defined_names).issubset(expected.defined_names):
        yield CellDifference("", "defined names", "", ", ".join(sorted(found.defined_names))[:200])


def _cells_unlike(found: "Worksheet", expected: "Worksheet") -> Iterator[CellDifference]:
    title = expected.title
    yield from _hidden(found, title)
    if len(found.conditional_formatting):
        yield CellDifference(title, "", "", "conditional formatting")
    if {str(item) for item in found.merged_cells.ranges} != {str(item) for item in expected.merged_cells.ranges}:
        yield CellDifference(title, "", "merged cells", "other merged cells")
    shown, wanted = _cells(found), _cells(expected)
    for place in sorted(shown.keys() | wanted.keys()):
        cell, model = shown.get(place), wanted.get(place)
        before, after = _shown(model), _shown(cell)
        address = (cell or model).coordinate  # type: ignore[union-attr]
        if before != after:
            yield CellDifference(title, address, before, after)
        elif after and cell is not None and model is not None:
            yield from _masked(title, cell, model)


def _hidden(sheet: "Worksheet", title: str) -> Iterator[CellDifference]:
    for number, row in sorted(sheet.row_dimensions.items()):
        if row.hidden or (row.height is not None and row.height < 2):  # noqa: PLR2004 - points nobody can read
            yield CellDifference(title, f"row {number}", "visible", "hidden")
    for letter, column in sorted(sheet.column_dimensions.items()):
        if column.hidden or column.width < 1:
            yield CellDifference(title, f"column {letter}", "visible", "hidden")


def _cells(sheet: "Worksheet") -> dict[tuple[int, int], "Cell"]:
    cells: dict[tuple[int, int], Any] = sheet._cells  # noqa: SLF001 - iter_rows would fill a hostile sheet's gaps
    if len(cells) > MAX_CELLS:
        raise Fault("return.hostile", file=sheet.title, cause=f"{len(cells)} cells")
    return {place: cell for place, cell in cells.items() if cell.value is not None}


def _shown(cell: "Cell | None") -> str:
    """Write what a cell holds in a form that does not depend on who saved it; a formula is named as one."""
    if cell is None or cell.value is None:
        return ""
    if cell.data_type == "f":
        return f"formula {cell.value}"[:200]
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        try:
            return plain_decimal(Decimal(repr(cell.value)))
        except ValueError:  # infinite, or longer than any figure: no cell of ours
            return str(cell.value)
    return clean_text(str(cell.value))


def _masked(title: str, cell: "Cell", model: "Cell") -> Iterator[CellDifference]:
    """Find looks that make a cell show something else than it holds."""
    if _plain_format(cell.number_format) != _plain_format(model.number_format):
        yield CellDifference(title, cell.coordinate, model.number_format, f"format {cell.number_format}"[:200])
    color = cell.font.color
    if color is not None and color.type == "rgb" and str(color.rgb)[-6:] != "000000":
        yield CellDifference(title, cell.coordinate, "black", f"letters {color.rgb}")
    if cell.fill.fill_type is not None:
        yield CellDifference(title, cell.coordinate, "no fill", f"fill {cell.fill.fill_type}")
    if cell.font.sz is not None and cell.font.sz < 6:  # noqa: PLR2004 - smaller than print
        yield CellDifference(title, cell.coordinate, str(model.font.sz), f"letters of {cell.font.sz}")


def _plain_format(code: str) -> str:
    """Leave out of a format the spellings that programs change when they save."""
    return re.sub(r"\[\$-[0-9A-Fa-f]+\]|[\\\"]", "", code)
