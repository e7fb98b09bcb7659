"""The line above everything: which unit, which period, due when."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QWidget

from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.periods import grouped
from kgdesk.domain.period import Period

_VISIBLE = 16  # rows of the list of periods


class Header(QFrame):
    """Signals: `chosen(Period)` when the person picks another period."""

    chosen = Signal(object)

    def __init__(self, unit_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        layout.setSpacing(SPACE)
        self._unit = QLabel(unit_name)
        self._unit.setAccessibleName(self.tr("Đơn vị báo cáo"))
        large = QFont(self.font())
        large.setPointSize(large.pointSize() + 3)
        large.setBold(True)
        self._unit.setFont(large)
        layout.addWidget(self._unit)
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
        self._due = QLabel()
        self._due.setAccessibleName(self.tr("Hạn nộp"))
        self._due.setMinimumWidth(
            self._due.fontMetrics().horizontalAdvance("Hạn nộp 00/00/0000 · đã ký 00/00/0000, sau hạn")
        )
        self._due.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._due)

    def offer(self, periods: tuple[Period, ...], current: Period, lang: str) -> None:
        """Fill the picker; nothing is announced."""
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
                text += self.tr("còn %n ngày", "", left)
            elif left == 0:
                text += self.tr("hôm nay")
                colour = tones().warn.name()
            else:
                text += self.tr("quá hạn %n ngày", "", -left)
                colour = tones().bad.name()
        self._due.setStyleSheet(f"color: {colour}" if colour else "")
        self._due.setText(text)
