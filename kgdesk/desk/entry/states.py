"""What a cell is besides its figure: each state has a drawn mark and a word, never a colour alone."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from kgdesk.desk.entry.columns import FIELDS, Column
from kgdesk.desk.words import figure_text, state_word, status_word
from kgdesk.domain.figure import figure_of
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.operations.cell_text import CellField
from kgdesk.operations.entry import GridRow

translate = QCoreApplication.translate

COMPUTED = "="
ESTIMATE = "~"


def glyph(row: GridRow, seen: Observation | None, column: int) -> str:
    """Give the small signs at the left of a figure; empty for most cells."""
    item = row.indicator
    if column == Column.VALUE:
        if row.value is None:
            return ""
        computed = item.is_pair and not (seen is not None and seen.value is not None)
        return f"{COMPUTED if computed else ''}{_estimate(seen)}"
    if column in {Column.NUMERATOR, Column.DENOMINATOR} and item.is_pair and seen is not None:
        return _estimate(seen) if getattr(seen, FIELDS[Column(column)].value) is not None else ""
    return ""


def _estimate(seen: Observation | None) -> str:
    return ESTIMATE if seen is not None and seen.status is FigureStatus.ESTIMATE else ""


def edited_columns(seen: Observation | None, sealed: Mapping[str, Observation | None], row: GridRow) -> frozenset[int]:
    """Tell the cells that are not what the latest sealed return says; none where nothing is sealed."""
    code = row.indicator.code
    if not row.sealed or code not in sealed:
        return frozenset()
    before = sealed[code] or Observation("", code, "")
    now = seen or Observation("", code, "")
    changed = {int(column) for column, field in FIELDS.items() if _part(now, field) != _part(before, field)}
    if now.state is not before.state or (row.indicator.is_pair and changed & {Column.NUMERATOR, Column.DENOMINATOR}):
        changed.add(int(Column.VALUE))
    return frozenset(changed)


def _part(observation: Observation, field: CellField) -> object:
    found = getattr(observation, field.value)
    return (observation.state, found) if field is CellField.STATUS else found


def sentences(row: GridRow, seen: Observation | None, sealed: Observation | None, column: int, lang: str) -> list[str]:
    """Say the states of a cell in words; `sealed` is given where the cell differs from it."""
    told = []
    signs = glyph(row, seen, column)
    if COMPUTED in signs:
        told.append(translate("Entry", "Được tính từ tử số và mẫu số"))
    if ESTIMATE in signs:
        told.append(status_word(FigureStatus.ESTIMATE))
    if column == Column.VALUE and seen is not None and seen.state is not ValueState.FIGURE:
        told.append(state_word(seen.state))
    if sealed is not None:
        told.append(_before(row, sealed, column, lang))
    return told


def _before(row: GridRow, sealed: Observation, column: int, lang: str) -> str:
    """Say what the latest sealed return says here."""
    if column == Column.NOTE:
        text = sealed.note
    elif column == Column.STATUS or (column == Column.VALUE and sealed.state is not ValueState.FIGURE):
        text = status_word(sealed.status) if sealed.state is ValueState.FIGURE else state_word(sealed.state)
    elif column == Column.VALUE:
        places = row.indicator.places if row.indicator.is_pair else None
        text = figure_text(figure_of(row.indicator, sealed), places, lang)
    else:
        text = figure_text(getattr(sealed, FIELDS[Column(column)].value), None, lang)
    if not text:
        return translate("Entry", "Đã sửa sau lần gửi trước; khi đó để trống")
    return translate("Entry", "Đã sửa sau lần gửi trước; khi đó là: {text}").format(text=text)
