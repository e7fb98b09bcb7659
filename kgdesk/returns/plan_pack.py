"""The plan pack, `*.kgplan`: a zip of `plan.json` and, where signed, `signature.p7s` over its exact bytes."""

from dataclasses import dataclass

from kgdesk.domain.errors import Fault
from kgdesk.returns.plan_archive import ArchiveError, ArchiveLimits, pack, unpack
from kgdesk.returns.plan_document import MAX_BYTES

PLAN_ENTRY = "plan.json"
SIGNATURE_ENTRY = "signature.p7s"
MAX_SIGNATURE = 1_000_000  # bytes
_LIMITS = ArchiveLimits(entries=2, total=MAX_BYTES + MAX_SIGNATURE)


@dataclass(frozen=True, slots=True)
class PackContents:
    """What a pack holds, as bytes: nothing is verified or parsed yet."""

    plan_bytes: bytes
    signature: bytes | None


def write(plan_bytes: bytes, signature: bytes | None) -> bytes:
    """Make a pack; the same parts always give the same bytes."""
    entries = {PLAN_ENTRY: plan_bytes}
    if signature is not None:
        entries[SIGNATURE_ENTRY] = signature
    return pack(entries)


def read(data: bytes, name: str = "") -> PackContents:
    """Take a pack apart within limits; raises Fault `plan.pack_unreadable` naming the file and the cause."""
    try:
        entries = unpack(data, limits=_LIMITS)
    except ArchiveError as error:
        raise Fault("plan.pack_unreadable", file=name, cause=str(error)) from error
    stray = entries.keys() - {PLAN_ENTRY, SIGNATURE_ENTRY}
    if stray or PLAN_ENTRY not in entries:
        raise Fault("plan.pack_unreadable", file=name, cause=f"needs {PLAN_ENTRY}, may have {SIGNATURE_ENTRY} only")
    signature = entries.get(SIGNATURE_ENTRY)
    if len(entries[PLAN_ENTRY]) > MAX_BYTES or len(signature or b"") > MAX_SIGNATURE:
        raise Fault("plan.pack_unreadable", file=name, cause="a part is too large")
    return PackContents(entries[PLAN_ENTRY], signature)
