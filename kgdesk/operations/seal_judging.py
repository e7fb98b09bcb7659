"""Our own files judged as any receiver judges them, before the workspace knows of them."""

from datetime import datetime

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact

_LEFT_TO_OTHERS = {"signer_missing", "signer_pending"}


def ensure_verifiable(data: bytes, name: str, roles: tuple[str, ...], *, at: datetime) -> None:
    """Examine a file from its bytes alone, as `kgdesk verify` does, trust apart.

    Everything in it must be whole, signed by `roles` and nobody else, and shown as its own data says. Raises Fault
    `seal.own_check`: what a receiver would refuse is a defect of the program, and is neither recorded nor written.
    """
    problem = _problem(data, name, roles, at=at)
    if problem:
        raise Fault("seal.own_check", reason=problem)


def _problem(data: bytes, name: str, roles: tuple[str, ...], *, at: datetime) -> str:
    from kgdesk.consolidation.examination import examine
    from kgdesk.signing.trust import TrustAnchors

    verdict = examine(data, name, anchors=TrustAnchors.empty(), at=at).verdict
    facts = (verdict.integrity, verdict.consistency)
    if verdict.unreadable or facts != (Fact.PASSED, Fact.PASSED):
        return ", ".join(verdict.reasons)
    if tuple(signer.role for signer in verdict.signers) != roles:
        return "signer_unexpected"
    if verdict.coverage is Fact.PASSED:
        return ""
    if roles != ("head",) or not _LEFT_TO_OTHERS.intersection(verdict.reasons):
        return ", ".join(verdict.reasons)
    return _beside_the_waiting(data, roles, at=at)


def _beside_the_waiting(data: bytes, roles: tuple[str, ...], *, at: datetime) -> str:
    """Say what is wrong with a file besides that the agency has not signed yet."""
    from kgdesk.signing import pdf, trust

    facts = pdf.inspect_pdf(data, anchors=trust.TrustAnchors.empty(), at=at, expected_roles=roles)
    return "" if facts.coverage is Fact.PASSED else ", ".join(facts.reasons)
