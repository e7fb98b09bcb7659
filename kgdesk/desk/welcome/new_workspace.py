"""Making a workspace: whose it is, and where the file lies."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSortFilterProxyModel, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.search_text import plain
from kgdesk.desk.settings import Settings
from kgdesk.desk.tasks import JobProgress, TaskRunner
from kgdesk.domain.reporting_unit import ReportingUnit, UnitLevel
from kgdesk.files import disk_faults

if TYPE_CHECKING:
    from kgdesk.operations.pack import PackSummary

_UNIT = int(Qt.ItemDataRole.UserRole)
_SEARCH = _UNIT + 1
_ALWAYS = 2021  # units that were there when the plan began need no date


class NewWorkspaceDialog(QDialog):
    """Signals: `made(Path)` with the new workspace, closed again."""

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
        self._lang = lang
        self._pack = pack
        self._settings = settings
        self._named_by_person = False
        self.setWindowTitle(self.tr("Tạo sổ làm việc mới"))
        self.resize(560, 560)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        self.origin = QLabel()
        self.origin.setWordWrap(True)
        self.origin.setVisible(pack is not None)
        layout.addWidget(self.origin)
        self._add_units(layout)
        self._add_file(layout)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setStyleSheet(f"color: {tones().bad.name()}")
        layout.addWidget(self.message)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.confirm = buttons.addButton(self.tr("Tạo và mở"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.confirm.setEnabled(False)
        buttons.accepted.connect(self._make)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        tasks.run(lambda _progress: _summary(pack), self._offer, self._failed)

    def _add_units(self, layout: QVBoxLayout) -> None:
        caption = QLabel(self.tr("Đơn vị &báo cáo:"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Gõ để tìm, không cần dấu: phu quoc, y te…"))
        self.search.setAccessibleName(self.tr("Tìm đơn vị"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        caption.setBuddy(self.search)
        self._items = QStandardItemModel(self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._items)
        self._found.setFilterRole(_SEARCH)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.units = QListView()
        self.units.setObjectName("units")
        self.units.setAccessibleName(self.tr("Danh sách đơn vị"))
        self.units.setModel(self._found)
        self.units.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.units.selectionModel().currentChanged.connect(self._choose)
        layout.addWidget(caption)
        layout.addWidget(self.search)
        layout.addWidget(self.units, 1)

    def _add_file(self, layout: QVBoxLayout) -> None:
        form = QFormLayout()
        self.file = QLineEdit()
        self.file.setAccessibleName(self.tr("Tệp sổ làm việc"))
        self.file.textEdited.connect(self._name_by_hand)
        choose = QToolButton()
        choose.setText(self.tr("Chọn…"))
        choose.setToolTip(self.tr("Chọn nơi lưu sổ làm việc"))
        choose.setAccessibleName(choose.toolTip())
        choose.clicked.connect(self._choose_file)
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        row.addWidget(self.file, 1)
        row.addWidget(choose)
        form.addRow(self.tr("&Lưu tại:"), row)
        label = form.labelForField(row)
        if isinstance(label, QLabel):
            label.setBuddy(self.file)
        layout.addLayout(form)

    @Slot(object)
    def _offer(self, summary: "PackSummary") -> None:
        plan = summary.plan
        self._name_origin(summary)
        names = {
            UnitLevel.PROVINCE: self.tr("Tỉnh"),
            UnitLevel.DEPARTMENT: self.tr("Sở, ban, ngành"),
            UnitLevel.DISTRICT: self.tr("Huyện, thành phố"),
            UnitLevel.COMMUNE: self.tr("Xã, phường, thị trấn"),
        }
        for level, level_name in names.items():
            for unit in plan.units:
                if unit.level is level:
                    name = unit.name_en if self._lang == "en" and unit.name_en else unit.name_vi
                    item = QStandardItem(f"{name}   ·   {unit.code}   ·   {level_name}{self._validity(unit)}")
                    item.setData(unit, _UNIT)
                    item.setData(f"{plain(unit.name_vi)} {plain(unit.name_en)} {unit.code.lower()}", _SEARCH)
                    self._items.appendRow(item)
        self.search.setFocus()

    def _name_origin(self, summary: "PackSummary") -> None:
        if self._pack is None:
            return
        plan = summary.plan
        name = plan.name_en if self._lang == "en" and plan.name_en else plan.name_vi
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

    @Slot()
    def _choose(self) -> None:
        unit = self._unit
        if unit is not None and not self._named_by_person:
            documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
            self.file.setText(str(Path(documents or Path.home()) / f"{unit.code}.kgdesk"))
        self._judge()

    @property
    def _unit(self) -> ReportingUnit | None:
        unit = self.units.currentIndex().data(_UNIT) if self.units.currentIndex().isValid() else None
        return unit if isinstance(unit, ReportingUnit) else None

    @Slot()
    def _name_by_hand(self) -> None:
        self._named_by_person = True
        self._judge()

    def _judge(self) -> None:
        self.confirm.setEnabled(self._unit is not None and bool(self.file.text().strip()))

    @Slot()
    def _choose_file(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Nơi lưu sổ làm việc"), self.file.text(), self.tr("Sổ làm việc KGDesk (*.kgdesk)")
        )
        if name:
            self._named_by_person = True
            self.file.setText(name if name.endswith(".kgdesk") else f"{name}.kgdesk")
            self._judge()

    @Slot()
    def _make(self) -> None:
        unit = self._unit
        if unit is None:
            return
        path, code, settings, pack = Path(self.file.text().strip()), unit.code, self._settings, self._pack

        def work(_progress: JobProgress) -> Path:
            from kgdesk.desk.person import actor
            from kgdesk.operations.workspace import create_workspace

            with disk_faults(path.parent):
                path.parent.mkdir(parents=True, exist_ok=True)
            create_workspace(path, unit=code, actor=actor(settings), pack=pack).close()
            return path

        self.message.clear()
        self.confirm.setEnabled(False)
        self._tasks.run(work, self._done, self._failed)

    @Slot(object)
    def _done(self, path: Path) -> None:
        self.accept()
        self.made.emit(path)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self.message.setText(sentence(error, self._lang))
        self._judge()


def _summary(pack: Path | None) -> "PackSummary":
    from kgdesk.operations.pack import show_pack

    return show_pack(pack)
