"""Who owes what for the period, and the decision on what is here."""

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from kgdesk.desk.filing.review_dialog import ReviewDialog
from kgdesk.desk.page import Page
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.files_made import FilesMade
from kgdesk.desk.widgets.page_frame import PageFrame
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.desk.words import filing_colour, filing_word
from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.receipt import Decision
from kgdesk.domain.return_cycle import FilingState
from kgdesk.messages import VIETNAM
from kgdesk.operations.review import ReceiptFile
from kgdesk.operations.status import UnitFiling, filing_status

translate = QCoreApplication.translate
_HERE = (FilingState.RECEIVED, FilingState.HELD, FilingState.ACCEPTED, FilingState.SENT_BACK)


class FilingPage(Page):
    """One row for each unit that reports here."""

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
        self.made = FilesMade()
        self.frame.addWidget(self.made)
        self.table = TextTable(_columns(), self.tr("Tiến độ nộp theo đơn vị"))
        self.table.stood_on.connect(self._stand)
        self.frame.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self._stand(None)

    def load(self) -> None:
        """Fetch everything for the session's period."""
        period = self.session.period
        self.session.read(lambda workspace: filing_status(workspace, period), self._show)

    def follow(self, changes: ChangeSet) -> None:
        """Fetch what the changes name."""
        if changes.received or changes.plan:
            self.load()

    @Slot(object)
    def _show(self, filings: tuple[UnitFiling, ...]) -> None:
        lang = self.session.lang
        here = sum(item.state in _HERE for item in filings)
        late = sum(item.state is FilingState.LATE for item in filings)
        self.frame.say(
            self.tr("{period}: {here}/{all} đơn vị đã nộp, {late} đơn vị quá hạn.").format(
                period=self.session.period.label(lang), here=here, all=len(filings), late=late
            )
            if filings
            else self.tr("Kỳ này không yêu cầu đơn vị nào nộp báo cáo. Hãy chọn kỳ khác ở góc trên bên phải.")
        )
        self.table.put([_row(item, lang) for item in filings])

    @Slot(object)
    def _stand(self, filing: UnitFiling | None) -> None:
        here = filing is not None and filing.arrival is not None
        self.accepting.setEnabled(here)
        self.returning.setEnabled(here)

    @Slot()
    def _accept(self) -> None:
        self._review(Decision.ACCEPTED)

    @Slot()
    def _send_back(self) -> None:
        self._review(Decision.SENT_BACK)

    def _review(self, decision: Decision) -> None:
        filing = self.table.item
        if isinstance(filing, UnitFiling) and filing.arrival is not None:
            dialog = ReviewDialog(self.session, filing, decision, self)
            dialog.decided.connect(self._decided)
            dialog.open()

    @Slot(object)
    def _decided(self, receipt: ReceiptFile) -> None:
        self.made.tell(
            self.tr("Đã ký biên nhận cho {unit}. Mã kiểm tra: {phrase}. Hãy gửi tệp này lại cho đơn vị:").format(
                unit=receipt.receipt.unit_name_vi, phrase=receipt.receipt.phrase
            ),
            (receipt.path,),
        )


def _columns() -> tuple[TextColumn, ...]:
    return (
        TextColumn(translate("Filing", "Đơn vị"), 0),
        TextColumn(translate("Filing", "Tình trạng"), 170),
        TextColumn(translate("Filing", "Hạn nộp"), 100),
        TextColumn(translate("Filing", "Bản"), 50, figures=True),
        TextColumn(translate("Filing", "Nhận lúc"), 140),
        TextColumn(translate("Filing", "Chậm (ngày)"), 96, figures=True),
        TextColumn(translate("Filing", "Người ký"), 210),
    )


def _row(filing: UnitFiling, lang: str) -> TextRow:
    arrival = filing.arrival
    return TextRow(
        cells=(
            filing.unit.name_en if lang == "en" and filing.unit.name_en else filing.unit.name_vi,
            filing_word(filing.state),
            "" if filing.due is None else filing.due.strftime("%d/%m/%Y"),
            "" if arrival is None else str(arrival.revision),
            "" if arrival is None else arrival.received_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M"),
            str(filing.late_days) if filing.late_days else "",
            "" if arrival is None else arrival.signer,
        ),
        item=filing,
        colour=filing_colour(filing.state),
        coloured=1,
    )
