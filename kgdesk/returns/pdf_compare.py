"""Do the pages of a PDF show what its data says? The writer is deterministic: the pages are made again and compared.

Everything a page draws with is compared: content, fonts, images, boxes, rotation. Of the
annotations only form fields may be there, for they are what signing adds.
"""

import hashlib
import io
import re
import zlib
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, TypeGuard, TypeVar

from kgdesk.domain.errors import Fault
from kgdesk.returns.pdf_stream import inflate
from kgdesk.signing.boxes import SignatureBox

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

T = TypeVar("T")

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_LEFT_OUT = {"/Parent", "/Annots"}  # /Annots is looked at apart
_FONT_FILES = {"/FontFile", "/FontFile2", "/FontFile3"}
_FONT_LETTERS = ("/ToUnicode", "/Widths")
_FONT_OWN = {
    *_FONT_LETTERS,  # marked apart
    "/BaseFont",
    "/FontName",
    "/Ascent",
    "/Descent",
    "/CapHeight",
    "/StemV",
    "/MissingWidth",
    "/Flags",
    "/FontBBox",
    "/ItalicAngle",
}
_ADDED_BY_SIGNING = {"/AcroForm", "/DSS", "/Perms", "/Extensions", "/Version"}
_MAX_DEPTH, _MAX_STREAM = 40, 20_000_000
_SLACK = 1.0  # points that a field may stand outside its box, for rounding


def page_differences(
    data: bytes, expected: bytes, *, boxes: Collection[SignatureBox] | None = None, name: str = "báo cáo.pdf"
) -> tuple[int, ...]:
    """Numbers (from 1) of the pages that are not as expected, missing and surplus ones included.

    0 stands for the document itself: something that runs, or shows other than its pages.
    `expected` is a fresh `write_pdf` of the canonical document that `data` carries; `boxes` are
    its places for signatures, outside of which no field may lie (None: anywhere). Font programs
    are left out, since another computer has another file of the typeface: see `foreign_fonts`.
    Raises Fault `pdf.unreadable`.
    """
    shown, wanted = _read(data, name, _Reader(boxes).document), _read(expected, name, _Reader(boxes).document)
    length = max(len(shown), len(wanted))
    pairs = zip(shown + [b""] * (length - len(shown)), wanted + [b""] * (length - len(wanted)), strict=True)
    return tuple(number for number, (one, other) in enumerate(pairs) if one != other)


def foreign_fonts(data: bytes, expected: bytes, *, name: str = "báo cáo.pdf") -> tuple[str, ...]:
    """Names of the fonts in `data` whose programs this computer would not have embedded.

    Not a fault by itself (Windows' Times New Roman seen from Debian), but what such a font draws
    for each letter is not proved by `page_differences`. Raises Fault `pdf.unreadable`.
    """
    known = {digest for _, digest in _read(expected, name, _font_programs)}
    return tuple(sorted({font for font, digest in _read(data, name, _font_programs) if digest not in known}))


def _read(data: bytes, name: str, reader: "Callable[[Pdf], T]") -> T:
    import pikepdf

    try:
        with pikepdf.Pdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise Fault("pdf.unreadable", file=name)
            return reader(pdf)
    except (
        pikepdf.PdfError,
        pikepdf.PasswordError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
        zlib.error,
    ) as error:
        raise Fault("pdf.unreadable", file=name) from error


