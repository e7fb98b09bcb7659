"""The outbox: what is signed and ready, how it goes out, and where it stands; receipts come in here, too."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import tones
from kgdesk.desk.outbox.mail_access import MailAccess
from kgdesk.desk.page import Page, Place
from kgdesk.desk.session import Session
from kgdesk.desk.tasks import JobProgress
from kgdesk.desk.widgets.empty_state import EmptyStack, EmptyState
from kgdesk.desk.widgets.files_made import FilesMade
from kgdesk.desk.widgets.page_frame import PageFrame
from kgdesk.desk.widgets.progress_strip import ProgressStrip
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.operations.intake import IntakeResult, take_in_answers
from kgdesk.operations.intake_words import first_sentence
from kgdesk.operations.mail_settings import MailSettings
from kgdesk.operations.mailbox import take_in_mailbox
from kgdesk.operations.outbox import ANSWERED, ItemKind, OutItem, OutState, outbox_items, state_sentence
from kgdesk.operations.send import SentItem, hand_over, make_mail, save_files
from kgdesk.operations.workspace import Workspace

translate = QCoreApplication.translate
_BAD = (OutState.FAILED, OutState.SENT_BACK, OutState.UNSIGNED, OutState.NOT_KEPT, OutState.NO_PAGES)


class OutboxPage(Page):
    """One row per return and receipt; the buttons act on the row one stands on."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._sentence = self.tr(
            "Chỉ ghi “đã gửi” khi máy chủ thư đã nhận, và chỉ ghi “đã nhận” khi có biên nhận của nơi nhận."
        )
        self.frame = frame = PageFrame(self, self.tr("Hộp thư đi"), self._sentence)
        self.access = MailAccess(session, self)
        self.mailing = self._tool(
            "mail",
            self.tr("Lập thư"),
            "Ctrl+Shift+L",
            self.tr("Lập thư sẵn kèm các tệp đã ký rồi mở bằng chương trình thư"),
        )
        self.mailing.triggered.connect(self._make_mail)
        self.saving = self._tool(
            "save", self.tr("Ghi ra USB…"), "Ctrl+Shift+U", self.tr("Ghi các tệp đã ký vào một thư mục hoặc thẻ USB")
        )
        self.saving.triggered.connect(self._choose_folder)
        self.sending = self._tool(
            "outbox", self.tr("Gửi ngay"), "Ctrl+Shift+Return", self.tr("Gửi qua máy chủ thư đã thiết lập")
        )
        self.sending.triggered.connect(self._send)
        self.reading = self._tool(
            "import",
            self.tr("Đọc hộp thư…"),
            "Ctrl+Shift+R",
            self.tr("Tìm biên nhận trong hộp thư đến; không xóa, không đánh dấu thư nào"),
        )
        self.reading.triggered.connect(self._read)
        self.reading.setVisible(not session.workspace.consolidates)
        self.setting = self._tool(
            "key", self.tr("Thiết lập thư…"), "Ctrl+Shift+P", self.tr("Máy chủ thư, địa chỉ gửi và nhận")
        )
        self.setting.triggered.connect(self.access.configure)
        self.strip = ProgressStrip(session.tasks)
        frame.addWidget(self.strip)
        self.table = TextTable(_columns(), self.tr("Báo cáo và biên nhận gửi đi"))
        self.table.stood_on.connect(self._stand)
        self.stack = EmptyStack(self.table, self._empty())
        frame.addWidget(self.stack, 1)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setAccessibleName(self.tr("Kết quả"))
        frame.addWidget(self.message)
        self.made = FilesMade()
        frame.addWidget(self.made)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.table)
        self._stand(None)

    def _tool(self, drawing: str, text: str, keys: str, tooltip: str) -> QAction:
        return self.frame.tool(drawing, text, keys, tooltip)

    def _empty(self) -> EmptyState:
        """Teach where what goes out comes from: the unit's own signature, or the decision on a return."""
        if self.session.workspace.consolidates:
            told = self.tr(
                "Từ đây gửi báo cáo và biên nhận đã ký. Chưa có gì để gửi; biên nhận được ký ở trang Tiến độ nộp."
            )
            return EmptyState(told, self.leading_to(Place("filing"), "filing", self.tr("Tới trang Tiến độ nộp")))
        told = self.tr("Từ đây gửi báo cáo đã ký. Chưa có báo cáo nào được ký để gửi.")
        return EmptyState(told, self.leading_to(Place("seal"), "seal", self.tr("Tới trang Ký và xuất")))

    def load(self) -> None:
        """Fetch what goes out, of all periods: what is still owed must not hide behind the period that is shown."""
        self.session.read(outbox_items, self._show)

    def follow(self, changes: ChangeSet) -> None:
        """Fetch what the changes name."""
        if changes.outbox or changes.returns or changes.received or changes.plan:
            self.load()

    @Slot(object)
    def _show(self, items: tuple[OutItem, ...]) -> None:
        self.table.put([_row(item, self.session.lang) for item in items])
        self.frame.say(self._sentence if items else "")
        self.stack.show_empty(not items)
        self._stand(self.table.item)

    @Slot(object)
    def _stand(self, item: object) -> None:
        can = isinstance(item, OutItem) and item.can_go
        for action in (self.mailing, self.saving, self.sending):
            action.setEnabled(can)

    def _item(self) -> OutItem | None:
        item = self.table.item
        return item if isinstance(item, OutItem) and item.can_go else None

    def go_to(self, item: str) -> None:
        """Stand on the row of a key."""
        for position in range(self.table.texts.rowCount()):
            if self.table.texts.row(position).item.key == item:
                self.table.setCurrentIndex(self.table.texts.index(position, 0))

    # going out ---------------------------------------------------------------

    @Slot()
    def _make_mail(self) -> None:
        item = self._item()
        if item is not None:
            folder = Path(self.session.settings.folder_of(self.session.path) or self.session.path.parent)
            self.make_mail(item, folder)

    def make_mail(self, item: OutItem, folder: Path) -> None:
        """Write the mail on the worker and open it."""

        def work(workspace: Workspace) -> Outcome[SentItem]:
            from kgdesk.operations.mail_settings import mail_settings

            known = mail_settings(workspace)
            to = known.to if item.kind is ItemKind.RETURN else ""
            return make_mail(workspace, item.key, folder, to=to, sender=known.sender)

        self.session.write(work, self._mail_made, self._failed)

    @Slot(object)
    def _mail_made(self, sent: SentItem) -> None:
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(sent.paths[0])))
        if not sent.to:
            told = self.tr("Đã lập thư; gói chỉ tiêu không có địa chỉ của {receiver}, hãy tự ghi nơi nhận rồi gửi.")
        elif opened:
            told = self.tr("Đã lập thư gửi {to}. Hãy bấm gửi trong chương trình thư.")
        else:
            told = self.tr("Đã lập thư gửi {to}. Máy này chưa có chương trình thư mở được tệp; hãy mở tệp ở máy khác.")
        self._tell("")
        self.made.tell(told.format(to=sent.to, receiver=sent.item.receiver_vi), sent.paths, sent.earlier)

    @Slot()
    def _choose_folder(self) -> None:
        item = self._item()
        name = item and QFileDialog.getExistingDirectory(self, self.tr("Chọn thẻ USB hoặc thư mục"), str(Path.home()))
        if item is not None and name:
            self.save(item, Path(name))

    def save(self, item: OutItem, folder: Path) -> None:
        """Write the signed files on the worker."""
        self.session.write(lambda workspace: save_files(workspace, item.key, folder), self._files_saved, self._failed)

    @Slot(object)
    def _files_saved(self, sent: SentItem) -> None:
        self._tell("")
        told = self.tr(
            "Đã ghi các tệp đã ký. Hãy giao cho {receiver}; báo cáo chỉ được coi là đã nộp khi có biên nhận."
        )
        self.made.tell(told.format(receiver=sent.item.receiver_vi), sent.paths, sent.earlier)

    @Slot()
    def _send(self) -> None:
        item = self._item()
        if item is not None:
            self.access.send(lambda settings, password: self.send(item, settings, password))

    def send(self, item: OutItem, settings: MailSettings, password: str) -> None:
        """Hand the mail to the server, on the worker."""

        def work(workspace: Workspace, _progress: JobProgress) -> Outcome[SentItem]:
            return hand_over(workspace, item.key, settings, password)

        self._enable(on=False)
        job = self.session.long(work, self._sent, self._failed)
        self.strip.watch(job, self.tr("Đang gửi thư"))

    @Slot(object)
    def _sent(self, outcome: Outcome[SentItem]) -> None:
        self._enable(on=True)
        self.made.hide()
        self._tell(state_sentence(outcome.result.item, self.session.lang))

    # coming in ---------------------------------------------------------------

    @Slot()
    def _read(self) -> None:
        self.access.read(self.read)

    def read(self, settings: MailSettings, password: str) -> None:
        """Look for receipts in the mailbox, on the worker."""

        def work(workspace: Workspace, progress: JobProgress) -> Outcome[tuple[IntakeResult, ...]]:
            return take_in_mailbox(
                workspace, settings.mailbox, password, authority=settings.authority, progress=progress
            )

        self._enable(on=False)
        self.strip.watch(self.session.long(work, self._answered, self._failed), self.tr("Đang đọc hộp thư"))

    def take(self, paths: tuple[Path, ...]) -> None:
        """Look for receipts in files and letters, on the worker."""

        def work(workspace: Workspace, progress: JobProgress) -> Outcome[tuple[IntakeResult, ...]]:
            return take_in_answers(workspace, paths, progress=progress)

        self._enable(on=False)
        self.strip.watch(self.session.long(work, self._answered, self._failed), self.tr("Đang tiếp nhận"))

    @Slot(object)
    def _answered(self, outcome: Outcome[tuple[IntakeResult, ...]]) -> None:
        self._enable(on=True)
        lang = self.session.lang
        answers = [first_sentence(item, lang) for item in outcome.result if item.receipt is not None]
        others = [first_sentence(item, lang) for item in outcome.result if item.receipt is None]
        nothing = self.tr("Chưa thấy biên nhận mới nào.")
        self._tell("\n".join(answers or [nothing, *others[:3]]), bad=bool(others) and not answers)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files only."""
        if not self.session.workspace.consolidates and _paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look for receipts in what was dropped."""
        event.acceptProposedAction()
        self.take(_paths(event))

    # words -------------------------------------------------------------------

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self._enable(on=True)
        self.access.refused(error)
        self.made.hide()
        self._tell(sentence(error, self.session.lang), bad=True)
        self.load()

    def _enable(self, *, on: bool) -> None:
        self.reading.setEnabled(on)
        self.table.setEnabled(on)
        if on:
            self.strip.finish()
            self._stand(self.table.item)
        else:
            self._stand(None)

    def _tell(self, text: str, *, bad: bool = False) -> None:
        self.message.setText(text)
        palette = self.message.palette()
        colour = tones().bad if bad else self.palette().color(self.foregroundRole())
        palette.setColor(self.message.foregroundRole(), colour)
        self.message.setPalette(palette)


