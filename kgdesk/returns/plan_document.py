"""The plan as a document: canonical JSON with a schema name and version (`resources/schemas/plan-1.schema.json`)."""

import hashlib
from dataclasses import fields

from kgdesk.domain.errors import Fault
from kgdesk.domain.plan import Plan
from kgdesk.returns.canonical_json import NotCanonicalError, decode, dump, encode, parse
from kgdesk.returns.plan_checks import Draft, Located, check_draft

SCHEMA = "kgdesk-plan"
SCHEMA_VERSION = 1
MAX_BYTES = 8_000_000


def to_bytes(plan: Plan) -> bytes:
    """Write the plan: keys sorted, no spaces, UTF-8, decimals as strings, dates ISO 8601. Same plan, same bytes."""
    tree = encode(plan)
    tree["schema"] = SCHEMA
    tree["schema_version"] = SCHEMA_VERSION
    return dump(tree)


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
    plan = decode(Plan, tree)
    if to_bytes(plan) != data:
        raise NotCanonicalError("", "keys out of order or spaces between")
    return plan


def _draft(plan: Plan) -> Draft:
    draft: Draft = {"plan": [Located("plan", 0, plan)]}
    for item in fields(plan):
        value = getattr(plan, item.name)
        if isinstance(value, tuple):
            draft[item.name] = [Located(item.name, number, record) for number, record in enumerate(value)]
    return draft
