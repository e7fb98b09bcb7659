"""The copies of a workspace: what each holds, what a recovery would take away, one more, one to a stick."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.keeping.copies_table import columns, row_of
from kgdesk.desk.keeping.sticks import plugged_in
from kgdesk.desk.tasks import TaskRunner
from kgdesk.desk.widgets.text_table import TextTable
from kgdesk.domain.errors import Fault
from kgdesk.domain.kept_copy import CopyReason, copies_folder
from kgdesk.messages import say
from kgdesk.operations import copies
from kgdesk.operations.encryption import is_encrypted, is_locked

if TYPE_CHECKING:
    from kgdesk.operations.copies import Comparison, CopyFacts


class CopiesDialog(QDialog):
    """For an open workspace and for one that cannot be opened; `problem` says why.

    Signals: `restore_wanted(Path)` with the copy, after the person confirmed; `salvage_wanted()`.
    """

    restore_wanted = Signal(object)
    salvage_wanted = Signal()

    def __init__(
        self,
        path: Path,
        *,
        lang: str,
        clock: Callable[[], datetime],
        problem: Fault | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._path, self._lang, self._clock, self._problem = path, lang, clock, problem
        self._compared: Comparison | None = None
        self._chosen: Path | None = None
        self._tasks = TaskRunner(self)
        self.setWindowTitle(self.tr("Bản sao và phục hồi"))
        self.resize(980, 520)
        self._arrange()
        self.finished.connect(self._leave)
        self.load()

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        if self._problem is not None:
            told = QLabel(sentence(self._problem, self._lang))
            told.setWordWrap(True)
            told.setStyleSheet(f"color: {tones().bad.name()}")
            layout.addWidget(told)
        where = QLabel(say("copy.folder", self._lang, folder=copies_folder(self._path)))
        where.setWordWrap(True)
        layout.addWidget(where)
        self.table = TextTable(columns(), self.tr("Các bản sao của sổ làm việc"))
        self.table.stood_on.connect(self._compare)
        layout.addWidget(self.table, 1)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        layout.addWidget(self.told)
        layout.addLayout(self._buttons())
        closing = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        closing.rejected.connect(self.reject)
        layout.addWidget(closing)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.copying = QPushButton(self.tr("&Sao lưu ngay"))
        self.copying.clicked.connect(self._copy)
        self.carrying = QPushButton(self.tr("&Chép ra USB"))
        self.carrying.setMenu(QMenu(self))
        self.carrying.menu().aboutToShow.connect(self._list_sticks)
        self.choosing = QPushButton(self.tr("Bản sao ở nơi &khác…"))
        self.choosing.clicked.connect(self._choose)
        self.restoring = QPushButton(self.tr("&Phục hồi bản đã chọn…"))
        self.restoring.clicked.connect(self._confirm)
        self.restoring.setEnabled(False)
        self.saving = QPushButton(self.tr("Cứ&u dữ liệu còn đọc được…"))
        self.saving.clicked.connect(self._salvage)
        self.saving.setVisible(self._problem is not None)
        self.unlocking = QPushButton(self.tr("&Mở khóa bản này…"))
        self.unlocking.clicked.connect(self._unlock)
        self.unlocking.hide()
        for button in (self.copying, self.carrying):
            button.setVisible(self._problem is None)
        for button in (self.copying, self.carrying, self.choosing):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.saving)
        row.addWidget(self.unlocking)
        row.addWidget(self.restoring)
        return row

    # the list ------------------------------------------------------------------

    def load(self) -> None:
        """Read what each copy holds, on a worker of the dialog's own."""
        path = self._path
        self._tasks.run(
            lambda _progress: tuple(copies.describe(item) for item in copies.list_copies(path)),
            self._show,
            self._failed,
        )

    @Slot(object)
    def _show(self, found: "tuple[CopyFacts, ...]") -> None:
        self.table.put([row_of(item, self._lang) for item in found])
        if not found:
            self._tell(say("copy.none", self._lang, folder=copies_folder(self._path)))
        self.table.setFocus()

    @Slot(object)
    def _compare(self, facts: "CopyFacts | None") -> None:
        if facts is not None:
            self._look_at(facts.copy.path)

    @Slot(object)
    def _look_at(self, copy: Path) -> None:
        """Ask what a recovery of the copy would take out of the workspace."""
        self._chosen = copy
        self.restoring.setEnabled(False)
        self.unlocking.hide()
        path = self._path
        self._tasks.run(lambda _progress: (copy, copies.compare(copy, path)), self._show_comparison, self._failed)

    @Slot(object)
    def _show_comparison(self, found: "tuple[Path, Comparison]") -> None:
        copy, self._compared = found
        if copy != self._chosen:
            return
        self._tell(say(self._compared.code, self._lang, **self._compared.params))
        self.restoring.setEnabled(self._compared.code != "copy.same")

    @Slot()
    def _unlock(self) -> None:
        """Ask for the password of a copy that was made under an earlier one."""
        from kgdesk.desk.encryption.unlock_dialog import UnlockDialog

        if self._chosen is not None:
            self.asking = UnlockDialog(self._chosen, self._lang, self)
            self.asking.unlocked.connect(self._look_at)
            self.asking.open()

    @Slot()
    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Chọn bản sao"), str(self._path.parent), self.tr("Sổ làm việc (*.kgdesk)")
        )
        if name:
            self._look_at(Path(name))

    # deeds ---------------------------------------------------------------------

    @Slot()
    def _copy(self) -> None:
        path, clock = self._path, self._clock
        self._begin()
        self._tasks.run(
            lambda _progress: copies.take_copy(path, CopyReason.ASKED, clock=clock), self._copied, self._failed
        )

    @Slot()
    def _list_sticks(self) -> None:
        menu = self.carrying.menu()
        menu.clear()
        for stick in plugged_in():
            free = self.tr("còn trống {size}").format(size=copies.size_of(stick.free))
            action = menu.addAction(f"{stick.name} ({stick.path}), {free}")
            action.setData(stick.path)
            action.triggered.connect(self._carry)
        if menu.isEmpty():
            menu.addAction(self.tr("Chưa thấy USB nào")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(self.tr("Thư mục khác…")).triggered.connect(self._choose_folder)

    @Slot()
    def _carry(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.carry_to(Path(action.data()))

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Chọn thư mục để chép bản sao"), str(self._path.parent))
        if name:
            self.carry_to(Path(name))

    def carry_to(self, folder: Path) -> None:
        """Write a copy into a folder; it is read back and checked whole before this is told."""
        from kgdesk.operations.maintenance import backup

        path, clock = self._path, self._clock
        self._begin()
        self._tasks.run(lambda _progress: backup(path, folder, clock=clock), self._carried, self._failed)

    @Slot(object)
    def _carried(self, copy: Path) -> None:
        self._end()
        self._tell(
            self.tr("Đã chép và đọc lại để kiểm tra: {path}. Hãy rút USB bằng lệnh “Tháo an toàn”.").format(path=copy)
        )

    @Slot(object)
    def _copied(self, _copy: Path) -> None:
        self._end()
        self.load()

    @Slot()
    def _confirm(self) -> None:
        copy, compared = self._chosen, self._compared
        if copy is None or compared is None:
            return
        box = QMessageBox(self)
        box.setObjectName("confirm_restore")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Phục hồi từ bản sao"))
        box.setText(say(compared.code, self._lang, **compared.params))
        box.setInformativeText(str(copy))
        words = self.tr("&Phục hồi")
        if is_locked(self._path) and not is_encrypted(copy):
            box.setInformativeText(
                self.tr(
                    "{copy}\n\nBản sao này không được mã hóa. Nhập mật khẩu của sổ thì bản phục hồi cũng được mã hóa; "
                    "nếu không, ai lấy được tệp cũng đọc được."
                ).format(copy=copy)
            )
            asking = box.addButton(self.tr("&Nhập mật khẩu…"), QMessageBox.ButtonRole.ActionRole)
            asking.clicked.connect(self._unlock_replaced)
            words = self.tr("Phục hồi, &không mã hóa")
        restoring = box.addButton(words, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        restoring.clicked.connect(self._restore)
        box.open()

    @Slot()
    def _unlock_replaced(self) -> None:
        """Ask for the password of what is replaced: then what comes in its place is encrypted, too."""
        from kgdesk.desk.encryption.unlock_dialog import UnlockDialog

        self.asking = UnlockDialog(self._path, self._lang, self)
        self.asking.unlocked.connect(self._confirm)
        self.asking.open()

    @Slot()
    def _restore(self) -> None:
        copy = self._chosen
        self.accept()
        self.restore_wanted.emit(copy)

    @Slot()
    def _salvage(self) -> None:
        self.accept()
        self.salvage_wanted.emit()

    # words ---------------------------------------------------------------------

    def _begin(self) -> None:
        self._tell(self.tr("Đang chép và kiểm tra…"))
        for button in (self.copying, self.carrying):
            button.setEnabled(False)

    def _end(self) -> None:
        for button in (self.copying, self.carrying):
            button.setEnabled(True)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self._end()
        self._tell(sentence(error, self._lang), bad=True)
        self.unlocking.setVisible(isinstance(error, Fault) and error.code == "encryption.locked")

    def _tell(self, text: str, *, bad: bool = False) -> None:
        self.told.setText(text)
        self.told.setStyleSheet(f"color: {tones().bad.name()}" if bad else "")

    @Slot()
    def _leave(self) -> None:
        self._tasks.close()
