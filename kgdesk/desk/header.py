"""The line above everything: which unit, which period, due when."""

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.periods import grouped
from kgdesk.desk.widgets.named_label import NamedLabel
from kgdesk.desk.words import counted
from kgdesk.domain.period import Period

_VISIBLE = 16  # rows of the list of periods


class _DueLabel(NamedLabel):
    """Takes one line where there is room; the longer sentences take two on a small screen."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("Hạn nộp 00/00/0000 · còn 000 ngày"))
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        """Wish for the whole sentence in one line."""
        hint = super().sizeHint()
        hint.setWidth(self.fontMetrics().horizontalAdvance(self.text()) + 2)
        return hint


class Header(QFrame):
    """Signals: `chosen(Period)` when the person picks another period; `person_chosen(str)`, `person_wanted()`.

    The last two say that somebody else works now, and that their name is not in the list.
    """

    chosen = Signal(object)
    person_chosen = Signal(str)
    person_wanted = Signal()

    def __init__(self, unit_name: str, parent: QWidget | None = None, *, part: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._person = ""
        self._lang = "vi"
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        layout.setSpacing(SPACE)
        self._unit = NamedLabel(self.tr("Đơn vị báo cáo"), unit_name)
        large = QFont(self.font())
        large.setPointSize(large.pointSize() + 3)
        large.setBold(True)
        self._unit.setFont(large)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._unit)
        if part:
            names.addWidget(self._part_of(part))
        layout.addLayout(names)
        layout.addStretch(1)
        caption = QLabel(self.tr("&Kỳ báo cáo:"))
        self.periods = QComboBox()
        self.periods.setObjectName("periods")
        self.periods.setAccessibleName(self.tr("Kỳ báo cáo"))
        self.periods.setToolTip(self.tr("Chọn kỳ báo cáo (Alt+K); mỗi kỳ có số liệu và thuyết minh riêng"))
        self.periods.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.periods.setMaxVisibleItems(_VISIBLE)
        self.periods.setStyleSheet("combobox-popup: 0")  # a list that scrolls, not one as tall as the screen
        self.periods.activated.connect(self._announce)
        caption.setBuddy(self.periods)
        layout.addWidget(caption)
        layout.addWidget(self.periods)
        layout.addSpacing(SPACE)
        self._due = _DueLabel(self.tr("Hạn nộp"))
        layout.addWidget(self._due)
        layout.addSpacing(SPACE)
        self.people = self._people()
        layout.addWidget(self.people)

    def _part_of(self, division: str) -> QLabel:
        """Say that only a division's part of the return is here."""
        told = QLabel(self.tr("Phần việc của {division}").format(division=division))
        told.setObjectName("part_of")
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setToolTip(self.tr("Chỉ có các chỉ tiêu, nhiệm vụ được giao; làm xong thì chọn Tệp › Nộp lại phần việc"))
        told.setStyleSheet(f"color: {tones().accent.name()}")
        return told

    def _people(self) -> QComboBox:
        people = QComboBox()
        people.setObjectName("people")
        people.setAccessibleName(self.tr("Người đang làm việc"))
        people.setMinimumContentsLength(12)
        people.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        people.activated.connect(self._announce_person)
        return people

    def offer_people(self, names: tuple[str, ...], current: str, *, known: bool) -> None:
        """Fill the list of people; nothing is announced. `known` says that the current one gave the name."""
        people = self.people
        people.clear()
        for name in names:
            people.addItem(name, name)
        people.insertSeparator(people.count())
        people.addItem(self.tr("Thêm người…"), None)
        people.setCurrentIndex(people.findData(current))
        told = (
            self.tr("Người đang làm việc: {name}. Tên đứng trong lịch sử từng ô; đổi người thì chọn ở đây.")
            if known
            else self.tr("Chưa ghi họ tên, đang dùng tên đăng nhập “{name}”. Chọn hoặc thêm tên ở đây.")
        )
        people.setToolTip(told.format(name=current))
        self._person = current

    @Slot(int)
    def _announce_person(self, position: int) -> None:
        name = self.people.itemData(position)
        if isinstance(name, str):
            self.person_chosen.emit(name)
        else:
            self.people.setCurrentIndex(self.people.findData(self._person))
            self.person_wanted.emit()

    def offer(self, periods: tuple[Period, ...], current: Period, lang: str) -> None:
        """Fill the picker; nothing is announced."""
        self._lang = lang
        self.periods.clear()
        for group in grouped(periods):
            if self.periods.count():
                self.periods.insertSeparator(self.periods.count())
            for period in group:
                self.periods.addItem(period.label(lang), period)
        self.periods.setCurrentIndex(self.periods.findText(current.label(lang)))

    @Slot(int)
    def _announce(self, position: int) -> None:
        self.chosen.emit(self.periods.itemData(position))

    def show_due(self, due: date | None, left: int | None, sealed_on: date | None = None) -> None:
        """Tell the due date and the days left; None where the period is not asked for.

        Once the period was sealed (`sealed_on`) it tells whether that was in time, not the days since.
        """
        colour = ""
        if due is None or left is None:
            text = self.tr("Kỳ này không yêu cầu nộp")
        else:
            text = self.tr("Hạn nộp {day}").format(day=due.strftime("%d/%m/%Y")) + " · "
            if sealed_on is not None:
                day = sealed_on.strftime("%d/%m/%Y")
                text += (self.tr("đã ký {day}") if sealed_on <= due else self.tr("đã ký {day}, sau hạn")).format(
                    day=day
                )
            elif left > 0:
                text += counted(self.tr("còn %n ngày", "", left), left, self._lang)
            elif left == 0:
                text += self.tr("hôm nay")
                colour = tones().warn.name()
            else:
                text += counted(self.tr("quá hạn %n ngày", "", -left), -left, self._lang)
                colour = tones().bad.name()
        self._due.setStyleSheet(f"color: {colour}" if colour else "")
        self._due.setText(text)
