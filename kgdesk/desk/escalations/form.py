"""The fields of one matter."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.escalations.words import state_word
from kgdesk.desk.icons import icon
from kgdesk.domain.escalation import Escalation, EscalationState
from kgdesk.domain.narrative import Task


class EscalationForm(QWidget):
    """Signals: `saving(Escalation)` when the person saves."""

    saving = Signal(object)

    def __init__(self, tasks: tuple[Task, ...], lang: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Escalation | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, 0, 0, 0)
        form = QFormLayout()
        form.setSpacing(SPACE)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        layout.addLayout(form, 1)
        self.matter = self._area(form, self.tr("1. &Nội dung vướng mắc"))
        self.legal_limit = self._area(form, self.tr("2. &Giới hạn thẩm quyền (căn cứ pháp lý)"))
        self.proposal = self._area(form, self.tr("3. Đề &xuất"))
        self.addressee = QLineEdit()
        self.addressee.setAccessibleName(self.tr("Nơi nhận kiến nghị"))
        form.addRow(self.tr("4. Nơi &nhận kiến nghị"), self.addressee)
        self.task = QComboBox()
        self.task.setAccessibleName(self.tr("Nhiệm vụ liên quan"))
        self.task.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.task.addItem(self.tr("(không gắn với nhiệm vụ nào)"), None)
        for task in tasks:
            self.task.addItem(task.heading_vi if lang == "vi" else task.heading_en, task.code)
        form.addRow(self.tr("Nhiệm &vụ liên quan"), self.task)
        form.addRow(self.tr("Tình trạng và hạn trả lời"), self._state_row())
        self.answer = self._area(form, self.tr("&Trả lời của cấp trên"))
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setStyleSheet(f"color: {tones().bad.name()}")
        layout.addWidget(self.message)
        self.button = QPushButton(icon("save"), self.tr("&Lưu kiến nghị"))
        self.button.setToolTip(self.tr("Lưu kiến nghị (Ctrl+S)"))
        self.button.setShortcut("Ctrl+S")
        self.button.clicked.connect(self._save)
        layout.addWidget(self.button)
        self.setEnabled(False)

    def _area(self, form: QFormLayout, name: str) -> QPlainTextEdit:
        area = QPlainTextEdit()
        area.setAccessibleName(name.replace("&", ""))
        area.setTabChangesFocus(True)
        area.setMinimumHeight(44)
        form.addRow(name, area)
        return area

    def _state_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.state = QComboBox()
        self.state.setAccessibleName(self.tr("Tình trạng kiến nghị"))
        for state in EscalationState:
            self.state.addItem(state_word(state), state)
        self.wanted = QCheckBox(self.tr("Cần trả lời trước ngày"))
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.day.setAccessibleName(self.tr("Cần trả lời trước ngày"))
        self.wanted.toggled.connect(self.day.setEnabled)
        for widget in (self.state, self.wanted, self.day):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def show_escalation(self, escalation: Escalation) -> None:
        """Show a matter, new or known."""
        self._shown = escalation
        self.setEnabled(True)
        self.message.clear()
        self.matter.setPlainText(escalation.matter)
        self.legal_limit.setPlainText(escalation.legal_limit)
        self.proposal.setPlainText(escalation.proposal)
        self.addressee.setText(escalation.addressee)
        self.task.setCurrentIndex(max(self.task.findData(escalation.task), 0))
        self.state.setCurrentIndex(list(EscalationState).index(escalation.state))
        wanted = escalation.decision_wanted_by
        self.wanted.setChecked(wanted is not None)
        self.day.setEnabled(wanted is not None)
        day = wanted or escalation.opened_on
        self.day.setDate(QDate(day.year, day.month, day.day))
        self.answer.setPlainText(escalation.answer)

    @property
    def shown_key(self) -> str | None:
        """The key of the matter that is shown."""
        return None if self._shown is None else self._shown.key

    @Slot()
    def _save(self) -> None:
        if self._shown is None:
            return
        chosen = self.day.date()
        self.message.clear()
        self.saving.emit(
            replace(
                self._shown,
                matter=self.matter.toPlainText().strip(),
                legal_limit=self.legal_limit.toPlainText().strip(),
                proposal=self.proposal.toPlainText().strip(),
                addressee=self.addressee.text().strip(),
                task=self.task.currentData(),
                state=EscalationState(self.state.currentData()),  # Qt gives a plain text back
                decision_wanted_by=date(chosen.year(), chosen.month(), chosen.day())
                if self.wanted.isChecked()
                else None,
                answer=self.answer.toPlainText().strip(),
            )
        )
