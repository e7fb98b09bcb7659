"""The picture of the hand or the seal that is drawn over a signature: chosen, looked at, dropped again."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.session import Session
from kgdesk.operations.seal_images import read_picture

translate = QCoreApplication.translate
_PREVIEW = QSize(116, 58)  # pixels, in the proportions of the field on the page
_NARROW = 240  # pixels; less looks coarse on 54 mm of paper
_SAMPLE = 64


class PictureField(QWidget):
    """One picture for one role, `head` or `agency`. Signals: `changed()`.

    The file is remembered for the workspace; it is read by every signing anew.
    """

    changed = Signal()

    def __init__(self, session: Session, role: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._role = role
        self._title = title
        self._path: Path | None = None
        self._refused = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        self.preview = QLabel()
        self.preview.setFixedSize(_PREVIEW + QSize(6, 6))
        self.preview.setFrameShape(QFrame.Shape.StyledPanel)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.preview)
        buttons = QVBoxLayout()
        buttons.setSpacing(SPACE // 2)
        self.choosing = self._button(self.tr("Chọn…"), self.tr("Chọn {title}: tệp PNG có nền trong suốt"))
        self.choosing.clicked.connect(self._choose)
        self.clearing = self._button(self.tr("Bỏ ảnh"), self.tr("Không vẽ {title} lên văn bản nữa"))
        self.clearing.clicked.connect(self.clear)
        for button in (self.choosing, self.clearing):
            buttons.addWidget(button)
        row.addLayout(buttons)
        row.addStretch(1)
        layout.addLayout(row)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        layout.addWidget(self.hint)
        remembered = session.settings.picture_of(session.path, role)
        self._show_none()
        if remembered:
            self.choose(Path(remembered))

    def _button(self, text: str, tooltip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tooltip.format(title=self._title.lower()))
        button.setAccessibleName(button.toolTip())
        button.setMinimumWidth(72)
        return button

    @property
    def path(self) -> Path | None:
        """The picture to draw, None for none."""
        return self._path

    @property
    def fit(self) -> bool:
        """Whether signing may go on: there is no picture, or one that can be drawn."""
        return not self._refused

    @Slot()
    def _choose(self) -> None:
        start = str(self._session.path.parent if self._path is None else self._path.parent)
        name, _ = QFileDialog.getOpenFileName(self, self._title, start, self.tr("Ảnh PNG (*.png)"))
        if name:
            self.choose(Path(name))

    def choose(self, path: Path) -> None:
        """Take a picture; whether it can be drawn is told as soon as it was read."""
        self._path, self._refused = path, True
        self.clearing.show()
        self._say(self.tr("Đang đọc ảnh…"))
        self._session.read(lambda _workspace: (path, read_picture(path)), self._show, self._refuse)
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """Draw nothing, and forget the file."""
        self._path, self._refused = None, False
        self._session.settings.set_picture_of(self._session.path, self._role, "")
        self._show_none()
        self.changed.emit()

    def _show_none(self) -> None:
        self.preview.setPixmap(QPixmap())
        self.preview.setText(self.tr("chưa có ảnh"))
        self.preview.setAccessibleName(f"{self._title}: {self.preview.text()}")
        self.clearing.hide()
        self._say("")

    @Slot(object)
    def _show(self, answer: tuple[Path, bytes]) -> None:
        path, data = answer
        if path != self._path:
            return  # another was chosen meanwhile
        self._refused = False
        image = QImage.fromData(data)
        self.preview.setPixmap(_on_paper(image, self.devicePixelRatioF()))
        self.preview.setAccessibleName(f"{self._title}: {path.name}")
        self.preview.setToolTip(str(path))
        self._session.settings.set_picture_of(self._session.path, self._role, str(path))
        advice = _advice(image, self._role)
        self._say(advice or path.name, tones().warn if advice else tones().quiet)
        self.changed.emit()

    @Slot(object)
    def _refuse(self, error: BaseException) -> None:
        self._refused = self._path is not None
        self.preview.setPixmap(QPixmap())
        self.preview.setText("✕")
        self._say(sentence(error, self._session.lang), tones().bad)
        self.changed.emit()

    def _say(self, text: str, colour: QColor | None = None) -> None:
        self.hint.setText(text)
        self.hint.setStyleSheet("" if colour is None else f"color: {colour.name()}")
        self.hint.setVisible(bool(text))


def _on_paper(image: QImage, ratio: float) -> QPixmap:
    """Draw it as it will look: on white, whatever the colours of the window."""
    size = QSize(round(_PREVIEW.width() * ratio), round(_PREVIEW.height() * ratio))
    paper = QPixmap(size)
    paper.fill(QColor("#ffffff"))
    small = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    painter = QPainter(paper)
    painter.drawImage((size.width() - small.width()) // 2, (size.height() - small.height()) // 2, small)
    painter.end()
    paper.setDevicePixelRatio(ratio)
    return paper


def _advice(image: QImage, role: str) -> str:
    """What does not forbid a picture and still should be said (Decree 30/2020, Annex I)."""
    red, blue = _ink(image)
    if role == "head" and red > blue:
        return translate("PictureField", "▲ Ảnh chữ ký của thủ trưởng phải là màu xanh (Nghị định 30/2020/NĐ-CP).")
    if role == "agency" and blue > red:
        return translate("PictureField", "▲ Ảnh con dấu của cơ quan phải là màu đỏ (Nghị định 30/2020/NĐ-CP).")
    if image.width() < _NARROW:
        return translate("PictureField", "▲ Ảnh nhỏ, in ra có thể bị mờ: nên rộng từ {width} điểm ảnh.").format(
            width=_NARROW
        )
    return ""


def _ink(image: QImage) -> tuple[int, int]:
    """How much red and blue the picture has, where it is not transparent."""
    small = image.scaled(_SAMPLE, _SAMPLE).convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    pixels = bytes(small.constBits())  # blue, green, red, alpha, each already weighed by alpha
    return sum(pixels[2::4]), sum(pixels[0::4])
