"""Trợ giúp > Gói thông tin hỗ trợ: a file for whoever helps from afar, without anybody's names or figures."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from kgdesk.messages import say

if TYPE_CHECKING:
    from kgdesk.desk.shell import Shell

_NAME = "kgdesk-ho-tro.zip"


class SupportBundle(QObject):
    """The entry of the help menu and what it does."""

    def __init__(self, shell: "Shell") -> None:
        super().__init__(shell)
        self._shell = shell

    def fill(self, menu: QMenu) -> QAction:
        """Add the entry."""
        action = menu.addAction(self.tr("&Gói thông tin hỗ trợ…"))
        action.setToolTip(self.tr("Ghi tệp cho người hỗ trợ; trong đó không có số liệu, tên hay đường dẫn"))
        action.triggered.connect(self.choose)
        return action

    @Slot()
    def choose(self) -> None:
        """Ask where the bundle goes, then write it."""
        folder = self._shell.session.path.parent
        name, _ = QFileDialog.getSaveFileName(
            self._shell, self.tr("Ghi gói thông tin hỗ trợ"), str(folder / _NAME), self.tr("Tệp nén (*.zip)")
        )
        if name:
            self.write_to(Path(name))

    def write_to(self, path: Path) -> None:
        """Write the bundle; the file dialog has asked whether a file that is there may go."""
        from kgdesk.operations.support import make_bundle

        kept = self._shell.session.settings
        settings = {
            "language": self._shell.session.lang, "scheme": kept.scheme, "font_points": kept.font_points,
            "grid_zoom": kept.grid_zoom, "panel_shown": kept.panel_shown,
        }  # fmt: skip
        at = self._shell.session.now()
        self._shell.session.read(
            lambda workspace: make_bundle(path, at=at, workspace=workspace, settings=settings, overwrite=True),
            self._made,
        )

    @Slot(object)
    def _made(self, path: Path) -> None:
        box = QMessageBox(
            QMessageBox.Icon.Information, self.tr("Gói thông tin hỗ trợ"),
            say("support.made", self._shell.session.lang, file=path), QMessageBox.StandardButton.Ok, self._shell,
        )  # fmt: skip
        box.setObjectName("support")
        box.open()
