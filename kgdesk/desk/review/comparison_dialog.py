"""A revision beside the return that counts: what changed, by how much, why; remarks at the places; the decision."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE
from kgdesk.desk.icons import icon
from kgdesk.desk.review.comparison_model import ANCESTOR, ComparisonModel
from kgdesk.desk.review.comparison_table import ComparisonTable
from kgdesk.desk.review.comparison_words import place_html
from kgdesk.desk.session import Session
from kgdesk.domain.receipt import Decision
from kgdesk.messages import say
from kgdesk.operations.compare import ComparedPlace, ReturnComparison, compare_with_counting
from kgdesk.operations.compare_words import heading
from kgdesk.operations.decisions import DecisionMade, decisions_on
from kgdesk.operations.status import UnitFiling
from kgdesk.operations.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Deciding:
    """What the person wants to decide, with the remarks written so far; nothing is decided yet."""

    filing: UnitFiling
    decision: Decision
    comments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Read:
    comparison: ReturnComparison | None
    decided: tuple[DecisionMade, ...]


class ComparisonDialog(QDialog):
    """Signals: `deciding(Deciding)` when the person goes on to accept or send back."""

    deciding = Signal(object)

    def __init__(self, session: Session, filing: UnitFiling, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._filing = filing
        self.comparison: ReturnComparison | None = None
        self.setWindowTitle(self.tr("Đối chiếu các lần báo cáo"))
        self.resize(1180, 640)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        self.heading = QLabel(self.tr("Đang đọc…"))
        self.heading.setWordWrap(True)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self.heading)
        self.only_changed = QCheckBox(self.tr("&Chỉ những chỗ thay đổi"))
        self.only_changed.setChecked(True)
        self.only_changed.toggled.connect(self._filter)
        layout.addWidget(self.only_changed)
        layout.addWidget(self._middle(), 1)
        layout.addLayout(self._decisions())
        arrival = filing.arrival
        key, digest = (0, "") if arrival is None else (arrival.key, arrival.digest)

        def work(workspace: Workspace) -> _Read:
            return _Read(compare_with_counting(workspace, key), decisions_on(workspace, digest))

        session.read(work, self._show, self._failed)

    def _middle(self) -> QSplitter:
        self.table = ComparisonTable(ComparisonModel(self._session.lang), self.tr("Các chỗ được đối chiếu"))
        self.table.setToolTip(self.tr("Enter hoặc F2: ghi nhận xét tại chỗ đang chọn; Delete: bỏ nhận xét"))
        self.table.stood_on.connect(self._tell)
        self.table.places.dataChanged.connect(self._count)
        self.details = QTextBrowser()
        self.details.setAccessibleName(self.tr("Chỗ đang chọn, từng chữ"))
        self.details.document().setDocumentMargin(SPACE)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(self.details)
        splitter.setSizes([380, 160])
        return splitter

    def _decisions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.summary = QLabel()
        row.addWidget(self.summary, 1)
        self.returning = QPushButton(icon("intake"), self.tr("&Trả lại…"))
        self.returning.clicked.connect(self._send_back)
        self.accepting = QPushButton(icon("check"), self.tr("Chấp &nhận…"))
        self.accepting.clicked.connect(self._accept)
        for button in (self.returning, self.accepting):
            button.setAutoDefault(False)
            button.setEnabled(False)
            row.addWidget(button)
        closing = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        closing.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        closing.rejected.connect(self.reject)
        row.addWidget(closing)
        return row

    @Slot(object)
    def _show(self, read: _Read) -> None:
        lang = self._session.lang
        self.comparison = read.comparison
        for button in (self.returning, self.accepting):
            button.setEnabled(True)
        if read.comparison is None:
            self.heading.setText(self.tr("Đơn vị chỉ có một lần báo cáo trong kỳ, chưa có lần khác để đối chiếu."))
            return
        told = [heading(read.comparison, lang)]
        told += [
            say(
                "compare.decided",
                lang,
                by=item.by,
                at=item.at,
                decision=say(f"compare.decision.{item.decision.value}", lang),
                note=item.note,
            ).rstrip()
            for item in read.decided
        ]
        if not read.comparison.changed:
            told.append(say("compare.nothing", lang))
        self.heading.setText("\n".join(told))
        self.table.setColumnHidden(ANCESTOR, read.comparison.ancestor == read.comparison.held)
        self.table.places.put(read.comparison.places)
        self.table.stand_on(None)
        self.table.setFocus()
        self._count()

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self.heading.setText(sentence(error, self._session.lang))

    @Slot(bool)
    def _filter(self, only: bool) -> None:  # noqa: FBT001 - Qt's signal
        standing = self.table.item
        self.table.places.show_only_changed(only)
        self.table.stand_on(standing)

    @Slot(object)
    def _tell(self, item: ComparedPlace | None) -> None:
        self.details.setHtml("" if item is None else place_html(item, self._session.lang))

    @Slot()
    def _count(self) -> None:
        if self.comparison is None:
            return
        changed, remarks = len(self.comparison.changed), len(self.table.places.comments)
        self.summary.setText(
            self.tr("{changed}/{all} chỗ thay đổi, {remarks} nhận xét.").format(
                changed=changed, all=len(self.comparison.places), remarks=remarks
            )
        )

    @Slot()
    def _accept(self) -> None:
        self._decide(Decision.ACCEPTED)

    @Slot()
    def _send_back(self) -> None:
        self._decide(Decision.SENT_BACK)

    def _decide(self, decision: Decision) -> None:
        self.deciding.emit(Deciding(self._filing, decision, self.table.places.comments))
        self.accept()
