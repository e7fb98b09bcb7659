"""The three texts of a narrative, each beside the words of the period before, and what is to be said about them."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.narrative.previous import PreviousText
from kgdesk.desk.narrative.text_field import NarrativeText
from kgdesk.desk.widgets.old_letters import OldLettersOffer
from kgdesk.domain.figure_references import FigureSheet, resolve
from kgdesk.domain.narrative_lint import Disagreement
from kgdesk.domain.period import Period

COMPARE_MS = 250


class ComparedTexts(QWidget):
    """Signals: `written()` when a text is another one, `left()` when one loses the focus."""

    written = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: list[NarrativeText] = []
        self.previous: list[PreviousText] = []
        self._splitters: list[QSplitter] = []
        self._before: tuple[str, str, str] | None = None
        self._sheet, self._earlier = FigureSheet(), FigureSheet()
        self._period_name, self._lang = "", "vi"
        self._found: tuple[NarrativeText, Disagreement] | None = None
        self._shown = True
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(COMPARE_MS)
        self._idle.timeout.connect(self._compare_now)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        self.offer = OldLettersOffer()
        self.offer.converted.connect(self.left)
        layout.addWidget(self.offer)
        layout.addLayout(self._lint_row())
        for name in (
            self.tr("&1. Kết quả thực hiện"),
            self.tr("&2. Khó khăn, vướng mắc và nguyên nhân"),
            self.tr("&3. Nhiệm vụ, giải pháp kỳ tới"),
        ):
            layout.addWidget(self._area(name), 1)
        self.current = self.fields[0]
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._note_focus)

    def _lint_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.remark.setTextFormat(Qt.TextFormat.PlainText)
        self.jumping = QPushButton(self.tr("Tới chỗ"))
        self.jumping.setToolTip(self.tr("Chọn con số khác với số liệu của kỳ"))
        self.jumping.clicked.connect(self._jump)
        self.replacing = QPushButton(self.tr("Thay bằng trích dẫn"))
        self.replacing.setToolTip(self.tr("Thay con số bằng trích dẫn luôn theo đúng ô số liệu"))
        self.replacing.clicked.connect(self._replace)
        row.addWidget(self.remark, 1)
        row.addWidget(self.jumping)
        row.addWidget(self.replacing)
        for hidden in (self.remark, self.jumping, self.replacing):
            hidden.hide()
        return row

    def _area(self, name: str) -> QWidget:
        plain = name.replace("&", "")
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        caption = QLabel(name)
        field = NarrativeText(plain)
        field.written.connect(self._field_written)
        field.left.connect(self.left)
        field.replaced.connect(self.left)
        self.offer.watch(field)
        caption.setBuddy(field)
        before = PreviousText(plain)
        before.wanted.connect(self._take_back)
        left = QWidget()
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2)
        caption.setMinimumHeight(before.button.sizeHint().height())
        inside.addWidget(caption)
        inside.addWidget(field, 1)
        splitter = QSplitter()
        splitter.addWidget(left)
        splitter.addWidget(before)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([560, 440])
        column.addWidget(splitter)
        self.fields.append(field)
        self.previous.append(before)
        self._splitters.append(splitter)
        return frame

    # what is shown -----------------------------------------------------------

    def put(self, texts: tuple[str, str, str], before: tuple[str, str, str] | None) -> None:
        """Show another narrative; `before` is None where the period before has none."""
        self._before = before
        self.offer.close_offer()
        for field, text in zip(self.fields, texts, strict=True):
            if field.toPlainText() != text or field.document().isUndoAvailable():
                field.put(text)
        self._compare_now()

    def look_up(self, sheet: FigureSheet, earlier: FigureSheet, period: Period, lang: str) -> None:
        """Show other figures."""
        self._sheet, self._earlier = sheet, earlier
        self._period_name, self._lang = period.previous().label(lang), lang
        for field in self.fields:
            field.look_up(sheet, period, lang)
        self._compare_now()

    @Slot(bool)
    def compare(self, shown: bool) -> None:  # noqa: FBT001 - Qt's toggled(bool)
        """Show or hide the words of the period before."""
        self._shown = shown
        self._compare_now()

    @Slot()
    def _field_written(self) -> None:
        self._idle.start()
        self.written.emit()

    @Slot()
    def _compare_now(self) -> None:
        self._idle.stop()
        beside = self._shown and self._before is not None
        for position, (field, previous) in enumerate(zip(self.fields, self.previous, strict=True)):
            previous.setVisible(beside)
            if beside and self._before is not None:
                before = resolve(self._before[position], self._earlier.quote).text
                now = resolve(field.composed, self._sheet.quote).text
                previous.compare(self._period_name, before, now)
        self._remark()

    @Slot()
    def _take_back(self) -> None:
        """Write last period's words anew; references in them follow this period's cells."""
        sender = self.sender()
        for field, previous, text in zip(self.fields, self.previous, self._before or ("", "", ""), strict=True):
            if previous is sender:
                field.rewrite(text)
                field.setFocus()

    @Slot(object, object)
    def _note_focus(self, _old: QObject | None, now: QObject | None) -> None:
        if isinstance(now, NarrativeText) and now in self.fields:
            self.current = now

    # typed figures ------------------------------------------------------------

    def _remark(self) -> None:
        """Say the first typed figure that disagrees, with the ways out of it."""
        found = [(field, item) for field in self.fields for item in field.disagreements()]
        self._found = found[0] if found else None
        for widget in (self.remark, self.jumping):
            widget.setVisible(bool(found))
        self.replacing.setVisible(self._found is not None and bool(self._found[1].token))
        if self._found is None:
            return
        item = self._found[1]
        text = self.tr("▲ Ghi {typed} cho “{name}”, số liệu của kỳ là {expected}.").format(
            typed=item.typed, name=self._sheet.name(item.code, self._lang), expected=item.expected
        )
        if len(found) > 1:
            text += " " + self.tr("Còn %n chỗ nữa.", "", len(found) - 1)
        self.remark.setStyleSheet(f"color: {tones().warn.name()}")
        self.remark.setText(text)

    @Slot()
    def _jump(self) -> None:
        if self._found is not None:
            field, item = self._found
            field.stand_on(item)

    @Slot()
    def _replace(self) -> None:
        if self._found is not None:
            field, item = self._found
            field.take_figure(item)
            self._compare_now()
