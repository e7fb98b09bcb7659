"""Opening a mail: whatever its structure says, every file in it is found by its contents, or told about.

The lenient parser of the standard library with its oldest policy: headers stay text until asked for,
so that no header can make the parsing fail. Depth, number and size are counted here.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from email.utils import collapse_rfc2231_value

from kgdesk.mail.kinds import Kind, kind_of
from kgdesk.mail.names import file_name, header_text, raw_header
from kgdesk.mail.opened import Budget, Part, Told

_STRUCTURES = re.compile(rb"^[ \t]*content-type[ \t]*:[ \t\r\n]*(?:multipart|message)/", re.MULTILINE | re.IGNORECASE)
_ENDINGS = {"application/pdf": ".pdf", "application/zip": ".zip", "message/rfc822": ".eml"}
_FAILURES = (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError, binascii.Error)


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a part stands: its letter, what may still come, and the containers on the way."""

    name: str
    budget: Budget
    trail: tuple[str, ...]


def parse(data: bytes, name: str, budget: Budget) -> Message | Told:
    """Parse a mail, or say why it is not opened."""
    if len(data) > budget.limits.container:
        return Told(name, "mail.too_large", {"name": name, "limit": budget.limits.container // 1_000_000})
    whole = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\n" not in data[:4096] else data
    start = whole.lstrip(b"\xef\xbb\xbf\r\n")
    if len(re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]) > budget.limits.headers:
        return Told(name, "mail.broken", {"name": name})
    if len(_STRUCTURES.findall(start)) > budget.limits.structures:
        return Told(name, "mail.too_deep", {"name": name})
    try:
        return message_from_bytes(start, policy=compat32)
    except _FAILURES:
        return Told(name, "mail.broken", {"name": name})


def open_message(
    message: Message, name: str, budget: Budget, trail: tuple[str, ...], depth: int
) -> Iterator[Part | Told]:
    """Give the files of a mail one by one, those of mails inside it too."""
    stack: list[Message] = [message]
    number = 0
    while stack:
        part = stack.pop()
        number += 1
        if budget.spent or number > budget.limits.parts:
            yield Told(name, "mail.too_much", {"name": name})
            return
        try:
            found, inner = _look_at(part, name, number)
        except _FAILURES:
            yield Told(name, "mail.broken", {"name": name})
            continue
        stack.extend(reversed(inner))
        if isinstance(found, bytes):
            yield from _one(part, found, number, _Where(name, budget, trail))
        elif isinstance(found, Told):
            yield found
        elif found is not None:
            yield from _letter_inside(found, name, budget, trail, depth)


_Found = bytes | Told | Message | None


def _look_at(part: Message, name: str, number: int) -> tuple[_Found, list[Message]]:
    """Say what a part holds: bytes, a mail, something to tell, or only more parts."""
    main = part.get_content_type()
    if main == "multipart/report" and "delivery-status" in str(part.get_param("report-type", "")).lower():
        return Told(name, "mail.bounce", {"name": name}, refused=False), []
    if main == "message/partial":
        return Told(name, "mail.partial", {"name": name}), []
    if main == "message/external-body":
        return Told(name, "mail.external", {"name": name}), []
    if main.startswith("message/") and part.is_multipart():
        inside = part.get_payload(0)
        if str(part.get("content-transfer-encoding", "")).strip().lower() == "base64":
            return _unwrapped(inside), []
        return (inside if main == "message/rfc822" and isinstance(inside, Message) else None), []
    if part.is_multipart():
        payload = part.get_payload()
        return None, [item for item in payload if isinstance(item, Message)] if isinstance(payload, list) else []
    if number == 1 and main.startswith("multipart/"):
        return Told(name, "mail.no_parts", {"name": name}), []
    payload = part.get_payload(decode=True)
    return (payload if isinstance(payload, bytes) else b""), []


def _unwrapped(inside: object) -> bytes:
    """Decode a mail that was attached in base64, which RFC 2046 forbids and some programs do."""
    text = inside.get_payload() if isinstance(inside, Message) else ""
    return base64.b64decode("".join(str(text).split()).encode("ascii", "ignore"))


def _letter_inside(
    message: Message, name: str, budget: Budget, trail: tuple[str, ...], depth: int
) -> Iterator[Part | Told]:
    subject = header_text(raw_header(message, "subject")) or name
    if depth >= budget.limits.depth:
        yield Told(subject, "mail.too_deep", {"name": subject})
        return
    yield from open_message(message, subject, budget, (*trail, subject), depth + 1)


def _one(part: Message, data: bytes, number: int, where: _Where) -> Iterator[Part | Told]:
    """Give one file; what is only the text of the letter or a signature of the mail itself is passed over."""
    kind, called = kind_of(data, raw := _raw_name(part)), part.get_content_type()
    attached = bool(raw) or str(part.get("content-disposition", "")).lower().lstrip().startswith("attachment")
    if not data.strip() and not attached:
        return
    if kind is Kind.OTHER and called.startswith("text/") and not attached:
        return
    if called in {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}:
        return
    shown = file_name(raw, f"{number}{_ENDINGS.get(called, '')}")
    if not where.budget.take(len(data)):
        yield Told(shown, "mail.part_too_large", {"name": shown, "limit": where.budget.limits.part // 1_000_000})
        return
    if called == "application/pgp-encrypted" or data.startswith(b"-----BEGIN PGP MESSAGE"):
        yield Told(shown, "mail.encrypted", {"name": where.name})
        return
    yield Part(shown, data, where.trail)


def _raw_name(part: Message) -> str:
    """Fetch the name a file was sent under: RFC 2231, RFC 2047, bytes of UTF-8, or plain wrong."""
    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        try:
            alone = Message(policy=compat32)
            alone[header] = " ".join(raw_header(part, header).splitlines())
            value = alone.get_param(parameter, None, header)
            if value is not None:
                text = collapse_rfc2231_value(value)
                return header_text(text) if "=?" in text else text
        except _FAILURES:
            continue
    return ""
