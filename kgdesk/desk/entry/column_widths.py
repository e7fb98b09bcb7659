"""How wide a person has drawn the columns: remembered for the next start, in any size of the text."""

from PySide6.QtCore import QObject, QTimer, Slot

from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.view import EntryView
from kgdesk.desk.settings import Settings

_REST = 200  # milliseconds after which rows take the heights that the new widths ask for


class ColumnWidths(QObject):
    """Follows the headers of one view. A column that was never drawn keeps the width of the program."""

    def __init__(self, view: EntryView, settings: Settings) -> None:
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(view.arrange)
        known = {column.name.lower(): column for column in Column}
        view.sizes.drawn = {int(known[name]): width for name, width in settings.column_widths.items() if name in known}
        view.sizes.scale_columns()
        view.horizontalHeader().sectionResized.connect(self._resized)

    @Slot(int, int, int)
    def _resized(self, column: int, before: int, after: int) -> None:
        """Remember what was drawn; a column that goes away or comes back was not."""
        sizes = self._view.sizes
        if sizes.scaling and column == Column.NAME and self._view.entries.rowCount():
            self._rest.start()
        if sizes.scaling or not before or not after:
            return
        sizes.drawn[column] = max(round(after / sizes.factor), 1)
        self._remember()

    @Slot()
    def forget(self) -> None:
        """Give every column the width of the program."""
        self._view.sizes.drawn.clear()
        self._view.sizes.scale_columns()
        self._remember()

    def _remember(self) -> None:
        drawn = self._view.sizes.drawn
        self._settings.column_widths = {Column(column).name.lower(): width for column, width in drawn.items()}
        if self._view.entries.rowCount():
            self._rest.start()
