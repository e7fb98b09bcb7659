"""Do the pages of a PDF show what its data says? The writer is deterministic: the pages are made again and compared.

Everything a page draws with is compared: content, fonts, images, boxes, rotation. Of the
annotations only signature fields and the lines for number and date may be there.
"""

import hashlib
import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, TypeGuard

from kgdesk.returns.pdf_embedded import field_values, opened, read_issue
from kgdesk.returns.pdf_issue import IssueLine, fields_of, issue_of
from kgdesk.returns.pdf_stream import inflate
from kgdesk.signing.boxes import SignatureBox
from kgdesk.signing.pdf_text_fields import PRINTED, TextField

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

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
_FORM = {"/Fields", "/SigFlags", "/DR"}
_WIDGET = {"/Type", "/Subtype", "/FT", "/T", "/TU", "/V", "/F", "/Rect", "/P", "/AP"}
_SIGNATURE_WIDGET = {*_WIDGET, "/Lock"}
_LINE_WIDGET = {*_WIDGET, "/DA"}
_LOOK = {"/Type", "/Subtype", "/BBox", "/Resources", "/Length", "/Filter"}
_MAX_DEPTH, _MAX_STREAM = 40, 20_000_000
_SLACK = 1.0  # points that a field may stand outside its box, for rounding
_HAIR = 0.01  # points between a line and its place


def page_differences(
    data: bytes,
    expected: bytes,
    *,
    boxes: Collection[SignatureBox] | None = None,
    lines: Collection[IssueLine] = (),
    name: str = "báo cáo.pdf",
) -> tuple[int, ...]:
    """Numbers (from 1) of the pages that are not as expected, missing and surplus ones included.

    0 stands for the document itself: something that runs, or shows other than its pages.
    `expected` is a fresh `write_pdf` of the canonical document that `data` carries; `boxes` are
    its places for signatures, outside of which no field may lie (None: anywhere), `lines` those that wait for
    number and date: each must be there once, open or filled, with the look that its value has. Font programs
    are left out, since another computer has another file of the typeface: see `foreign_fonts`.
    Raises Fault `pdf.unreadable`.
    """
    shown = opened(data, name, _Reader(boxes, lines).document)
    wanted = opened(expected, name, _Reader(boxes, ()).document)
    length = max(len(shown), len(wanted))
    pairs = zip(shown + [b""] * (length - len(shown)), wanted + [b""] * (length - len(wanted)), strict=True)
    return tuple(number for number, (one, other) in enumerate(pairs) if one != other)


def foreign_fonts(
    data: bytes, expected: bytes, *, lines: Collection[IssueLine] = (), name: str = "báo cáo.pdf"
) -> tuple[str, ...]:
    """Names of the fonts in the pages of `data` whose programs this computer would not have embedded.

    Not a fault by itself (Windows' Times New Roman seen from Debian), but what such a font draws
    for each letter is not proved by `page_differences`. Raises Fault `pdf.unreadable`.
    """
    issue = read_issue(data, name) if lines else None
    looks = [] if issue is None else [item.appearance for item in fields_of(lines, issue)]
    known = {digest for own in (expected, *looks) for _, digest in opened(own, name, _font_programs)}
    return tuple(sorted({font for font, digest in opened(data, name, _font_programs) if digest not in known}))


