"""Whom this workspace believes: authorities, revocation lists, and who signs for which unit."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QWidget

from kgdesk.desk.page import Page
from kgdesk.desk.session import Session
from kgdesk.desk.trust.anchors_part import AnchorsPart
from kgdesk.desk.trust.enrolments_part import EnrolmentsPart
from kgdesk.desk.trust.lists_part import ListsPart, is_overdue
from kgdesk.desk.trust.undo_strip import UndoStrip
from kgdesk.desk.widgets.page_frame import PageFrame
from kgdesk.domain.changes import ChangeSet
from kgdesk.operations.trust_register import TrustRegister, trust_register

ANCHORS, LISTS, ENROLMENTS = range(3)


class TrustPage(Page):
    """Three lists in three tabs; what was done stands above them, with its undo."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.frame = PageFrame(self, self.tr("Chứng thư tin cậy"))
        self.strip = UndoStrip()
        self.frame.addWidget(self.strip)
        self.anchors = AnchorsPart(session)
        self.lists = ListsPart(session)
        self.enrolments = EnrolmentsPart(session)
        self.anchors.told.connect(self.strip.tell)
        self.enrolments.told.connect(self.strip.tell)
        self.lists.chosen.connect(self.anchors.look_at)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Ba danh sách"))
        for number, (part, _) in enumerate(self._titled()):
            self.tabs.addTab(part, "")
            shortcut = QShortcut(QKeySequence(f"Alt+{number + 1}"), self)
            shortcut.setProperty("tab", number)
            shortcut.activated.connect(self._show_tab)
        self.frame.addWidget(self.tabs, 1)
        self.setFocusProxy(self.tabs)
        self._title(None)

    def _titled(self) -> tuple[tuple[QWidget, str], ...]:
        return (
            (self.anchors, self.tr("Chứng thư gốc")),
            (self.lists, self.tr("Danh sách thu hồi")),
            (self.enrolments, self.tr("Người ký của đơn vị")),
        )

    @Slot()
    def _show_tab(self) -> None:
        self.tabs.setCurrentIndex(int(self.sender().property("tab")))
        self.tabs.currentWidget().setFocus()

    def load(self) -> None:
        """Fetch everything; it does not depend on the period."""
        self.session.read(trust_register, self._show)

    def follow(self, changes: ChangeSet) -> None:
        """Fetch what the changes name."""
        if changes.received or changes.plan:
            self.load()

    def go_to(self, item: str) -> None:
        """Enrol the signers of a file."""
        self.tabs.setCurrentIndex(ENROLMENTS)
        self.enrolments.look_at(Path(item))

    @Slot(object)
    def _show(self, register: TrustRegister) -> None:
        for part in (self.anchors, self.lists, self.enrolments):
            part.show_register(register)
        self._title(register)
        overdue = sum(is_overdue(item, register.at) for item in register.lists)
        sentences = [self.tr("Chữ ký chỉ được xác nhận khi dẫn tới một chứng thư gốc tin cậy ở đây.")]
        if overdue:
            sentences.append(self.tr("%n danh sách thu hồi đã quá hạn cập nhật.", "", overdue))
        if register.waiting:
            sentences.append(self.tr("%n tệp đang tạm giữ vì chưa biết người ký.", "", len(register.waiting)))
        self.frame.say(" ".join(sentences))

    def _title(self, register: TrustRegister | None) -> None:
        counts: tuple[int | None, ...] = (None, None, None)
        if register is not None:
            holding = sum(item.enrolment.holds_at(register.at) for item in register.enrolments)
            counts = (len(register.anchors), sum(item.is_newest for item in register.lists), holding)
        for number, ((_, name), count) in enumerate(zip(self._titled(), counts, strict=True)):
            self.tabs.setTabText(number, name if count is None else f"{name} ({count})")
            self.tabs.setTabToolTip(number, f"{name} (Alt+{number + 1})")
