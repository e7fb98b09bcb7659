"""Colours inside a narrative: references as chips with room for their figure, typed figures that disagree."""

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from kgdesk.desk.appearance import tones
from kgdesk.desk.widgets.office_text import to_qt
from kgdesk.domain.figure_references import FigureSheet, Missing, PlacedReference, find_references
from kgdesk.domain.narrative_lint import Disagreement, NarrativeLint
from kgdesk.domain.period import Period

PAD = 6.0  # pixels around a figure


class FigureHighlighter(QSyntaxHighlighter):
    """Works paragraph by paragraph, as the text is typed. The figure itself is painted by the field."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._sheet = FigureSheet()
        self._lint: NarrativeLint | None = None
        self._font = document.defaultFont()

    def look_up(self, sheet: FigureSheet, period: Period) -> None:
        """Take other figures and colour everything anew."""
        self._sheet, self._lint = sheet, NarrativeLint(sheet, period)
        self.rehighlight()

    def figure(self, placed: PlacedReference) -> str:
        """What is shown in a reference's room."""
        told = self._sheet.quote(placed.reference)
        return self.tr("chưa có") if isinstance(told, Missing) else told

    def is_missing(self, placed: PlacedReference) -> bool:
        """Whether there is no figure to show."""
        return isinstance(self._sheet.quote(placed.reference), Missing)

    def disagreements(self, text: str) -> tuple[Disagreement, ...]:
        """The typed figures of a paragraph that disagree."""
        return () if self._lint is None else self._lint.check(text)

    def highlightBlock(self, text: str) -> None:
        """Format one paragraph."""
        metrics = QFontMetricsF(self.document().defaultFont())
        for placed in find_references(text):
            chip = QTextCharFormat()
            chip.setForeground(tones().bad if self.is_missing(placed) else tones().accent)
            chip.setBackground(_faint(chip.foreground().color()))
            start, end = to_qt(text, placed.start), to_qt(text, placed.end)
            self.setFormat(start, end - start, chip)
            last = QTextCharFormat(chip)
            last.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            last.setFontLetterSpacing(metrics.horizontalAdvance(self.figure(placed)) + 2 * PAD)
            self.setFormat(end - 1, 1, last)
        for found in self.disagreements(text):
            wavy = QTextCharFormat()
            wavy.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wavy.setUnderlineColor(tones().warn)
            wavy.setFontItalic(True)
            start, end = to_qt(text, found.start), to_qt(text, found.end)
            self.setFormat(start, end - start, wavy)


def _faint(colour: QColor) -> QColor:
    faint = QColor(colour)
    faint.setAlpha(34)
    return faint
