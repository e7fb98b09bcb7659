"""The sheets of an OpenDocument spreadsheet (.ods): values as stored, fonts by the styles, nothing evaluated.

Source: OASIS OpenDocument 1.3 part 3, sections 9 (tables), 16 and 20 (styles), 19.389 (office:value-type).
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.parsers import expat

from kgdesk.domain.errors import Fault
from kgdesk.returns.package import read_package
from kgdesk.returns.package_xml import Element, read_elements
from kgdesk.returns.tabular_cells import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    CellKind,
    GridCell,
    Range,
    SheetGrid,
    number_text,
    one_line,
)

MIME = b"application/vnd.oasis.opendocument.spreadsheet"
_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT, _STYLE = f"{_NS}table:1.0}}", f"{_NS}office:1.0}}", f"{_NS}text:1.0}}", f"{_NS}style:1.0}}"
_FO = f"{_NS}xsl-fo-compatible:1.0}}"
_SHEET, _NOTE, _SHAPES = f"{_TABLE}table", f"{_OFFICE}annotation", f"{_TABLE}shapes"
_PARAGRAPH = f"{_TEXT}p"
_GAPS = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}
_CELL, _COVERED = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_HIDDEN = {"collapse", "filter"}
_MOST_DIGITS = 400  # before or after the comma; a binary float has 308


def sheets_of(data: bytes, name: str) -> list[SheetGrid]:
    """Read every sheet, hidden ones too; raises the Faults of `tabular.read_tables`."""
    parts = read_package(data, name, folders=True)
    if b"manifest:encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Fault("return.table_encrypted", file=name)
    if "content.xml" not in parts:
        raise Fault("return.table_unreadable", file=name, place=1, cause="no content.xml")
    content = parts["content.xml"]
    elements = [item for item in read_elements(content, file=name, part="content.xml") if item.name.startswith(_STYLE)]
    looks = read_elements(parts["styles.xml"], file=name, part="styles.xml") if "styles.xml" in parts else []
    try:
        return _Reader(name, _fonts([*looks, *elements]), _hidden_tables(elements)).read(content)
    except ValueError as error:  # counts that are no numbers
        raise Fault("return.table_unreadable", file=name, place=1, cause=one_line(error)) from error


def _fonts(elements: list[Element]) -> dict[str, str]:
    """Name the font of every cell style, inherited ones too."""
    faces: dict[str, str] = {}
    own: dict[str, str] = {}
    parent: dict[str, str] = {}
    style = ""
    for item in elements:
        if item.name == f"{_STYLE}font-face":
            family = item.attributes.get("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}font-family", "")
            faces[item.attributes.get(f"{_STYLE}name", "")] = family.strip("'\"")
        elif item.name in {f"{_STYLE}style", f"{_STYLE}default-style"}:
            style = item.attributes.get(f"{_STYLE}name", "")
            parent[style] = item.attributes.get(f"{_STYLE}parent-style-name", "")
        elif item.name == f"{_STYLE}text-properties":
            named = item.attributes.get(f"{_STYLE}font-name", "")
            direct = item.attributes.get(f"{_FO}font-family", "").strip("'\"")
            if named or direct:
                own.setdefault(style, direct or faces.get(named) or named)
    return {name: _inherited(name, own, parent) for name in parent}


def _inherited(name: str, own: dict[str, str], parent: dict[str, str]) -> str:
    for _ in range(20):  # a chain of styles, or a circle
        if name in own:
            return own[name]
        if not name:
            return ""
        name = parent.get(name, "")
    return ""


def _hidden_tables(elements: list[Element]) -> set[str]:
    hidden, style = set(), ""
    for item in elements:
        if item.name == f"{_STYLE}style":
            style = item.attributes.get(f"{_STYLE}name", "")
        elif item.name == f"{_STYLE}table-properties" and item.attributes.get(f"{_TABLE}display") == "false":
            hidden.add(style)
    return hidden


@dataclass(slots=True)
class _Sheet:
    name: str
    hidden: bool
    row: int = 0  # the row being read
    row_span: int = 1
    column: int = 0
    next_column: int = 1  # of the column definitions
    cells: dict[tuple[int, int], GridCell] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    column_styles: dict[int, str] = field(default_factory=dict)


class _Reader:
    """Takes the elements as expat meets them; a cell is made when it ends."""

    def __init__(self, file: str, fonts: dict[str, str], hidden_tables: set[str]) -> None:
        self._file = file
        self._fonts = fonts
        self._hidden_tables = hidden_tables
        self._sheets: list[_Sheet] = []
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[str] = []
        self._notes = 0  # annotations around: their paragraphs are not the cell's
        self._in_paragraph = 0

    def read(self, content: bytes) -> list[SheetGrid]:
        """Read the whole of `content.xml`, which was held to its limits before."""
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(content, True)
        return [
            SheetGrid(
                sheet.name,
                sheet.cells,
                tuple(sheet.merges),
                frozenset(sheet.hidden_rows),
                frozenset(sheet.hidden_columns),
                hidden=sheet.hidden,
            )
            for sheet in self._sheets
        ]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in {_NOTE, _SHAPES}:
            self._notes += 1
        elif self._notes:
            return
        elif name == _SHEET:
            hidden = attributes.get(f"{_TABLE}style-name", "") in self._hidden_tables
            self._sheets.append(_Sheet(attributes.get(f"{_TABLE}name", ""), hidden))
        elif not self._sheets:
            return
        elif name == f"{_TABLE}table-column":
            self._take_columns(self._sheets[-1], attributes)
        elif name == f"{_TABLE}table-row":
            self._take_row(self._sheets[-1], attributes)
        elif name in {_CELL, _COVERED}:
            self._cell, self._paragraphs = attributes, []
        elif name == _PARAGRAPH:
            self._in_paragraph += 1
            self._paragraphs.append("")
        elif name in _GAPS:
            self._text(_GAPS[name])

    def _end(self, name: str) -> None:
        if name in {_NOTE, _SHAPES}:
            self._notes -= 1
        elif self._notes:
            return
        elif name == _PARAGRAPH:
            self._in_paragraph -= 1
        elif name in {_CELL, _COVERED} and self._cell is not None:
            self._finish_cell(self._cell)
            self._cell = None

    def _text(self, piece: str) -> None:
        if self._in_paragraph and not self._notes and self._paragraphs:
            self._paragraphs[-1] += piece

    @staticmethod
    def _take_columns(sheet: _Sheet, attributes: dict[str, str]) -> None:
        count = int(attributes.get(f"{_TABLE}number-columns-repeated", "1"))
        places = range(sheet.next_column, min(sheet.next_column + count, MAX_COLUMNS + 1))
        if attributes.get(f"{_TABLE}visibility") in _HIDDEN:
            sheet.hidden_columns.update(places)
        style = attributes.get(f"{_TABLE}default-cell-style-name", "")
        sheet.column_styles.update(dict.fromkeys(places, style))
        sheet.next_column += count

    @staticmethod
    def _take_row(sheet: _Sheet, attributes: dict[str, str]) -> None:
        sheet.row += sheet.row_span if sheet.row else 1
        sheet.row_span = int(attributes.get(f"{_TABLE}number-rows-repeated", "1"))
        sheet.column = 0
        if attributes.get(f"{_TABLE}visibility") in _HIDDEN:
            sheet.hidden_rows.update(range(sheet.row, min(sheet.row + sheet.row_span, MAX_ROWS + 2)))

    def _finish_cell(self, attributes: dict[str, str]) -> None:
        if not self._sheets:
            return
        sheet = self._sheets[-1]
        first = sheet.column + 1
        count = int(attributes.get(f"{_TABLE}number-columns-repeated", "1"))
        sheet.column += count
        if first > MAX_COLUMNS or sheet.row > MAX_ROWS + 1:
            return
        down = int(attributes.get(f"{_TABLE}number-rows-spanned", "1"))
        right = int(attributes.get(f"{_TABLE}number-columns-spanned", "1"))
        if down * right > 1:
            sheet.merges.append((sheet.row, first, sheet.row + down - 1, first + right - 1))
        style = attributes.get(f"{_TABLE}style-name") or sheet.column_styles.get(first, "")
        made = _cell(attributes, "\n".join(self._paragraphs), self._fonts.get(style, ""))
        if made is None:
            return
        for row in range(sheet.row, min(sheet.row + sheet.row_span, MAX_ROWS + 2)):
            for column in range(first, min(first + count, MAX_COLUMNS + 1)):
                sheet.cells[row, column] = made
                if len(sheet.cells) > MAX_CELLS:
                    raise Fault("return.table_too_many", file=self._file, limit=MAX_CELLS)


def _cell(attributes: dict[str, str], shown: str, font: str) -> GridCell | None:
    kind = attributes.get(f"{_OFFICE}value-type", "")
    value = attributes.get(f"{_OFFICE}value", "")
    if shown.startswith("#") and f"{_TABLE}formula" in attributes:
        return GridCell(shown, CellKind.ERROR, font)
    match kind:
        case "float" | "currency" | "percentage":
            try:
                number = Decimal(value)
            except InvalidOperation:
                return GridCell(shown, CellKind.TEXT, font)
            if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
                return GridCell(shown, CellKind.ERROR, font)
            return GridCell(number_text(number, "0%" if kind == "percentage" else ""), CellKind.NUMBER, font)
        case "date":
            return GridCell(_date_text(attributes.get(f"{_OFFICE}date-value", "")), CellKind.DATE, font)
        case "time":
            return GridCell(shown, CellKind.DATE, font)
        case "boolean":
            truth = attributes.get(f"{_OFFICE}boolean-value") == "true"
            return GridCell("1" if truth else "0", CellKind.NUMBER, font)
        case _ if not shown.strip():
            return GridCell("", CellKind.UNCALCULATED, font) if f"{_TABLE}formula" in attributes and not kind else None
        case _:
            return GridCell(shown, CellKind.TEXT, font)


def _date_text(value: str) -> str:
    try:
        return f"{date.fromisoformat(value[:10]):%d/%m/%Y}"
    except ValueError:
        return value
