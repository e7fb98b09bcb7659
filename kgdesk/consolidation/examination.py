"""Looking at one file: bytes in, verdict and contents out. Nothing here knows a database or a clock.

Pure, so that any pool of processes may run it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.domain.plan import Plan
from kgdesk.domain.receipt import Receipt
from kgdesk.domain.return_document import ReturnDocument
from kgdesk.domain.verdict import Fact, FileKind, ReturnIdentity, SignatureFacts, Verdict

if TYPE_CHECKING:
    from kgdesk.returns.pdf_embedded import EmbeddedReturn
    from kgdesk.signing.trust import TrustAnchors

SIZE_LIMIT = 64_000_000  # bytes; a return of 80 rows is about 0.2 MB
_NEEDED_IN_PACK = "plan.json"


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


def examine(data: bytes, name: str, *, anchors: "TrustAnchors", at: datetime, plan: Plan | None = None) -> Examination:
    """Examine a file's bytes; never raises on what a file may contain."""
    kind = _kind_of(data)
    digest = sha256(data).hexdigest()
    try:
        match kind:
            case FileKind.PDF:
                return _examine_pdf(data, name, digest, anchors=anchors, at=at, plan=plan)
            case FileKind.XLSX:
                return _examine_workbook(data, name, digest)
            case FileKind.KGPLAN:
                return _examine_pack(data, name, digest, anchors=anchors, at=at)
            case _:
                return Examination(_unreadable(name, kind, Fault("verify.unknown_kind", file=name)), digest)
    except Fault as fault:
        return Examination(_unreadable(name, kind, fault), digest)


def _unreadable(name: str, kind: FileKind, fault: Fault) -> Verdict:
    return Verdict(name, kind, unreadable=True, reasons=(fault.code,), params={**fault.params, "file": name})


def _kind_of(data: bytes) -> FileKind:
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if data[:2] == b"PK":
        # both are zips; a plan pack begins with its plan
        return FileKind.KGPLAN if data[30 : 30 + len(_NEEDED_IN_PACK)] == _NEEDED_IN_PACK.encode() else FileKind.XLSX
    return FileKind.OTHER


def _with_facts(verdict: Verdict, facts: SignatureFacts) -> Verdict:
    return replace(
        verdict,
        integrity=facts.integrity,
        coverage=facts.coverage,
        trust=facts.trust,
        time=facts.time,
        signers=facts.signers,
        reasons=(*facts.reasons, *verdict.reasons),
    )


def _examine_pdf(
    data: bytes, name: str, digest: str, *, anchors: "TrustAnchors", at: datetime, plan: Plan | None
) -> Examination:
    from kgdesk.returns import canonical, pdf_embedded, receipt
    from kgdesk.signing.pdf import inspect_pdf

    if pdf_embedded.read_files(data, name, (receipt.RECEIPT_NAME,)):
        return _examine_receipt(data, name, digest, anchors=anchors, at=at, plan=plan)
    embedded = pdf_embedded.read_embedded(data, name)
    document = canonical.from_bytes(embedded.canonical, file=name)
    facts = inspect_pdf(data, anchors=anchors, at=at, expected_roles=document.expected_signers)
    verdict = _with_facts(Verdict(name, FileKind.PDF, identity=_identity(document, embedded.canonical)), facts)
    verdict = _consistent(verdict, same=_shows(data, name, document, embedded), reason="verify.pages_differ")
    verdict = _with_authority(verdict, facts, document.unit, plan)
    return Examination(verdict, digest, document, embedded.canonical, embedded.annex_name, embedded.annex_sha256)


def _examine_receipt(
    data: bytes, name: str, digest: str, *, anchors: "TrustAnchors", at: datetime, plan: Plan | None
) -> Examination:
    from kgdesk.returns import receipt
    from kgdesk.returns.pdf_compare import page_differences
    from kgdesk.signing.pdf import inspect_pdf

    held = receipt.read_receipt(data, name)
    facts = inspect_pdf(data, anchors=anchors, at=at, expected_roles=("agency",))
    again = receipt.write_receipt(held)
    same = not page_differences(data, again.data, boxes=tuple(again.boxes.values()), name=name)
    verdict = _with_facts(Verdict(name, FileKind.RECEIPT, identity=held.identity), facts)
    verdict = _consistent(verdict, same=same, reason="verify.pages_differ")
    return Examination(_with_authority(verdict, facts, held.receiver, plan), digest, receipt=held)


def _shows(data: bytes, name: str, document: ReturnDocument, embedded: "EmbeddedReturn") -> bool:
    """Whether the pages show the document and nothing else: set them again and compare."""
    from kgdesk.returns.pdf_compare import page_differences
    from kgdesk.returns.pdf_return import write_pdf

    again = write_pdf(
        document, canonical=embedded.canonical, annex_name=embedded.annex_name, annex_sha256=embedded.annex_sha256
    )
    return not page_differences(data, again.data, boxes=tuple(again.boxes.values()), name=name)


def _consistent(verdict: Verdict, *, same: bool, reason: str) -> Verdict:
    if same:
        return replace(verdict, consistency=Fact.PASSED)
    return replace(verdict, consistency=Fact.FAILED, reasons=(*verdict.reasons, reason))


def _identity(document: ReturnDocument, canonical_bytes: bytes) -> ReturnIdentity:
    from kgdesk.returns import canonical

    return ReturnIdentity(document.unit, document.period, document.revision, canonical.digest(canonical_bytes))


def _with_authority(verdict: Verdict, facts: SignatureFacts, unit: str, plan: Plan | None) -> Verdict:
    authority = _authority(facts, unit, plan)
    extra = ("verify.wrong_signer",) if authority is Fact.FAILED else ()
    return replace(verdict, authority=authority, reasons=(*verdict.reasons, *extra))


def _authority(facts: SignatureFacts, unit: str, plan: Plan | None) -> Fact:
    """Whether every signer's certificate names the reporting unit it signs for."""
    if not facts.signers or (plan is not None and not plan.has_unit(unit)):
        return Fact.INDETERMINATE
    named = [signer.unit for signer in facts.signers]
    if all(code == unit for code in named):
        return Fact.PASSED
    return Fact.FAILED if any(code and code != unit for code in named) else Fact.INDETERMINATE


def _examine_workbook(data: bytes, name: str, digest: str) -> Examination:
    from kgdesk.returns import canonical, workbook

    inside = workbook.read_document(data, name)
    document = canonical.from_bytes(inside, file=name)
    verdict = Verdict(name, FileKind.XLSX, identity=_identity(document, inside))
    verdict = _consistent(verdict, same=not workbook.differences(data, document, name), reason="verify.cells_differ")
    return Examination(verdict, digest, document, inside)


def _examine_pack(data: bytes, name: str, digest: str, *, anchors: "TrustAnchors", at: datetime) -> Examination:
    from kgdesk.returns import plan_document, plan_pack
    from kgdesk.signing import detached

    contents = plan_pack.read(data, name)
    plan_document.from_bytes(contents.plan_bytes)
    verdict = Verdict(name, FileKind.KGPLAN, consistency=Fact.PASSED)
    if contents.signature is not None:
        facts = detached.inspect(contents.plan_bytes, contents.signature, anchors=anchors, at=at)
        verdict = _with_facts(verdict, facts)
    return Examination(verdict, digest)
