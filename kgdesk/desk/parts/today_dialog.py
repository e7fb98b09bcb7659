"""Who did what on a day, from the journal."""

from datetime import date

from PySide6.QtCore import QDate, Slot
from PySide6.QtWidgets import QDateEdit, QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kgdesk import messages
from kgdesk.desk.appearance import SPACE
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.messages import VIETNAM
from kgdesk.operations.people import Deed, deeds_of_day


class TodayDialog(QDialog):
    """One row per person and kind of work, in the order of the work."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Ai đã làm gì"))
        self.resize(820, 460)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        row = QHBoxLayout()
        caption = QLabel(self.tr("&Ngày:"))
        self.day = QDateEdit()
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName(self.tr("Ngày"))
        today = session.now().astimezone(VIETNAM).date()
        self.day.setDate(QDate(today.year, today.month, today.day))
        self.day.dateChanged.connect(self.load)
        caption.setBuddy(self.day)
        row.addWidget(caption)
        row.addWidget(self.day)
        row.addStretch(1)
        layout.addLayout(row)
        columns = (
            TextColumn(self.tr("Người"), 220),
            TextColumn(self.tr("Việc"), 0),
            TextColumn(self.tr("Số lần"), 60, figures=True),
            TextColumn(self.tr("Từ – đến"), 100),
        )
        self.table = TextTable(columns, self.tr("Việc đã làm trong ngày"))
        layout.addWidget(self.table, 1)
        self.message = QLabel()
        self.message.setWordWrap(True)
        layout.addWidget(self.message)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.load()
        self.table.setFocus()

    @Slot()
    def load(self) -> None:
        """Read the journal of the day; what was done to other periods is left out."""
        chosen = self.day.date()
        day = date(chosen.year(), chosen.month(), chosen.day())
        period, lang = self._session.period, self._session.lang
        self._session.read(lambda workspace: deeds_of_day(workspace, day, period=period, lang=lang), self._show)

    @Slot(object)
    def _show(self, deeds: tuple[Deed, ...]) -> None:
        self.table.put([_row(item) for item in deeds])
        told = self.tr("Việc của kỳ đang chọn và việc chung của sổ; tên lấy từ nhật ký, không sửa được.")
        self.message.setText(told if deeds else messages.say("person.nobody", self._session.lang))


def _row(deed: Deed) -> TextRow:
    first, last = (at.astimezone(VIETNAM).strftime("%H:%M") for at in (deed.first_at, deed.last_at))
    return TextRow(
        cells=(deed.person, deed.words, str(deed.times), first if first == last else f"{first} – {last}"), item=deed
    )
