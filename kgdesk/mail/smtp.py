"""Handing a mail to a server: it counts as handed over when the server took the whole of it, not before."""

import base64
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from kgdesk.domain.errors import Fault
from kgdesk.mail.message import check_address
from kgdesk.mail.server import TIMEOUT, Security, Server, ensure_private, reply_text, secured, server_faults

_OK, _TEMPORARY, _PERMANENT = 250, 400, 500
_TOO_LARGE = {523, 552}
_AGAIN_LATER = 421
_GO_ON = 334
_LOGGED_IN = {235, 503}  # 503: one is already


def hand_over(message: bytes, *, sender: str, to: str, server: Server, password: str = "") -> str:
    """Hand one mail to the server and return what it answered when it took it.

    Raises Fault `mail.*`: nothing was taken then, but for `mail.hung_up_after_data`, where nobody can know.
    """
    sender, to = check_address(sender), check_address(to)
    ensure_private(server, password)
    with _session(server, password) as session:
        room = session.esmtp_features.get("size", "")
        if room.isdigit() and 0 < int(room) < len(message):
            raise Fault("mail.server_too_small", server=server.name, limit=int(room) // 1_000_000)
        extras = ["body=7bit"] if session.has_extn("8bitmime") else []
        _expect(session.mail(sender, extras), "sender", server, sender)
        _expect(session.rcpt(to), "recipient", server, to)
        reply = _data(session, message, server)
        _expect(reply, "content", server, to)
        return f"{reply[0]} {reply_text(reply[1])}"


def _data(session: smtplib.SMTP, message: bytes, server: Server) -> tuple[int, bytes]:
    """Send the mail itself; a line that breaks from here on leaves open whether the server took it."""
    try:
        return session.data(message)
    except smtplib.SMTPDataError as error:
        return error.smtp_code, _bytes(error.smtp_error)
    except (OSError, smtplib.SMTPServerDisconnected) as error:
        raise Fault("mail.hung_up_after_data", server=server.name) from error


@contextmanager
def _session(server: Server, password: str) -> Iterator[smtplib.SMTP]:
    session = _connected(server)
    try:
        with server_faults(server), _protocol_faults(server):
            _greet(session, server)
            if server.user and password:
                _log_in(session, server, password)
        with server_faults(server), _protocol_faults(server):
            yield session
    finally:
        with suppress(OSError, smtplib.SMTPException):
            session.quit()
        session.close()


def _connected(server: Server) -> smtplib.SMTP:
    with server_faults(server), _protocol_faults(server):
        if server.security is Security.TLS:
            return smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=secured(server))
        return smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)


def _greet(session: smtplib.SMTP, server: Server) -> None:
    session.ehlo_or_helo_if_needed()
    if server.security is Security.STARTTLS:
        if not session.has_extn("starttls"):
            raise Fault("mail.no_starttls", server=server.name)
        session.starttls(context=secured(server))
        session.ehlo()


def _log_in(session: smtplib.SMTP, server: Server, password: str) -> None:
    """Log in with PLAIN, else LOGIN, in UTF-8 (RFC 4616): the line is private, a hash would prove nothing more."""
    offered = session.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in offered:
        code, reply = session.docmd("AUTH", "PLAIN " + _base64(f"\0{server.user}\0{password}"))
    elif "LOGIN" in offered:
        code, reply = session.docmd("AUTH", "LOGIN")
        for text in (server.user, password):
            if code == _GO_ON:
                code, reply = session.docmd(_base64(text))
    else:
        raise Fault("mail.no_login", server=server.name)
    if code not in _LOGGED_IN:
        raise Fault("mail.login", server=server.name, user=server.user, reply=reply_text(reply))


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _expect(reply: tuple[int, bytes], what: str, server: Server, address: str) -> None:
    """Raise the Fault that fits an answer which is no yes."""
    code, text = reply
    if _OK <= code < _OK + 2:
        return
    params = {"server": server.name, "address": address, "reply": f"{code} {reply_text(text)}"}
    if code in _TOO_LARGE:
        raise Fault("mail.server_too_small", server=server.name, limit="?")
    if _TEMPORARY <= code < _PERMANENT:
        raise Fault("mail.try_later", **params)
    raise Fault(f"mail.refused_{what}", **params)


@contextmanager
def _protocol_faults(server: Server) -> Iterator[None]:
    try:
        yield
    except smtplib.SMTPServerDisconnected as error:
        if isinstance(error.__context__, TimeoutError):
            raise Fault("mail.timeout", server=server.name, seconds=int(TIMEOUT)) from error
        raise Fault("mail.hung_up", server=server.name) from error
    except smtplib.SMTPResponseException as error:
        if error.smtp_code == _AGAIN_LATER:
            raise Fault(
                "mail.try_later",
                server=server.name,
                address="",
                reply=f"{error.smtp_code} {reply_text(error.smtp_error)}",
            ) from error
        raise Fault(
            "mail.odd_answer", server=server.name, reply=f"{error.smtp_code} {reply_text(error.smtp_error)}"
        ) from error
    except smtplib.SMTPException as error:
        raise Fault("mail.odd_answer", server=server.name, reply=reply_text(error)) from error


def _bytes(value: bytes | str) -> bytes:
    return value if isinstance(value, bytes) else value.encode("utf-8", "replace")
