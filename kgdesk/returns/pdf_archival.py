"""What makes a PDF last: PDF/A-3b (ISO 19005-3) wants its metadata as XMP and says which red is meant by red.

The colour profile is computed here from the figures of IEC 61966-2-1, so that no binary file is needed
and the bytes are the same everywhere.
"""

import struct
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from pikepdf import Pdf

PART, CONFORMANCE = 3, "B"
PROFILE_NAME = "sRGB IEC61966-2.1"
PRODUCER = "KGDesk"

# ICC.1:2001-04, version 2.4, which every reader of PDF 1.7 knows.
_VERSION = 0x02400000
_D50 = (0.9642, 1.0, 0.8249)
# Primaries of sRGB, adapted to D50 by Bradford's method: red, green, blue.
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.7141),
}
_CURVE_POINTS = 1024

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>{conformance}</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>vi</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def make_archival(pdf: "Pdf", *, at: datetime) -> None:
    """Add metadata, colour profile and language, and take out what PDF/A forbids; title and author stand in `/Info`.

    `at` dates the document, in `/Info` as in the XMP.
    """
    from pikepdf import Array, Dictionary, Name, String

    moment = at.astimezone(UTC)
    title, author = str(pdf.docinfo.get("/Title", "")), str(pdf.docinfo.get("/Author", ""))
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    pdf.docinfo.Title, pdf.docinfo.Author = title, author
    pdf.docinfo.Creator, pdf.docinfo.Producer = PRODUCER, PRODUCER
    pdf.docinfo.CreationDate = pdf.docinfo.ModDate = String(moment.strftime("D:%Y%m%d%H%M%SZ"))
    metadata = pdf.make_stream(_packet(title, author, moment))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = metadata
    profile = pdf.make_stream(srgb_profile())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(PROFILE_NAME),
        Info=String(PROFILE_NAME),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    pdf.Root.Lang = String("vi")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    for page in pdf.pages:
        if "/Trans" in page.obj:  # reportlab writes an empty transition
            del page.obj["/Trans"]


def _packet(title: str, author: str, moment: datetime) -> bytes:
    """Write the XMP packet; it says the same as `/Info`."""
    return _XMP.format(
        part=PART,
        conformance=CONFORMANCE,
        title=escape(title),
        author=escape(author),
        creator=PRODUCER,
        producer=PRODUCER,
        moment=moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
    ).encode()


@cache
def srgb_profile() -> bytes:
    """Write the ICC profile of sRGB: a display, matrix and curves."""
    curve = b"curv" + bytes(4) + struct.pack(">I", _CURVE_POINTS)
    curve += b"".join(struct.pack(">H", round(_linear(n / (_CURVE_POINTS - 1)) * 65535)) for n in range(_CURVE_POINTS))
    tags: dict[bytes, bytes] = {
        b"desc": _description(PROFILE_NAME),
        b"cprt": b"text" + bytes(4) + b"Public domain\0",
        b"wtpt": _xyz(_D50),
        **{name: _xyz(value) for name, value in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body, places = b"", b"", dict[bytes, int]()
    start = 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        if value not in places:
            places[value] = start + len(body)
            body += value + bytes(-len(value) % 4)
        table += name + struct.pack(">II", places[value], len(value))
    size = start + len(body)
    header = struct.pack(">I4sI4s4s4s", size, bytes(4), _VERSION, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H", 1998, 2, 9, 6, 49, 0) + b"acsp" + bytes(4 + 4 + 4 + 4 + 8 + 4)
    header += b"".join(_fixed(value) for value in _D50)
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _linear(value: float) -> float:
    """Undo the transfer curve of sRGB (IEC 61966-2-1, 4.2)."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - its figures


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(_fixed(value) for value in values)


def _description(text: str) -> bytes:
    """Write a `textDescriptionType`: ASCII, and empty Unicode and Macintosh parts."""
    ascii_text = text.encode("ascii") + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(ascii_text)) + ascii_text + bytes(4 + 4 + 2 + 1 + 67)
