"""What the authorities say now of the certificates in a file: fetched once, checked, then judged without a network.

Only certificates whose path to a believed authority holds are asked about. Anybody can write an address into a
certificate of his own; those of a believed authority are signed by it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from kgdesk.domain.errors import Fault
from kgdesk.signing.names import quiet_certificates, read_names
from kgdesk.signing.ocsp import CLOCK_TOLERANCE, OcspAnswer, read_answer
from kgdesk.signing.revocation import is_known
from kgdesk.signing.revocation_lists import RevocationList, ensure_from_authority, read_lists
from kgdesk.signing.revocation_sources import RevocationSource, list_places, ocsp_places
from kgdesk.signing.signature_certificates import Carried
from kgdesk.signing.trust import TrustAnchors, path_to_anchor


@dataclass(frozen=True, slots=True)
class Evidence:
    """The certificates of all paths (DER), what was fetched about them, and what went wrong, one sentence each."""

    certificates: tuple[bytes, ...] = field(default=(), repr=False)
    lists: tuple[RevocationList, ...] = field(default=(), repr=False)
    ocsp_responses: tuple[bytes, ...] = field(default=(), repr=False)
    problems: tuple[Fault, ...] = ()

    def added_to(self, anchors: TrustAnchors, *, status_needed: bool = True) -> TrustAnchors:
        """Give the anchors with what was fetched; the certificates on the way are not believed for it."""
        fetched = TrustAnchors((), tuple(each.der for each in self.lists), self.ocsp_responses, status_needed)
        return anchors.including(fetched)

    def including(self, other: "Evidence") -> "Evidence":
        """Both together, each thing once."""
        problems = {(each.code, str(each.params)): each for each in (*self.problems, *other.problems)}
        return Evidence(
            tuple(dict.fromkeys(self.certificates + other.certificates)),
            tuple(dict.fromkeys(self.lists + other.lists)),
            tuple(dict.fromkeys(self.ocsp_responses + other.ocsp_responses)),
            tuple(problems.values()),
        )


def gather(
    carried: Iterable[Carried],
    *,
    anchors: TrustAnchors,
    source: RevocationSource,
    at: datetime,
    lists_only: bool = False,
) -> Evidence:
    """Ask `source` about every certificate on the paths of the signers; `at` is now.

    The OCSP service is asked first, the revocation list is fetched where it gives no usable answer; with
    `lists_only` only lists are. Never raises for what an authority does or does not answer.
    """
    found = Evidence()
    done: set[tuple[bytes, bytes]] = set()
    for each in carried:
        for pair in pairwise(path := _path(each, anchors, at)):
            if pair not in done:
                done.add(pair)
                found = found.including(_about(*pair, anchors=anchors, source=source, at=at, lists_only=lists_only))
        found = found.including(Evidence(path))
    return found


def _path(carried: Carried, anchors: TrustAnchors, at: datetime) -> tuple[bytes, ...]:
    """Build the path as of now, or of the last day of a certificate that has expired; empty when there is none."""
    try:
        moment = min(at, read_names(carried.certificate).not_after)
        return path_to_anchor(carried.certificate, others=carried.others, anchors=anchors, moment=moment)
    except Exception:  # noqa: BLE001 - the verdict will say what is wrong with it; nobody is called for it
        return ()


def _about(
    issuer: bytes,
    certificate: bytes,
    *,
    anchors: TrustAnchors,
    source: RevocationSource,
    at: datetime,
    lists_only: bool,
) -> Evidence:
    problems: list[Fault] = []
    lists: tuple[RevocationList, ...] = ()
    responses: tuple[bytes, ...] = ()
    try:
        response = None if lists_only else source.ocsp_response(certificate, issuer)
        if response is not None:
            responses, problems = _checked_answer(response, certificate, issuer, at)
    except Fault as fault:
        problems.append(fault)
    if not responses or problems:
        try:
            data = source.revocation_list(certificate, issuer)
            lists = () if data is None else _checked_lists(data, certificate, issuer, at)
        except Fault as fault:
            problems.append(fault)
    if not (lists or responses or problems) and not _known_before(issuer, certificate, anchors, at):
        problems.append(Fault("online.no_place", name=_name(certificate)))
    return Evidence((), lists, responses, tuple(problems))


def _checked_answer(
    data: bytes, certificate: bytes, issuer: bytes, at: datetime
) -> tuple[tuple[bytes, ...], list[Fault]]:
    """Keep an answer that is believed and recent, or that says "revoked" at any time."""
    place = next(iter(ocsp_places(certificate)), "")
    answer = read_answer(data, certificate=certificate, issuer=issuer, place=place)
    problem = _answer_problem(answer, certificate, place, at)
    if problem is None:
        return (data,), []
    return ((data,) if answer.revoked_at is not None else ()), [problem]


def _answer_problem(answer: OcspAnswer, certificate: bytes, place: str, at: datetime) -> Fault | None:
    if not answer.known:
        return Fault("online.answer_unknown", place=place, name=_name(certificate))
    if answer.this_update > at + CLOCK_TOLERANCE:
        return Fault("online.answer_in_future", place=place, date=answer.this_update)
    if answer.holds_until < at - CLOCK_TOLERANCE:
        return Fault("online.answer_stale", place=place, date=answer.holds_until)
    return None


def _checked_lists(data: bytes, certificate: bytes, issuer: bytes, at: datetime) -> tuple[RevocationList, ...]:
    """Keep a whole list that the issuer signed; raises Fault `online.list_stale` for one that is overdue."""
    place = next(iter(list_places(certificate)), "")
    found = read_lists(data, place)
    if not found:
        raise Fault("trust.bad_list", file=place)
    for each in found:
        ensure_from_authority(each, anchors=TrustAnchors((issuer,)), name=place, at=at)
        if each.next_update is not None and each.next_update < at - CLOCK_TOLERANCE:
            raise Fault("online.list_stale", place=place, date=each.next_update)
    return found


def _known_before(issuer: bytes, certificate: bytes, anchors: TrustAnchors, at: datetime) -> bool:
    try:
        with quiet_certificates():
            return is_known((issuer, certificate), anchors.revocation_lists, anchors.ocsp_responses, by=at)
    except ValueError:
        return False


def _name(certificate: bytes) -> str:
    names = read_names(certificate)
    return names.common_name or names.subject
