"""All that a workspace believes, with the certificates themselves and their history, for people to look at."""

from dataclasses import dataclass
from datetime import datetime

from kgdesk.domain.enrolment import Enrolment
from kgdesk.operations.certificates import CertificateFacts, facts_of
from kgdesk.operations.strangers import WaitingFile, waiting_files
from kgdesk.operations.trust import Anchor, KnownList, trust_overview
from kgdesk.operations.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RegisteredAnchor:
    """An authority that is believed, and its certificate."""

    anchor: Anchor
    facts: CertificateFacts


@dataclass(frozen=True, slots=True)
class EnrolmentStep:
    """The state of a binding as somebody recorded it."""

    enrolment: Enrolment
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class RegisteredEnrolment:
    """A binding as it stands, its certificate, and its steps, oldest first."""

    enrolment: Enrolment
    facts: CertificateFacts
    steps: tuple[EnrolmentStep, ...]


@dataclass(frozen=True, slots=True)
class TrustRegister:
    """What stands at the moment `at`."""

    at: datetime
    anchors: tuple[RegisteredAnchor, ...]
    lists: tuple[KnownList, ...]
    enrolments: tuple[RegisteredEnrolment, ...]
    waiting: tuple[WaitingFile, ...]


def trust_register(workspace: Workspace) -> TrustRegister:
    """Gather it."""
    from kgdesk.store import enrolments

    overview = trust_overview(workspace)
    kept = enrolments.history(workspace.store)
    certificates = {item.enrolment.fingerprint: item.certificate for item in kept}
    steps: dict[tuple[str, str, str], tuple[EnrolmentStep, ...]] = {}
    for item in kept:
        key = _key(item.enrolment)
        steps[key] = (*steps.get(key, ()), EnrolmentStep(item.enrolment, item.recorded_at, item.recorded_by))
    return TrustRegister(
        at=workspace.clock(),
        anchors=tuple(RegisteredAnchor(item, facts_of(item.certificate)) for item in overview.anchors),
        lists=overview.lists,
        enrolments=tuple(
            RegisteredEnrolment(item, facts_of(certificates[item.fingerprint]), steps[_key(item)])
            for item in overview.enrolments
        ),
        waiting=waiting_files(workspace),
    )


def _key(item: Enrolment) -> tuple[str, str, str]:
    return item.fingerprint, item.unit, item.role
