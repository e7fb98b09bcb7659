"""Whose workspace is made, of which plan, and where it lies: the part that the first page and the dialog share."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, QSortFilterProxyModel, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.search_text import plain
from kgdesk.desk.settings import Settings
from kgdesk.desk.tasks import JobProgress, TaskRunner
from kgdesk.desk.welcome.place_field import PlaceField
from kgdesk.desk.widgets.enter_button import EnterButton
from kgdesk.domain.reporting_unit import ReportingUnit, UnitLevel
from kgdesk.files import disk_faults

if TYPE_CHECKING:
    from kgdesk.operations.pack import PackSummary

_UNIT = int(Qt.ItemDataRole.UserRole)
_SEARCH = _UNIT + 1
_FEW_ROWS = 110  # pixels
_ALWAYS = 2021  # units that were there when the plan began need no date
_DOWN = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class _UnitSearch(QLineEdit):
    """Signals: `going_down()` when a key leads on to the list."""

    going_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead on to the list; the rest is Qt's."""
        if event.key() in _DOWN:
            self.going_down.emit()
            return
        super().keyPressEvent(event)


class _UnitList(QListView):
    """A list that asks for a few rows only: on a small screen it gives way before all else."""

    def sizeHint(self) -> QSize:
        """Ask for a few rows; the layout gives what is left."""
        return QSize(super().sizeHint().width(), _FEW_ROWS)


