"""The fields of one narrative."""

import unicodedata
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRegularExpression, Signal, Slot
from PySide6.QtGui import QFont, QRegularExpressionValidator
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

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.words import progress_word
from kgdesk.domain.narrative import Narrative, TaskProgress

_PERCENT = "[0-9]|[1-9][0-9]|100"


class NarrativeForm(QWidget):
    """Signals: `edited()` on every change by the person, `left()` when a field loses the focus."""

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved: Narrative | None = None
        self._before: Narrative | None = None
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
        self.results = self._area(layout, self.tr("&1. Kết quả thực hiện"))
        self.difficulties = self._area(layout, self.tr("&2. Khó khăn, vướng mắc và nguyên nhân"))
        self.next_steps = self._area(layout, self.tr("&3. Nhiệm vụ, giải pháp kỳ tới"))

    def _state_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        caption = QLabel(self.tr("&Tiến độ:"))
        self.progress = QComboBox()
        self.progress.setAccessibleName(self.tr("Tiến độ nhiệm vụ"))
        for state in TaskProgress:
            self.progress.addItem(progress_word(state), state)
        self.progress.activated.connect(self.left)
        caption.setBuddy(self.progress)
        share = QLabel(self.tr("Tỷ lệ &hoàn thành (%):"))
        self.percent = QLineEdit()
        self.percent.setAccessibleName(self.tr("Tỷ lệ hoàn thành, phần trăm"))
        self.percent.setValidator(QRegularExpressionValidator(QRegularExpression(_PERCENT), self.percent))
        self.percent.setFixedWidth(60)
        self.percent.textEdited.connect(self.edited)
        self.percent.editingFinished.connect(self.left)
        share.setBuddy(self.percent)
        self.copying = QPushButton(self.tr("Chép từ kỳ trước"))
        self.copying.setToolTip(self.tr("Chép nội dung kỳ trước vào các ô còn trống để sửa tiếp"))
        self.copying.clicked.connect(self._copy_previous)
        for widget in (caption, self.progress, share, self.percent):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.copying)
        return row

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

    def show_narrative(self, narrative: Narrative, previous: Narrative | None, heading: str, clause: str) -> None:
        """Show another narrative; this is no edit. `previous` is the one of the period before."""
        self._saved = None
        self._previous = previous
        self.copying.setEnabled(previous is not None and not previous.is_empty)
        self.heading.setText(heading)
        self.clause.setText(clause)
        self.results.setPlainText(narrative.results)
        self.difficulties.setPlainText(narrative.difficulties)
        self.next_steps.setPlainText(narrative.next_steps)
        self.progress.setCurrentIndex(list(TaskProgress).index(narrative.progress))
        self.percent.setText("" if narrative.percent is None else str(narrative.percent))
        self._saved = narrative

    def take(self) -> Narrative | None:
        """Give what stands in the fields if it differs from what was shown or taken before; text is NFC."""
        if self._saved is None:
            return None
        percent = self.percent.text()
        now = replace(
            self._saved,
            results=_nfc(self.results),
            difficulties=_nfc(self.difficulties),
            next_steps=_nfc(self.next_steps),
            progress=TaskProgress(self.progress.currentData()),  # Qt gives a plain text back
            percent=int(percent) if percent else None,
        )
        if now == self._saved:
            return None
        self._before, self._saved = self._saved, now
        self.unsaved = False
        return now

    def keep_unsaved(self) -> None:
        """Let the next `take` give it again: the last one did not reach the disk."""
        if self._before is not None and self._saved is not None and self._before.task == self._saved.task:
            self._saved = self._before
            self.unsaved = True


def _nfc(area: QPlainTextEdit) -> str:
    return unicodedata.normalize("NFC", area.toPlainText())
