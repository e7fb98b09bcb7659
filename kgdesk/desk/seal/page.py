"""Sealing in four steps that one can leave and come back to: check, preview, sign, deliver."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE
from kgdesk.desk.checks.findings_table import FindingsTable
from kgdesk.desk.icons import icon
from kgdesk.desk.page import Page
from kgdesk.desk.seal.preview_step import PreviewStep
from kgdesk.desk.seal.sign_step import SignStep
from kgdesk.desk.session import Session
from kgdesk.desk.tasks import JobProgress
from kgdesk.desk.widgets.empty_state import EmptyStack, EmptyState
from kgdesk.desk.widgets.files_made import FilesMade
from kgdesk.desk.widgets.page_frame import PageFrame
from kgdesk.desk.widgets.progress_strip import ProgressStrip
from kgdesk.desk.widgets.scrolled import scrolled
from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.findings import Severity
from kgdesk.domain.period import Period
from kgdesk.domain.receipt import Decision
from kgdesk.messages import VIETNAM
from kgdesk.operations.receipt_in import GotReceipt, take_receipt
from kgdesk.operations.seal import SealedFiles, SealRequest, seal_return
from kgdesk.operations.sealed_files import LastSealed, last_sealed
from kgdesk.operations.workspace import Workspace

CHECK, PREVIEW, SIGN, DELIVER = range(4)


class SealPage(Page):
    """The four steps and what stands in each."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.frame = PageFrame(self, self.tr("Ký và xuất báo cáo"))
        self.receiving = self.frame.tool(
            "import",
            self.tr("Nhận biên nhận…"),
            "Ctrl+Shift+R",
            self.tr("Nhận tệp biên nhận mà nơi nhận báo cáo gửi lại"),
        )
        self.receiving.triggered.connect(self._choose_receipt)
        self._steps = QButtonGroup(self)
        self._steps.setExclusive(True)
        self.frame.addLayout(self._step_buttons())
        self.stack = QStackedWidget()
        self.frame.addWidget(self.stack, 1)
        self.findings = FindingsTable(session)
        self.findings.wanted.connect(self.wanted)
        self.findings.loaded.connect(self._checked)
        self.checking = EmptyStack(self.findings, EmptyState(""))
        self._to_preview = self._step_action("view", self.tr("Sang bước 2: xem trước"), PREVIEW)
        self._to_sign = self._step_action("seal", self.tr("Sang bước 3: ký"), SIGN)
        self._other_period = self.choosing_period()
        self.check_message = QLabel()
        self.check_message.setWordWrap(True)
        self.preview = PreviewStep(session)
        self.preview.failed.connect(self.session.failed)
        self.sign = SignStep(session)
        self.sign.signing.connect(self.seal)
        self.sign.head_named.connect(self._name_head)
        self.sign.wanted.connect(self.wanted)
        self.strip = ProgressStrip(session.tasks)
        self.made = FilesMade()
        self._told = ""  # the digest of the sealed return that the last step speaks of since it was sealed
        self.deliver_message = QLabel()
        self.deliver_message.setWordWrap(True)
        self.delivering = EmptyStack(self._delivered(), EmptyState("", self._to_sign))
        self._fill_stack()
        self._show_step(CHECK)

    def _step_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        names = (self.tr("1. Kiểm tra"), self.tr("2. Xem trước"), self.tr("3. Ký"), self.tr("4. Giao nộp"))
        for number, name in enumerate(names):
            button = QToolButton()
            button.setText(name)
            button.setCheckable(True)
            button.setShortcut(f"Alt+{number + 1}")
            button.setToolTip(f"{name} (Alt+{number + 1})")
            button.setAccessibleName(name)
            button.setMinimumHeight(34)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._steps.addButton(button, number)
            row.addWidget(button)
        self._steps.idClicked.connect(self._show_step)
        return row

    @property
    def signing(self) -> QAbstractButton:
        """The button of the step in which one signs."""
        return self._steps.button(SIGN)

    def _fill_stack(self) -> None:
        for parts in (
            (self.check_message, self.checking),
            (self.preview,),
            (self.strip, scrolled(self.sign)),
            (self.delivering,),
        ):
            step = QWidget()
            column = QVBoxLayout(step)
            column.setContentsMargins(0, SPACE, 0, 0)
            column.setSpacing(SPACE)
            for part in parts:
                column.addWidget(part)
            self.stack.addWidget(step)

    def _delivered(self) -> QWidget:
        """What is known of the sealed return, and its files."""
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.deliver_message)
        column.addWidget(self.made)
        column.addStretch(1)
        return told

    def _step_action(self, drawing: str, text: str, step: int) -> QAction:
        action = QAction(icon(drawing), text, self)
        action.setData(step)
        action.triggered.connect(self._go_to_step)
        return action

    @Slot()
    def _go_to_step(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._show_step(int(action.data()))

    def load(self) -> None:
        """Fetch everything for the session's period."""
        self.findings.load()
        period = self.session.period
        self.session.read(lambda workspace: (period, last_sealed(workspace, period)), self._show_sealed)
        if self.stack.currentIndex() == PREVIEW:
            self.preview.load()

    @Slot(object)
    def _show_sealed(self, answer: tuple[Period, LastSealed | None]) -> None:
        """Tell what was sealed before, so that nobody signs the same again."""
        period, known = answer
        if period != self.session.period:
            return
        if known is None:
            self._told = ""
            self.made.hide()
            self.delivering.empty.say(
                self.tr("Ở đây có các tệp đã ký để giao nộp. Báo cáo của kỳ này chưa được ký; hãy ký ở bước 3.")
            )
            self.delivering.show_empty(True)
            return
        self.delivering.show_empty(False)
        if not known.changed and known.digest == self._told:
            return  # what was said right after sealing stands, and says more
        self._told = ""
        if known.changed:
            told = self.tr("Đã ký báo cáo lần {revision} lúc {at}, nhưng sau đó có sửa đổi: hãy ký lần mới ở bước 3.")
        else:
            told = self.tr(
                "Đã ký báo cáo lần {revision} lúc {at}. Không cần ký lại: hãy gửi các tệp này tới {recipient}."
            )
        at = known.sealed_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")
        self.deliver_message.setText(told.format(revision=known.revision, at=at, recipient=known.recipient_vi))
        folder = Path(self.session.settings.folder_of(self.session.path) or self.sign.folder.text())
        files = [folder / name for name in known.files]
        lost = [path for path in files if not path.exists()]
        title = self.tr("Mã đối chiếu: {digest}").format(digest=known.digest[:16])
        if lost:
            title += "\n" + self.tr(
                "Không thấy trong thư mục {folder}: {names}. Ký lại ở bước 3 sẽ xuất lại đúng nội dung cũ."
            ).format(folder=folder, names=", ".join(path.name for path in lost))
        self.made.tell(title, [path for path in files if path not in lost])

    def follow(self, changes: ChangeSet) -> None:
        """Fetch what the changes name."""
        if changes.cells or changes.narratives or changes.escalations or changes.plan or changes.returns:
            self.load()

    @Slot()
    def _choose_receipt(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Chọn tệp biên nhận"), str(self.session.path.parent), self.tr("Biên nhận (*.pdf)")
        )
        if name:
            self.take_receipt(Path(name))

    def take_receipt(self, path: Path) -> None:
        """Verify a receipt on the worker and keep it."""
        self.session.write(lambda workspace: take_receipt(workspace, path), self._received)

    @Slot(object)
    def _received(self, got: GotReceipt) -> None:
        receipt = got.receipt
        told = {
            Decision.TAKEN_IN: self.tr("Nơi nhận đã tiếp nhận báo cáo {period}, lần {revision}."),
            Decision.ACCEPTED: self.tr("Nơi nhận đã chấp nhận báo cáo {period}, lần {revision}."),
            Decision.SENT_BACK: self.tr(
                "Nơi nhận trả lại báo cáo {period}, lần {revision}: xem nhận xét ở Trang chính và ở từng ô."
            ),
        }[receipt.decision].format(period=receipt.period_label_vi, revision=receipt.identity.revision)
        self.frame.say(f"{told} " + self.tr("Mã biên nhận: {phrase}").format(phrase=receipt.phrase))

    @Slot(int)
    def _show_step(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        for button in self._steps.buttons():
            font = button.font()
            font.setBold(self._steps.id(button) == step)
            button.setFont(font)
        self._steps.button(step).setChecked(True)
        if step == PREVIEW:
            self.preview.load()
        if step == SIGN:
            self.sign.key.look_for_tokens()
        self._begin_at((self.findings, self.preview.area, self.sign.number, self.made.button)[step])

    def _begin_at(self, widget: QWidget) -> None:
        """Let the keys go to where a step begins."""
        self.setFocusProxy(widget)
        if widget.isVisible():
            widget.setFocus()

    @Slot(object)
    def _checked(self, counts: dict[Severity, int]) -> None:
        workspace, period = self.session.workspace, self.session.period
        asked = bool(workspace.indicators(period) or workspace.tasks(period))
        self.sign.allow(on=asked)
        blocking = counts.get(Severity.BLOCK, 0)
        if not asked:
            text = self.tr("Kỳ này đơn vị không phải báo cáo gì nên không có gì để ký.")
            self.checking.empty.offer(self._other_period)
        elif blocking:
            text = self.tr("Còn %n lỗi chặn, phải sửa xong mới ký được.", "", blocking)
            text += " " + self.tr("Chọn dòng rồi bấm Enter để tới chỗ cần sửa.")
        elif counts.get(Severity.WARN, 0):
            text = self.tr("Không còn lỗi chặn. Các cảnh báo dưới đây không ngăn việc ký; hãy xem lại trước khi ký.")
        else:
            text = self.tr("Không có lỗi nào. Chuyển sang bước 2 để xem đúng các trang sẽ được ký.")
            self.checking.empty.offer(self._to_preview)
        empty = not self.findings.texts.rowCount()
        self.checking.empty.say(text)
        self.checking.show_empty(empty)
        self.check_message.setText(text)
        self.check_message.setHidden(empty)

    @Slot(str)
    def _name_head(self, name: str) -> None:
        self.preview.head_name = name

    @Slot(object)
    def seal(self, request: SealRequest) -> None:
        """Sign on the worker."""

        def work(workspace: Workspace, _progress: JobProgress) -> Outcome[SealedFiles]:
            return seal_return(workspace, request)

        self.session.settings.set_folder_of(self.session.path, str(request.folder))
        self.sign.say(self.tr("Đang ký…"))
        self.session.long(work, self._sealed, self._failed)

    @Slot(object)
    def _sealed(self, outcome: Outcome[SealedFiles]) -> None:
        self.sign.judge()
        sealed = outcome.result
        document = sealed.document
        if document is None:
            self.sign.say("")
            self.findings.load()
            self._show_step(CHECK)
            return
        self.sign.say("")
        told = (
            self.tr("Đã xuất lại báo cáo lần {revision}, nội dung không đổi.")
            if sealed.repeated
            else self.tr("Đã ký báo cáo lần {revision}.")
        )
        self.deliver_message.setText(
            told.format(revision=document.revision)
            + " "
            + self.tr(
                "Hãy gửi các tệp dưới đây tới {recipient}. Báo cáo chỉ được coi là đã nộp khi có biên nhận."
            ).format(recipient=document.recipient_vi)
        )
        self._told = sealed.digest
        self.delivering.show_empty(False)
        self.made.tell(self.tr("Mã đối chiếu: {digest}").format(digest=sealed.digest[:16]), sealed.files)
        self._show_step(DELIVER)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self.sign.judge()
        self.sign.key.refused(error)
        self.sign.say(sentence(error, self.session.lang), bad=True)
