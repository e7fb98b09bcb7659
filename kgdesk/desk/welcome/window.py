"""The first window: the page of the first start, later the recent workspaces beside what else can be done."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QFont, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.alerts import Alerts
from kgdesk.desk.appearance import SPACE
from kgdesk.desk.icons import icon, icon_of_program
from kgdesk.desk.person import login_name
from kgdesk.desk.settings import Settings
from kgdesk.desk.tasks import TaskRunner
from kgdesk.desk.welcome.demo_strip import DemoStrip
from kgdesk.desk.welcome.first_page import FirstPage
from kgdesk.desk.welcome.new_workspace import NewWorkspaceDialog
from kgdesk.desk.welcome.workspace_form import WorkspaceForm
from kgdesk.desk.widgets.button_text import keep_dots
from kgdesk.desk.widgets.enter_button import EnterButton

WORKSPACE_SUFFIX = ".kgdesk"
_KNOWN, _FIRST = (760, 520), (900, 620)  # pixels, where the screen has them
_FRAME = QSize(16, 40)  # what the system draws round a window


class WelcomeWindow(QMainWindow):
    """Signals: `open_wanted(Path)`, `language_wanted(str)`, `closed()`."""

    open_wanted = Signal(object)
    language_wanted = Signal(str)
    closed = Signal()

    def __init__(self, settings: Settings, lang: str) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.settings = settings
        self._lang = lang
        self.alerts = Alerts(self, lambda: lang)
        self.tasks = TaskRunner(self)
        self.setWindowTitle(self.tr("KGDesk · Chọn sổ làm việc"))
        self.form: WorkspaceForm | None = None  # on the page of the first start
        self._make_actions()
        self._arrange()

    def _make_actions(self) -> None:
        self.making = self._action("new", self.tr("Tạo sổ làm việc mới…"), QKeySequence("Ctrl+N"))
        self.making.triggered.connect(self._make)
        self.opening = self._action("open", self.tr("Mở sổ làm việc có sẵn…"), QKeySequence("Ctrl+O"))
        self.opening.triggered.connect(self._open)
        self.trying = self._action("demo", self.tr("Xem bản thử với số liệu mẫu"), QKeySequence("Ctrl+T"))
        self.trying.triggered.connect(self._try)
        other = "English" if self._lang == "vi" else "Tiếng Việt"
        self.switching = self._action("", other, QKeySequence("Ctrl+L"))
        self.switching.triggered.connect(self._switch)

    def _action(self, drawing: str, text: str, keys: QKeySequence) -> QAction:
        action = QAction(text, self)
        if drawing:
            action.setIcon(icon(drawing))
        action.setShortcut(keys)
        action.setToolTip(f"{text} ({keys.toString()})")
        self.addAction(action)
        return action

    def _arrange(self) -> None:
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.setSpacing(2 * SPACE)
        layout.addLayout(self._title())
        known = bool(self.settings.recent)
        caption = self._make_person_line()
        layout.addWidget(self._known_page(caption) if known else self._first_page(caption), 1)
        self.demo = DemoStrip(self.tasks)
        self.demo.made.connect(self.open_wanted)
        self.demo.failed.connect(self.alerts.show)
        layout.addWidget(self.demo)
        self.setCentralWidget(centre)
        self.resize(QSize(*(_KNOWN if known else _FIRST)).boundedTo(self.screen().availableSize() - _FRAME))
        (self.recent if known else self.person).setFocus()

    def _make_person_line(self) -> QLabel:
        caption = QLabel(self.tr("&Họ và tên người làm báo cáo:"))
        self.person = QLineEdit(self.settings.person)
        self.person.setAccessibleName(self.tr("Họ và tên người làm báo cáo"))
        self.person.setPlaceholderText(login_name())
        self.person.setToolTip(self.tr("Đứng tên trong lịch sử số liệu và ở chân trang báo cáo"))
        self.person.textEdited.connect(self._name_person)
        caption.setBuddy(self.person)
        return caption

    def _first_page(self, caption: QLabel) -> QWidget:
        self.form = WorkspaceForm(self.tasks, self.settings, self._lang)
        self.form.made.connect(self.open_wanted)
        self.person.returnPressed.connect(self.form.search.setFocus)
        self.buttons = [self._button(action) for action in (self.trying, self.opening)]
        told = (
            self.tr("Chưa muốn khai báo gì? Xem cả vòng báo cáo trên số liệu mẫu, tách rời khỏi sổ thật."),
            self.tr("Đã có tệp sổ làm việc, bản sao hoặc phần việc được giao thì mở ở đây."),
        )
        others = tuple(zip(self.buttons, told, strict=True))
        return FirstPage(self.form, (caption, self.person), others, self._button(self.switching))

    def _known_page(self, caption: QLabel) -> QWidget:
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(3 * SPACE)
        buttons = QVBoxLayout()
        buttons.setSpacing(SPACE)
        self.buttons = [self._button(action) for action in (self.making, self.opening, self.trying)]
        for button in self.buttons:
            buttons.addWidget(button)
        buttons.addSpacing(SPACE)
        buttons.addWidget(caption)
        buttons.addWidget(self.person)
        buttons.addStretch(1)
        buttons.addWidget(self._button(self.switching))
        columns.addLayout(buttons)
        recent = QVBoxLayout()
        recent.setSpacing(SPACE // 2)
        above = QLabel(self.tr("Mở &gần đây"))
        self.recent = QListWidget()
        self.recent.setObjectName("recent")
        self.recent.setAccessibleName(self.tr("Sổ làm việc mở gần đây"))
        self.recent.setToolTip(self.tr("Bấm đúp hoặc Enter để mở"))
        self.recent.itemActivated.connect(self._open_recent)
        above.setBuddy(self.recent)
        recent.addWidget(above)
        recent.addWidget(self.recent, 1)
        columns.addLayout(recent, 1)
        self._fill_recent()
        return page

    def _title(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        mark = QLabel()
        mark.setPixmap(icon_of_program().pixmap(40, 40))
        row.addWidget(mark)
        words = QVBoxLayout()
        words.setSpacing(2)
        name = QLabel("KGDesk")
        large = QFont(self.font())
        large.setPointSize(large.pointSize() + 8)
        large.setBold(True)
        name.setFont(large)
        words.addWidget(name)
        words.addWidget(QLabel(self.tr("Báo cáo kinh tế - xã hội: nhập số liệu, ký và gửi, không cần mạng.")))
        row.addLayout(words, 1)
        return row

    def _button(self, action: QAction) -> EnterButton:
        button = EnterButton()
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setDefaultAction(keep_dots(action))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setMinimumSize(max(260, button.sizeHint().width()), 40)
        button.setAccessibleName(action.text())
        return button

    def _fill_recent(self) -> None:
        self.recent.clear()
        for path in self.settings.recent:
            item = QListWidgetItem(icon("open"), f"{self.settings.title_of(path)}\n{path}")
            item.setData(int(Qt.ItemDataRole.UserRole), str(path))
            if not path.exists():
                item.setText(
                    self.tr("{name} (không còn ở đây)\n{folder}").format(name=self.settings.title_of(path), folder=path)
                )
                item.setForeground(self.palette().placeholderText())
            self.recent.addItem(item)
        if not self.recent.count():  # the last one was not there any more
            item = QListWidgetItem(self.tr("Chưa mở sổ làm việc nào trên máy này."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.recent.addItem(item)

    @Slot(QListWidgetItem)
    def _open_recent(self, item: QListWidgetItem) -> None:
        path = Path(item.data(int(Qt.ItemDataRole.UserRole)))
        if not path.exists():
            self.settings.forget(path)
        self.open_wanted.emit(path)
        self._fill_recent()

    @Slot()
    def _open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Mở sổ làm việc"),
            str(Path.home()),
            self.tr("Sổ làm việc, phần việc được giao (*.kgdesk *.kgpart)"),
        )
        if name:
            self.open_wanted.emit(Path(name))

    @Slot()
    def _make(self) -> None:
        if self.form is not None:
            self.form.search.setFocus()
        else:
            self.make_of(None)

    def make_of(self, pack: Path | None) -> None:
        """Ask whose workspace is made, of the plan in `pack` or of the one that ships with the program."""
        dialog = NewWorkspaceDialog(self.tasks, self.settings, self._lang, self, pack=pack)
        dialog.made.connect(self.open_wanted)
        dialog.open()

    @Slot(str)
    def _name_person(self, name: str) -> None:
        self.settings.person = " ".join(name.split())

    @Slot()
    def _try(self) -> None:
        self.demo.start()

    @Slot()
    def _switch(self) -> None:
        self.language_wanted.emit("en" if self._lang == "vi" else "vi")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the worker and say that the window is gone."""
        self.demo.cancel()
        self.tasks.close()
        event.accept()
        self.closed.emit()
