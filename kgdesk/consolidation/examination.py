"""Looking at one file: bytes in, verdict and contents out. Nothing here knows a database or a clock.

Pure, so that any pool of processes may run it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from kgdesk.consolidation.authority import authority_of
from kgdesk.domain.enrolment import Enrolment
from kgdesk.domain.errors import Fault
from kgdesk.domain.plan import Plan
from kgdesk.domain.receipt import Receipt
from kgdesk.domain.return_document import LAYOUT, ReturnDocument
from kgdesk.domain.verdict import Fact, FileKind, ReturnIdentity, SignatureFacts, Verdict

if TYPE_CHECKING:
    from kgdesk.returns.pdf_return import PdfReturn
    from kgdesk.signing.trust import TrustAnchors

SIZE_LIMIT = 64_000_000  # bytes; a return of 80 rows is about 0.2 MB
_NEEDED_IN_PACK = "plan.json"
_ANNEX_ROLES = ("agency",)  # Decree 30/2020: an annex in a file of its own carries the agency's signature alone


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


def examine(
    data: bytes,
    name: str,
    *,
    anchors: "TrustAnchors",
    at: datetime,
    plan: Plan | None = None,
    enrolments: Sequence[Enrolment] = (),
) -> Examination:
    """Examine a file's bytes; never raises on what a file may contain.

    `enrolments` are the certificates that a person bound to reporting units: they decide who may sign for whom,
    before what a certificate says of itself.
    """
    seen = _examine(data, name, anchors=anchors, at=at)
    unit = seen.receipt.receiver if seen.receipt else seen.document.unit if seen.document else ""
    if not unit:
        return seen
    authority, reasons = authority_of(seen.verdict.signers, unit, plan=plan, enrolments=enrolments, at=at)
    if seen.receipt is not None and plan is not None and not _receives(plan, seen.receipt):
        authority, reasons = Fact.FAILED, (*reasons, "verify.not_the_receiver")
    return replace(seen, verdict=replace(seen.verdict, authority=authority, reasons=(*seen.verdict.reasons, *reasons)))


def _receives(plan: Plan, receipt: Receipt) -> bool:
    """Whether the unit that signs the receipt is the one the return goes to."""
    unit = receipt.identity.unit
    return plan.has_unit(unit) and plan.unit(unit).parent == receipt.receiver


def _examine(data: bytes, name: str, *, anchors: "TrustAnchors", at: datetime) -> Examination:
    kind = _kind_of(data)
    digest = sha256(data).hexdigest()
    try:
        match kind:
            case FileKind.PDF:
                return _examine_pdf(data, name, digest, anchors=anchors, at=at)
            case FileKind.XLSX:
                return _examine_workbook(data, name, digest, anchors=anchors, at=at)
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


def _examine_pdf(data: bytes, name: str, digest: str, *, anchors: "TrustAnchors", at: datetime) -> Examination:
    from kgdesk.returns import canonical, pdf_embedded, pdf_return, receipt
    from kgdesk.signing.pdf import inspect_pdf

    if pdf_embedded.read_files(data, name, (receipt.RECEIPT_NAME,)):
        return _examine_receipt(data, name, digest, anchors=anchors, at=at)
    embedded = pdf_embedded.read_embedded(data, name)
    document = canonical.from_bytes(embedded.canonical, file=name)
    facts = inspect_pdf(data, anchors=anchors, at=at, expected_roles=document.expected_signers)
    verdict = _with_facts(Verdict(name, FileKind.PDF, identity=_identity(document, embedded.canonical)), facts)
    if document.layout != LAYOUT:
        verdict = _other_layout(verdict)
        return Examination(verdict, digest, document, embedded.canonical, embedded.annex_name, embedded.annex_sha256)
    if facts.integrity is Fact.FAILED:  # what was changed is not worth setting pages for
        return Examination(verdict, digest, document, embedded.canonical, embedded.annex_name, embedded.annex_sha256)
    again = pdf_return.write_pdf(
        document, canonical=embedded.canonical, annex_name=embedded.annex_name, annex_sha256=embedded.annex_sha256
    )
    verdict = _with_pages(verdict, data, again)
    return Examination(verdict, digest, document, embedded.canonical, embedded.annex_name, embedded.annex_sha256)


def _examine_receipt(data: bytes, name: str, digest: str, *, anchors: "TrustAnchors", at: datetime) -> Examination:
    from kgdesk.returns import receipt
    from kgdesk.signing.pdf import inspect_pdf

    held = receipt.read_receipt(data, name)
    facts = inspect_pdf(data, anchors=anchors, at=at, expected_roles=("agency",))
    verdict = _with_facts(Verdict(name, FileKind.RECEIPT, identity=held.identity), facts)
    verdict = _with_pages(verdict, data, receipt.write_receipt(held))
    return Examination(verdict, digest, receipt=held)


def _with_pages(verdict: Verdict, data: bytes, again: "PdfReturn") -> Verdict:
    """Compare the pages with those set again from the data.

    A typeface of another computer leaves the question open: its letters may look like others.
    """
    from kgdesk.returns.pdf_compare import foreign_fonts, page_differences

    boxes = tuple(again.boxes.values())
    if page_differences(data, again.data, boxes=boxes, lines=again.lines, name=verdict.file):
        return _consistent(verdict, same=False, reason="verify.pages_differ")
    if foreign_fonts(data, again.data, lines=again.lines, name=verdict.file):
        return replace(verdict, consistency=Fact.INDETERMINATE, reasons=(*verdict.reasons, "verify.foreign_fonts"))
    return replace(verdict, consistency=Fact.PASSED)


def _other_layout(verdict: Verdict) -> Verdict:
    """Leave consistency open: the pages were set by a program whose layout this one does not have."""
    return replace(verdict, consistency=Fact.INDETERMINATE, reasons=(*verdict.reasons, "verify.other_layout"))


def _consistent(verdict: Verdict, *, same: bool, reason: str) -> Verdict:
    if same:
        return replace(verdict, consistency=Fact.PASSED)
    return replace(verdict, consistency=Fact.FAILED, reasons=(*verdict.reasons, reason))


def _identity(document: ReturnDocument, canonical_bytes: bytes) -> ReturnIdentity:
    from kgdesk.returns import canonical

    return ReturnIdentity(document.unit, document.period, document.revision, canonical.digest(canonical_bytes))


def _examine_workbook(data: bytes, name: str, digest: str, *, anchors: "TrustAnchors", at: datetime) -> Examination:
    from kgdesk.returns import canonical, workbook
    from kgdesk.signing.workbook import inspect_workbook

    inside = workbook.read_document(data, name)
    document = canonical.from_bytes(inside, file=name)
    facts = inspect_workbook(data, anchors=anchors, at=at, expected_roles=_ANNEX_ROLES)
    verdict = _with_facts(Verdict(name, FileKind.XLSX, identity=_identity(document, inside)), facts)
    if document.layout != LAYOUT:
        return Examination(_other_layout(verdict), digest, document, inside)
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
