"""Beside the grid: what the indicator means, what was promised by which document, how its cell came about.

All of it is shown, and what the grid does not know is read on the worker, when the cursor rests: until then the
panel speaks of the cell where it rested last, and a key costs nothing here.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent, QTextDocumentFragment
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.checks.explain_dialog import ExplainDialog
from kgdesk.desk.entry.lines import EntryLine
from kgdesk.desk.entry.panel_findings import NOTE_WANTED, FindingCard, FindingCards
from kgdesk.desk.entry.panel_tables import LastPeriods, YearSeries
from kgdesk.desk.entry.panel_thread import ThreadBox
from kgdesk.desk.entry.panel_words import definition_text, heading_text, history_text, targets_text
from kgdesk.desk.page import AT_NOTE, Place
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.attachment_box import AttachmentBox, dropped_files
from kgdesk.desk.widgets.named_label import NamedLabel
from kgdesk.desk.widgets.section import Section
from kgdesk.desk.words import judgement_word
from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.errors import Fault
from kgdesk.domain.findings import Finding
from kgdesk.domain.period import Period
from kgdesk.domain.place import Place as CellPlace
from kgdesk.domain.place import PlaceKind
from kgdesk.operations.cell_panel import CellPanel, cell_panel
from kgdesk.operations.workspace import Workspace

REST = 120  # milliseconds the cursor stands still before anything is shown or read
NARROW, WIDE = 220, 460  # pixels
_DEFAULT = ("targets", "years", "periods", "history")


class SidePanel(QScrollArea):
    """Follows the cell one stands on.

    Signals: `wanted(Place)` to stand on another cell; `period_wanted(Period, str)` to show another
    period and stand on an indicator there; `left()` when a person goes back to the grid.
    """

    wanted = Signal(object)
    period_wanted = Signal(object, str)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._coming: EntryLine | None = None  # where the cursor stands; shown when it rests
        self._line: EntryLine | None = None
        self._panel: CellPanel | None = None
        self._here: tuple[Period, str] | None = None
        self._owed = False
        self._asked = 0  # number of the question whose answer is waited for; older answers are dropped
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._read)
        self.setAccessibleName(self.tr("Chi tiết chỉ tiêu"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(NARROW)
        self.setMaximumWidth(WIDE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAcceptDrops(True)
        self._make()
        self._arrange()

    def _make(self) -> None:
        lang = self._session.lang
        self.heading = _words(self.tr("Chỉ tiêu đang chọn"))
        self.heading.setContentsMargins(0, 0, 0, 0)
        self.judgement = QLabel()
        self.findings = FindingCards(lang)
        self.findings.letting.connect(self._let_stand)
        self.findings.going.connect(self._go)
        self.definition = _words(self.tr("Định nghĩa và cách tính"))
        self.targets = _words(self.tr("Mục tiêu và căn cứ"))
        self.years = YearSeries(lang)
        self.years.chart.failed.connect(self._session.failed)
        self.periods = LastPeriods(lang)
        self.history = _words(self.tr("Lịch sử ô"))
        self.talk = ThreadBox(self._session)
        self.files = AttachmentBox(self._session, narrow=True)
        self.files.setContentsMargins(SPACE, 0, SPACE, 0)

    def _arrange(self) -> None:
        inside = QWidget()
        inside.setBackgroundRole(inside.palette().ColorRole.Base)
        inside.setAutoFillBackground(True)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, SPACE, 0, SPACE)
        layout.setSpacing(SPACE // 2)
        head = QVBoxLayout()
        head.setContentsMargins(SPACE, 0, SPACE, 0)
        for part in (self.heading, self.judgement, self.findings):
            head.addWidget(part)
        layout.addLayout(head)
        self.sections = {
            key: Section(key, title, content)
            for key, title, content in (
                ("definition", self.tr("Định nghĩa, cách tính"), self.definition),
                ("years", self.tr("Diễn biến các năm"), self.years),
                ("periods", self.tr("12 kỳ gần nhất"), self.periods),
                ("targets", self.tr("Mục tiêu và căn cứ"), self.targets),
                ("history", self.tr("Lịch sử ô"), self.history),
                ("thread", self.tr("Trao đổi"), self.talk),
                ("files", self.tr("Tệp đính kèm"), self.files),
            )
        }
        self._fillers: dict[str, Callable[[CellPanel], None]] = {
            "definition": self._fill_definition,
            "targets": self._fill_targets,
            "years": self.years.put,
            "periods": self.periods.put,
            "history": self._fill_history,
            "thread": self._fill_thread,
            "files": self._fill_files,
        }
        wide = self._session.settings.panel_sections(_DEFAULT)
        for section in self.sections.values():
            section.open(wide=section.key in wide)
            section.turned.connect(self._remember)
            layout.addWidget(section)
        layout.addStretch(1)
        self.setWidget(inside)

    # following the cursor ----------------------------------------------------

    def show_line(self, line: EntryLine | None) -> None:
        """Show a line when the cursor rests on it; the same line again costs nothing."""
        if line is None or (line == self._coming and self._is_here(line)):
            return
        self._coming = line
        if self._here is None or self._here[0] != self._session.period:
            self._arrive()  # no key led here
        self._want()

    def _is_here(self, line: EntryLine) -> bool:
        return self._here == (self._session.period, line.indicator.code)

    def _arrive(self) -> None:
        """Speak of the line that the cursor rests on."""
        line = self._coming
        if line is None or (line == self._line and self._is_here(line)):
            return
        if not self._is_here(line):
            self.talk.leave()
            self._panel = None
        self._line, self._here = line, (self._session.period, line.indicator.code)
        self._tell_line()

    def follow(self, changes: ChangeSet) -> None:
        """Read again what the changes may have touched; figures of other periods are in the series."""
        code = None if self._here is None else self._here[1]
        touched = any(indicator == code for _, indicator in changes.cells)
        if touched or changes.plan or changes.comments or changes.attachments:
            self._want()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up on what was not read while the panel was put away."""
        super().showEvent(event)
        if self._owed:
            self._arrive()
            self._want()

    def changeEvent(self, event: QEvent) -> None:
        """Write everything again in the colours of a window that turned light or dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._panel is not None:
            self._tell_line()
            for key in self.sections:
                self._fill(key)

    def _want(self) -> None:
        self._asked += 1
        self._owed = True
        if self.isVisible() and self._coming is not None:
            self._rest.start()

    @Slot()
    def _read(self) -> None:
        self._arrive()
        if self._here is None or self._session.tasks.closed:
            return
        self._owed = False
        asked, (period, code), lang = self._asked, self._here, self._session.lang

        def work(workspace: Workspace) -> tuple[int, CellPanel | None]:
            try:
                return asked, cell_panel(workspace, period, code, lang)
            except Fault:  # the plan changed under the cursor: the grid will say so
                return asked, None

        self._session.read(work, self._show)

    @Slot(object)
    def _show(self, answer: tuple[int, CellPanel | None]) -> None:
        asked, panel = answer
        if asked != self._asked or panel is None or panel == self._panel:
            return
        self._panel = panel
        self._tell_line()
        for key in self.sections:
            self._fill(key)

    # filling -----------------------------------------------------------------

    def _tell_line(self) -> None:
        line = self._line
        if line is None:
            return
        self.heading.setText(heading_text(line.indicator, self._session.lang))
        self.judgement.setText(judgement_word(line.row.judgement))
        self.judgement.setVisible(bool(self.judgement.text()))
        self.findings.put(line, {} if self._panel is None else self._panel.reasons)

    def _fill(self, key: str) -> None:
        """Fill one part; of a closed one only its count is said."""
        panel, section = self._panel, self.sections[key]
        if panel is None:
            return
        section.say(self._note(key, panel))
        section.setVisible(key != "periods" or bool(panel.series.periods))
        if section.is_open:
            self._fillers[key](panel)

    def _note(self, key: str, panel: CellPanel) -> str:
        if key == "thread" and panel.thread.resolved:
            return self.tr("%n, đã xong", "", len(panel.thread.remarks))
        listed = {
            "targets": panel.targets, "history": panel.history, "thread": panel.thread.remarks,
            "files": panel.attachments,
        }.get(key)  # fmt: skip
        return str(len(listed)) if listed else ""

    def _fill_definition(self, panel: CellPanel) -> None:
        basis = self._session.workspace.plan.legal_basis_vi.partition(";")[0]
        self.definition.setText(definition_text(panel, self._session.lang, basis))

    def _fill_targets(self, panel: CellPanel) -> None:
        self.targets.setText(targets_text(panel, self._session.lang))

    def _fill_history(self, panel: CellPanel) -> None:
        self.history.setText(history_text(panel, self._session.lang))

    def _fill_thread(self, panel: CellPanel) -> None:
        self.talk.put(panel.period, panel.thread)

    def _fill_files(self, panel: CellPanel) -> None:
        self.files.show_place(panel.period, CellPlace(PlaceKind.INDICATOR, panel.indicator.code))

    @Slot(str, bool)
    def _remember(self, key: str, _wide: bool) -> None:  # noqa: FBT001 - Qt's own signal
        wide = tuple(section.key for section in self.sections.values() if section.is_open)
        self._session.settings.set_panel_sections(wide)
        self._fill(key)

    # going, keys -------------------------------------------------------------

    @Slot(object)
    def _let_stand(self, card: FindingCard) -> None:
        if card.finding is not None:
            ExplainDialog(self._session, card.finding, card.message, card.reason, self).open()

    @Slot(object)
    def _go(self, finding: Finding) -> None:
        if self._line is None or finding is None:
            return
        here = self._line.indicator.code
        if "other_period" in finding.params:
            self.period_wanted.emit(Period.parse(str(finding.params["other_period"])), here)
        elif "other_indicator" in finding.params:
            self.wanted.emit(Place("entry", str(finding.params["other_indicator"])))
        else:
            self.wanted.emit(Place("entry", here + (AT_NOTE if finding.code in NOTE_WANTED else "")))

    def take_focus(self) -> None:
        """Begin at the first thing that can be done: a finding's buttons, else the first title."""
        self._arrive()
        shown = [button for card in self.findings.shown for button in (card.let, card.go) if button.isVisible()]
        first = (shown or [self.sections["definition"].head])[0]
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(first, 0, SPACE)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files anywhere on the panel."""
        if self._here is not None and dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped to the cell one stands on, and show it."""
        if self._here is None:
            return
        period, code = self._here
        self.files.show_place(period, CellPlace(PlaceKind.INDICATOR, code))
        self.files.add(dropped_files(event))
        section = self.sections["files"]
        if not section.is_open:
            section.open()
            self._remember(section.key, True)
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the grid, from wherever in the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    @property
    def told(self) -> str:
        """All that is said of findings, as plain text."""
        texts = (card.label.text() for card in self.findings.shown)
        return "\n".join(QTextDocumentFragment.fromHtml(text).toPlainText() for text in texts)


def _words(name: str) -> QLabel:
    label = NamedLabel(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setContentsMargins(SPACE, 0, SPACE, 0)
    return label
