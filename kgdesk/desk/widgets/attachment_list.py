"""The rows of a list of attached files."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from kgdesk.desk.words import figure_text
from kgdesk.messages import VIETNAM
from kgdesk.operations.attachments import Attachment

_Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_KILO = 1000


class AttachmentModel(QAbstractListModel):
    """One row for each file: its name and size; who added it, when, and its SHA-256 in the tooltip."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._files: tuple[Attachment, ...] = ()

    def put(self, files: Sequence[Attachment]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._files = tuple(files)
        self.endResetModel()

    def file(self, index: _Index) -> Attachment | None:
        """The file of a row."""
        return self._files[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the files; a list has no tree."""
        return 0 if parent.isValid() else len(self._files)

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """Give what a role asks of a file."""
        if not index.isValid():
            return None
        file = self._files[index.row()]
        if role == _DISPLAY:
            return f"{file.name}  ·  {size_text(file.size, self._lang)}"
        if role == _TOOLTIP:
            at = file.added_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
            return f"{file.name}\n{file.added_by}, {at}\nSHA-256 {file.sha256}"
        return None


def size_text(size: int, lang: str) -> str:
    """Write a size in kB or MB, as the limits are said."""
    from decimal import Decimal

    if size < _KILO * _KILO:
        return f"{max(size // _KILO, 1)} kB"
    return f"{figure_text(Decimal(size) / (_KILO * _KILO), 1, lang)} MB"
