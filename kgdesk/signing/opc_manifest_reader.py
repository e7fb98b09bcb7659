"""The manifest of a signature taken apart: which parts and relationships it lists, and when it says it was made."""

from typing import TYPE_CHECKING

from kgdesk.signing.opc_dsig import Reference, algorithm, children, only, read_reference
from kgdesk.signing.opc_irregular import Irregular
from kgdesk.signing.opc_manifest import SignedPart
from kgdesk.signing.opc_words import C14N, MDSSI, RELATIONSHIP_TRANSFORM

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_manifest(package_object: "_Element", own_id: str, signed_at: str) -> tuple[SignedPart, ...]:
    """Read the lines of the manifest; raises Irregular, also when the object says another time than `signed_at`."""
    manifest, properties = children(package_object, "Manifest", "SignatureProperties", attributes=("Id",))
    only(manifest, {"Id"})
    parts = tuple(_signed_part(read_reference(each)) for each in manifest)
    if not parts or len({part.part.lower() for part in parts}) != len(parts):
        raise Irregular("manifest")
    (holder,) = children(properties, "SignatureProperty", attributes=("Id",))
    only(holder, {"Id", "Target"})
    times = [str(each.text) for each in holder.iter(f"{{{MDSSI}}}Value")]
    if holder.get("Target") != f"#{own_id}" or times != [signed_at]:
        raise Irregular("two signing times")
    return parts


def _signed_part(reference: Reference) -> SignedPart:
    path, mark, content_type = reference.uri.partition("?ContentType=")
    if not path.startswith("/") or not mark or reference.type:
        raise Irregular("part in the manifest")
    return SignedPart(path[1:], content_type, reference.hash_name, reference.digest, _sources(reference.transforms))


def _sources(transforms: list["_Element"]) -> frozenset[str] | None:
    """Ids of the relationships that count; None when the part is taken as it stands."""
    if not transforms:
        return None
    if len(transforms) != 2 or algorithm(transforms[1]) != C14N:  # noqa: PLR2004
        raise Irregular("transforms in the manifest")
    chosen = transforms[0]
    only(chosen, {"Algorithm"})
    if chosen.get("Algorithm") != RELATIONSHIP_TRANSFORM:
        raise Irregular("transform in the manifest")
    sources = []
    for each in chosen:
        # The other form, by type of relationship, covers what is added later: never accepted.
        if each.tag != f"{{{MDSSI}}}RelationshipReference" or set(each.attrib) != {"SourceId"} or len(each):
            raise Irregular("relationship in the manifest")
        sources.append(str(each.get("SourceId")))
    if not sources or len(set(sources)) != len(sources):
        raise Irregular("relationships in the manifest")
    return frozenset(sources)
