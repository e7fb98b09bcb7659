"""Revocation lists: which are believed, and which of several decides."""

from datetime import timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from kgdesk.domain.errors import Fault
from kgdesk.messages import say
from kgdesk.signing import demo_authority
from kgdesk.signing.demo_authority import DemoAuthority
from kgdesk.signing.keys import SigningKey
from kgdesk.signing.revocation import is_revoked
from kgdesk.signing.revocation_lists import ensure_from_authority, read_lists
from kgdesk.signing.trust import TrustAnchors
from tests.signing.signing_samples import AT, make_key

DAY = timedelta(days=1)


def der_list(authority: DemoAuthority, *serials: str, at: Any = AT, extra: x509.ExtensionType | None = None) -> bytes:
    root = x509.load_der_x509_certificate(authority.certificate)
    builder = x509.CertificateRevocationListBuilder().issuer_name(root.subject)
    builder = builder.last_update(at).next_update(at + 7 * DAY)
    for serial in serials:
        entry = x509.RevokedCertificateBuilder().serial_number(int(serial, 16)).revocation_date(at).build()
        builder = builder.add_revoked_certificate(entry)
    if extra is not None:
        builder = builder.add_extension(extra, critical=True)
    return builder.sign(authority.secret, SHA256()).public_bytes(Encoding.DER)


def test_pem_and_der_are_read_and_certificates_are_none(authority: DemoAuthority, head: SigningKey) -> None:
    pem = authority.revocation_list((head.serial,), at=AT)
    (first,) = read_lists(authority.root_pem + pem, "a.pem")
    (second,) = read_lists(first.der, "a.crl")
    assert first == second
    assert (first.number, first.revoked, first.this_update) == ("1", 1, AT)
    assert read_lists(authority.root_pem, "a.pem") == ()
    assert read_lists(authority.certificate, "a.cer") == ()
    assert TrustAnchors.from_pem(("a.crl", first.der)).revocation_lists == (first.der,)


@pytest.mark.parametrize("data", [b"-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n", b"\x30\x03abc"])
def test_a_broken_list_is_a_sentence(data: bytes) -> None:
    with pytest.raises(Fault) as caught:
        read_lists(data, "a.crl")
    assert caught.value.code == "trust.bad_list"
    assert "a.crl" in say(caught.value.code, "vi", **caught.value.params)


def test_only_a_believed_authoritys_whole_list_is_taken(authority: DemoAuthority) -> None:
    other = demo_authority.create(at=AT, name="Khác")
    same_name = demo_authority.create(at=AT)
    partial = x509.IssuingDistributionPoint(
        full_name=None,
        relative_name=None,
        only_contains_user_certs=False,
        only_contains_ca_certs=False,
        only_some_reasons=frozenset({x509.ReasonFlags.key_compromise}),
        indirect_crl=False,
        only_contains_attribute_certs=False,
    )
    cases = {
        "trust.list_unknown_issuer": der_list(other),
        "trust.list_false": der_list(same_name),
        "trust.list_partial": der_list(authority, extra=partial),
        "trust.list_in_future": der_list(authority, at=AT + DAY),
    }
    cases_delta = der_list(authority, extra=x509.DeltaCRLIndicator(1))
    for code, data in [*cases.items(), ("trust.list_partial", cases_delta)]:
        (found,) = read_lists(data, "a.crl")
        with pytest.raises(Fault) as caught:
            ensure_from_authority(found, anchors=authority.anchors, name="a.crl", at=AT)
        assert caught.value.code == code
        assert "a.crl" in say(code, "vi", **caught.value.params)
    (good,) = read_lists(der_list(authority), "a.crl")
    ensure_from_authority(good, anchors=authority.anchors, name="a.crl", at=AT)


def test_the_newest_list_decides(authority: DemoAuthority, head: SigningKey) -> None:
    path = (authority.certificate, head.certificate)
    held, released = der_list(authority, head.serial), der_list(authority, at=AT + DAY)
    assert is_revoked(path, [held], by=AT)
    assert not is_revoked(path, [held, released], by=AT + DAY)
    assert not is_revoked(path, [released, held], by=AT + DAY)
    assert is_revoked(path, [released, der_list(authority, head.serial, at=AT + 2 * DAY)], by=AT + 3 * DAY)


def test_an_expired_certificate_stays_revoked_when_the_list_drops_it(authority: DemoAuthority) -> None:
    key = make_key(authority, not_before=AT - 9 * DAY, not_after=AT + DAY)
    path = (authority.certificate, key.certificate)
    revoked, dropped = der_list(authority, key.serial), der_list(authority, at=AT + 5 * DAY)
    assert is_revoked(path, [dropped, revoked], by=AT + 6 * DAY)


def test_a_list_of_a_false_authority_of_the_same_name_says_nothing(authority: DemoAuthority, head: SigningKey) -> None:
    false = demo_authority.create(at=AT)
    path = (authority.certificate, head.certificate)
    assert not is_revoked(path, [der_list(false, head.serial)], by=AT)
    assert is_revoked(path, [der_list(authority, head.serial), der_list(false, at=AT + DAY)], by=AT + DAY)
