"""The plan as a document: canonical JSON with a schema name and version (`resources/schemas/plan-*.schema.json`).

Version 2 knows in which kinds of period a rule is asked, three kinds of rules more, and by what
figures are divided when a unit is. A plan that needs none of it is written in version 1, so that its
bytes, its digest and the programs that read it stay as they were.
"""

import hashlib
from dataclasses import fields
from typing import Any

from kgdesk.domain.errors import Fault
from kgdesk.domain.plan import Plan, RuleKind
from kgdesk.returns.canonical_json import NotCanonicalError, decode, dump, encode, parse
from kgdesk.returns.plan_checks import check_draft
from kgdesk.returns.plan_located import Draft, Located

SCHEMA = "kgdesk-plan"
SCHEMA_VERSION = 2
MAX_BYTES = 8_000_000
_KINDS_OF_2 = frozenset({RuleKind.OUTLIER, RuleKind.ADDS_UP, RuleKind.CUMULATIVE})
# What version 1 does not know: list, field, and what it holds where nothing was said.
_OF_2: tuple[tuple[str, str, object], ...] = (
    ("rules", "periods", []),
    ("indicators", "split_basis", "none"),
    ("successions", "basis", "none"),
    ("successions", "source", ""),
)


def to_bytes(plan: Plan) -> bytes:
    """Write the plan: keys sorted, no spaces, UTF-8, decimals as strings, dates ISO 8601. Same plan, same bytes."""
    tree = encode(plan)
    version = 2 if _needs_2(plan) else 1
    if version == 1:
        for sheet, name, _empty in _OF_2:
            for record in tree[sheet]:
                del record[name]
    return dump({**tree, "schema": SCHEMA, "schema_version": version})


def _needs_2(plan: Plan) -> bool:
    asked = any(rule.kind in _KINDS_OF_2 for rule in plan.rules)
    return asked or any(
        encode(getattr(record, name)) != empty for sheet, name, empty in _OF_2 for record in getattr(plan, sheet)
    )


def from_bytes(data: bytes) -> Plan:
    """Read a plan strictly: exactly the bytes `to_bytes` writes, and all that `plan_checks` asks for.

    Raises Fault `plan.unreadable` naming the place (`units[3].parent`), `plan.newer` for a later
    schema version, `plan.too_large`.
    """
    if len(data) > MAX_BYTES:
        raise Fault("plan.too_large", limit=MAX_BYTES // 1_000_000)
    try:
        plan = _read(data)
    except NotCanonicalError as error:
        raise Fault("plan.unreadable", place=error.place or "-", cause=error.why) from error
    for problem in check_draft(_draft(plan)):
        place = f"{problem.sheet}[{problem.row}].{problem.column}".rstrip(".")
        raise Fault("plan.unreadable", place=place, cause=problem.code)
    return plan


def digest(data: bytes) -> str:
    """SHA-256 of the canonical bytes, in hex: what a return's plan reference carries."""
    return hashlib.sha256(data).hexdigest()


def _read(data: bytes) -> Plan:
    tree = parse(data)
    if not isinstance(tree, dict) or tree.pop("schema", None) != SCHEMA:
        raise NotCanonicalError("schema", f"not {SCHEMA}")
    version = tree.pop("schema_version", None)
    if type(version) is not int or version < 1:
        raise NotCanonicalError("schema_version", "not a version")
    if version > SCHEMA_VERSION:
        raise Fault("plan.newer", version=version, known=SCHEMA_VERSION)
    if version == 1:
        _complete(tree)
    plan = decode(Plan, tree)
    if to_bytes(plan) != data:
        raise NotCanonicalError("", "keys out of order, spaces between or a version higher than needed")
    return plan


def _complete(tree: dict[str, Any]) -> None:
    """Give a document of version 1 what it does not know; where it says it all the same, it is refused below."""
    for sheet, name, empty in _OF_2:
        records = tree.get(sheet)
        for record in records if isinstance(records, list) else ():
            if isinstance(record, dict):
                record.setdefault(name, empty)


def _draft(plan: Plan) -> Draft:
    draft: Draft = {"plan": [Located("plan", 0, plan)]}
    for item in fields(plan):
        value = getattr(plan, item.name)
        if isinstance(value, tuple):
            draft[item.name] = [Located(item.name, number, record) for number, record in enumerate(value)]
    return draft
