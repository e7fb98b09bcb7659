"""Talking about a cell: what was said, a field for more, and settling or opening the talk again."""

import json
from collections.abc import Callable
from html import escape

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.entry.panel_words import quiet
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.named_label import NamedLabel
from kgdesk.domain.changes import Outcome
from kgdesk.domain.period import Period
from kgdesk.domain.place import Place
from kgdesk.messages import VIETNAM
from kgdesk.operations.comments import Remark, RemarkKind, Thread, add_comment, reopen_thread, resolve_thread
from kgdesk.operations.workspace import Workspace

translate = QCoreApplication.translate
_LINES = 3
_PAUSE = 500  # milliseconds after the last key


class ThreadBox(QWidget):
    """The thread of one place. A text that was begun stays with its cell until it is sent, whatever ends in between."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._here: tuple[Period, Place] | None = None
        self._thread: Thread | None = None
        self._under_way: tuple[Period, Place] | None = None
        self._drafts = _read_drafts(session.settings.remarks_of(session.path))
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_PAUSE)
        self._keeping.timeout.connect(self.leave)
        self.told = NamedLabel(self.tr("Nội dung trao đổi"))
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.RichText)
        self.told.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("Ý kiến mới"))
        self.text.setPlaceholderText(self.tr("Ý kiến về ô này… (Ctrl+Enter: gửi)"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 2 * SPACE)
        self.text.textChanged.connect(self._judge)
        self.text.textChanged.connect(self._keeping.start)
        self.text.installEventFilter(self)
        self.sending = QPushButton(self.tr("Gửi"))
        self.sending.setToolTip(self.tr("Ghi ý kiến vào sổ làm việc (Ctrl+Enter)"))
        self.sending.clicked.connect(self.send)
        self.settling = QPushButton()
        self.settling.clicked.connect(self._settle)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setStyleSheet(f"color: {tones().bad.name()}")
        self.message.hide()
        self._arrange()
        self._judge()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self.sending)
        buttons.addWidget(self.settling)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, 0, SPACE, 0)
        layout.setSpacing(SPACE // 2)
        for part in (self.told, self.text, self.message):
            layout.addWidget(part)
        layout.addLayout(buttons)

    def put(self, period: Period, thread: Thread) -> None:
        """Show the thread of a place."""
        here = (period, thread.place)
        if here != self._here:
            self.leave()
            self._here = here
            self.message.hide()
            self.text.setPlainText(self._drafts.get(_key(*here), ""))
        self._thread = thread
        told = "".join(f"<p>{_said(each)}</p>" for each in thread.remarks)
        self.told.setText(told or quiet(self.tr("Chưa có ý kiến nào.")))
        self._judge()

    @Slot()
    def leave(self) -> None:
        """Keep what was begun at the place, on this computer."""
        if self._here is not None:
            here, text = _key(*self._here), self.text.toPlainText()
            if text.strip():
                self._drafts[here] = text
            else:
                self._drafts.pop(here, None)
        self._keep()

    def _keep(self) -> None:
        kept = json.dumps(self._drafts, ensure_ascii=False) if self._drafts else ""
        self._session.settings.set_remarks_of(self._session.path, kept)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was begun when the panel is put away or the window ends."""
        self.leave()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter sends."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            sends = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if sends and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.send()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _judge(self) -> None:
        thread = self._thread
        free = thread is not None and self._under_way is None
        self.sending.setEnabled(free and bool(self.text.toPlainText().strip()))
        self.settling.setEnabled(free)
        resolved = thread is not None and thread.resolved
        self.settling.setText(self.tr("Mở lại") if resolved else self.tr("Đã xong"))
        self.settling.setVisible(thread is not None and bool(thread.remarks))

    @Slot()
    def send(self) -> None:
        """Hand the text over; it stays in the field until it is on the disk."""
        text = self.text.toPlainText().strip()
        if text and self._under_way is None:
            self._write(lambda workspace, period, place: add_comment(workspace, period, place, text), self._sent)

    @Slot()
    def _settle(self) -> None:
        text = self.text.toPlainText().strip()
        change = reopen_thread if self._thread is not None and self._thread.resolved else resolve_thread
        self._write(lambda workspace, period, place: change(workspace, period, place, text=text), self._sent)

    def _write(
        self, change: Callable[[Workspace, Period, Place], Outcome[Thread]], done: Callable[[Thread], object]
    ) -> None:
        if self._here is None:
            return
        period, place = self._under_way = self._here
        self.message.hide()
        self._judge()
        self._session.write(lambda workspace: change(workspace, period, place), done, self._failed)

    @Slot(object)
    def _sent(self, thread: Thread) -> None:
        from_here, self._under_way = self._under_way, None
        if from_here is not None:
            self._drafts.pop(_key(*from_here), None)
            self._keep()
        if from_here is not None and from_here == self._here:
            self.text.clear()
            self.put(from_here[0], thread)
        self._judge()

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self._under_way = None
        self._judge()
        self.message.setText(sentence(error, self._session.lang))
        self.message.show()
        self._session.given_up.emit()  # nothing is lost: the text still stands in the field


def _key(period: Period, place: Place) -> str:
    return f"{period.code} {place.code}"


def _read_drafts(text: str) -> dict[str, str]:
    """Read what was kept; what somebody else wrote there is left out."""
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    known = found.items() if isinstance(found, dict) else ()
    return {key: value for key, value in known if isinstance(value, str)}


def _said(each: Remark) -> str:
    word = {
        RemarkKind.SAID: "",
        RemarkKind.RESOLVED: translate("Entry", "✔ đã xong"),
        RemarkKind.REOPENED: translate("Entry", "↩ mở lại"),
        RemarkKind.RECEIPT: translate("Entry", "↩ nơi nhận, lần {revision}").format(revision=each.revision),
    }[each.kind]
    who = " · ".join(filter(None, (each.by, each.at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M"), word)))
    text = escape(each.text).replace("\n", "<br>")
    return f"{quiet(who)}<br>{text}" if text else quiet(who)
