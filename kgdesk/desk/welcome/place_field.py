"""Where the file of a workspace lies, with a sentence why not just anywhere."""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.tasks import TaskRunner
from kgdesk.desk.widgets.enter_button import EnterButton


class _Doubt(Enum):
    """What speaks against a place."""

    NONE = "none"
    NETWORK = "network"
    STICK = "stick"


class PlaceField(QWidget):
    """A line for the path. A doubtful place is told and not forbidden here. Signals: `entered()` on Enter."""

    entered = Signal()

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._named_by_person = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        caption = QLabel(self.tr("&Lưu tại:"))
        self.file = QLineEdit()
        self.file.setAccessibleName(self.tr("Tệp sổ làm việc"))
        self.file.setPlaceholderText(self.tr("chọn đơn vị, nơi lưu sẽ được gợi ý"))
        self.file.textEdited.connect(self._name_by_hand)
        self.file.textChanged.connect(self._look)
        self.file.returnPressed.connect(self.entered)
        caption.setBuddy(self.file)
        choose = EnterButton()
        choose.setText(self.tr("Chọn…"))
        choose.setToolTip(self.tr("Chọn nơi lưu sổ làm việc"))
        choose.setAccessibleName(choose.toolTip())
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        row.addWidget(caption)
        row.addWidget(self.file, 1)
        row.addWidget(choose)
        layout.addLayout(row)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        layout.addWidget(self.hint)
        self._tell(_Doubt.NONE)

    @property
    def path(self) -> Path | None:
        """What is written in the line; None where nothing is."""
        text = self.file.text().strip()
        return Path(text) if text else None

    def propose(self, path: Path) -> None:
        """Name a place, unless the person has named one."""
        if not self._named_by_person:
            self.file.setText(str(path))

    @Slot()
    def _name_by_hand(self) -> None:
        self._named_by_person = True

    @Slot()
    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Nơi lưu sổ làm việc"), self.file.text(), self.tr("Sổ làm việc KGDesk (*.kgdesk)")
        )
        if name:
            self._named_by_person = True
            self.file.setText(name if name.endswith(".kgdesk") else f"{name}.kgdesk")

    @Slot()
    def _look(self) -> None:
        """Ask the system about the place, on the worker: a share that does not answer must not hold the window."""
        path = self.path
        if path is None or self._tasks.closed:
            self._tell(_Doubt.NONE)
        else:
            self._tasks.run(lambda _progress: (path, _doubt(path)), self._looked, self._not_looked)

    @Slot(object)
    def _looked(self, answer: tuple[Path, _Doubt]) -> None:
        path, doubt = answer
        if path == self.path:
            self._tell(doubt)

    @Slot(object)
    def _not_looked(self, _error: BaseException) -> None:
        """A place that cannot even be asked about is told of when the workspace is made."""
        self._tell(_Doubt.NONE)

    def _tell(self, doubt: _Doubt) -> None:
        told = {
            _Doubt.NONE: self.tr(
                "Nên để trong ổ đĩa của máy này. Thư mục mạng và thẻ USB có thể mất kết nối giữa chừng "
                "và làm hỏng tệp; muốn có thêm một bản ở đó thì dùng Sao lưu."
            ),
            _Doubt.NETWORK: self.tr(
                "▲ Nơi này là thư mục mạng: không làm việc được ở đây, vì mạng đứt giữa chừng thì tệp hỏng. "
                "Hãy chọn ổ đĩa của máy này rồi dùng Sao lưu để chép sang mạng."
            ),
            _Doubt.STICK: self.tr(
                "▲ Nơi này là thẻ USB hoặc ổ rời: rút ra giữa chừng thì mất phần chưa ghi. "
                "Nên chọn ổ đĩa của máy này rồi dùng Sao lưu để chép sang USB."
            ),
        }
        self.hint.setText(told[doubt])
        tone = tones()
        self.hint.setStyleSheet(f"color: {(tone.quiet if doubt is _Doubt.NONE else tone.warn).name()}")


def _doubt(path: Path) -> _Doubt:
    from kgdesk.desk.keeping.sticks import is_on_stick
    from kgdesk.operations.workspace_place import on_network

    if on_network(path):
        return _Doubt.NETWORK
    return _Doubt.STICK if is_on_stick(path) else _Doubt.NONE
