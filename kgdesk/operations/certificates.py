"""Certificates as a person compares them, before anything is believed because of them."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kgdesk.files import read_bytes
from kgdesk.operations.apart import read_apart
from kgdesk.operations.enrolment import CERTIFICATE_LIMIT
from kgdesk.operations.verify import ANCHOR_LIMIT
from kgdesk.operations.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What a certificate says of itself. Fingerprints are hexadecimal, the limits UTC.

    `sha1` is shown because authorities still print it; it decides nothing here. `unit` is the reporting unit's
    code that the certificate names, empty where it names none.
    """

    name: str
    subject: str
    issuer: str
    serial: str
    unit: str
    not_before: datetime
    not_after: datetime
    sha256: str
    sha1: str

    @property
    def is_own_issuer(self) -> bool:
        """Whether it vouches for itself, as roots do."""
        return self.subject == self.issuer


@dataclass(frozen=True, slots=True)
class AuthorityFile:
    """Authorities' certificates and how many revocation lists a file holds; `known` are believed already."""

    path: Path
    certificates: tuple[CertificateFacts, ...]
    known: frozenset[str]
    lists: int

    @property
    def new(self) -> tuple[CertificateFacts, ...]:
        """Those that are not believed yet."""
        return tuple(item for item in self.certificates if item.sha256 not in self.known)


def facts_of(certificate: bytes) -> CertificateFacts:
    """Read a DER certificate; raises ValueError when it is not one."""
    from hashlib import sha1

    from kgdesk.signing.names import read_names

    names = read_names(certificate)
    return CertificateFacts(
        name=names.common_name or names.organization or names.subject,
        subject=names.subject,
        issuer=names.issuer,
        serial=names.serial,
        unit=names.unit_code,
        not_before=names.not_before,
        not_after=names.not_after,
        sha256=names.fingerprint,
        sha1=sha1(certificate, usedforsecurity=False).hexdigest(),
    )


def look_at_authorities(workspace: Workspace, path: Path) -> AuthorityFile:
    """Read a file of authorities without believing it.

    Raises Fault `signature.bad_anchor`, `trust.bad_list` and the faults of the disk.
    """
    from kgdesk.signing.revocation_lists import read_lists
    from kgdesk.signing.trust import TrustAnchors
    from kgdesk.store import anchors

    data = read_bytes(path, limit=ANCHOR_LIMIT)
    lists = read_apart(path, read_lists, data, str(path))
    found = read_apart(path, TrustAnchors.from_pem, (str(path), data)).certificates
    known = frozenset(item.fingerprint for item in anchors.every(workspace.store))
    return AuthorityFile(path, tuple(facts_of(der) for der in found), known, len(lists))


def look_at_signers(path: Path) -> tuple[CertificateFacts, ...]:
    """Read the signers' certificates of a certificate file or of a signed PDF or workbook.

    Raises Fault `trust.bad_certificate` where there is none, and the faults of the disk.
    """
    from kgdesk.signing.certificate_file import read_certificates

    found = read_apart(path, read_certificates, read_bytes(path, limit=CERTIFICATE_LIMIT), str(path))
    return tuple(facts_of(der) for der, _ in found)
