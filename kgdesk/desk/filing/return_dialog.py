"""The figures and texts of a received return, before anybody decides on it."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.filing.return_texts import texts_html
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.desk.words import figure_text, judgement_colour, judgement_word, state_word, status_word
from kgdesk.domain.observation import ValueState
from kgdesk.domain.return_document import ReturnDocument, ReturnLine
from kgdesk.messages import VIETNAM

translate = QCoreApplication.translate


class ReturnDialog(QDialog):
    """One row for each indicator, below them what the return says in words."""

    def __init__(self, document: ReturnDocument, lang: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(
            self.tr("{unit} · {period} · lần {revision}").format(
                unit=document.unit_name_vi, period=document.period_label_vi, revision=document.revision
            )
        )
        self.resize(1120, 680)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        told = QLabel(
            self.tr("Ký lúc {at}. Thuyết minh: {narratives} nhiệm vụ; kiến nghị: {escalations}.").format(
                at=document.sealed_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S"),
                narratives=len(document.narratives),
                escalations=len(document.escalations),
            )
        )
        told.setWordWrap(True)
        layout.addWidget(told)
        self.table = TextTable(_columns(), self.tr("Số liệu của báo cáo"))
        self.table.put([_row(line, lang) for line in document.lines])
        self.texts = QTextBrowser()
        self.texts.setAccessibleName(self.tr("Thuyết minh và kiến nghị của báo cáo"))
        self.texts.setOpenLinks(False)
        self.texts.document().setDocumentMargin(SPACE)
        self.texts.setHtml(texts_html(document))
        self.texts.setVisible(bool(document.narratives or document.escalations))
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(self.texts)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([380, 240])
        layout.addWidget(splitter, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.table.setFocus()


def _columns() -> tuple[TextColumn, ...]:
    return (
        TextColumn(translate("Entry", "STT"), 44),
        TextColumn(translate("Entry", "Chỉ tiêu"), 0),
        TextColumn(translate("Entry", "ĐVT"), 90),
        TextColumn(translate("Entry", "Cùng kỳ"), 90, figures=True),
        TextColumn(translate("Entry", "Tử số"), 90, figures=True),
        TextColumn(translate("Entry", "Mẫu số"), 90, figures=True),
        TextColumn(translate("Entry", "Thực hiện"), 90, figures=True),
        TextColumn(translate("Entry", "Trạng thái"), 86),
        TextColumn(translate("Entry", "Đánh giá"), 108),
        TextColumn(translate("Entry", "Ghi chú"), 170),
    )


def _row(line: ReturnLine, lang: str) -> TextRow:
    seen = line.observation
    state = translate("Entry", "○ chưa nhập")
    if seen is not None:
        state = status_word(seen.status) if seen.state is ValueState.FIGURE else state_word(seen.state)
    return TextRow(
        cells=(
            line.ordinal,
            line.name_vi,
            line.measure_vi,
            figure_text(line.same_period, line.places, lang),
            "" if seen is None else figure_text(seen.numerator, None, lang),
            "" if seen is None else figure_text(seen.denominator, None, lang),
            figure_text(line.value, line.places, lang),
            state,
            judgement_word(line.judgement),
            "" if seen is None else "; ".join(filter(None, (seen.source, seen.note))),
        ),
        item=line,
        colour=judgement_colour(line.judgement),
        coloured=8,
    )
