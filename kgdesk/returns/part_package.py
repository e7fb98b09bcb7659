"""The part file, `*.kgpart`: a zip of `part.json` and, on the way out, `plan.json` (the plan it was asked under)."""

from dataclasses import dataclass

from kgdesk.domain.errors import Fault
from kgdesk.domain.part import Part
from kgdesk.returns import part_document, plan_document
from kgdesk.returns.package import read_package, write_package

PART_ENTRY = "part.json"
PLAN_ENTRY = "plan.json"
MAX_FILE = 8_000_000  # bytes


@dataclass(frozen=True, slots=True)
class PartFile:
    """What a part file holds; `plan_bytes` is the plan document, checked against the request's digest, or None."""

    part: Part
    plan_bytes: bytes | None


def write(part: Part, plan_bytes: bytes | None) -> bytes:
    """Make a part file; the same contents always give the same bytes."""
    entries = {PART_ENTRY: part_document.to_bytes(part)}
    if plan_bytes is not None:
        entries[PLAN_ENTRY] = plan_bytes
    return write_package(entries)


def read(data: bytes, file: str) -> PartFile:
    """Take a part file apart within limits; `file` is the name sentences show.

    Raises Fault `part.not_a_part` for anything else, `part.too_large`, `part.newer`, `part.unreadable`
    (place, cause) for one that is damaged, altered or built to mislead.
    """
    if len(data) > MAX_FILE:
        raise Fault("part.too_large", file=file, limit=MAX_FILE // 1_000_000)
    try:
        entries = read_package(data, file)
    except Fault as fault:
        raise _as_part(fault, file) from fault
    if PART_ENTRY not in entries:
        raise Fault("part.not_a_part", file=file)
    stray = entries.keys() - {PART_ENTRY, PLAN_ENTRY}
    if stray:
        raise Fault("part.unreadable", file=file, place=min(stray), cause="does not belong here")
    part = part_document.from_bytes(entries[PART_ENTRY], file=file)
    plan_bytes = entries.get(PLAN_ENTRY)
    if plan_bytes is not None and plan_document.digest(plan_bytes) != part.request.plan_digest:
        raise Fault("part.unreadable", file=file, place=PLAN_ENTRY, cause="not the plan of this part")
    return PartFile(part, plan_bytes)


def _as_part(fault: Fault, file: str) -> Fault:
    """Tell a fault of the package in the words of parts."""
    if fault.code == "return.not_a_return":
        return Fault("part.not_a_part", file=file)
    place = str(fault.params.get("place", "zip"))
    return Fault("part.unreadable", file=file, place=place, cause=fault.params.get("cause", fault.code))
