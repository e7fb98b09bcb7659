"""The PDF of a return: the report in the layout of Decree 30/2020/ND-CP with the canonical document inside."""

import hashlib
import json
from dataclasses import dataclass

from kgdesk.domain.return_document import ReturnDocument
from kgdesk.messages import VIETNAM
from kgdesk.returns.canonical import short_digest
from kgdesk.returns.pdf_annex import draw_annex
from kgdesk.returns.pdf_attach import Attachment, attach
from kgdesk.returns.pdf_closing import draw_closing
from kgdesk.returns.pdf_embedded import ANNEX_NAME, RETURN_NAME
from kgdesk.returns.pdf_issue import IssueLine
from kgdesk.returns.pdf_letterhead import (
    Letterhead,
    draw_addressees,
    draw_legal_bases,
    draw_letterhead,
    draw_title,
    issuer_name,
    signing_post,
)
from kgdesk.returns.pdf_page import Pages
from kgdesk.returns.pdf_return_body import draw_body
from kgdesk.returns.pdf_words import lower_first
from kgdesk.signing.boxes import SignatureBox

_NO_PLAN_NAME = "kế hoạch phát triển kinh tế - xã hội"


@dataclass(frozen=True, slots=True)
class PdfReturn:
    """A PDF, the places of its signatures by role (`head`, `agency`), and the lines that wait for number and date."""

    data: bytes
    boxes: dict[str, SignatureBox]
    lines: tuple[IssueLine, ...] = ()


def write_pdf(
    document: ReturnDocument,
    *,
    canonical: bytes,
    annex_name: str | None,
    annex_sha256: str | None,
    open_lines: bool = True,
) -> PdfReturn:
    """Write the report; equal arguments give equal bytes on one computer (the typeface's file is part of them).

    `canonical` is embedded as `kgdesk-return.json`; name and SHA-256 of the workbook, where there
    is one, as `kgdesk-annex.json`. A document without a number leaves the lines with number and date out, for
    `signing.pdf.prepare_fields`; `open_lines=False` prints dots instead. Raises Fault `pdf.no_font`.
    """
    is_open = open_lines and document.issue.number is None
    issuer = issuer_name(document.issuer_vi, document.unit_name_vi)
    subject = subject_text(document)
    pages = Pages(title=f"Báo cáo {lower_first(subject)}", author=issuer)
    head = Letterhead(document.superior_vi, document.issuer_vi, document.issue)
    lines = draw_letterhead(pages, head, open_lines=is_open)
    draw_title(pages, kind="Báo cáo", subject=subject_text(document, separator="\n"))
    draw_addressees(pages, (document.recipient_vi,))
    draw_legal_bases(pages, legal_bases(document.plan.legal_basis_vi))
    pages.paragraph(f"{issuer} báo cáo {lower_first(subject)} như sau:")
    draw_body(pages, document)
    asked = f"kính gửi {document.recipient_vi} xem xét, tổng hợp./."
    boxes = draw_closing(
        pages,
        f"Trên đây là báo cáo {lower_first(subject)} của {issuer}; {asked}",
        post=signing_post(document.issuer_vi, document.head_post_vi),
        name=document.head_name,
        recipients=("Như trên", "Lưu: VT"),
    )
    lines += draw_annex(pages, document, issuer=issuer, open_lines=is_open)
    pages.small_print(_small_print(document, canonical, annex_name, annex_sha256))
    attachments = [Attachment(RETURN_NAME, canonical, "Dữ liệu báo cáo (KGDesk)")]
    if annex_name is not None and annex_sha256 is not None:
        attachments.append(Attachment(ANNEX_NAME, annex_bytes(annex_name, annex_sha256), "Phụ lục Excel kèm theo"))
    return PdfReturn(attach(pages.finish(), tuple(attachments), at=document.sealed_at), boxes, lines)


def annex_bytes(name: str, sha256: str) -> bytes:
    """Write the content of `kgdesk-annex.json`."""
    return json.dumps({"name": name, "sha256": sha256}, ensure_ascii=False, separators=(",", ":")).encode()


def subject_text(document: ReturnDocument, *, separator: str = ", ") -> str:
    """Say what the report is about: `Tình hình thực hiện ..., năm 2024`; `separator` stands before the period."""
    plan = lower_first(document.plan.name_vi) or _NO_PLAN_NAME
    return f"Tình hình thực hiện {plan}{separator}{lower_first(document.period_label_vi)}"


def legal_bases(text: str) -> tuple[str, ...]:
    """One basis per line, each beginning with `Căn cứ`."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return tuple(line if line.startswith("Căn cứ") else f"Căn cứ {line}" for line in lines)


def _small_print(
    document: ReturnDocument, canonical: bytes, annex_name: str | None, annex_sha256: str | None
) -> tuple[str, ...]:
    digest = hashlib.sha256(canonical).hexdigest()
    moment = document.sealed_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")
    parts = [
        f"Mã đối chiếu: {short_digest(digest)}",
        f"lần báo cáo: {document.revision}",
        f"gói chỉ tiêu: {document.plan.code}, phiên bản {document.plan.version}",
        f"lập lúc {moment} (giờ Việt Nam), người lập: {document.sealed_by}",
    ]
    if document.replaces is not None:
        parts.insert(2, f"thay báo cáo có mã đối chiếu {short_digest(document.replaces)}")
    lines = ["; ".join(parts) + "."]
    if annex_name is not None and annex_sha256 is not None:
        lines.append(f"Phụ lục Excel: {annex_name}; SHA-256: {annex_sha256}.")
    return tuple(lines)
