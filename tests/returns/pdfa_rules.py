"""What PDF/A-3b (ISO 19005-3, clauses of part 2 where part 3 refers to it) asks, as far as it can be checked here.

`problems(data)` looks at: 6.1.2 header; 6.1.3 trailer, identifier, encryption, end of file; 6.1.7 streams and
filters; 6.1.8 names; 6.1.10 inline images; 6.1.12 permissions and signature references; 6.1.13 limits;
6.2.2 operators and resources; 6.2.3 output intent and its profile; 6.2.4 colour spaces; 6.2.5 graphics states;
6.2.8 images; 6.2.9 XObjects; 6.2.10 transparency; 6.2.11 fonts: embedded, symbolic, glyphs present, widths;
6.3 annotations; 6.4 forms; 6.5 actions; 6.6 metadata and `/Info`; 6.8 embedded files; 6.9 optional content;
6.10 alternate presentations; 6.11 requirements.

Not checked, for want of a validator (veraPDF) and of a model of all of it: the schemas of XMP beyond what is
read here, the outlines inside font programs, the profile's curves, and whatever concerns features that these
files do not use (JPEG 2000, CID fonts, rendering intents of images, tagged structure of level A).
"""

import io
import re
import struct
from collections.abc import Iterator
from typing import Any

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, Pdf, Stream

_PAINTING = "b B b* B* f F f* n s S W W* sh Do"
_PATHS = "c h l m re v y"
_STATE = "cm d g G gs i j J M q Q rg RG ri w CS cs SC sc SCN scn"
_TEXT = "BT ET T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz ' \""
_MARKED = "BDC BMC EMC MP"
OPERATORS = frozenset(f"{_PAINTING} {_PATHS} {_STATE} {_TEXT} {_MARKED}".split())
NAMED = {"Do": "/XObject", "Tf": "/Font", "gs": "/ExtGState", "cs": "/ColorSpace", "CS": "/ColorSpace"}
SHOWN = {"Tj", "TJ", "'", '"'}
_PRINT, _NEVER = 4, 1 | 2 | 32 | 256  # Print; Invisible, Hidden, NoView, ToggleNoView
_DIGESTS = {"/DigestLocation", "/DigestMethod", "/DigestValue"}
_NS = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}


