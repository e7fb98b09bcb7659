"""Reads a table, shows what each row would do, and saves all of it or nothing."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from kgdesk import messages
from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.operations.record import RecordReport, RowOutcome, RowReport, record_file

translate = QCoreApplication.translate
_BAD = (RowOutcome.AMBIGUOUS, RowOutcome.REFUSED)


class RecordDialog(QDialog):
    """A dry run first; the button saves what the dry run has shown."""

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path = path
        self.setWindowTitle(self.tr("Nhập số liệu từ tệp"))
        self.resize(760, 480)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(QLabel(str(path)))
        columns = (
            TextColumn(self.tr("Dòng"), 56, figures=True),
            TextColumn(self.tr("Chỉ tiêu"), 90),
            TextColumn(self.tr("Kết quả"), 130),
            TextColumn(self.tr("Giải thích"), 0),
        )
        self.table = TextTable(columns, self.tr("Các dòng của tệp"))
        layout.addWidget(self.table, 1)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Lý do điều chỉnh"))
        self.reason.setPlaceholderText(self.tr("Lý do điều chỉnh, cần có khi sửa số liệu đã ký"))
        self.reason.editingFinished.connect(self._try)
        layout.addWidget(self.reason)
        self.message = QLabel()
        self.message.setWordWrap(True)
        layout.addWidget(self.message)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.confirm = buttons.addButton(self.tr("&Ghi số liệu"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.confirm.setEnabled(False)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._try()

    @Slot()
    def _try(self) -> None:
        path, period, reason = self._path, self._session.period, self.reason.text()
        self._session.read(
            lambda workspace: record_file(workspace, path, period=period, dry_run=True, reason=reason).result,
            self._show,
            self._failed,
        )

    @Slot(object)
    def _show(self, report: RecordReport) -> None:
        lang = self._session.lang
        self.table.put([_row(item, lang) for item in report.rows])
        useful = any(item.outcome is RowOutcome.READABLE for item in report.rows)
        self.confirm.setEnabled(report.accepted and useful)
        self.message.setStyleSheet("" if report.accepted else f"color: {tones().bad.name()}")
        if not report.accepted:
            self.message.setText(self.tr("Có dòng chưa đọc được nên chưa ghi gì. Hãy sửa tệp rồi nhập lại."))
        elif useful:
            self.message.setText(self.tr("Mọi dòng đều đọc được. Bấm “Ghi số liệu” để lưu."))
        else:
            self.message.setText(self.tr("Tệp không có số liệu nào mới."))

    @Slot()
    def _save(self) -> None:
        path, period, reason = self._path, self._session.period, self.reason.text()
        self.confirm.setEnabled(False)
        self._session.write(
            lambda workspace: record_file(workspace, path, period=period, reason=reason), self._saved, self._failed
        )

    @Slot(object)
    def _saved(self, report: RecordReport) -> None:
        if report.written:
            self.accept()
        else:
            self._show(report)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self.confirm.setEnabled(False)
        self.message.setStyleSheet(f"color: {tones().bad.name()}")
        self.message.setText(sentence(error, self._session.lang))


def _row(report: RowReport, lang: str) -> TextRow:
    tone = tones()
    colours = {RowOutcome.READABLE: tone.good, RowOutcome.SAVED: tone.good, **dict.fromkeys(_BAD, tone.bad)}
    words = {
        RowOutcome.SAVED: translate("Record", "✔ Đã ghi"),
        RowOutcome.READABLE: translate("Record", "✔ Sẽ ghi"),
        RowOutcome.UNCHANGED: translate("Record", "○ Không đổi"),
        RowOutcome.SKIPPED: translate("Record", "○ Để trống"),
        RowOutcome.AMBIGUOUS: translate("Record", "▲ Hai cách đọc"),
        RowOutcome.REFUSED: translate("Record", "✕ Không nhận"),
    }
    text = messages.say(report.code, lang, **report.params) if report.code else ""
    return TextRow(
        cells=(str(report.row), report.indicator, words[report.outcome], text),
        item=report,
        colour=colours.get(report.outcome, tone.quiet),
        coloured=2,
    )
