"""Content types of a package (ECMA-376 part 2, 10.1.2): each part has exactly one, each line is needed."""

import re
from dataclasses import dataclass

from kgdesk.signing.opc_irregular import Irregular
from kgdesk.signing.opc_xml import is_blank, parse_xml, quoted

TYPES_PART = "[Content_Types].xml"
RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9.+_-]+")
_EXTENSION = re.compile(r"[A-Za-z0-9]+")
# Lines that programs write whether a part needs them or not.
_HABITS = {
    ("xml", "application/xml"),
    ("rels", RELATIONS_TYPE),
    ("png", "image/png"),
    ("jpeg", "image/jpeg"),
    ("bin", "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"),
}


@dataclass(frozen=True, slots=True)
class ContentTypes:
    """Type by extension and by part name (without the leading slash), in the file's order."""

    defaults: dict[str, str]
    overrides: dict[str, str]

    def of(self, part: str) -> str:
        """Give the type of a part; raises Irregular when there is none."""
        found = self.overrides.get(part) or self.defaults.get(part.rpartition(".")[2])
        if found is None:
            raise Irregular(f"{part} has no content type")
        return found

    def to_xml(self) -> bytes:
        """Write the part, without white space between elements."""
        lines = [
            f'<Default Extension="{quoted(extension)}" ContentType="{quoted(kind)}"/>'
            for extension, kind in self.defaults.items()
        ]
        lines += [
            f'<Override PartName="/{quoted(part)}" ContentType="{quoted(kind)}"/>'
            for part, kind in self.overrides.items()
        ]
        return f'{_HEAD}<Types xmlns="{_NAMESPACE}">{"".join(lines)}</Types>'.encode()


def read_content_types(data: bytes, parts: set[str]) -> ContentTypes:
    """Read `[Content_Types].xml` and hold it against the names of the parts; raises Irregular."""
    root = parse_xml(data)
    if root.tag != f"{{{_NAMESPACE}}}Types" or root.attrib or not is_blank(root.text):
        raise Irregular("root of the content types")
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for child in root:
        if len(child) or not is_blank(child.text) or not is_blank(child.tail):
            raise Irregular("something inside a content type")
        line = {str(name): str(value) for name, value in child.attrib.items()}
        if child.tag == f"{{{_NAMESPACE}}}Default":
            _add(defaults, line, "Extension")
        elif child.tag == f"{{{_NAMESPACE}}}Override":
            _add(overrides, line, "PartName")
        else:
            raise Irregular("unknown line in the content types")
    types = ContentTypes(defaults, {_named(name): kind for name, kind in overrides.items()})
    _check(types, parts)
    return types


def _add(lines: dict[str, str], line: dict[str, str], key: str) -> None:
    if line.keys() != {key, "ContentType"} or not _TYPE.fullmatch(line["ContentType"]):
        raise Irregular("content type line")
    name = line[key]
    if name.lower() in {known.lower() for known in lines}:
        raise Irregular("content type given twice")
    lines[name] = line["ContentType"]


def _named(name: str) -> str:
    if not name.startswith("/"):
        raise Irregular("part name without a slash")
    return name[1:]


def _check(types: ContentTypes, parts: set[str]) -> None:
    if not types.overrides.keys() <= parts:
        raise Irregular("content type of a part that is not there")
    used = {part.rpartition(".")[2] for part in parts - types.overrides.keys()}
    for extension, kind in types.defaults.items():
        if not _EXTENSION.fullmatch(extension):
            raise Irregular("extension")
        if extension not in used and (extension, kind) not in _HABITS:
            raise Irregular("content type for nothing")
    for part in parts:
        if (types.of(part) == RELATIONS_TYPE) != part.endswith(".rels"):
            raise Irregular(f"{part} and its content type")
