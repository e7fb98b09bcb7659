"""The list of what is signed: each part by its bytes and type, each relationship part by its relationships."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from kgdesk.signing.opc_package import ORIGIN, Package
from kgdesk.signing.opc_relations import transformed, transformed_by_libreoffice
from kgdesk.signing.opc_words import C14N, MDSSI, RELATIONSHIP_TRANSFORM, SHA256
from kgdesk.signing.opc_xml import quoted
from kgdesk.signing.reasons import Reason


@dataclass(frozen=True, slots=True)
class SignedPart:
    """One line of the manifest; `sources` are the Ids of the relationships it covers, None for any other part."""

    part: str
    content_type: str
    hash_name: str
    digest: bytes = field(repr=False)
    sources: frozenset[str] | None


def manifest_xml(package: Package) -> str:
    """Write the references to all parts and all relationships, in canonical form."""
    return "".join(_reference(package, name) for name in package.content)


def _reference(package: Package, name: str) -> str:
    uri = quoted(f"/{name}?ContentType={package.types.of(name)}")
    lines = package.relations.get(name)
    content = package.parts[name] if lines is None else transformed(lines)
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode("ascii")
    sources = () if lines is None else tuple(line.id for line in lines)
    transforms = "" if lines is None else _transforms(sources)
    return (
        f'<Reference URI="{uri}">{transforms}<DigestMethod Algorithm="{SHA256}"></DigestMethod>'
        f"<DigestValue>{digest}</DigestValue></Reference>"
    )


def _transforms(sources: tuple[str, ...]) -> str:
    listed = "".join(
        f'<mdssi:RelationshipReference xmlns:mdssi="{MDSSI}" SourceId="{quoted(source)}"></mdssi:RelationshipReference>'
        for source in sources
    )
    return (
        f'<Transforms><Transform Algorithm="{RELATIONSHIP_TRANSFORM}">{listed}</Transform>'
        f'<Transform Algorithm="{C14N}"></Transform></Transforms>'
    )


def manifest_problems(signed: Iterable[SignedPart], package: Package) -> tuple[Reason, ...]:
    """Hold the manifest against the package: what was changed, what is gone, what nobody signed."""
    problems: set[Reason] = set()
    covered: set[str] = set()
    for line in signed:
        if line.part not in package.parts:
            problems.add(Reason.PART_MISSING)
            continue
        covered.add(line.part)
        problems |= _problems(line, package)
    if not covered.issuperset(package.content):
        problems.add(Reason.PART_UNSIGNED)
    return tuple(reason for reason in Reason if reason in problems)


def _problems(line: SignedPart, package: Package) -> set[Reason]:
    problems = set()
    relations = package.relations.get(line.part)
    if (relations is None) != (line.sources is None):
        return {Reason.CONTENT_CHANGED}
    if relations is None or line.sources is None:
        intact = _digests(line, package.parts[line.part])
    else:
        # The way to the signatures themselves is not listed by Office, POI and LibreOffice; it has one spelling anyway.
        needed = {relation.id for relation in relations if relation.type != ORIGIN}
        if line.sources - {relation.id for relation in relations}:
            problems.add(Reason.PART_MISSING)
        if needed - line.sources:
            problems.add(Reason.PART_UNSIGNED)
        listed = [relation for relation in relations if relation.id in line.sources]
        intact = _digests(line, transformed(listed)) or _digests(
            line, transformed_by_libreoffice(listed, package.parts[line.part])
        )
    if not intact or package.types.of(line.part) != line.content_type:
        problems.add(Reason.CONTENT_CHANGED)
    return problems


def _digests(line: SignedPart, content: bytes) -> bool:
    return hashlib.new(line.hash_name, content).digest() == line.digest
