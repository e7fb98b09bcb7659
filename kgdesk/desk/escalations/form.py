"""The fields of one matter."""

import unicodedata
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
    """Signals: `saving(Escalation)` when the person saves; `edited()`; `dropping()` to give the unsaved text up."""

    saving = Signal(object)
    edited = Signal()
    dropping = Signal()

    def __init__(self, tasks: tuple[Task, ...], lang: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: Escalation | None = None
        self._filling = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, 0, 0, 0)
        form = QFormLayout()
        form.setSpacing(SPACE)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        layout.addLayout(form, 1)
        self.matter = self._area(form, self.tr("&1. Nội dung vướng mắc"))
        self.legal_limit = self._area(form, self.tr("&2. Giới hạn thẩm quyền (căn cứ pháp lý)"))
        self.proposal = self._area(form, self.tr("&3. Đề xuất"))
        self.addressee = QLineEdit()
        self.addressee.setAccessibleName(self.tr("Nơi nhận kiến nghị"))
        self.addressee.textEdited.connect(self._tell_edited)
        form.addRow(self.tr("&4. Nơi nhận kiến nghị"), self.addressee)
        self.task = QComboBox()
        self.task.activated.connect(self._tell_edited)
        self.task.setAccessibleName(self.tr("Nhiệm vụ liên quan"))
        self.task.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.task.addItem(self.tr("(không gắn với nhiệm vụ nào)"), None)
        for task in tasks:
            self.task.addItem(task.heading_vi if lang == "vi" else task.heading_en, task.code)
        form.addRow(self.tr("&5. Nhiệm vụ liên quan"), self.task)
        form.addRow(self.tr("Tình trạng và hạn trả lời"), self._state_row())
        self.answer = self._area(form, self.tr("&6. Trả lời của cấp trên"))
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setStyleSheet(f"color: {tones().bad.name()}")
        layout.addWidget(self.message)
        # a key sequence of its own would take the place of the mnemonic in the text
        self.button = QPushButton(icon("save"), self.tr("Lưu kiến nghị"))
        self.button.setToolTip(self.tr("Lưu kiến nghị (Ctrl+S)"))
        self.button.setShortcut("Ctrl+S")
        self.button.clicked.connect(self._save)
        self.dropper = QPushButton(self.tr("Bỏ nội dung chưa lưu"))
        self.dropper.setToolTip(self.tr("Bỏ những gì vừa ghi mà chưa lưu ở kiến nghị này"))
        self.dropper.clicked.connect(self.dropping)
        row = QHBoxLayout()
        row.addWidget(self.button, 1)
        row.addWidget(self.dropper)
        layout.addLayout(row)
        self.setEnabled(False)

    def _area(self, form: QFormLayout, name: str) -> QPlainTextEdit:
        area = QPlainTextEdit()
        area.setAccessibleName(name.replace("&", ""))
        area.setTabChangesFocus(True)
        area.setMinimumHeight(44)
        area.textChanged.connect(self._tell_edited)
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
        self.state.activated.connect(self._tell_edited)
        self.wanted.toggled.connect(self._tell_edited)
        self.day.dateChanged.connect(self._tell_edited)
        for widget in (self.state, self.wanted, self.day):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def show_escalation(self, known: Escalation, draft: Escalation | None = None) -> None:
        """Show a matter, new or known; `draft` is what was written on it since and is not saved."""
        shown = draft or known
        self._known, self._filling = known, True
        self.setEnabled(True)
        self.message.clear()
        self.matter.setPlainText(shown.matter)
        self.legal_limit.setPlainText(shown.legal_limit)
        self.proposal.setPlainText(shown.proposal)
        self.addressee.setText(shown.addressee)
        self.task.setCurrentIndex(max(self.task.findData(shown.task), 0))
        self.state.setCurrentIndex(list(EscalationState).index(shown.state))
        wanted = shown.decision_wanted_by
        self.wanted.setChecked(wanted is not None)
        self.day.setEnabled(wanted is not None)
        day = wanted or shown.opened_on
        self.day.setDate(QDate(day.year, day.month, day.day))
        self.answer.setPlainText(shown.answer)
        self._filling = False
        self._tell_state()

    @property
    def shown_key(self) -> str | None:
        """The key of the matter that is shown."""
        return None if self._known is None else self._known.key

    @property
    def unsaved(self) -> Escalation | None:
        """The matter as it stands in the fields, where that is not what is saved."""
        now = self._current()
        return None if now == self._known else now

    @property
    def complete(self) -> bool:
        """Whether the workspace would take what stands in the fields."""
        now = self._current()
        answered = now is not None and (now.state is not EscalationState.ANSWERED or bool(now.answer))
        return now is not None and answered and all((now.matter, now.legal_limit, now.proposal, now.addressee))

    def settle(self, saved: Escalation) -> None:
        """Note what is on the disk now; what was typed since stays."""
        if self.shown_key == saved.key:
            self._known = saved
            self._tell_state()

    @Slot()
    def _tell_edited(self) -> None:
        if not self._filling and self._known is not None:
            self._tell_state()
            self.edited.emit()

    def _tell_state(self) -> None:
        self.dropper.setVisible(self.unsaved is not None)

    def _current(self) -> Escalation | None:
        if self._known is None:
            return None
        chosen = self.day.date()
        return replace(
            self._known,
            matter=_text(self.matter),
            legal_limit=_text(self.legal_limit),
            proposal=_text(self.proposal),
            addressee=unicodedata.normalize("NFC", self.addressee.text().strip()),
            task=self.task.currentData(),
            state=EscalationState(self.state.currentData()),  # Qt gives a plain text back
            decision_wanted_by=date(chosen.year(), chosen.month(), chosen.day()) if self.wanted.isChecked() else None,
            answer=_text(self.answer),
        )

    @Slot()
    def _save(self) -> None:
        now = self._current()
        if now is not None:
            self.message.clear()
            self.saving.emit(now)


def _text(area: QPlainTextEdit) -> str:
    return unicodedata.normalize("NFC", area.toPlainText().strip())
