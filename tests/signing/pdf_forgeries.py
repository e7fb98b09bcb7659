"""Forged returns, each by one named forger; none may ever be called valid.

The classes follow the literature: incremental saving, signature wrapping and universal forgery ("1 Trillion
Dollar Refund", CCS 2019), shadow documents ("Shadow Attacks", NDSS 2021), annotations and certification
("Breaking the Specification", S&P 2021). To them come tricks of the file format, of embedded files, of signers.
"""

import io
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper

from kgdesk.domain.receipt import Decision
from kgdesk.returns.canonical import to_bytes
from kgdesk.returns.pdf_attach import Attachment
from kgdesk.returns.pdf_issue import FilledIssue, fields_of
from kgdesk.returns.receipt import canonical_receipt, write_receipt
from kgdesk.signing import demo_authority
from kgdesk.signing.cms_signer import cms_signer
from kgdesk.signing.demo_authority import KeyKind
from kgdesk.signing.keys import SigningKey
from kgdesk.signing.pdf import prepare_fields
from kgdesk.signing.pdf_writer import open_for_update
from tests.signing.pdf_bench import (
    DAY,
    FILLED,
    Bench,
    by_hand,
    content_of,
    gap,
    last_table,
    numbers_of,
    receipt,
    rewritten,
    small_return,
    updated,
    written,
)
from tests.signing.signing_samples import AT, make_key, stamping_authority

Writer = IncrementalPdfFileWriter
Forger = Callable[[Bench], bytes]


@dataclass(frozen=True)
class Forgery:
    """One way of cheating."""

    name: str
    kind: str
    what: str
    make: Forger


FORGERIES: dict[str, Forgery] = {}


def forger(kind: str) -> Callable[[Forger], Forger]:
    """Enter a forger in the list; its docstring says what it does."""

    def enter(make: Forger) -> Forger:
        FORGERIES[make.__name__] = Forgery(make.__name__, kind, str(make.__doc__), make)
        return make

    return enter


INCREMENT, WRAPPING, UNIVERSAL = "incremental saving", "signature wrapping", "universal forgery"
SHADOW, FORM, CERTIFIED = "shadow document", "annotations and fields", "certification"
BYTES, DOCUMENT, FILES = "bytes and tables", "document", "embedded files"
SIGNERS, RECEIPTS, EXTRAS = "signers", "receipts", "validation data, timestamps, encryption"


def numbers(*values: float) -> generic.ArrayObject:
    return generic.ArrayObject([generic.FloatObject(value) for value in values])


def dictionary(**entries: object) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(f"/{key}"): value for key, value in entries.items()})


def first_page(writer: Writer) -> generic.DictionaryObject:
    return writer.root["/Pages"]["/Kids"][0]


def redrawn(writer: Writer, extra: bytes = b"\nq 1 1 1 rg 80 300 400 200 re f Q") -> None:
    """Draw more on the first page."""
    page = first_page(writer)
    old = page["/Contents"].data
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=old + extra))
    writer.update_container(page)


def field(writer: Writer, name: str) -> generic.DictionaryObject:
    for reference in writer.root["/AcroForm"]["/Fields"]:
        item = reference.get_object()
        if item["/T"] == name:
            return item
    raise KeyError(name)


def annotated(writer: Writer, annotation: generic.DictionaryObject) -> None:
    page = first_page(writer)
    annotation[pdf_name("/Type")] = pdf_name("/Annot")
    writer.register_annotation(page.container_ref, writer.add_object(annotation))


def free_text() -> generic.DictionaryObject:
    return dictionary(
        Subtype=pdf_name("/FreeText"),
        Contents=pdf_string("100 %"),
        DA=pdf_string("/Helv 12 Tf"),
        Rect=numbers(80, 300, 400, 500),
        F=generic.NumberObject(4),
    )


def stranger_signs(data: bytes, key: SigningKey, name: str = "Other", **options: object) -> bytes:
    settings = {"md_algorithm": "sha256", "subfilter": SigSeedSubFilter.PADES, **options}
    meta = PdfSignatureMetadata(field_name=name, **settings)  # type: ignore[arg-type]
    signer = PdfSigner(meta, cms_signer(key))
    return bytes(signer.sign_pdf(open_for_update(data, "stranger")).getvalue())


# --- incremental saving


@forger(INCREMENT)
def page_content_after(bench: Bench) -> bytes:
    """A later update gives the first page another content."""
    return bench.after(redrawn)


@forger(INCREMENT)
def page_content_between(bench: Bench) -> bytes:
    """The page is changed after the head's signature; the agency signs it in good faith."""
    return bench.between(redrawn)


@forger(INCREMENT)
def content_stream_overwritten(bench: Bench) -> bytes:
    """The object of the page's content itself is written anew."""
    number = numbers_of(bench.both)["content"]
    body = content_of(bench.both).replace(b"BT", b"BT 10 0 0 10 0 0 cm")
    return by_hand(bench.both, {number: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body)})


@forger(INCREMENT)
def objects_without_table(bench: Bench) -> bytes:
    """Objects are appended without table and trailer: repairing readers take them."""
    number = numbers_of(bench.both)["content"]
    return by_hand(bench.both, {number: b"<< /Length 0 >>\nstream\n\nendstream"}, table=False)


@forger(INCREMENT)
def objects_with_the_old_table(bench: Bench) -> bytes:
    """Objects are appended, then a trailer that leads back to the signed table."""
    number = numbers_of(bench.both)["content"]
    data = by_hand(bench.both, {number: b"<< /Length 0 >>\nstream\n\nendstream"}, table=False)
    return data + b"startxref\n%d\n%%%%EOF\n" % last_table(bench.both)


@forger(INCREMENT)
def table_without_own_object(bench: Bench) -> bytes:
    """An update lists no object at all and changes the trailer only."""
    return by_hand(bench.both, {}, trailer=b"/Note (x)")


@forger(INCREMENT)
def signature_object_copied(bench: Bench) -> bytes:
    """The page is changed and a copy of the agency's signature stands in the new revision."""

    def change(writer: Writer) -> None:
        redrawn(writer)
        owner = field(writer, "KGDesk-Agency")
        owner["/V"] = writer.add_object(generic.DictionaryObject(owner["/V"]))
        writer.update_container(owner)

    return bench.after(change)