class _Reader:
    """Turns what is shown into marks: one for the document, then one for each page."""

    def __init__(self, boxes: Collection[SignatureBox] | None, lines: Collection[IssueLine]) -> None:
        self._boxes = boxes
        self._lines = lines
        self._fields: dict[str, TextField] = {}
        self._known: dict[tuple[int, int], bytes] = {}
        self._places: dict[tuple[int, int], int] = {}

    def document(self, pdf: "Pdf") -> list[bytes]:
        """Mark the document and its pages."""
        self._places = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        issue = issue_of(field_values(pdf)) if self._lines else None
        if issue is not None:
            self._fields = {item.name: item for item in fields_of(self._lines, issue)}
        return [self._root(pdf), *(self._page(page.obj, index) for index, page in enumerate(pdf.pages))]

    def _root(self, pdf: "Pdf") -> bytes:
        """Mark what the document may run or show beside its pages: actions, outline, metadata, attached files."""
        digest = hashlib.sha256()
        for key in sorted(set(map(str, pdf.Root.keys())) - _ADDED_BY_SIGNING - {"/Pages"}):
            digest.update(key.encode() + b"=" + self._mark(pdf.Root[key], 0))
        digest.update(b"info" + self._fresh_mark(pdf.docinfo, 0))
        form: Any = pdf.Root.get("/AcroForm", {})
        foreign = sorted(set(map(str, form.keys())) - _FORM)
        for field in form.get("/Fields", ()):
            if str(field.get("/FT")) != "/Sig" and str(field.get("/T", "")) not in self._fields:
                foreign.append(f"field {field.get('/T', '')}")
        return hashlib.sha256(digest.digest() + repr(foreign).encode()).digest()

    def _page(self, page: "Object", index: int) -> bytes:
        entries = {str(key): value for key, value in page.items() if str(key) not in _LEFT_OUT}
        for key in _INHERITED:
            inherited = _inherited(page, key)
            if inherited is not None:
                entries[key] = inherited
        digest = hashlib.sha256()
        for key in sorted(entries):
            digest.update(key.encode() + b"=" + self._mark(entries[key], 0))
        waiting = {line.name for line in self._lines if line.box.page == index}
        for annotation in page.get("/Annots", ()):
            name = str(annotation.get("/T", ""))
            if name in waiting and self._is_line(annotation, self._fields.get(name)):
                waiting.remove(name)
            elif not self._is_signature(annotation, index):
                digest.update(b"annotation" + self._mark(annotation.get("/Rect"), 0))
        digest.update(repr(sorted(waiting)).encode() if waiting else b"")
        return digest.digest()

    def _is_signature(self, annotation: "Object", index: int) -> bool:
        """Whether an annotation is a signature field that lies where one may lie, and does nothing."""
        if str(annotation.get("/Subtype")) != "/Widget" or str(annotation.get("/FT")) != "/Sig":
            return False
        if not set(map(str, annotation.keys())) <= _SIGNATURE_WIDGET:
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

    def _is_line(self, annotation: "Object", field: TextField | None) -> bool:
        """Whether an annotation is the line it says, in its place, with the look of its value and nothing more."""
        if field is None or not set(map(str, annotation.keys())) <= _LINE_WIDGET:
            return False
        box = field.box
        edges = zip(annotation.Rect, (box.left, box.bottom, box.right, box.top), strict=True)
        return (
            str(annotation.get("/Subtype")) == "/Widget"
            and str(annotation.get("/FT")) == "/Tx"
            and str(annotation.get("/V", "")) == field.text
            and int(annotation.get("/F", 0)) == PRINTED
            and all(abs(float(found) - wanted) < _HAIR for found, wanted in edges)
            and set(map(str, annotation.AP.keys())) == {"/N"}
            and self._look(annotation.AP.N) == self._expected_look(field)
        )

    def _look(self, form: "Object") -> bytes:
        """Mark an appearance: what it draws, with what, and in which frame."""
        if not set(map(str, form.stream_dict.keys())) <= _LOOK:
            return b""
        return self._drawn(inflate(form, limit=_MAX_STREAM), form.get("/Resources"), form.get("/BBox"))

    def _expected_look(self, field: TextField) -> bytes:
        def mark(pdf: "Pdf") -> bytes:
            page = pdf.pages[0].obj
            return _Reader(None, ())._drawn(  # noqa: SLF001 - another document's objects need another memory
                inflate(page.Contents, limit=_MAX_STREAM), page.get("/Resources"), page.get("/MediaBox")
            )

        return opened(field.appearance, field.name, mark)

    def _drawn(self, content: bytes, resources: "Object | None", frame: "Object | None") -> bytes:
        return hashlib.sha256(content).digest() + self._mark(resources, 0) + self._mark(frame, 0)

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
        if isinstance(item, Dictionary) and item.objgen in self._places:
            return b"page %d" % self._places[item.objgen]
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


def _font_programs(pdf: "Pdf") -> list[tuple[str, str]]:
    return [
        (str(item.get("/FontName", "")).lstrip("/"), hashlib.sha256(inflate(item[key], limit=_MAX_STREAM)).hexdigest())
        for item in _descriptors(pdf)
        for key in _FONT_FILES
        if key in item
    ]


def _descriptors(pdf: "Pdf") -> "Iterator[Object]":
    """Every font that a page or a field on it draws with; what lies about unused is not shown."""
    from pikepdf import Array, Dictionary, Stream

    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Object, int]] = [(page.obj, 0) for page in pdf.pages]
    while waiting:
        item, depth = waiting.pop()
        if item.objgen != (0, 0):
            if item.objgen in seen:
                continue
            seen.add(item.objgen)
        if depth > _MAX_DEPTH:
            raise ValueError("nested too deep")
        if isinstance(item, Stream):
            item = item.stream_dict
        if isinstance(item, Array):
            waiting.extend((part, depth + 1) for part in item if isinstance(part, Array | Dictionary | Stream))
        elif isinstance(item, Dictionary):
            if str(item.get("/Type")) == "/FontDescriptor":
                yield item
            parts = (item[key] for key in map(str, item.keys()) if key not in {"/Parent", "/P", "/V"})
            waiting.extend((part, depth + 1) for part in parts if isinstance(part, Array | Dictionary | Stream))
