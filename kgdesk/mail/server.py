"""What talking to a mail server has in common: where it is, the secured line, and its failures as sentences."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path

from kgdesk.domain.errors import Fault

TIMEOUT = 30.0  # seconds without a word from the server


class Security(StrEnum):
    """How the line is secured."""

    TLS = "tls"  # from the first byte
    STARTTLS = "starttls"  # asked for, and insisted upon
    NONE = "none"  # only to this very computer


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. `authority` is a file of certificates to believe instead of the system's."""

    host: str
    port: int
    security: Security
    user: str = ""
    authority: str = ""

    @property
    def name(self) -> str:
        """How sentences call it."""
        return f"{self.host}:{self.port}"


def ensure_private(server: Server, password: str) -> None:
    """Raise Fault `mail.not_private` where letters or a password would cross the network readable."""
    if server.security is Security.NONE and (password or not is_this_computer(server.host)):
        raise Fault("mail.not_private", server=server.name)


def is_this_computer(host: str) -> bool:
    """Whether a host is this computer itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def secured(server: Server) -> ssl.SSLContext:
    """Make a context that checks certificate and name. Raises Fault `mail.bad_authority`."""
    try:
        context = ssl.create_default_context(cafile=server.authority or None)
    except (OSError, ssl.SSLError) as error:
        raise Fault("mail.bad_authority", file=Path(server.authority)) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@contextmanager
def server_faults(server: Server) -> Iterator[None]:
    """Turn what the network and TLS may raise into sentences about this server."""
    name = server.name
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise Fault("mail.untrusted", server=name, cause=error.verify_message or str(error)) from error
    except ssl.SSLError as error:
        raise Fault("mail.no_tls", server=name) from error
    except socket.gaierror as error:
        raise Fault("mail.unknown_host", host=server.host) from error
    except TimeoutError as error:
        raise Fault("mail.timeout", server=name, seconds=int(TIMEOUT)) from error
    except ConnectionRefusedError as error:
        raise Fault("mail.nobody_there", server=name) from error
    except EOFError as error:
        raise Fault("mail.hung_up", server=name) from error
    except OSError as error:
        raise Fault("mail.no_connection", server=name, cause=error.strerror or str(error)) from error


def reply_text(reply: object) -> str:
    """Write a server's answer as one harmless line."""
    from kgdesk.mail.names import readable

    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
    return " ".join(readable(text).split())[:300]
