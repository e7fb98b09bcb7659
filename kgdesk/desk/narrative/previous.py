"""Last period's text beside this one's, with what is new and what is gone."""

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from kgdesk.desk.appearance import tones
from kgdesk.domain.word_difference import Kind, word_difference


class PreviousText(QWidget):
    """Words that are new are underlined, words that are gone are struck through; colours only help.

    Signals: `wanted()` when the words of the period before are to come back.
    """

    wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        row = QHBoxLayout()
        self.caption = QLabel()
        self.caption.setForegroundRole(self.caption.palette().ColorRole.PlaceholderText)
        self.button = QPushButton(self.tr("Lấy lại câu chữ kỳ trước"))
        self.button.setToolTip(
            self.tr("Viết lại đúng câu chữ kỳ trước vào ô bên cạnh; Ctrl+Z trong ô đó để lấy lại chữ đang có")
        )
        self.button.setAccessibleName(f"{self.button.text()}: {name}")
        self.button.clicked.connect(self.wanted)
        row.addWidget(self.caption, 1)
        row.addWidget(self.button)
        layout.addLayout(row)
        self.view = QTextBrowser()
        self.view.setAccessibleName(self.tr("Kỳ trước: {name}").format(name=name))
        self.view.setTabChangesFocus(True)
        self.view.setToolTip(self.tr("Gạch chân: mới viết kỳ này. Gạch ngang: kỳ trước có, kỳ này không còn."))
        layout.addWidget(self.view, 1)

    def compare(self, period: str, before: str, now: str) -> None:
        """Show both texts in one, as they read with their figures; `before` empty says so."""
        self.caption.setText(period)
        self.button.setEnabled(bool(before))
        if not before:
            self.view.setHtml(f"<i>{escape(self.tr('Kỳ trước không viết gì ở phần này.'))}</i>")
        else:
            self.view.setHtml(_told(before, now) if now.strip() else escape(before).replace("\n", "<br>"))


def _told(before: str, now: str) -> str:
    good, bad = tones().good.name(), tones().bad.name()
    dressed = {
        Kind.SAME: "{}",
        Kind.ADDED: f'<span style="color:{good}"><u>{{}}</u></span>',
        Kind.REMOVED: f'<span style="color:{bad}"><s>{{}}</s></span>',
    }
    return "".join(
        dressed[piece.kind].format(escape(piece.text).replace("\n", "<br>")) for piece in word_difference(before, now)
    )
