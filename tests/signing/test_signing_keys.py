"""Opening key files, and refusing keys that may not sign."""

import unicodedata
from contextlib import suppress
from datetime import timedelta

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.messages import say
from kgdesk.signing import demo_authority, keys
from kgdesk.signing.demo_authority import DemoAuthority, KeyKind
from kgdesk.signing.names import unit_code
from kgdesk.signing.trust import TrustAnchors
from tests.signing.signing_samples import AT, PASSWORD, make_key


def pkcs12(authority: DemoAuthority) -> bytes:
    return authority.issue_pkcs12(unit_code="KG-911", unit_name="UBND", role="head", password=PASSWORD)


def fault(data: bytes, password: str | None) -> Fault:
    with pytest.raises(Fault) as caught:
        keys.load_pkcs12(data, password, "khóa.p12")
    for lang in ("vi", "en"):
        assert "khóa.p12" in say(caught.value.code, lang, **caught.value.params)
    return caught.value


@pytest.mark.parametrize(
    ("kind", "mechanism", "hash_name"),
    [(KeyKind.EC_P256, "ecdsa", "sha256"), (KeyKind.EC_P384, "ecdsa", "sha384"), (KeyKind.RSA_2048, "rsa", "sha256")],
)
def test_key_says_who_it_is(authority: DemoAuthority, kind: KeyKind, mechanism: str, hash_name: str) -> None:
    key = make_key(authority, "agency", kind)
    assert (key.mechanism, key.hash_name) == (mechanism, hash_name)
    assert key.common_name == key.signer_name == "Trần Minh Khoa"
    assert key.organization == "Ủy ban nhân dân thành phố Phú Quốc"
    assert (key.organizational_unit, key.unit_code) == ("agency", "KG-911")
    assert len(key.fingerprint) == 64
    assert int(key.serial, 16) > 0
    assert key.chain == (authority.certificate,)
    assert key.not_before <= AT <= key.not_after
    assert "secret" not in repr(key)


def test_vietnamese_names_are_utf8_strings(authority: DemoAuthority) -> None:
    key = make_key(authority)
    utf8_string = b"\x0c" + bytes([len("Trần Minh Khoa".encode())]) + "Trần Minh Khoa".encode()
    assert utf8_string in key.certificate


def test_long_unit_name_is_cut_in_the_common_name_only(authority: DemoAuthority) -> None:
    name = "Ban Quản lý Khu kinh tế Phú Quốc và các khu công nghiệp tỉnh Kiên Giang"
    data = authority.issue_pkcs12(unit_code="KG-BQL", unit_name=name, role="agency", password="x")
    key = keys.load_pkcs12(data, "x", "k")
    assert key.organization == name
    assert name.startswith(key.common_name)
    assert len(key.common_name.encode()) <= 64


@pytest.mark.parametrize("password", ["sai", "", None])
def test_wrong_password(authority: DemoAuthority, password: str | None) -> None:
    assert fault(pkcs12(authority), password).code == "key.wrong_password"


@pytest.mark.parametrize("data", [b"", b"no key", b"\x30\x03\x02\x01\x03", b"-----BEGIN CERTIFICATE-----"])
def test_not_a_key_file(data: bytes) -> None:
    assert fault(data, PASSWORD).code == "key.unreadable"


def test_key_file_cut_short_is_not_blamed_on_the_password(authority: DemoAuthority) -> None:
    data = pkcs12(authority)
    for length in range(1, len(data), 97):
        assert fault(data[:length], PASSWORD).code == "key.unreadable"


def test_every_flipped_byte_is_a_fault_or_harmless(authority: DemoAuthority) -> None:
    data = bytearray(pkcs12(authority))
    for place in range(0, len(data), 61):
        changed = bytes(data[:place]) + bytes([data[place] ^ 0x41]) + bytes(data[place + 1 :])
        with suppress(Fault):
            keys.load_pkcs12(changed, PASSWORD, "khóa.p12")


