"""Step three: number, symbol, date, whose signature, and the key."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, QRegularExpression, Signal, Slot
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.icons import icon
from kgdesk.desk.page import PERSON, Place
from kgdesk.desk.person import is_named
from kgdesk.desk.seal.picture_field import PictureField
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.key_fields import KeyFields
from kgdesk.messages import VIETNAM
from kgdesk.operations.draft import default_issue
from kgdesk.operations.seal import SealRequest


class SignStep(QWidget):
    """Signals: `signing(SealRequest)` when the person signs; `head_named(str)` when the head's name was edited.

    `wanted(Place)` asks who works here where nobody said yet: the login is not put on a signed report.
    """

    signing = Signal(object)
    head_named = Signal(str)
    wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._allowed = True
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        form = QFormLayout()
        form.setSpacing(SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        layout.addLayout(form)
        self._add_issue(form)
        self._add_role(form)
        self._add_output(form)
        self.key = KeyFields(session, form, self)
        self.key.changed.connect(self.judge)
        self.key.entered.connect(self._sign_by_enter)
        self.message = QLabel()
        self.message.setWordWrap(True)
        layout.addWidget(self.message)
        self.button = QPushButton(icon("seal"), self.tr("Ký và xuất báo cáo"))
        self.button.setObjectName("sign")
        self.button.setToolTip(self.tr("Ký các trang đã xem trước và ghi ra tệp (Ctrl+Enter)"))
        self.button.setShortcut("Ctrl+Return")
        self.button.clicked.connect(self._sign)
        layout.addWidget(self.button, alignment=self.message.alignment().AlignLeft)
        layout.addStretch(1)
        self.setMaximumWidth(720)
        self.judge()

    def _add_issue(self, form: QFormLayout) -> None:
        today = self._session.now().astimezone(VIETNAM).date()
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        self.number = QLineEdit()
        self.number.setAccessibleName(self.tr("Số văn bản"))
        self.number.setPlaceholderText(self.tr("để trống nếu chưa có"))
        self.number.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,6}"), self.number))
        self.symbol = QLineEdit(default_issue(self._session.workspace, today).symbol)
        self.symbol.setAccessibleName(self.tr("Ký hiệu văn bản"))
        row.addWidget(self.number, 1)
        row.addWidget(QLabel("/"))
        row.addWidget(self.symbol, 1)
        form.addRow(self.tr("Số, ký hiệ&u:"), row)
        label = form.labelForField(row)
        if isinstance(label, QLabel):
            label.setBuddy(self.number)
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName(self.tr("Ngày văn bản"))
        form.addRow(self.tr("&Ngày văn bản:"), self.day)

    def _add_role(self, form: QFormLayout) -> None:
        self.head = QLineEdit()
        self.head.setAccessibleName(self.tr("Họ tên người ký"))
        self.head.setPlaceholderText(self._session.workspace.unit.head_post_vi)
        self.head.editingFinished.connect(self._name_head)
        form.addRow(self.tr("Họ tên thủ t&rưởng:"), self.head)
        self.role = QComboBox()
        self.role.setAccessibleName(self.tr("Ký với tư cách"))
        for key, name in (
            ("both", self.tr("Thủ trưởng và cơ quan (một khóa)")),
            ("head", self.tr("Thủ trưởng")),
            ("agency", self.tr("Cơ quan, tổ chức")),
        ):
            self.role.addItem(name, key)
        self.role.currentIndexChanged.connect(self._role_changed)
        form.addRow(self.tr("Ký với tư &cách:"), self.role)
        self.hand = PictureField(self._session, "head", self.tr("Ảnh chữ ký của thủ trưởng"))
        self.seal = PictureField(self._session, "agency", self.tr("Ảnh con dấu của cơ quan"))
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        for field in (self.hand, self.seal):
            field.changed.connect(self.judge)
            row.addWidget(field, 1)
        self._pictures = row
        form.addRow(self.tr("Ảnh chữ ký, con dấu:"), row)

    def _add_output(self, form: QFormLayout) -> None:
        self.pdf = QCheckBox(self.tr("Báo cáo PDF đã ký"))
        self.pdf.setChecked(True)
        self.xlsx = QCheckBox(self.tr("Phụ lục Excel"))
        self.xlsx.setChecked(True)
        for box in (self.pdf, self.xlsx):
            box.toggled.connect(self.judge)
        row = QHBoxLayout()
        row.addWidget(self.pdf)
        row.addWidget(self.xlsx)
        row.addStretch(1)
        form.addRow(self.tr("Tệp cần xuất:"), row)
        self.folder = QLineEdit(str(self._session.path.parent / "bao-cao"))
        self.folder.setAccessibleName(self.tr("Thư mục ghi tệp"))
        choose = QToolButton()
        choose.setText(self.tr("Chọn…"))
        choose.setToolTip(self.tr("Chọn thư mục ghi tệp"))
        choose.setAccessibleName(choose.toolTip())
        choose.clicked.connect(self._choose_folder)
        line = QHBoxLayout()
        line.setSpacing(SPACE // 2)
        line.addWidget(self.folder, 1)
        line.addWidget(choose)
        form.addRow(self.tr("Ghi &vào thư mục:"), line)
        label = form.labelForField(line)
        if isinstance(label, QLabel):
            label.setBuddy(self.folder)

    def allow(self, *, on: bool) -> None:
        """Say whether there is anything to sign at all."""
        self._allowed = on
        self.judge()

    @Slot()
    def judge(self) -> None:
        """Let sign only what can be signed."""
        fit = all(field.fit for field in (self.hand, self.seal) if not field.isHidden())
        some = self.pdf.isChecked() or self.xlsx.isChecked()
        self.button.setEnabled(self._allowed and self.key.complete and some and fit)

    @Slot()
    def _role_changed(self) -> None:
        """Show the pictures of those who sign now."""
        role = self.role.currentData()
        self.hand.setVisible(role != "agency")
        self.seal.setVisible(role != "head")
        self.judge()

    def say(self, text: str, *, bad: bool = False) -> None:
        """Say something above the button."""
        self.message.setStyleSheet(f"color: {tones().bad.name()}" if bad else "")
        self.message.setText(text)

    @Slot()
    def _sign(self) -> None:
        if not is_named(self._session.settings):
            self.say(self.tr("Hãy ghi họ tên người làm báo cáo trước khi ký: tên này đứng ở chân trang."), bad=True)
            self.wanted.emit(Place(PERSON))
            return
        key, password = self.key.take()
        chosen = self.day.date()
        self.button.setEnabled(False)
        self.signing.emit(
            SealRequest(
                period=self._session.period,
                key=key,
                password=password,
                folder=Path(self.folder.text().strip()),
                role=self.role.currentData(),
                number=int(self.number.text()) if self.number.text() else None,
                symbol=self.symbol.text().strip(),
                day=date(chosen.year(), chosen.month(), chosen.day()),
                head_name=self.head.text().strip(),
                head_image=None if self.hand.isHidden() else self.hand.path,
                seal_image=None if self.seal.isHidden() else self.seal.path,
                clock_confirmed=self.key.clock_confirmed,
                formats=tuple(name for name, box in (("pdf", self.pdf), ("xlsx", self.xlsx)) if box.isChecked()),
            )
        )

    @Slot()
    def _sign_by_enter(self) -> None:
        if self.button.isEnabled():
            self._sign()

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Chọn thư mục ghi tệp"), self.folder.text())
        if name:
            self.folder.setText(name)

    @Slot()
    def _name_head(self) -> None:
        self.head_named.emit(self.head.text().strip())
