"""The findings of the draft in a table; Enter goes to the place."""

from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from kgdesk.desk.page import Place
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.desk.words import severity_colour, severity_word
from kgdesk.domain.findings import Finding, Severity
from kgdesk.operations.check import FindingText, check_period, describe
from kgdesk.operations.workspace import Workspace

translate = QCoreApplication.translate
_ORDER = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class _Told:
    finding: Finding
    text: FindingText


class FindingsTable(TextTable):
    """Signals: `wanted(Place)`; `loaded(dict[Severity, int])` with how many of each weight."""

    wanted = Signal(object)
    loaded = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        columns = (
            TextColumn(translate("Checks", "Mức"), 110),
            TextColumn(translate("Checks", "Chỗ"), 260),
            TextColumn(translate("Checks", "Phát hiện"), 0),
            TextColumn(translate("Checks", "Cách xử lý"), 320),
        )
        super().__init__(columns, translate("Checks", "Kết quả kiểm tra"), parent)
        self._session = session
        self.setToolTip(translate("Checks", "Enter: tới chỗ cần sửa"))
        self.opened.connect(self._go)

    def load(self) -> None:
        """Check the period on the worker."""
        period, lang = self._session.period, self._session.lang

        def work(workspace: Workspace) -> tuple[_Told, ...]:
            findings = sorted(check_period(workspace, period), key=lambda item: _ORDER[item.severity])
            return tuple(_Told(item, describe(workspace, item, lang)) for item in findings)

        self._session.read(work, self._show)

    @Slot(object)
    def _show(self, told: tuple[_Told, ...]) -> None:
        self.put(
            [
                TextRow(
                    cells=(severity_word(item.finding.severity), item.text.place, item.text.message, item.text.remedy),
                    item=item.finding,
                    colour=severity_colour(item.finding.severity),
                )
                for item in told
            ]
        )
        self.loaded.emit(dict(Counter(item.finding.severity for item in told)))

    @Slot(object)
    def _go(self, finding: Finding | None) -> None:
        if finding is None:
            return
        if finding.indicator is not None:
            self.wanted.emit(Place("entry", finding.indicator))
        elif finding.task is not None:
            self.wanted.emit(Place("narrative", finding.task))
