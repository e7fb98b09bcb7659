"""Long work in one strip: its name, how far it is, and a button that stops it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.icons import icon
from kgdesk.desk.tasks import Job, Step, TaskRunner


class ProgressStrip(QWidget):
    """Hidden until `watch`; hides itself when told `finish`. Signals: `stopping()` when the person asked to stop."""

    stopping = Signal()

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._title = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setFixedWidth(220)
        self._bar.setAccessibleName(self.tr("Tiến độ"))
        self._stop = QPushButton(icon("stop"), self.tr("Dừng"))
        self._stop.setToolTip(self.tr("Dừng việc đang làm; không có gì làm dở dang (Esc)"))
        self._stop.setShortcut("Esc")
        self._stop.clicked.connect(self._cancel)
        layout.addWidget(self._bar)
        layout.addWidget(self._stop)
        layout.addWidget(self._label, 1)
        tasks.stepped.connect(self._step)
        self.hide()

    def watch(self, job: Job, title: str) -> None:
        """Show the strip for a job."""
        self._job = job
        self._title = title
        self._label.setText(title)
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self.show()

    def finish(self) -> None:
        """Hide: the job has ended."""
        self._job = None
        self.hide()

    @Slot(object)
    def _step(self, step: Step) -> None:
        if step.job is not self._job:
            return
        self._bar.setRange(0, max(step.total, 1))
        self._bar.setValue(step.done)
        self._label.setText(f"{self._title} · {step.done}/{step.total} · {step.name}")

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._stop.setEnabled(False)
            self._label.setText(self.tr("Đang dừng…"))
            self.stopping.emit()
