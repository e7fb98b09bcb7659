"""What goes out of a consolidation: letters to units, and the totals into the unit's own return."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from kgdesk.desk.entry.reason_dialog import REASON_NEEDED, ReasonDialog, reason_question
from kgdesk.desk.tasks import Job, JobProgress
from kgdesk.domain.changes import Outcome
from kgdesk.domain.errors import Fault
from kgdesk.messages import say
from kgdesk.operations.adopt import Adoption, adopt_run
from kgdesk.operations.letters import LettersRequest, MadeLetter, make_letters
from kgdesk.operations.workspace import Workspace

if TYPE_CHECKING:
    from kgdesk.desk.consolidation.page import ConsolidationPage


class Outgoing(QObject):
    """Two buttons of the page of totals; `adopting` is there only for a unit that reports upward itself."""

    def __init__(self, page: "ConsolidationPage") -> None:
        super().__init__(page)
        self._page = page
        self.writing = page.frame.tool(
            "mail",
            self.tr("Văn bản gửi đơn vị…"),
            "Ctrl+Shift+V",
            self.tr("Lập văn bản đôn đốc đơn vị quá hạn và văn bản trả lại báo cáo"),
            topic="outgoing",
        )
        self.writing.triggered.connect(self._choose_folder)
        self.adopting = page.frame.tool(
            "import",
            self.tr("Lấy số tổng hợp vào báo cáo của đơn vị"),
            "Ctrl+Shift+J",
            self.tr("Đưa số tổng hợp từ các đơn vị trực thuộc vào báo cáo của đơn vị mình"),
            topic="outgoing",
        )
        self.adopting.triggered.connect(self._adopt)
        self.enable()

    @Slot()
    def enable(self) -> None:
        """Follow what the page shows: without a run there is nothing to adopt."""
        session = self._page.session
        asked = bool(session.workspace.indicators(session.period))
        self.adopting.setVisible(asked)
        self.adopting.setEnabled(asked and self._page.run is not None)

    @Slot()
    def _choose_folder(self) -> None:
        start = str(self._page.session.path.parent)
        name = QFileDialog.getExistingDirectory(self._page, self.tr("Chọn thư mục ghi các văn bản"), start)
        if name:
            self.write_to(Path(name))

    def write_to(self, folder: Path) -> None:
        """Make the letters that are due today into a folder."""
        request = LettersRequest(self._page.session.period, folder)

        def work(workspace: Workspace, progress: JobProgress) -> Outcome[tuple[MadeLetter, ...]]:
            return make_letters(workspace, request, progress=progress)

        self._page.watch(self._run(work, self._written), self.tr("Đang lập văn bản"))

    @Slot(object)
    def _written(self, outcome: Outcome[tuple[MadeLetter, ...]]) -> None:
        self._page.ended()
        session = self._page.session
        if not outcome.result:
            self._page.frame.say(say("letter.none", session.lang, period=session.period.label(session.lang)))
            return
        paths = tuple(item.files[0] for item in outcome.result)
        earlier = tuple(path for item in outcome.result for path in item.earlier)
        self._page.made.tell(self.tr("Đã lập văn bản (kèm .pdf và thư .eml):"), paths, earlier)

    @Slot()
    def _adopt(self) -> None:
        self.adopt("")

    def adopt(self, reason: str) -> None:
        """Take the totals of the run that is shown into the unit's own return."""
        run = self._page.run
        if run is None:
            return

        def work(workspace: Workspace, _progress: JobProgress) -> Outcome[Adoption]:
            return adopt_run(workspace, run, reason=reason)

        self._page.watch(self._run(work, self._adopted), self.tr("Đang lấy số tổng hợp"))

    @Slot(object)
    def _adopted(self, outcome: Outcome[Adoption]) -> None:
        self._page.ended()
        made, lang = outcome.result, self._page.session.lang
        said = say(
            "adopt.done", lang, count=len(made.taken), number=made.number, returns=made.returns, units=made.units
        )
        self._page.frame.say("\n".join((said, *(item.message(lang) for item in made.left_out))))

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Fault) and error.code == REASON_NEEDED:
            self._page.ended()
            dialog = ReasonDialog(reason_question(error, self._page.session.lang), (), self._page)
            dialog.given.connect(self._with_reason)
            dialog.open()
            return
        self._page.failed(error)

    @Slot(object, str)
    def _with_reason(self, _cells: object, reason: str) -> None:
        self.adopt(reason)

    def _run(self, work: object, done: object) -> Job:
        return self._page.session.long(work, done, self._failed)  # type: ignore[arg-type]
