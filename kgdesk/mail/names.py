"""Names and lines as senders wrote them, made readable and harmless."""

import unicodedata
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from pathlib import PurePosixPath

from kgdesk.messages import printable

_LONGEST_NAME = 150
_LONGEST_LINE = 8_000  # characters of a header that are looked at
_SHOWN = 300
_UNFIT = '<>:"|?*'  # not in a file name on Windows


def file_name(text: str, otherwise: str) -> str:
    """Keep of a name its last piece, composed, printable and fit for any disk; `otherwise` where nothing is left."""
    name = PurePosixPath(readable(text).replace("\\", "/").strip().rstrip("/")).name.rstrip(" .")
    name = "".join("_" if letter in _UNFIT else letter for letter in name)
    if not any(letter.isalnum() for letter in name):
        return otherwise
    if len(name) > _LONGEST_NAME:
        stem, _, ending = name.rpartition(".")
        name = f"{stem[: _LONGEST_NAME - 10]}.{ending[:8]}" if stem else name[:_LONGEST_NAME]
    return name


def raw_header(message: Message, name: str) -> str:
    """Fetch a header as it was written; bytes outside ASCII are taken for UTF-8, as nearly all are. '' for none."""
    for key, value in message.raw_items():
        if key.lower() == name:
            return str(value)[:_LONGEST_LINE].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return ""


def readable(text: str) -> str:
    """Compose text and replace what would command a terminal or turn the reading round."""
    whole = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return printable(unicodedata.normalize("NFC", whole).replace("\n", " "))


def header_text(value: str) -> str:
    """Decode a header's encoded words (RFC 2047), whatever nonsense their charset is; at most a line of it."""
    raw = "".join(value[:_LONGEST_LINE].splitlines())
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError, LookupError):
        return readable(raw)[:_SHOWN]
    found = "".join(piece if isinstance(piece, str) else _decoded(piece, charset) for piece, charset in pieces)
    return " ".join(readable(found).split())[:_SHOWN]


def _decoded(piece: bytes, charset: str | None) -> str:
    for name in (charset, "utf-8", "cp1258"):
        try:
            return piece.decode(name) if name else piece.decode("utf-8")
        except (LookupError, UnicodeError, ValueError):
            continue
    return piece.decode("latin-1")
