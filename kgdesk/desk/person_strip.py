"""The question, once, who works on this computer: a strip below the header that keeps nobody from working."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from kgdesk.desk.appearance import SPACE
from kgdesk.domain.person import LONGEST


class PersonStrip(QFrame):
    """Signals: `answered(str)` with the name; `put_off()` when the person does not want to say."""

    answered = Signal(str)
    put_off = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("person_strip")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE // 2, 2 * SPACE, SPACE // 2)
        layout.setSpacing(SPACE)
        caption = QLabel(self.tr("Ai đang làm việc trên máy này? Tên đứng trong lịch sử từng ô:"))
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.name.setMinimumContentsLength(24)
        self.name.setAccessibleName(self.tr("Họ tên người làm việc"))
        line = self.name.lineEdit()
        if line is not None:
            line.setMaxLength(LONGEST)
            line.setAccessibleName(self.name.accessibleName())
            line.setPlaceholderText(self.tr("Họ và tên"))
            line.returnPressed.connect(self._answer)
        caption.setBuddy(self.name)
        self.confirm = QPushButton(self.tr("Ghi tên"))
        self.confirm.setToolTip(self.tr("Từ nay ghi tên này vào lịch sử (Enter)"))
        self.confirm.clicked.connect(self._answer)
        self.later = QPushButton(self.tr("Để sau"))
        self.later.setToolTip(self.tr("Không hỏi nữa; vẫn chọn được ở góc trên bên phải"))
        self.later.clicked.connect(self.put_off)
        for part in (caption, self.name, self.confirm, self.later):
            layout.addWidget(part)
        layout.addStretch(1)
        self.hide()

    def offer(self, names: tuple[str, ...]) -> None:
        """Put the known names in the list; what is being typed stays."""
        typed = self.name.currentText()
        self.name.clear()
        self.name.addItems(list(names))
        self.name.setEditText(typed)

    @Slot()
    def _answer(self) -> None:
        if self.name.currentText().strip():
            self.answered.emit(self.name.currentText())
        else:
            self.name.setFocus()