@forger(INCREMENT)
def stranger_signs_the_change(bench: Bench) -> bytes:
    """The page is changed and somebody of the same authority signs on top."""
    return stranger_signs(bench.after(redrawn), make_key(bench.authority, "stranger"))


@forger(INCREMENT)
def pages_replaced(bench: Bench) -> bytes:
    """The catalogue of a later update leads to another tree of pages."""

    def change(writer: Writer) -> None:
        page = dictionary(
            Type=pdf_name("/Page"), MediaBox=numbers(0, 0, 595, 842), Resources=generic.DictionaryObject()
        )
        tree = dictionary(Type=pdf_name("/Pages"), Count=generic.NumberObject(1), Kids=generic.ArrayObject())
        root = writer.add_object(tree)
        page[pdf_name("/Parent")] = root
        tree["/Kids"].append(writer.add_object(page))
        writer.root["/Pages"] = root
        writer.update_root()

    return bench.after(change)


# --- tables of places


def stream_table(data: bytes, entries: dict[int, tuple[int, int, int]], extra: bytes = b"") -> tuple[bytes, int]:
    """Write an xref stream for the entries at the end of the data; returns the object and its place."""
    found, start = numbers_of(data), len(data)
    own = found["size"] + 30
    entries = entries | {own: (1, start, 0)}
    rows = b"".join(
        bytes([kind]) + place.to_bytes(4, "big") + bytes([last]) for _, (kind, place, last) in sorted(entries.items())
    )
    index = " ".join(f"{number} 1" for number in sorted(entries)).encode()
    body = b"<< /Type /XRef /W [1 4 1] /Index [%s] /Size %d /Root %d 0 R /Length %d %s >>\nstream\n%s\nendstream" % (
        index,
        own + 1,
        found["root"],
        len(rows),
        extra,
        rows,
    )
    return b"%d 0 obj\n%s\nendobj\n" % (own, body), start


@forger(BYTES)
def xref_stream_update(bench: Bench) -> bytes:
    """An update with an xref stream where the document has tables."""
    number = numbers_of(bench.both)["content"]
    place = len(bench.both)
    data = bench.both + b"%d 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n" % number
    table, start = stream_table(data, {number: (1, place, 0)}, b"/Prev %d" % last_table(bench.both))
    return data + table + b"startxref\n%d\n%%%%EOF\n" % start


@forger(BYTES)
def object_stream_overrides(bench: Bench) -> bytes:
    """The first page comes anew out of an object stream."""
    found = numbers_of(bench.both)
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Resources << >> >>" % found["tree"]
    inner = b"%d 0 " % found["page"]
    packed = zlib.compress(inner + page)
    holder, place = found["size"] + 20, len(bench.both)
    head = b"<< /Type /ObjStm /N 1 /First %d /Filter /FlateDecode /Length %d >>" % (len(inner), len(packed))
    data = bench.both + b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (holder, head, packed)
    entries = {holder: (1, place, 0), found["page"]: (2, holder, 0)}
    table, start = stream_table(data, entries, b"/Prev %d" % last_table(bench.both))
    return data + table + b"startxref\n%d\n%%%%EOF\n" % start


@forger(BYTES)
def hybrid_reference(bench: Bench) -> bytes:
    """A hybrid file: readers that know xref streams see another page content than those that do not."""
    number = numbers_of(bench.both)["content"]
    place = len(bench.both)
    data = bench.both + b"%d 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n" % number
    table, start = stream_table(data, {number: (1, place, 0)})
    return by_hand(data + table, {}, trailer=b"/XRefStm %d" % start)


@forger(BYTES)
def object_freed(bench: Bench) -> bytes:
    """An update frees the content of the first page."""
    number, start = numbers_of(bench.both)["content"], len(bench.both)
    found = numbers_of(bench.both)
    update = b"xref\n%d 1\n0000000000 00001 f \n" % number
    update += b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (
        found["size"],
        found["root"],
        last_table(bench.both),
    )
    return bench.both + update + b"startxref\n%d\n%%%%EOF\n" % start


@forger(BYTES)
def bytes_after_the_end(bench: Bench) -> bytes:
    """Loose bytes after %%EOF."""
    return bench.both + b"% 100 %\n"


@forger(BYTES)
def line_after_the_end(bench: Bench) -> bytes:
    """One more line break after %%EOF."""
    return bench.both + b"\n"


@forger(BYTES)
def second_end_mark(bench: Bench) -> bytes:
    """A second startxref and %%EOF."""
    return bench.both + b"startxref\n%d\n%%%%EOF\n" % last_table(bench.both)


@forger(BYTES)
def bytes_before_the_header(bench: Bench) -> bytes:
    """Bytes before %PDF, which many readers skip."""
    return b"MZ junk\n" + bench.both


@forger(BYTES)
def other_document_before(bench: Bench) -> bytes:
    """Another whole document stands before the signed one."""
    return written(small_return(head_name="Khác")).data + bench.both


@forger(BYTES)
def other_document_after(bench: Bench) -> bytes:
    """Another whole document stands after the signed one."""
    return bench.both + written(small_return(head_name="Khác")).data


@forger(BYTES)
def end_cut_off(bench: Bench) -> bytes:
    """The last bytes are missing, as after a broken transfer."""
    return bench.both[:-7]


@forger(BYTES)
def byte_changed(bench: Bench) -> bytes:
    """One byte of the embedded data is another."""
    place = len(bench.pages.data) // 3
    return bench.both[:place] + bytes([bench.both[place] ^ 1]) + bench.both[place + 1 :]


# --- signature wrapping


