"""The help window: a list that can be searched at the left, the page at the right."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.help.found import show_found
from kgdesk.desk.help.guide import read_parts
from kgdesk.desk.help.topics import FIRST, KEYS, Topic, read_topics

_KEY = int(Qt.ItemDataRole.UserRole)
_LINK = "topic"  # the scheme of a link from page to page
_SMALLEST, _LARGEST = 8, 28  # points
_DOWN = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class HelpWindow(QDialog):
    """Stands beside the work and blocks nothing; Esc closes it."""

    def __init__(self, lang: str) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("help")
        self.setWindowTitle(self.tr("Trợ giúp · KGDesk"))
        self.resize(900, 620)
        self._topics: dict[str, Topic] = {topic.key: topic for topic in read_topics(lang)}
        self._walked: list[str] = []
        self._at = -1
        self._points = self.font().pointSize()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Tìm, không cần dấu"))
        self.search.setAccessibleName(self.tr("Tìm trong trợ giúp"))
        self.search.setClearButtonEnabled(True)
        clearing = self.search.findChild(QToolButton)
        if clearing is not None:
            clearing.setAccessibleName(self.tr("Xóa chữ đang tìm"))
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Các trang trợ giúp"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = QLabel(self.tr("Không có trang nào khớp. Hãy gõ ít chữ hơn."))
        self.none.setWordWrap(True)
        self.none.hide()
        self.page = QTextBrowser()
        self.page.setAccessibleName(self.tr("Nội dung trợ giúp"))
        self.page.setOpenLinks(False)
        self.page.anchorClicked.connect(self._follow)
        self.list.currentItemChanged.connect(self._choose)
        self._arrange()
        self._parts = (
            (self.tr("TỪNG TRANG CỦA CHƯƠNG TRÌNH"), KEYS),
            *((part.title, part.keys) for part in read_parts(lang)),
        )
        self._fill(self._parts)
        self.show_topic(FIRST)

    def _fill(self, parts: Iterable[tuple[str, Sequence[str]]]) -> None:
        """List pages by parts; usually those of the screens, then those of the guide."""
        self.list.blockSignals(True)
        self.list.clear()
        for title, keys in parts:
            if title:
                heading = QListWidgetItem(title)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self.list.addItem(heading)
            for key in keys:
                item = QListWidgetItem(self._topics[key].title)
                item.setData(_KEY, key)
                self.list.addItem(item)
                if self._walked and key == self.topic:
                    self.list.setCurrentItem(item)
        self.list.blockSignals(False)

    def _arrange(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        for widget in (self.search, self.none, self.list):
            column.addWidget(widget)
        tools = QHBoxLayout()
        tools.setSpacing(SPACE // 2)
        self.backward = self._tool(tools, self.tr("◀ Trước"), self.tr("Trang vừa xem"), "Alt+Left")
        self.backward.triggered.connect(self._go_back)
        self.forward = self._tool(tools, self.tr("Sau ▶"), self.tr("Trang xem sau đó"), "Alt+Right")
        self.forward.triggered.connect(self._go_forward)
        tools.addStretch(1)
        self._tool(tools, self.tr("A−"), self.tr("Chữ nhỏ hơn"), "Ctrl+-").triggered.connect(self._smaller)
        self._tool(tools, self.tr("A+"), self.tr("Chữ to hơn"), "Ctrl++").triggered.connect(self._larger)
        for keys, work in (("Ctrl+F", self._to_search), ("Ctrl+0", self._usual)):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(work)
            self.addAction(action)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(tools)
        column.addWidget(self.page, 1)
        splitter = QSplitter()
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([240, 660])
        splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(splitter)

    def _tool(self, row: QHBoxLayout, text: str, name: str, keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setToolTip(f"{name} ({QKeySequence(keys).toString()})")
        self.addAction(action)
        button = QToolButton()
        button.setDefaultAction(action)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(button)
        return action

    # pages ---------------------------------------------------------------------

    @property
    def topic(self) -> str:
        """The key of the page that is shown."""
        return self._walked[self._at]

    def show_topic(self, key: str) -> None:
        """Show a page and remember the way to it."""
        if self._at < 0 or self.topic != key:
            self._walked[self._at + 1 :] = [key]
            self._at += 1
        self._show()

    def _show(self) -> None:
        topic = self._topics[self.topic]
        self._write(topic)
        self.backward.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at + 1 < len(self._walked))
        item = next((item for item in self._items() if item.data(_KEY) == topic.key), None)
        if item is not None and item is not self.list.currentItem():
            self.list.blockSignals(True)
            self.list.setCurrentItem(item)
            self.list.blockSignals(False)

    def _write(self, topic: Topic) -> None:
        font = QFont(self.font())
        font.setPointSize(self._points)
        self.page.document().setDefaultFont(font)
        self.page.setMarkdown(topic.text)
        show_found(self.page, self.search.text())

    def _items(self) -> list[QListWidgetItem]:
        """Pages, without the headings between them."""
        rows = (self.list.item(row) for row in range(self.list.count()))
        return [item for item in rows if item.data(_KEY) is not None]

    @Slot()
    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None and item.data(_KEY) is not None:
            self.show_topic(str(item.data(_KEY)))

    @Slot(QUrl)
    def _follow(self, address: QUrl) -> None:
        if address.scheme() == _LINK and address.path() in self._topics:
            self.show_topic(address.path())

    @Slot()
    def _go_back(self) -> None:
        self._at = max(self._at - 1, 0)
        self._show()

    @Slot()
    def _go_forward(self) -> None:
        self._at = min(self._at + 1, len(self._walked) - 1)
        self._show()

    # searching -----------------------------------------------------------------

    @Slot(str)
    def _filter(self, query: str) -> None:
        """List what was found, the nearest first; without a query everything by parts."""
        found = [key for _, keys in self._parts for key in keys if self._topics[key].has(query)]
        found.sort(key=lambda key: self._topics[key].nearness(query))
        self._fill((("", found),) if query.strip() else self._parts)
        self.none.setVisible(not found)
        show_found(self.page, query)

    @Slot()
    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Down lead from the search to the first page that was found."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _DOWN
        ):
            for item in self._items()[:1]:
                self.list.setCurrentItem(item)
                self.list.setFocus()
            return True
        return super().eventFilter(watched, event)

    # size ----------------------------------------------------------------------

    def _resize(self, points: int) -> None:
        self._points = min(max(points, _SMALLEST), _LARGEST)
        self._write(self._topics[self.topic])

    @Slot()
    def _larger(self) -> None:
        self._resize(self._points + 1)

    @Slot()
    def _smaller(self) -> None:
        self._resize(self._points - 1)

    @Slot()
    def _usual(self) -> None:
        self._resize(self.font().pointSize())
