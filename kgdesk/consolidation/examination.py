"""Looking at one file: bytes in, verdict and contents out. Nothing here knows a database or a clock.

Pure, so that any pool of processes may run it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from kgdesk.consolidation.authority import authority_of, of_another_unit
from kgdesk.consolidation.damaged_file import TRUNCATED, damage_of
from kgdesk.consolidation.examined import Examination, with_facts
from kgdesk.consolidation.pdf_examination import examine_pdf
from kgdesk.consolidation.workbook_examination import examine_workbook
from kgdesk.domain.enrolment import Enrolment
from kgdesk.domain.errors import Fault
from kgdesk.domain.plan import Plan
from kgdesk.domain.receipt import Receipt
from kgdesk.domain.verdict import Fact, FileKind, Signer, Verdict

if TYPE_CHECKING:
    from kgdesk.signing.trust import TrustAnchors

__all__ = ["SIZE_LIMIT", "Examination", "examine"]

SIZE_LIMIT = 64_000_000  # bytes; a return of 80 rows is about 0.2 MB
_NEEDED_IN_PACK = "plan.json"
_LACKING = {"signer_missing", "signer_pending"}


def examine(
    data: bytes,
    name: str,
    *,
    anchors: "TrustAnchors",
    at: datetime,
    plan: Plan | None = None,
    enrolments: Sequence[Enrolment] = (),
) -> Examination:
    """Examine a file's bytes; never raises on what a file may contain.

    `enrolments` are the certificates that a person bound to reporting units: they decide who may sign for whom,
    before what a certificate says of itself.
    """
    seen = _with_damage(_examine(data, name, anchors=anchors, at=at), data)
    unit = seen.receipt.receiver if seen.receipt else seen.document.unit if seen.document else ""
    if not unit:
        return seen
    authority, reasons = authority_of(seen.verdict.signers, unit, plan=plan, enrolments=enrolments, at=at)
    if seen.receipt is not None and plan is not None and not _receives(plan, seen.receipt):
        authority, reasons = Fact.FAILED, (*reasons, "verify.not_the_receiver")
    params = dict(seen.verdict.params)
    stranger = of_another_unit(seen.verdict.signers, unit, plan=plan, enrolments=enrolments, at=at)
    if stranger is not None:
        params |= _whose(seen, *stranger, plan=plan)
    reasons = (*seen.verdict.reasons, *reasons)
    return replace(seen, verdict=replace(seen.verdict, authority=authority, reasons=reasons, params=params))


def _whose(seen: Examination, signer: Signer, theirs: str, *, plan: Plan | None) -> dict[str, object]:
    """Name the signer's unit and the one the file speaks for; without a plan the file and certificate name them."""
    known = {} if plan is None else {unit.code: unit.name_vi for unit in plan.units}
    if seen.receipt is not None:
        ours, own_name = seen.receipt.receiver, seen.receipt.receiver_name_vi
    else:
        assert seen.document is not None  # noqa: S101 - whoever has signers to judge has one or the other
        ours, own_name = seen.document.unit, seen.document.unit_name_vi
    return {
        "theirs": f"{known.get(theirs) or signer.common_name or signer.subject} ({theirs})",
        "ours": f"{known.get(ours) or own_name} ({ours})",
    }


def _with_damage(seen: Examination, data: bytes) -> Examination:
    """Say of a file that did not prove whole what befell it, instead of what follows from that."""
    verdict = seen.verdict
    if verdict.integrity is Fact.PASSED and verdict.coverage is Fact.PASSED:
        return seen
    damage = damage_of(data)
    if not damage or (damage != TRUNCATED and (not verdict.unreadable or verdict.kind is FileKind.KGPLAN)):
        return seen
    if verdict.integrity is Fact.PASSED and not _LACKING.intersection(verdict.reasons):
        # all signatures are there and good, and something unfinished follows: that stays what it is, too
        params = {**verdict.params, "file": verdict.file}
        return replace(seen, verdict=replace(verdict, reasons=(damage, *verdict.reasons), params=params))
    return Examination(_unreadable(verdict.file, verdict.kind, Fault(damage)), seen.sha256)


def _receives(plan: Plan, receipt: Receipt) -> bool:
    """Whether the unit that signs the receipt is the one the return goes to."""
    unit = receipt.identity.unit
    return plan.has_unit(unit) and plan.unit(unit).parent == receipt.receiver


def _examine(data: bytes, name: str, *, anchors: "TrustAnchors", at: datetime) -> Examination:
    kind = _kind_of(data)
    digest = sha256(data).hexdigest()
    try:
        match kind:
            case FileKind.PDF:
                return examine_pdf(data, name, digest, anchors=anchors, at=at)
            case FileKind.XLSX:
                return examine_workbook(data, name, digest, anchors=anchors, at=at)
            case FileKind.KGPLAN:
                return _examine_pack(data, name, digest, anchors=anchors, at=at)
            case _:
                return Examination(_unreadable(name, kind, Fault("verify.unknown_kind", file=name)), digest)
    except Fault as fault:
        return Examination(_unreadable(name, kind, fault), digest)


def _unreadable(name: str, kind: FileKind, fault: Fault) -> Verdict:
    return Verdict(name, kind, unreadable=True, reasons=(fault.code,), params={**fault.params, "file": name})


def _kind_of(data: bytes) -> FileKind:
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if data[:2] == b"PK":
        # both are zips; a plan pack begins with its plan
        return FileKind.KGPLAN if data[30 : 30 + len(_NEEDED_IN_PACK)] == _NEEDED_IN_PACK.encode() else FileKind.XLSX
    return FileKind.OTHER


def _examine_pack(data: bytes, name: str, digest: str, *, anchors: "TrustAnchors", at: datetime) -> Examination:
    from kgdesk.returns import plan_document, plan_pack
    from kgdesk.signing import detached

    contents = plan_pack.read(data, name)
    plan_document.from_bytes(contents.plan_bytes)
    verdict = Verdict(name, FileKind.KGPLAN, consistency=Fact.PASSED)
    if contents.signature is not None:
        facts = detached.inspect(contents.plan_bytes, contents.signature, anchors=anchors, at=at)
        verdict = with_facts(verdict, facts)
    return Examination(verdict, digest)
