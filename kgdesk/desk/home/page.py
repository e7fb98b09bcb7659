"""What to do now, in sentences; each goes to its screen."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from kgdesk import messages
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.page import PERSON, Page, Place
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.empty_state import EmptyStack, EmptyState
from kgdesk.desk.widgets.page_frame import PageFrame
from kgdesk.domain.return_cycle import FilingState
from kgdesk.operations.home import HomeSentence, HomeSummary, home

_RETURNS = {f"home.returns_{state}": state.value for state in FilingState}  # leads to the first return in that state


class HomePage(Page):
    """Sentences still to be dealt with stand out; what is done is told quietly."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.frame = PageFrame(self, self.tr("Trang chính"))
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, SPACE, 0, 0)
        self._lines.setSpacing(SPACE // 2)
        self._lines.addStretch(1)
        self.sentences: list[QPushButton] = []
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self._list)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        told = self.tr("Ở đây kể việc cần làm trong kỳ. Kỳ này đơn vị không phải báo cáo gì; có thể chọn kỳ khác.")
        self.stack = EmptyStack(area, EmptyState(told, self.choosing_period()))
        self.frame.addWidget(self.stack, 1)

    def load(self) -> None:
        """Summarise the period on the worker."""
        period = self.session.period
        self.session.read(lambda workspace: home(workspace, period), self._show)

    @Slot(object)
    def _show(self, summary: HomeSummary) -> None:
        if summary.period != self.session.period:
            return
        focused = next((row for row, line in enumerate(self.sentences) if line.hasFocus()), None)
        for line in self.sentences:
            line.deleteLater()
        self.sentences = [self._line(item) for item in summary.sentences]
        if summary.sentences and not self.session.settings.person:
            told = self.tr("Chưa ghi họ tên người làm báo cáo (đang dùng tên đăng nhập “{name}”). Bấm để ghi.")
            self.sentences.append(self._button(told.format(name=self.session.workspace.actor), PERSON, done=False))
        for row, line in enumerate(self.sentences):
            self._lines.insertWidget(row, line)
        label = summary.period.label(self.session.lang)
        self.frame.title.setText(label)
        self.frame.say(
            self.tr("Việc cần làm trong kỳ này. Bấm vào từng dòng để tới chỗ làm.") if summary.sentences else ""
        )
        self.stack.show_empty(not summary.sentences)
        if focused is not None and focused < len(self.sentences):
            self.sentences[focused].setFocus()
        elif self.sentences:
            self.setFocusProxy(self.sentences[0])

    def _line(self, item: HomeSentence) -> QPushButton:
        text = messages.say(item.code, self.session.lang, **item.params)
        return self._button(text, item.page, done=item.done, place=item.place or _RETURNS.get(item.code, ""))

    def _button(self, text: str, page: str, *, done: bool, place: str = "") -> QPushButton:
        line = QPushButton(f"{'✔' if done else '○'}   {text}".replace("&", "&&"))
        line.setFlat(True)
        line.setCursor(QCursor(Qt.CursorShape.PointingHandCursor))
        line.setAccessibleName(text)
        line.setToolTip(self.tr("Tới trang tương ứng (Enter)"))
        tone = tones()
        colour = tone.quiet if done else tone.accent
        weight = "normal" if done else "600"
        line.setStyleSheet(
            f"QPushButton {{ text-align: left; padding: 6px 8px; border: 1px solid transparent;"
            f" color: {colour.name()}; font-weight: {weight} }}"
            f" QPushButton:hover, QPushButton:focus {{ background: {tone.heading.name()};"
            f" border-color: {tone.line.name()} }}"
        )
        line.setProperty("page", page)
        line.setProperty("place", place)
        line.clicked.connect(self._follow_link)
        return line

    @Slot()
    def _follow_link(self) -> None:
        line = self.sender()
        if isinstance(line, QPushButton):
            self.wanted.emit(Place(str(line.property("page")), line.property("place") or None))
