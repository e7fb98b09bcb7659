"""The series of an indicator in the panel: the chart with its figures as a table, and the last periods."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.widgets.chart import Drawing
from kgdesk.desk.widgets.series_chart import SeriesChart
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.desk.words import figure_text, state_word
from kgdesk.domain.indicator import EntryForm, running_name
from kgdesk.domain.judgement import target_with_measure
from kgdesk.domain.observation import ValueState
from kgdesk.domain.period import Period, PeriodKind
from kgdesk.operations.cell_panel import CellPanel
from kgdesk.operations.cell_series import PeriodRow, ValueOrigin, YearRow

translate = QCoreApplication.translate


class _LowTable(TextTable):
    """A table as high as its rows, in small letters; columns in which nothing stands are put away."""

    def __init__(self, columns: Sequence[TextColumn], name: str) -> None:
        super().__init__(columns, name)
        font = QFont(self.font())
        font.setPointSizeF(max(font.pointSizeF() - 1, 7))
        self.setFont(font)
        self.horizontalHeader().setFont(font)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setMinimumSectionSize(24)
        self.horizontalScrollBar().rangeChanged.connect(self._fit_height)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns are as wide as what stands in them; the last takes what is left."""
        QAbstractItemView.resizeEvent(self, event)
        self.updateGeometries()

    def put_low(self, rows: list[TextRow]) -> None:
        """Replace the rows and grow or shrink with them; all are of one line, so that one is measured for all.

        Nobody stands on a row here: to be made to stand on one, the table would lay everything out at once.
        """
        self.texts.put(rows)
        for column in range(self.texts.columnCount()):
            self.setColumnHidden(column, bool(rows) and not any(row.cells[column] for row in rows))
        if rows:
            self.verticalHeader().setDefaultSectionSize(self.sizeHintForRow(0))
        self._fit_height()

    @Slot()
    def _fit_height(self) -> None:
        """The bar comes and goes only when the columns have been laid out."""
        bar = self.horizontalScrollBar()
        spare = bar.sizeHint().height() if bar.maximum() > bar.minimum() else 0
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + spare + 2)


class YearSeries(QWidget):
    """Chart and table of the years."""

    def __init__(self, lang: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lang = lang
        self.chart = SeriesChart()
        columns = (
            TextColumn(translate("Entry", "Năm"), 1),
            TextColumn(translate("Entry", "Thực hiện"), 1, figures=True),
            TextColumn(translate("Entry", "Kế hoạch"), 1, figures=True),
            TextColumn(translate("Entry", "Lộ trình"), 1, figures=True),
            TextColumn(translate("Entry", "% trước"), 1, figures=True),
        )
        self.table = _LowTable(columns, translate("Entry", "Số liệu các năm"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, 0, SPACE, 0)
        layout.setSpacing(SPACE // 2)
        self.printed = QLabel(translate("Entry", "* số đã công bố, không phải số đơn vị nhập"))
        self.printed.setWordWrap(True)
        self.printed.setForegroundRole(self.printed.palette().ColorRole.PlaceholderText)
        for part in (self.chart, self.table, self.printed):
            layout.addWidget(part)

    def put(self, panel: CellPanel) -> None:
        """Show another indicator."""
        series, item = panel.series, panel.indicator
        drawable = series.chart is not None and item.entry is not EntryForm.BOOLEAN
        title = item.name_en if self._lang == "en" else running_name(item.name_vi, item.measure_vi)
        measure = item.measure_en if self._lang == "en" else item.measure_vi
        drawing = None
        if drawable and series.chart is not None:
            drawing = Drawing(series.chart, series.planned, self._lang, f"{title} ({measure})")
        self.chart.put(drawing)
        told = [number for number, row in enumerate(series.years) if row.value is not None or row.plan is not None]
        self.table.put_low([self._row(row, panel) for row in series.years[min(told, default=0) :]])
        self.table.setVisible(bool(told))
        self.printed.setVisible(any(row.origin is ValueOrigin.PUBLISHED for row in series.years))

    def _row(self, row: YearRow, panel: CellPanel) -> TextRow:
        places = panel.indicator.places
        published = row.origin is ValueOrigin.PUBLISHED
        way = row.needed if row.needed is not None else row.required
        cells = (
            str(row.year),
            figure_text(row.value, places, self._lang) + ("*" if published else ""),
            "" if row.plan is None else target_with_measure(row.plan, self._lang),
            figure_text(way, places, self._lang),
            figure_text(row.percent, 1, self._lang),
        )
        tips = [
            translate("Entry", "Lộ trình: mức phải đạt ở năm còn lại") if row.needed is not None else "",
            "" if row.plan is None else row.plan.document_vi,
        ]
        return TextRow(cells, item=row, tooltip="\n".join(filter(None, tips)))


class LastPeriods(QWidget):
    """The last twelve periods of the same kind."""

    def __init__(self, lang: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lang = lang
        columns = (
            TextColumn(translate("Entry", "Kỳ"), 1),
            TextColumn(translate("Entry", "Thực hiện"), 1, figures=True),
            TextColumn(translate("Entry", "% cùng kỳ"), 1, figures=True),
            TextColumn(translate("Entry", "± kỳ trước"), 1, figures=True),
        )
        self.table = _LowTable(columns, translate("Entry", "Mười hai kỳ gần nhất"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, 0, SPACE, 0)
        layout.addWidget(self.table)

    def put(self, panel: CellPanel) -> None:
        """Show another indicator, the newest period first."""
        self.table.put_low([self._row(row, panel) for row in reversed(panel.series.periods)])

    def _row(self, row: PeriodRow, panel: CellPanel) -> TextRow:
        value = figure_text(row.value, panel.indicator.places, self._lang)
        if row.observation is not None and row.observation.state is not ValueState.FIGURE:
            value = state_word(row.observation.state)
        change = figure_text(row.change, 2 if panel.series.in_points else 1, self._lang)
        if row.change is not None:
            sign = "+" if row.change > 0 else ""
            unit = translate("Entry", " điểm") if panel.series.in_points else "%"
            change = f"{sign}{change}{unit}"
        cells = (short_name(row.period), value, figure_text(row.percent, 1, self._lang), change)
        note = "" if row.observation is None else row.observation.note
        return TextRow(cells, item=row, tooltip="\n".join(filter(None, (row.period.label(self._lang), note))))


def short_name(period: Period) -> str:
    """Name a period in a narrow column: `07/2024`, `III/2024`."""
    match period.kind:
        case PeriodKind.MONTH:
            return f"{period.index:02d}/{period.year}"
        case PeriodKind.QUARTER:
            return f"{('I', 'II', 'III', 'IV')[period.index - 1]}/{period.year}"
        case PeriodKind.HALF:
            return f"{period.index * 6 - 5}–{period.index * 6}/{period.year}"
        case PeriodKind.NINE_MONTHS:
            return f"1–9/{period.year}"
        case PeriodKind.YEAR:
            return str(period.year)
