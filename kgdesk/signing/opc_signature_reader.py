"""One signature part taken apart, fail closed: what is not known to belong there makes the whole irregular.

Nothing here is believed yet: digests and the signature are checked by `opc_inspection`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgdesk.signing.opc_irregular import Irregular, Weak
from kgdesk.signing.opc_manifest import SignedPart
from kgdesk.signing.opc_words import (
    C14N,
    DSIG,
    HASHES,
    MDSSI,
    METHODS,
    OBJECT_TYPE,
    PROPERTIES_TYPE,
    RELATIONSHIP_TRANSFORM,
    XADES,
)
from kgdesk.signing.opc_xades import Claims, read_claims
from kgdesk.signing.opc_xml import canonical, decoded, is_blank, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_WITH_XADES: dict[str | None, str] = {None: DSIG, "xd": XADES}


@dataclass(frozen=True, slots=True)
class Digested:
    """Canonical bytes and the digest that they should have."""

    content: bytes = field(repr=False)
    hash_name: str
    digest: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReadSignature:
    """What a signature part says: `signed_info` is signed by `value`, `digested` hang on it, `manifest` on those."""

    signed_info: bytes = field(repr=False)
    mechanism: str
    hash_name: str
    value: bytes = field(repr=False)
    certificate: bytes = field(repr=False)
    digested: tuple[Digested, ...] = field(repr=False)
    manifest: tuple[SignedPart, ...] = field(repr=False)
    claims: Claims


def read_signature(data: bytes) -> ReadSignature:
    """Take a signature part apart; raises Irregular, or Weak for algorithms that are not on the list."""
    root = parse_xml(data)
    if root.tag != _ds("Signature"):
        raise Irregular("root of a signature")
    _only(root, {"Id"})
    own_id = root.get("Id")
    children = list(root)
    wanted = [_ds("SignedInfo"), _ds("SignatureValue"), _ds("KeyInfo")]
    if [child.tag for child in children[:3]] != wanted or any(child.tag != _ds("Object") for child in children[3:]):
        raise Irregular("parts of a signature")
    signed_info, value, key_info, *objects = children
    ids = _ids(root)
    package_object, others, qualifying = _sorted_objects(objects)
    claims, properties = read_claims(qualifying, own_id or "")
    _check_namespaces([root, value, *key_info.iter(), *qualifying.iterancestors(_ds("Object"))], {None: DSIG})
    _check_namespaces([qualifying, *(each for low in list(qualifying)[1:] for each in low.iter())], _WITH_XADES)
    method, references = _signed_info(signed_info)
    digested = _digested(references, ids, {*others, package_object}, properties)
    _only(value, {"Id"})
    return ReadSignature(
        signed_info=canonical(signed_info),
        mechanism=method[0],
        hash_name=method[1],
        value=decoded(value),
        certificate=_certificate(key_info),
        digested=digested,
        manifest=_manifest(package_object, own_id or "", claims.signed_at_text),
        claims=claims,
    )


def _check_namespaces(elements: Sequence["_Element"], known: dict[str | None, str]) -> None:
    """Of what is not signed, the declarations of namespaces are fixed as well."""
    if any(element.nsmap != known for element in elements):
        raise Irregular("declaration of a namespace")


def _ds(name: str) -> str:
    return f"{{{DSIG}}}{name}"


def _only(element: "_Element", attributes: set[str]) -> None:
    """Allow these attributes and no text between the elements."""
    if any(name not in attributes for name in element.keys()):  # noqa: SIM118 - an element is no dictionary
        raise Irregular(f"attributes of {element.tag}")
    if len(element) and not (is_blank(element.text) and all(is_blank(child.tail) for child in element)):
        raise Irregular(f"text in {element.tag}")


def _children(element: "_Element", *names: str, attributes: Sequence[str] = ()) -> list["_Element"]:
    """Give the children, which must be exactly these."""
    _only(element, set(attributes))
    if [child.tag for child in element] != [_ds(name) for name in names]:
        raise Irregular(f"children of {element.tag}")
    return list(element)


def _ids(root: "_Element") -> dict[str, "_Element"]:
    """Elements by Id; no other spelling of an identifier may stand anywhere, and none twice."""
    found: dict[str, _Element] = {}
    for element in root.iter():
        for name, value in element.attrib.items():
            local = str(name).rpartition("}")[2]
            if str(name).startswith("{"):
                raise Irregular("attribute with a prefix")
            if local.lower() == "id":
                if local != "Id" or str(value) in found:
                    raise Irregular("identifier")
                found[str(value)] = element
    return found


def _sorted_objects(objects: list["_Element"]) -> tuple["_Element", list["_Element"], "_Element"]:
    """Tell the objects apart by what they hold: the manifest, details of Office, properties of XAdES."""
    package_object: _Element | None = None
    qualifying: _Element | None = None
    others: list[_Element] = []
    for each in objects:
        names = [child.tag for child in each]
        if names[:1] == [_ds("Manifest")] and package_object is None:
            package_object = each
        elif names == [f"{{{XADES}}}QualifyingProperties"] and qualifying is None:
            _only(each, {"Id"})
            qualifying = each[0]
        elif names == [_ds("SignatureProperties")] and not others:
            others.append(each)
        else:
            raise Irregular("object of a signature")
    if package_object is None or qualifying is None:
        raise Irregular("objects of a signature")
    return package_object, others, qualifying


@dataclass(frozen=True, slots=True)
class _Reference:
    uri: str
    type: str
    transforms: "list[_Element]"
    hash_name: str
    digest: bytes


def _signed_info(element: "_Element") -> tuple[tuple[str, str], list[_Reference]]:
    _only(element, {"Id"})
    canonicalization, method, *references = list(element) if len(element) > 2 else [element] * 3  # noqa: PLR2004
    if canonicalization.tag != _ds("CanonicalizationMethod") or method.tag != _ds("SignatureMethod"):
        raise Irregular("children of SignedInfo")
    if _algorithm(canonicalization) != C14N:
        raise Irregular("canonicalization")
    known = METHODS.get(_algorithm(method))
    if known is None:
        raise Weak("signature method")
    return known, [_reference(each) for each in references]


def _algorithm(element: "_Element") -> str:
    _only(element, {"Algorithm"})
    if len(element) or not is_blank(element.text):
        raise Irregular("parameters of an algorithm")
    return str(element.get("Algorithm", ""))


def _reference(element: "_Element") -> _Reference:
    _only(element, {"Id", "URI", "Type"})
    names = [child.tag for child in element]
    transforms: list[_Element] = []
    if names[:1] == [_ds("Transforms")]:
        _only(element[0], set())
        transforms = list(element[0])
        if not transforms or any(each.tag != _ds("Transform") for each in transforms):
            raise Irregular("transforms")
    if element.tag != _ds("Reference") or names[-2:] != [_ds("DigestMethod"), _ds("DigestValue")]:
        raise Irregular("reference")
    if len(names) != (3 if transforms else 2):
        raise Irregular("children of a reference")
    hash_name = HASHES.get(_algorithm(element[-2]))
    if hash_name is None:
        raise Weak("digest method")
    _only(element[-1], set())
    return _Reference(
        str(element.get("URI", "")), str(element.get("Type", "")), transforms, hash_name, decoded(element[-1])
    )


def _digested(
    references: list[_Reference], ids: dict[str, "_Element"], objects: set["_Element"], properties: "_Element"
) -> tuple[Digested, ...]:
    """SignedInfo must refer to each object and to the signed properties, each once, and to nothing else."""
    covered: list[_Element] = []
    digested = []
    for each in references:
        element = ids.get(each.uri[1:]) if each.uri.startswith("#") else None
        if element is None or element in covered or (element not in objects and element is not properties):
            raise Irregular("reference to something else")
        if each.type not in {"", PROPERTIES_TYPE if element is properties else OBJECT_TYPE}:
            raise Irregular("type of a reference")
        if [_algorithm(transform) for transform in each.transforms] not in ([], [C14N]):
            raise Irregular("transforms of a reference")
        covered.append(element)
        digested.append(Digested(canonical(element), each.hash_name, each.digest))
    if len(covered) != len(objects) + 1:
        raise Irregular("something in the signature is not signed")
    return tuple(digested)


def _certificate(key_info: "_Element") -> bytes:
    """Take the one certificate; a bare key would be believed without any name."""
    _only(key_info, {"Id"})
    if [child.tag for child in key_info] != [_ds("X509Data")]:
        raise Irregular("key information")
    (certificate,) = _children(key_info[0], "X509Certificate")
    _only(certificate, set())
    return decoded(certificate)


def _manifest(package_object: "_Element", own_id: str, signed_at: str) -> tuple[SignedPart, ...]:
    manifest, properties = _children(package_object, "Manifest", "SignatureProperties", attributes=("Id",))
    _only(manifest, {"Id"})
    parts = tuple(_signed_part(_reference(each)) for each in manifest)
    if not parts or len({part.part.lower() for part in parts}) != len(parts):
        raise Irregular("manifest")
    (holder,) = _children(properties, "SignatureProperty", attributes=("Id",))
    _only(holder, {"Id", "Target"})
    times = [str(each.text) for each in holder.iter(f"{{{MDSSI}}}Value")]
    if holder.get("Target") != f"#{own_id}" or times != [signed_at]:
        raise Irregular("two signing times")
    return parts


def _signed_part(reference: _Reference) -> SignedPart:
    path, mark, content_type = reference.uri.partition("?ContentType=")
    if not path.startswith("/") or not mark or reference.type:
        raise Irregular("part in the manifest")
    return SignedPart(path[1:], content_type, reference.hash_name, reference.digest, _sources(reference.transforms))


def _sources(transforms: list["_Element"]) -> frozenset[str] | None:
    """Ids of the relationships that count; None when the part is taken as it stands."""
    if not transforms:
        return None
    if len(transforms) != 2 or _algorithm(transforms[1]) != C14N:  # noqa: PLR2004
        raise Irregular("transforms in the manifest")
    chosen = transforms[0]
    _only(chosen, {"Algorithm"})
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
