"""The receipt: a page that a person reads and files, with the same words as data inside.

Published as `resources/schemas/receipt-1.schema.json`.
"""

from typing import Any

from kgdesk.domain.errors import Fault
from kgdesk.domain.receipt import Decision, Receipt
from kgdesk.messages import VIETNAM
from kgdesk.returns.canonical import short_digest
from kgdesk.returns.canonical_json import NotCanonicalError, decode, dump, encode, parse
from kgdesk.returns.pdf_attach import Attachment, attach
from kgdesk.returns.pdf_closing import draw_signature_block
from kgdesk.returns.pdf_embedded import read_files
from kgdesk.returns.pdf_letterhead import draw_country, draw_issuer, draw_title
from kgdesk.returns.pdf_page import Pages, bold
from kgdesk.returns.pdf_return import PdfReturn
from kgdesk.returns.pdf_table import Column, Row, Table
from kgdesk.returns.pdf_text import Run
from kgdesk.returns.pdf_words import lower_first
from kgdesk.returns.receipt_phrase import check_phrase, is_check_phrase

__all__ = ["RECEIPT_NAME", "canonical_receipt", "check_phrase", "is_check_phrase", "read_receipt", "write_receipt"]

RECEIPT_NAME = "kgdesk-receipt.json"
SCHEMA, VERSION = "kgdesk-receipt", 1
DECISIONS = {
    Decision.TAKEN_IN: "Đã tiếp nhận, đang xem xét",
    Decision.ACCEPTED: "Đã chấp nhận",
    Decision.SENT_BACK: "Trả lại để bổ sung, chỉnh sửa",
}
_WHOLE = "Toàn bộ báo cáo"


def canonical_receipt(receipt: Receipt) -> bytes:
    """Write the receipt's data; equal receipts give equal bytes."""
    tree: dict[str, Any] = encode(receipt)
    if not receipt.journal:  # receipts of older programs have none
        del tree["journal"]
    return dump({"schema": SCHEMA, "schema_version": VERSION, **tree})


def write_receipt(receipt: Receipt) -> PdfReturn:
    """Write the page; the box `agency` is where the receiver signs. Raises Fault `pdf.no_font`."""
    data = canonical_receipt(receipt)
    receipt = receipt_of(data)  # set from the very texts that travel
    period = lower_first(receipt.period_label_vi)
    subject = f"Báo cáo {period} của {receipt.unit_name_vi}"
    pages = Pages(title=f"Biên nhận {lower_first(subject)}", author=receipt.receiver_name_vi)
    _draw_head(pages, receipt)
    draw_title(pages, kind="Biên nhận", subject=subject)
    for label, text in _facts(receipt):
        pages.paragraph((Run(f"{label}: "), bold(text)))
    pages.paragraph((Run("Mã biên nhận (đọc qua điện thoại): "), bold(receipt.phrase)))
    if receipt.comments:
        pages.paragraph("Ý kiến của nơi nhận:")
        pages.space(6)
        columns = (Column("STT", 11, "center"), Column("Chỉ tiêu", 50), Column("Ý kiến", 100))
        Table(pages, columns, size=12).draw(
            Row((str(number), item.name_vi or item.indicator or _WHOLE, item.text))
            for number, item in enumerate(receipt.comments, start=1)
        )
    block = draw_signature_block(
        pages, post="Đại diện nơi nhận báo cáo", name=receipt.decided_by, recipients=(receipt.unit_name_vi, "Lưu: VT")
    )
    attachment = Attachment(RECEIPT_NAME, data, "Dữ liệu biên nhận (KGDesk)")
    return PdfReturn(attach(pages.finish(), (attachment,), at=receipt.decided_at), {"agency": block["agency"]})


def _draw_head(pages: Pages, receipt: Receipt) -> None:
    start = pages.y
    draw_issuer(pages, superior="", issuer=receipt.receiver_name_vi)
    lowest, pages.y = pages.y, start
    draw_country(pages)
    pages.y = min(lowest, pages.y)


def _facts(receipt: Receipt) -> tuple[tuple[str, str], ...]:
    moment = receipt.decided_at.astimezone(VIETNAM).strftime("%H:%M:%S ngày %d/%m/%Y")
    journal = (("Mục nhật ký của nơi nhận", receipt.journal),) if receipt.journal else ()
    return (
        ("Đơn vị báo cáo", receipt.unit_name_vi),
        ("Kỳ báo cáo", receipt.period_label_vi),
        ("Lần báo cáo", str(receipt.identity.revision)),
        ("Mã đối chiếu của báo cáo", short_digest(receipt.identity.digest)),
        ("Kết quả xử lý", DECISIONS[receipt.decision]),
        ("Thời điểm xử lý", f"{moment} (giờ Việt Nam)"),
        ("Người xử lý", receipt.decided_by),
        *journal,
    )


def read_receipt(data: bytes, name: str = "biên nhận.pdf") -> Receipt:
    """Take the receipt out of its PDF; `name` is the file's, for the sentences. Its signature is not asked here.

    Raises Fault `pdf.unreadable`, `pdf.no_return`, `pdf.two_returns`, `pdf.too_large`, `pdf.bad_receipt`.
    """
    files = read_files(data, name, (RECEIPT_NAME,))
    if RECEIPT_NAME not in files:
        raise Fault("pdf.no_return", file=name, part=RECEIPT_NAME)
    try:
        return receipt_of(files[RECEIPT_NAME])
    except NotCanonicalError as error:
        raise Fault("pdf.bad_receipt", file=name, place=error.place or RECEIPT_NAME) from error


def receipt_of(data: bytes) -> Receipt:
    """Read the receipt's data; raises NotCanonicalError for whatever `canonical_receipt` would not have written."""
    tree = parse(data)
    if not isinstance(tree, dict) or (tree.get("schema"), tree.get("schema_version")) != (SCHEMA, VERSION):
        raise NotCanonicalError("schema", "not a receipt of a known version")
    receipt = decode(Receipt, {"journal": ""} | {key: tree[key] for key in tree.keys() - {"schema", "schema_version"}})
    if canonical_receipt(receipt) != data:
        raise NotCanonicalError("receipt", "not in canonical form")
    return receipt
