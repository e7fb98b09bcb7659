"""Mail servers of the tests' own: aiosmtpd and Dovecot on this computer, with a certificate made for the occasion."""

import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "nhan@tinh.example", "mat khau ~ 7"
DOVECOT = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")


@dataclass(frozen=True)
class Certificate:
    """An authority that nobody else believes, and what it says of `localhost`."""

    authority: Path
    certificate: Path
    key: Path


def make_certificate(folder: Path, *, name: str = "localhost", days: int = 30) -> Certificate:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    start, end = now - timedelta(days=40), now + timedelta(days=days)
    issuer = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Test authority")])
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())

    def signed(subject: x509.Name, public: Any, *extensions: tuple[x509.ExtensionType, bool]) -> x509.Certificate:
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public)
        builder = builder.serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(end)
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        return builder.sign(root_key, hashes.SHA256())

    root = signed(issuer, root_key.public_key(), (x509.BasicConstraints(ca=True, path_length=0), True))
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    leaf = signed(subject, key.public_key(), (x509.SubjectAlternativeName([x509.DNSName(name)]), False))
    made = Certificate(folder / "ca.pem", folder / "cert.pem", folder / "key.pem")
    made.authority.write_bytes(root.public_bytes(serialization.Encoding.PEM))
    made.certificate.write_bytes(leaf.public_bytes(serialization.Encoding.PEM))
    made.key.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    made.key.chmod(0o600)
    return made


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Post:
    """What an SMTP server took, and how it answers."""

    taken: list[Envelope] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)  # verb -> answer instead of yes
    logged_in: list[str] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.answers.get("DATA", "250 2.0.0 Queued as 4711")
        if answer.startswith("2"):
            self.taken.append(envelope)
        return answer

    def authenticate(self, _server: SMTP, _session: Session, _envelope: Envelope, _kind: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logged_in.append(data.login.decode())
        good = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
        return AuthResult(success=good, handled=False)


@contextmanager
def smtp_server(post: Post, certificate: Certificate | None, *, tls: bool = False, **more: Any) -> Iterator[int]:
    """Run an SMTP server; with a certificate it offers STARTTLS, or speaks TLS from the start."""
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate.certificate, certificate.key)
    asked = {} if context is None else {"authenticator": post.authenticate, "auth_require_tls": not tls}
    if context is not None:
        asked["ssl_context" if tls else "tls_context"] = context
    port = free_port()
    controller = Controller(post, hostname="127.0.0.1", port=port, **asked, **more)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@dataclass
class Dovecot:
    """A running IMAP server with one mailbox; letters are put into its maildir as files."""

    folder: Path
    tls_port: int
    plain_port: int
    process: "subprocess.Popen[bytes]"
    owner: tuple[int, int]
    short: Path
    count: int = 0

    @property
    def url(self) -> str:
        return f"imaps://{USER.replace('@', '%40')}@localhost:{self.tls_port}/INBOX"

    def put(self, letter: bytes, folder: str = "") -> None:
        """Let a letter arrive."""
        self.count += 1
        place = self.folder / "mail" / folder / "new"
        for part in (place, place.parent / "cur", place.parent / "tmp"):
            part.mkdir(parents=True, exist_ok=True)
        path = place / f"{1734400000 + self.count}.M{self.count}P1.test"
        path.write_bytes(letter)
        self._own(self.folder / "mail")

    def _own(self, place: Path) -> None:
        for item in (place, *place.rglob("*")):
            os.chown(item, *self.owner)

    def flags(self) -> set[str]:
        """Flags of all letters, as their files' names carry them; a letter nobody opened has none."""
        paths = [path for part in ("new", "cur") for path in (self.folder / "mail" / part).iterdir()]
        return {path.name.partition(":2,")[2] for path in paths}

    def forget(self) -> None:
        """Number the letters anew, as after a restored mailbox: another UIDVALIDITY."""
        for path in (self.folder / "mail").glob("dovecot*"):
            path.unlink()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        shutil.rmtree(self.short, ignore_errors=True)


_CONFIG = """
base_dir = {short}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{certificate}
ssl_key = <{key}
auth_failure_delay = 0
first_valid_uid = 0
first_valid_gid = 0
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
mail_location = maildir:{folder}/mail
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""


def start_dovecot(folder: Path, certificate: Certificate) -> Dovecot:
    """Start a server of one's own, as whoever runs the tests."""
    assert DOVECOT is not None
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    for parent in folder.parents:
        if parent.stat().st_uid == os.getuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o111)  # the server's own users look in
    if os.getuid() == 0:
        mail, internal, group, login = pwd.getpwnam("nobody"), "dovecot", "dovecot", "dovenull"
    else:
        mail = pwd.getpwuid(os.getuid())
        internal = login = mail.pw_name
        group = __import__("grp").getgrgid(mail.pw_gid).gr_name
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n")
    for name in ("mail", "home"):
        (folder / name).mkdir()
        os.chown(folder / name, mail.pw_uid, mail.pw_gid)
    tls, plain = free_port(), free_port()
    short = Path(tempfile.mkdtemp(prefix="kgd-"))  # names of its sockets have to be short
    short.chmod(0o755)
    (folder / "dovecot.conf").write_text(
        _CONFIG.format(
            folder=folder, short=short, certificate=certificate.certificate, key=certificate.key,
            internal=internal, login=login, internal_group=group, uid=mail.pw_uid, gid=mail.pw_gid,
            tls=tls, plain=plain,
        )
    )  # fmt: skip
    process = subprocess.Popen(
        [DOVECOT, "-F", "-c", str(folder / "dovecot.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    found = Dovecot(folder, tls, plain, process, (mail.pw_uid, mail.pw_gid), short)
    for _ in range(200):
        if process.poll() is not None:
            assert process.stderr is not None
            raise RuntimeError(process.stderr.read().decode())
        if _lets_in(tls, certificate):
            return found
        time.sleep(0.05)
    found.stop()
    raise RuntimeError("dovecot does not answer")


def _lets_in(port: int, certificate: Certificate) -> bool:
    """Whether somebody can log in: the port is open before the process that knows the passwords is there."""
    try:
        with imaplib.IMAP4_SSL(
            "localhost", port, ssl_context=ssl.create_default_context(cafile=certificate.authority), timeout=5
        ) as connection:
            connection.login(USER, PASSWORD)
    except (OSError, imaplib.IMAP4.error):
        return False
    return True


def need_dovecot() -> None:
    """Skip where there is none; on the build machine that is a fault."""
    if DOVECOT is None:
        if os.environ.get("CI"):
            pytest.fail("dovecot is not installed (make test installs it)")
        pytest.skip("dovecot is not installed")
