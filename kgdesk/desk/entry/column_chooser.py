"""Which columns of the grid are shown: chosen once, remembered for the next start."""

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from kgdesk.desk.entry.column_widths import ColumnWidths
from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.model import EntryModel
from kgdesk.desk.entry.view import EntryView
from kgdesk.desk.settings import Settings
from kgdesk.domain.period import Period, PeriodKind

# The name and what is typed as figures always stand.
HIDEABLE = (
    Column.MEASURE,
    Column.TARGET,
    Column.PLAN,
    Column.PREVIOUS,
    Column.SAME_PERIOD,
    Column.PERCENT_PLAN,
    Column.PERCENT_SAME,
    Column.JUDGEMENT,
    Column.STATUS,
    Column.NOTE,
)


class ColumnChooser(QObject):
    """The menu of the columns, at the header and from the bar."""

    def __init__(self, view: EntryView, model: EntryModel, settings: Settings) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._settings = settings
        self._widths = ColumnWidths(view, settings)
        self._yearly = False
        self.menu = QMenu(view)
        self.menu.setAccessibleName(self.tr("Cột của bảng"))
        self.menu.aboutToShow.connect(self._fill)
        for header in (view.horizontalHeader(), view.names.horizontalHeader()):
            header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            header.customContextMenuRequested.connect(self._ask)

    @property
    def hidden(self) -> frozenset[Column]:
        """The columns that the person has put away."""
        names = set(self._settings.hidden_columns)
        return frozenset(column for column in HIDEABLE if column.name.lower() in names)

    def apply(self, period: Period) -> None:
        """Show the columns of a period: a year's previous period is its same period last year, shown once."""
        self._yearly = period.kind is PeriodKind.YEAR
        self._apply()

    def _apply(self) -> None:
        away = self.hidden | ({Column.PREVIOUS} if self._yearly else frozenset())
        for column in HIDEABLE:
            self._view.setColumnHidden(column, column in away)
        self._view.sizes.fit_names()
        if Column(max(self._view.currentIndex().column(), 0)) in away:
            here = self._view.currentIndex()
            self._view.setCurrentIndex(self._model.index(here.row(), Column.VALUE))

    def show(self, column: Column) -> None:
        """Bring a column back: somebody is led to it."""
        if column in self.hidden:
            self._keep(self.hidden - {column})

    @Slot(QPoint)
    def _ask(self, _place: QPoint) -> None:
        self.open()

    @Slot()
    def open(self) -> None:
        """Open the menu at the header."""
        header = self._view.horizontalHeader()
        self.menu.popup(header.mapToGlobal(QPoint(0, header.height())))

    @Slot()
    def _fill(self) -> None:
        self.menu.clear()
        for column in HIDEABLE:
            if column is Column.PREVIOUS and self._yearly:
                continue
            text, sentence = (
                str(self._model.headerData(column, Qt.Orientation.Horizontal, int(role)) or "")
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            )
            action = self.menu.addAction(f"{text} · {sentence}")
            action.setCheckable(True)
            action.setChecked(column not in self.hidden)
            action.setData(int(column))
            action.triggered.connect(self._toggle)
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Hiện tất cả các cột")).triggered.connect(self.show_all)
        plain = self.menu.addAction(self.tr("Độ rộng cột như ban đầu"))
        plain.setEnabled(bool(self._view.sizes.drawn))
        plain.triggered.connect(self._widths.forget)

    @Slot()
    def _toggle(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._keep(self.hidden ^ {Column(action.data())})

    @Slot()
    def show_all(self) -> None:
        """Bring every column back."""
        self._keep(frozenset())

    def _keep(self, hidden: frozenset[Column]) -> None:
        self._settings.hidden_columns = tuple(column.name.lower() for column in sorted(hidden))
        self._apply()
