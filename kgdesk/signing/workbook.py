"""Signatures in a workbook: OPC (ECMA-376 part 2) with XAdES, as Office signs, and checked more strictly than Office.

Signatures stand side by side: a second one leaves the first as it was. Number and date of the return must be in the
workbook before the first; nothing may change after it.
"""

from dataclasses import replace
from datetime import datetime

from kgdesk.domain.errors import Fault
from kgdesk.signing.keys import SigningKey, ensure_usable
from kgdesk.signing.opc_irregular import Irregular
from kgdesk.signing.opc_package import (
    ORIGIN,
    ORIGIN_PART,
    ORIGIN_RELATIONS,
    ORIGIN_TYPE,
    SIGNATURE,
    SIGNATURE_TYPE,
    SIGNATURES,
    Package,
    read_package,
)
from kgdesk.signing.opc_relations import ROOT_RELATIONS, Relation, write_relations
from kgdesk.signing.opc_signature_reader import read_signature
from kgdesk.signing.opc_signature_writer import signature_xml
from kgdesk.signing.opc_types import TYPES_PART
from kgdesk.signing.opc_words import LONGEST_COMMENT
from kgdesk.signing.opc_zip_writer import make_entry, write_zip
from kgdesk.signing.workbook_inspection import inspect_workbook

__all__ = ["inspect_workbook", "sign_workbook"]


def sign_workbook(data: bytes, *, key: SigningKey, role: str, at: datetime, comment_vi: str = "") -> bytes:
    """Add a signature in `role` (`head` or `agency`) over every part and relationship; gives the whole file.

    `at` is the time claimed; `comment_vi` is shown with the signature in Excel (up to 255 characters, the rest is
    cut). Equal input gives equal bytes but for the signature's value.
    Raises Fault `signature.unreadable` for what is no regular workbook, `signature.already_signed_workbook` when the
    role has signed, and those of `keys.ensure_usable`.
    """
    ensure_usable(key, at)
    try:
        package = read_package(data)
        signed_roles = [read_signature(package.parts[part]).claims.role for part in package.signature_parts]
    except Irregular as error:
        raise Fault("signature.unreadable") from error
    if role in signed_roles:
        raise Fault("signature.already_signed_workbook", signer=key.signer_name)
    prepared, part = _prepared(package)
    comment = _printable(comment_vi)[:LONGEST_COMMENT]
    signature = signature_xml(prepared, key=key, role=role, at=at, comment=comment)
    return _written(prepared, package, part, signature)


def _printable(text: str) -> str:
    """Drop what XML cannot hold, lines and tabs become blanks."""
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()


def _prepared(package: Package) -> tuple[Package, str]:
    """Put everything in place that a signature must find: origin, relationships, types; gives the new part's name."""
    taken = [int(part.removeprefix(f"{SIGNATURES}sig").removesuffix(".xml")) for part in package.signature_parts]
    number = max(taken, default=0) + 1
    part = f"{SIGNATURES}sig{number}.xml"
    relations = dict(package.relations)
    if not taken:
        root = relations[ROOT_RELATIONS]
        relations[ROOT_RELATIONS] = (*root, Relation(_free_id(root), ORIGIN, ORIGIN_PART, "Internal", ORIGIN_PART))
    new = Relation(f"rId{number}", SIGNATURE, f"sig{number}.xml", "Internal", part)
    relations[ORIGIN_RELATIONS] = (*relations.get(ORIGIN_RELATIONS, ()), new)
    types = replace(
        package.types,
        defaults={**package.types.defaults, "sigs": ORIGIN_TYPE},
        overrides={**package.types.overrides, part: SIGNATURE_TYPE},
    )
    parts = {**package.parts, ORIGIN_PART: b""}
    for name in (ROOT_RELATIONS, ORIGIN_RELATIONS):
        if relations[name] != package.relations.get(name):
            parts[name] = write_relations(relations[name])
    return replace(package, parts=parts, types=types, relations=relations), part


def _free_id(relations: tuple[Relation, ...]) -> str:
    taken = {relation.id.lower() for relation in relations}
    return next(name for number in range(1, len(taken) + 2) if (name := f"rId{number}").lower() not in taken)


def _written(prepared: Package, before: Package, part: str, signature: bytes) -> bytes:
    """Write the zip; packed bytes of parts that stayed are taken over as they stand."""
    contents = {**prepared.parts, part: signature, TYPES_PART: prepared.types.to_xml()}
    kept = {entry.name: entry for entry in before.entries}
    return write_zip(
        [
            kept[name] if name in kept and kept[name].content == content else make_entry(name, content)
            for name, content in sorted(contents.items())
        ]
    )
