"""What is known about a file, as separate facts. A verdict is a record, never a bool."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Fact(StrEnum):
    """The state of one fact."""

    PASSED = "passed"
    FAILED = "failed"
    INDETERMINATE = "indeterminate"


class FileKind(StrEnum):
    """What a file is."""

    XLSX = "xlsx"
    PDF = "pdf"
    KGPLAN = "kgplan"
    RECEIPT = "receipt"
    OTHER = "other"


class VerdictWord(StrEnum):
    """The one word for the whole file."""

    VALID = "valid"
    INDETERMINATE = "indeterminate"
    INVALID = "invalid"
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed. Names are RFC 4514 strings, `serial` hexadecimal, `signed_at` UTC (a claim without a timestamp).

    `unit` is the reporting unit's code that the certificate itself carries, empty where it carries none.
    """

    subject: str
    issuer: str
    serial: str
    signed_at: datetime | None
    role: str
    fingerprint: str = ""
    common_name: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """What the cryptography says about a file; knows nothing of units and cells. `reasons` are codes."""

    integrity: Fact
    coverage: Fact
    trust: Fact
    time: Fact
    signers: tuple[Signer, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnIdentity:
    """Which return a file holds."""

    unit: str
    period: str
    revision: int
    digest: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of `kgdesk verify` for one file (contract: `verify --json`)."""

    file: str
    kind: FileKind
    integrity: Fact = Fact.INDETERMINATE
    coverage: Fact = Fact.INDETERMINATE
    consistency: Fact = Fact.INDETERMINATE
    trust: Fact = Fact.INDETERMINATE
    time: Fact = Fact.INDETERMINATE
    authority: Fact = Fact.INDETERMINATE
    signers: tuple[Signer, ...] = ()
    identity: ReturnIdentity | None = None
    reasons: tuple[str, ...] = ()
    unreadable: bool = False
    params: dict[str, object] = field(default_factory=dict)

    @property
    def word(self) -> VerdictWord:
        """`valid` needs integrity, coverage, consistency and trust passed and nothing failed."""
        facts = (self.integrity, self.coverage, self.consistency, self.trust, self.time, self.authority)
        if self.unreadable:
            return VerdictWord.UNREADABLE
        if Fact.FAILED in facts:
            return VerdictWord.INVALID
        if not self.signers:
            return VerdictWord.UNSIGNED
        if all(fact is Fact.PASSED for fact in facts[:4]):
            return VerdictWord.VALID
        return VerdictWord.INDETERMINATE
