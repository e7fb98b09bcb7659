"""The fields of one matter."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.escalations.words import state_word
from kgdesk.desk.icons import icon
from kgdesk.desk.widgets.office_text import OfficeText
from kgdesk.desk.widgets.old_letters import OldLettersOffer
from kgdesk.domain.escalation import Escalation, EscalationState
from kgdesk.domain.escalation_answer import Answer, read_answer, write_answer
from kgdesk.domain.narrative import Task
from kgdesk.domain.written_text import clean_text, one_line


class EscalationForm(QWidget):
    """The matter that is chosen.

    Signals: `saving(Escalation)` when the person saves; `edited()`; `dropping()` to give the unsaved
    text up; `looking_back(str)` asks for the history of a key.
    """

    saving = Signal(object)
    edited = Signal()
    dropping = Signal()
    looking_back = Signal(str)

    def __init__(self, tasks: tuple[Task, ...], lang: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._known: Escalation | None = None
        self._filling = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, 0, 0, 0)
        layout.addLayout(self._age_row())
        self.offer = OldLettersOffer()
        layout.addWidget(self.offer)
        layout.addWidget(self._fields(tasks, lang), 1)
        self.hint = QLabel(
            self.tr("Đã ghi trả lời: hãy chuyển tình trạng sang “Đã trả lời” để kiến nghị thôi chuyển kỳ.")
        )
        self.hint.setWordWrap(True)
        self.hint.setStyleSheet(f"color: {tones().warn.name()}")
        self.hint.hide()
        layout.addWidget(self.hint)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setStyleSheet(f"color: {tones().bad.name()}")
        self.message.hide()
        layout.addWidget(self.message)
        layout.addLayout(self._button_row())
        self.setEnabled(False)

    def _fields(self, tasks: tuple[Task, ...], lang: str) -> QScrollArea:
        """Lay the fields out; in a low window they scroll, the buttons under them stay."""
        inside = QWidget()
        form = QFormLayout(inside)
        form.setContentsMargins(0, 0, SPACE, 0)
        form.setVerticalSpacing(SPACE // 2)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.matter = self._area(form, self.tr("&1. Nội dung vướng mắc"))
        self.legal_limit = self._area(form, self.tr("&2. Giới hạn thẩm quyền (căn cứ pháp lý)"))
        self.proposal = self._area(form, self.tr("&3. Đề xuất"))
        self.addressee = QLineEdit()
        self.addressee.setAccessibleName(self.tr("Nơi nhận kiến nghị"))
        self.addressee.textEdited.connect(self._tell_edited)
        self.task = QComboBox()
        self.task.activated.connect(self._tell_edited)
        self.task.setAccessibleName(self.tr("Nhiệm vụ liên quan"))
        self.task.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.task.addItem(self.tr("(không gắn với nhiệm vụ nào)"), None)
        for task in tasks:
            self.task.addItem(task.heading_vi if lang == "vi" else task.heading_en, task.code)
        both = QHBoxLayout()
        both.setSpacing(SPACE)
        both.addLayout(_captioned(self.tr("&4. Nơi nhận kiến nghị"), self.addressee), 1)
        both.addLayout(_captioned(self.tr("&5. Nhiệm vụ liên quan"), self.task), 1)
        form.addRow(both)
        form.addRow(self.tr("Tình trạng và hạn trả lời"), self._state_row())
        self.number = QLineEdit()
        caption = QLabel(self.tr("&6. Văn bản trả lời: số, ký hiệu và ngày"))
        caption.setBuddy(self.number)
        form.addRow(caption, self._document_row())
        self.answer = self._area(form, self.tr("&7. Nội dung trả lời của cấp trên"))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll

    def _button_row(self) -> QHBoxLayout:
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
        return row

    def _age_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.age = QLabel()
        self.age.setWordWrap(True)
        self.age.setTextFormat(Qt.TextFormat.PlainText)
        self.history = QPushButton(self.tr("Lịch sử…"))
        self.history.setToolTip(self.tr("Ai đã ghi, sửa gì ở kiến nghị này và lúc nào"))
        self.history.clicked.connect(self._look_back)
        row.addWidget(self.age, 1)
        row.addWidget(self.history)
        return row

    @Slot()
    def _look_back(self) -> None:
        if self._known is not None:
            self.looking_back.emit(self._known.key)

    def tell(self, text: str) -> None:
        """Say what stands in the way, or what is only kept on this computer; '' says nothing."""
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def tell_age(self, text: str, *, overdue: bool, known: bool) -> None:
        """Say how long the matter waits; `known` says that it stands in the workspace and has a history."""
        self.age.setStyleSheet(f"color: {tones().bad.name()}" if overdue else "")
        self.age.setText(text)
        self.history.setVisible(known)

    def _area(self, form: QFormLayout, name: str) -> OfficeText:
        area = OfficeText(name.replace("&", ""))
        area.setMinimumHeight(44)
        area.textChanged.connect(self._tell_edited)
        self.offer.watch(area)
        form.addRow(name, area)
        return area

    def _document_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.number.setPlaceholderText(self.tr("ví dụ 123/UBND-TH"))
        self.number.setAccessibleName(self.tr("Số, ký hiệu văn bản trả lời"))
        self.number.textEdited.connect(self._tell_edited)
        self.dated = QCheckBox(self.tr("ngày"))
        self.dated.setAccessibleName(self.tr("Văn bản trả lời có ngày"))
        self.answered_on = QDateEdit()
        self.answered_on.setCalendarPopup(True)
        self.answered_on.setDisplayFormat("dd/MM/yyyy")
        self.answered_on.setAccessibleName(self.tr("Ngày văn bản trả lời"))
        self.dated.toggled.connect(self.answered_on.setEnabled)
        self.dated.toggled.connect(self._tell_edited)
        self.answered_on.dateChanged.connect(self._tell_edited)
        row.addWidget(self.number, 1)
        row.addWidget(self.dated)
        row.addWidget(self.answered_on)
        return row

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
        self.tell("")
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
        self._show_answer(shown)
        self._filling = False
        self.offer.close_offer()
        self._tell_state()

    def _show_answer(self, shown: Escalation) -> None:
        answer = read_answer(shown.answer)
        if write_answer(answer) != shown.answer:  # written otherwise, by hand or elsewhere: all of it is text
            answer = Answer(text=shown.answer)
        self.number.setText(answer.number)
        self.dated.setChecked(answer.day is not None)
        self.answered_on.setEnabled(answer.day is not None)
        day = answer.day or self._today
        self.answered_on.setDate(QDate(day.year, day.month, day.day))
        self.answer.setPlainText(answer.text)

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
            if self.unsaved is None:
                for area in (self.matter, self.legal_limit, self.proposal, self.answer):
                    area.forget_steps()

    @Slot()
    def _tell_edited(self) -> None:
        if not self._filling and self._known is not None:
            self._tell_state()
            self.edited.emit()

    def _tell_state(self) -> None:
        now = self._current()
        self.dropper.setVisible(now != self._known)
        waits = now is not None and now.state is EscalationState.OPEN and bool(now.answer)
        self.hint.setVisible(waits)

    def _current(self) -> Escalation | None:
        if self._known is None:
            return None
        chosen, answered = self.day.date(), self.answered_on.date()
        answer = Answer(
            one_line(self.number.text()),
            date(answered.year(), answered.month(), answered.day()) if self.dated.isChecked() else None,
            _text(self.answer),
        )
        return replace(
            self._known,
            matter=_text(self.matter),
            legal_limit=_text(self.legal_limit),
            proposal=_text(self.proposal),
            addressee=one_line(self.addressee.text()),
            task=self.task.currentData(),
            state=EscalationState(self.state.currentData()),  # Qt gives a plain text back
            decision_wanted_by=date(chosen.year(), chosen.month(), chosen.day()) if self.wanted.isChecked() else None,
            answer=write_answer(answer),
        )

    @Slot()
    def _save(self) -> None:
        now = self._current()
        if now is not None:
            self.tell("")
            self.saving.emit(now)


def _captioned(name: str, field: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(SPACE // 2)
    caption = QLabel(name)
    caption.setBuddy(field)
    column.addWidget(caption)
    column.addWidget(field)
    return column


def _text(area: OfficeText) -> str:
    return clean_text(area.toPlainText()).strip()
