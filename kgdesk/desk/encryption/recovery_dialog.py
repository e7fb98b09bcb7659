"""After a change of encryption: the recovery code, shown once, and the copies that are not as the file is now."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from kgdesk.desk.appearance import SPACE
from kgdesk.desk.widgets.named_label import NamedLabel
from kgdesk.messages import VIETNAM
from kgdesk.operations.encryption import Converted, CopyFate

_IN_A_LINE = 7  # groups


class RecoveryDialog(QDialog):
    """Closes only when the person has said that the code is on paper.

    Signals: `settling(tuple[Path, ...], CopyFate)`.
    """

    settling = Signal(object, object)

    def __init__(self, done: Converted, *, at: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = at.astimezone(VIETNAM).strftime("%d/%m/%Y")
        self._done = done
        self._encrypted = bool(done.recovery_code)
        self.setWindowTitle(self.tr("Mật khẩu của sổ làm việc"))
        self.resize(620, 440 if done.copies else 240)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        self.kept = QCheckBox(self.tr("&Mã đã ở trên giấy, cất xa máy tính"))
        if done.recovery_code:
            self._add_code(layout)
        else:
            layout.addWidget(QLabel(self.tr("Sổ không còn được mã hóa.")))
        if done.copies:
            self._add_copies(layout)
        layout.addStretch(1)
        buttons = QDialogButtonBox()
        self.confirm = buttons.addButton(self.tr("&Xong"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.confirm.setEnabled(not done.recovery_code)
        self.kept.toggled.connect(self.confirm.setEnabled)
        buttons.accepted.connect(self._finish)
        layout.addWidget(buttons)

    def _add_code(self, layout: QVBoxLayout) -> None:
        told = QLabel(
            self.tr(
                "Đây là mã khôi phục, chỉ hiện một lần và chương trình không giữ lại. Quên mật khẩu thì mã này mở "
                "được sổ. Mất cả hai thì không ai mở lại được, kể cả người làm ra chương trình."
            )
        )
        told.setWordWrap(True)
        layout.addWidget(told)
        self.code = NamedLabel(self.tr("Mã khôi phục"), self._lines())
        self.code.setObjectName("recovery_code")
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSize(self.font().pointSize() + 3)
        self.code.setFont(font)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self.code)
        row = QHBoxLayout()
        copying = QPushButton(self.tr("&Chép mã"))
        copying.clicked.connect(self._copy)
        printing = QPushButton(self.tr("&Ghi trang PDF để in…"))
        printing.setToolTip(self.tr("In xong hãy xóa tệp PDF: ai có nó thì mở được sổ"))
        printing.clicked.connect(self._choose_page)
        for button in (copying, printing):
            button.setAutoDefault(False)
        row.addStretch(1)
        row.addWidget(copying)
        row.addWidget(printing)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addWidget(self.kept)

    def _lines(self) -> str:
        groups = self._done.recovery_code.split("-")
        return "\n".join("-".join(groups[at : at + _IN_A_LINE]) for at in range(0, len(groups), _IN_A_LINE))

    def _add_copies(self, layout: QVBoxLayout) -> None:
        told = QLabel(
            self.tr(
                "Các bản sao sau nằm cạnh sổ và chưa được giữ như sổ. Bản sao ở nơi khác (USB, thư, máy khác) "
                "chương trình không biết:"
            )
        )
        told.setWordWrap(True)
        layout.addWidget(told)
        self.copies = QListWidget()
        self.copies.setAccessibleName(self.tr("Các bản sao"))
        self.copies.addItems([str(item) for item in self._done.copies])
        layout.addWidget(self.copies)
        self.converting = QRadioButton(
            self.tr("Mã hóa &luôn các bản này bằng mật khẩu mới")
            if self._encrypted
            else self.tr("Bỏ mã hóa &luôn các bản này")
        )
        self.deleting = QRadioButton(self.tr("X&óa các bản này"))
        self.keeping = QRadioButton(
            self.tr("Để &nguyên: bản chưa mã hóa thì ai cũng đọc được, bản cũ mở bằng mật khẩu cũ")
        )
        for button in (self.converting, self.deleting, self.keeping):
            layout.addWidget(button)
        (self.converting if self._encrypted else self.keeping).setChecked(True)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._done.recovery_code)

    @Slot()
    def _choose_page(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Ghi trang có mã khôi phục"), str(Path.home() / "ma-khoi-phuc.pdf"), "PDF (*.pdf)"
        )
        if name:
            self.write_page(Path(name))

    def write_page(self, path: Path) -> None:
        """Write one page with the code and what it is for."""
        words = self.tr(
            "Mã khôi phục của sổ làm việc {name}, đặt ngày {day}. Ai có mã này và tệp sổ thì mở được sổ: hãy cất như "
            "cất con dấu, xa máy tính, và xóa tệp PDF sau khi in. Mã đổi mỗi lần đổi mật khẩu."
        ).format(name=self._done.path.name, day=self._day)
        page = QTextDocument()
        code = self._lines().replace("\n", "<br>")
        page.setHtml(f"<h2>KGDesk</h2><p>{words}</p><p style='font-family:monospace; font-size:16pt'>{code}</p>")
        writer = QPdfWriter(str(path))
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        page.print_(writer)

    @Slot()
    def _finish(self) -> None:
        fate = self.fate
        self.accept()
        if fate is not CopyFate.KEEP:
            self.settling.emit(self._done.copies, fate)

    @property
    def fate(self) -> CopyFate:
        """What is chosen for the copies."""
        if not self._done.copies or self.keeping.isChecked():
            return CopyFate.KEEP
        return CopyFate.DELETE if self.deleting.isChecked() else CopyFate.CONVERT

    def reject(self) -> None:
        """Esc and the cross do nothing before the code is on paper."""
        if self.confirm.isEnabled():
            self._finish()
