"""The status line never lies: `Đã lưu` only after the commit, with its time; what is queued says so."""

from datetime import datetime

from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.widgets.named_label import NamedLabel
from kgdesk.messages import VIETNAM


class StatusLine(QStatusBar):
    """Four places: saved, revision, findings, signature."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._saved_at: datetime | None = None
        self._unsaved = False
        self._asking = False
        self.saved = self._label(self.tr("Tình trạng lưu"), 3)
        self.revision = self._label(self.tr("Lần báo cáo"), 2)
        self.findings = self._label(self.tr("Kết quả kiểm tra"), 3)
        self.signature = self._label(self.tr("Chữ ký"), 2)
        self.say_queue(0)

    def _label(self, name: str, stretch: int) -> QLabel:
        label = NamedLabel(name)
        label.setToolTip(name)
        label.setContentsMargins(SPACE, 0, SPACE, 0)
        self.addWidget(label, stretch)
        return label

    def show_own(self, *, on: bool) -> None:
        """Tell of the own return only where one is asked for."""
        for label in (self.revision, self.findings, self.signature):
            label.setVisible(on)

    def say_findings(self, blocking: int, warnings: int) -> None:
        """Tell how many findings block the sealing and how many only warn."""
        if not blocking and not warnings:
            self.findings.setText(self.tr("Không có lỗi"))
            return
        self.findings.setText(f"{self._blocking(blocking)}, {self._warnings(warnings)}")

    def _blocking(self, count: int) -> str:
        return self.tr("%n lỗi chặn", "", count)

    def _warnings(self, count: int) -> str:
        return self.tr("%n cảnh báo", "", count)

    def say_saved(self, at: datetime) -> None:
        """Say that a commit has happened; `at` is its UTC time."""
        self._saved_at = at
        self._unsaved = False
        self.say_queue(0)

    def say_typing(self) -> None:
        """Say that a text is being written and waits for a pause."""
        self.saved.setStyleSheet("")
        self.saved.setText(self.tr("Đang gõ, chưa lưu"))

    def say_not_saved(self, *, asking: bool = False) -> None:
        """Say that something typed did not reach the disk; `asking` while only its reason is waited for."""
        self._unsaved, self._asking = True, asking
        self.say_queue(0)

    def forget_not_saved(self) -> None:
        """Say no more that something is not saved: the person has given it up."""
        self._unsaved = False
        self.say_queue(0)

    def say_queue(self, waiting: int) -> None:
        """Tell how many writes wait; with none waiting, what the last one came to."""
        colour = ""
        if waiting:
            text = self.tr("Đang lưu… (còn %n việc)", "", waiting)
        elif self._unsaved and self._asking:
            text = self.tr("Chưa lưu, đang chờ lý do sửa")
        elif self._unsaved:
            text = self.tr("CHƯA LƯU ĐƯỢC thay đổi vừa nhập")
            colour = f"color: {tones().bad.name()}; font-weight: bold"
        elif self._saved_at is not None:
            text = self.tr("Đã lưu {time}").format(time=self._saved_at.astimezone(VIETNAM).strftime("%H:%M:%S"))
        else:
            text = self.tr("Chưa có thay đổi")
        self.saved.setStyleSheet(colour)
        self.saved.setText(text)
