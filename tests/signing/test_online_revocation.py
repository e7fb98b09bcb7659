"""Asking authorities over HTTP: which answers decide, which are ignored, and that nobody is asked unless told to."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.x509.ocsp import OCSPCertStatus, OCSPResponseBuilder, OCSPResponseStatus

from kgdesk.domain.verdict import Fact, SignatureFacts
from kgdesk.messages import say
from kgdesk.signing import demo_authority
from kgdesk.signing.demo_authority import DemoAuthority
from kgdesk.signing.evidence import Evidence, gather
from kgdesk.signing.keys import SigningKey
from kgdesk.signing.pdf import inspect_pdf, sign_pdf
from kgdesk.signing.revocation import is_known, is_revoked
from kgdesk.signing.revocation_sources import Offline, Online, RevocationSource
from kgdesk.signing.signature_certificates import carried_by
from kgdesk.signing.trust import TrustAnchors
from tests.signing.authority_server import (
    DAY,
    Reply,
    Server,
    authority_server,
    crl,
    ocsp_answer,
    places,
    responder,
    stamping,
)
from tests.signing.signing_samples import AT, LATER, make_key, make_pdf, stamping_authority

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def server() -> Iterator[Server]:
    with authority_server() as running:
        yield running


@pytest.fixture
def key(authority: DemoAuthority, server: Server) -> SigningKey:
    return make_key(authority, "agency", extensions=places(ocsp_url=server.url("/ocsp")))


def signed_with(key: SigningKey, **options: object) -> bytes:
    return sign_pdf(make_pdf(), key=key, role="agency", at=AT, place_vi="", reason_vi="", **options)  # type: ignore[arg-type]


def asked(
    data: bytes, anchors: TrustAnchors, source: RevocationSource | None = None
) -> tuple[SignatureFacts, Evidence]:
    source = source or Online(seconds=5)
    found = gather(carried_by(data), anchors=anchors, source=source, at=LATER)
    return inspect_pdf(data, anchors=found.added_to(anchors), at=LATER), found


def codes(found: Evidence) -> list[str]:
    """Name the problems, each of which must be a sentence in both languages."""
    for problem in found.problems:
        assert all(say(problem.code, lang, **problem.params) for lang in ("vi", "en"))
    return [problem.code for problem in found.problems]


def unsuccessful(_: bytes) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return OCSPResponseBuilder.build_unsuccessful(OCSPResponseStatus.UNAUTHORIZED).public_bytes(Encoding.DER)


def answers(authority: DemoAuthority, key: SigningKey) -> dict[str, tuple[Callable[[bytes], Reply], str, list[str]]]:
    """By name: what the service answers, the facts it must lead to, and the problem told."""
    der = key.certificate
    same_name = demo_authority.create(at=AT)
    other = make_key(authority).certificate
    undecided = "indeterminate revocation_unknown"

    def answer(**options: object) -> Callable[[bytes], bytes]:
        about = options.pop("about", der)
        made = ocsp_answer(authority, about, **{"at": LATER - HOUR, **options})  # type: ignore[arg-type]
        return lambda _: made

    false_place = {"Location": "file:///etc/passwd"}
    return {
        "good": (answer(), "passed ", []),
        "good, undated but fresh": (answer(life=None), "passed ", []),
        "good by the authority's responder": (
            answer(delegate=responder(authority, at=AT, may_answer=True)),
            "passed ",
            [],
        ),
        "revoked before signing": (answer(revoked_at=AT - HOUR), "failed certificate_revoked", []),
        "revoked after the time that is only claimed": (answer(revoked_at=AT + HOUR), "failed certificate_revoked", []),
        "revoked, in an old answer": (
            answer(at=AT - 9 * DAY, revoked_at=AT - 10 * DAY),
            "failed certificate_revoked",
            ["online.answer_stale"],
        ),
        "unknown": (answer(status=OCSPCertStatus.UNKNOWN), undecided, ["online.answer_unknown"]),
        "expired": (answer(at=AT - 9 * DAY), undecided, ["online.answer_stale"]),
        "undated and old": (answer(at=AT - 9 * DAY, life=None), undecided, ["online.answer_stale"]),
        "from the future": (answer(at=LATER + DAY), undecided, ["online.answer_in_future"]),
        "of a stranger": (answer(signer=same_name), undecided, ["online.answer_false"]),
        "of somebody else whom the authority certified": (
            answer(delegate=responder(authority, at=AT, may_answer=False)),
            undecided,
            ["online.answer_false"],
        ),
        "of a responder that a stranger certified": (
            answer(delegate=responder(same_name, at=AT, may_answer=True)),
            undecided,
            ["online.answer_false"],
        ),
        "about another certificate": (answer(about=other), undecided, ["online.answer_other"]),
        "not authorised": (unsuccessful, undecided, ["online.answer_refused"]),
        "garbage": (lambda _: b"<html>login</html>", undecided, ["online.answer_unreadable"]),
        "nothing": (lambda _: b"", undecided, ["online.answer_unreadable"]),
        "too large": (lambda _: b"\x30" * 200_000, undecided, ["online.too_large"]),
        "error of the server": (lambda _: (503, {}, b""), undecided, ["online.http_error"]),
        "elsewhere": (lambda _: (302, false_place, b""), undecided, ["online.redirected"]),
    }


def test_what_each_answer_leads_to(authority: DemoAuthority, key: SigningKey, server: Server) -> None:
    data = signed_with(key)
    for name, (answer, expected, problems) in answers(authority, key).items():
        server.serve("/ocsp", answer)
        facts, found = asked(data, authority.anchors)
        told = " ".join(reason for reason in facts.reasons if reason != "time_claimed")
        assert f"{facts.trust.value} {told}" == expected, name
        assert codes(found) == problems, name
        assert facts.coverage is Fact.PASSED


def test_no_answer_in_time_is_told_and_leaves_trust_open(
    authority: DemoAuthority, key: SigningKey, server: Server
) -> None:
    def slow(_: bytes) -> bytes:
        server.stop.wait(20)
        return b""

    server.serve("/ocsp", slow)
    facts, found = asked(signed_with(key), authority.anchors, Online(seconds=0.3))
    server.stop.set()
    assert (facts.trust, codes(found)) == (Fact.INDETERMINATE, ["online.too_slow"])


def test_nobody_there(authority: DemoAuthority) -> None:
    with authority_server() as gone:
        key = make_key(authority, "agency", extensions=places(ocsp_url=gone.url("/ocsp")))
    facts, found = asked(signed_with(key), authority.anchors)
    assert (facts.trust, codes(found)) == (Fact.INDETERMINATE, ["online.unreachable"])


def test_a_revocation_after_a_proved_time_does_no_harm(
    authority: DemoAuthority, key: SigningKey, server: Server
) -> None:
    data = signed_with(key, timestamper=stamping_authority(authority))
    anchors = authority.anchors.including(TrustAnchors((), (crl(authority, at=LATER),)))  # speaks of the service
    server.serve("/ocsp", ocsp_answer(authority, key.certificate, at=LATER, revoked_at=AT + HOUR))
    facts, _ = asked(data, anchors)
    assert (facts.trust, facts.time, facts.reasons) == (Fact.PASSED, Fact.PASSED, ())
    server.serve("/ocsp", ocsp_answer(authority, key.certificate, at=LATER, revoked_at=AT - HOUR))
    facts, _ = asked(data, anchors)
    assert (facts.trust, facts.reasons) == (Fact.FAILED, ("certificate_revoked",))


def test_the_list_is_fetched_where_the_service_gives_no_usable_answer(authority: DemoAuthority, server: Server) -> None:
    extensions = places(ocsp_url=server.url("/ocsp"), list_url=server.url("/ca.crl"))
    key = make_key(authority, "agency", extensions=extensions)
    data = signed_with(key)
    server.serve("/ocsp", b"garbage")
    server.serve("/ca.crl", crl(authority, at=LATER - HOUR))
    facts, found = asked(data, authority.anchors)
    assert (facts.trust, codes(found)) == (Fact.PASSED, ["online.answer_unreadable"])
    server.serve("/ca.crl", crl(authority, key.serial, at=LATER - HOUR))
    facts, found = asked(data, authority.anchors)
    assert facts.trust is Fact.FAILED
    server.serve("/ocsp", ocsp_answer(authority, key.certificate, at=LATER))
    server.asked.clear()
    asked(data, authority.anchors)
    assert server.asked == ["/ocsp"]


def test_lists_that_are_not_believed(authority: DemoAuthority, server: Server) -> None:
    key = make_key(authority, "agency", extensions=places(list_url=server.url("/ca.crl")))
    data = signed_with(key)
    cases = {
        "trust.list_false": crl(demo_authority.create(at=AT), at=LATER),
        "trust.list_unknown_issuer": crl(demo_authority.create(at=AT, name="Khác"), at=LATER),
        "trust.list_in_future": crl(authority, at=LATER + DAY),
        "online.list_stale": crl(authority, at=LATER - 9 * DAY),
        "trust.bad_list": b"garbage",
    }
    for code, answer in cases.items():
        server.serve("/ca.crl", answer)
        facts, found = asked(data, authority.anchors)
        assert (facts.trust, codes(found), found.lists) == (Fact.INDETERMINATE, [code], ()), code
    server.serve("/ca.crl", crl(authority, at=LATER))
    assert asked(data, authority.anchors)[0].trust is Fact.PASSED


def test_an_authority_that_names_no_place_leaves_it_open_unless_a_list_is_at_hand(authority: DemoAuthority) -> None:
    data = signed_with(make_key(authority, "agency"))
    facts, found = asked(data, authority.anchors)
    assert (facts.trust, codes(found)) == (Fact.INDETERMINATE, ["online.no_place"])
    with_list = authority.anchors.including(TrustAnchors((), (crl(authority, at=AT),)))
    facts, found = asked(data, with_list)
    assert (facts.trust, codes(found)) == (Fact.PASSED, [])
    old = authority.anchors.including(TrustAnchors((), (crl(authority, at=AT - 9 * DAY),)))
    assert asked(data, old)[0].trust is Fact.INDETERMINATE


def test_offline_nobody_is_asked_and_nothing_is_said(authority: DemoAuthority, key: SigningKey, server: Server) -> None:
    data = signed_with(key)
    facts = inspect_pdf(data, anchors=authority.anchors, at=LATER)
    assert (facts.trust, facts.reasons) == (Fact.PASSED, ("time_claimed",))
    found = gather(carried_by(data), anchors=authority.anchors, source=Offline(), at=LATER)
    assert (found.lists, found.ocsp_responses, server.asked) == ((), (), [])


def test_a_strangers_certificate_sends_us_nowhere(authority: DemoAuthority, server: Server) -> None:
    extensions = places(ocsp_url=server.url("/ocsp"), list_url=server.url("/ca.crl"))
    same_name = demo_authority.create(at=AT)
    for stranger in (same_name, demo_authority.create(at=AT, name="Khác")):
        asked(signed_with(make_key(stranger, "agency", extensions=extensions)), authority.anchors)
    assert server.asked == []


def test_only_web_addresses_are_called(authority: DemoAuthority, server: Server) -> None:
    for address in ("ldap://127.0.0.1/cn=CA", "file:///etc/passwd", f"ftp://{server.address[7:]}/a"):
        key = make_key(authority, "agency", extensions=places(ocsp_url=address, list_url=address))
        assert codes(asked(signed_with(key), authority.anchors)[1]) == ["online.no_place"]
    named = make_key(authority, "agency", extensions=places(ocsp_url=f"http://a:b@{server.address[7:]}/ocsp"))
    assert codes(asked(signed_with(named), authority.anchors)[1]) == ["online.bad_address"]
    assert server.asked == []


def test_nobody_is_asked_twice(authority: DemoAuthority, key: SigningKey, server: Server) -> None:
    server.serve("/ocsp", ocsp_answer(authority, key.certificate, at=LATER))
    data, source = signed_with(key), Online()
    for _ in range(3):
        asked(data, authority.anchors, source)
    assert server.asked == ["/ocsp"]
    failing = Online()
    server.serve("/ocsp", lambda _: (500, {}, b""))
    for _ in range(3):
        assert codes(asked(data, authority.anchors, failing)[1]) == ["online.http_error"]
    assert server.asked == ["/ocsp"] * 2


def test_a_redirect_in_the_same_scheme_is_followed_for_lists(authority: DemoAuthority, server: Server) -> None:
    key = make_key(authority, "agency", extensions=places(list_url=server.url("/old.crl")))
    server.serve("/old.crl", lambda _: (301, {"Location": "/new.crl"}, b""))
    server.serve("/new.crl", crl(authority, at=LATER))
    assert asked(signed_with(key), authority.anchors)[0].trust is Fact.PASSED
    server.serve("/new.crl", lambda _: (301, {"Location": "/old.crl"}, b""))
    assert asked(signed_with(key), authority.anchors)[0].trust is Fact.INDETERMINATE


def test_a_list_of_another_place_does_not_clear_a_certificate(authority: DemoAuthority) -> None:
    key = make_key(authority, "agency", extensions=places(list_url="http://ca.example/2.crl"))
    path = (authority.certificate, key.certificate)
    own = crl(authority, key.serial, at=AT, of_place="http://ca.example/2.crl")
    other = crl(authority, at=AT + DAY, of_place="http://ca.example/1.crl")
    assert is_revoked(path, [own, other], by=AT + 2 * DAY)
    assert not is_known(path, [other], by=AT + DAY)
    assert is_known(path, [own], by=AT + DAY)


def test_what_is_said_after_a_certificate_expired_clears_nothing(authority: DemoAuthority) -> None:
    key = make_key(authority, "agency", not_before=AT - DAY, not_after=AT + DAY)
    path = (authority.certificate, key.certificate)
    late = ocsp_answer(authority, key.certificate, at=AT + 2 * DAY)
    assert not is_known(path, [crl(authority, at=AT + 2 * DAY)], [late], by=AT)
    assert is_known(path, [], [ocsp_answer(authority, key.certificate, at=AT + HOUR)], by=AT)


def test_a_timestamping_service_whose_key_was_taken_back_proves_nothing(
    authority: DemoAuthority, key: SigningKey, server: Server
) -> None:
    server.serve("/ocsp", ocsp_answer(authority, key.certificate, at=LATER))
    service = stamping_authority(authority)
    data = signed_with(key, timestamper=service)
    serial = f"{service.tsa_cert.serial_number:x}"

    def facts(**options: object) -> SignatureFacts:
        taken_back = crl(authority, serial, at=LATER, **options)  # type: ignore[arg-type]
        return asked(data, authority.anchors.including(TrustAnchors((), (taken_back,))))[0]

    ended = x509.ReasonFlags.cessation_of_operation
    assert facts(revoked_at=AT + HOUR, reason=ended).time is Fact.PASSED
    for options in ({"reason": ended, "revoked_at": AT}, {"revoked_at": AT + HOUR}):
        seen = facts(**options)
        assert (seen.time, "timestamp_revoked" in seen.reasons) == (Fact.INDETERMINATE, True)


def test_the_services_own_certificate_is_asked_about_too(authority: DemoAuthority, server: Server) -> None:
    service = stamping_authority(authority, extensions=places(list_url=server.url("/tsa.crl")))
    server.serve("/tsa.crl", crl(authority, at=LATER))
    server.serve("/tsa", stamping(service))
    asked(signed_with(make_key(authority, "agency"), timestamper=service), authority.anchors)
    assert server.asked == ["/tsa.crl"]
