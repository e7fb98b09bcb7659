"""Who owes what for the period, and the decision on what is here."""

from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from tempfile import gettempdir

from PySide6.QtCore import QCoreApplication, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget, QWidget

from kgdesk.desk.filing.return_dialog import ReturnDialog
from kgdesk.desk.filing.review_dialog import ReviewDialog
from kgdesk.desk.filing.stock_view import StockView
from kgdesk.desk.page import PERSON, Page, Place
from kgdesk.desk.person import is_named
from kgdesk.desk.review.comparison_dialog import ComparisonDialog, Deciding
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.empty_state import EmptyStack, EmptyState
from kgdesk.desk.widgets.files_made import FilesMade
from kgdesk.desk.widgets.page_frame import PageFrame
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.desk.words import figure_text, filing_colour, filing_word
from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.expected_return import ExpectedReturn
from kgdesk.domain.receipt import Decision
from kgdesk.domain.return_cycle import FilingState
from kgdesk.domain.return_document import ReturnDocument
from kgdesk.messages import VIETNAM
from kgdesk.operations.received_file import export_received, received_document
from kgdesk.operations.review import ReceiptFile
from kgdesk.operations.status import FILED, Arrival, UnitFiling, filing_status, held_beside
from kgdesk.operations.workspace import Workspace

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class _Filings:
    """What each unit owes, and what waits for a decision beside what counts already."""

    rows: tuple[UnitFiling, ...]
    waiting: dict[str, tuple[Arrival, ...]]


