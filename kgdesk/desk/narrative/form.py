"""The fields of one narrative, the words of the period before beside them."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.narrative.compared_texts import ComparedTexts
from kgdesk.desk.narrative.text_field import NarrativeText
from kgdesk.desk.words import progress_word
from kgdesk.domain.figure_references import FigureSheet
from kgdesk.domain.narrative import Narrative, TaskProgress
from kgdesk.domain.period import Period

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class TypedNarrative:
    """What stands in the fields; `chosen` says that the person decided on the progress."""

    narrative: Narrative
    chosen: bool


class NarrativeForm(QWidget):
    """Signals: `edited()` on every change by the person, `left()` when a field loses the focus."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved: TypedNarrative | None = None
        self._before: TypedNarrative | None = None
        self._previous: Narrative | None = None
        self.unsaved = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        self.heading = QLabel()
        bold = QFont(self.font())
        bold.setBold(True)
        self.heading.setFont(bold)
        self.heading.setWordWrap(True)
        self.clause = QLabel()
        self.clause.setForegroundRole(self.clause.palette().ColorRole.PlaceholderText)
        layout.addWidget(self.heading)
        layout.addWidget(self.clause)
        layout.addLayout(self._state_row())
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.hide()
        layout.addWidget(self.message)
        self.texts = ComparedTexts()
        self.texts.written.connect(self._text_written)
        self.texts.left.connect(self.left)
        self.comparing.toggled.connect(self.texts.compare)
        layout.addWidget(self.texts, 1)

    @property
    def results(self) -> NarrativeText:
        """The first text."""
        return self.texts.fields[0]

    @property
    def difficulties(self) -> NarrativeText:
        """The second text."""
        return self.texts.fields[1]

    @property
    def next_steps(self) -> NarrativeText:
        """The third text."""
        return self.texts.fields[2]

    def _state_row(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        row, below = QHBoxLayout(), QHBoxLayout()
        row.setSpacing(SPACE)
        caption = QLabel(self.tr("Tiến độ (&4):"))
        self.progress = QComboBox()
        self.progress.setAccessibleName(self.tr("Tiến độ nhiệm vụ"))
        self.progress.addItem(self.tr("— chọn tiến độ —"), None)
        for state in TaskProgress:
            self.progress.addItem(progress_word(state), state)
        self.progress.activated.connect(self.left)
        caption.setBuddy(self.progress)
        share = QLabel(self.tr("Tỷ lệ hoàn thành, % (&5):"))
        self.percent = QLineEdit()
        self.percent.setAccessibleName(self.tr("Tỷ lệ hoàn thành, phần trăm"))
        self.percent.setMaxLength(12)
        self.percent.setFixedWidth(60)
        self.percent.textEdited.connect(self.edited)
        self.percent.editingFinished.connect(self.left)
        share.setBuddy(self.percent)
        self.comparing = QPushButton(self.tr("So với kỳ trước"))
        self.comparing.setCheckable(True)
        self.comparing.setChecked(True)
        self.comparing.setToolTip(self.tr("Hiện câu chữ kỳ trước bên cạnh, chỗ khác nhau được gạch chân, gạch ngang"))
        self.copying = QPushButton(self.tr("Chép từ kỳ trước"))
        self.copying.setToolTip(self.tr("Chép nội dung kỳ trước vào các ô còn trống để sửa tiếp"))
        self.copying.clicked.connect(self._copy_previous)
        row.addWidget(caption)
        row.addWidget(self.progress)
        row.addStretch(1)
        row.addWidget(self.comparing)
        row.addWidget(self.copying)
        below.addWidget(share)
        below.addWidget(self.percent)
        below.addStretch(1)
        rows.addLayout(row)
        rows.addLayout(below)
        return rows

    @Slot()
    def _text_written(self) -> None:
        if self._saved is not None:
            self.edited.emit()

    @Slot()
    def _copy_previous(self) -> None:
        """Fill the empty texts from the period before; what is written stays."""
        if self._previous is None:
            return
        for field, text in zip(self.texts.fields, _texts(self._previous), strict=True):
            if not field.toPlainText().strip():
                field.rewrite(text)
        self.left.emit()

    def look_up(self, sheet: FigureSheet, earlier: FigureSheet, period: Period, lang: str) -> None:
        """Show other figures in the references; `earlier` are those of the period before."""
        self.texts.look_up(sheet, earlier, period, lang)

    def show_narrative(
        self, narrative: Narrative, previous: Narrative | None, heading: str, clause: str, *, chosen: bool
    ) -> None:
        """Show another narrative; this is no edit. `previous` is the one of the period before."""
        self._saved = None
        self._previous = previous
        told_before = previous is not None and not previous.is_empty
        self.copying.setEnabled(told_before)
        self.comparing.setEnabled(told_before)
        self.heading.setText(heading)
        self.clause.setText(clause)
        self.texts.put(_texts(narrative), _texts(previous) if previous is not None and told_before else None)
        self.texts.compare(shown=self.comparing.isChecked())
        self.progress.setCurrentIndex(self.progress.findData(narrative.progress) if chosen else 0)
        self.percent.setText("" if narrative.percent is None else str(narrative.percent))
        self._saved = TypedNarrative(narrative, chosen)
        self.unsaved = False
        self._tell()

    @property
    def settled(self) -> Narrative | None:
        """What was shown or handed over last, where nothing was typed since; None while something is typed."""
        if self._saved is None or self.unsaved or self._percent_refused or self._current() != self._saved:
            return None
        return self._saved.narrative

    def _current(self) -> TypedNarrative | None:
        """Put together what stands in the fields; a percentage that is none leaves the one before."""
        if self._saved is None:
            return None
        before = self._saved.narrative
        progress = self.progress.currentData()
        narrative = replace(
            before,
            results=self.results.composed,
            difficulties=self.difficulties.composed,
            next_steps=self.next_steps.composed,
            progress=before.progress if progress is None else TaskProgress(progress),  # Qt gives a plain text back
            percent=before.percent if self._percent_refused else self._percent,
        )
        return TypedNarrative(narrative, progress is not None)

    def take(self) -> TypedNarrative | None:
        """Give what stands in the fields if it differs from what was shown or taken before; text is NFC.

        A percentage that is none is refused with a sentence and stays typed; the rest is given.
        """
        now = self._current()
        if self._saved is None or now is None:
            return None
        before = self._saved.narrative
        self._tell()
        if now == self._saved or (now.narrative == before and before.is_empty and not now.chosen):
            return None
        self._before, self._saved = self._saved, now
        self.unsaved = False
        return now

    @property
    def _percent(self) -> int | None:
        text = self.percent.text().strip().removesuffix("%").strip()
        return int(text) if text.isascii() and text.isdigit() and int(text) <= _WHOLE else None

    @property
    def _percent_refused(self) -> bool:
        return bool(self.percent.text().strip()) and self._percent is None

    def _tell(self) -> None:
        """Say what is not saved, or not decided."""
        written = any(field.toPlainText().strip() for field in self.texts.fields)
        text, bad = "", True
        if self._percent_refused:
            text = self.tr(
                "Tỷ lệ hoàn thành “{typed}” chưa được lưu: hãy nhập số nguyên từ 0 đến 100, ví dụ 45."
            ).format(typed=self.percent.text())
        elif written and self.progress.currentData() is None:
            text, bad = self.tr("Hãy chọn tiến độ của nhiệm vụ; chưa chọn thì chưa ký được báo cáo."), False
        self.message.setStyleSheet(f"color: {(tones().bad if bad else tones().warn).name()}")
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def keep_unsaved(self) -> None:
        """Let the next `take` give it again: the last one did not reach the disk."""
        before, now = self._before, self._saved
        if before is not None and now is not None and before.narrative.task == now.narrative.task:
            self._saved = before
            self.unsaved = True


def _texts(narrative: Narrative) -> tuple[str, str, str]:
    return narrative.results, narrative.difficulties, narrative.next_steps
