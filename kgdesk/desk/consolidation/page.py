"""Totals of the period, each opened to its explanation; the provincial report is written from here."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QSplitter, QTabWidget, QTextBrowser, QWidget

from kgdesk.desk.consolidation.outgoing import Outgoing
from kgdesk.desk.consolidation.series_view import SeriesView
from kgdesk.desk.page import Page, Place
from kgdesk.desk.session import Session
from kgdesk.desk.tasks import Job, JobProgress
from kgdesk.desk.widgets.empty_state import EmptyStack, EmptyState
from kgdesk.desk.widgets.files_made import FilesMade
from kgdesk.desk.widgets.page_frame import PageFrame
from kgdesk.desk.widgets.progress_strip import ProgressStrip
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.desk.words import figure_text, judgement_colour, judgement_word
from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.domain.provincial_report import ReportLine
from kgdesk.domain.target import TargetKind
from kgdesk.domain.target_choice import nearest_target, written
from kgdesk.messages import VIETNAM
from kgdesk.operations.consolidate import ConsolidationRun, consolidate, last_run, write_report
from kgdesk.operations.explain import explain
from kgdesk.operations.exporting import WrittenFile, earlier_of
from kgdesk.operations.status import filing_status
from kgdesk.operations.workspace import Workspace

translate = QCoreApplication.translate


class ConsolidationPage(Page):
    """Run, table of totals, explanation of the total one stands on, report."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._run: ConsolidationRun | None = None
        self._job: Job | None = None
        self._from_empty = False
        self.frame = PageFrame(self, self.tr("Bảng tổng hợp"))
        self.running = self.frame.tool(
            "consolidation", self.tr("Tổng hợp"), "F9", self.tr("Tổng hợp lại từ các báo cáo đã nhận")
        )
        self.running.triggered.connect(self._consolidate)
        self.writing = self.frame.tool(
            "report",
            self.tr("Lập báo cáo…"),
            "Ctrl+Shift+L",
            self.tr("Ghi báo cáo tổng hợp ra PDF, Excel và Word"),
            topic="outgoing",
        )
        self.writing.triggered.connect(self._choose_folder)
        self.writing.setEnabled(False)
        self.outgoing = Outgoing(self)
        self.strip = ProgressStrip(session.tasks)
        self.frame.addWidget(self.strip)
        self.made = FilesMade()
        self.frame.addWidget(self.made)
        self.table = TextTable(_columns(), self.tr("Bảng tổng hợp"))
        self.table.stood_on.connect(self._explain)
        self.explanation = QTextBrowser()
        self.explanation.setAccessibleName(self.tr("Giải trình số tổng hợp"))
        self.explanation.setPlaceholderText(self.tr("Chọn một chỉ tiêu để xem số tổng hợp được tính thế nào."))
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        self.series = SeriesView(session)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Về chỉ tiêu đang chọn"))
        self.tabs.addTab(self.explanation, self.tr("Giải trình"))
        self.tabs.addTab(self.series, self.tr("Theo đơn vị"))
        self.tabs.currentChanged.connect(self._show_series)
        splitter.addWidget(self.tabs)
        splitter.setSizes([320, 220])
        self.stack = EmptyStack(splitter, EmptyState("", self.running))
        self._to_intake = self.leading_to(Place("intake"), "intake", self.tr("Tới trang Tiếp nhận"))
        self.frame.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)

    def load(self) -> None:
        """Fetch everything for the session's period."""
        self._run = None
        self.table.put(())
        self.explanation.clear()
        self.made.hide()
        self.writing.setEnabled(False)
        self.outgoing.enable()
        self.frame.say("")
        self.stack.show_empty(True)
        self._ask_for_returns()

    def _ask_for_returns(self) -> None:
        period = self.session.period

        def work(workspace: Workspace) -> tuple[Period, bool, ConsolidationRun | None]:
            any_here = any(item.arrival is not None for item in filing_status(workspace, period))
            try:
                run = last_run(workspace, period)
            except Fault:  # a return that was altered: told when somebody adds up
                run = None
            return period, any_here, run

        self.session.read(work, self._teach)

    @Slot(object)
    def _teach(self, answer: tuple[Period, bool, ConsolidationRun | None]) -> None:
        """Show the last run where it still holds; else say what the screen is for and lead to what comes first."""
        period, any_here, run = answer
        if period != self.session.period or self._run is not None:
            return
        if run is not None and self._job is None:
            self._from_empty = self.stack.empty.button.hasFocus()  # the keys go on to the table
            self._show(run)
            return
        told = (
            self.tr("{period}: ở đây tính số chung từ các báo cáo đã nhận, mỗi số kèm giải trình. Bấm để tổng hợp.")
            if any_here
            else self.tr("{period}: ở đây tính số chung từ các báo cáo đã nhận. Chưa nhận báo cáo nào của kỳ này.")
        )
        self.stack.empty.say(
            told.format(period=period.label(self.session.lang)), self.running if any_here else self._to_intake
        )

    def follow(self, changes: ChangeSet) -> None:
        """Fetch what the changes name."""
        if changes.received and self._run is not None:
            self.frame.say(self.tr("Có báo cáo mới sau lần tổng hợp này. Bấm “Tổng hợp” (F9) để tính lại."))
        elif changes.received:
            self._ask_for_returns()

    @Slot()
    def _consolidate(self) -> None:
        period = self.session.period
        self._from_empty = self.stack.empty.button.hasFocus()  # it loses the focus while it is disabled

        def work(workspace: Workspace, progress: JobProgress) -> Outcome[ConsolidationRun]:
            return consolidate(workspace, period, progress=progress)

        self.watch(self.session.long(work, self._consolidated, self.failed), self.tr("Đang tổng hợp"))

    @Slot(object)
    def _consolidated(self, outcome: Outcome[ConsolidationRun]) -> None:
        self.ended()
        if outcome.result.period == self.session.period:
            self._show(outcome.result)

    def _show(self, run: ConsolidationRun) -> None:
        self._run = run
        self.writing.setEnabled(True)
        self.outgoing.enable()
        self.frame.say(
            self.tr("Lần tổng hợp số {number}, lúc {at}, từ {count} báo cáo. Mã đối chiếu: {digest}").format(
                number=run.number,
                at=run.at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S"),
                count=len(run.inputs),
                digest=run.digest[:16],
            )
        )
        self.table.put([_row(line, self.session) for line in run.lines])
        self.stack.show_empty(False)
        if self._from_empty:
            self._from_empty = False
            self.table.setFocus()

    @Slot(object)
    def _explain(self, line: ReportLine | None) -> None:
        run, lang = self._run, self.session.lang
        if line is None or run is None:
            return
        indicator = line.indicator
        self.session.read(lambda workspace: explain(workspace, run, indicator, lang), self._show_explanation)
        self._show_series()

    @Slot()
    def _show_series(self) -> None:
        """Read the units' series only while it is looked at."""
        line = self.table.item
        if isinstance(line, ReportLine) and self.tabs.currentWidget() is self.series:
            self.series.show_indicator(line.indicator)

    @Slot(object)
    def _show_explanation(self, lines: tuple[str, ...]) -> None:
        self.explanation.setPlainText("\n".join(lines))

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Chọn thư mục ghi báo cáo"), str(self.session.path.parent)
        )
        if name:
            self.write_to(Path(name))

    def write_to(self, folder: Path) -> None:
        """Write the report of the run that is shown into a folder."""
        run = self._run
        if run is None:
            return

        def work(workspace: Workspace, _progress: JobProgress) -> tuple[WrittenFile, ...]:
            return write_report(workspace, run, folder)

        self.watch(self.session.long(work, self._written, self.failed), self.tr("Đang lập báo cáo"))

    @Slot(object)
    def _written(self, files: tuple[WrittenFile, ...]) -> None:
        self.ended()
        self.made.tell(self.tr("Đã lập báo cáo tổng hợp:"), [item.path for item in files], earlier_of(files))

    @Slot(object)
    def failed(self, error: BaseException) -> None:
        """Tell what went wrong."""
        self.ended()
        self.session.failed.emit(error)

    def watch(self, job: Job, title: str) -> None:
        """Show the work that is under way; meanwhile no other begins."""
        self._job = job
        for action in (self.running, self.writing, self.outgoing.writing, self.outgoing.adopting):
            action.setEnabled(False)
        self.strip.watch(job, title)

    def ended(self) -> None:
        """Let work begin again."""
        self._job = None
        self.strip.finish()
        self.running.setEnabled(True)
        self.writing.setEnabled(self._run is not None)
        self.outgoing.writing.setEnabled(True)
        self.outgoing.enable()

    @property
    def run(self) -> ConsolidationRun | None:
        """The run that is shown."""
        return self._run


