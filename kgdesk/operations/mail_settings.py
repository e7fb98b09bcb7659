"""How this workspace reaches its mail servers: kept in the workspace, without any password."""

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kgdesk.domain.changes import Outcome
from kgdesk.domain.errors import Fault
from kgdesk.operations.workspace import Workspace
from kgdesk.store import meta

if TYPE_CHECKING:
    from kgdesk.mail.server import Server

_KEY = "mail"
SECURITIES = ("starttls", "tls", "none")
_HIGHEST_PORT = 65_535
PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Outgoing server and mailbox. `to` replaces the receiver's address of the plan; `authority` is a PEM file."""

    host: str = ""
    port: int = 0  # 0: the usual one
    security: str = "starttls"
    user: str = ""
    sender: str = ""
    to: str = ""
    authority: str = ""
    mailbox: str = ""  # imaps://user@host/INBOX


def mail_settings(workspace: Workspace) -> MailSettings:
    """Read the settings; empty ones where none were made."""
    text = meta.get(workspace.store, _KEY)
    if text is None:
        return MailSettings()
    known = json.loads(text)
    return MailSettings(**{name: known[name] for name in MailSettings.__dataclass_fields__ if name in known})


def keep_mail_settings(workspace: Workspace, settings: MailSettings) -> Outcome[MailSettings]:
    """Check and keep them. Raises Fault `mail.bad_address`, `mail.bad_mailbox`, `outbox.bad_port`, `.bad_security`."""
    from kgdesk.mail.imap import parse_address
    from kgdesk.mail.message import check_address

    for address in filter(None, (settings.sender, settings.to)):
        check_address(address)
    if settings.mailbox:
        parse_address(settings.mailbox)
    if settings.host:
        smtp_server(settings)
    if settings != mail_settings(workspace):
        with workspace.transaction("mail.settings", subject=settings.host) as transaction:
            meta.put(transaction, _KEY, json.dumps(asdict(settings), sort_keys=True))
    return Outcome(settings)


def smtp_server(settings: MailSettings) -> "Server":
    """Name the outgoing server. Raises Fault `outbox.no_server`, `outbox.bad_security`, `outbox.bad_port`."""
    from kgdesk.mail.server import Security, Server

    if not settings.host:
        raise Fault("outbox.no_server")
    if settings.security not in SECURITIES:
        raise Fault("outbox.bad_security", security=settings.security)
    port = settings.port or PORTS[settings.security]
    if not 0 < port <= _HIGHEST_PORT:
        raise Fault("outbox.bad_port", port=port)
    return Server(settings.host, port, Security(settings.security), settings.user, settings.authority)
