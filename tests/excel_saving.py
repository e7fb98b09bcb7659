"""A signed workbook as Excel leaves it after "Save": signatures gone, strings shared, properties and theme added.

Written from ECMA-376 and from what Excel is known to do with custom XML: it keeps it. A stand-in where there is
no Excel.
"""

import io
import re
import zipfile

_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_INLINE = re.compile(r' t="inlineStr"><is><t xml:space="preserve">(.*?)</t></is>', re.DOTALL)


def unpack(data: bytes) -> dict[str, bytes]:
    """Part name to bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: dict[str, bytes]) -> bytes:
    """Zip the parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def saved_by_excel(data: bytes, *, application: str = "Microsoft Excel", keep_signature: bool = False) -> bytes:
    """Save a return's workbook again; `keep_signature` leaves the parts that Excel takes out."""
    parts = unpack(data)
    texts: dict[str, int] = {}
    for name in [part for part in parts if part.startswith("xl/worksheets/sheet")]:
        sheet = parts[name].decode()
        parts[name] = _INLINE.sub(
            lambda match: f' t="s"><v>{texts.setdefault(match[1], len(texts))}</v>', sheet
        ).encode()
    shared = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in texts)
    parts["xl/sharedStrings.xml"] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{shared}</sst>'
    ).encode()
    parts["docProps/app.xml"] = (
        f'<Properties xmlns="{_PROPERTIES}"><Application>{application}</Application></Properties>'
    ).encode()
    types, root = parts["[Content_Types].xml"].decode(), parts["_rels/.rels"].decode()
    if not keep_signature:
        parts = {name: content for name, content in parts.items() if not name.startswith("_xmlsignatures/")}
        types = re.sub(r'<(?:Default Extension="sigs"|Override PartName="/_xmlsignatures/)[^>]*>', "", types)
        root = re.sub(r'<Relationship Id="\w+" Type="[^"]*/origin"[^>]*>', "", root)
    added = (
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SPREADSHEET}.sharedStrings+xml"/>'
        '<Override PartName="/docProps/app.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
    )
    parts["[Content_Types].xml"] = types.replace("</Types>", f"{added}</Types>").encode()
    parts["_rels/.rels"] = _related(root, "rId90", "extended-properties", "docProps/app.xml")
    book = parts["xl/_rels/workbook.xml.rels"].decode()
    parts["xl/_rels/workbook.xml.rels"] = _related(book, "rId90", "sharedStrings", "sharedStrings.xml")
    return pack(parts)


def _related(relations: str, identifier: str, kind: str, target: str) -> bytes:
    new = f'<Relationship Id="{identifier}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return relations.replace("</Relationships>", f"{new}</Relationships>").encode()


def without_document(data: bytes) -> bytes:
    """Take the canonical document out, as programs do that know no custom XML."""
    parts = {name: content for name, content in unpack(data).items() if not name.startswith("customXml/")}
    types, book = parts["[Content_Types].xml"].decode(), parts["xl/_rels/workbook.xml.rels"].decode()
    parts["[Content_Types].xml"] = re.sub(r'<Override PartName="/customXml/[^>]*>', "", types).encode()
    parts["xl/_rels/workbook.xml.rels"] = re.sub(r"<Relationship [^>]*customXml[^>]*>", "", book).encode()
    return pack(parts)
