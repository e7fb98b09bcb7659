"""Blank forms: for which units, and into which folder."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.files_made import FilesMade
from kgdesk.domain.reporting_unit import ReportingUnit
from kgdesk.operations.form import FormFile, form_units, write_forms

_CODE = int(Qt.ItemDataRole.UserRole)


class FormsDialog(QDialog):
    """Units to tick, then a folder; the files are named in the end."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Xuất biểu mẫu"))
        self.resize(560, 480)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        text = self.tr(
            "Biểu mẫu Excel {period} cho đơn vị không có chương trình: điền vào ô nền vàng rồi gửi lại, sau đó dùng "
            "“Thu biểu mẫu”."
        )
        caption = QLabel(text.format(period=session.period.label(session.lang)))
        caption.setWordWrap(True)
        layout.addWidget(caption)
        self.units = QListWidget()
        self.units.setAccessibleName(self.tr("Các đơn vị"))
        layout.addWidget(self.units, 1)
        self.made = FilesMade()
        layout.addWidget(self.made)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setStyleSheet(f"color: {tones().bad.name()}")
        layout.addWidget(self.message)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.confirm = buttons.addButton(self.tr("&Xuất vào thư mục…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.confirm.setEnabled(False)
        buttons.accepted.connect(self._choose_folder)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        period = session.period
        session.read(lambda workspace: form_units(workspace, period), self._offer, self._failed)

    @Slot(object)
    def _offer(self, units: tuple[ReportingUnit, ...]) -> None:
        english = self._session.lang == "en"
        own = self._session.workspace.unit.code
        for unit in units:
            item = QListWidgetItem(f"{unit.name_en if english else unit.name_vi} ({unit.code})")
            item.setData(_CODE, unit.code)
            ticked = unit.code != own or len(units) == 1
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.units.addItem(item)
        self.confirm.setEnabled(bool(units))

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Chọn thư mục"), str(self._session.path.parent))
        if name:
            self.write_to(Path(name))

    def write_to(self, folder: Path) -> None:
        """Make the forms of the ticked units in a folder."""
        items = [self.units.item(place) for place in range(self.units.count())]
        chosen = tuple(item.data(_CODE) for item in items if item.checkState() is Qt.CheckState.Checked)
        if not chosen:
            self.message.setText(self.tr("Hãy chọn ít nhất một đơn vị."))
            return
        period = self._session.period
        self.message.clear()
        self._session.read(
            lambda workspace: write_forms(workspace, period, folder, units=chosen), self._written, self._failed
        )

    @Slot(object)
    def _written(self, files: tuple[FormFile, ...]) -> None:
        earlier = [item.earlier for item in files if item.earlier is not None]
        self.made.tell(self.tr("Đã xuất các biểu mẫu:"), [item.path for item in files], earlier)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self.message.setText(sentence(error, self._session.lang))