class FilingPage(Page):
    """One row for each unit that reports here, and one under it for each further return that waits.

    Or, at a press, all periods of the year: units by periods (`stock`).
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.frame = PageFrame(self, self.tr("Tiến độ nộp báo cáo"))
        self.accepting = self.frame.tool(
            "check", self.tr("Chấp nhận…"), "Ctrl+Shift+A", self.tr("Chấp nhận báo cáo đang chọn và ký biên nhận")
        )
        self.accepting.triggered.connect(self._accept)
        self.returning = self.frame.tool(
            "intake", self.tr("Trả lại…"), "Ctrl+Shift+B", self.tr("Trả lại báo cáo đang chọn kèm nhận xét")
        )
        self.returning.triggered.connect(self._send_back)
        self.reading = self.frame.tool(
            "view", self.tr("Xem số liệu"), "Ctrl+Shift+X", self.tr("Xem số liệu của báo cáo đang chọn; cũng là Enter")
        )
        self.reading.triggered.connect(self._read_figures)
        self.comparing = self.frame.tool(
            "compare", self.tr("Đối chiếu"), "Ctrl+Shift+D", self.tr("Đối chiếu báo cáo đang chọn với lần đang tính")
        )
        self.comparing.triggered.connect(self._compare)
        self.opening = self.frame.tool(
            "report", self.tr("Mở PDF"), "Ctrl+Shift+P", self.tr("Mở tệp PDF gốc của báo cáo đang chọn")
        )
        self.opening.triggered.connect(self._open_file)
        self.overview = self.frame.tool(
            "grid", self.tr("Cả năm"), "Ctrl+Shift+T", self.tr("Xem mọi đơn vị, mọi kỳ của năm; bấm lần nữa để trở lại")
        )
        self.overview.setCheckable(True)
        self.overview.toggled.connect(self._turn)
        self.made = FilesMade()
        self.frame.addWidget(self.made)
        self.table = TextTable(_columns(), self.tr("Tiến độ nộp theo đơn vị"))
        self.table.stood_on.connect(self._stand)
        self.table.opened.connect(self._read_figures)
        self.stock = StockView(session)
        self.stock.opened.connect(self._read_expected)
        self.stock.written.connect(self._exported)
        told = self.tr("Ở đây xem đơn vị nào phải nộp, đã nộp hay chưa. Kỳ này không yêu cầu đơn vị nào nộp báo cáo.")
        self.filings = EmptyStack(self.table, EmptyState(told, self.choosing_period()))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.filings)
        self.stack.addWidget(self.stock)
        self.frame.addWidget(self.stack, 1)
        self.setFocusProxy(self.table)
        self._state_wanted = ""  # stood on when the rows are here
        self._stand(None)

    def go_to(self, item: str) -> None:
        """Stand on the first return in a state."""
        self._state_wanted = item
        self.overview.setChecked(False)
        self.load()

    def _stand_on_wanted(self, rows: list[TextRow]) -> None:
        wanted, self._state_wanted = self._state_wanted, ""
        place = next((number for number, row in enumerate(rows) if row.item.state == wanted), None)
        if place is not None:
            index = self.table.texts.index(place, 0)
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)

    def load(self) -> None:
        """Fetch everything for the session's period."""
        period = self.session.period

        def work(workspace: Workspace) -> _Filings:
            return _Filings(filing_status(workspace, period), held_beside(workspace, period))

        self.session.read(work, self._show)
        if self.overview.isChecked():
            self.stock.show_year(period.year)

    @Slot()
    def _turn(self) -> None:
        """Turn between the list of the period and the matrix of the year."""
        overview = self.overview.isChecked()
        self.stack.setCurrentIndex(int(overview))
        self.setFocusProxy(self.stock.table if overview else self.table)
        if overview:
            self._stand(None)
            self.stock.show_year(self.session.period.year)
        else:
            self._stand(self.table.item)
        self.setFocus()

    @Slot(object)
    def _read_expected(self, cell: ExpectedReturn) -> None:
        key = cell.key
        if key is not None:
            self.session.read(lambda workspace: received_document(workspace, key), self._show_figures)

    @Slot(object)
    def _exported(self, path: Path) -> None:
        self.made.tell(self.tr("Đã xuất bảng theo dõi:"), (path,))

    def follow(self, changes: ChangeSet) -> None:
        """Fetch what the changes name."""
        if changes.received or changes.plan:
            self.load()

    @Slot(object)
    def _show(self, answer: _Filings) -> None:
        lang, filings = self.session.lang, answer.rows
        here = sum(item.state in FILED for item in filings)
        late = sum(item.state is FilingState.LATE for item in filings)
        rows = []
        for item in filings:
            rows.append(_row(item, lang))
            for arrival in answer.waiting.get(item.unit.code, ()):
                held = replace(item, arrival=arrival, state=FilingState.HELD, late_days=0)
                rows.append(_row(held, lang, beside=True))
        self.frame.say(
            self.tr("{period}: {here}/{all} đơn vị đã nộp, {late} đơn vị quá hạn.").format(
                period=self.session.period.label(lang), here=here, all=len(filings), late=late
            )
            if filings
            else ""
        )
        self.filings.show_empty(not filings)
        if answer.waiting:
            self.frame.say(
                f"{self.frame.sentence.text()} "
                + self.tr("%n báo cáo gửi lại đang chờ quyết định (dòng có dấu ↳).", "", len(answer.waiting))
            )
        self.table.put(rows)
        self._stand_on_wanted(rows)

    @Slot(object)
    def _stand(self, filing: UnitFiling | None) -> None:
        here = filing is not None and filing.arrival is not None and not self.overview.isChecked()
        for action in (self.accepting, self.returning, self.reading, self.comparing, self.opening):
            action.setEnabled(here)

    @property
    def _chosen(self) -> Arrival | None:
        filing = self.table.item
        return filing.arrival if isinstance(filing, UnitFiling) else None

    @Slot()
    def _read_figures(self) -> None:
        arrival = self._chosen
        if arrival is not None:
            key = arrival.key
            self.session.read(lambda workspace: received_document(workspace, key), self._show_figures)

    @Slot(object)
    def _show_figures(self, document: ReturnDocument) -> None:
        ReturnDialog(document, self.session.lang, self).open()

    @Slot()
    def _open_file(self) -> None:
        arrival = self._chosen
        if arrival is not None:
            key, folder = arrival.key, Path(gettempdir()) / "kgdesk"
            self.session.read(lambda workspace: export_received(workspace, key, folder), self._show_file)

    @Slot(object)
    def _show_file(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    @Slot()
    def _accept(self) -> None:
        self._review(Decision.ACCEPTED)

    @Slot()
    def _send_back(self) -> None:
        self._review(Decision.SENT_BACK)

    def _review(self, decision: Decision) -> None:
        filing = self.table.item
        if isinstance(filing, UnitFiling) and filing.arrival is not None:
            self._decide(Deciding(filing, decision, ()))

    @Slot()
    def _compare(self) -> None:
        filing = self.table.item
        if isinstance(filing, UnitFiling) and filing.arrival is not None:
            dialog = ComparisonDialog(self.session, filing, self)
            dialog.deciding.connect(self._decide)
            dialog.open()

    @Slot(object)
    def _decide(self, wanted: Deciding) -> None:
        """Ask for the decision; the receipt names who decides, and a login is no name."""
        if not is_named(self.session.settings):
            self.frame.say(self.tr("Hãy ghi họ tên người xử lý rồi bấm lại: tên này đứng trong biên nhận."))
            self.wanted.emit(Place(PERSON))
            return
        dialog = ReviewDialog(self.session, wanted.filing, wanted.decision, self, comments=wanted.comments)
        dialog.decided.connect(self._decided)
        dialog.open()

    @Slot(object)
    def _decided(self, receipt: ReceiptFile) -> None:
        self.made.tell(
            self.tr("Đã ký biên nhận cho {unit}. Mã biên nhận: {phrase}. Hãy gửi tệp này lại cho đơn vị:").format(
                unit=receipt.receipt.unit_name_vi, phrase=receipt.receipt.phrase
            ),
            (receipt.path,),
            () if receipt.earlier is None else (receipt.earlier,),
        )


def _columns() -> tuple[TextColumn, ...]:
    return (
        TextColumn(translate("Filing", "Đơn vị"), 0),
        TextColumn(translate("Filing", "Tình trạng"), 170),
        TextColumn(translate("Filing", "Hạn nộp"), 100),
        TextColumn(translate("Filing", "Lần"), 50, figures=True),
        TextColumn(translate("Filing", "Nhận lúc"), 140),
        TextColumn(translate("Filing", "Chậm (ngày)"), 96, figures=True),
        TextColumn(translate("Filing", "Người ký"), 210),
    )


def _row(filing: UnitFiling, lang: str, *, beside: bool = False) -> TextRow:
    arrival = filing.arrival
    name = filing.unit.name_en if lang == "en" and filing.unit.name_en else filing.unit.name_vi
    return TextRow(
        cells=(
            f"↳ {name}" if beside else name,
            filing_word(filing.state),
            "" if filing.due is None or beside else filing.due.strftime("%d/%m/%Y"),
            "" if arrival is None else str(arrival.revision),
            "" if arrival is None else arrival.received_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M"),
            figure_text(Decimal(filing.late_days), 0, lang) if filing.late_days else "",
            "" if arrival is None else arrival.signer,
        ),
        item=filing,
        colour=filing_colour(filing.state),
        coloured=1,
    )
