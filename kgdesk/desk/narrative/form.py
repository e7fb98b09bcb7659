"""The fields of one narrative."""

import unicodedata
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.words import progress_word
from kgdesk.domain.narrative import Narrative, TaskProgress

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
        self.results = self._area(layout, self.tr("&1. Kết quả thực hiện"))
        self.difficulties = self._area(layout, self.tr("&2. Khó khăn, vướng mắc và nguyên nhân"))
        self.next_steps = self._area(layout, self.tr("&3. Nhiệm vụ, giải pháp kỳ tới"))

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
        self.copying = QPushButton(self.tr("Chép từ kỳ trước"))
        self.copying.setToolTip(self.tr("Chép nội dung kỳ trước vào các ô còn trống để sửa tiếp"))
        self.copying.clicked.connect(self._copy_previous)
        row.addWidget(caption)
        row.addWidget(self.progress)
        row.addStretch(1)
        row.addWidget(self.copying)
        below.addWidget(share)
        below.addWidget(self.percent)
        below.addStretch(1)
        rows.addLayout(row)
        rows.addLayout(below)
        return rows

    def _area(self, layout: QVBoxLayout, name: str) -> QPlainTextEdit:
        caption = QLabel(name)
        area = QPlainTextEdit()
        area.setAccessibleName(name.replace("&", ""))
        area.setTabChangesFocus(True)
        area.textChanged.connect(self._text_changed)
        area.installEventFilter(self)
        caption.setBuddy(area)
        layout.addSpacing(SPACE // 2)
        layout.addWidget(caption)
        layout.addWidget(area, 1)
        return area

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when a text is left."""
        if event.type() is QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    @Slot()
    def _text_changed(self) -> None:
        if self._saved is not None:
            self.edited.emit()

    @Slot()
    def _copy_previous(self) -> None:
        """Fill the empty texts from the period before; what is written stays."""
        before = self._previous
        if before is None:
            return
        for area, text in (
            (self.results, before.results),
            (self.difficulties, before.difficulties),
            (self.next_steps, before.next_steps),
        ):
            if not area.toPlainText().strip():
                area.setPlainText(text)
        self.left.emit()

    def show_narrative(
        self, narrative: Narrative, previous: Narrative | None, heading: str, clause: str, *, chosen: bool
    ) -> None:
        """Show another narrative; this is no edit. `previous` is the one of the period before."""
        self._saved = None
        self._previous = previous
        self.copying.setEnabled(previous is not None and not previous.is_empty)
        self.heading.setText(heading)
        self.clause.setText(clause)
        self.results.setPlainText(narrative.results)
        self.difficulties.setPlainText(narrative.difficulties)
        self.next_steps.setPlainText(narrative.next_steps)
        self.progress.setCurrentIndex(self.progress.findData(narrative.progress) if chosen else 0)
        self.percent.setText("" if narrative.percent is None else str(narrative.percent))
        self._saved = TypedNarrative(narrative, chosen)
        self._tell()

    def take(self) -> TypedNarrative | None:
        """Give what stands in the fields if it differs from what was shown or taken before; text is NFC.

        A percentage that is none is refused with a sentence and stays typed; the rest is given.
        """
        if self._saved is None:
            return None
        before = self._saved.narrative
        progress = self.progress.currentData()
        narrative = replace(
            before,
            results=_nfc(self.results),
            difficulties=_nfc(self.difficulties),
            next_steps=_nfc(self.next_steps),
            progress=before.progress if progress is None else TaskProgress(progress),  # Qt gives a plain text back
            percent=before.percent if self._percent_refused else self._percent,
        )
        now = TypedNarrative(narrative, progress is not None)
        self._tell()
        if now == self._saved or (narrative == before and narrative.is_empty and not now.chosen):
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
        written = any(area.toPlainText().strip() for area in (self.results, self.difficulties, self.next_steps))
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


def _nfc(area: QPlainTextEdit) -> str:
    return unicodedata.normalize("NFC", area.toPlainText())
