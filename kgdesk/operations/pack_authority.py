"""Whose plan pack a workspace takes: who receives its returns says what they are made of."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from kgdesk.consolidation.authority import authority_of
from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact, Signer
from kgdesk.messages import VIETNAM
from kgdesk.operations.workspace import Workspace


def ensure_authority(workspace: Workspace, path: Path, signers: Sequence[Signer], at: datetime) -> None:
    """Raise Fault `pack.not_signed`, `pack.other_signer` unless the focal unit or one above this one signed.

    Who stands above whom says the plan in force, not the one that wants to take its place.
    """
    from kgdesk.store import enrolments

    if not signers:
        raise Fault("pack.not_signed", file=path)
    bound = enrolments.every(workspace.store)
    for unit in _issuers(workspace, at):
        if authority_of(signers, unit, plan=workspace.plan, enrolments=bound, at=at)[0] is Fact.PASSED:
            return
    raise Fault("pack.other_signer", file=path, signer=names_of(signers))


def names_of(signers: Sequence[Signer]) -> str:
    """Name those who signed, each once, as their certificates do."""
    return ", ".join(dict.fromkeys(signer.common_name or signer.subject for signer in signers))


def _issuers(workspace: Workspace, at: datetime) -> Iterator[str]:
    """Give the focal unit of the day, then the units above this one; itself where nobody is above."""
    plan, unit = workspace.plan, workspace.unit
    focal = plan.focal_unit(at.astimezone(VIETNAM).date())
    if focal is not None:
        yield focal.code
    if unit.parent is None:
        yield unit.code
    while unit.parent is not None and plan.has_unit(unit.parent):
        unit = plan.unit(unit.parent)
        yield unit.code
