"""Makes the demonstration in the person's folder, with progress, and opens its province workspace."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kgdesk.desk.tasks import Job, TaskRunner
from kgdesk.desk.widgets.progress_strip import ProgressStrip


def demo_folder() -> Path:
    """Where the demonstration lives: among the person's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents or Path.home()) / "KGDesk-demo"


class DemoStrip(QWidget):
    """Signals: `made(Path)` with the workspace to open; `failed(BaseException)`."""

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._job: Job | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._strip = ProgressStrip(tasks)
        layout.addWidget(self._strip)

    def start(self) -> None:
        """Open the demonstration, making it the first time."""
        if self._job is not None:
            return
        from kgdesk.desk.welcome.demo_files import making, province_workspace

        folder = demo_folder()
        existing = province_workspace(folder)
        if existing.exists():
            self.made.emit(existing)
            return
        self._job = self._tasks.run(making(folder), self._done, self._failed)
        self._strip.watch(self._job, self.tr("Đang tạo bản thử"))

    def cancel(self) -> None:
        """Stop making it."""
        if self._job is not None:
            self._job.cancel()

    @Slot(object)
    def _done(self, path: Path) -> None:
        self._job = None
        self._strip.finish()
        self.made.emit(path)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._strip.finish()
        self.failed.emit(error)
