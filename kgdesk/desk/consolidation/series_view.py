"""An indicator unit by unit: as reported, or on the map of a day, with what proves both equal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLabel, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from kgdesk import messages
from kgdesk.desk.appearance import SPACE
from kgdesk.desk.help.topics import PROPERTY
from kgdesk.desk.refreshing import Refresh
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.domain.period import Period
from kgdesk.domain.reporting_unit import SplitBasis
from kgdesk.domain.succession_figures import UnitSeries
from kgdesk.operations.unit_series import (
    UnitRow,
    balance_words,
    figure_words,
    name_of,
    row_name,
    rows_of,
    today_of,
    unit_series,
    unplaced_words,
)
from kgdesk.operations.workspace import Workspace

_BASES = (None, SplitBasis.POPULATION, SplitBasis.AREA, SplitBasis.COUNT)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the answer was asked for: an answer to an older question is let go."""

    indicator: str
    day: date | None
    basis: SplitBasis | None


class SeriesView(QWidget):
    """A table of units by periods over the sentences of the reconciliation."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._indicator = ""
        self._refresh = Refresh(session, self._ask, self._show, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(self._choices())
        self.table = TextTable((TextColumn(self.tr("Đơn vị"), 0),), self._table_name)
        self.told = QTextBrowser()
        self.told.setAccessibleName(self.tr("Đối chiếu và số chưa chuyển được"))
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.table)
        self._splitter.addWidget(self.told)
        self._splitter.setSizes([520, 420])
        layout.addWidget(self._splitter, 1)
        self.setProperty(PROPERTY, "series")

    @property
    def _table_name(self) -> str:
        return self.tr("Số liệu theo đơn vị và kỳ")

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        self.way = QComboBox()
        self.way.setAccessibleName(self.tr("Cách xem theo đơn vị"))
        self.way.addItem(self.tr("Theo báo cáo"), False)
        self.way.addItem(self.tr("Theo địa giới hiện nay"), True)
        self.day = QDateEdit()
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName(self.tr("Địa giới của ngày"))
        today = today_of(self._session.workspace)
        self.day.setDate(QDate(today.year, today.month, today.day))
        self.basis = QComboBox()
        self.basis.setAccessibleName(self.tr("Chia theo"))
        for basis in _BASES:
            name = (
                self.tr("như chỉ tiêu quy định")
                if basis is None
                else messages.say(f"plan.word_SplitBasis_{basis.value}", self._session.lang)
            )
            self.basis.addItem(name, basis)
        for caption, widget in (
            (self.tr("&Xem:"), self.way),
            (self.tr("N&gày:"), self.day),
            (self.tr("&Chia đơn vị cũ:"), self.basis),
        ):
            label = QLabel(caption)
            label.setBuddy(widget)
            row.addWidget(label)
            row.addWidget(widget)
        row.addStretch(1)
        self.way.currentIndexChanged.connect(self._turn)
        self.day.dateChanged.connect(self.load)
        self.basis.currentIndexChanged.connect(self.load)
        self._turn()
        return row

    def show_indicator(self, indicator: str) -> None:
        """Show the series of another indicator."""
        self._indicator = indicator
        self.load()

    @Slot()
    def load(self) -> None:
        """Read again, once this is looked at and an indicator is chosen."""
        if self._indicator:
            self._refresh.want()

    @Slot()
    def _turn(self) -> None:
        mapped = bool(self.way.currentData())
        self.day.setEnabled(mapped)
        self.basis.setEnabled(mapped)
        self.load()

    def _asked(self) -> _Asked:
        chosen = self.day.date()
        if not self.way.currentData():
            return _Asked(self._indicator, None, None)
        basis = self.basis.currentData()
        day = date(chosen.year(), chosen.month(), chosen.day())
        return _Asked(self._indicator, day, None if basis is None else SplitBasis(basis))

    def _ask(self) -> Callable[[Workspace], tuple[_Asked, UnitSeries]]:
        asked = self._asked()
        return lambda workspace: (
            asked,
            unit_series(workspace, asked.indicator, on_map=asked.day, basis=asked.basis),
        )

    def _show(self, answer: tuple[_Asked, UnitSeries]) -> None:
        asked, series = answer
        if asked != self._asked():
            self.load()
            return
        periods, rows = rows_of(series)
        self._put_table(periods)
        self.table.put([self._row(item, periods) for item in rows])
        self.told.setPlainText("\n".join(self._sentences(series, rows)))

    def _put_table(self, periods: tuple[str, ...]) -> None:
        """Periods come and go: the table gets the columns of the answer."""
        columns = (
            TextColumn(self.tr("Đơn vị"), 0),
            *(TextColumn(Period.parse(code).label(self._session.lang), 108, figures=True) for code in periods),
        )
        old, self.table = self.table, TextTable(columns, self._table_name)
        self._splitter.replaceWidget(0, self.table)
        old.deleteLater()

    def _row(self, row: UnitRow, periods: tuple[str, ...]) -> TextRow:
        plan, lang = self._session.workspace.plan, self._session.lang
        indicator = plan.indicator(self._indicator)
        figures = (figure_words(indicator, row, code, lang) for code in periods)
        return TextRow(cells=(row_name(plan, row, lang), *figures), item=row)

    def _sentences(self, series: UnitSeries, rows: tuple[UnitRow, ...]) -> list[str]:
        plan, lang = self._session.workspace.plan, self._session.lang
        indicator = plan.indicator(series.indicator)
        if not rows and not series.unplaced:
            return [messages.say("succession.nothing", lang, indicator=series.indicator)]
        told = [balance_words(indicator, item, lang) for item in series.balances]
        if any(row.divided for row in rows):
            told.append(self.tr("Dấu ~: số được chia từ đơn vị cũ, là số ước tính."))
        told.extend(
            messages.say(
                "succession.missing",
                lang,
                unit=row_name(plan, row, lang),
                period=Period.parse(code).label(lang),
                units=", ".join(name_of(plan, unit, lang) for unit in units),
            )
            for row in rows
            for code, units in row.missing.items()
        )
        told.extend(unplaced_words(plan, item, indicator, lang) for item in series.unplaced)
        return told
