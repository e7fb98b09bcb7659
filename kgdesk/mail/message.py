"""Writing a mail: same letter, same bytes. Names of files are ASCII; what people read is Vietnamese (RFC 2047)."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256

from kgdesk.domain.errors import Fault

_TYPES = {
    ".pdf": ("application", "pdf"),
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that travels in a letter, byte for byte; `name` is ASCII."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter before it is a mail. Addresses are bare; an empty `to` or `sender` leaves the line out."""

    to: str
    sender: str
    subject: str
    body: str
    files: tuple[Enclosure, ...]
    message_id: str
    date: datetime
    draft: bool = False  # opens in Outlook as a letter to be sent, not as one that came


def check_address(text: str) -> str:
    """Return a bare mail address; raises Fault `mail.bad_address` for anything else (names, lists, line breaks)."""
    found = text.strip()
    if not _ADDRESS.fullmatch(found) or ".." in found or parseaddr(found)[1] != found:
        raise Fault("mail.bad_address", address=text)
    return found


def message_id(*parts: str, domain: str = "kgdesk.invalid") -> str:
    """Make the same id for the same parts: a letter sent twice is known to be one (RFC 5322 section 3.6.4)."""
    return f"<{sha256(chr(0).join(parts).encode()).hexdigest()[:32]}@{domain}>"


def write_message(letter: Letter) -> bytes:
    """Write the mail with CRLF, 7-bit lines, and every file as it is; raises Fault `mail.bad_address`."""
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = letter.message_id
    message["Date"] = format_datetime(letter.date)
    if letter.sender:
        message["From"] = check_address(letter.sender)
    if letter.to:
        message["To"] = check_address(letter.to)
    message["Subject"] = " ".join(letter.subject.split())
    if letter.draft:
        message["X-Unsent"] = "1"
    message.set_content(letter.body, charset="utf-8", cte="base64")
    for file in letter.files:
        if not _NAME.fullmatch(file.name):
            raise ValueError(file.name)
        ending = "." + file.name.rpartition(".")[2].lower()
        main, sub = _TYPES.get(ending, ("application", "octet-stream"))
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name)
    if letter.files:
        message.set_boundary("=_kgdesk_" + sha256(letter.message_id.encode()).hexdigest()[:32])
    return message.as_bytes()
