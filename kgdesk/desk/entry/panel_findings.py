"""The findings of the cell one stands on: what, what to do about it, where to go, and letting a warning stand."""

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.entry.lines import EntryLine, Remark
from kgdesk.desk.entry.panel_words import quiet
from kgdesk.desk.words import severity_colour, severity_word
from kgdesk.domain.findings import Finding, Severity
from kgdesk.domain.period import Period
from kgdesk.operations.check import rule_of

NOTE_WANTED = frozenset({"finding.not_available_without_reason", "finding.not_applicable_without_reason"})


class FindingCard(QWidget):
    """One finding in words, and what a person may do with it.

    Signals: `letting(FindingCard)` when it is to stand with a reason; `going(Finding)` to its place.
    """

    letting = Signal(object)
    going = Signal(object)

    def __init__(self, lang: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lang = lang
        self.finding: Finding | None = None
        self.message = self.reason = ""
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.let = QToolButton()
        self.let.clicked.connect(self._let)
        self.go = QToolButton()
        self.go.clicked.connect(self._go)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE // 2)
        for button in (self.let, self.go):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE // 2)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.label)
        layout.addLayout(buttons)

    def put(self, remark: Remark, finding: Finding | None, reason: str) -> None:
        """Show a remark; one that no finding stands behind was made by the receiver."""
        self.finding, self.message, self.reason = finding, remark.message, reason
        if reason:
            accepted = self.tr("✔ Đã giải trình")
            head = f"<b style='color:{tones().quiet.name()}'>{escape(accepted)}</b>: {escape(remark.message)}"
            text = f"{head}<br>{quiet(reason)}"
        else:
            colour = severity_colour(remark.severity).name()
            head = f"<b style='color:{colour}'>{escape(severity_word(remark.severity))}</b>: {escape(remark.message)}"
            text = f"{head}<br>{quiet(remark.remedy)}"
        self.label.setText(text)
        self.let.setVisible(finding is not None and finding.severity is Severity.WARN)
        self.let.setText(self.tr("Sửa lý do…") if reason else self.tr("Giữ nguyên, nêu lý do…"))
        self.let.setToolTip(self.tr("Lý do đi kèm báo cáo khi ký"))
        where = self._where(finding)
        self.go.setVisible(bool(where))
        self.go.setText(where)
        self.go.setToolTip(self.tr("Tới chỗ cần xem lại"))
        self.go.setAccessibleName(where or self.go.toolTip())

    def _where(self, finding: Finding | None) -> str:
        if finding is None:
            return ""
        if "other_period" in finding.params:
            return self.tr("Mở {period}").format(
                period=Period.parse(str(finding.params["other_period"])).label(self._lang)
            )
        if "other_indicator" in finding.params:
            return self.tr("Tới chỉ tiêu kia")
        return self.tr("Ghi lý do") if finding.code in NOTE_WANTED else ""

    @Slot()
    def _let(self) -> None:
        self.letting.emit(self)

    @Slot()
    def _go(self) -> None:
        self.going.emit(self.finding)


class FindingCards(QWidget):
    """All findings of a line; cards are used again for the next one. Signals as those of `FindingCard`."""

    letting = Signal(object)
    going = Signal(object)

    def __init__(self, lang: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lang = lang
        self.cards: list[FindingCard] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def put(self, line: EntryLine, reasons: Mapping[str, str]) -> None:
        """Show the remarks of a line; those of the receiver come first and have no finding."""
        told = _with_findings(line.remarks, line.row.findings)
        while len(self.cards) < len(told):
            card = FindingCard(self._lang)
            card.letting.connect(self.letting)
            card.going.connect(self.going)
            self.cards.append(card)
            self._layout.addWidget(card)
        for position, card in enumerate(self.cards):
            card.setVisible(position < len(told))
            if position < len(told):
                remark, finding = told[position]
                reason = "" if finding is None or finding.severity is not Severity.WARN else rule_of(finding)
                card.put(remark, finding, reasons.get(reason, ""))
        self.setVisible(bool(told))

    @property
    def shown(self) -> tuple[FindingCard, ...]:
        """The cards in use."""
        return tuple(card for card in self.cards if not card.isHidden())


def _with_findings(remarks: Sequence[Remark], findings: Sequence[Finding]) -> tuple[tuple[Remark, Finding | None], ...]:
    ahead = len(remarks) - len(findings)
    return tuple((remark, findings[place - ahead] if place >= ahead else None) for place, remark in enumerate(remarks))
