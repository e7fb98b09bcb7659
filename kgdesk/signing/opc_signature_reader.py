"""One signature part taken apart, fail closed: what is not known to belong there makes the whole irregular.

Nothing here is believed yet: digests and the signature are checked by `opc_inspection`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgdesk.signing.opc_dsig import Reference, algorithm, children, ds, only, read_reference
from kgdesk.signing.opc_irregular import Irregular, Weak
from kgdesk.signing.opc_manifest import SignedPart
from kgdesk.signing.opc_manifest_reader import read_manifest
from kgdesk.signing.opc_words import (
    C14N,
    DSIG,
    METHODS,
    OBJECT_TYPE,
    PROPERTIES_TYPE,
    XADES,
)
from kgdesk.signing.opc_xades import Claims, read_claims
from kgdesk.signing.opc_xml import canonical, decoded, parse_xml

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
    if root.tag != ds("Signature"):
        raise Irregular("root of a signature")
    only(root, {"Id"})
    own_id = root.get("Id")
    children = list(root)
    wanted = [ds("SignedInfo"), ds("SignatureValue"), ds("KeyInfo")]
    if [child.tag for child in children[:3]] != wanted or any(child.tag != ds("Object") for child in children[3:]):
        raise Irregular("parts of a signature")
    signed_info, value, key_info, *objects = children
    ids = _ids(root)
    package_object, others, qualifying = _sorted_objects(objects)
    claims, properties = read_claims(qualifying, own_id or "")
    _check_namespaces([root, value, *key_info.iter(), *qualifying.iterancestors(ds("Object"))], {None: DSIG})
    _check_namespaces([qualifying, *(each for low in list(qualifying)[1:] for each in low.iter())], _WITH_XADES)
    method, references = _signed_info(signed_info)
    digested = _digested(references, ids, {*others, package_object}, properties)
    only(value, {"Id"})
    return ReadSignature(
        signed_info=canonical(signed_info),
        mechanism=method[0],
        hash_name=method[1],
        value=decoded(value),
        certificate=_certificate(key_info),
        digested=digested,
        manifest=read_manifest(package_object, own_id or "", claims.signed_at_text),
        claims=claims,
    )


def _check_namespaces(elements: Sequence["_Element"], known: dict[str | None, str]) -> None:
    """Of what is not signed, the declarations of namespaces are fixed as well."""
    if any(element.nsmap != known for element in elements):
        raise Irregular("declaration of a namespace")


def _ids(root: "_Element") -> dict[str, "_Element"]:
    """Elements by Id; no other spelling of an identifier may stand anywhere, and none twice."""
    found: dict[str, _Element] = {}
    for element in root.iter():
        for name, value in element.items():
            if name[0] == "{":
                raise Irregular("attribute with a prefix")
            if name.lower() == "id":
                if name != "Id" or str(value) in found:
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
        if names[:1] == [ds("Manifest")] and package_object is None:
            package_object = each
        elif names == [f"{{{XADES}}}QualifyingProperties"] and qualifying is None:
            only(each, {"Id"})
            qualifying = each[0]
        elif names == [ds("SignatureProperties")] and not others:
            others.append(each)
        else:
            raise Irregular("object of a signature")
    if package_object is None or qualifying is None:
        raise Irregular("objects of a signature")
    return package_object, others, qualifying


def _signed_info(element: "_Element") -> tuple[tuple[str, str], list[Reference]]:
    only(element, {"Id"})
    canonicalization, method, *references = list(element) if len(element) > 2 else [element] * 3  # noqa: PLR2004
    if canonicalization.tag != ds("CanonicalizationMethod") or method.tag != ds("SignatureMethod"):
        raise Irregular("children of SignedInfo")
    if algorithm(canonicalization) != C14N:
        raise Irregular("canonicalization")
    known = METHODS.get(algorithm(method))
    if known is None:
        raise Weak("signature method")
    return known, [read_reference(each) for each in references]


def _digested(
    references: list[Reference], ids: dict[str, "_Element"], objects: set["_Element"], properties: "_Element"
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
        if [algorithm(transform) for transform in each.transforms] not in ([], [C14N]):
            raise Irregular("transforms of a reference")
        covered.append(element)
        digested.append(Digested(canonical(element), each.hash_name, each.digest))
    if len(covered) != len(objects) + 1:
        raise Irregular("something in the signature is not signed")
    return tuple(digested)


def _certificate(key_info: "_Element") -> bytes:
    """Take the one certificate; a bare key would be believed without any name."""
    only(key_info, {"Id"})
    if [child.tag for child in key_info] != [ds("X509Data")]:
        raise Irregular("key information")
    (certificate,) = children(key_info[0], "X509Certificate")
    only(certificate, set())
    return decoded(certificate)
