"""What looking at one file gives, and the steps to it that all kinds of files share."""

from dataclasses import dataclass, replace

from kgdesk.domain.receipt import Receipt
from kgdesk.domain.return_document import ReturnDocument
from kgdesk.domain.verdict import Fact, ReturnIdentity, SignatureFacts, Verdict


@dataclass(frozen=True, slots=True)
class Examination:
    """A verdict with what the file holds. `document` is None where the file is no return.

    `annex_sha256` is what the PDF says of its workbook; `sha256` is that of the file itself.
    """

    verdict: Verdict
    sha256: str
    document: ReturnDocument | None = None
    canonical: bytes = b""
    annex_name: str | None = None
    annex_sha256: str | None = None
    receipt: Receipt | None = None


def with_facts(verdict: Verdict, facts: SignatureFacts) -> Verdict:
    """Enter what the cryptography says; its reasons stand first."""
    return replace(
        verdict,
        integrity=facts.integrity,
        coverage=facts.coverage,
        trust=facts.trust,
        time=facts.time,
        signers=facts.signers,
        reasons=(*facts.reasons, *verdict.reasons),
    )


def other_layout(verdict: Verdict) -> Verdict:
    """Leave consistency open: the pages were set by a program whose layout this one does not have."""
    return replace(verdict, consistency=Fact.INDETERMINATE, reasons=(*verdict.reasons, "verify.other_layout"))


def consistent(verdict: Verdict, *, same: bool, reason: str) -> Verdict:
    """Enter whether what a person reads equals the data; `reason` says why not."""
    if same:
        return replace(verdict, consistency=Fact.PASSED)
    return replace(verdict, consistency=Fact.FAILED, reasons=(*verdict.reasons, reason))


def identity_of(document: ReturnDocument, canonical_bytes: bytes) -> ReturnIdentity:
    """Say which return a document is."""
    from kgdesk.returns import canonical

    return ReturnIdentity(document.unit, document.period, document.revision, canonical.digest(canonical_bytes))
