"""A Word document as bytes: what python-docx brings along and nobody asked for is left out, the rest is fixed.

Equal documents give equal bytes: times are the document's own, parts are packed sorted with one fixed time.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kgdesk.returns.package import write_package
from kgdesk.returns.packed_text import PackedText
from kgdesk.returns.pdf_fonts import composed

if TYPE_CHECKING:
    from docx.document import Document

_BODY, _BEGIN = "word/document.xml", b"<w:body>"
_FACE = "Times New Roman"
_UNWANTED = ("/thumbnail", "/extended-properties", "/customXml", "/stylesWithEffects")


def new_document(*, title: str, author: str, at: datetime, size: float) -> "Document":
    """Begin an empty document in Times New Roman, Vietnamese, single spacing; `at` is its only time."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    normal = document.styles["Normal"]
    normal.font.name = _FACE
    normal.font.size = Pt(size)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), _FACE)
    for language in document.styles.element.iter(qn("w:lang")):
        language.attrib.clear()
        language.set(qn("w:val"), "vi-VN")
    _set_properties(document, title=title, author=author, at=at)
    return document


def _set_properties(document: "Document", *, title: str, author: str, at: datetime) -> None:
    properties, moment = document.core_properties, at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    properties.title, properties.author, properties.last_modified_by = composed(title), composed(author), "KGDesk"
    properties.created = properties.modified = moment
    properties.revision = 1
    properties.comments = properties.keywords = properties.subject = properties.category = ""
    properties.language = "vi-VN"


def packed(document: "Document", content: PackedText) -> bytes:
    """Save the document, `content` being the WordprocessingML before its last section's properties."""
    for owner in (document.part.package, document.part):
        for name, relation in tuple(owner.rels.items()):
            if relation.reltype.endswith(_UNWANTED):
                del owner.rels[name]
    target = io.BytesIO()
    document.save(target)
    with zipfile.ZipFile(target) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return write_package({**parts, _BODY: _filled(parts[_BODY], content)})


def _filled(empty: bytes, content: PackedText) -> Iterator[bytes]:
    before, mark, after = empty.partition(_BEGIN)
    yield before + mark
    yield from content.blocks()
    yield after
