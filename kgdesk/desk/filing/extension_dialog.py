"""More time for one return: until when and why."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.session import Session
from kgdesk.domain.expected_return import ExpectedReturn
from kgdesk.operations.inventory import grant_extension, take_back_extension
from kgdesk.operations.inventory_words import cell_words, unit_name

_USUAL = timedelta(days=5)


class ExtensionDialog(QDialog):
    """Signals: `granted(ExpectedReturn)` after it was written, also when an extension was taken back."""

    granted = Signal(object)

    def __init__(self, session: Session, cell: ExpectedReturn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._cell = session, cell
        self.setWindowTitle(self.tr("Gia hạn nộp báo cáo"))
        self.setMinimumWidth(500)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        self.about = QLabel(
            self.tr("{unit} · {period}\nHạn nộp theo quy định: {due}. Hiện nay: {state}.").format(
                unit=unit_name(cell.unit, session.lang),
                period=cell.period.label(session.lang),
                due=f"{cell.due:%d/%m/%Y}",
                state="; ".join(cell_words(cell, session.lang)),
            )
        )
        self.about.setWordWrap(True)
        layout.addWidget(self.about)
        form = QFormLayout()
        form.setSpacing(SPACE)
        self.until = QDateEdit()
        self.until.setDisplayFormat("dd/MM/yyyy")
        self.until.setCalendarPopup(True)
        self.until.setAccessibleName(self.tr("Gia hạn đến ngày"))
        self.until.setMinimumDate(_shown(cell.due + timedelta(days=1)))
        self.until.setDate(_shown(cell.deadline if cell.extension is not None else cell.due + _USUAL))
        form.addRow(self.tr("&Gia hạn đến ngày:"), self.until)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Lý do"))
        self.reason.setPlaceholderText(self.tr("Lý do được lưu cùng gia hạn và in trong bảng theo dõi"))
        self.reason.textChanged.connect(self._judge)
        form.addRow(self.tr("&Lý do:"), self.reason)
        layout.addLayout(form)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setStyleSheet(f"color: {tones().bad.name()}")
        layout.addWidget(self.message)
        self._add_buttons(layout)
        self._judge()
        self.until.setFocus()

    def _add_buttons(self, layout: QVBoxLayout) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.confirm = buttons.addButton(self.tr("Gia hạn"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.taking_back: QPushButton = buttons.addButton(
            self.tr("&Thu hồi gia hạn"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self.taking_back.setToolTip(self.tr("Hạn nộp lại theo quy định; lý do được lưu (Alt+T)"))
        self.taking_back.setVisible(self._cell.extension is not None)
        self.taking_back.clicked.connect(self._take_back)
        buttons.accepted.connect(self._grant)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    @Slot()
    def _judge(self) -> None:
        said = bool(self.reason.text().strip())
        self.confirm.setEnabled(said)
        self.taking_back.setEnabled(said)

    @Slot()
    def _grant(self) -> None:
        cell, reason, chosen = self._cell, self.reason.text(), self.until.date()
        until = date(chosen.year(), chosen.month(), chosen.day())
        self._session.write(
            lambda workspace: grant_extension(workspace, cell.unit.code, cell.period, until=until, reason=reason),
            self._done,
            self._failed,
        )

    @Slot()
    def _take_back(self) -> None:
        cell, reason = self._cell, self.reason.text()
        self._session.write(
            lambda workspace: take_back_extension(workspace, cell.unit.code, cell.period, reason=reason),
            self._done,
            self._failed,
        )

    @Slot(object)
    def _done(self, cell: ExpectedReturn) -> None:
        self.granted.emit(cell)
        self.accept()

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self.message.setText(sentence(error, self._session.lang))


def _shown(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
