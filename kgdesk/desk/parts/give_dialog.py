"""Which cells and tasks go to which division."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.session import Session
from kgdesk.domain.indicator import IndicatorGroup
from kgdesk.domain.part import PartRequest
from kgdesk.domain.person import clean_name
from kgdesk.operations.part_giving import GivenPart, divisions_known, give_part, given_parts
from kgdesk.operations.workspace import Workspace

translate = QCoreApplication.translate
_CODE = int(Qt.ItemDataRole.UserRole)
_INDICATOR, _TASK = "indicator", "task"


def group_title(group: IndicatorGroup) -> str:
    """Name a group of indicators."""
    return {
        IndicatorGroup.ECONOMY: translate("Parts", "Chỉ tiêu kinh tế"),
        IndicatorGroup.SOCIETY: translate("Parts", "Chỉ tiêu xã hội"),
        IndicatorGroup.ENVIRONMENT: translate("Parts", "Chỉ tiêu môi trường"),
    }[group]


class GiveDialog(QDialog):
    """A list with boxes to tick; the second column says who has been given a thing already."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._period = session.period
        self._path = Path()
        self.setWindowTitle(self.tr("Chia việc cho phòng · {period}").format(period=session.period.label(session.lang)))
        self.resize(760, 560)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        row = QHBoxLayout()
        caption = QLabel(self.tr("Giao cho &phòng:"))
        self.division = QComboBox()
        self.division.setEditable(True)
        self.division.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.division.setAccessibleName(self.tr("Tên phòng"))
        self.division.editTextChanged.connect(self._judge)
        line = self.division.lineEdit()
        if line is not None:
            line.setAccessibleName(self.division.accessibleName())
            line.setMaxLength(120)
            line.setPlaceholderText(self.tr("ví dụ: Phòng Tài chính - Kế hoạch"))
        caption.setBuddy(self.division)
        row.addWidget(caption)
        row.addWidget(self.division, 1)
        layout.addLayout(row)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Chỉ tiêu và nhiệm vụ"))
        self.tree.setHeaderLabels([self.tr("Chỉ tiêu, nhiệm vụ (phím cách để chọn)"), self.tr("Đã giao cho")])
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, 220)
        self.tree.itemChanged.connect(self._judge)
        layout.addWidget(self.tree, 1)
        self.message = QLabel()
        self.message.setWordWrap(True)
        layout.addWidget(self.message)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.confirm = buttons.addButton(self.tr("&Ghi tệp giao việc…"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._fill()
        self._judge()
        period = self._period
        session.read(lambda workspace: (divisions_known(workspace), given_parts(workspace, period)), self._show_given)

    def _fill(self) -> None:
        """List what the unit is asked in the period."""
        workspace, lang = self._session.workspace, self._session.lang
        self.tree.blockSignals(True)
        groups: dict[str, QTreeWidgetItem] = {}
        for item in workspace.indicators(self._period):
            node = groups.get(item.group) or groups.setdefault(item.group, self._group(group_title(item.group)))
            name = item.name_vi if lang == "vi" else item.name_en
            node.addChild(_leaf(f"{item.ordinal}. {name}", _INDICATOR, item.code))
        for task in workspace.tasks(self._period):
            parent = task.parent or ""
            if parent not in groups:
                heading = workspace.plan.task(parent) if parent else task
                groups[parent] = self._group(heading.heading_vi if lang == "vi" else heading.heading_en)
            groups[parent].addChild(_leaf(task.heading_vi if lang == "vi" else task.heading_en, _TASK, task.code))
        self.tree.blockSignals(False)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)

    def _group(self, title: str) -> QTreeWidgetItem:
        node = QTreeWidgetItem([title])
        node.setFlags(node.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
        node.setCheckState(0, Qt.CheckState.Unchecked)
        node.setToolTip(0, title)
        self.tree.addTopLevelItem(node)
        return node

    def _leaves(self) -> list[QTreeWidgetItem]:
        tops = [self.tree.topLevelItem(number) for number in range(self.tree.topLevelItemCount())]
        found = [node.child(number) for node in tops if node is not None for number in range(node.childCount())]
        return [item for item in found if item is not None]

    def chosen(self, kind: str) -> tuple[str, ...]:
        """List the ticked codes of a kind, `indicator` or `task`."""
        return tuple(
            item.data(0, _CODE)[1]
            for item in self._leaves()
            if item.checkState(0) is Qt.CheckState.Checked and item.data(0, _CODE)[0] == kind
        )

    @Slot(object)
    def _show_given(self, answer: tuple[tuple[str, ...], tuple[GivenPart, ...]]) -> None:
        divisions, parts = answer
        typed = self.division.currentText()
        with QSignalBlocker(self.division):
            self.division.clear()
            self.division.addItems(list(divisions))
            self.division.setEditText(typed)
        self.tree.blockSignals(True)
        for item in self._leaves():
            kind, code = item.data(0, _CODE)
            to = [part.division for part in parts if code in (part.indicators if kind == _INDICATOR else part.tasks)]
            item.setText(1, "; ".join(dict.fromkeys(to)))
            item.setToolTip(1, item.text(1))
        self.tree.blockSignals(False)

    @Slot()
    def _judge(self) -> None:
        cells, tasks = len(self.chosen(_INDICATOR)), len(self.chosen(_TASK))
        self.confirm.setEnabled(bool(cells or tasks) and bool(clean_name(self.division.currentText())))
        self.message.setStyleSheet("")
        self.message.setText(
            self.tr(
                "Đã chọn {cells} chỉ tiêu, {tasks} nhiệm vụ. Tệp không có chữ ký và chỉ dùng trong đơn vị;"
                " ký báo cáo vẫn ở sổ này."
            ).format(cells=cells, tasks=tasks)
        )

    @Slot()
    def _choose(self) -> None:
        name = f"{self._session.workspace.unit.code}_{self._period.code}.kgpart"
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Ghi tệp giao việc"), str(self._session.path.with_name(name)), self.tr("Phần việc (*.kgpart)")
        )
        if path:
            self.write(Path(path).with_suffix(".kgpart"))

    def write(self, path: Path) -> None:
        """Write the part; the file dialog has asked already whether a file may be replaced."""
        self._path = path
        self.confirm.setEnabled(False)
        period, division = self._period, self.division.currentText()
        cells, tasks = self.chosen(_INDICATOR), self.chosen(_TASK)

        def work(workspace: Workspace) -> object:
            return give_part(
                workspace, path, period=period, division=division, indicators=cells, tasks=tasks, overwrite=True
            )

        self._session.write(work, self._written, self._failed)  # type: ignore[arg-type]  # an Outcome

    @Slot(object)
    def _written(self, request: PartRequest) -> None:
        self.tree.blockSignals(True)
        for item in self._leaves():
            item.setCheckState(0, Qt.CheckState.Unchecked)
        self.tree.blockSignals(False)
        self.division.setEditText("")
        period = self._period
        self._session.read(
            lambda workspace: (divisions_known(workspace), given_parts(workspace, period)), self._show_given
        )
        self._judge()
        self.message.setStyleSheet(f"color: {tones().good.name()}")
        self.message.setText(
            self.tr("✔ Đã ghi {path} cho {division}. Có thể chia tiếp cho phòng khác.").format(
                path=self._path, division=request.division
            )
        )

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self._judge()
        self.message.setStyleSheet(f"color: {tones().bad.name()}")
        self.message.setText(sentence(error, self._session.lang))


def _leaf(text: str, kind: str, code: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([text, ""])
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(0, Qt.CheckState.Unchecked)
    item.setData(0, _CODE, (kind, code))
    item.setToolTip(0, text)
    return item
