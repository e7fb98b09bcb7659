"""Looking at signed pages: a return or a receipt, with the pages set again from the data to compare."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from kgdesk.consolidation.examined import Examination, consistent, identity_of, other_layout, with_facts
from kgdesk.domain.return_document import LAYOUT
from kgdesk.domain.verdict import Fact, FileKind, Verdict

if TYPE_CHECKING:
    from kgdesk.returns.pdf_return import PdfReturn
    from kgdesk.signing.trust import TrustAnchors


def examine_pdf(data: bytes, name: str, digest: str, *, anchors: "TrustAnchors", at: datetime) -> Examination:
    """Judge a PDF; raises Fault for one that holds neither a return nor a receipt, or cannot be read."""
    from kgdesk.returns import canonical, pdf_embedded, pdf_return, receipt
    from kgdesk.signing.pdf import inspect_pdf

    if pdf_embedded.read_files(data, name, (receipt.RECEIPT_NAME,)):
        return _examine_receipt(data, name, digest, anchors=anchors, at=at)
    embedded = pdf_embedded.read_embedded(data, name)
    document = canonical.from_bytes(embedded.canonical, file=name)
    facts = inspect_pdf(data, anchors=anchors, at=at, expected_roles=document.expected_signers)
    verdict = with_facts(Verdict(name, FileKind.PDF, identity=identity_of(document, embedded.canonical)), facts)
    if document.layout != LAYOUT:
        verdict = other_layout(verdict)
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
    verdict = with_facts(Verdict(name, FileKind.RECEIPT, identity=held.identity), facts)
    verdict = _with_pages(verdict, data, receipt.write_receipt(held))
    return Examination(verdict, digest, receipt=held)


def _with_pages(verdict: Verdict, data: bytes, again: "PdfReturn") -> Verdict:
    """Compare the pages with those set again from the data.

    A typeface of another computer leaves the question open: its letters may look like others.
    """
    from kgdesk.returns.pdf_compare import foreign_fonts, page_differences

    boxes = tuple(again.boxes.values())
    if page_differences(data, again.data, boxes=boxes, lines=again.lines, name=verdict.file):
        return consistent(verdict, same=False, reason="verify.pages_differ")
    if foreign_fonts(data, again.data, lines=again.lines, name=verdict.file):
        return replace(verdict, consistency=Fact.INDETERMINATE, reasons=(*verdict.reasons, "verify.foreign_fonts"))
    return replace(verdict, consistency=Fact.PASSED)
