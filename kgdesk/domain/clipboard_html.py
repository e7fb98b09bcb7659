"""Tables as Excel and LibreOffice put them on the clipboard in HTML, where the numbers behind the texts stand.

LibreOffice writes `sdval` and `sdnum`, Excel `x:num`; both programs read both back. Nothing of the
page is trusted: no link is followed, and a table past `MAX_ROWS` or `MAX_COLUMNS` is cut.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from html.parser import HTMLParser

from kgdesk.domain.clipboard_table import MAX_COLUMNS, MAX_ROWS, ClipCell, ClipTable, rectangle, tidy_number
from kgdesk.domain.html_tags import tags_only

MAX_SOURCE = 4_000_000  # characters; what is longer is read from the plain text beside it
MAX_CELLS = 100_000  # read at most; as many may lie under merged cells, past that a merge covers one cell
_MOST_DIGITS = 9
_SILENT = frozenset({"style", "script", "title", "head"})
_BLOCKS = frozenset({"p", "div", "li"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_FAMILY = re.compile(r"font-family\s*:\s*([^;]+)", re.IGNORECASE)
_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
_BREAK = "\x00"  # stands for <br> until the white space of the source is folded

_Attributes = dict[str, str]


@dataclass(slots=True)
class _Cell:
    exact: Decimal | None
    font: str | None
    down: int
    right: int
    hidden: bool
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    hidden: bool
    cells: list[_Cell] = field(default_factory=list)


def read_html(source: str) -> ClipTable | None:
    """Read the first table of a page; None where there is none.

    Cells under a merged one are blank. Hidden rows and columns are left out and counted.
    """
    if len(source) > MAX_SOURCE or "<t" not in source.lower():
        return None
    plain = tags_only(source)
    if len(plain) > MAX_SOURCE:
        return None
    reader = _TableReader(source)
    with suppress(_EnoughError):
        reader.feed(plain)
        reader.close()
    return _spread(reader.rows[:MAX_ROWS], reader.hidden_columns)


class _EnoughError(Exception):
    """What follows would be cut anyway."""


class _TableReader(HTMLParser):
    """Collects the rows of the first table; a table inside a cell gives its texts to that cell."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[_Row] = []
        self.hidden_columns: set[int] = set()
        self._styles = dict(_RULE.findall(source))
        self._depth = 0
        self._done = False
        self._silent = 0
        self._columns = 0
        self._cell: _Cell | None = None
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a row or a cell, or note what a tag says of the cell it is in."""
        if self._done or self._count >= MAX_CELLS or len(self.rows) > MAX_ROWS:
            raise _EnoughError
        if tag in _SILENT:
            self._silent += 1
        elif tag in {"body", "table"}:
            self._silent = 0  # a head that nobody closed
        if tag in _SILENT:
            return
        said = {name: value or "" for name, value in attrs}
        if tag == "table":
            self._depth += 1
        elif self._depth == 1:
            self._in_table(tag, said)
        if self._cell is not None:
            self._in_cell(self._cell, tag, said)

    def _in_table(self, tag: str, said: _Attributes) -> None:
        if tag == "col":
            after = min(self._columns + _count(said, "span", MAX_COLUMNS), MAX_COLUMNS)
            if self._is_hidden(said):
                self.hidden_columns.update(range(self._columns, after))
            self._columns = after
        elif tag == "tr":
            self._cell = None
            if len(self.rows) <= MAX_ROWS:
                self.rows.append(_Row(self._is_hidden(said)))
        elif tag in {"td", "th"} and self.rows and len(self.rows[-1].cells) < MAX_COLUMNS:
            self._count += 1
            self._cell = _Cell(
                _number(said),
                self._font(said),
                _count(said, "rowspan", MAX_ROWS),
                _count(said, "colspan", MAX_COLUMNS),
                self._is_hidden(said),
            )
            self.rows[-1].cells.append(self._cell)

    def _in_cell(self, cell: _Cell, tag: str, said: _Attributes) -> None:
        if tag == "br" or (tag in _BLOCKS and "".join(cell.texts).strip()):
            cell.texts.append(_BREAK)
        cell.font = self._font(said) or said.get("face") or cell.font

    def handle_endtag(self, tag: str) -> None:
        """Close what a tag has opened."""
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth and self.rows:
                self._done, self._cell = True, None
        elif tag in {"td", "th", "tr"} and self._depth == 1:
            self._cell = None

    def handle_data(self, data: str) -> None:
        """Take the text of a cell."""
        if self._cell is not None and not self._silent:
            self._cell.texts.append(data)

    def _style(self, said: _Attributes) -> str:
        own = said.get("style", "")
        return ";".join((own, *(self._styles.get(name, "") for name in said.get("class", "").split())))

    def _is_hidden(self, said: _Attributes) -> bool:
        return "hidden" in said or bool(_HIDDEN.search(self._style(said)))

    def _font(self, said: _Attributes) -> str | None:
        found = _FAMILY.search(self._style(said))
        return found.group(1).split(",")[0].strip(" '\"") if found else None


def _number(said: _Attributes) -> Decimal | None:
    """Read the number a spreadsheet told; an empty `x:num` says that the shown text is the number."""
    told = said.get("sdval") or said.get("x:num")
    return tidy_number(told) if told else None


def _count(said: _Attributes, name: str, most: int) -> int:
    text = said.get(name, "1").strip()
    if not text.isascii() or not text.isdigit():
        return 1
    return min(max(int(text), 1), most) if len(text) <= _MOST_DIGITS else most


def _text(cell: _Cell) -> str:
    folded = _SPACES.sub(" ", "".join(cell.texts)).replace(_BREAK, "\n")
    text = _AROUND_BREAK.sub("\n", folded).strip(" \n")
    return "" if not text.replace("\xa0", "").strip() else text


def _spread(rows: list[_Row], hidden_columns: set[int]) -> ClipTable | None:
    """Lay the cells out, merged ones over the places they cover; then drop what was hidden."""
    laid: list[dict[int, ClipCell]] = [{} for _ in rows]
    hidden, room = set(hidden_columns), MAX_CELLS
    for number, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while column in laid[number]:
                column += 1
            if cell.hidden and not row.hidden:
                hidden.add(column)
            right = cell.right if room > 0 else 1
            covered = laid[number : number + max(min(cell.down, room // right), 1)]
            _lay(covered, column, cell, right)
            room -= len(covered) * right
            column += right
    width = min(max((max(line, default=-1) for line in laid), default=-1) + 1, MAX_COLUMNS)
    kept = [column for column in range(width) if column not in hidden]
    shown = [line for line, row in zip(laid, rows, strict=True) if not row.hidden]
    return rectangle(
        ([line.get(column, ClipCell()) for column in kept] for line in shown),
        hidden_rows=len(rows) - len(shown),
        hidden_columns=width - len(kept),
    )


def _lay(lines: list[dict[int, ClipCell]], column: int, cell: _Cell, width: int) -> None:
    for down, line in enumerate(lines):
        for right in range(width):
            first = not down and not right
            line.setdefault(column + right, ClipCell(_text(cell), cell.exact, cell.font) if first else ClipCell())


def write_html(table: ClipTable) -> str:
    """Write a table with the numbers behind the texts, as Excel and LibreOffice read them; texts stay texts there."""
    rows = "\n".join(f"<tr>{''.join(map(_cell_html, row))}</tr>" for row in table.rows)
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head>'
        f"<body><table>\n{rows}\n</table></body></html>"
    )


def _cell_html(cell: ClipCell) -> str:
    text = escape(cell.text, quote=False).replace("\n", "<br>")
    if cell.exact is not None:
        number = f"{cell.exact:f}"
        return f'<td align="right" x:num="{number}" sdval="{number}" sdnum="1033;">{text}</td>'
    return f'<td x:str sdnum="1033;0;@" style="mso-number-format:\'\\@\'">{text}</td>' if text else "<td></td>"
