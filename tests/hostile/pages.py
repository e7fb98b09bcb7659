"""PDFs as attackers build them: from nothing, and out of a sound return."""

import io
import zlib
from collections.abc import Callable
from functools import cache, partial
from typing import Any

from tests.hostile.case import Case, cases

Maker = Callable[[], bytes]


def pdf(*objects: bytes, trailer: bytes = b"", size: int | None = None, root: int = 1) -> bytes:
    """Write objects 1, 2, ... as a file with a table of where they stand."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        size or len(objects) + 1, root, trailer, start,
    )  # fmt: skip
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


@cache
def flood(megabytes: int = 400) -> bytes:
    """Deflated nothing: about a thousandth of what it becomes."""
    packer = zlib.compressobj(9)
    block = bytes(1_000_000)
    return b"".join([*(packer.compress(block) for _ in range(megabytes)), packer.flush()])


def _carrying(file: bytes) -> bytes:
    """A PDF that says it carries a return."""
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(kgdesk-return.json) 4 0 R] >> >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1 1] >>",
        b"<< /Type /Filespec /F (kgdesk-return.json) /EF << /F 5 0 R >> >>",
        file,
    )


_PAGES = b"<< /Type /Pages /Kids [] /Count 0 >>"
_MADE: list[tuple[str, Maker]] = [
    ("flate-bomb", lambda: _carrying(stream(flood(), b"/Filter /FlateDecode"))),
    ("flate-bomb-twice", lambda: _carrying(stream(zlib.compress(flood()), b"/Filter [/FlateDecode /FlateDecode]"))),
    ("flate-predictor", lambda: _carrying(stream(flood(), b"/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 999999999 >>"))),
    ("lzw-bomb", lambda: _carrying(stream(b"\x80" * 1000, b"/Filter /LZWDecode"))),
    ("run-length-bomb", lambda: _carrying(stream(b"\x81a" * 3_000_000, b"/Filter /RunLengthDecode"))),
    ("pages-in-a-circle", lambda: pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>")),
    ("pages-deep", lambda: pdf(b"<< /Type /Catalog /Pages 2 0 R >>", *(b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 1) for n in range(2, 30_000)), b"<< /Type /Page >>")),
    ("names-in-a-circle", lambda: pdf(b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 3 0 R >> >>", _PAGES, b"<< /Kids [3 0 R 3 0 R] >>")),
    ("names-wide", lambda: pdf(b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [" + b"(a) 2 0 R " * 200_000 + b"] >> >> >>", _PAGES)),
    ("arrays-deep", lambda: pdf(b"<< /Type /Catalog /Pages 2 0 R /AF " + b"[" * 100_000 + b"]" * 100_000 + b" >>", _PAGES)),
    ("dictionaries-deep", lambda: pdf(b"<< /Type /Catalog /Pages 2 0 R /AF " + b"<</A" * 50_000 + b">>" * 50_000 + b" >>", _PAGES)),
    ("reference-to-itself", lambda: pdf(b"1 0 R")),
    ("references-in-a-circle", lambda: pdf(b"2 0 R", b"3 0 R", b"1 0 R")),
    ("size-huge", lambda: pdf(b"<< /Type /Catalog /Pages 2 0 R >>", _PAGES, size=2_147_483_647)),
    ("table-huge", lambda: pdf(b"<< /Type /Catalog /Pages 2 0 R >>", _PAGES).replace(b"xref\n0 3", b"xref\n0 999999999")),
    ("previous-in-a-circle", lambda: pdf(b"<< /Type /Catalog /Pages 2 0 R >>", _PAGES, trailer=b"/Prev 100")),
    ("stream-table-huge", lambda: b"%PDF-1.7\n1 0 obj\n" + stream(zlib.compress(b"\x01\x00\x00"), b"/Type /XRef /Size 2000000000 /Index [0 2000000000] /W [1 1 1] /Root 2 0 R /Filter /FlateDecode") + b"\nendobj\nstartxref\n9\n%%EOF"),
    ("stream-table-bomb", lambda: b"%PDF-1.7\n1 0 obj\n" + stream(flood(), b"/Type /XRef /Size 3 /W [1 2 1] /Root 2 0 R /Filter /FlateDecode") + b"\nendobj\nstartxref\n9\n%%EOF"),
    ("object-stream-bomb", lambda: pdf(b"<< /Type /Catalog /Pages 2 0 R >>", _PAGES, stream(flood(), b"/Type /ObjStm /N 900000 /First 10 /Filter /FlateDecode"))),
    ("length-lies", lambda: pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Length 999999999999 >>\nstream\nx\nendstream")),
    ("encrypted", lambda: pdf(b"<< /Type /Catalog /Pages 2 0 R >>", _PAGES, trailer=b"/Encrypt << /Filter /Standard /V 5 /R 6 /O (x) /U (x) /P -1 >> /ID [(a) (b)]")),
    ("nothing", lambda: b"%PDF-1.7\n"),
    ("only-comments", lambda: b"%PDF-1.7\n" + b"%\n" * 8_000_000),
    ("only-objects", lambda: b"%PDF-1.7\n" + b"".join(b"%d 0 obj\nnull\nendobj\n" % n for n in range(150_000))),
    ("brackets", lambda: b"%PDF-1.7\n" + b"<" * 5_000_000),
    ("strings", lambda: b"%PDF-1.7\n1 0 obj\n" + b"(" * 5_000_000),
    ("json-deep", lambda: _carrying(stream(b"[" * 3_000_000))),
    ("json-number", lambda: _carrying(stream(b'{"schema_version":' + b"9" * 1_000_000 + b"}"))),
    ("json-exponent", lambda: _carrying(stream(b'{"schema_version":1e999999999}'))),
    ("json-twice", lambda: _carrying(stream(b'{"schema":1,"schema":2}'))),
    ("json-nan", lambda: _carrying(stream(b'{"schema":NaN}'))),
    ("json-many-keys", lambda: _carrying(stream(b"{" + b",".join(b'"%d":0' % n for n in range(300_000)) + b"}"))),
]  # fmt: skip


@cache
def sound() -> bytes:
    from kgdesk.returns import canonical, pdf_return
    from tests.samples import sample_return

    document = sample_return()
    return pdf_return.write_pdf(
        document, canonical=canonical.to_bytes(document), annex_name=None, annex_sha256=None
    ).data


def _altered(change: Callable[[Any], object]) -> bytes:
    """Let a sound return be what carries the attack: readers get past the first door."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(sound())) as found:
        change(found)
        found.save(out)
    return out.getvalue()


