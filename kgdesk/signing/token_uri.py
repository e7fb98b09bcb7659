"""Addresses of keys on tokens: PKCS#11 URIs (RFC 7512), read strictly.

A PIN never stands in an address: addresses end up in settings, shell histories and journals.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from kgdesk.domain.errors import Fault
from kgdesk.domain.token import TOKEN_SCHEME, is_token

_PATH = ("token", "manufacturer", "serial", "model", "object", "type", "id", "slot-id")
_QUERY = ("module-path", "module-name")
_PIN = {"pin-value", "pin-source"}
# RFC 7512, section 2.3: pk11-pchar and pk11-qchar
_VALUE = {
    "path": re.compile(r"(?:[A-Za-z0-9\-._~:\[\]@!$'()*+,=&]|%[0-9A-Fa-f]{2})+"),
    "query": re.compile(r"(?:[A-Za-z0-9\-._~:\[\]@!$'()*+,=/?|]|%[0-9A-Fa-f]{2})+"),
}
_KINDS = ("private", "cert")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class TokenUri:
    """Which token and which key; None: any. `identifier` is CKA_ID, `label` CKA_LABEL."""

    token: str | None = None
    manufacturer: str | None = None
    serial: str | None = None
    model: str | None = None
    label: str | None = None
    identifier: bytes | None = None
    slot: int | None = None
    module_path: Path | None = None
    module_name: str | None = None

    def text(self) -> str:
        """Write it down again."""
        path = {
            "token": self.token,
            "manufacturer": self.manufacturer,
            "model": self.model,
            "serial": self.serial,
            "object": self.label,
            "slot-id": None if self.slot is None else str(self.slot),
        }
        parts = [f"{name}={quote(value, safe='')}" for name, value in path.items() if value]
        if self.identifier:
            parts.append("id=" + "".join(f"%{byte:02X}" for byte in self.identifier))
        query = []
        if self.module_path is not None:
            query.append(f"module-path={quote(str(self.module_path), safe='/')}")
        if self.module_name is not None:
            query.append(f"module-name={quote(self.module_name, safe='')}")
        return TOKEN_SCHEME + ";".join(parts) + ("?" + "&".join(query) if query else "")


def parse_token_uri(text: str) -> TokenUri:
    """Read a PKCS#11 URI.

    Raises Fault `token.uri_pin` (without repeating the address), `token.uri_malformed`,
    `token.uri_unknown`, `token.uri_repeated`, `token.uri_kind`, `token.module_relative`.
    """
    if _mentions_pin(text):
        raise Fault("token.uri_pin")
    if not is_token(text) or len(text) > _LONGEST:
        raise Fault("token.uri_malformed", uri=text[:_LONGEST], part=text[:40])
    path, _, query = text[len(TOKEN_SCHEME) :].partition("?")
    found = _attributes(path, ";", "path", text) | _attributes(query, "&", "query", text)
    kind = found.pop("type", b"private").decode("utf-8", "replace")
    if kind not in _KINDS:
        raise Fault("token.uri_kind", uri=text, kind=kind)
    words = {name: _word(value, text) for name, value in found.items() if name != "id"}
    return TokenUri(
        token=words.get("token"),
        manufacturer=words.get("manufacturer"),
        serial=words.get("serial"),
        model=words.get("model"),
        label=words.get("object"),
        identifier=found.get("id"),
        slot=_slot(words.get("slot-id"), text),
        module_path=_module(words.get("module-path"), text),
        module_name=_name(words.get("module-name"), text),
    )


def _mentions_pin(text: str) -> bool:
    names = re.split(r"[;?&]", text)
    return any(name.partition("=")[0].strip().lower() in _PIN for name in names)


def _attributes(text: str, separator: str, place: str, uri: str) -> dict[str, bytes]:
    known = _PATH if place == "path" else _QUERY
    found: dict[str, bytes] = {}
    for part in text.split(separator) if text else ():
        name, mark, value = part.partition("=")
        if mark and name not in known:
            raise Fault("token.uri_unknown", uri=uri, name=name)
        if not mark or not _VALUE[place].fullmatch(value):
            raise Fault("token.uri_malformed", uri=uri, part=part)
        if name in found:
            raise Fault("token.uri_repeated", uri=uri, name=name)
        found[name] = unquote_to_bytes(value)
    return found


def _word(value: bytes, uri: str) -> str:
    try:
        word = value.decode("utf-8")
    except UnicodeDecodeError:
        raise Fault("token.uri_malformed", uri=uri, part=repr(value)) from None
    if not word.isprintable():
        raise Fault("token.uri_malformed", uri=uri, part=repr(word))
    return word


def _slot(word: str | None, uri: str) -> int | None:
    if word is not None and not (word.isascii() and word.isdigit()):
        raise Fault("token.uri_malformed", uri=uri, part=f"slot-id={word}")
    return None if word is None else int(word)


def _module(word: str | None, uri: str) -> Path | None:
    if word is not None and not Path(word).is_absolute():
        # a name without a folder would be looked for beside the program and the documents
        raise Fault("token.module_relative", uri=uri, module=word)
    return None if word is None else Path(word)


def _name(word: str | None, uri: str) -> str | None:
    if word is not None and ("/" in word or "\\" in word):
        raise Fault("token.uri_malformed", uri=uri, part=f"module-name={word}")
    return word
