"""Signatures that stand beside a file."""

from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import pkcs7

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact
from kgdesk.messages import say
from kgdesk.signing import demo_authority, detached
from kgdesk.signing.demo_authority import DemoAuthority, KeyKind
from kgdesk.signing.keys import SigningKey
from kgdesk.signing.trust import TrustAnchors
from tests.signing.signing_samples import AT, LATER, facts_of, make_key

DATA = "Gói chỉ tiêu".encode() * 50


@pytest.mark.parametrize("kind", [KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.RSA_2048])
def test_round_trip(authority: DemoAuthority, kind: KeyKind) -> None:
    key = make_key(authority, "agency", kind)
    signature = detached.sign(DATA, key=key, at=AT)
    assert DATA[:40] not in signature
    facts = detached.inspect(DATA, signature, anchors=authority.anchors, at=LATER)
    assert facts_of(facts) == ("passed", "passed", "passed", "indeterminate")
    assert facts.reasons == ("time_claimed",)
    (signer,) = facts.signers
    assert (signer.fingerprint, signer.signed_at, signer.unit) == (key.fingerprint, AT, "KG-911")


def test_changed_data(authority: DemoAuthority) -> None:
    signature = detached.sign(DATA, key=make_key(authority), at=AT)
    for data in (DATA + b"\n", DATA[:-1], b""):
        facts = detached.inspect(data, signature, anchors=authority.anchors, at=LATER)
        assert (facts.integrity, facts.coverage) == (Fact.FAILED, Fact.FAILED)
        assert "content_changed" in facts.reasons


def test_changed_signature(authority: DemoAuthority) -> None:
    signature = detached.sign(DATA, key=make_key(authority), at=AT)
    for place in range(0, len(signature), 13):
        changed = bytearray(signature)
        changed[place] ^= 1
        try:
            facts = detached.inspect(DATA, bytes(changed), anchors=authority.anchors, at=LATER)
        except Fault:
            continue
        # Version numbers and lists of algorithms are not signed, the signer is.
        assert facts.integrity is Fact.FAILED or facts.signers[0].common_name == "Trần Minh Khoa"


@pytest.mark.parametrize("signature", [b"", b"text", b"\x30\x00", b"\x30\x80" * 500, b"\0" * 1_000_001])
def test_no_signature_at_all(authority: DemoAuthority, signature: bytes) -> None:
    with pytest.raises(Fault) as caught:
        detached.inspect(DATA, signature, anchors=authority.anchors, at=LATER)
    assert say(caught.value.code, "vi", **caught.value.params)


def test_signature_made_with_another_key(authority: DemoAuthority, agency: SigningKey) -> None:
    signature = detached.sign(DATA, key=replace(make_key(authority), secret=agency.secret), at=AT)
    facts = detached.inspect(DATA, signature, anchors=authority.anchors, at=LATER)
    assert (facts.integrity, facts.reasons[0]) == (Fact.FAILED, "signature_false")


@pytest.mark.parametrize("option", ["Binary", "NoAttributes"])
def test_other_forms_of_signature_are_refused(authority: DemoAuthority, option: str) -> None:
    """With the data inside, or without signed attributes."""
    key = make_key(authority)
    certificate = x509.load_der_x509_certificate(key.certificate)
    builder = pkcs7.PKCS7SignatureBuilder().set_data(DATA)
    builder = builder.add_signer(certificate, key.secret.key, hashes.SHA256())  # type: ignore[attr-defined]
    options = [pkcs7.PKCS7Options.Binary]
    if option == "NoAttributes":
        options += [pkcs7.PKCS7Options.NoAttributes, pkcs7.PKCS7Options.DetachedSignature]
    signature = builder.sign(serialization.Encoding.DER, options)
    facts = detached.inspect(DATA, signature, anchors=authority.anchors, at=LATER)
    assert (facts.integrity, facts.reasons[0]) == (Fact.FAILED, "signature_damaged")


def test_truncated(authority: DemoAuthority) -> None:
    signature = detached.sign(DATA, key=make_key(authority), at=AT)
    for length in range(0, len(signature), 53):
        with pytest.raises(Fault):
            detached.inspect(DATA, signature[:length], anchors=authority.anchors, at=LATER)


def test_trust(authority: DemoAuthority) -> None:
    signature = detached.sign(DATA, key=make_key(authority), at=AT)
    foreign = demo_authority.create(at=AT, name="Cơ quan khác").anchors
    for anchors, reason in ((TrustAnchors.empty(), "no_anchor"), (foreign, "unknown_authority")):
        facts = detached.inspect(DATA, signature, anchors=anchors, at=LATER)
        assert (facts.integrity, facts.trust) == (Fact.PASSED, Fact.INDETERMINATE)
        assert reason in facts.reasons


def test_expired_key_does_not_sign(authority: DemoAuthority) -> None:
    key = make_key(authority, not_after=AT + timedelta(days=1))
    with pytest.raises(Fault, match=r"key\.expired"):
        detached.sign(DATA, key=key, at=AT + timedelta(days=2))