def problems(data: bytes) -> list[str]:
    """List what breaks a rule, each with its clause."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        return [
            *_file(data, pdf),
            *_objects(pdf),
            *_document(pdf),
            *_metadata(pdf),
            *_intent(pdf),
            *_form(pdf),
            *_files(pdf),
            *(found for page in pdf.pages for found in _page(page.obj)),
        ]


def _file(data: bytes, pdf: Pdf) -> Iterator[str]:
    lines = re.split(rb"\r\n|\r|\n", data[:200])
    if not re.fullmatch(rb"%PDF-1\.[0-7]", lines[0]) or not re.match(rb"%[\x80-\xff]{4}", lines[1]):
        yield "6.1.2 header"
    if not data.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield "6.1.3 data after the end"
    if "/ID" not in pdf.trailer or "/Encrypt" in pdf.trailer:
        yield "6.1.3 identifier or encryption"


def _objects(pdf: Pdf) -> Iterator[str]:
    if len(pdf.objects) > 8_388_607:
        yield "6.1.13 objects"
    for item in pdf.objects:
        if isinstance(item, Stream):
            if {"/F", "/FFilter", "/FDecodeParms"} & set(map(str, item.stream_dict.keys())):
                yield "6.1.7.1 external stream"
            filters = item.get("/Filter", ())
            names = [str(each) for each in filters] if isinstance(filters, Array) else [str(filters)]
            if {"/LZWDecode", "/Crypt"} & set(names):
                yield "6.1.7.2 filter"
        for value in _values(item, 0):
            if isinstance(value, pikepdf.String) and len(bytes(value)) > 32767:
                yield "6.1.13 string"
            if isinstance(value, Name) and len(str(value).encode()) > 127:
                yield "6.1.13 name"
            if isinstance(value, int) and not -(2**31) <= value < 2**31:
                yield "6.1.13 integer"


def _values(item: Any, depth: int) -> Iterator[Any]:
    if depth > 20:
        return
    if isinstance(item, Stream):
        item = item.stream_dict
    if isinstance(item, Dictionary):
        parts = list(item.as_dict().values())
    elif isinstance(item, Array):
        parts = list(item)
    else:
        yield item
        return
    for part in parts:
        if getattr(part, "is_indirect", False) is not True:
            yield from _values(part, depth + 1)


def _document(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    for key, clause in {
        "/OCProperties": "6.9",
        "/AA": "6.5",
        "/OpenAction": "6.5",
        "/Requirements": "6.11",
        "/NeedsRendering": "6.4.2",
    }.items():
        if key in root:
            yield f"{clause} {key}"
    if {"/AlternatePresentations", "/JavaScript"} & set(map(str, root.get("/Names", {}).keys())):
        yield "6.10 names"
    if "/Perms" in root and not set(map(str, root.Perms.keys())) <= {"/DocMDP", "/UR3"}:
        yield "6.1.12 permissions"
    for item in pdf.objects:
        if not isinstance(item, Dictionary):
            continue
        keys = set(map(str, item.keys()))
        if {"/TransformMethod"} <= keys and _DIGESTS & keys:
            yield "6.1.12 signature reference"
        if str(item.get("/Type")) == "/Action":
            yield "6.5 action"
    yield from _outline(root.get("/Outlines"))


def _outline(item: Any) -> Iterator[str]:
    seen = 0
    waiting = [] if item is None else [item]
    while waiting and seen < 10_000:
        seen += 1
        entry = waiting.pop()
        if "/A" in entry or "/AA" in entry:
            yield "6.5 outline"
        waiting.extend(entry[key] for key in ("/First", "/Next") if key in entry)


def _metadata(pdf: Pdf) -> Iterator[str]:
    metadata = pdf.Root.get("/Metadata")
    if metadata is None or (str(metadata.Type), str(metadata.Subtype)) != ("/Metadata", "/XML"):
        yield "6.6.2 metadata"
        return
    packet = metadata.read_bytes()
    if b"bytes=" in packet[:80] or b"encoding=" in packet[:80]:
        yield "6.6.2.1 packet header"
    tree = etree.fromstring(packet)

    def text(path: str) -> str:
        found = tree.xpath(f"string(//{path})", namespaces=_NS)
        return str(found)

    if (text("pdfaid:part"), text("pdfaid:conformance")) != ("3", "B"):
        yield "6.6.4 identification"
    info = {str(key): str(value) for key, value in pdf.docinfo.items()}
    pairs = {
        "/Title": text("dc:title//rdf:li"),
        "/Author": text("dc:creator//rdf:li"),
        "/Creator": text("xmp:CreatorTool"),
        "/Producer": text("pdf:Producer"),
        "/CreationDate": _pdf_date(text("xmp:CreateDate")),
        "/ModDate": _pdf_date(text("xmp:ModifyDate")),
    }
    if info != pairs:
        yield f"6.6.3 information {info} {pairs}"


def _pdf_date(text: str) -> str:
    return "D:" + re.sub(r"[-:T]", "", text)


def _intent(pdf: Pdf) -> Iterator[str]:
    intents = [item for item in pdf.Root.get("/OutputIntents", ()) if str(item.S) == "/GTS_PDFA1"]
    if len(intents) != 1 or "/OutputConditionIdentifier" not in intents[0]:
        yield "6.2.3 output intent"
        return
    profile = intents[0].DestOutputProfile
    data = profile.read_bytes()
    size, version, kind, space, mark = struct.unpack(">I4xI4s4s16x4s", data[:40])
    if size != len(data) or version >> 24 > 4 or kind != b"mntr" or space != b"RGB " or mark != b"acsp":
        yield "6.2.3 profile"
    if int(profile.N) != 3:
        yield "6.2.4.2 components"
    count = struct.unpack(">I", data[128:132])[0]
    tags = {}
    for number in range(count):
        name, start, length = struct.unpack(">4sII", data[132 + 12 * number : 144 + 12 * number])
        tags[name] = (start, length)
        if start % 4 or start + length > len(data):
            yield "6.2.3 tag"
    if not {b"desc", b"cprt", b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"} <= tags.keys():
        yield "6.2.3 tags"


def _form(pdf: Pdf) -> Iterator[str]:
    form = pdf.Root.get("/AcroForm", Dictionary())
    if "/XFA" in form:
        yield "6.4.2 XFA"
    if form.get("/NeedAppearances", False):
        yield "6.4.1 NeedAppearances"
    widgets = {item.objgen for page in pdf.pages for item in page.obj.get("/Annots", ())}
    for field in form.get("/Fields", ()):
        if {"/A", "/AA"} & set(map(str, field.keys())):
            yield "6.4.1 action in a field"
        if "/Rect" in field and "/P" in field and field.objgen not in widgets:
            yield "a widget on no page"


def _files(pdf: Pdf) -> Iterator[str]:
    associated = {item.objgen for item in pdf.Root.get("/AF", ())}
    for item in pdf.objects:
        if not isinstance(item, Dictionary) or "/EF" not in item:
            continue
        if not {"/F", "/UF", "/AFRelationship"} <= set(map(str, item.keys())):
            yield "6.8 file specification"
        if item.objgen not in associated:
            yield "6.8 file of nothing"
        for stream in item.EF.as_dict().values():
            if not re.fullmatch(r"/\w+/[\w.+-]+", str(stream.get("/Subtype"))):
                yield "6.8 type of the file"
            if "/ModDate" not in stream.get("/Params", {}):
                yield "6.8 date of the file"


def _page(page: Any) -> Iterator[str]:
    for key in ("/AA", "/PresSteps", "/Trans"):
        if key in page:
            yield f"6.10 {key}"
    yield from _content(page, page.get("/Resources", Dictionary()))
    for annotation in page.get("/Annots", ()):
        yield from _annotation(annotation)


def _annotation(item: Any) -> Iterator[str]:
    if str(item.Subtype) != "/Widget":
        yield f"6.3.1 {item.Subtype}"
    flags = int(item.get("/F", 0))
    if not flags & _PRINT or flags & _NEVER:
        yield "6.3.2 flags"
    if {"/A", "/AA"} & set(map(str, item.keys())):
        yield "6.4.1 action"
    left, bottom, right, top = (float(edge) for edge in item.Rect)
    if left == right and bottom == top:
        return
    if "/AP" not in item or set(map(str, item.AP.keys())) != {"/N"} or not isinstance(item.AP.N, Stream):
        yield "6.3.3 appearance"
        return
    yield from _drawing(item.AP.N)


def _drawing(stream: Any) -> Iterator[str]:
    if {"/OPI", "/PS", "/Ref", "/Subtype2"} & set(map(str, stream.stream_dict.keys())):
        yield "6.2.9 form"
    yield from _content(stream, stream.get("/Resources", Dictionary()))


def _content(item: Any, resources: Any) -> Iterator[str]:
    depth = deepest = 0
    font: Any = None
    codes: dict[tuple[int, int], tuple[Any, set[int]]] = {}
    for operands, operator in pikepdf.parse_content_stream(item):
        word = str(operator)
        if word not in OPERATORS:
            yield f"6.2.2 operator {word}"
            continue
        depth += {"q": 1, "Q": -1}.get(word, 0)
        deepest = max(deepest, depth)
        if word in NAMED and str(operands[0]) not in {"/DeviceRGB", "/DeviceGray"}:
            kind, name = NAMED[word], str(operands[0])
            if kind not in resources or name not in resources[kind]:
                yield f"6.2.2 resource {name}"
                continue
            if word == "Tf":
                font = resources[kind][name]
                codes.setdefault(font.objgen, (font, set()))
        if word in SHOWN:
            codes[font.objgen][1].update(_codes(operands))
    if depth or deepest > 28:
        yield "6.1.13 nesting"
    for used, letters in codes.values():
        yield from _font(used, letters)
    yield from _resources(resources)


def _codes(operands: Any) -> Iterator[int]:
    for operand in operands:
        for part in operand if isinstance(operand, Array) else [operand]:
            if isinstance(part, pikepdf.String):
                yield from bytes(part)


def _resources(resources: Any) -> Iterator[str]:
    for drawing in resources.get("/XObject", {}).values():
        if str(drawing.Subtype) == "/Image":
            yield from _image(drawing)
        elif str(drawing.Subtype) == "/Form":
            yield from _drawing(drawing)
        else:
            yield "6.2.9.3 PostScript"
    for state in resources.get("/ExtGState", {}).values():
        if {"/TR", "/TR2", "/HTP", "/BM", "/SMask"} & set(map(str, state.keys())):
            yield "6.2.5 graphics state"
    if set(map(str, resources.keys())) & {"/ColorSpace", "/Pattern", "/Shading"}:
        yield "6.2.4 colour spaces that are not ours"


def _image(image: Any) -> Iterator[str]:
    if {"/Alternates", "/OPI", "/Intent"} & set(map(str, image.stream_dict.keys())) or image.get("/Interpolate", False):
        yield "6.2.8 image"
    if str(image.ColorSpace) not in {"/DeviceRGB", "/DeviceGray"} or int(image.BitsPerComponent) != 8:
        yield "6.2.4 colours of an image"
    if "/SMask" in image:
        yield from _image(image.SMask)


def _font(font: Any, letters: set[int]) -> Iterator[str]:
    name = str(font.get("/BaseFont"))
    if str(font.Subtype) != "/TrueType" or "/FontFile2" not in font.get("/FontDescriptor", {}):
        yield f"6.2.11.4 {name} not embedded"
        return
    flags = int(font.FontDescriptor.Flags)
    if not flags & 4 or flags & 32 or "/Encoding" in font:
        yield f"6.2.11.6 {name} not symbolic"
    if "/ToUnicode" not in font:
        yield f"6.2.11.7 {name} without letters"
    glyphs, widths = _program(font.FontDescriptor.FontFile2.read_bytes())
    first = int(font.FirstChar)
    for code in letters:
        glyph = glyphs.get(code, 0)
        if glyph == 0:
            yield f"6.2.11.8 {name} lacks {code}"
        elif abs(float(font.Widths[code - first]) - widths[glyph]) > 1:
            yield f"6.2.11.5 {name} width of {code}"


def _program(data: bytes) -> tuple[dict[int, int], list[float]]:
    """Read the one table of codes and the widths, in thousandths, of a TrueType program."""
    count = struct.unpack(">H", data[4:6])[0]
    tables = {}
    for number in range(count):
        tag, _, start, length = struct.unpack(">4sIII", data[12 + 16 * number : 28 + 16 * number])
        tables[tag] = data[start : start + length]
    scale = 1000 / struct.unpack(">H", tables[b"head"][18:20])[0]
    full = struct.unpack(">H", tables[b"hhea"][34:36])[0]
    widths = [struct.unpack(">H", tables[b"hmtx"][4 * n : 4 * n + 2])[0] * scale for n in range(full)]
    total = struct.unpack(">H", tables[b"maxp"][4:6])[0]
    widths += [widths[-1]] * (total - full)
    cmap = tables[b"cmap"]
    if struct.unpack(">H", cmap[2:4])[0] != 1:
        raise AssertionError("6.2.11.6: a symbolic font has one table of codes")
    start = struct.unpack(">I", cmap[8:12])[0]
    form, _, _, first, entries = struct.unpack(">5H", cmap[start : start + 10])
    if form != 6:
        raise AssertionError(f"a table of form {form}, which is not read here")
    glyphs = struct.unpack(f">{entries}H", cmap[start + 10 : start + 10 + 2 * entries])
    return {first + code: glyph for code, glyph in enumerate(glyphs)}, widths
