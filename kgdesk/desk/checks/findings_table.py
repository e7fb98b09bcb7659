"""The findings of the draft in a table; Enter goes to the place."""

from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from kgdesk.desk.appearance import tones
from kgdesk.desk.page import AT_NOTE, Place
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.text_table import TextColumn, TextRow, TextTable
from kgdesk.desk.words import severity_colour, severity_word
from kgdesk.domain.findings import Finding, Severity
from kgdesk.operations.check import FindingText, accepted_warnings, check_period, describe, rule_of
from kgdesk.operations.people import last_hands
from kgdesk.operations.workspace import Workspace

translate = QCoreApplication.translate
_NOTE_WANTED = {"finding.not_available_without_reason", "finding.not_applicable_without_reason"}
_ORDER = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class ToldFinding:
    """A finding in words; `reason` is why it was let stand, empty where it was not; `by` wrote there last."""

    finding: Finding
    text: FindingText
    reason: str
    by: str


class FindingsTable(TextTable):
    """Signals: `wanted(Place)`; `loaded(dict[Severity, int])` with how many of each weight."""

    wanted = Signal(object)
    loaded = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        columns = (
            TextColumn(translate("Checks", "Mức"), 124),
            TextColumn(translate("Checks", "Chỗ"), 260),
            TextColumn(translate("Checks", "Phát hiện"), 0),
            TextColumn(translate("Checks", "Cách xử lý"), 320),
            TextColumn(translate("Checks", "Người ghi"), 130),
        )
        super().__init__(columns, translate("Checks", "Kết quả kiểm tra"), parent)
        self._session = session
        self.setToolTip(translate("Checks", "Enter: tới chỗ cần sửa"))
        self.opened.connect(self._go)

    def load(self) -> None:
        """Check the period on the worker."""
        period, lang = self._session.period, self._session.lang

        def work(workspace: Workspace) -> tuple[ToldFinding, ...]:
            findings = sorted(check_period(workspace, period), key=lambda item: _ORDER[item.severity])
            reasons = {(item.rule, item.indicator): item.reason for item in accepted_warnings(workspace, period)}
            hands = last_hands(workspace, period)
            return tuple(
                ToldFinding(
                    item,
                    describe(workspace, item, lang),
                    reasons.get((rule_of(item), item.indicator or ""), ""),
                    hands.get(item.indicator or item.task or "", ""),
                )
                for item in findings
            )

        self._session.read(work, self._show)

    @Slot(object)
    def _show(self, told: tuple[ToldFinding, ...]) -> None:
        self.put([_row(item) for item in told])
        open_findings = (item.finding.severity for item in told if not item.reason)
        self.loaded.emit(dict(Counter(open_findings)))

    @Slot(object)
    def _go(self, told: ToldFinding | None) -> None:
        if told is None:
            return
        finding = told.finding
        if finding.indicator is not None:
            place = finding.indicator + (AT_NOTE if finding.code in _NOTE_WANTED else "")
            self.wanted.emit(Place("entry", place))
        elif finding.task is not None:
            self.wanted.emit(Place("narrative", finding.task))


def _row(told: ToldFinding) -> TextRow:
    accepted = bool(told.reason)
    weight = translate("Checks", "✔ Đã giải trình") if accepted else severity_word(told.finding.severity)
    return TextRow(
        cells=(weight, told.text.place, told.text.message, told.reason or told.text.remedy, told.by),
        item=told,
        colour=tones().quiet if accepted else severity_colour(told.finding.severity),
    )
