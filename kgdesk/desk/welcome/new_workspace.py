"""Making a further workspace: the form of the first page in a dialog."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.settings import Settings
from kgdesk.desk.tasks import TaskRunner
from kgdesk.desk.welcome.workspace_form import WorkspaceForm


class NewWorkspaceDialog(QDialog):
    """Signals: `made(Path)` with the new workspace, closed again."""

    made = Signal(object)

    def __init__(
        self,
        tasks: TaskRunner,
        settings: Settings,
        lang: str,
        parent: QWidget | None = None,
        *,
        pack: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tạo sổ làm việc mới"))
        self.resize(580, 560)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        self.form = WorkspaceForm(tasks, settings, lang, pack=pack)
        self.form.made.connect(self._done)
        layout.addWidget(self.form, 1)
        layout.addWidget(self.form.message)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAutoDefault(False)  # Enter in a field leads on; it must not leave the dialog
        buttons.addButton(self.form.confirm, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.form.search.setFocus()

    @Slot(object)
    def _done(self, path: Path) -> None:
        self.accept()
        self.made.emit(path)
