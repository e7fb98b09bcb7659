"""The clipboard as the grid sees it: what a spreadsheet left there, and what the grid leaves for a spreadsheet."""

from decimal import Context, Decimal

from PySide6.QtCore import QMimeData

from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.lines import EntryLine, observation_of
from kgdesk.domain.clipboard_html import read_html, write_html
from kgdesk.domain.clipboard_table import SHEET_DIGITS, ClipTable, read_tsv, write_tsv
from kgdesk.domain.clipboard_xml import read_numbers, with_numbers
from kgdesk.domain.indicator import EntryForm
from kgdesk.domain.observation import ValueState

# How Qt names on Windows what Excel calls `XML Spreadsheet`; there alone Excel tells whole numbers.
EXCEL = 'application/x-qt-windows-mime;value="XML Spreadsheet"'


def read_mime(data: QMimeData) -> ClipTable | None:
    """Read a block, from HTML where there is a table in it: only there stand the numbers behind the texts."""
    table = read_html(data.html()) if data.hasHtml() else None
    table = table or (read_tsv(data.text()) if data.hasText() else None)
    if table is None or not data.hasFormat(EXCEL):
        return table
    numbers = read_numbers(bytes(data.data(EXCEL).data()).decode("utf-8", "replace"))
    return table if numbers is None else with_numbers(table, numbers)


def mime_of(table: ClipTable) -> QMimeData:
    """Offer a block as text, in the Vietnamese form, and as HTML with the whole numbers."""
    data = QMimeData()
    data.setText(write_tsv(table))
    data.setHtml(write_html(table))
    return data


def exact_of(line: EntryLine, column: int) -> Decimal | None:
    """Give the whole number behind a cell; None where a text stands there."""
    row, seen = line.row, observation_of(line.row)
    if seen is not None and seen.state is not ValueState.FIGURE and column in {Column.VALUE, *_HALVES}:
        return None
    if column == Column.VALUE:
        return None if row.indicator.entry is EntryForm.BOOLEAN else _for_sheet(row.value)
    if column in _HALVES:
        return None if seen is None else {_HALVES[0]: seen.numerator, _HALVES[1]: seen.denominator}[Column(column)]
    beside = {
        Column.PREVIOUS: row.previous,
        Column.SAME_PERIOD: row.same_period,
        Column.PERCENT_PLAN: row.percent_of_plan,
        Column.PERCENT_SAME: row.percent_of_same_period,
    }
    return _for_sheet(beside.get(Column(column)))


_HALVES = (Column.NUMERATOR, Column.DENOMINATOR)


def _for_sheet(value: Decimal | None) -> Decimal | None:
    """Cut a quotient where a spreadsheet cuts it; what a person typed has fewer digits and stays."""
    if value is None or len(value.as_tuple().digits) <= SHEET_DIGITS:
        return value
    return Context(prec=SHEET_DIGITS).plus(value)