def _field_circle(found: Any) -> None:
    from pikepdf import Array, Dictionary

    field = found.make_indirect(Dictionary(T="a"))
    field.Kids = Array([field, field])
    field.Parent = field
    found.Root.AcroForm = Dictionary(Fields=Array([field]))


def _fields_many(found: Any) -> None:
    from pikepdf import Array, Dictionary, Name

    fields = (
        found.make_indirect(Dictionary(T=f"f{n}", FT=Name.Sig, V=Dictionary(ByteRange=[0, 9, 9, 9])))
        for n in range(2000)
    )
    found.Root.AcroForm = Dictionary(Fields=Array(list(fields)))


def _page_bomb(found: Any) -> None:
    from pikepdf import Name, Stream

    page = found.pages[0].obj
    page.Contents = Stream(found, flood())
    page.Contents.Filter = Name.FlateDecode


def _page_repeated(found: Any) -> None:
    from pikepdf import Array

    page = found.pages[0].obj
    page.Contents = Array([page.Contents] * 50_000)


def _forms_in_forms(found: Any) -> None:
    from pikepdf import Dictionary, Name, Stream

    form = found.make_indirect(Stream(found, b"/A Do /A Do /A Do "))
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.Resources = Dictionary(XObject=Dictionary(A=form))
    page = found.pages[0].obj
    page.Resources.XObject = Dictionary(A=form)
    page.Contents = Stream(found, b"/A Do " * 1000)


def _forms_doubling(found: Any) -> None:
    """Twenty forms, each drawn twice by the next: a million letters out of a thousand bytes."""
    from pikepdf import Dictionary, Name, Stream

    inner = found.make_indirect(Stream(found, b"BT (a) Tj ET"))
    inner.Type, inner.Subtype = Name.XObject, Name.Form
    for _ in range(24):
        outer = found.make_indirect(Stream(found, b"/A Do /A Do "))
        outer.Type, outer.Subtype = Name.XObject, Name.Form
        outer.Resources = Dictionary(XObject=Dictionary(A=inner))
        inner = outer
    page = found.pages[0].obj
    page.Resources.XObject = Dictionary(A=inner)
    page.Contents = Stream(found, b"/A Do ")


def _operands(found: Any) -> None:
    from pikepdf import Stream

    found.pages[0].obj.Contents = Stream(found, b"[" * 200_000 + b"1 " * 3_000_000)


def _pages_many(found: Any) -> None:
    page = found.pages[0]
    for _ in range(3000):
        found.pages.append(page)


def _annotations(found: Any) -> None:
    from pikepdf import Array, Dictionary, Name

    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 1, 1])
    found.pages[0].obj.Annots = Array([found.make_indirect(note) for _ in range(30_000)])


def _parents(found: Any) -> None:
    page = found.pages[0].obj
    del page["/MediaBox"]
    page.Parent.Parent = page.Parent


_ALTERED: list[tuple[str, Callable[[Any], object]]] = [
    ("field-circle", _field_circle), ("fields-many", _fields_many), ("page-bomb", _page_bomb),
    ("page-repeated", _page_repeated), ("forms-in-forms", _forms_in_forms), ("forms-doubling", _forms_doubling),
    ("operands", _operands), ("pages-many", _pages_many), ("annotations", _annotations), ("parents", _parents),
]  # fmt: skip


def pdf_cases() -> list[Case]:
    """Give all cases of the readers of PDFs."""
    altered: list[tuple[str, Maker]] = [(name, partial(_altered, change)) for name, change in _ALTERED]
    found = cases("return", "pdf", [*_MADE, *altered])
    found += cases("head-signed", "pdf", [*_MADE, *altered], refused=False)
    found += cases("signers", "pdf", [*_MADE, *altered], refused=False)
    return found
