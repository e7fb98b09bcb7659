"""The offer to read pasted letters from before Unicode."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from kgdesk.desk.widgets.office_text import OfficeText
from kgdesk.domain.word_paste import PastedText

_ENCODINGS = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "utf8": "UTF-8"}
_SHOWN = 60  # letters


class OldLettersOffer(QWidget):
    """Hidden until old letters were pasted. Signals: `converted()` after they were written in Unicode."""

    converted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field: OfficeText | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.converting = QPushButton(self.tr("Chuyển sang Unicode"))
        self.converting.clicked.connect(self._convert)
        self.keeping = QPushButton(self.tr("Giữ nguyên"))
        self.keeping.clicked.connect(self.close_offer)
        row.addWidget(self.label, 1)
        row.addWidget(self.converting)
        row.addWidget(self.keeping)
        self.hide()

    def watch(self, field: OfficeText) -> None:
        """Offer for what is pasted into a field."""
        field.old_letters.connect(self._offer)

    @Slot(object)
    def _offer(self, pasted: PastedText) -> None:
        field = self.sender()
        self._field = field if isinstance(field, OfficeText) else None
        self.label.setText(
            self.tr("Chữ vừa dán gõ bằng {encoding}. Đọc theo Unicode là: “{text}…”").format(
                encoding=_ENCODINGS.get(pasted.encoding, pasted.encoding),
                text=(pasted.converted or "").strip()[:_SHOWN],
            )
        )
        self.converting.show()
        self.show()

    @Slot()
    def _convert(self) -> None:
        if self._field is not None and not self._field.convert_pasted():
            self.label.setText(self.tr("Chữ vừa dán đã được sửa nên không chuyển được nữa; hãy dán lại."))
            self.converting.hide()
            return
        self.close_offer()
        self.converted.emit()

    @Slot()
    def close_offer(self) -> None:
        """Leave the letters as they are."""
        self._field = None
        self.hide()