def test_password_typed_in_decomposed_letters(authority: DemoAuthority) -> None:
    decomposed = unicodedata.normalize("NFD", PASSWORD)
    assert decomposed != PASSWORD
    assert keys.load_pkcs12(pkcs12(authority), decomposed, "k").unit_code == "KG-911"


@pytest.mark.parametrize("typed", ["", None])
def test_key_file_without_a_password(typed: str | None) -> None:
    assert keys.load_pkcs12(other_pkcs12("open"), typed, "k").common_name == "A"


def other_pkcs12(kind: str) -> bytes:
    """Key files that our own authority does not make."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption
    from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "A")])
    made = {
        "weak": lambda: rsa.generate_private_key(65537, 1024),  # noqa: S505 - it is to be refused
        "curve": lambda: ec.generate_private_key(ec.SECP256K1()),
        "edwards": ed25519.Ed25519PrivateKey.generate,
    }
    key = made.get(kind, lambda: ec.generate_private_key(ec.SECP256R1()))()
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(5).not_valid_before(AT).not_valid_after(AT + timedelta(days=9))
    certificate = builder.sign(key, None if kind == "edwards" else hashes.SHA256())
    held_key = None if kind == "no key" else key
    own = None if kind in {"no certificate", "no key"} else certificate
    rest = [certificate] if kind == "no key" else None
    encryption = NoEncryption() if kind == "open" else BestAvailableEncryption(PASSWORD.encode())
    return serialize_key_and_certificates(b"a", held_key, own, rest, encryption)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("weak", "key.weak"),
        ("curve", "key.unsupported"),
        ("edwards", "key.unsupported"),
        ("no key", "key.no_private_key"),
        ("no certificate", "key.no_certificate"),
    ],
)
def test_keys_that_cannot_sign(kind: str, code: str) -> None:
    assert fault(other_pkcs12(kind), PASSWORD).code == code


def refusal(key: keys.SigningKey, *, after: timedelta, anchors: TrustAnchors | None = None) -> str:
    with pytest.raises(Fault) as caught:
        keys.ensure_usable(key, AT + after, anchors)
    for lang in ("vi", "en"):
        assert "khóa.p12" in say(caught.value.code, lang, **caught.value.params)
    return caught.value.code


def test_usable_inside_its_validity(authority: DemoAuthority, head: keys.SigningKey) -> None:
    keys.ensure_usable(head, AT, authority.anchors)


def test_expired_and_not_yet_valid(authority: DemoAuthority) -> None:
    key = make_key(authority, not_before=AT, not_after=AT + timedelta(days=30))
    assert refusal(key, after=timedelta(days=31)) == "key.expired"
    assert refusal(key, after=timedelta(days=-1)) == "key.not_yet_valid"


def test_key_for_encipherment_may_not_sign(authority: DemoAuthority) -> None:
    assert refusal(make_key(authority, for_signing=False), after=timedelta(0)) == "key.not_for_signing"


def test_foreign_authority_and_revoked_key(authority: DemoAuthority, head: keys.SigningKey) -> None:
    foreign = demo_authority.create(at=AT, name="Cơ quan khác")
    assert refusal(head, after=timedelta(0), anchors=foreign.anchors) == "key.unknown_authority"
    revoked = TrustAnchors.from_pem(authority.root_pem, authority.revocation_list((head.serial,), at=AT))
    assert refusal(head, after=timedelta(hours=1), anchors=revoked) == "key.revoked"
    other = TrustAnchors.from_pem(authority.root_pem, authority.revocation_list(("abc",), at=AT))
    keys.ensure_usable(head, AT + timedelta(hours=1), other)


def test_unit_code_of_a_subject(head: keys.SigningKey) -> None:
    assert unit_code(head.names.subject) == "KG-911"
    assert unit_code("CN=A,O=UID\\=KG-911") == ""
    assert unit_code("UID=KG-911,UID=KG-912") == ""
    assert unit_code("nonsense") == ""
