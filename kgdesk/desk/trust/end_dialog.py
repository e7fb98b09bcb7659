"""Why something is believed no longer. The answer stays in the history."""

from datetime import UTC, date, datetime, time

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.appearance import SPACE
from kgdesk.messages import VIETNAM


class EndDialog(QDialog):
    """Signals: `given(str, datetime | None)`: the reason, and since when (UTC; None: from now on).

    `since` and `today` limit the day that may be chosen, from which what was signed counts no longer; without
    `since` nobody is asked for a day.
    """

    given = Signal(str, object)

    def __init__(
        self,
        title: str,
        text: str,
        *,
        example: str,
        today: date,
        since: datetime | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        label = QLabel(text)
        label.setWordWrap(True)
        layout.addWidget(label)
        caption = QLabel(self.tr("&Lý do:"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Lý do"))
        self.reason.setPlaceholderText(example)
        self.reason.textChanged.connect(self._judge)
        caption.setBuddy(self.reason)
        layout.addWidget(caption)
        layout.addWidget(self.reason)
        self._add_day(layout, today, since)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.confirm = buttons.addButton(title, QDialogButtonBox.ButtonRole.AcceptRole)
        self.confirm.setEnabled(False)
        buttons.accepted.connect(self._give)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _add_day(self, layout: QVBoxLayout, today: date, since: datetime | None) -> None:
        row = QHBoxLayout()
        self.dated = QCheckBox(self.tr("Tính từ n&gày trước đó:"))
        self.dated.setToolTip(self.tr("Chữ ký ghi thời điểm từ ngày này trở đi không còn được công nhận (Alt+G)"))
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName(self.tr("Chấm dứt từ ngày"))
        self.day.setMaximumDate(self.day.date())
        self.day.setEnabled(False)
        self.dated.toggled.connect(self.day.setEnabled)
        if since is None:
            self.dated.hide()
            self.day.hide()
        else:
            first = since.astimezone(VIETNAM).date()
            self.day.setMinimumDate(QDate(first.year, first.month, first.day))
        row.addWidget(self.dated)
        row.addWidget(self.day)
        row.addStretch(1)
        layout.addLayout(row)

    @Slot()
    def _judge(self) -> None:
        self.confirm.setEnabled(bool(self.reason.text().strip()))

    @Slot()
    def _give(self) -> None:
        self.given.emit(self.reason.text().strip(), start_of(self.day.date()) if self.dated.isChecked() else None)
        self.accept()


def start_of(day: QDate) -> datetime:
    """Give the first moment of a day in Vietnam, UTC."""
    return datetime.combine(date(day.year(), day.month(), day.day()), time(), VIETNAM).astimezone(UTC)
