"""Elements of XML-DSig taken apart, fail closed: their attributes, children, algorithms and references."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgdesk.signing.opc_irregular import Irregular, Weak
from kgdesk.signing.opc_words import DSIG, HASHES
from kgdesk.signing.opc_xml import decoded, is_blank

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Reference:
    """What is digested (`uri`), after which transforms, with which result. `type` may be empty."""

    uri: str
    type: str
    transforms: "list[_Element]"
    hash_name: str
    digest: bytes


def ds(name: str) -> str:
    """Name an element of XML-DSig."""
    return f"{{{DSIG}}}{name}"


def only(element: "_Element", attributes: set[str]) -> None:
    """Allow these attributes and no text between the elements."""
    if not attributes.issuperset(element.keys()):
        raise Irregular(f"attributes of {element.tag}")
    if len(element) and not (is_blank(element.text) and all(is_blank(child.tail) for child in element)):
        raise Irregular(f"text in {element.tag}")


def children(element: "_Element", *names: str, attributes: Sequence[str] = ()) -> list["_Element"]:
    """Give the children, which must be exactly these."""
    only(element, set(attributes))
    if [child.tag for child in element] != [ds(name) for name in names]:
        raise Irregular(f"children of {element.tag}")
    return list(element)


def algorithm(element: "_Element") -> str:
    """Give the algorithm an element names; raises Irregular when it has parameters."""
    only(element, {"Algorithm"})
    if len(element) or not is_blank(element.text):
        raise Irregular("parameters of an algorithm")
    return str(element.get("Algorithm", ""))


def read_reference(element: "_Element") -> Reference:
    """Read a reference of SignedInfo or of a manifest; raises Irregular, or Weak for its digest."""
    only(element, {"Id", "URI", "Type"})
    names = [child.tag for child in element]
    transforms: list[_Element] = []
    if names[:1] == [ds("Transforms")]:
        only(element[0], set())
        transforms = list(element[0])
        if not transforms or any(each.tag != ds("Transform") for each in transforms):
            raise Irregular("transforms")
    if element.tag != ds("Reference") or names[-2:] != [ds("DigestMethod"), ds("DigestValue")]:
        raise Irregular("reference")
    if len(names) != (3 if transforms else 2):
        raise Irregular("children of a reference")
    hash_name = HASHES.get(algorithm(element[-2]))
    if hash_name is None:
        raise Weak("digest method")
    only(element[-1], set())
    return Reference(
        str(element.get("URI", "")), str(element.get("Type", "")), transforms, hash_name, decoded(element[-1])
    )
