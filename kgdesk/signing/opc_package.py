"""A package as one thing: parts, types, relationships, signatures; each part is there for a reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kgdesk.signing.opc_irregular import Irregular
from kgdesk.signing.opc_relations import ROOT_RELATIONS, Relation, read_relations, source_of
from kgdesk.signing.opc_types import TYPES_PART, ContentTypes, read_content_types
from kgdesk.signing.opc_zip import Entry, read_zip

SIGNATURES = "_xmlsignatures/"
ORIGIN_PART = f"{SIGNATURES}origin.sigs"
ORIGIN_RELATIONS = f"{SIGNATURES}_rels/origin.sigs.rels"
ORIGIN_TYPE = "application/vnd.openxmlformats-package.digital-signature-origin"
SIGNATURE_TYPE = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
_DIGITAL_SIGNATURE = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
ORIGIN = f"{_DIGITAL_SIGNATURE}/origin"
SIGNATURE = f"{_DIGITAL_SIGNATURE}/signature"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"

_TRACE = re.compile(rb"_xmlsignatures|digital-signature", re.IGNORECASE)
_SIGNATURE_PART = re.compile(rf"{SIGNATURES}sig([1-9][0-9]{{0,3}})\.xml")


@dataclass(frozen=True, slots=True)
class Package:
    """`parts` holds everything but the content types; `relations` is by relationship part."""

    entries: tuple[Entry, ...] = field(repr=False)
    parts: dict[str, bytes] = field(repr=False)
    types: ContentTypes
    relations: dict[str, tuple[Relation, ...]]
    signature_parts: tuple[str, ...]

    @property
    def content(self) -> tuple[str, ...]:
        """Names of all parts that a signature must cover, relationship parts included, sorted."""
        return tuple(sorted(name for name in self.parts if not name.startswith(SIGNATURES)))


def has_traces_of_signatures(data: bytes) -> bool:
    """Whether a package may be signed; names stand unpacked in a zip, so this needs no reading of it."""
    return _TRACE.search(data) is not None


def read_package(data: bytes) -> Package:
    """Read a whole package; raises Irregular for whatever two programs could understand differently."""
    entries = read_zip(data)
    contents = {entry.name: entry.content for entry in entries}
    types_xml = contents.pop(TYPES_PART, None)
    if types_xml is None or ROOT_RELATIONS not in contents:
        raise Irregular("no content types or no relationships")
    if any("[" in name for name in contents):
        raise Irregular("odd name")
    names = set(contents)
    types = read_content_types(types_xml, names)
    relations = {
        name: read_relations(contents[name], name) for name in contents if name.endswith(".rels") or "_rels/" in name
    }
    _check_sources(relations, names)
    _check_targets(relations, names)
    _check_reached(relations, names)
    _check_main(relations[ROOT_RELATIONS])
    return Package(entries, contents, types, relations, _signatures(contents, types, relations))


def _check_sources(relations: dict[str, tuple[Relation, ...]], names: set[str]) -> None:
    for name in relations:
        source = source_of(name)
        if source and (source not in names or source.endswith(".rels")):
            raise Irregular(f"{name} speaks for a part that is not there")
    if any(folder in names for name in names for folder in _folders(name)):
        raise Irregular("a part under a part")


def _folders(name: str) -> Iterator[str]:
    while name := name.rpartition("/")[0]:
        yield name


def _check_targets(relations: dict[str, tuple[Relation, ...]], names: set[str]) -> None:
    """All targets exist and are no relationships; nothing but the package leads to the signatures."""
    for name, lines in relations.items():
        for line in lines:
            if line.mode == "Internal" and (line.part not in names or line.part.endswith(".rels")):
                raise Irregular(f"{name} leads to no part")
            own = name == ORIGIN_RELATIONS or (name == ROOT_RELATIONS and line.type == ORIGIN)
            if own != line.part.startswith(SIGNATURES):
                raise Irregular(f"{name} leads to a signature")


def _check_reached(relations: dict[str, tuple[Relation, ...]], names: set[str]) -> None:
    """Each part must be reached from the package: what nothing refers to is read by some and not by others."""
    by_source = {source_of(name): lines for name, lines in relations.items()}
    reached: set[str] = set()
    ahead = [""]
    while ahead:
        for line in by_source.get(ahead.pop(), ()):
            if line.part and line.part not in reached:
                reached.add(line.part)
                ahead.append(line.part)
    if reached != names - relations.keys():
        raise Irregular("a part that nothing refers to")


def _check_main(root: tuple[Relation, ...]) -> None:
    documents = [line for line in root if line.type.rpartition("/")[2].lower() == "officedocument"]
    if len(documents) != 1 or documents[0].type != DOCUMENT:
        raise Irregular("not one main document")
    if len({line.part for line in root}) != len(root):
        raise Irregular("one part in two functions")


def _signatures(
    contents: dict[str, bytes], types: ContentTypes, relations: dict[str, tuple[Relation, ...]]
) -> tuple[str, ...]:
    """Find the signature parts, in order; raises Irregular when their folder holds anything else."""
    origins = [line for line in relations[ROOT_RELATIONS] if line.type == ORIGIN]
    held = {name for name in contents if name.lower().startswith(SIGNATURES[:-1])}
    signed_types = {name for name in contents if types.of(name) in {ORIGIN_TYPE, SIGNATURE_TYPE}}
    if not origins and not held and not signed_types:
        return ()
    lines = relations.get(ORIGIN_RELATIONS, ())
    found = tuple(line.part for line in lines)
    if len(origins) != 1 or origins[0].part != ORIGIN_PART or not found or contents[ORIGIN_PART]:
        raise Irregular("origin of the signatures")
    if held != {ORIGIN_PART, ORIGIN_RELATIONS, *found} or len(set(found)) != len(found):
        raise Irregular("something among the signatures")
    if signed_types != {ORIGIN_PART, *found} or types.of(ORIGIN_PART) != ORIGIN_TYPE:
        raise Irregular("content types of the signatures")
    for line in lines:
        number = _SIGNATURE_PART.fullmatch(line.part)
        # The relationships of the origin change with each signature and are covered by none: one spelling only.
        if number is None or line.type != SIGNATURE or line.id != f"rId{number[1]}":
            raise Irregular("relationship of a signature")
    return found
