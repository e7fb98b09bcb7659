"""Whether the signers of a file may sign for the reporting unit it speaks for."""

from collections.abc import Sequence
from datetime import datetime

from kgdesk.domain.enrolment import Enrolment, of_certificate
from kgdesk.domain.plan import Plan
from kgdesk.domain.verdict import Fact, Signer


def authority_of(
    signers: Sequence[Signer],
    unit: str,
    *,
    plan: Plan | None,
    enrolments: Sequence[Enrolment] = (),
    at: datetime,
) -> tuple[Fact, tuple[str, ...]]:
    """Judge every signer by the binding a person confirmed, else by the unit's code in the certificate itself.

    `at` stands in for a signing time that is not stated. Returns the worst of all, with the reasons.
    """
    if not signers or (plan is not None and not plan.has_unit(unit)):
        return Fact.INDETERMINATE, ()
    judged = [_judge(signer, unit, plan=plan, enrolments=enrolments, at=at) for signer in signers]
    reasons = tuple(dict.fromkeys(reason for _, reason in judged if reason))
    facts = [fact for fact, _ in judged]
    if Fact.FAILED in facts:
        return Fact.FAILED, reasons
    return (Fact.PASSED if all(fact is Fact.PASSED for fact in facts) else Fact.INDETERMINATE), reasons


def of_another_unit(
    signers: Sequence[Signer],
    unit: str,
    *,
    plan: Plan | None,
    enrolments: Sequence[Enrolment] = (),
    at: datetime,
) -> tuple[Signer, str] | None:
    """Find the first signer who signs for another unit, with that unit's code; None where nobody does."""
    for signer in signers:
        if _judge(signer, unit, plan=plan, enrolments=enrolments, at=at)[1] == "verify.wrong_signer":
            bound = [item.unit for item in of_certificate(enrolments, signer.fingerprint)]
            return signer, bound[-1] if bound else signer.unit
    return None


def _judge(
    signer: Signer, unit: str, *, plan: Plan | None, enrolments: Sequence[Enrolment], at: datetime
) -> tuple[Fact, str]:
    bindings = of_certificate(enrolments, signer.fingerprint)
    if bindings:
        return _by_bindings(signer, unit, bindings, signer.signed_at or at)
    if signer.unit == unit:
        return Fact.PASSED, ""
    if names_a_unit(signer.unit, plan):
        return Fact.FAILED, "verify.wrong_signer"
    return Fact.INDETERMINATE, "trust.not_enrolled"


def _by_bindings(signer: Signer, unit: str, bindings: Sequence[Enrolment], moment: datetime) -> tuple[Fact, str]:
    of_unit = [item for item in bindings if item.unit == unit]
    if not of_unit:
        return Fact.FAILED, "verify.wrong_signer"
    # plan packs and receipts have no roles of their own
    in_role = [item for item in of_unit if item.role == signer.role or not signer.role]
    if not in_role:
        return Fact.FAILED, "trust.other_role"
    if not any(item.holds_at(moment) for item in in_role):
        return Fact.FAILED, "trust.not_bound_then"
    return Fact.PASSED, ""


def names_a_unit(code: str, plan: Plan | None) -> bool:
    """Whether the UID of a certificate is a reporting unit's code.

    Certificates of public authorities carry other numbers there, such as `MST:0100109106` of the tax office.
    """
    if not code:
        return False
    return plan.has_unit(code) if plan is not None else ":" not in code
