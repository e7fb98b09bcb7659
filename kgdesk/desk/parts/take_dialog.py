"""What a division returned, place by place, and whose value is to stand."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.parts.difference_words import difference_html, difference_row
from kgdesk.desk.session import Session
from kgdesk.desk.widgets.text_table import TextColumn, TextTable
from kgdesk.domain.changes import Outcome
from kgdesk.domain.part import PartPlace
from kgdesk.domain.three_way import Side, Standing
from kgdesk.messages import VIETNAM
from kgdesk.operations.part_comparing import PartComparison, PartDifference, compare_part
from kgdesk.operations.part_taking import PartTaken, take_part
from kgdesk.operations.workspace import Workspace


class TakeDialog(QDialog):
    """The table of differences; below it the place one stands on, word by word."""

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path = path
        self._comparison: PartComparison | None = None
        self.choices: dict[PartPlace, Side] = {}
        self.setWindowTitle(self.tr("Nhận lại phần việc"))
        self.resize(1080, 620)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        self.heading = QLabel(self.tr("Đang đọc {file}…").format(file=path.name))
        self.heading.setWordWrap(True)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self.heading)
        layout.addWidget(self._middle(), 1)
        layout.addLayout(self._choice_row())
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Lý do điều chỉnh"))
        self.reason.setPlaceholderText(self.tr("Lý do điều chỉnh, cần có khi nhận số liệu vào ô đã ký"))
        self.reason.hide()
        self.reason.textChanged.connect(self._judge)
        layout.addWidget(self.reason)
        self.message = QLabel()
        self.message.setWordWrap(True)
        layout.addWidget(self.message)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.confirm = buttons.addButton(self.tr("&Nhận vào báo cáo"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.confirm.setEnabled(False)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        period = session.period
        session.read(lambda workspace: compare_part(workspace, path, period=period), self._show, self._failed)

    def _middle(self) -> QSplitter:
        columns = (
            TextColumn(self.tr("Chỗ"), 250),
            TextColumn(self.tr("Thay đổi"), 130),
            TextColumn(self.tr("Ở đây"), 190),
            TextColumn(self.tr("Của phòng"), 0),
            TextColumn(self.tr("Người ghi ở phòng"), 150),
            TextColumn(self.tr("Sẽ lấy"), 120),
        )
        self.table = TextTable(columns, self.tr("Những chỗ khác nhau"))
        self.table.setToolTip(self.tr("Phím cách: đổi giữa “của phòng” và “ở đây” cho chỗ đang chọn"))
        self.table.stood_on.connect(self._tell_place)
        self.table.opened.connect(self.turn)
        self.details = QTextBrowser()
        self.details.setAccessibleName(self.tr("Chỗ đang chọn, từng chữ"))
        self.details.document().setDocumentMargin(SPACE)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(self.details)
        splitter.setSizes([340, 160])
        turning = QAction(self)
        turning.setShortcut(QKeySequence(Qt.Key.Key_Space))
        turning.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        turning.triggered.connect(self.turn)
        self.table.addAction(turning)
        return splitter

    def _choice_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.theirs = self._button(row, self.tr("Lấy &của phòng"), self._choose_theirs)
        self.mine = self._button(row, self.tr("&Giữ ở đây"), self._choose_mine)
        row.addStretch(1)
        self.all_theirs = self._button(row, self.tr("Lấy tất cả của &phòng"), self._choose_all_theirs)
        self.all_mine = self._button(row, self.tr("Giữ &tất cả ở đây"), self._choose_all_mine)
        return row

    def _button(self, row: QHBoxLayout, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setEnabled(False)
        button.clicked.connect(slot)
        row.addWidget(button)
        return button

    # what came back -------------------------------------------------------------

    @Slot(object)
    def _show(self, comparison: PartComparison) -> None:
        self._comparison = comparison
        request, answer = comparison.request, comparison.answer
        told = self.tr("{division}, lần nộp {number}, {person} ghi lúc {at}.").format(
            division=request.division,
            number=answer.number,
            person=answer.made_by or "—",
            at=answer.made_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M"),
        )
        if comparison.taken_at is not None:
            told += " " + self.tr("Tệp này đã được nhận lúc {at}.").format(
                at=comparison.taken_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
            )
        self.heading.setText(told)
        self.reason.setVisible(any(item.sealed for item in comparison.differences))
        for button in (self.theirs, self.mine, self.all_theirs, self.all_mine):
            button.setEnabled(bool(comparison.differences))
        self._refresh()
        self.table.setFocus()

    def _refresh(self) -> None:
        """Show the rows with what was chosen so far."""
        if self._comparison is None:
            return
        lang = self._session.lang
        self.table.put([difference_row(item, self._side(item), lang) for item in self._comparison.differences])
        self._judge()

    def _side(self, item: PartDifference) -> Side | None:
        return self.choices.get(item.place, item.usual_side)

    @Slot()
    def _judge(self) -> None:
        comparison = self._comparison
        if comparison is None:
            return
        taken = [
            item for item in comparison.differences if self._side(item) is Side.THEIRS and item.theirs != item.mine
        ]
        left = sum(self._side(item) is None for item in comparison.differences)
        needs_reason = any(item.sealed for item in taken) and not self.reason.text().strip()
        self.confirm.setEnabled(not needs_reason)
        parts = [
            self.tr("Sẽ nhận {count} chỗ; {unchanged} chỗ không đổi.").format(
                count=len(taken), unchanged=comparison.unchanged
            )
        ]
        if left:
            parts.append(
                self.tr("▲ {count} chỗ hai bên sửa khác nhau chưa chọn: nếu không chọn thì giữ ở đây.").format(
                    count=left
                )
            )
        if needs_reason:
            parts.append(self.tr("Có ô đã ký: hãy ghi lý do điều chỉnh."))
        self.message.setStyleSheet(f"color: {tones().warn.name()}" if left or needs_reason else "")
        self.message.setText(" ".join(parts))

    @Slot(object)
    def _tell_place(self, item: PartDifference | None) -> None:
        self.details.setHtml("" if item is None else difference_html(item, self._session.lang))

    # choices ----------------------------------------------------------------------

    @Slot()
    def turn(self) -> None:
        """Turn the choice of the place one stands on."""
        item = self.table.item
        if isinstance(item, PartDifference):
            self._choose((item,), Side.MINE if self._side(item) is Side.THEIRS else Side.THEIRS)

    @Slot()
    def _choose_theirs(self) -> None:
        self._choose(self._current(), Side.THEIRS)

    @Slot()
    def _choose_mine(self) -> None:
        self._choose(self._current(), Side.MINE)

    @Slot()
    def _choose_all_theirs(self) -> None:
        self._choose(self._all(), Side.THEIRS)

    @Slot()
    def _choose_all_mine(self) -> None:
        self._choose(self._all(), Side.MINE)

    def _current(self) -> tuple[PartDifference, ...]:
        item = self.table.item
        return (item,) if isinstance(item, PartDifference) else ()

    def _all(self) -> tuple[PartDifference, ...]:
        return () if self._comparison is None else self._comparison.differences

    def _choose(self, items: tuple[PartDifference, ...], side: Side) -> None:
        for item in items:
            if item.standing is not Standing.SAME:
                self.choices[item.place] = side
        self._refresh()

    # saving -----------------------------------------------------------------------

    @Slot()
    def save(self) -> None:
        """Take the part back as it was chosen."""
        path, period = self._path, self._session.period
        choices, reason = dict(self.choices), self.reason.text()
        self.confirm.setEnabled(False)

        def work(workspace: Workspace) -> Outcome[PartTaken]:
            return take_part(workspace, path, period=period, choices=choices, reason=reason)

        self._session.write(work, self._saved, self._failed)

    @Slot(object)
    def _saved(self, _taken: PartTaken) -> None:
        self.accept()

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self.confirm.setEnabled(False)
        self.message.setStyleSheet(f"color: {tones().bad.name()}")
        self.message.setText(sentence(error, self._session.lang))
