"""Choosing a key file or a token and typing its password. The password leaves this widget once and is not kept."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from kgdesk.desk.alerts import sentence
from kgdesk.desk.appearance import SPACE, tones
from kgdesk.desk.icons import icon
from kgdesk.desk.session import Session
from kgdesk.domain.errors import Fault
from kgdesk.domain.token import PinState, Token, TokenList, is_token
from kgdesk.messages import VIETNAM, say

_LATIN = Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


class KeyFields(QObject):
    """Rows of a form. Signals: `changed()` on every edit; `entered()` when Enter is pressed in the password."""

    changed = Signal()
    entered = Signal()

    def __init__(self, session: Session, form: QFormLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._states: dict[str, PinState] = {}
        self._looked = False
        self._form = form
        self._add_key(form)
        for widget in (self.file, self.tokens):
            widget.setProperty("help_topic", "keys")
        self.certificates = QComboBox()
        self.certificates.setAccessibleName(self.tr("Chứng thư số trên thiết bị ký"))
        self.certificates.setPlaceholderText(self.tr("Chọn chứng thư số trên thiết bị ký đang cắm"))
        self.certificates.activated.connect(self._choose_token)
        form.addRow(self.tr("&Chứng thư số:"), self.certificates)
        form.setRowVisible(self.certificates, False)
        self.password_line = QLineEdit()
        self.password_line.setObjectName("password")
        self.password_line.setProperty("help_topic", "keys")
        self.password_line.setEchoMode(QLineEdit.EchoMode.Password)
        self.password_line.setInputMethodHints(self.password_line.inputMethodHints() | _LATIN)
        self.password_line.setAccessibleName(self.tr("Mật khẩu của khóa"))
        self.password_line.textEdited.connect(self._edited)
        self.password_line.returnPressed.connect(self.entered)
        form.addRow(self.tr("&Mật khẩu:"), self.password_line)
        self._caption = form.labelForField(self.password_line)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.hint.hide()
        form.addRow(self.hint)
        self.clock = QCheckBox(self.tr("Tôi đã xem đồng hồ: giờ máy hiện tại đúng"))
        self.clock.hide()
        form.addRow(self.clock)

    def _add_key(self, form: QFormLayout) -> None:
        self.file = QLineEdit(self._session.settings.key_of(self._session.path))
        self.file.setObjectName("key_file")
        self.file.setAccessibleName(self.tr("Tệp khóa ký"))
        self.file.setPlaceholderText(self.tr("Tệp .p12 hoặc .pfx của đơn vị"))
        self.file.textEdited.connect(self._edited)
        choose = QToolButton()
        choose.setIcon(icon("key"))
        choose.setText(self.tr("Chọn…"))
        choose.setToolTip(self.tr("Chọn tệp khóa ký (.p12, .pfx)"))
        choose.setAccessibleName(choose.toolTip())
        choose.clicked.connect(self._choose)
        self.tokens = QToolButton()
        self.tokens.setText(self.tr("Thiết bị ký…"))
        self.tokens.setToolTip(self.tr("Chọn chứng thư số trên thiết bị ký đang cắm"))
        self.tokens.setAccessibleName(self.tokens.toolTip())
        self.tokens.clicked.connect(self._ask_tokens)
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        row.addWidget(self.file, 1)
        row.addWidget(choose)
        row.addWidget(self.tokens)
        form.addRow(self.tr("Tệp khó&a:"), row)
        label = form.labelForField(row)
        if label is not None:
            label.setBuddy(self.file)  # type: ignore[attr-defined] # a form's label is a QLabel

    @property
    def complete(self) -> bool:
        """Whether a key is named; a key may have an empty password, a token a keypad of its own."""
        return bool(self._named)

    @property
    def clock_confirmed(self) -> bool:
        """Whether the person was asked about the clock and called it right."""
        return not self.clock.isHidden() and self.clock.isChecked()

    @property
    def _named(self) -> str:
        return self.file.text().strip()

    def take(self) -> tuple[Path | str, str]:
        """Give the file, or the address of the token, and the password, and forget the password."""
        password = self.password_line.text()
        self.password_line.clear()
        self._session.settings.set_key_of(self._session.path, self._named)
        return (self._named if is_token(self._named) else Path(self._named)), password

    def refused(self, error: BaseException) -> None:
        """Ask about the clock where that stood in the way; a token says anew what it thinks of its PIN."""
        if isinstance(error, Fault) and error.code == "seal.clock_back":
            self.clock.show()
        self._states.pop(self._named, None)
        self._advise()

    @Slot()
    def _edited(self) -> None:
        self._advise()
        self.changed.emit()

    def _advise(self) -> None:
        """Warn before the PIN is sent: a try costs."""
        token = is_token(self._named)
        if isinstance(self._caption, QLabel):
            self._caption.setText(self.tr("&Mã PIN:") if token else self.tr("&Mật khẩu:"))
        self.password_line.setAccessibleName(
            self.tr("Mã PIN của thiết bị ký") if token else self.tr("Mật khẩu của khóa")
        )
        if not token:
            self._say("")
            return
        state = self._states.get(self._named)
        said = "" if state is None else say(f"token.pin.{state.value}", self._session.lang)
        if not self.password_line.text().isascii():
            self._say(self.tr("Mã PIN có chữ có dấu: hãy tắt bộ gõ tiếng Việt rồi nhập lại."), bad=True)
        elif state in {None, PinState.FRESH}:
            latin = self.tr("Tắt bộ gõ tiếng Việt trước khi nhập; sai vài lần liền (thường là ba) thiết bị sẽ khóa.")
            self._say(f"{said} {latin}".strip())
        else:
            self._say(said, bad=True)

    def _say(self, text: str, *, bad: bool = False) -> None:
        tone = tones().bad if bad else tones().quiet
        self.hint.setStyleSheet(f"color: {tone.name()}")
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    @Slot()
    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self.file, self.tr("Chọn tệp khóa ký"), self.file.text(), self.tr("Khóa ký (*.p12 *.pfx);;Mọi tệp (*)")
        )
        if name:
            self.choose(name)

    def choose(self, name: str) -> None:
        """Take a key file or an address, and wait for its password."""
        self.file.setText(name)
        self.password_line.setFocus()
        self._edited()

    @Slot()
    def _ask_tokens(self) -> None:
        from kgdesk.operations.tokens import plugged_in

        self.tokens.setEnabled(False)
        self._session.read(lambda _workspace: plugged_in(), self._show_tokens, self._no_tokens)

    def look_for_tokens(self) -> None:
        """Offer what is plugged in without a word where nothing is; asked once, the button asks again."""
        from kgdesk.operations.tokens import plugged_in

        if not self._looked:
            self._looked = True
            self._session.read(lambda _workspace: plugged_in(), self._offer_tokens, self._not_found)

    @Slot(object)
    def _not_found(self, error: BaseException) -> None:
        if not isinstance(error, Fault):  # a module that is in no order is told when the person asks for tokens
            self._session.failed.emit(error)

    @Slot(object)
    def _no_tokens(self, error: BaseException) -> None:
        self.tokens.setEnabled(True)
        self._say(sentence(error, self._session.lang), bad=True)

    @Slot(object)
    def _offer_tokens(self, found: TokenList) -> None:
        """List the certificates; the one that signed last is chosen already, no other is."""
        self.certificates.clear()
        self._states = {}
        for token in found.tokens:
            self._offer(token)
        self.certificates.setCurrentIndex(self.certificates.findData(self._named))
        self._form.setRowVisible(self.certificates, self.certificates.count() > 0)
        self._advise()

    @Slot(object)
    def _show_tokens(self, found: TokenList) -> None:
        self.tokens.setEnabled(True)
        self._offer_tokens(found)
        if self.certificates.count() == 0:
            self._say(self._why_none(found), bad=True)
        elif self.certificates.count() == 1:
            self.certificates.setCurrentIndex(0)
            self._choose_token()
        else:
            self.certificates.setCurrentIndex(-1)  # which one is for the person to say
            self.certificates.setFocus()

    def _why_none(self, found: TokenList) -> str:
        if found.failed and not found.tokens:
            return sentence(found.failed[0][1], self._session.lang)
        return say("token.none" if found.modules else "token.no_module", self._session.lang)

    def _offer(self, token: Token) -> None:
        for certificate in token.certificates:
            if certificate.is_authority:
                continue
            self._states[certificate.uri] = token.pin
            until = certificate.not_after.astimezone(VIETNAM).strftime("%d/%m/%Y")
            valid = self.tr("đến {date}").format(date=until)
            if certificate.not_after < self._session.now():
                valid = self.tr("✕ hết hạn {date}").format(date=until)
            text = f"{certificate.common_name} · {valid} · {token.label} ({token.serial})"
            self.certificates.addItem(text, certificate.uri)
            told = self.tr("Nơi cấp: {issuer}").format(issuer=certificate.issuer)
            self.certificates.setItemData(self.certificates.count() - 1, told, Qt.ItemDataRole.ToolTipRole)

    @Slot()
    def _choose_token(self) -> None:
        self.choose(self.certificates.currentData())
