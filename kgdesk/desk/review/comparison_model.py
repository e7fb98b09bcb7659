"""The places of a comparison as rows; the last column is written by whoever reviews."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from kgdesk.desk.review.comparison_words import cell_text, place_name, standing_colour, standing_word
from kgdesk.domain.part import PartPlace, PlaceNoun
from kgdesk.operations.compare import ComparedPlace
from kgdesk.operations.compare_words import change_text

translate = QCoreApplication.translate
PLACE, STANDING, ANCESTOR, HELD, NEW, CHANGE, REASON, COMMENT = range(8)
_DISPLAY, _EDIT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)
_TOOLTIP, _COLOUR = int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.ForegroundRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_Index = QModelIndex | QPersistentModelIndex


def titles() -> tuple[str, ...]:
    """Name the columns."""
    return (
        translate("Review", "Chỗ"),
        translate("Review", "Thay đổi"),
        translate("Review", "Gốc chung"),
        translate("Review", "Đang tính"),
        translate("Review", "Lần mới"),
        translate("Review", "Tăng, giảm"),
        translate("Review", "Lý do của đơn vị"),
        translate("Review", "Nhận xét"),
    )


class ComparisonModel(QAbstractTableModel):
    """One row for each place, or for each changed one while `only_changed`; remarks outlive the filter."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._titles = titles()
        self._all: tuple[ComparedPlace, ...] = ()
        self._shown: tuple[ComparedPlace, ...] = ()
        self._remarks: dict[PartPlace, str] = {}
        self._only_changed = True

    def put(self, places: tuple[ComparedPlace, ...]) -> None:
        """Replace all rows."""
        self._all = places
        self._filter()

    def show_only_changed(self, only: bool) -> None:  # noqa: FBT001 - what a tick says
        """Leave out what is the same on both sides, or show everything."""
        self._only_changed = only
        self._filter()

    def _filter(self) -> None:
        self.beginResetModel()
        self._shown = tuple(item for item in self._all if item.changed or not self._only_changed)
        self.endResetModel()

    def item(self, row: int) -> ComparedPlace:
        """Give the place of a row."""
        return self._shown[row]

    def row_of(self, place: PartPlace) -> int | None:
        """Find the row of a place; None where it is not shown."""
        return next((row for row, item in enumerate(self._shown) if item.place == place), None)

    @property
    def comments(self) -> tuple[tuple[str, str], ...]:
        """What was remarked, in the order of the places: indicator and text.

        A receipt has remarks at indicators; one at a text or matter goes to the whole return and names its place.
        """
        told = []
        for item in self._all:
            text = self._remarks.get(item.place, "")
            if text and item.place.noun is PlaceNoun.CELL:
                told.append((item.place.code, text))
            elif text:
                told.append(("", f"{item.name_vi}: {text}"))
        return tuple(told)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the rows; a table has no tree."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(self._titles)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Only remarks can be written."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() and index.column() == COMMENT else flags

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Give what a role asks of a cell."""
        if not index.isValid():
            return None
        item, column = self._shown[index.row()], index.column()
        if role in {_DISPLAY, _TOOLTIP} or (role == _EDIT and column == COMMENT):
            return self._text(item, column)
        if role == _ALIGNMENT and column == CHANGE:
            return _RIGHT
        if role == _COLOUR and column == STANDING:
            return standing_colour(item.standing)
        return None

    def _text(self, item: ComparedPlace, column: int) -> str:
        lang = self._lang
        match column:
            case 0:
                return place_name(item, lang)
            case 1:
                return standing_word(item.standing, lang)
            case 2 | 3 | 4:
                return cell_text(item, (item.ancestor, item.held, item.new)[column - ANCESTOR], lang)
            case 5:
                return change_text(item.change_percent, lang) if item.changed else ""
            case 6:
                return item.reason
            case _:
                return self._remarks.get(item.place, "")

    def setData(self, index: _Index, value: Any, role: int = _EDIT) -> bool:
        """Keep a remark; an empty one takes it away."""
        if role != _EDIT or not index.isValid() or index.column() != COMMENT:
            return False
        text = str(value).strip()
        place = self._shown[index.row()].place
        if text:
            self._remarks[place] = text
        else:
            self._remarks.pop(place, None)
        self.dataChanged.emit(index, index, [_DISPLAY, _EDIT])
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Give the header's word."""
        if (
            orientation is Qt.Orientation.Horizontal
            and 0 <= section < len(self._titles)
            and role in {_DISPLAY, _TOOLTIP}
        ):
            return self._titles[section]
        return None