@forger(WRAPPING)
def signed_bytes_moved(bench: Bench) -> bytes:
    """The second signed range is moved down; forged objects and a table stand where the signed table stood."""
    data, found = bench.both, numbers_of(bench.both)
    start, end = gap(data, 1)
    head, tail, table_at = data[: end + 1], data[end + 1 :], last_table(data)
    body = content_of(data) + b"\nq 1 1 1 rg 80 300 400 200 re f Q"
    places = _places(data, table_at)
    room = 100 + 40 * (len(places) + 2) + 100
    moved_to = table_at + room
    objects = bytearray()
    for number, text in {
        found["content"]: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body),
        found["KGDesk-Agency value"]: _signature_with_range(data, b"[0 %d @MOVED@ %d]" % (start - 1, len(tail))),
    }.items():
        places[number] = table_at + room + len(objects)
        objects += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    moved_to += len(objects)
    shift = moved_to - (end + 1)
    forged = {found["content"], found["KGDesk-Agency value"]}
    table = b"xref\n"
    for number, place in sorted(places.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, place + (shift if place > end and number not in forged else 0))
    previous = int(re.findall(rb"/Prev (\d+)", data)[-1])
    table += b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (found["size"], found["root"], previous)
    between = b" " * (table_at - end - 1) + table.ljust(room, b" ")
    return head + between + bytes(objects).replace(b"@MOVED@", b"%07d" % moved_to) + tail


def _places(data: bytes, table_at: int) -> dict[int, int]:
    """Read one table of places."""
    words = data[table_at : data.index(b"trailer", table_at)].split()[1:]
    places, position = dict[int, int](), 0
    while position < len(words):
        first, count = int(words[position]), int(words[position + 1])
        position += 2
        for number in range(first, first + count):
            if words[position + 2] == b"n":
                places[number] = int(words[position])
            position += 3
    return places


def _signature_with_range(data: bytes, range_text: bytes) -> bytes:
    """Take the dictionary of the agency's signature with another byte range in it."""
    start, end = gap(data, 1)
    opening = data.rindex(b" obj", 0, start) + 4
    closing = data.index(b"endobj", end)
    return re.sub(rb"/ByteRange \[[^\]]*\]", b"/ByteRange " + range_text, data[opening:closing])


@forger(WRAPPING)
def padding_filled(bench: Bench) -> bytes:
    """The zeros after the agency's signature value hold foreign data."""
    _, end = gap(bench.both, 1)
    return bench.both[: end - 8] + b"cafebabe" + bench.both[end:]


@forger(WRAPPING)
def padding_of_the_head_filled(bench: Bench) -> bytes:
    """The zeros after the head's value hold foreign data when the agency signs."""
    _, end = gap(bench.head_signed, 0)
    return bench.sign(bench.head_signed[: end - 8] + b"cafebabe" + bench.head_signed[end:], "agency")


@forger(WRAPPING)
def blanks_in_the_value(bench: Bench) -> bytes:
    """Line breaks among the hexadecimal digits."""
    _, end = gap(bench.both, 1)
    return bench.both[: end - 8] + b"00\n\n\n\n00" + bench.both[end:]


@forger(WRAPPING)
def comment_in_the_value(bench: Bench) -> bytes:
    """The value is closed early, and the rest of the gap is a comment."""
    _, end = gap(bench.both, 1)
    return bench.both[: end - 10] + b">%foreign>"[:10] + bench.both[end:]


def range_replaced(bench: Bench, values: tuple[int, ...]) -> bytes:
    def change(writer: Writer) -> None:
        value = field(writer, "KGDesk-Agency")["/V"]
        value["/ByteRange"] = generic.ArrayObject([generic.NumberObject(number) for number in values])
        writer.update_container(value)
        redrawn(writer)

    return bench.after(change)


@forger(WRAPPING)
def six_numbers_in_the_range(bench: Bench) -> bytes:
    """The byte range has three parts and leaves out two gaps."""
    start, end = gap(bench.both, 1)
    return range_replaced(bench, (0, start - 1, end + 1, 100, end + 101, len(bench.both) - end - 101))


@forger(WRAPPING)
def range_of_the_first_byte(bench: Bench) -> bytes:
    """The byte range covers next to nothing."""
    return range_replaced(bench, (0, 1, 1, 1))


@forger(WRAPPING)
def range_beyond_the_end(bench: Bench) -> bytes:
    """The byte range goes on where the file has ended."""
    return range_replaced(bench, (0, 100, 200, 10_000_000))


@forger(WRAPPING)
def signed_range_kept(bench: Bench) -> bytes:
    """The old byte range, repeated in a new dictionary beside a changed page."""
    start, end = gap(bench.both, 1)
    return range_replaced(bench, (0, start - 1, end + 1, len(bench.both) - end - 1))


# --- universal forgery


def value_changed(bench: Bench, change: Callable[[generic.DictionaryObject], None]) -> bytes:
    """Change the dictionary of the agency's signature and the page."""

    def both(writer: Writer) -> None:
        value = field(writer, "KGDesk-Agency")["/V"]
        change(value)
        writer.update_container(value)
        redrawn(writer)

    return bench.after(both)


@forger(UNIVERSAL)
def value_without_range(bench: Bench) -> bytes:
    """The signature has no byte range any more."""
    return value_changed(bench, lambda value: value.__delitem__("/ByteRange"))


@forger(UNIVERSAL)
def value_without_contents(bench: Bench) -> bytes:
    """The signature has no value any more."""
    return value_changed(bench, lambda value: value.__delitem__("/Contents"))


@forger(UNIVERSAL)
def value_null(bench: Bench) -> bytes:
    """The signature's value is null."""
    return value_changed(bench, lambda value: value.__setitem__("/Contents", generic.NullObject()))


@forger(UNIVERSAL)
def value_of_zeros(bench: Bench) -> bytes:
    """The signature's value is nothing but zeros, in its place."""
    start, end = gap(bench.both, 1)
    return bench.both[:start] + b"0" * (end - start) + bench.both[end:]


@forger(UNIVERSAL)
def other_handler(bench: Bench) -> bytes:
    """The signature names a handler nobody knows."""
    return value_changed(bench, lambda value: value.__setitem__("/SubFilter", pdf_name("/kgdesk.none")))


@forger(UNIVERSAL)
def field_without_value(bench: Bench) -> bytes:
    """The agency's field is emptied."""

    def change(writer: Writer) -> None:
        owner = field(writer, "KGDesk-Agency")
        del owner["/V"]
        writer.update_container(owner)

    return bench.after(change)


# --- shadow documents: the forger prepares the file before it is signed