def _columns() -> tuple[TextColumn, ...]:
    return (
        TextColumn(translate("Consolidation", "STT"), 40),
        TextColumn(translate("Consolidation", "Chỉ tiêu"), 0),
        TextColumn(translate("Consolidation", "ĐVT"), 80),
        TextColumn(translate("Consolidation", "Mục tiêu"), 109, figures=True),
        TextColumn(translate("Consolidation", "KH năm"), 80, figures=True),
        TextColumn(translate("Consolidation", "Cùng kỳ"), 80, figures=True),
        TextColumn(translate("Consolidation", "Thực hiện"), 96, figures=True),
        TextColumn(translate("Consolidation", "% KH"), 64, figures=True),
        TextColumn(translate("Consolidation", "Lũy kế"), 80, figures=True),
        TextColumn(translate("Consolidation", "Đánh giá"), 109),
        TextColumn(translate("Consolidation", "Đã tính"), 84, figures=True),
    )


def _targets(line: ReportLine, session: Session) -> tuple[str, str]:
    """Write the resolution's and the year's target in the language of the window."""
    if session.lang == "vi":
        return line.target_vi, line.annual_plan_vi
    plan, unit, period = session.workspace.plan, session.workspace.unit, session.period
    day = session.workspace.day_of(period)
    wanted = nearest_target(plan, line.indicator, unit, TargetKind.RESOLUTION, year=period.year, day=day)
    annual = nearest_target(plan, line.indicator, unit, TargetKind.ANNUAL_PLAN, year=period.year, day=day)
    return written(wanted, session.lang), written(annual, session.lang)


def _units_in(line: ReportLine) -> str:
    """How many of the asked units gave the figure; one agency that answers alone is named as such."""
    if line.units_expected:
        return f"{len(line.roll_up.inputs)}/{line.units_expected}"
    return translate("Consolidation", "cơ quan chủ trì")


def _row(line: ReportLine, session: Session) -> TextRow:
    lang = session.lang
    indicator = session.workspace.plan.indicator(line.indicator)
    total = line.roll_up
    incomplete = "" if total.complete else " ▲"
    counted = _units_in(line) + incomplete if line.is_due else ""
    return TextRow(
        cells=(
            line.ordinal,
            indicator.name_en if lang == "en" else line.name_vi,
            indicator.measure_en if lang == "en" else line.measure_vi,
            *_targets(line, session),
            figure_text(line.previous, line.places, lang),
            figure_text(line.value, line.places, lang),
            figure_text(line.percent_of_plan, 1, lang),
            figure_text(line.shown_to_date, line.places, lang),
            judgement_word(line.judgement),
            counted,
        ),
        item=line,
        tooltip=line.required_vi,
        colour=judgement_colour(line.judgement),
        coloured=9,
    )
