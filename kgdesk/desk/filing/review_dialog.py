"""Accepting or sending back: the one place where a decision is asked for twice, by a key."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.icons import icon
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.key_fields import KeyFields
from kgdesk.domain.period import Calendar
from kgdesk.domain.receipt import Decision
from kgdesk.operations.review import NOTE_LIMIT, ReceiptFile, ReviewRequest, review_return
from kgdesk.operations.status import UnitFiling


class ReviewDialog(QDialog):
    """Signals: `decided(ReceiptFile)`."""

    decided = Signal(object)

    def __init__(
        self,
        session: Session,
        filing: UnitFiling,
        decision: Decision,
        parent: QWidget | None = None,
        *,
        comments: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._filing = filing
        self._decision = decision
        self._comments: list[tuple[str, str]] = []
        accepting = decision is Decision.ACCEPTED
        self.setWindowTitle(self.tr("Chấp nhận báo cáo") if accepting else self.tr("Trả lại báo cáo"))
        self.setMinimumWidth(520)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        question = (
            self.tr("Chấp nhận báo cáo {period} (lần {revision}) của {unit}?")
            if accepting
            else self.tr("Trả lại báo cáo {period} (lần {revision}) của {unit} để đơn vị sửa?")
        )
        revision = "" if filing.arrival is None else filing.arrival.revision
        label = session.period.label(session.lang)
        self.question = QLabel(question.format(period=label, unit=filing.unit.name_vi, revision=revision))
        layout.addWidget(self.question)
        self._form = QFormLayout()
        self._form.setSpacing(SPACE)
        layout.addLayout(self._form)
        self.place = QComboBox()
        self.comment = QPlainTextEdit()
        self._add_comment(accepting=accepting)
        for code, text in comments:  # written at the cells of the comparison
            self._put(code, text)
        if accepting and comments:
            self._form.addRow(self.tr("Nhận xét kèm theo:"), self.said)
        self.note = QLineEdit()
        self.note.setMaxLength(NOTE_LIMIT)
        self.note.setPlaceholderText(self.tr("Lưu trong sổ làm việc, không gửi cho đơn vị"))
        self._form.addRow(self.tr("&Lý do quyết định:"), self.note)
        self.key = KeyFields(session, self._form, self)
        self.key.changed.connect(self._judge)
        self.key.entered.connect(self._decide_by_enter)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setStyleSheet(f"color: {tones().bad.name()}")
        layout.addWidget(self.message)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.confirm = buttons.addButton(
            self.tr("Ký biên nhận") if accepting else self.tr("Trả lại và ký"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.accepted.connect(self._decide)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._judge()

    def _add_comment(self, *, accepting: bool) -> None:
        self.place.setAccessibleName(self.tr("Chỉ tiêu được nhận xét"))
        self.place.addItem(self.tr("Toàn báo cáo"), "")
        day = self._session.period.dates(Calendar.ADMINISTRATIVE)[1]
        for item in self._session.workspace.plan.indicators_of(self._filing.unit, day):
            self.place.addItem(f"{item.ordinal}. {item.name_vi}", item.code)
        self.comment.setAccessibleName(self.tr("Nhận xét"))
        self.comment.setFixedHeight(90)
        self.comment.setTabChangesFocus(True)
        self.comment.textChanged.connect(self._judge)
        self.said = QListWidget()
        if not accepting:
            self._form.addRow(self.tr("&Về chỉ tiêu:"), self.place)
            self._form.addRow(self.tr("&Nhận xét:"), self.comment)
            self.adding = QPushButton(icon("add"), self.tr("&Thêm nhận xét"))
            self.adding.setToolTip(self.tr("Đưa nhận xét này vào danh sách để ghi tiếp nhận xét khác (Alt+T)"))
            self.adding.clicked.connect(self._add)
            self._form.addRow("", self.adding)
            self.said.setAccessibleName(self.tr("Các nhận xét đã thêm"))
            self.said.setToolTip(self.tr("Delete: bỏ nhận xét đang chọn"))
            self.said.setFixedHeight(76)
            drop = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.said)
            drop.setContext(Qt.ShortcutContext.WidgetShortcut)
            drop.activated.connect(self._drop)
            self._form.addRow(self.tr("Đã thêm:"), self.said)

    @Slot()
    def _add(self) -> None:
        """Put the comment into the list; the fields are free for the next."""
        text = self.comment.toPlainText().strip()
        if not text:
            return
        self._put(self.place.currentData(), text)
        self.comment.clear()
        self.place.setFocus()
        self._judge()

    def _put(self, code: str, text: str) -> None:
        self._comments.append((code, text))
        place = self.place.findData(code)
        self.said.addItem(f"{self.place.itemText(place) if place >= 0 else code}: {text}")

    @Slot()
    def _drop(self) -> None:
        row = self.said.currentRow()
        if row >= 0:
            self.said.takeItem(row)
            del self._comments[row]
            self._judge()

    @Slot()
    def _judge(self) -> None:
        said = bool(self._comments) or bool(self.comment.toPlainText().strip())
        self.confirm.setEnabled(self.key.complete and (said or self._decision is Decision.ACCEPTED))

    @Slot()
    def _decide_by_enter(self) -> None:
        if self.confirm.isEnabled():
            self._decide()

    @Slot()
    def _decide(self) -> None:
        arrival = self._filing.arrival
        if arrival is None:
            return
        key, password = self.key.take()
        text = self.comment.toPlainText().strip()
        request = ReviewRequest(
            wanted=arrival.digest,
            decision=self._decision,
            key=key,
            password=password,
            folder=receipts_folder(self._session.path),
            clock_confirmed=self.key.clock_confirmed,
            note=self.note.text().strip(),
            comments=(*self._comments, *(((self.place.currentData(), text),) if text else ())),
        )
        self.confirm.setEnabled(False)
        self.message.clear()
        self._session.write(lambda workspace: review_return(workspace, request), self._done, self._failed)

    @Slot(object)
    def _done(self, receipt: ReceiptFile) -> None:
        self.decided.emit(receipt)
        self.accept()

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self.key.refused(error)
        self.message.setText(sentence(error, self._session.lang))
        self._judge()


def receipts_folder(workspace: Path) -> Path:
    """Receipts lie beside the workspace, or among the documents when that folder has gone."""
    if workspace.parent.is_dir():
        return workspace.parent / "bien-nhan"
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
