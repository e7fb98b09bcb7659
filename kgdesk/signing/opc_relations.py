"""Relationships of a package (ECMA-376 part 2, 9.3): who refers to which part, and how that is digested."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass

from kgdesk.signing.opc_irregular import Irregular
from kgdesk.signing.opc_xml import is_blank, parse_xml, quoted

NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
ROOT_RELATIONS = "_rels/.rels"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KNOWN = {"Id", "Type", "Target", "TargetMode"}
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,99}")
_TARGET = re.compile(r"/?[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*")


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship; `part` is the part it leads to, empty for a link out of the package."""

    id: str
    type: str
    target: str
    mode: str
    part: str


def source_of(relations_part: str) -> str:
    """Name the part that a relationship part speaks for: empty for the package; raises Irregular for a wrong place."""
    folder, _, name = relations_part.rpartition("/")
    above, _, last = folder.rpartition("/")
    if last != "_rels" or not name.endswith(".rels"):
        raise Irregular(f"{relations_part} is in no place for relationships")
    source = name.removesuffix(".rels")
    if not source and above:
        raise Irregular(f"{relations_part} speaks for no part")
    return f"{above}/{source}" if above else source


def read_relations(data: bytes, relations_part: str) -> tuple[Relation, ...]:
    """Read a relationship part; raises Irregular for anything but plain relationships with unique Ids."""
    root = parse_xml(data)
    if root.tag != f"{{{NAMESPACE}}}Relationships" or root.attrib or not is_blank(root.text):
        raise Irregular(f"root of {relations_part}")
    folder = source_of(relations_part).rpartition("/")[0]
    relations = []
    for child in root:
        if child.tag != f"{{{NAMESPACE}}}Relationship" or len(child):
            raise Irregular(f"unknown line in {relations_part}")
        if not is_blank(child.text) or not is_blank(child.tail):
            raise Irregular(f"text in {relations_part}")
        relations.append(_relation({str(name): str(value) for name, value in child.attrib.items()}, folder))
    if len({relation.id.lower() for relation in relations}) != len(relations):
        raise Irregular(f"Id given twice in {relations_part}")
    return tuple(relations)


def _relation(line: dict[str, str], folder: str) -> Relation:
    if not line.keys() <= _KNOWN or not line.keys() >= _KNOWN - {"TargetMode"} or not _ID.fullmatch(line["Id"]):
        raise Irregular("attributes of a relationship")
    mode = line.get("TargetMode", "Internal")
    target = line["Target"]
    if mode == "External":
        if line["Type"] != HYPERLINK:
            raise Irregular("content outside the package")
        return Relation(line["Id"], line["Type"], target, mode, "")
    if mode != "Internal" or not _TARGET.fullmatch(target):
        raise Irregular("target of a relationship")
    joined = target[1:] if target.startswith("/") else posixpath.join(folder, target)
    part = posixpath.normpath(joined)
    if part.startswith("..") or not line["Type"]:
        raise Irregular("target outside the package")
    return Relation(line["Id"], line["Type"], target, mode, part)


def write_relations(relations: Iterable[Relation]) -> bytes:
    """Write a relationship part in the given order, without white space: LibreOffice takes it for content."""
    lines = []
    for relation in relations:
        mode = "" if relation.mode == "Internal" else f' TargetMode="{quoted(relation.mode)}"'
        lines.append(
            f'<Relationship Id="{quoted(relation.id)}" Type="{quoted(relation.type)}"'
            f' Target="{quoted(relation.target)}"{mode}/>'
        )
    return f'{_HEAD}<Relationships xmlns="{NAMESPACE}">{"".join(lines)}</Relationships>'.encode()


def transformed(relations: Iterable[Relation]) -> bytes:
    """Give what the relationships transform and canonicalisation make of the relationships (part 2, 13.2.4.24)."""
    lines = [
        f'<Relationship Id="{quoted(relation.id)}" Target="{quoted(relation.target)}"'
        f' TargetMode="{quoted(relation.mode)}" Type="{quoted(relation.type)}"></Relationship>'
        for relation in sorted(relations, key=lambda relation: relation.id)
    ]
    return f'<Relationships xmlns="{NAMESPACE}">{"".join(lines)}</Relationships>'.encode()


def transformed_by_libreoffice(relations: Iterable[Relation], data: bytes) -> bytes:
    """Give what LibreOffice (seen in 7.4) makes of the same: an empty `text` element for each blank between elements.

    It writes such blanks itself when it signs. The relationships are covered all the same.
    """
    root = parse_xml(data)
    blanks = sum(bool(text) for text in [root.text, *(child.tail for child in root)])
    head, opening, lines = transformed(relations).decode().partition(">")
    return f"{head}{opening}{'<text></text>' * blanks}{lines}".encode()