def _paths(event: QDropEvent) -> tuple[Path, ...]:
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())


def _columns() -> tuple[TextColumn, ...]:
    return (
        TextColumn(translate("Outbox", "Mục"), 90),
        TextColumn(translate("Outbox", "Đơn vị"), 170),
        TextColumn(translate("Outbox", "Kỳ"), 110),
        TextColumn(translate("Outbox", "Lần"), 44, figures=True),
        TextColumn(translate("Outbox", "Nơi nhận"), 200),
        TextColumn(translate("Outbox", "Trạng thái"), 0),
    )


def _row(item: OutItem, lang: str) -> TextRow:
    tone = tones()
    words = {ItemKind.RETURN: translate("Outbox", "Báo cáo"), ItemKind.RECEIPT: translate("Outbox", "Biên nhận")}
    colour = tone.bad if item.state in _BAD else tone.good if item.state in ANSWERED else None
    receiver = f"{item.receiver_vi} <{item.address}>" if item.address else item.receiver_vi
    unit = item.unit.name_en if lang == "en" and item.unit.name_en else item.unit.name_vi
    told = state_sentence(item, lang)
    return TextRow(
        cells=(words[item.kind], unit, item.period.label(lang), str(item.revision), receiver, told),
        item=item,
        tooltip="\n".join((told, *item.files)),
        colour=colour,
        coloured=5,
    )