def overlay(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Cover a part of the first page with a white form that can be taken away later."""
    cover = pdf.make_stream(b"1 1 1 rg 0 0 400 200 re f")
    cover.Type, cover.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    cover.BBox = pikepdf.Array([0, 0, 400, 200])
    page = pdf.pages[0]
    page.obj.Resources.XObject = pikepdf.Dictionary(Cover=cover)
    page.obj.Contents = pdf.make_stream(page.obj.Contents.read_bytes() + b"\nq 1 0 0 1 80 300 cm /Cover Do Q")
    return cover


@forger(SHADOW)
def cover_signed(bench: Bench) -> bytes:
    """A white cover hides a part of the page; both sign it."""
    return bench.sealed(lambda pdf: overlay(pdf) and None)


@forger(SHADOW)
def cover_taken_away(bench: Bench) -> bytes:
    """Shadow attack `hide`: the cover that was signed is emptied afterwards."""
    signed = cover_signed(bench)
    with pikepdf.Pdf.open(io.BytesIO(signed)) as pdf:
        number = pdf.pages[0].obj.Resources.XObject.Cover.objgen[0]
    empty = b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 0 >>\nstream\n\nendstream"
    return by_hand(signed, {number: empty})


@forger(SHADOW)
def font_replaced_after(bench: Bench) -> bytes:
    """Shadow attack `replace`: the font of the page is another one after signing."""

    def change(writer: Writer) -> None:
        fonts = first_page(writer)["/Resources"]["/Font"]
        font = next(iter(fonts.values())).get_object()
        widths = font["/Widths"]
        widths[40] = generic.NumberObject(0)
        font["/Widths"] = widths
        writer.update_container(font)

    return bench.after(change)


@forger(SHADOW)
def hidden_pages_shown(bench: Bench) -> bytes:
    """Shadow attack `hide and replace`: a second tree of pages lies in the signed file and is shown afterwards."""

    def hide(pdf: pikepdf.Pdf) -> None:
        page = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, 595, 842], Resources=pikepdf.Dictionary())
        )
        tree = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Count=1, Kids=[page]))
        page.Parent = tree
        pdf.Root.PieceInfo = pikepdf.Dictionary(KGDesk=pikepdf.Dictionary(Private=tree))

    def show(writer: Writer) -> None:
        writer.root["/Pages"] = writer.root["/PieceInfo"]["/KGDesk"].raw_get("/Private")
        writer.update_root()

    return updated(bench.sealed(hide), show)


@forger(SHADOW)
def hidden_pages_signed(bench: Bench) -> bytes:
    """Hidden pages wait in a file that both have signed."""

    def hide(pdf: pikepdf.Pdf) -> None:
        pdf.Root.PieceInfo = pikepdf.Dictionary(KGDesk=pikepdf.Dictionary(Private=pdf.make_stream(b"pages")))

    return bench.sealed(hide)


@forger(SHADOW)
def optional_content(bench: Bench) -> bytes:
    """What the page draws can be switched off as a layer."""

    def change(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Layer"))
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
        page = pdf.pages[0].obj
        page.Resources.Properties = pikepdf.Dictionary(L=layer)
        page.Contents = pdf.make_stream(b"/OC /L BDC\n" + page.Contents.read_bytes() + b"\nEMC")

    return bench.sealed(change)


def first_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(iter(pdf.pages[0].obj.Resources.Font.values()))


@forger(SHADOW)
def font_program_swapped(bench: Bench) -> bytes:
    """The letters of the font are drawn with other shapes; codes and widths are kept. Both sign."""

    def change(pdf: pikepdf.Pdf) -> None:
        program = first_font(pdf).FontDescriptor.FontFile2
        data = bytearray(program.read_bytes())
        count = int.from_bytes(data[4:6], "big")
        tables = {bytes(data[12 + 16 * n : 16 + 16 * n]): 12 + 16 * n for n in range(count)}
        start = int.from_bytes(data[tables[b"loca"] + 8 : tables[b"loca"] + 12], "big")
        data[start + 40 : start + 44] = data[start + 44 : start + 48]
        program.write(bytes(data))

    return bench.sealed(change)


@forger(SHADOW)
def letters_renamed(bench: Bench) -> bytes:
    """Copied text is another than the printed one. Both sign."""

    def change(pdf: pikepdf.Pdf) -> None:
        font = first_font(pdf)
        font.ToUnicode = pdf.make_stream(re.sub(rb"<39> <0039>", b"<39> <0031>", font.ToUnicode.read_bytes()))

    return bench.sealed(change)


@forger(SHADOW)
def letters_reordered(bench: Bench) -> bytes:
    """An encoding shows a nine where the data has a one. Both sign."""

    def change(pdf: pikepdf.Pdf) -> None:
        differences = [49, pikepdf.Name("/nine")]
        first_font(pdf).Encoding = pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=differences)

    return bench.sealed(change)


# --- annotations and fields


@forger(FORM)
def note_after(bench: Bench) -> bytes:
    """A free text lies over the page."""
    return bench.after(lambda writer: annotated(writer, free_text()))


@forger(FORM)
def note_between(bench: Bench) -> bytes:
    """A free text is laid over the page before the agency signs."""
    return bench.between(lambda writer: annotated(writer, free_text()))


@forger(FORM)
def link_after(bench: Bench) -> bytes:
    """A link leads away from the page."""
    action = dictionary(S=pdf_name("/URI"), URI=pdf_string("http://example.org"))
    link = dictionary(Subtype=pdf_name("/Link"), Rect=numbers(0, 0, 500, 800), A=action)
    return bench.after(lambda writer: annotated(writer, link))


def text_widget(name: str) -> generic.DictionaryObject:
    return dictionary(
        Subtype=pdf_name("/Widget"),
        FT=pdf_name("/Tx"),
        T=pdf_string(name),
        V=pdf_string("100 %"),
        DA=pdf_string("/Helv 12 Tf"),
        Rect=numbers(80, 300, 400, 500),
        F=generic.NumberObject(4),
    )


def with_new_field(writer: Writer) -> None:
    widget = text_widget("Note")
    annotated(writer, widget)
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(first_page(writer)["/Annots"].raw_get(-1))
    writer.update_container(fields)


@forger(FORM)
def field_over_the_page_after(bench: Bench) -> bytes:
    """A new text field lies over the page."""
    return bench.after(with_new_field)


@forger(FORM)
def field_over_the_page_between(bench: Bench) -> bytes:
    """A new text field is laid over the page before the agency signs."""
    return bench.between(with_new_field)


@forger(FORM)
def field_over_the_page_before(bench: Bench) -> bytes:
    """A text field that nobody expects is there from the beginning. Both sign."""

    def change(pdf: pikepdf.Pdf) -> None:
        look = pdf.make_stream(b"1 1 1 rg 0 0 400 200 re f")
        look.Type, look.Subtype, look.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 400, 200])
        widget = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T="Note",
                F=4,
                Rect=[80, 300, 480, 500],
                AP=pikepdf.Dictionary(N=look),
            )
        )
        pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=[widget]))
        pdf.pages[0].obj.Annots = pikepdf.Array([widget])

    return bench.sealed(change)


@forger(FORM)
def signature_field_over_the_page(bench: Bench) -> bytes:
    """The head's field lies over the text of the first page, so that its picture covers it. Both sign."""
    box = replace(bench.pages.boxes["head"], page=0, left=80, bottom=300, right=480, top=500)
    opened = fields_of(bench.pages.lines, FilledIssue(None, "BC-UBND", None))
    boxes = bench.pages.boxes | {"head": box}
    data = prepare_fields(bench.pages.data, boxes, text_fields=opened)
    return bench.sign(bench.sign(data, "head"), "agency")


@forger(FORM)
def signature_field_added(bench: Bench) -> bytes:
    """An empty visible signature field is laid over the page before the agency signs."""

    def change(writer: Writer) -> None:
        append_signature_field(writer, SigFieldSpec("Cover", on_page=0, box=(80, 300, 480, 500)))

    return bench.between(change)


@forger(FORM)
def signature_widget_enlarged(bench: Bench) -> bytes:
    """The head's field is stretched over the page afterwards."""

    def change(writer: Writer) -> None:
        owner = field(writer, "KGDesk-Head")
        owner["/Rect"] = numbers(0, 0, 600, 800)
        writer.update_container(owner)

    return bench.after(change)


@forger(FORM)
def signature_picture_replaced(bench: Bench) -> bytes:
    """The picture in the head's field is another before the agency signs."""

    def change(writer: Writer) -> None:
        owner = field(writer, "KGDesk-Head")
        look = generic.StreamObject(
            dict_data=dictionary(Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=numbers(0, 0, 10, 10)),
            stream_data=b"0 0 10 10 re f",
        )
        owner["/AP"] = dictionary(N=writer.add_object(look))
        writer.update_container(owner)

    return bench.between(change)


@forger(FORM)
def number_changed_after(bench: Bench) -> bytes:
    """Number 41 becomes 42, look and all, after the agency has signed."""
    fields = fields_of(bench.pages.lines, FilledIssue(42, "BC-UBND", DAY))

    def change(writer: Writer) -> None:
        from kgdesk.signing.pdf_text_fields import fill_text_fields

        fill_text_fields(writer, fields)

    return bench.after(change)


@forger(FORM)
def number_shown_is_another(bench: Bench) -> bytes:
    """The value says 41, the look 42; the agency signs."""
    fields = fields_of(bench.pages.lines, FILLED)
    shown = fields_of(bench.pages.lines, FilledIssue(42, "BC-UBND", DAY))
    mixed = tuple(replace(item, appearance=look.appearance) for item, look in zip(fields, shown, strict=True))

    def change(writer: Writer) -> None:
        from kgdesk.signing.pdf_text_fields import fill_text_fields

        fill_text_fields(writer, mixed)

    return bench.between(change, filled=None)


@forger(FORM)
def annex_has_another_number(bench: Bench) -> bytes:
    """The number on the annex is not that of the report; the agency signs."""
    fields = fields_of(bench.pages.lines, FILLED)
    other = fields_of(bench.pages.lines, FilledIssue(42, "BC-UBND", DAY))

    def change(writer: Writer) -> None:
        from kgdesk.signing.pdf_text_fields import fill_text_fields

        fill_text_fields(writer, (*fields[:2], other[2]))

    return bench.between(change, filled=None)


@forger(FORM)
def number_field_moved(bench: Bench) -> bytes:
    """The field of the number lies over the title; the agency signs."""

    def change(writer: Writer) -> None:
        owner = field(writer, "KGDesk-Number")
        owner["/Rect"] = numbers(100, 500, 500, 700)
        writer.update_container(owner)

    return bench.between(change)


@forger(FORM)
def readers_draw_the_fields(bench: Bench) -> bytes:
    """NeedAppearances makes readers draw the fields anew, each in its way."""

    def change(writer: Writer) -> None:
        form = writer.root["/AcroForm"]
        form[pdf_name("/NeedAppearances")] = generic.BooleanObject(True)
        writer.update_container(form)

    return bench.after(change)


@forger(FORM)
def script_in_a_field(bench: Bench) -> bytes:
    """The field of the number runs a script when it is shown. Both sign."""

    def change(writer: Writer) -> None:
        owner = field(writer, "KGDesk-Number")
        script = dictionary(S=pdf_name("/JavaScript"), JS=pdf_string("event.value = 'Số: 99/BC'"))
        owner[pdf_name("/AA")] = dictionary(F=script)
        writer.update_container(owner)

    return bench.sign(bench.sign(updated(bench.prepared, change), "head"), "agency")


# --- certification


@forger(CERTIFIED)
def permissions_removed(bench: Bench) -> bytes:
    """The catalogue forgets that the head has certified; then a note is added."""

    def change(writer: Writer) -> None:
        del writer.root["/Perms"]
        writer.update_root()
        annotated(writer, free_text())

    return bench.after(change)


@forger(CERTIFIED)
def permissions_widened(bench: Bench) -> bytes:
    """A new certification dictionary allows annotations."""

    def change(writer: Writer) -> None:
        value = field(writer, "KGDesk-Head")["/V"]
        value["/Reference"][0].get_object()["/TransformParams"]["/P"] = generic.NumberObject(3)
        writer.update_container(value)
        annotated(writer, free_text())

    return bench.after(change)


@forger(CERTIFIED)
def head_did_not_certify(bench: Bench) -> bytes:
    """The head only signs, the agency's clerk adds a note and signs."""
    data = stranger_signs(bench.prepared, bench.head, "KGDesk-Head")
    return bench.sign(updated(data, lambda writer: annotated(writer, free_text())), "agency")


@forger(CERTIFIED)
def agency_left_unlocked(bench: Bench) -> bytes:
    """The agency signs without the lock on the fields, and the number is changed."""

    def change(writer: Writer) -> None:
        owner = field(writer, "KGDesk-Agency")
        del owner["/Lock"]
        writer.update_container(owner)

    data = updated(bench.prepared, change)
    signed = bench.sign(bench.sign(data, "head"), "agency")
    fields = fields_of(bench.pages.lines, FilledIssue(42, "BC-UBND", DAY))

    def fill(writer: Writer) -> None:
        from kgdesk.signing.pdf_text_fields import fill_text_fields

        fill_text_fields(writer, fields)

    return updated(signed, fill)


# --- document


@forger(DOCUMENT)
def title_changed(bench: Bench) -> bytes:
    """The title in `/Info`, which readers show in the window, is another."""

    def change(writer: Writer) -> None:
        writer.set_info(dictionary(Title=pdf_string("Báo cáo đã duyệt")))

    return bench.after(change)


@forger(DOCUMENT)
def metadata_changed(bench: Bench) -> bytes:
    """The XMP metadata name another author."""

    def change(writer: Writer) -> None:
        metadata = writer.root["/Metadata"]
        body = metadata.data.replace("Phú Quốc".encode(), "Rạch Giá".encode())
        stream = generic.StreamObject(stream_data=body)
        stream[pdf_name("/Type")], stream[pdf_name("/Subtype")] = pdf_name("/Metadata"), pdf_name("/XML")
        writer.root["/Metadata"] = writer.add_object(stream)
        writer.update_root()

    return bench.after(change)


@forger(DOCUMENT)
def metadata_changed_between(bench: Bench) -> bytes:
    """The XMP metadata are changed before the agency signs."""

    def change(writer: Writer) -> None:
        stream = generic.StreamObject(stream_data=writer.root["/Metadata"].data.replace(b"KGDesk", b"Other!"))
        stream[pdf_name("/Type")], stream[pdf_name("/Subtype")] = pdf_name("/Metadata"), pdf_name("/XML")
        writer.root["/Metadata"] = writer.add_object(stream)
        writer.update_root()

    return bench.between(change)


@forger(DOCUMENT)
def orphan_object(bench: Bench) -> bytes:
    """An object that nothing refers to waits in an update for a later attack."""
    number = numbers_of(bench.both)["size"] + 1
    return by_hand(bench.both, {number: b"<< /Type /Page >>"})


@forger(DOCUMENT)
def orphan_object_between(bench: Bench) -> bytes:
    """An object that nothing refers to is added before the agency signs."""
    number = numbers_of(bench.head_signed)["size"] + 1
    return bench.sign(by_hand(bench.head_signed, {number: b"<< /Type /Page >>"}), "agency")


def scripted(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('x')")


@forger(DOCUMENT)
def script_on_opening(bench: Bench) -> bytes:
    """A script runs on opening; both sign."""
    return bench.sealed(scripted)


@forger(DOCUMENT)
def script_on_opening_after(bench: Bench) -> bytes:
    """A script on opening comes with an update."""

    def change(writer: Writer) -> None:
        script = dictionary(S=pdf_name("/JavaScript"), JS=pdf_string("app.alert(1)"))
        writer.root[pdf_name("/OpenAction")] = script
        writer.update_root()

    return bench.after(change)


@forger(DOCUMENT)
def script_among_the_names(bench: Bench) -> bytes:
    """A script of the whole document; both sign."""

    def change(pdf: pikepdf.Pdf) -> None:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.Root.Names.JavaScript = pikepdf.Dictionary(Names=["x", script])

    return bench.sealed(change)


@forger(DOCUMENT)
def action_of_a_page(bench: Bench) -> bytes:
    """A page runs an action when it is shown; both sign."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1"))

    return bench.sealed(change)


@forger(DOCUMENT)
def outline_runs_something(bench: Bench) -> bytes:
    """An entry of the outline starts a program; both sign."""

    def change(pdf: pikepdf.Pdf) -> None:
        entry = pdf.Root.Outlines.First
        if "/Dest" in entry:
            del entry["/Dest"]
        entry.A = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")

    return bench.sealed(change)


@forger(DOCUMENT)
def xfa_form(bench: Bench) -> bytes:
    """An XFA form, which some readers show instead of the pages; both sign."""

    def change(pdf: pikepdf.Pdf) -> None:
        form = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=pdf.make_stream(b"<xdp/>"))
        pdf.Root.AcroForm = pdf.make_indirect(form)

    return bench.sealed(change)


@forger(DOCUMENT)
def page_cropped(bench: Bench) -> bytes:
    """The first page shows its upper half only; both sign."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.CropBox = pikepdf.Array([0, 420, 595, 842])

    return bench.sealed(change)


@forger(DOCUMENT)
def page_cropped_after(bench: Bench) -> bytes:
    """An update shows the upper half of the first page only."""

    def change(writer: Writer) -> None:
        page = first_page(writer)
        page[pdf_name("/MediaBox")] = numbers(0, 420, 595, 842)
        writer.update_container(page)

    return bench.after(change)


@forger(DOCUMENT)
def page_turned_after(bench: Bench) -> bytes:
    """The first page stands on its head."""

    def change(writer: Writer) -> None:
        page = first_page(writer)
        page[pdf_name("/Rotate")] = generic.NumberObject(180)
        writer.update_container(page)

    return bench.after(change)


@forger(DOCUMENT)
def page_enlarged(bench: Bench) -> bytes:
    """The first page is printed larger (`/UserUnit`); both sign."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.UserUnit = 5

    return bench.sealed(change)


@forger(DOCUMENT)
def page_removed_after(bench: Bench) -> bytes:
    """The last page is gone."""

    def change(writer: Writer) -> None:
        tree = writer.root["/Pages"]
        del tree["/Kids"][len(tree["/Kids"]) - 1]
        tree["/Count"] = generic.NumberObject(len(tree["/Kids"]))
        writer.update_container(tree)

    return bench.after(change)


@forger(DOCUMENT)
def page_repeated(bench: Bench) -> bytes:
    """A page stands twice; both sign."""
    return bench.sealed(lambda pdf: pdf.pages.append(pdf.pages[-1]))


@forger(DOCUMENT)
def page_of_another_return(bench: Bench) -> bytes:
    """The last page is that of another return; both sign."""
    lines = small_return().lines
    other = written(small_return(lines=(lines[1], lines[0], *lines[2:])))

    def change(pdf: pikepdf.Pdf) -> None:
        with pikepdf.Pdf.open(io.BytesIO(other.data)) as source:
            foreign = pdf.copy_foreign(source.pages[-1].obj)
        pdf.pages[-1].obj.Contents = foreign.Contents

    return bench.sealed(change)


@forger(DOCUMENT)
def version_raised(bench: Bench) -> bytes:
    """An update claims a later version of the format."""

    def change(writer: Writer) -> None:
        writer.root[pdf_name("/Version")] = pdf_name("/2.0")
        redrawn(writer, b"")
        writer.update_root()

    return bench.after(change)


# --- embedded files


def other_data() -> bytes:
    return to_bytes(small_return(head_name="Nguyễn Văn Khác"))


@forger(FILES)
def data_replaced_before(bench: Bench) -> bytes:
    """The embedded return is another than the printed one; both sign."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AF[0].EF.F.write(other_data())

    return bench.sealed(change)


def embedded_stream(writer: Writer) -> generic.IndirectObject:
    stream = generic.StreamObject(stream_data=other_data())
    stream[pdf_name("/Type")], stream[pdf_name("/Subtype")] = pdf_name("/EmbeddedFile"), pdf_name("/application/json")
    return writer.add_object(stream)


def specification(writer: Writer) -> generic.IndirectObject:
    stream = embedded_stream(writer)
    name = pdf_string("kgdesk-return.json")
    return writer.add_object(
        dictionary(Type=pdf_name("/Filespec"), F=name, UF=name, EF=dictionary(F=stream, UF=stream))
    )


@forger(FILES)
def data_replaced_after(bench: Bench) -> bytes:
    """The embedded return is another after an update."""

    def change(writer: Writer) -> None:
        spec = writer.root["/AF"][0].get_object()
        stream = embedded_stream(writer)
        spec["/EF"] = dictionary(F=stream, UF=stream)
        writer.update_container(spec)

    return bench.after(change)


@forger(FILES)
def data_replaced_between(bench: Bench) -> bytes:
    """The embedded return is another before the agency signs."""

    def change(writer: Writer) -> None:
        spec = writer.root["/AF"][0].get_object()
        stream = embedded_stream(writer)
        spec["/EF"] = dictionary(F=stream, UF=stream)
        writer.update_container(spec)

    return bench.between(change)


@forger(FILES)
def second_data_in_the_names(bench: Bench) -> bytes:
    """A second return stands among the names."""

    def change(writer: Writer) -> None:
        names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
        names.append(pdf_string("kgdesk-return.json"))
        names.append(specification(writer))
        writer.update_container(names)

    return bench.after(change)


@forger(FILES)
def second_data_associated(bench: Bench) -> bytes:
    """A second return is associated with the document; both sign."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AF.append(pdf.make_indirect(_second(pdf)))

    return bench.sealed(change)


def _second(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    item = Attachment("kgdesk-return.json", other_data(), "x")
    stream = pdf.make_stream(item.data)
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Filespec, F=item.name, UF=item.name, EF=pikepdf.Dictionary(F=stream, UF=stream)
    )


@forger(FILES)
def second_data_on_a_page(bench: Bench) -> bytes:
    """A second return is associated with a page; both sign."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.AF = pikepdf.Array([pdf.make_indirect(_second(pdf))])

    return bench.sealed(change)


@forger(FILES)
def two_streams_for_one_file(bench: Bench) -> bytes:
    """Old and new readers take another stream for the same file; both sign."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AF[0].EF.UF = pdf.make_stream(other_data())

    return bench.sealed(change)


@forger(FILES)
def foreign_file_added(bench: Bench) -> bytes:
    """A program comes along as an attachment; both sign."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["setup.exe"] = b"MZ"

    return bench.sealed(change)


@forger(FILES)
def attachment_as_annotation(bench: Bench) -> bytes:
    """A file hangs on the page as an annotation."""

    def change(writer: Writer) -> None:
        pin = dictionary(Subtype=pdf_name("/FileAttachment"), Rect=numbers(0, 0, 20, 20), FS=specification(writer))
        annotated(writer, pin)

    return bench.after(change)


# --- signers


@forger(SIGNERS)
def agency_cut_off(bench: Bench) -> bytes:
    """The agency's signature is cut off; what is left is a whole file."""
    return bench.both[: len(bench.head_signed)]


@forger(SIGNERS)
def head_left_out(bench: Bench) -> bytes:
    """The agency alone signs."""
    return bench.sign(bench.prepared, "agency")


@forger(SIGNERS)
def nobody_signed(bench: Bench) -> bytes:
    """Fields and pictures, and no signature."""
    return bench.prepared


@forger(SIGNERS)
def signature_of_another_return(bench: Bench) -> bytes:
    """The head's signature is that of another return."""
    other = replace(bench.pages, data=rewritten(bench.pages.data, lambda pdf: setattr(pdf.docinfo, "Title", "x" * 70)))
    opened = fields_of(bench.pages.lines, FilledIssue(None, "BC-UBND", None))
    foreign = bench.sign(prepare_fields(other.data, other.boxes, text_fields=opened), "head")
    start, end = gap(bench.head_signed, 0)
    value = foreign[slice(*gap(foreign, 0))].ljust(end - start, b"0")[: end - start]
    return bench.sign(bench.head_signed[:start] + value + bench.head_signed[end:], "agency")


@forger(SIGNERS)
def value_of_the_head_repeated(bench: Bench) -> bytes:
    """The agency's field carries the head's signature value."""
    start, end = gap(bench.both, 1)
    value = bench.both[slice(*gap(bench.both, 0))].ljust(end - start, b"0")[: end - start]
    return bench.both[:start] + value + bench.both[end:]


@forger(SIGNERS)
def authority_of_the_same_name(bench: Bench) -> bytes:
    """A self-made authority of the same name issues keys with the same names."""
    forged = demo_authority.create(at=AT)
    head, agency = make_key(forged, "head"), make_key(forged, "agency")
    return bench.sign(bench.sign(bench.prepared, "head", head), "agency", agency)


@forger(SIGNERS)
def agency_of_a_false_authority(bench: Bench) -> bytes:
    """The head's signature is true, the agency's key comes from a false authority of the same name."""
    return bench.sign(bench.head_signed, "agency", make_key(demo_authority.create(at=AT), "agency"))


@forger(SIGNERS)
def certificate_exchanged(bench: Bench) -> bytes:
    """The signature is made with the forger's key and carries the agency's certificate."""
    stranger = make_key(demo_authority.create(at=AT), "agency")
    return bench.sign(bench.head_signed, "agency", replace(bench.agency, secret=stranger.secret))


@forger(SIGNERS)
def key_of_another_unit(bench: Bench) -> bytes:
    """The key of another reporting unit, of the right authority, signs for the agency."""
    from kgdesk.signing import keys

    packed = bench.authority.issue_pkcs12(unit_code="KG-912", unit_name="Kiên Hải", role="agency", password="x" * 8)
    return bench.sign(bench.head_signed, "agency", keys.load_pkcs12(packed, "x" * 8, "other.p12"))


@forger(SIGNERS)
def expired_key(bench: Bench) -> bytes:
    """A key that has expired by now claims a time when it was valid."""
    old = make_key(bench.authority, "agency", not_before=AT - timedelta(days=9), not_after=AT + timedelta(days=1))
    return bench.sign(bench.head_signed, "agency", old)


@forger(SIGNERS)
def key_not_for_signing(bench: Bench) -> bytes:
    """A certificate for enciphering only."""
    false = make_key(bench.authority, "agency", for_signing=False)
    return stranger_signs(bench.head_signed, false, "KGDesk-Agency")


@forger(SIGNERS)
def weak_digest(bench: Bench) -> bytes:
    """The agency's signature stands over SHA-1."""
    rsa = make_key(bench.authority, "agency", KeyKind.RSA_2048)

    class Weak:
        def sign(self, data: bytes, hash_name: str) -> bytes:  # noqa: ARG002 - always the weak one
            from cryptography.hazmat.primitives import hashes
            from cryptography.hazmat.primitives.asymmetric import padding

            return bytes(rsa.secret.key.sign(data, padding.PKCS1v15(), hashes.SHA1()))  # type: ignore[attr-defined]  # noqa: S303

    weak = replace(rsa, secret=Weak())
    return stranger_signs(bench.head_signed, weak, "KGDesk-Agency", md_algorithm="sha1")


@forger(SIGNERS)
def third_signature(bench: Bench) -> bytes:
    """Somebody of the same authority signs as a third."""
    return stranger_signs(bench.both, make_key(bench.authority, "stranger"))


@forger(SIGNERS)
def fields_renamed(bench: Bench) -> bytes:
    """The agency's signature stands in a field of another name."""

    def change(writer: Writer) -> None:
        owner = field(writer, "KGDesk-Agency")
        owner["/T"] = pdf_string("KGDesk-Clerk")
        writer.update_container(owner)

    return bench.after(change)


# --- receipts


@forger(RECEIPTS)
def receipt_says_another_thing(bench: Bench) -> bytes:
    """The page of a receipt says "sent back", its data "accepted"; the receiver signs."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AF[0].EF.F.write(canonical_receipt(receipt(Decision.ACCEPTED)))

    return bench.receipt(change)


@forger(RECEIPTS)
def receipt_of_the_unit_itself(bench: Bench) -> bytes:
    """The reporting unit signs the province's receipt with its own key."""
    return bench.receipt(unit="KG-911")


@forger(RECEIPTS)
def receipt_changed_after(bench: Bench) -> bytes:
    """The page of a receipt is changed by an update."""
    return updated(bench.receipt(), redrawn)


@forger(RECEIPTS)
def receipt_unsigned(bench: Bench) -> bytes:  # noqa: ARG001 - a forger takes a bench
    """A receipt that nobody has signed."""
    return write_receipt(receipt()).data


# --- validation data, timestamps, encryption


@forger(EXTRAS)
def validation_data_stuffed(bench: Bench) -> bytes:
    """The store of validation data holds a page content."""

    def change(writer: Writer) -> None:
        junk = writer.add_object(generic.StreamObject(stream_data=b"1 0 0 rg 0 0 900 900 re f"))
        store = dictionary(Certs=generic.ArrayObject([junk]), Page=junk)
        writer.root[pdf_name("/DSS")] = writer.add_object(store)
        writer.update_root()

    return bench.after(change)


@forger(EXTRAS)
def validation_data_unsealed(bench: Bench) -> bytes:
    """Validation data after the last signature, with no timestamp over it: nobody answers for them."""
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation.dss import DocumentSecurityStore

    def change(writer: Writer) -> None:
        certificates = [Certificate.load(bench.authority.certificate)]
        DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=certificates)

    return bench.after(change)


@forger(EXTRAS)
def timestamp_over_a_change(bench: Bench) -> bytes:
    """A true timestamp covers a changed page."""
    stamper = PdfTimeStamper(stamping_authority(bench.authority), field_name="Timestamp")
    changed = open_for_update(bench.after(redrawn), "stamp")
    return bytes(stamper.timestamp_pdf(changed, "sha256").getvalue())


@forger(EXTRAS)
def timestamp_that_is_seen(bench: Bench) -> bytes:
    """A timestamp's field is laid over the page."""

    def change(writer: Writer) -> None:
        append_signature_field(writer, SigFieldSpec("Timestamp", on_page=0, box=(80, 300, 480, 500)))

    stamper = PdfTimeStamper(stamping_authority(bench.authority), field_name="Timestamp")
    return bytes(stamper.timestamp_pdf(open_for_update(bench.after(change), "stamp"), "sha256").getvalue())


@forger(EXTRAS)
def encrypted(bench: Bench) -> bytes:
    """The file is encrypted, with an empty password."""
    target = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(bench.both)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="owner", user=""))
    return target.getvalue()


@forger(EXTRAS)
def saved_again(bench: Bench) -> bytes:
    """Another program has opened and saved the file."""
    return rewritten(bench.both, lambda _: None)


@forger(EXTRAS)
def linearised(bench: Bench) -> bytes:
    """A mail gateway has made the file ready for the web."""
    target = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(bench.both)) as pdf:
        pdf.save(target, linearize=True)
    return target.getvalue()
