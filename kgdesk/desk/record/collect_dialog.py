"""Filled forms: a dry run of each, choices where rows are doubtful, then every good one is kept as one step."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from kgdesk import messages
from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.record.import_foot import ImportFoot
from kgdesk.desk.record.report_panel import ReportPanel
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.operations.collect import FormOutcome, FormReport, collect_forms
from kgdesk.operations.record_report import Answers, RowOutcome

translate = QCoreApplication.translate


class CollectDialog(QDialog):
    """A dry run first, again after every choice; the button keeps the forms in which nothing is open."""

    def __init__(self, session: Session, paths: tuple[Path, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._paths = paths
        self._answers: dict[Path, Answers] = {}
        self._folder = session.path.parent if session.workspace.consolidates else None
        self.setWindowTitle(self.tr("Thu biểu mẫu"))
        self.resize(900, 620)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        self._add_folder(layout)
        columns = (
            TextColumn(self.tr("Tệp"), 220),
            TextColumn(self.tr("Đơn vị"), 170),
            TextColumn(self.tr("Kết quả"), 130),
            TextColumn(self.tr("Giải thích"), 0),
        )
        self.forms = TextTable(columns, self.tr("Các biểu mẫu"))
        self.panel = ReportPanel(session.lang)
        splitter = QSplitter()
        splitter.setOrientation(splitter.orientation().Vertical)
        splitter.addWidget(self.forms)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(1, 2)
        layout.addWidget(splitter, 1)
        self.older = QCheckBox(self.tr("Nhận cả tệp được lưu trước bản đã thu"))
        layout.addWidget(self.older)
        self.foot = ImportFoot(QDialogButtonBox.StandardButton.Close)
        self.foot.changed.connect(self._try)
        self.foot.confirmed.connect(self._save)
        self.foot.left.connect(self.reject)
        layout.addWidget(self.foot)
        self.forms.stood_on.connect(self._stand)
        self.older.toggled.connect(self._try)
        self.panel.answered.connect(self._answer)
        self.panel.left_out.connect(self._leave_out)
        self._try()

    def _add_folder(self, layout: QVBoxLayout) -> None:
        self.folder = QLabel()
        self.folder.setWordWrap(True)
        self.folder.setTextFormat(Qt.TextFormat.PlainText)  # words of a file stand in it
        choosing = QPushButton(self.tr("&Thư mục khác…"))
        choosing.clicked.connect(self._choose_folder)
        line = QHBoxLayout()
        line.addWidget(self.folder, 1)
        line.addWidget(choosing)
        layout.addLayout(line)
        self.folder.setVisible(self._folder is not None)
        choosing.setVisible(self._folder is not None)
        self._name_folder()

    def _name_folder(self) -> None:
        text = self.tr("Biểu mẫu của đơn vị cấp dưới được ghi vào sổ làm việc của đơn vị đó trong {folder}")
        self.folder.setText(text.format(folder=self._folder))

    @Slot()
    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Chọn thư mục"), str(self._folder))
        if name:
            self._folder = Path(name)
            self._name_folder()
            self._try()

    @Slot()
    def _try(self) -> None:
        paths, folder, older, reason = self._paths, self._folder, self.older.isChecked(), self.foot.reason.text()
        answers = dict(self._answers)
        self._session.read(
            lambda workspace: (
                collect_forms(
                    workspace, paths, into=folder, dry_run=True, older=older, reason=reason, answers=answers
                ).result
            ),
            self._show,
            self._failed,
        )

    @Slot(object)
    def _show(self, reports: tuple[FormReport, ...]) -> None:
        lang = self._session.lang
        self.forms.put([_form_row(report, self._name_of(report.unit), lang) for report in reports])
        self._stand()
        ready = sum(report.outcome is FormOutcome.READABLE for report in reports)
        self.foot.confirm.setEnabled(bool(ready))
        self.foot.say(
            self.tr(
                "{ready} trên {all} biểu mẫu ghi được ngay. Biểu mẫu không có chữ ký: báo cáo vẫn cần được ký."
            ).format(ready=ready, all=len(reports))
        )

    @Slot()
    def _stand(self) -> None:
        report = self.forms.item
        rows = report.rows if isinstance(report, FormReport) else ()
        told = [row for row in rows if row.outcome is not RowOutcome.SKIPPED or row.code == "record.hidden_row"]
        self.panel.put(told)

    @Slot(int, str, str)
    def _answer(self, row: int, column: str, text: str) -> None:
        path = self.forms.item.file
        before = self._answers.get(path, Answers())
        self._answers[path] = replace(before, texts={**before.texts, (row, column): text})
        self._try()

    @Slot(object)
    def _leave_out(self, rows: tuple[int, ...]) -> None:
        path = self.forms.item.file
        before = self._answers.get(path, Answers())
        self._answers[path] = replace(before, left_out=before.left_out | set(rows))
        self._try()

    @Slot()
    def _save(self) -> None:
        paths, folder, older, reason = self._paths, self._folder, self.older.isChecked(), self.foot.reason.text()
        answers = dict(self._answers)
        self.foot.confirm.setEnabled(False)
        self._session.write(
            lambda workspace: collect_forms(workspace, paths, into=folder, older=older, reason=reason, answers=answers),
            self._saved,
            self._failed,
        )

    @Slot(object)
    def _saved(self, reports: tuple[FormReport, ...]) -> None:
        lang = self._session.lang
        self.forms.put([_form_row(report, self._name_of(report.unit), lang) for report in reports])
        self._stand()
        kept = sum(report.outcome is FormOutcome.COLLECTED for report in reports)
        self.foot.say(self.tr("Đã ghi {kept} biểu mẫu.").format(kept=kept))

    def _name_of(self, code: str) -> str:
        """Name a unit; a code that the plan does not know stands as it is."""
        plan = self._session.workspace.plan
        if not plan.has_unit(code):
            return code
        unit = plan.unit(code)
        return unit.name_en if self._session.lang == "en" else unit.name_vi

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self.foot.confirm.setEnabled(False)
        self.foot.say(sentence(error, self._session.lang), bad=True)


def _form_row(report: FormReport, unit: str, lang: str) -> TextRow:
    tone = tones()
    words = {
        FormOutcome.COLLECTED: (translate("Collect", "✔ Đã ghi"), tone.good),
        FormOutcome.READABLE: (translate("Collect", "✔ Sẽ ghi"), tone.good),
        FormOutcome.UNCHANGED: (translate("Collect", "○ Không có gì mới"), tone.quiet),
        FormOutcome.DUPLICATE: (translate("Collect", "○ Đã thu rồi"), tone.quiet),
        FormOutcome.UNDECIDED: (translate("Collect", "▲ Cần quyết định"), tone.bad),
        FormOutcome.REFUSED: (translate("Collect", "✕ Không nhận"), tone.bad),
    }
    word, colour = words[report.outcome]
    told = [messages.say(report.code, lang, **report.params)]
    told += [messages.say(item.code, lang, **item.params) for item in report.remarks]
    cells = (report.file.name, unit, word, "\n".join(told))
    return TextRow(cells=cells, item=report, tooltip="\n".join(told), colour=colour, coloured=2)
