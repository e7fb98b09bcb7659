"""The only place that tells a person that something went wrong."""

import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from kgdesk import messages
from kgdesk.desk.defect_log import write_defect
from kgdesk.domain.errors import Cancelled, Fault

translate = QCoreApplication.translate


def sentence(error: BaseException, lang: str) -> str:
    """Say what happened and what to do, for people; an unexpected error is written to the log."""
    if isinstance(error, Cancelled):
        return translate("Alerts", "Đã dừng theo yêu cầu. Không có gì làm dở dang.")
    if isinstance(error, Fault):
        if error.code.endswith(".own_check"):  # ours, though the sentence is a fault's: whoever helps needs the place
            write_defect(error)
        try:
            return messages.say(error.code, lang, **error.params)
        except (KeyError, OSError) as gap:
            error.add_note(f"no sentence: {gap}")
    path = write_defect(error)
    text = translate(
        "Alerts",
        "Chương trình gặp lỗi ngoài dự kiến nên chưa làm được việc này. "
        "Số liệu đã lưu không bị ảnh hưởng. Hãy thử lại; nếu vẫn lỗi, gửi tệp nhật ký {log} cho người hỗ trợ.",
    )
    return text.format(log=path)


class Alerts(QObject):
    """Shows errors on top of a window. Signals: `shown(str)` with the sentence, for the status line."""

    shown = Signal(object)

    def __init__(self, window: QWidget, lang: Callable[[], str]) -> None:
        super().__init__(window)
        self._window = window
        self._lang = lang
        self._unread: list[BaseException] = []

    def show(self, error: BaseException) -> None:
        """Say what went wrong. A stop that was asked for needs no dialog."""
        text = sentence(error, self._lang())
        self.shown.emit(text)
        if isinstance(error, Cancelled):
            return
        box = QMessageBox(self._window)
        box.setObjectName("alert")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(translate("Alerts", "Chưa làm được"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        self._unread.append(error)
        box.finished.connect(lambda _button: self._unread.remove(error))
        box.open()

    def unread(self) -> tuple[BaseException, ...]:
        """Give what stands on the window and nobody has closed yet: it must not go with the window."""
        return tuple(self._unread)


def catch_defects(show: Callable[[BaseException], None]) -> None:
    """Let an exception that nobody caught be told in a sentence instead of ending unseen in a slot."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        show(error)

    sys.excepthook = hook
