"""Choosing a figure to quote: by name, with or without marks, or by code."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kgdesk.desk.search_text import plain
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.desk.words import figure_text
from kgdesk.domain.figure_references import (
    FigureSheet,
    Missing,
    Part,
    QuotableFigure,
    quote,
    written_reference,
)

_KEYS_OF_TABLE = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp})


class FigurePicker(QDialog):
    """Signals: `chosen(str)` with the reference and its measure, ready to be inserted."""

    chosen = Signal(str)

    def __init__(self, sheet: FigureSheet, lang: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Chèn số liệu"))
        self.resize(760, 460)
        self._sheet, self._lang = sheet, lang
        layout = QVBoxLayout(self)
        form = QFormLayout()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Tên chỉ tiêu, không cần dấu, hoặc mã: thu ngan sach, KT08"))
        self.search.setAccessibleName(self.tr("Tìm chỉ tiêu"))
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        form.addRow(self.tr("&Tìm:"), self.search)
        self.part = QComboBox()
        self.part.setAccessibleName(self.tr("Số nào của chỉ tiêu"))
        for part, words in self._parts():
            self.part.addItem(words, part.value)
        self.part.currentIndexChanged.connect(self._tell)
        form.addRow(self.tr("&Số nào:"), self.part)
        layout.addLayout(form)
        columns = (
            TextColumn(self.tr("Mã"), 64),
            TextColumn(self.tr("Chỉ tiêu"), 0),
            TextColumn(self.tr("Kỳ này"), 96, figures=True),
            TextColumn(self.tr("Cùng kỳ"), 96, figures=True),
            TextColumn(self.tr("% kế hoạch"), 96, figures=True),
        )
        self.table = TextTable(columns, self.tr("Chỉ tiêu của đơn vị"))
        self.table.stood_on.connect(self._tell)
        self.table.opened.connect(self._choose)
        layout.addWidget(self.table, 1)
        self.shown = QLabel()
        self.shown.setWordWrap(True)
        layout.addWidget(self.shown)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.inserting = buttons.addButton(self.tr("Chèn"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.inserting.setToolTip(self.tr("Chèn trích dẫn vào chỗ con trỏ (Enter)"))
        for button in buttons.buttons():
            button.setAutoDefault(False)  # type: ignore[attr-defined] # they are push buttons
        self.inserting.setDefault(True)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._fill()

    def _parts(self) -> tuple[tuple[Part, str], ...]:
        return (
            (Part.VALUE, self.tr("Số liệu kỳ này")),
            (Part.PERCENT_OF_PLAN, self.tr("% so với kế hoạch năm")),
            (Part.PERCENT_OF_LAST_YEAR, self.tr("% so với cùng kỳ năm trước")),
            (Part.PLAN, self.tr("Kế hoạch năm")),
            (Part.LAST_YEAR, self.tr("Cùng kỳ năm trước")),
            (Part.PREVIOUS, self.tr("Kỳ trước")),
        )

    @Slot()
    def _fill(self) -> None:
        """List what fits every word that is typed; what begins with them comes first."""
        words = plain(self.search.text()).split()
        found = [
            figure
            for figure in self._sheet.figures.values()
            if all(word in plain(f"{figure.indicator.code} {self._name(figure)}") for word in words)
        ]
        self.table.put([self._row(figure) for figure in found])
        if found:
            self.table.setCurrentIndex(self.table.texts.index(0, 0))
        self._tell()

    def _name(self, figure: QuotableFigure) -> str:
        indicator = figure.indicator
        return indicator.name_vi if self._lang == "vi" else indicator.name_en

    def _row(self, figure: QuotableFigure) -> TextRow:
        indicator = figure.indicator
        percent = figure_text(figure.percent_of_plan, 2, self._lang)
        return TextRow(
            cells=(
                indicator.code,
                self._name(figure),
                figure_text(figure.value, indicator.places, self._lang) or self.tr("chưa có"),
                figure_text(figure.last_year, indicator.places, self._lang),
                f"{percent}%" if percent else "",
            ),
            item=figure,
        )

    @property
    def _part(self) -> Part:
        return Part(self.part.currentData())

    @Slot()
    def _tell(self) -> None:
        """Show what would stand in the text, or why nothing would."""
        figure = self.table.item
        self.inserting.setEnabled(figure is not None)
        if figure is None:
            self.shown.setText(self.tr("Không có chỉ tiêu nào khớp. Hãy gõ ít chữ hơn, hoặc gõ mã chỉ tiêu."))
            return
        told = quote(figure, self._part)
        words = written_reference(figure.indicator, self._part)
        if isinstance(told, Missing):
            text = self.tr("{token}: ô số liệu này chưa có; phải có số mới ký được báo cáo.").format(token=words)
        else:
            shown = told + words.partition("}")[2]
            text = self.tr("{token} sẽ đọc là: {figure}").format(token=words, figure=shown)
        self.shown.setText(text)

    @Slot()
    def _choose(self) -> None:
        figure = self.table.item
        if figure is not None:
            self.chosen.emit(written_reference(figure.indicator, self._part))
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the table while one types."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _KEYS_OF_TABLE:
            self.table.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)
