"""What in a workbook could show something else than its cells hold: parts, relationships, elements.

For files that another program saved: what Excel and LibreOffice write around plain cells is known
here, anything else is named.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from kgdesk.returns.package_xml import check_xml, read_elements
from kgdesk.returns.workbook_package import OFFICE

SIGNATURES = "_xmlsignatures/"
_KNOWN_PARTS = re.compile(
    r"xl/(?:sharedStrings\.xml|theme/theme\d+\.xml|metadata\.xml|printerSettings/printerSettings\d+\.bin"
    r"|worksheets/_rels/sheet\d+\.xml\.rels|worksheets/sheet\d+\.xml)|docProps/[\w.-]+|_xmlsignatures/[\w./-]+"
)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_KNOWN_ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        """worksheet sheetPr tabColor outlinePr pageSetUpPr dimension sheetViews sheetView pane selection
        sheetFormatPr cols col sheetData row c v f is t phoneticPr sheetCalcPr sheetProtection mergeCells mergeCell
        printOptions pageMargins pageSetup headerFooter oddHeader oddFooter evenHeader evenFooter firstHeader
        firstFooter rowBreaks colBreaks brk ignoredErrors ignoredError""",
    )
)


def oddities(parts: Mapping[str, bytes], known: AbstractSet[str], file: str) -> Iterator[tuple[str, str]]:
    """Name parts and what is odd in them; `known` are the parts our own writer makes.

    Raises Fault `return.hostile` and `return.unreadable` for XML that is refused.
    """
    for part, content in sorted(parts.items()):
        if part not in known and not _KNOWN_PARTS.fullmatch(part):
            yield part, "part added"
        if part.endswith(".rels"):
            yield from ((part, what) for what in _odd_relations(content, part, file))
        elif _SHEET.fullmatch(part):
            yield from ((part, what) for what in _odd_elements(content, part, file))
        elif part == "xl/sharedStrings.xml":
            if any(element.name.endswith("}rPr") for element in read_elements(content, file=file, part=part)):
                yield part, "letters of several looks in one cell"
        elif part.endswith(".xml"):
            check_xml(content, file=file, part=part)


def _odd_relations(content: bytes, part: str, file: str) -> Iterator[str]:
    relations = [element.attributes for element in read_elements(content, file=file, part=part)[1:]]
    for relation in relations:
        if relation.get("TargetMode", "Internal") != "Internal":
            yield f"link to {relation.get('Target', '')[:100]}"
    main = sum(relation.get("Type") == f"{OFFICE}/officeDocument" for relation in relations)
    if part == "_rels/.rels" and main != 1:
        yield f"{main} main documents"


def _odd_elements(content: bytes, part: str, file: str) -> Iterator[str]:
    elements = read_elements(content, file=file, part=part)
    names = {element.name.rpartition("}")[2] for element in elements}
    if names - _KNOWN_ELEMENTS:
        yield "elements " + ", ".join(sorted(names - _KNOWN_ELEMENTS))[:150]
    places = Counter(element.attributes.get("r", "") for element in elements if element.name.endswith("}c"))
    for place, count in places.items():
        if count > 1:
            yield f"cell {place or 'without an address'} given {count} times"
