"""All periods of a year, or of the plan, at a glance: the matrix, what a cell means, and the ranking."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from kgdesk import messages
from kgdesk.desk.appearance import SPACE
from kgdesk.desk.filing.extension_dialog import ExtensionDialog
from kgdesk.desk.filing.matrix import MatrixView, legend_marks
from kgdesk.desk.help.topics import PROPERTY
from kgdesk.desk.icons import icon
from kgdesk.desk.refreshing import Refresh
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.domain.expected_return import ExpectedReturn, Inventory, UnitRank
from kgdesk.domain.period import PeriodKind
from kgdesk.operations.inventory import inventory, ranking
from kgdesk.operations.inventory_words import cell_words, formula, rank_cells, write_inventory
from kgdesk.operations.workspace import Workspace

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class _Stock:
    inventory: Inventory
    ranks: tuple[UnitRank, ...]


class StockView(QWidget):
    """Signals: `opened(ExpectedReturn)` for a return that is here; `written(Path)` after an export."""

    opened = Signal(object)
    written = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stock = _Stock(Inventory((), ()), ())
        self._refresh = Refresh(session, self._ask, self._show, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(self._choices())
        self.table = MatrixView(session.lang, self.tr("Đơn vị theo kỳ báo cáo"))
        self.table.stood_on.connect(self._stand)
        self.table.opened.connect(self._open)
        lower = QWidget()
        under = QVBoxLayout(lower)
        under.setContentsMargins(0, 0, 0, 0)
        self.cell = QLabel()
        self.cell.setWordWrap(True)
        self.legend = QLabel(_legend(session.lang))
        self.legend.setWordWrap(True)
        self.legend.setForegroundRole(self.legend.palette().ColorRole.PlaceholderText)
        self.ranks = TextTable(_rank_columns(session.lang), messages.say("inventory.ranking", session.lang))
        self.formula = QLabel(formula(session.lang))
        self.formula.setWordWrap(True)
        for widget in (self.cell, self.legend):
            under.addWidget(widget)
        under.addWidget(self.ranks, 1)
        under.addWidget(self.formula)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(lower)
        splitter.setSizes([360, 240])
        layout.addWidget(splitter, 1)
        self._stand(None)
        self.setProperty(PROPERTY, "matrix")

    def _choices(self) -> QHBoxLayout:
        plan = self._session.workspace.plan
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.years = QComboBox()
        self.years.setAccessibleName(self.tr("Năm"))
        for year in range(plan.first_year, plan.last_year + 1):
            self.years.addItem(str(year), (year, year))
        self.years.addItem(self.tr("Cả giai đoạn"), (plan.first_year, plan.last_year))
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(self.tr("Loại kỳ"))
        self.kinds.addItem(self.tr("Mọi kỳ bắt buộc"), None)
        for kind, name in _kinds():
            self.kinds.addItem(name, kind)
        for caption, box in ((self.tr("Nă&m:"), self.years), (self.tr("Loại &kỳ:"), self.kinds)):
            label = QLabel(caption)
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box)
            box.currentIndexChanged.connect(self.load)
        row.addStretch(1)
        self.granting = self._button(row, "add", self.tr("&Gia hạn…"), self._extend)
        self.exporting = self._button(row, "save", self.tr("Xuất E&xcel…"), self._choose_file)
        self.printing = self._button(row, "report", self.tr("&In (PDF)"), self.print_pages)
        return row

    def _button(self, row: QHBoxLayout, drawing: str, text: str, pressed: Callable[[], object]) -> QPushButton:
        button = QPushButton(icon(drawing), text)
        button.clicked.connect(pressed)
        row.addWidget(button)
        return button

    def show_year(self, year: int) -> None:
        """Choose the year of the period that is shown elsewhere."""
        position = self.years.findText(str(year))
        if position >= 0 and position != self.years.currentIndex():
            self.years.setCurrentIndex(position)  # loads
        else:
            self.load()

    @Slot()
    def load(self) -> None:
        """Take stock again."""
        self._refresh.want()

    def _ask(self) -> Callable[[Workspace], _Stock]:
        first, last = self.years.currentData()
        kind = self.kinds.currentData()
        kinds = () if kind is None else (PeriodKind(kind),)

        def work(workspace: Workspace) -> _Stock:
            stock = inventory(workspace, first_year=first, last_year=last, kinds=kinds)
            return _Stock(stock, ranking(workspace, stock))

        return work

    def _show(self, stock: _Stock) -> None:
        self._stock = stock
        self.table.put(stock.inventory)
        lang = self._session.lang
        self.ranks.put([TextRow(cells=rank_cells(item, lang), item=item) for item in stock.ranks])
        for button in (self.exporting, self.printing):
            button.setEnabled(bool(stock.inventory.cells))

    @Slot(object)
    def _stand(self, cell: ExpectedReturn | None) -> None:
        self.granting.setEnabled(cell is not None)
        words = "" if cell is None else "; ".join(cell_words(cell, self._session.lang))
        self.cell.setText(
            ""
            if cell is None
            else self.tr("Hạn nộp {deadline}: {words}.").format(deadline=f"{cell.deadline:%d/%m/%Y}", words=words)
        )

    @Slot(object)
    def _open(self, cell: ExpectedReturn) -> None:
        """Open the return that is here, else the question for more time."""
        if cell.key is None:
            self._extend()
        else:
            self.opened.emit(cell)

    @Slot()
    def _extend(self) -> None:
        cell = self.table.item
        if cell is not None:
            ExtensionDialog(self._session, cell, self).open()

    @Slot()
    def _choose_file(self) -> None:
        start = self._session.path.parent / f"{self._stem()}.xlsx"
        name, _filter = QFileDialog.getSaveFileName(self, self.tr("Xuất bảng theo dõi"), str(start), "Excel (*.xlsx)")
        if name:
            self.write_to(Path(name), self.written.emit)

    @Slot()
    def print_pages(self) -> None:
        """Write the pages and open them where they can be printed."""
        self.write_to(Path(gettempdir()) / "kgdesk" / f"{self._stem()}.pdf", _open_file)

    def write_to(self, path: Path, done: Callable[[Path], object]) -> None:
        """Write what is shown into a file, by its ending."""
        stock, lang = self._stock, self._session.lang
        self._session.read(
            lambda workspace: (
                write_inventory(workspace, stock.inventory, stock.ranks, path, lang=lang, overwrite=True).path
            ),
            done,
        )

    def _stem(self) -> str:
        first, last = self.years.currentData()
        span = str(first) if first == last else f"{first}-{last}"
        return f"theo-doi-nop_{self._session.workspace.unit.code}_{span}"


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _kinds() -> tuple[tuple[PeriodKind, str], ...]:
    return (
        (PeriodKind.YEAR, translate("Stock", "Năm")),
        (PeriodKind.HALF, translate("Stock", "6 tháng")),
        (PeriodKind.NINE_MONTHS, translate("Stock", "9 tháng")),
        (PeriodKind.QUARTER, translate("Stock", "Quý")),
        (PeriodKind.MONTH, translate("Stock", "Tháng")),
    )


def _legend(lang: str) -> str:
    marks = "; ".join(
        f"{mark} {messages.say(f'inventory.standing.{item.value}', lang)}" for item, mark in legend_marks()
    )
    return messages.say("inventory.legend", lang, marks=marks)


def _rank_columns(lang: str) -> tuple[TextColumn, ...]:
    place, unit, *others = messages.say("inventory.rank_columns", lang).split("|")
    return (
        TextColumn(place, 52, figures=True),
        TextColumn(unit, 0),
        *(TextColumn(title, 8 * len(title) + 24, figures=True) for title in others),
    )