class WorkspaceForm(QWidget):
    """Search, list and place. Whoever shows the form puts `message` and the button `confirm` in their place.

    Enter leads from one field to the next. Signals: `made(Path)` with the new workspace, closed again.
    """

    made = Signal(object)

    def __init__(
        self,
        tasks: TaskRunner,
        settings: Settings,
        lang: str,
        parent: QWidget | None = None,
        *,
        pack: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._settings = settings
        self._lang = lang
        self._pack = pack
        self._making = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        self.confirm = EnterButton()
        self.confirm.setText(self.tr("Tạo và mở"))
        self.confirm.setAccessibleName(self.confirm.text())
        self.confirm.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.confirm.setMinimumSize(130, 34)
        self.confirm.clicked.connect(self.make)
        self._add_units(layout)
        self.place = PlaceField(tasks)
        self.place.entered.connect(self.confirm.setFocus)
        layout.addWidget(self.place)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setStyleSheet(f"color: {tones().bad.name()}")
        self._read(pack)

    def _add_units(self, layout: QVBoxLayout) -> None:
        caption = QLabel(self.tr("Đơn vị &báo cáo:"))
        self.search = _UnitSearch()
        self.search.setPlaceholderText(self.tr("Gõ để tìm, không cần dấu: phu quoc, y te…"))
        self.search.setAccessibleName(self.tr("Tìm đơn vị"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.going_down.connect(self._go_down)
        caption.setBuddy(self.search)
        self._items = QStandardItemModel(self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._items)
        self._found.setFilterRole(_SEARCH)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.units = _UnitList()
        self.units.setObjectName("units")
        self.units.setAccessibleName(self.tr("Danh sách đơn vị"))
        self.units.setModel(self._found)
        self.units.setWordWrap(True)
        self.units.setResizeMode(QListView.ResizeMode.Adjust)
        self.units.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.units.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.units.selectionModel().currentChanged.connect(self._choose)
        self.units.activated.connect(self._go_on)
        self.origin = QLabel()
        self.origin.setWordWrap(True)
        self.other = EnterButton()
        self.other.setText(self.tr("Gói chỉ tiêu khác…"))
        self.other.setToolTip(self.tr("Lấy đơn vị và chỉ tiêu từ một tệp gói chỉ tiêu (.kgplan) được gửi tới"))
        self.other.clicked.connect(self._choose_pack)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.origin, 1)
        row.addWidget(self.other, 0, Qt.AlignmentFlag.AlignTop)
        for part in (caption, self.search):
            layout.addWidget(part)
        layout.addWidget(self.units, 1)
        layout.addLayout(row)

    # plan and units ------------------------------------------------------------

    def _read(self, pack: Path | None) -> None:
        self._tasks.run(lambda _progress: (pack, _summary(pack)), self._offer, self._failed)

    @Slot()
    def _choose_pack(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Chọn gói chỉ tiêu"), str(Path.home()), self.tr("Gói chỉ tiêu (*.kgplan)")
        )
        if name:
            self.take_pack(Path(name))

    def take_pack(self, pack: Path) -> None:
        """Offer the units of another plan; the one before stays where it cannot be read."""
        self.message.clear()
        self._read(pack)

    @Slot(object)
    def _offer(self, answer: "tuple[Path | None, PackSummary]") -> None:
        self._pack, summary = answer
        plan = summary.plan
        self._name_origin(summary)
        names = {
            UnitLevel.PROVINCE: self.tr("Tỉnh"),
            UnitLevel.DEPARTMENT: self.tr("Sở, ban, ngành"),
            UnitLevel.DISTRICT: self.tr("Huyện, thành phố"),
            UnitLevel.COMMUNE: self.tr("Xã, phường, thị trấn"),
        }
        self._items.clear()
        for level, level_name in names.items():
            for unit in plan.units:
                if unit.level is level:
                    name = unit.name_en if self._lang == "en" and unit.name_en else unit.name_vi
                    item = QStandardItem(f"{name}   ·   {unit.code}   ·   {level_name}{self._validity(unit)}")
                    item.setData(unit, _UNIT)
                    item.setData(f"{plain(unit.name_vi)} {plain(unit.name_en)} {unit.code.lower()}", _SEARCH)
                    self._items.appendRow(item)
        self._filter(self.search.text())

    def _name_origin(self, summary: "PackSummary") -> None:
        plan = summary.plan
        name = plan.name_en if self._lang == "en" and plan.name_en else plan.name_vi
        if self._pack is None:
            self.origin.setText(self.tr("Theo {name}.").format(name=name))
            return
        signed = self.tr("có chữ ký") if summary.signed else self.tr("không có chữ ký")
        self.origin.setText(
            self.tr("Gói chỉ tiêu {file}: {name}, phiên bản {version}, {signed}.").format(
                file=self._pack.name, name=name, version=plan.version, signed=signed
            )
        )

    def _validity(self, unit: ReportingUnit) -> str:
        """Tell namesakes apart: districts ended, special zones of the same name began."""
        if unit.valid_to is not None:
            return self.tr("   ·   đến {day}").format(day=unit.valid_to.strftime("%d/%m/%Y"))
        if unit.valid_from.year > _ALWAYS:
            return self.tr("   ·   từ {day}").format(day=unit.valid_from.strftime("%d/%m/%Y"))
        return ""

    @Slot(str)
    def _filter(self, text: str) -> None:
        self._found.setFilterFixedString(plain(text))
        if self._found.rowCount() == 1:
            self.units.setCurrentIndex(self._found.index(0, 0))

    @property
    def unit(self) -> ReportingUnit | None:
        """The unit that is chosen."""
        index = self.units.currentIndex()
        unit = index.data(_UNIT) if index.isValid() else None
        return unit if isinstance(unit, ReportingUnit) else None

    @Slot()
    def _choose(self) -> None:
        unit = self.unit
        if unit is not None:
            self.message.clear()
            documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
            self.place.propose(Path(documents or Path.home()) / f"{unit.code}.kgdesk")

    # leading on ----------------------------------------------------------------

    @Slot()
    def _go_down(self) -> None:
        if not self.units.currentIndex().isValid() and self._found.rowCount():
            self.units.setCurrentIndex(self._found.index(0, 0))
        self.units.setFocus()

    @Slot(QModelIndex)
    def _go_on(self, _index: QModelIndex) -> None:
        self.confirm.setFocus()

    # making --------------------------------------------------------------------

    @Slot()
    def make(self) -> None:
        """Make the workspace on the worker; what is missing is asked for instead."""
        unit, path = self.unit, self.place.path
        if self._making:
            return
        if unit is None:
            self._ask(self.tr("Hãy chọn đơn vị trong danh sách."), self.search)
            return
        if path is None:
            self._ask(self.tr("Hãy ghi nơi lưu sổ làm việc."), self.place.file)
            return
        code, settings, pack = unit.code, self._settings, self._pack

        def work(_progress: JobProgress) -> Path:
            from kgdesk.desk.person import actor
            from kgdesk.operations.workspace import create_workspace

            with disk_faults(path.parent):
                path.parent.mkdir(parents=True, exist_ok=True)
            create_workspace(path, unit=code, actor=actor(settings), pack=pack).close()
            return path

        self.message.clear()
        self._making = True
        self._tasks.run(work, self._done, self._failed)

    def _ask(self, text: str, field: QWidget) -> None:
        self.message.setText(text)
        field.setFocus()

    @Slot(object)
    def _done(self, path: Path) -> None:
        self._making = False
        self.made.emit(path)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self._making = False
        self.message.setText(sentence(error, self._lang))


def _summary(pack: Path | None) -> "PackSummary":
    from kgdesk.operations.pack import show_pack

    return show_pack(pack)
