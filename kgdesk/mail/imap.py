"""Reading a mailbox: letters are looked at where they lie (PEEK); nothing is deleted, nothing marked unasked.

RFC 9051: a letter is known by the folder's UIDVALIDITY and its UID, which only grow.
"""

import base64
import imaplib
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from kgdesk.domain.errors import Fault
from kgdesk.mail.server import TIMEOUT, Security, Server, ensure_private, reply_text, secured, server_faults

_PORTS = {"imaps": 993, "imap": 143}
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,12})")
_UID = re.compile(rb"UID (\d{1,10})")


@dataclass(frozen=True, slots=True)
class MailboxAddress:
    """A folder on a server. `key` is what it is remembered by: never a password."""

    server: Server
    folder: str

    @property
    def key(self) -> str:
        """Name the folder, with user and server."""
        return f"{self.server.user}@{self.server.host}:{self.server.port}/{self.folder}"


def parse_address(url: str, *, authority: str = "") -> MailboxAddress:
    """Read `imaps://user@host[:port]/FOLDER`; `imap:` means STARTTLS.

    A user may hold an `@` as `%40`, or plainly. Raises Fault `mail.bad_mailbox` (also for one with a password in it).
    """
    try:
        parts = urlsplit(url.strip())
        port, user, host = parts.port, parts.username or "", parts.hostname or ""
    except ValueError as error:
        raise Fault("mail.bad_mailbox", address=_without_password(url)) from error
    if parts.scheme not in _PORTS or not host or not user or parts.password is not None or parts.query:
        raise Fault("mail.bad_mailbox", address=_without_password(url))
    user, folder = unquote(user), unquote(parts.path.strip("/")) or "INBOX"
    if not (user + folder).isprintable() or any(letter in user for letter in ' "(){%*\\'):
        raise Fault("mail.bad_mailbox", address=_without_password(url))
    security = Security.TLS if parts.scheme == "imaps" else Security.STARTTLS
    return MailboxAddress(Server(host, port or _PORTS[parts.scheme], security, user, authority), folder)


def _without_password(url: str) -> str:
    return re.sub(r"(//[^:/@]*):[^/]*@", r"\1:…@", url)


class Mailbox:
    """One opened folder. `validity` is its UIDVALIDITY: when it changes, UIDs remembered from before mean nothing."""

    def __init__(self, connection: imaplib.IMAP4, address: MailboxAddress, validity: int) -> None:
        self._connection = connection
        self.address = address
        self.validity = validity

    @classmethod
    @contextmanager
    def open(cls, address: MailboxAddress, password: str, *, marking: bool = False) -> Iterator[Self]:
        """Log in and open the folder; only for reading unless letters are to be marked as seen.

        Raises Fault `mail.*` for whatever stands in the way.
        """
        server = address.server
        ensure_private(server, password)
        with _faults(server):
            connection = _connected(server)
        try:
            with _faults(server):
                _log_in(connection, server, password)
                kind, _ = connection.select(_quoted(address.folder), readonly=not marking)
                if kind != "OK":
                    raise Fault("mail.no_folder", folder=address.folder, server=server.name)
                found = connection.response("UIDVALIDITY")[1]
                validity = int(found[0]) if found and isinstance(found[0], bytes) and found[0].isdigit() else 0
            yield cls(connection, address, validity)
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                connection.logout()
            with suppress(OSError):
                connection.shutdown()  # a line that is broken already is not closed by logging out

    def uids_after(self, last: int) -> tuple[int, ...]:
        """List the letters that came after one, oldest first."""
        with _faults(self.address.server):
            kind, data = self._connection.uid("SEARCH", "UID", f"{last + 1}:*")
            self._expect(kind, data)
            words = b" ".join(item for item in data if isinstance(item, bytes)).split()
        # "n:*" always names the last letter, even where it is older
        return tuple(sorted({int(word) for word in words if word.isdigit() and int(word) > last}))

    def size(self, uid: int) -> int:
        """Tell the size of a letter in bytes before it is fetched; 0 where the letter is gone."""
        with _faults(self.address.server):
            kind, data = self._connection.uid("FETCH", str(uid), "(RFC822.SIZE)")
            self._expect(kind, data)
        for item in _lines(data):
            if (found := _SIZE.search(item)) and (whose := _UID.search(item)) and int(whose[1]) == uid:
                return int(found[1])
        return 0

    def fetch(self, uid: int) -> bytes:
        """Fetch a whole letter without marking it; empty where it is gone. Ask `size` first."""
        with _faults(self.address.server):
            kind, data = self._connection.uid("FETCH", str(uid), "(BODY.PEEK[])")
            self._expect(kind, data)
        for item in data:
            if isinstance(item, tuple) and len(item) > 1 and isinstance(item[1], bytes):
                return item[1]
        return b""

    def mark_seen(self, uid: int) -> None:
        """Mark a letter as seen; only in a folder that was opened for that."""
        with _faults(self.address.server):
            self._expect(*self._connection.uid("STORE", str(uid), "+FLAGS.SILENT", "(\\Seen)"))

    def _expect(self, kind: str, data: Any) -> None:
        if kind != "OK":
            raise Fault("mail.odd_answer", server=self.address.server.name, reply=reply_text(data))


def _connected(server: Server) -> imaplib.IMAP4:
    if server.security is Security.TLS:
        return imaplib.IMAP4_SSL(server.host, server.port, ssl_context=secured(server), timeout=TIMEOUT)
    connection = imaplib.IMAP4(server.host, server.port, timeout=TIMEOUT)
    if server.security is Security.STARTTLS:
        try:
            _secure(connection, server)
        except BaseException:
            connection.shutdown()
            raise
    return connection


def _secure(connection: imaplib.IMAP4, server: Server) -> None:
    if "STARTTLS" not in connection.capabilities:
        raise Fault("mail.no_starttls", server=server.name)
    connection.starttls(ssl_context=secured(server))


def _log_in(connection: imaplib.IMAP4, server: Server, password: str) -> None:
    try:
        if (server.user + password).isascii():
            connection.login(server.user, password)
        else:
            secret = f"\0{server.user}\0{password}".encode()
            connection.authenticate("PLAIN", lambda _challenge: secret)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        reply = reply_text(_said(error))
        if "[UNAVAILABLE]" in reply:  # RFC 5530: for the moment only
            raise Fault("mail.try_later", server=server.name, address=server.user, reply=reply) from error
        raise Fault("mail.login", server=server.name, user=server.user, reply=reply) from error


@contextmanager
def _faults(server: Server) -> Iterator[None]:
    try:
        with server_faults(server):
            yield
    except imaplib.IMAP4.abort as error:
        raise Fault("mail.hung_up", server=server.name) from error
    except imaplib.IMAP4.error as error:
        raise Fault("mail.odd_answer", server=server.name, reply=reply_text(_said(error))) from error


def _said(error: Exception) -> object:
    return error.args[0] if error.args else ""


def _lines(data: Any) -> Iterator[bytes]:
    for item in data:
        if isinstance(item, tuple):
            yield from (piece for piece in item if isinstance(piece, bytes))
        elif isinstance(item, bytes):
            yield item


def _quoted(folder: str) -> str:
    """Write a folder's name as IMAP4rev1 wants it: modified UTF-7 (RFC 3501 section 5.1.3), in quotes."""
    written = re.sub(r"[^\x20-\x7e]+", lambda found: _shifted(found[0]), folder.replace("&", "&-"))
    return '"' + written.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shifted(text: str) -> str:
    packed = base64.b64encode(text.encode("utf-16-be")).rstrip(b"=").replace(b"/", b",")
    return f"&{packed.decode()}-"
