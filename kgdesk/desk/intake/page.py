"""Taking files in: drop them, and each gets one line in plain words, then its facts, then the certificate."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QSplitter, QTextBrowser, QWidget

from kgdesk.desk.alerts import sentence
from kgdesk.desk.intake.details import deciding_reason, describe_result
from kgdesk.desk.intake.drop_area import DropArea
from kgdesk.desk.intake.left_out import left_out
from kgdesk.desk.outbox.mail_access import MailAccess
from kgdesk.desk.page import Page, Place
from kgdesk.desk.session import Session
from kgdesk.desk.tasks import JobProgress
from kgdesk.desk.widgets.empty_state import EmptyStack, EmptyState
from kgdesk.desk.widgets.page_frame import PageFrame
from kgdesk.desk.widgets.progress_strip import ProgressStrip
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.desk.words import intake_colour, intake_word
from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.period import Period
from kgdesk.operations.held_files import held_files
from kgdesk.operations.intake import IntakeResult, take_in
from kgdesk.operations.mail_settings import MailSettings
from kgdesk.operations.mailbox import take_in_mailbox
from kgdesk.operations.strangers import NOBODYS_SIGNER, export_waiting
from kgdesk.operations.workspace import Workspace

_NAMES = 6  # of files that are left out, in one sentence
translate = QCoreApplication.translate


class IntakePage(Page):
    """Drop area, results, details of the result one stands on."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._results = session.intake_results
        self._left_out: tuple[str, ...] = ()
        self._sentence = self.tr(
            "Mỗi tệp được kiểm tra chữ ký và nội dung trước khi tiếp nhận; tệp gốc luôn được giữ nguyên."
        )
        self.frame = frame = PageFrame(self, self.tr("Tiếp nhận báo cáo"), self._sentence)
        self.adding = frame.tool("add", self.tr("Chọn tệp…"), "Ctrl+Shift+O")
        self.adding.triggered.connect(self._choose_files)
        self.adding_folder = frame.tool("folder", self.tr("Chọn thư mục…"), "Ctrl+Shift+F")
        self.adding_folder.triggered.connect(self._choose_folder)
        self.reading = frame.tool(
            "mail",
            self.tr("Đọc hộp thư…"),
            "Ctrl+Shift+R",
            self.tr("Tiếp nhận báo cáo trong các thư mới; không xóa, không đánh dấu thư nào"),
        )
        self.reading.triggered.connect(self._read_mailbox)
        self.access = MailAccess(session, self)
        self.trusting = frame.tool(
            "key",
            self.tr("Ghi nhận người ký…"),
            "Ctrl+Shift+E",
            self.tr("Đối chiếu dấu vân tay và ghi nhận người ký của tệp đang chọn cho đơn vị"),
        )
        self.trusting.setEnabled(False)
        self.trusting.triggered.connect(self._enrol)
        self.area = DropArea()
        self.area.dropped.connect(self.take)
        frame.addWidget(self.area)
        self.strip = ProgressStrip(session.tasks)
        frame.addWidget(self.strip)
        self.table = TextTable(_columns(), self.tr("Kết quả tiếp nhận"))
        self.table.stood_on.connect(self._describe)
        self.details = QTextBrowser()
        self.details.setAccessibleName(self.tr("Kết quả kiểm tra tệp"))
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(self.details)
        splitter.setSizes([240, 200])
        told = self.tr(
            "Ở đây nhận và kiểm tra báo cáo của các đơn vị. Chưa có tệp nào: thả vào vùng trên hoặc bấm nút."
        )
        self.stack = EmptyStack(splitter, EmptyState(told, self.adding))
        frame.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)
        self._list()

    def load(self) -> None:
        """Show what was held before the window was opened: it still waits for a decision."""
        if not self._results:
            self.session.read(held_files, self._recall)

    @Slot(object)
    def _recall(self, held: tuple[IntakeResult, ...]) -> None:
        if held and not self._results:
            self._results[:] = held
            self._list()

    def follow(self, changes: ChangeSet) -> None:
        """Leave the results as they are: they tell what happened."""

    @Slot(object)
    def take(self, paths: tuple[Path, ...]) -> None:
        """Take files and folders in, on the worker."""
        if not paths:
            return

        def work(workspace: Workspace, progress: JobProgress) -> Outcome[tuple[IntakeResult, ...]]:
            self._left_out = left_out(paths)
            return take_in(workspace, paths, progress=progress)

        self._enable(on=False)
        job = self.session.long(work, self._taken, self._failed)
        self.strip.watch(job, self.tr("Đang tiếp nhận"))

    @Slot()
    def _read_mailbox(self) -> None:
        self.access.read(self.read_mailbox)

    def read_mailbox(self, settings: MailSettings, password: str) -> None:
        """Take in what came to the mailbox since the last time, on the worker."""

        def work(workspace: Workspace, progress: JobProgress) -> Outcome[tuple[IntakeResult, ...]]:
            return take_in_mailbox(
                workspace, settings.mailbox, password, authority=settings.authority, progress=progress
            )

        self._enable(on=False)
        self.strip.watch(self.session.long(work, self._read, self._failed), self.tr("Đang đọc hộp thư"))

    @Slot(object)
    def _read(self, outcome: Outcome[tuple[IntakeResult, ...]]) -> None:
        self._taken(outcome)
        if not outcome.result:
            self.frame.say(self.tr("Hộp thư không có thư mới từ lần đọc trước."))

    @Slot(object)
    def _taken(self, outcome: Outcome[tuple[IntakeResult, ...]]) -> None:
        self._enable(on=True)
        self._results[:0] = outcome.result
        self._list()
        self._tell_left_out()

    def _list(self) -> None:
        self.table.put([_row(item, self.session) for item in self._results])
        self.stack.show_empty(not self._results)
        if self._results:
            self.table.setCurrentIndex(self.table.texts.index(0, 0))
            self._describe(self._results[0])

    def _tell_left_out(self) -> None:
        """Name the files of a folder that are no returns, so that nobody takes them for taken in."""
        names, self._left_out = self._left_out, ()
        if names:
            shown = ", ".join(names[:_NAMES]) + ("…" if len(names) > _NAMES else "")
            self.frame.say(
                self.tr("Bỏ qua %n tệp không phải PDF hay Excel trong thư mục: {names}.", "", len(names)).format(
                    names=shown
                )
            )
        else:
            self.frame.say(self._sentence)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self._enable(on=True)
        self.access.refused(error)
        self.details.setPlainText(sentence(error, self.session.lang))
        self.session.failed.emit(error)

    def _enable(self, *, on: bool) -> None:
        self.area.setEnabled(on)
        self.adding.setEnabled(on)
        self.adding_folder.setEnabled(on)
        self.reading.setEnabled(on)
        if on:
            self.strip.finish()

    @Slot(object)
    def _describe(self, result: IntakeResult | None) -> None:
        verdict = None if result is None else result.verdict
        self.trusting.setEnabled(verdict is not None and NOBODYS_SIGNER in verdict.reasons)
        if result is not None:
            self.details.setHtml(describe_result(result, self.session.lang))

    @Slot()
    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Chọn tệp báo cáo"),
            str(Path.home()),
            self.tr("Báo cáo, thư, tệp nén (*.pdf *.xlsx *.eml *.zip);;Mọi tệp (*)"),
        )
        self.take(tuple(map(Path, names)))

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Chọn thư mục báo cáo"), str(Path.home()))
        if name:
            self.take((Path(name),))

    @Slot()
    def _enrol(self) -> None:
        result = self.table.item
        if not isinstance(result, IntakeResult):
            return
        if not result.origin and result.file.exists():
            self.wanted.emit(Place("trust", str(result.file)))
            return
        # it came in a letter or an archive, or on another day: what is kept of it lies in the workspace
        sha256, folder = result.sha256, Path(tempfile.mkdtemp(prefix="kgdesk-"))
        self.session.read(lambda workspace: export_waiting(workspace, sha256, folder), self._enrol_kept)

    @Slot(object)
    def _enrol_kept(self, path: Path) -> None:
        self.wanted.emit(Place("trust", str(path)))


def _columns() -> tuple[TextColumn, ...]:
    return (
        TextColumn(translate("Intake", "Kết quả"), 170),
        TextColumn(translate("Intake", "Tệp"), 220),
        TextColumn(translate("Intake", "Đơn vị"), 180),
        TextColumn(translate("Intake", "Kỳ"), 120),
        TextColumn(translate("Intake", "Lần"), 44, figures=True),
        TextColumn(translate("Intake", "Lý do"), 0),
    )


def _row(result: IntakeResult, session: Session) -> TextRow:
    plan, lang = session.workspace.plan, session.lang
    unit = ""
    if result.unit:
        unit = plan.unit(result.unit).name_vi if plan.has_unit(result.unit) else result.unit
    return TextRow(
        cells=(
            intake_word(result.outcome),
            result.file.name,
            unit,
            Period.parse(result.period).label(lang) if result.period else "",
            str(result.revision or ""),
            deciding_reason(result, lang),
        ),
        item=result,
        tooltip=str(result.file),
        colour=intake_colour(result.outcome),
    )