class _Reader:
    """Turns what is shown into marks: one for the document, then one for each page."""

    def __init__(self, boxes: Collection[SignatureBox] | None) -> None:
        self._boxes = boxes
        self._known: dict[tuple[int, int], bytes] = {}

    def document(self, pdf: "Pdf") -> list[bytes]:
        """Mark the document and its pages."""
        return [_root_mark(pdf), *(self._page(page.obj, index) for index, page in enumerate(pdf.pages))]

    def _page(self, page: "Object", index: int) -> bytes:
        entries = {str(key): value for key, value in page.items() if str(key) not in _LEFT_OUT}
        for key in _INHERITED:
            inherited = _inherited(page, key)
            if inherited is not None:
                entries[key] = inherited
        digest = hashlib.sha256()
        for key in sorted(entries):
            digest.update(key.encode() + b"=" + self._mark(entries[key], 0))
        for annotation in page.get("/Annots", ()):
            if not self._is_field(annotation, index):
                digest.update(b"annotation" + self._mark(annotation.get("/Rect"), 0))
        return digest.digest()

    def _is_field(self, annotation: "Object", index: int) -> bool:
        """Whether an annotation is a signature or text field that lies where one may lie."""
        kind = annotation.get("/FT")
        if kind is None and "/Parent" in annotation:
            kind = annotation.Parent.get("/FT")
        if str(annotation.get("/Subtype")) != "/Widget" or str(kind) not in {"/Sig", "/Tx"}:
            return False
        x0, y0, x1, y1 = (float(edge) for edge in annotation.Rect)
        left, right, bottom, top = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if self._boxes is None or right - left == 0 or top - bottom == 0:
            return True
        return any(
            box.page == index
            and box.left - _SLACK <= left <= right <= box.right + _SLACK
            and box.bottom - _SLACK <= bottom <= top <= box.top + _SLACK
            for box in self._boxes
        )

    def _mark(self, item: "Object | None", depth: int) -> bytes:
        """Hash an object with all it refers to."""
        if depth > _MAX_DEPTH:
            raise ValueError("nested too deep")
        key = getattr(item, "objgen", (0, 0))
        if key == (0, 0):
            return self._fresh_mark(item, depth)
        if key not in self._known:
            self._known[key] = b"cycle"
            self._known[key] = self._fresh_mark(item, depth)
        return self._known[key]

    def _fresh_mark(self, item: "Object | None", depth: int) -> bytes:
        from pikepdf import Array, Dictionary, Stream

        digest, left_out = hashlib.sha256(), set()
        if isinstance(item, Stream):
            digest.update(b"stream" + inflate(item, limit=_MAX_STREAM))
            item, left_out = item.stream_dict, {"/Length", "/Filter", "/DecodeParms"}
        elif _is_font(item):
            digest.update(_letters_mark(item))
            left_out = _FONT_FILES | _FONT_OWN
        if isinstance(item, Dictionary):
            for key in sorted(set(map(str, item.keys())) - left_out):
                digest.update(key.encode() + b":" + self._mark(item[key], depth + 1))
        elif isinstance(item, Array):
            for part in item:
                digest.update(b"," + self._mark(part, depth + 1))
        else:
            digest.update(f"{type(item).__name__} {item}".encode())
        return digest.digest()


def _letters_mark(font: "Object") -> bytes:
    """Mark which letter each code stands for, and its width.

    The map of letters names its font, and codes without a letter have the width that the face
    gives to what it lacks: both differ from face to face and show nothing.
    """
    if "/ToUnicode" not in font or "/Widths" not in font:
        return b"".join(str(font.get(key)).encode() for key in _FONT_LETTERS if key in font)
    name = str(font.BaseFont).lstrip("/").encode()
    letters = inflate(font.ToUnicode, limit=_MAX_STREAM).replace(name, b"")
    unused = {int(code, 16) for code in re.findall(rb"<([0-9A-F]{2})> <0000>", letters)}
    first = int(font.get("/FirstChar", 0))
    widths = ["" if code in unused else str(width) for code, width in enumerate(font.Widths, start=first)]
    return letters + ",".join(widths).encode()


def _is_font(item: "Object | None") -> "TypeGuard[Object]":
    from pikepdf import Dictionary

    return isinstance(item, Dictionary) and str(item.get("/Type")) in {"/Font", "/FontDescriptor"}


def _inherited(page: "Object", key: str) -> "Object | None":
    """Look an entry up on the page or on the nodes above it."""
    node = page
    for _ in range(_MAX_DEPTH):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            return None
        node = node.Parent
    raise ValueError("the tree of pages is not one")


def _root_mark(pdf: "Pdf") -> bytes:
    """Mark what the document may run or show beside its pages."""
    keys = set(map(str, pdf.Root.keys())) - _ADDED_BY_SIGNING
    names = set(map(str, pdf.Root.get("/Names", {}).keys()))
    form = {"/XFA"} & set(map(str, pdf.Root.get("/AcroForm", {}).keys()))
    return repr([sorted(keys), sorted(names), sorted(form)]).encode()


def _font_programs(pdf: "Pdf") -> list[tuple[str, str]]:
    return [
        (str(item.get("/FontName", "")).lstrip("/"), hashlib.sha256(inflate(item[key], limit=_MAX_STREAM)).hexdigest())
        for item in _descriptors(pdf)
        for key in _FONT_FILES
        if key in item
    ]


def _descriptors(pdf: "Pdf") -> "Iterator[Object]":
    from pikepdf import Dictionary

    for item in pdf.objects:
        if isinstance(item, Dictionary) and str(item.get("/Type")) == "/FontDescriptor":
            yield item
