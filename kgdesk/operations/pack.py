"""Plan packs: the workbook to write one, building, showing, updating."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.kept_copy import CopyReason
from kgdesk.domain.plan import Plan
from kgdesk.domain.verdict import Verdict
from kgdesk.files import read_bytes
from kgdesk.operations.apart import read_apart
from kgdesk.operations.copies import take_copy
from kgdesk.operations.exporting import WrittenFile, ensure_apart, export
from kgdesk.operations.key_file import close_key, open_key
from kgdesk.operations.pack_authority import ensure_authority, names_of
from kgdesk.operations.pack_file import PACK_LIMIT, read_pack, read_pack_signers
from kgdesk.operations.verify import load_anchors
from kgdesk.operations.workspace import Workspace, utc_now


@dataclass(frozen=True, slots=True)
class PackSummary:
    """What a plan pack holds; `digest` is that of the plan document.

    `signer` names who signed as the certificate does; `proved` says that it leads to an authority trusted here.
    `earlier` is where another file of the name of a built pack went.
    """

    plan: Plan
    digest: str
    signed: bool
    verdict: Verdict | None = None
    signer: str = ""
    proved: bool = False
    earlier: Path | None = None


def write_template(path: Path, *, empty: bool = False) -> WrittenFile:
    """Write the workbook of Resolution 535 (or an empty one) for a plan author to change."""
    from kgdesk.returns import plan_workbook

    return export(path, plan_workbook.template(empty=empty))


def build_pack(
    source: Path, target: Path, *, key: Path | str | None = None, password: str = "", at: datetime | None = None
) -> PackSummary:
    """Compile a plan workbook into a pack, signed when a key is given.

    Raises Fault `file.is_source`, and `plan.rejected` carrying every problem with sheet, row, column and remedy.
    """
    from kgdesk.returns import plan_document, plan_pack, plan_workbook

    ensure_apart(target, source)
    plan = read_apart(source, plan_workbook.build, read_bytes(source, limit=PACK_LIMIT), str(source))
    data = plan_document.to_bytes(plan)
    signature = None
    if key is not None:
        from kgdesk.signing import detached

        at = at or utc_now()
        opened = open_key(key, password, at=at)
        try:
            signature = detached.sign(data, key=opened, at=at)
        finally:
            close_key(opened)
    written = export(target, plan_pack.write(data, signature))
    return PackSummary(plan, plan_document.digest(data), signature is not None, earlier=written.earlier)


def show_pack(path: Path | None = None) -> PackSummary:
    """Read a pack, or the shipped plan when no path is given."""
    from kgdesk.returns import plan_default, plan_document

    if path is None:
        data = plan_default.load()
        return PackSummary(plan_document.from_bytes(data), plan_document.digest(data), signed=False)
    contents = read_pack(path, at=utc_now())
    plan = plan_document.from_bytes(contents.plan_bytes)
    return PackSummary(plan, plan_document.digest(contents.plan_bytes), contents.signature is not None)


def update_pack(workspace: Workspace, path: Path, *, unsigned: bool = False) -> Outcome[PackSummary]:
    """Install a newer version of the workspace's plan; figures stay as they are.

    A workspace that trusts authorities takes only what the focal unit or a unit above it signed; with `unsigned` a
    person answers for a pack without signature or of another signer. A broken or untrusted signature is never taken.

    What was there before is kept as a copy. Raises Fault `part.only_whole`, `pack.other_plan`, `pack.not_newer`,
    `pack.bad_signature`, `pack.not_signed`, `pack.other_signer`, `plan.no_unit`, `copy.*` where the copy cannot be
    made (then nothing is changed).
    """
    workspace.ensure_whole()
    from kgdesk.returns import plan_document
    from kgdesk.store import plans

    at = workspace.clock()
    anchors = load_anchors(None, workspace)
    contents, signers = read_pack_signers(path, at=at, anchors=anchors)
    plan = plan_document.from_bytes(contents.plan_bytes)
    if plan.code != workspace.plan.code:
        raise Fault("pack.other_plan", file=path, plan=plan.code, own=workspace.plan.code)
    if plan.version <= workspace.plan.version:
        raise Fault("pack.not_newer", file=path, version=plan.version, own=workspace.plan.version)
    plan.unit(workspace.unit.code)
    if anchors and not unsigned:
        ensure_authority(workspace, path, signers, at)
    signer = names_of(signers)
    digest = plan_document.digest(contents.plan_bytes)
    take_copy(workspace.path, CopyReason.PLAN, clock=workspace.clock)
    with workspace.store.transaction(
        actor=workspace.actor,
        action="update_plan",
        subject=f"{plan.code} {plan.version}",
        detail={"digest": digest, "signer": signer},
        at=at,
    ) as transaction:
        plans.install(transaction, contents.plan_bytes, plan=plan, digest=digest)
    summary = PackSummary(plan, digest, bool(signers), signer=signer, proved=bool(anchors and signers))
    return Outcome(summary, ChangeSet(plan=True))
