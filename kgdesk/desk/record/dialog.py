"""Reads a table, shows what each row would do, asks what is doubtful, and saves all of it or nothing."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from kgdesk import messages
from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE
from kgdesk.desk.record.import_foot import ImportFoot
from kgdesk.desk.record.report_panel import ReportPanel
from kgdesk.desk.session import Session
from kgdesk.operations.record import record_file
from kgdesk.operations.record_report import Answers, RecordReport, RowOutcome, TableSummary


class RecordDialog(QDialog):
    """A dry run first, again after every choice; the button saves what the dry run has shown."""

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path = path
        self.answers = Answers()
        self.setWindowTitle(self.tr("Nhập số liệu từ tệp"))
        self.resize(860, 560)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        named = QLabel(str(path))
        named.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(named)
        self.tables = QComboBox()
        self.tables.setAccessibleName(self.tr("Bảng trong tệp"))
        self.tables.hide()
        layout.addWidget(self.tables)
        self.remarks = QLabel()
        self.remarks.setWordWrap(True)
        self.remarks.setTextFormat(Qt.TextFormat.PlainText)  # words of a file stand in it
        self.remarks.hide()
        layout.addWidget(self.remarks)
        self.panel = ReportPanel(session.lang)
        self.table = self.panel.table
        layout.addWidget(self.panel, 1)
        self.foot = ImportFoot(QDialogButtonBox.StandardButton.Cancel)
        self.foot.changed.connect(self._try)
        self.foot.confirmed.connect(self._save)
        self.foot.left.connect(self.reject)
        layout.addWidget(self.foot)
        self.tables.activated.connect(self._choose_table)
        self.panel.answered.connect(self._answer)
        self.panel.left_out.connect(self._leave_out)
        self._try()

    @Slot()
    def _try(self) -> None:
        path, period, reason, answers = self._path, self._session.period, self.foot.reason.text(), self.answers
        self._session.read(
            lambda workspace: (
                record_file(workspace, path, period=period, dry_run=True, reason=reason, answers=answers).result
            ),
            self._show,
            self._failed,
        )

    @Slot(object)
    def _show(self, report: RecordReport) -> None:
        lang = self._session.lang
        self.panel.put(report.rows)
        self.remarks.setText("\n".join(messages.say(item.code, lang, **item.params) for item in report.remarks))
        self.remarks.setVisible(bool(report.remarks))
        self._offer_tables(report)
        useful = any(item.outcome is RowOutcome.READABLE for item in report.rows)
        self.foot.confirm.setEnabled(report.accepted and useful)
        if not report.accepted:
            self.foot.say(
                self.tr(
                    "Chưa ghi gì. Hãy chọn cách đọc hoặc bỏ qua các dòng cần quyết định, hoặc sửa tệp rồi nhập lại."
                ),
                bad=True,
            )
        elif useful:
            self.foot.say(self.tr("Mọi dòng đều đọc được. Bấm “Ghi số liệu” để lưu; có thể hoàn tác một lần."))
        else:
            self.foot.say(self.tr("Tệp không có số liệu nào mới."))

    def _offer_tables(self, report: RecordReport) -> None:
        self.tables.setVisible(len(report.tables) > 1)
        self.tables.clear()
        self.tables.addItems([self._named(item) for item in report.tables])
        self.tables.setCurrentIndex(report.table)

    def _named(self, table: TableSummary) -> str:
        text = self.tr("Trang “{sheet}”, dòng {first} đến {last}: {known} trên {rows} dòng là chỉ tiêu của đơn vị")
        return text.format(sheet=table.sheet, first=table.top, last=table.last, known=table.known, rows=table.rows)

    @Slot(int)
    def _choose_table(self, position: int) -> None:
        if position != self.answers.table:
            self.answers = Answers(table=position)
            self._try()

    @Slot(int, str, str)
    def _answer(self, row: int, column: str, text: str) -> None:
        self.answers = replace(self.answers, texts={**self.answers.texts, (row, column): text})
        self._try()

    @Slot(object)
    def _leave_out(self, rows: tuple[int, ...]) -> None:
        self.answers = replace(self.answers, left_out=self.answers.left_out | set(rows))
        self._try()

    @Slot()
    def _save(self) -> None:
        path, period, reason, answers = self._path, self._session.period, self.foot.reason.text(), self.answers
        self.foot.confirm.setEnabled(False)
        self._session.write(
            lambda workspace: record_file(workspace, path, period=period, reason=reason, answers=answers),
            self._saved,
            self._failed,
        )

    @Slot(object)
    def _saved(self, report: RecordReport) -> None:
        if report.written:
            self.accept()
        else:
            self._show(report)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self.foot.confirm.setEnabled(False)
        self.foot.say(sentence(error, self._session.lang), bad=True)
