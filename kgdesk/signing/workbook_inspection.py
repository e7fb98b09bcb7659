"""What the signatures of a workbook prove, and what they leave out: one reading of the package, or none."""

from datetime import datetime

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact, SignatureFacts
from kgdesk.signing.certificate_facts import worst
from kgdesk.signing.opc_inspection import OpcFacts, inspect_signature
from kgdesk.signing.opc_irregular import Irregular
from kgdesk.signing.opc_package import has_traces_of_signatures, read_package
from kgdesk.signing.opc_zip import MAX_FILE, is_zip
from kgdesk.signing.reasons import Reason
from kgdesk.signing.trust import TrustAnchors

# More signatures than any return has.
MOST_SIGNATURES = 16


def inspect_workbook(
    data: bytes, *, anchors: TrustAnchors, at: datetime, expected_roles: tuple[str, ...] = ()
) -> SignatureFacts:
    """Check every signature in a workbook at the moment `at`; `expected_roles` must have signed.

    An unsigned workbook has no signers and undecided facts. Without `expected_roles` a signature that was taken out
    is not noticed: they are parallel, and none knows of another. Raises Fault `signature.unreadable` when the bytes
    are no zip, or too large; nothing else, whatever the bytes are.
    """
    if len(data) > MAX_FILE or not is_zip(data):
        raise Fault("signature.unreadable")
    if not has_traces_of_signatures(data):
        return _unsigned(expected_roles)
    try:
        package = read_package(data)
    except Irregular:
        return _irregular()
    if not package.signature_parts:
        return _unsigned(expected_roles)
    if len(package.signature_parts) > MOST_SIGNATURES:
        return _irregular()
    found = [inspect_signature(package, part, anchors=anchors, at=at) for part in package.signature_parts]
    return _facts(found, _missing(found, expected_roles))


def _missing(found: list[OpcFacts], expected_roles: tuple[str, ...]) -> list[Reason]:
    """A signature taken out leaves no trace in the mathematics: only the expectation shows it."""
    roles = [facts.role for facts in found if facts.signer is not None]
    known = [role for role in roles if role]
    reasons = []
    # Of a signature that cannot be read nobody knows whether it is the missing one; the file fails for it anyway.
    if not set(expected_roles) <= set(known) and len(roles) == len(found):
        reasons.append(Reason.SIGNER_MISSING)
    if len(known) != len(set(known)):
        reasons.append(Reason.ROLE_REPEATED)
    if known and len(known) != len(roles):
        reasons.append(Reason.SIGNER_UNEXPECTED)
    return reasons


def _facts(found: list[OpcFacts], extra: list[Reason]) -> SignatureFacts:
    reasons = [reason for facts in found for reason in facts.reasons] + extra
    return SignatureFacts(
        integrity=worst([facts.integrity for facts in found]),
        coverage=Fact.FAILED if extra else worst([facts.coverage for facts in found]),
        trust=worst([facts.trust for facts in found]),
        time=worst([facts.time for facts in found]),
        signers=tuple(facts.signer for facts in found if facts.signer is not None),
        reasons=tuple(dict.fromkeys(reason.value for reason in reasons)),
    )


def _undecided(coverage: Fact, reasons: list[Reason]) -> SignatureFacts:
    undecided = Fact.INDETERMINATE
    return SignatureFacts(
        integrity=undecided,
        coverage=coverage,
        trust=undecided,
        time=undecided,
        signers=(),
        reasons=tuple(reason.value for reason in reasons),
    )


def _irregular() -> SignatureFacts:
    return _undecided(Fact.FAILED, [Reason.PACKAGE_IRREGULAR])


def _unsigned(expected_roles: tuple[str, ...]) -> SignatureFacts:
    if expected_roles:
        return _undecided(Fact.FAILED, [Reason.UNSIGNED, Reason.SIGNER_MISSING])
    return _undecided(Fact.INDETERMINATE, [Reason.UNSIGNED])
