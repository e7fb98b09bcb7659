"""The ways into the dialogs of parts, from the menu."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from kgdesk.desk.icons import icon

if TYPE_CHECKING:
    from kgdesk.desk.shell import Shell
    from kgdesk.domain.part import PartAnswer


class PartActions(QObject):
    """Give a part, take it back; in a division's workspace return it. Everywhere: open a part, who did what."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell
        self._session = shell.session
        self._path = Path()

    def fill(self, menu: QMenu) -> None:
        """Add what this workspace can do to a menu."""
        if self._session.workspace.part is None:
            self.giving = menu.addAction(icon("filing"), self.tr("&Chia việc cho phòng…"))
            self.giving.triggered.connect(self.give)
            self.taking = menu.addAction(icon("import"), self.tr("Nhận &lại phần việc…"))
            self.taking.triggered.connect(self.choose_answer)
        else:
            self.returning = menu.addAction(icon("filing"), self.tr("Nộp &lại phần việc…"))
            self.returning.triggered.connect(self.choose_target)
        self.opening = menu.addAction(self.tr("Mở &phần việc được giao…"))
        self.opening.triggered.connect(self.choose_part)
        self.telling = menu.addAction(self.tr("&Ai đã làm gì hôm nay…"))
        self.telling.triggered.connect(self.tell)

    @Slot()
    def give(self) -> None:
        """Ask which cells and tasks go to which division."""
        from kgdesk.desk.parts.give_dialog import GiveDialog

        GiveDialog(self._session, self._shell).open()

    @Slot()
    def choose_answer(self) -> None:
        """Ask for the file a division has returned."""
        name = self._ask_file(self.tr("Chọn tệp phòng nộp lại"))
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Show how a returned file differs."""
        from kgdesk.desk.parts.take_dialog import TakeDialog

        page = self._shell.current
        if page is not None:
            page.flush()
        TakeDialog(self._session, path, self._shell).open()

    @Slot()
    def choose_part(self) -> None:
        """Ask for a part that was given out, and open its workspace."""
        name = self._ask_file(self.tr("Chọn tệp phần việc được giao"))
        if name:
            self._shell.file_wanted.emit(Path(name))

    def _ask_file(self, title: str) -> str:
        name, _ = QFileDialog.getOpenFileName(
            self._shell, title, str(self._session.path.parent), self.tr("Phần việc (*.kgpart)")
        )
        return name

    @Slot()
    def choose_target(self) -> None:
        """Ask where the answer is to lie."""
        usual = self._session.path.with_name(f"{self._session.path.stem}-nop-lai.kgpart")
        name, _ = QFileDialog.getSaveFileName(
            self._shell, self.tr("Nộp lại phần việc"), str(usual), self.tr("Phần việc (*.kgpart)")
        )
        if name:
            self.write_answer(Path(name).with_suffix(".kgpart"))

    def write_answer(self, path: Path) -> None:
        """Write the division's answer; the file dialog has asked already whether one may be replaced."""
        from kgdesk.operations.part_opening import return_part

        page = self._shell.current
        if page is not None:
            page.flush()
        self._path = path
        self._session.write(lambda workspace: return_part(workspace, path, overwrite=True), self._returned)

    @Slot(object)
    def _returned(self, answer: "PartAnswer") -> None:
        text = self.tr(
            "Đã ghi lần nộp {number}:\n{path}\n\nTệp không có chữ ký, chỉ dùng trong đơn vị."
            " Hãy chuyển cho người tổng hợp để nhận lại."
        ).format(number=answer.number, path=self._path)
        box = QMessageBox(
            QMessageBox.Icon.Information,
            self.tr("Nộp lại phần việc"),
            text,
            QMessageBox.StandardButton.Ok,
            self._shell,
        )
        box.setObjectName("told")
        box.open()

    @Slot()
    def tell(self) -> None:
        """Show who did what."""
        from kgdesk.desk.parts.today_dialog import TodayDialog

        TodayDialog(self._session, self._shell).open()
