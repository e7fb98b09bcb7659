"""The canonical document out of a workbook, without reading a cell and without openpyxl."""

import posixpath

from kgdesk.domain.errors import Fault
from kgdesk.returns.package import read_package
from kgdesk.returns.package_xml import read_elements
from kgdesk.returns.workbook_package import DOCUMENT_NAMESPACE, OFFICE, RELATIONSHIPS

_ROOT_NAME = f"{DOCUMENT_NAMESPACE}}}document"
_RELATIONSHIP = f"{RELATIONSHIPS}}}Relationship"
_MARK = DOCUMENT_NAMESPACE.encode()
_WORKBOOK_RELATIONS = "xl/_rels/workbook.xml.rels"
_XML_CUSTOM = "customxml/"


def read_document(data: bytes, name: str = "return.xlsx") -> bytes:
    """Give the canonical bytes inside a workbook; `name` is the file's name for sentences.

    The bytes are not checked here: `canonical.from_bytes` reads them. Raises Fault
    `return.not_a_return` where there is no document, `return.hostile` where there is more than one
    or one the workbook does not refer to, and the Faults of `package.read_package`.
    """
    return document_in(read_package(data, name), name)


def document_in(parts: dict[str, bytes], name: str) -> bytes:
    """Give the canonical bytes among unpacked parts; raises as `read_document`."""
    if "xl/workbook.xml" not in parts:
        raise Fault("return.not_a_return", file=name)
    carriers = [part for part, content in parts.items() if _may_carry(part, content)]
    referred = _referred(parts, name)
    found = [(part, text) for part in carriers if (text := _payload(parts[part], name, part)) is not None]
    if not found:
        raise Fault("return.not_a_return", file=name)
    if len(found) > 1:
        raise Fault("return.hostile", file=name, cause=f"{len(found)} return documents inside")
    part, text = found[0]
    if part not in referred:
        raise Fault("return.hostile", file=name, cause=f"{part} belongs to nothing in the workbook")
    return text.encode()


def _may_carry(part: str, content: bytes) -> bool:
    """Whether a part may hold a document; in an encoding other than UTF-8 the mark would not be seen."""
    lower = part.lower()
    if not lower.endswith(".xml") or "/_rels/" in lower or "itemprops" in lower:
        return False
    return lower.startswith(_XML_CUSTOM) or _MARK in content


def _payload(content: bytes, name: str, part: str) -> str | None:
    elements = read_elements(content, file=name, part=part)
    if elements[0].name != _ROOT_NAME:
        return None
    if len(elements) > 1 or elements[0].attributes:
        raise Fault("return.unreadable", file=name, place=part, cause="more than one text inside")
    return elements[0].text.strip(" \t\r\n")


def _referred(parts: dict[str, bytes], name: str) -> set[str]:
    """Parts that the workbook (as Excel writes it) or the package (as LibreOffice does) names as custom XML."""
    if _WORKBOOK_RELATIONS not in parts:
        raise Fault("return.unreadable", file=name, place=_WORKBOOK_RELATIONS, cause="missing")
    found = set()
    for part, base in ((_WORKBOOK_RELATIONS, "/xl"), ("_rels/.rels", "/")):
        for element in read_elements(parts.get(part, b"<none/>"), file=name, part=part):
            if element.name == _RELATIONSHIP and element.attributes.get("Type") == f"{OFFICE}/customXml":
                target = posixpath.join(base, element.attributes.get("Target", ""))
                found.add(posixpath.normpath(target).lstrip("/"))
    return found
