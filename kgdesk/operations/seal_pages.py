"""Signatures on the pages: fields, images, number and date, and whether a file is these pages."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.return_document import ReturnDocument
from kgdesk.domain.verdict import Fact
from kgdesk.files import read_bytes
from kgdesk.operations.apart import read_apart

if TYPE_CHECKING:
    from kgdesk.returns.pdf_return import PdfReturn
    from kgdesk.signing.boxes import SignatureBox
    from kgdesk.signing.keys import SigningKey
    from kgdesk.signing.pdf import TextField

IMAGE_LIMIT = 3_000_000  # bytes


@dataclass(frozen=True, slots=True)
class SigningAct:
    """One signing: with which key, when, where, about what, and with which images by role."""

    key: "SigningKey"
    at: datetime
    place_vi: str
    reason_vi: str
    images: dict[str, Path | None]
    timestamp_url: str = ""  # of the service that proves the time of the agency's signature; empty: none is asked


def write_pages(document: ReturnDocument, annex: tuple[str, str] | None, *, open_lines: bool = True) -> "PdfReturn":
    """Set the pages; `annex` is name and SHA-256 of the workbook."""
    from kgdesk.returns import canonical, pdf_return

    name, sha256 = annex or (None, None)
    return pdf_return.write_pdf(
        document, canonical=canonical.to_bytes(document), annex_name=name, annex_sha256=sha256, open_lines=open_lines
    )


def sign_pages(pages: "PdfReturn", document: ReturnDocument, roles: tuple[str, ...], act: SigningAct) -> bytes:
    """Reserve the fields and sign in the order of `roles`. Raises the faults of signing.

    Where the number is still open when the agency signs at once, the date alone is filled.
    """
    from kgdesk.signing import pdf

    data = pdf.prepare_fields(
        pages.data, pages.boxes, text_fields=issue_fields(pages, None, document.issue.symbol, None)
    )
    for role in roles:
        # In one update with the agency's signature: what is locked and when it was filled leave no doubt.
        dated = role == "agency"
        fill = issue_fields(pages, None, document.issue.symbol, document.issue.day) if dated else ()
        data = sign_once(data, pages, role, act, fill=fill)
    return data


def sign_once(
    data: bytes, pages: "PdfReturn", role: str, act: SigningAct, *, fill: "tuple[TextField, ...]" = ()
) -> bytes:
    """Sign for one role, with its image where there is one, and fill number and date with it."""
    from kgdesk.signing import pdf
    from kgdesk.signing.http_timestamper import http_timestamper

    box = pages.boxes.get(role)
    stamped = act.timestamp_url if role == "agency" else ""
    return pdf.sign_pdf(
        data,
        key=act.key,
        role=role,
        box=box,
        at=act.at,
        place_vi=act.place_vi,
        reason_vi=act.reason_vi,
        appearance=_appearance(act.images.get(role), box),
        timestamper=http_timestamper(stamped) if stamped else None,
        fill=fill,
    )


def issue_fields(pages: "PdfReturn", number: int | None, symbol: str, day: date | None) -> "tuple[TextField, ...]":
    """Make the lines that wait, with number and date as far as they are known; raises Fault `pdf.line_too_long`."""
    from kgdesk.returns.pdf_issue import FilledIssue, fields_of

    return fields_of(pages.lines, FilledIssue(number, symbol, day))


def _appearance(path: Path | None, box: "SignatureBox | None") -> bytes | None:
    from kgdesk.returns.signature_appearance import image_appearance

    if path is None or box is None:
        return None
    return read_apart(path, image_appearance, read_bytes(path, limit=IMAGE_LIMIT), box, str(path))


def soundness_problem(data: bytes, pages: "PdfReturn", roles: tuple[str, ...], *, at: datetime) -> str:
    """Say why a file is not these pages signed by these roles alone; empty when it is."""
    from kgdesk.returns.pdf_compare import foreign_fonts, page_differences
    from kgdesk.signing import pdf, trust

    facts = pdf.inspect_pdf(data, anchors=trust.TrustAnchors.empty(), at=at, expected_roles=roles)
    if (facts.integrity, facts.coverage) != (Fact.PASSED, Fact.PASSED):
        return ", ".join(facts.reasons)
    if tuple(signer.role for signer in facts.signers) != roles:
        return "signer_unexpected"
    boxes = tuple(pages.boxes.values())
    if page_differences(data, pages.data, boxes=boxes, lines=pages.lines):
        return "verify.pages_differ"
    return "verify.foreign_fonts" if foreign_fonts(data, pages.data, lines=pages.lines) else ""
