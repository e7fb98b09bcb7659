"""What the forgers start from: a return, keys, the file at each step, and the tools of their trade."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

import pikepdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from kgdesk.consolidation.examination import examine
from kgdesk.domain.receipt import Decision, Receipt
from kgdesk.domain.return_document import Issue, ReturnDocument
from kgdesk.domain.verdict import ReturnIdentity, Verdict
from kgdesk.returns.canonical import to_bytes
from kgdesk.returns.pdf_issue import FilledIssue, fields_of
from kgdesk.returns.pdf_return import PdfReturn, write_pdf
from kgdesk.returns.receipt import check_phrase, write_receipt
from kgdesk.signing import demo_authority
from kgdesk.signing.demo_authority import DemoAuthority
from kgdesk.signing.keys import SigningKey, load_pkcs12
from kgdesk.signing.pdf import prepare_fields, sign_pdf
from kgdesk.signing.pdf_writer import finished, open_for_update
from kgdesk.signing.trust import TrustAnchors
from tests.samples import sample_return
from tests.signing.signing_samples import AT, make_key

CHECKED_AT = AT + timedelta(days=2)
DAY = date(2025, 1, 10)
FILLED = FilledIssue(41, "BC-UBND", DAY)
Change = Callable[[IncrementalPdfFileWriter], None]
Rewrite = Callable[[pikepdf.Pdf], None]


def small_return(**changes: object) -> ReturnDocument:
    """A return of three pages; unnumbered, as the head signs it."""
    whole = sample_return(issue=Issue(None, "BC-UBND", "Phú Quốc", DAY))
    small: dict[str, object] = {"lines": whole.lines[:4], "narratives": (), "escalations": ()}
    return replace(whole, **(small | changes))  # type: ignore[arg-type]


def written(document: ReturnDocument) -> PdfReturn:
    """The pages before any field and signature."""
    return write_pdf(document, canonical=to_bytes(document), annex_name=None, annex_sha256=None)


def receipt(decision: Decision = Decision.SENT_BACK) -> Receipt:
    """What the province answers."""
    return Receipt(
        identity=ReturnIdentity("KG-911", "2024", 1, "ab" * 32),
        unit_name_vi="Thành phố Phú Quốc",
        period_label_vi="Năm 2024",
        receiver="KG",
        receiver_name_vi="Sở Kế hoạch và Đầu tư",
        decision=decision,
        decided_at=AT,
        decided_by="Lê Văn Bình",
        comments=(),
        phrase=check_phrase("ab" * 32),
    )


@dataclass(frozen=True)
class Bench:
    """The file at each step, and who signs."""

    authority: DemoAuthority
    head: SigningKey
    agency: SigningKey
    pages: PdfReturn
    prepared: bytes
    head_signed: bytes
    both: bytes

    @property
    def anchors(self) -> TrustAnchors:
        """Whom the judge believes."""
        return self.authority.anchors

    def sign(self, data: bytes, role: str, key: SigningKey | None = None, filled: FilledIssue | None = FILLED) -> bytes:
        """Sign as one of the two does."""
        chosen = key or (self.head if role == "head" else self.agency)
        fill = fields_of(self.pages.lines, filled) if role == "agency" and filled is not None else ()
        moment = AT if role == "head" else AT + timedelta(minutes=20)
        return sign_pdf(data, key=chosen, role=role, at=moment, place_vi="Phú Quốc", reason_vi="Năm 2024", fill=fill)

    def sealed(self, change: Rewrite) -> bytes:
        """Change the document before anybody signs; both sign it with their true keys."""
        changed = rewritten(self.pages.data, change)
        data = prepare_fields(
            changed, self.pages.boxes, text_fields=fields_of(self.pages.lines, FilledIssue(None, "BC-UBND", None))
        )
        return self.sign(self.sign(data, "head"), "agency")

    def between(self, change: Change, filled: FilledIssue | None = FILLED) -> bytes:
        """Change the document after the head; the agency signs what it gets."""
        return self.sign(updated(self.head_signed, change), "agency", filled=filled)

    def after(self, change: Change) -> bytes:
        """Change the document after both."""
        return updated(self.both, change)

    def receipt(self, change: Rewrite = lambda _: None, *, unit: str = "KG") -> bytes:
        """Sign a receipt with the key of a unit."""
        pages = write_receipt(receipt())
        packed = self.authority.issue_pkcs12(unit_code=unit, unit_name=unit, role="agency", password="x" * 8)
        return sign_pdf(
            rewritten(pages.data, change),
            key=load_pkcs12(packed, "x" * 8, "key.p12"),
            role="agency",
            box=pages.boxes["agency"],
            at=AT,
            place_vi="Rạch Giá",
            reason_vi="Năm 2024",
        )

    def judge(self, data: bytes, anchors: TrustAnchors | None = None) -> Verdict:
        """What KGDesk answers."""
        return examine(data, "forged.pdf", anchors=anchors or self.anchors, at=CHECKED_AT).verdict


@cache
def bench() -> Bench:
    """Make everything once."""
    authority = demo_authority.create(at=AT)
    head, agency = make_key(authority, "head"), make_key(authority, "agency")
    pages = written(small_return())
    opened = fields_of(pages.lines, FilledIssue(None, "BC-UBND", None))
    prepared = prepare_fields(pages.data, pages.boxes, text_fields=opened)
    half = Bench(authority, head, agency, pages, prepared, b"", b"")
    head_signed = half.sign(prepared, "head")
    return replace(half, head_signed=head_signed, both=half.sign(head_signed, "agency"))


def updated(data: bytes, change: Change) -> bytes:
    """Write a change as an incremental update that touches nothing else."""
    writer = open_for_update(data, "forgery")
    change(writer)
    return finished(writer)


def rewritten(data: bytes, change: Rewrite) -> bytes:
    """Change the document and save it anew."""
    target = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return target.getvalue()


def by_hand(data: bytes, objects: Mapping[int, bytes], *, table: bool = True, trailer: bytes = b"") -> bytes:
    """Append objects, with a table of their places and a trailer unless told otherwise."""
    output = bytearray(data)
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(output)
        output += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    if not table:
        return bytes(output)
    start = len(output)
    output += b"xref\n" if places else b"xref\n0 0\n"
    for number, place in places.items():
        output += b"%d 1\n%010d 00000 n \n" % (number, place)
    output += _trailer(data, trailer) + b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(output)


def _trailer(data: bytes, extra: bytes) -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        root, info, size = pdf.trailer.Root.objgen[0], pdf.trailer.Info.objgen[0], int(pdf.trailer.Size)
    return b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /Prev %d %s >>\n" % (
        size + 40,
        root,
        info,
        last_table(data),
        extra,
    )


def last_table(data: bytes) -> int:
    """Where the newest table of places stands."""
    return int(data[data.rindex(b"startxref") + 9 :].split()[0])


def numbers_of(data: bytes) -> dict[str, int]:
    """Object numbers of what forgers aim at: catalogue, first page, its content, fields and their signatures."""
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0].obj
        found = {
            "root": pdf.Root.objgen[0],
            "page": page.objgen[0],
            "content": page.Contents.objgen[0],
            "size": int(pdf.trailer.Size),
            "tree": pdf.Root.Pages.objgen[0],
        }
        for field in pdf.Root.AcroForm.Fields:
            found[str(field.T)] = field.objgen[0]
            if "/V" in field and field.V.is_indirect:
                found[f"{field.T} value"] = field.V.objgen[0]
    return found


def content_of(data: bytes) -> bytes:
    """What the first page draws."""
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        return bytes(pdf.pages[0].Contents.read_bytes())


def gap(data: bytes, number: int) -> tuple[int, int]:
    """First and last place of the value of signature `number`, counted from 0."""
    start = -1
    for _ in range(number + 1):
        start = data.index(b"/Contents <", start + 1)
    start += len(b"/Contents <")
    return start, data.index(b">", start)
