"""Keys on tokens: with SoftHSM where it can show it, with a stand-in where it cannot."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pkcs11
import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.token import PinState
from kgdesk.messages import say
from kgdesk.signing import detached, token, token_list
from kgdesk.signing.demo_authority import DemoAuthority, KeyKind
from kgdesk.signing.keys import Mechanism, SigningKey, load_pkcs12
from kgdesk.signing.pdf import inspect_pdf
from kgdesk.signing.token import close_token_key, open_token_key, pin_state_of
from kgdesk.signing.token_list import list_tokens
from kgdesk.signing.token_modules import installed_modules
from kgdesk.signing.token_secret import TokenSecret
from tests.signing.signing_samples import AT, PASSWORD, facts_of, make_key
from tests.softhsm import PIN, SoftHsm

Sign = Callable[..., bytes]


def issue(authority: DemoAuthority, kind: KeyKind = KeyKind.EC_P256, **options: Any) -> bytes:
    details = {"unit_code": "KG-911", "unit_name": "Phú Quốc", "role": "agency", "password": PASSWORD} | options
    return authority.issue_pkcs12(kind=kind, **details)


@pytest.fixture
def hsm(soft_hsm: SoftHsm, authority: DemoAuthority) -> SoftHsm:
    """One token, `Phu Quoc`, with an EC key."""
    soft_hsm.add_token("Phu Quoc")
    soft_hsm.put("Phu Quoc", issue(authority), PASSWORD)
    return soft_hsm


def fault_of(uri: str, pin: str | None = PIN, **options: Any) -> Fault:
    with pytest.raises(Fault) as caught:
        open_token_key(uri, pin, **options)
    for lang in ("vi", "en"):
        assert "{" not in say(caught.value.code, lang, **caught.value.params)
    return caught.value


# --- signing


@pytest.mark.parametrize(
    "kind",
    [(KeyKind.RSA_2048, Mechanism.RSA), (KeyKind.EC_P256, Mechanism.ECDSA), (KeyKind.EC_P384, Mechanism.ECDSA)],
)
def test_a_token_signs_pages_and_packs(
    soft_hsm: SoftHsm, authority: DemoAuthority, prepared: bytes, sign: Sign, kind: tuple[KeyKind, Mechanism]
) -> None:
    soft_hsm.add_token("A")
    soft_hsm.put("A", issue(authority, kind[0]), PASSWORD)
    key = open_token_key(soft_hsm.uri("A"), PIN)
    assert (key.mechanism, key.unit_code) == (kind[1], "KG-911")
    data = sign(sign(prepared, key, "head"), key, "agency")
    beside = detached.sign(b"pack", key=key, at=AT)
    close_token_key(key)
    facts = inspect_pdf(data, anchors=authority.anchors, at=AT, expected_roles=("head", "agency"))
    assert facts_of(facts) == ("passed", "passed", "passed", "indeterminate")
    assert facts_of(detached.inspect(b"pack", beside, anchors=authority.anchors, at=AT))[:3] == ("passed",) * 3


@pytest.mark.parametrize("kind", [KeyKind.RSA_2048, KeyKind.EC_P256])
@pytest.mark.parametrize("hash_name", ["sha256", "sha384", "sha512"])
def test_raw_and_hashing_mechanisms_give_signatures_that_verify(
    soft_hsm: SoftHsm, authority: DemoAuthority, kind: KeyKind, hash_name: str
) -> None:
    soft_hsm.add_token("A")
    soft_hsm.put("A", issue(authority, kind), PASSWORD)
    key = open_token_key(soft_hsm.uri("A"), PIN)
    secret = key.secret
    assert isinstance(secret, TokenSecret)
    raw_only = frozenset({pkcs11.Mechanism.RSA_PKCS, pkcs11.Mechanism.ECDSA})
    for mechanisms in (secret.mechanisms, raw_only):
        # `sign` itself verifies with the certificate and would raise
        assert replace(secret, mechanisms=mechanisms).sign(b"abc" * 1000, hash_name)
    with pytest.raises(Fault, match=r"token\.unsupported"):
        replace(secret, mechanisms=frozenset()).sign(b"abc", hash_name)
    close_token_key(key)


def test_key_and_certificate_that_do_not_belong_together_are_told(hsm: SoftHsm, authority: DemoAuthority) -> None:
    hsm.add_token("B")
    hsm.put("B", issue(authority), PASSWORD, bare=True)
    assert fault_of(hsm.uri("B")).code == "token.no_certificate"
    put_certificate(hsm, "B", make_key(authority).certificate, ID=b"\x01")
    key = open_token_key(hsm.uri("B"), PIN)
    with pytest.raises(Fault, match=r"token\.key_mismatch"):
        detached.sign(b"pack", key=key, at=AT)
    close_token_key(key)


# --- which token, which key


def test_missing_module_and_a_module_that_is_none(tmp_path: Path) -> None:
    assert fault_of(f"pkcs11:token=A?module-path={tmp_path}/none.so").code == "token.module_missing"
    text = tmp_path / "text.so"
    text.write_text("no library")
    fault = fault_of(f"pkcs11:token=A?module-path={text}")
    assert fault.code == "token.module_bad"
    assert str(text) in say(fault.code, "vi", **fault.params)


def test_no_software_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(token, "installed_modules", lambda: ())
    assert fault_of("pkcs11:token=A").code == "token.no_module"


def test_no_token(soft_hsm: SoftHsm) -> None:
    assert fault_of(f"pkcs11:?module-path={soft_hsm.module}").code == "token.none"


def test_another_token_than_the_one_wanted_is_named(hsm: SoftHsm) -> None:
    fault = fault_of(hsm.uri("Kien Hai"))
    assert fault.code == "token.not_this"
    assert "Phu Quoc" in say(fault.code, "vi", **fault.params)


def test_two_tokens_are_never_guessed_between(hsm: SoftHsm, authority: DemoAuthority) -> None:
    hsm.add_token("Kien Hai")
    hsm.put("Kien Hai", issue(authority), PASSWORD)
    fault = fault_of(f"pkcs11:?module-path={hsm.module}")
    assert fault.code == "token.several"
    assert all(name in say(fault.code, "vi", **fault.params) for name in ("Phu Quoc", "Kien Hai"))
    for each in list_tokens([hsm.module]).tokens:
        key = open_token_key(each.uri, PIN)
        assert each.label in key.name
        close_token_key(key)


def test_several_keys_are_listed_and_chosen_by_id(hsm: SoftHsm, authority: DemoAuthority) -> None:
    hsm.put("Phu Quoc", issue(authority, person="Trần Minh Khoa"), PASSWORD, identifier=b"\x02")
    fault = fault_of(hsm.uri("Phu Quoc"))
    assert fault.code == "token.several_keys"
    assert "Trần Minh Khoa (id=%02)" in say(fault.code, "vi", **fault.params)
    key = open_token_key(hsm.uri("Phu Quoc", ";id=%02"), PIN)
    assert key.common_name == "Trần Minh Khoa"
    close_token_key(key)
    assert fault_of(hsm.uri("Phu Quoc", ";id=%09")).code == "token.no_such_key"


def test_a_key_that_only_enciphers_is_not_offered_for_signing(hsm: SoftHsm, authority: DemoAuthority) -> None:
    hsm.put("Phu Quoc", issue(authority, for_signing=False), PASSWORD, identifier=b"\x02")
    key = open_token_key(hsm.uri("Phu Quoc"), PIN)
    assert key.common_name == "Phú Quốc"
    close_token_key(key)


def put_certificate(hsm: SoftHsm, label: str, der: bytes, **attributes: Any) -> None:
    from pkcs11.util.x509 import decode_x509_certificate

    named = {pkcs11.Attribute[name]: value for name, value in attributes.items()}
    with hsm.device(label).open(rw=True, user_pin=PIN) as session:
        session.create_object(decode_x509_certificate(der) | {pkcs11.Attribute.TOKEN: True} | named)


def test_a_renewed_certificate_beside_the_old_one_is_the_one_used(hsm: SoftHsm, authority: DemoAuthority) -> None:
    older = make_key(authority, not_before=AT - timedelta(days=900), not_after=AT - timedelta(days=10))
    put_certificate(hsm, "Phu Quoc", older.certificate, ID=b"\x01", LABEL="old")
    key = open_token_key(hsm.uri("Phu Quoc"), PIN)
    assert key.not_after > AT
    close_token_key(key)
    key = open_token_key(hsm.uri("Phu Quoc", ";object=old"), PIN)
    assert key.not_after < AT
    close_token_key(key)


def test_without_a_common_id_an_rsa_certificate_is_found_by_its_modulus(
    soft_hsm: SoftHsm, authority: DemoAuthority
) -> None:
    data = issue(authority, KeyKind.RSA_2048)
    soft_hsm.add_token("A")
    soft_hsm.put("A", data, PASSWORD, bare=True)
    put_certificate(soft_hsm, "A", load_pkcs12(data, PASSWORD, "x").certificate, LABEL="other")
    put_certificate(soft_hsm, "A", make_key(authority).certificate, ID=b"\x07")
    key = open_token_key(soft_hsm.uri("A"), PIN)
    assert key.mechanism is Mechanism.RSA
    assert detached.sign(b"pack", key=key, at=AT)
    close_token_key(key)


def test_a_token_without_keys(soft_hsm: SoftHsm) -> None:
    soft_hsm.add_token("Empty")
    assert fault_of(soft_hsm.uri("Empty")).code == "token.no_key"


def test_the_list_needs_no_pin_and_names_each_certificate(hsm: SoftHsm) -> None:
    found = list_tokens([hsm.module, Path("/nowhere/module.so")])
    (each,) = found.tokens
    assert (each.label, each.pin) == ("Phu Quoc", PinState.FRESH)
    own = [item for item in each.certificates if not item.is_authority]
    assert [item.common_name for item in own] == ["Phú Quốc"]
    assert [path.name for path, _ in found.failed] == ["module.so"]
    key = open_token_key(own[0].uri, PIN)
    assert key.fingerprint == own[0].fingerprint
    close_token_key(key)


def test_known_modules_are_looked_for_where_their_makers_put_them(tmp_path: Path) -> None:
    system = tmp_path / "System32"
    system.mkdir()
    for name in ("bit4xpki.dll", "viettel-ca_v6.dll", "viettel-ca_v6_s.dll", "vnptca_p11_v8.dll"):
        (system / name).touch()
    found = installed_modules("win32", {"SystemRoot": str(tmp_path)})
    assert [path.name for _, path in found] == ["bit4xpki.dll", "viettel-ca_v6.dll", "vnptca_p11_v8.dll"]
    own = tmp_path / "own.dll"
    own.touch()
    assert installed_modules("win32", {"KGDESK_PKCS11_MODULE": str(own)})[0][1] == own
    assert installed_modules("win32", {"KGDESK_PKCS11_MODULE": "own.dll"}) == ()


# --- the PIN


def test_a_wrong_pin_is_tried_once_and_counted(hsm: SoftHsm) -> None:
    uri = hsm.uri("Phu Quoc")
    assert pin_state_of(uri)[1] is PinState.FRESH
    assert fault_of(uri, "00000000").code == "token.wrong_pin"
    assert pin_state_of(uri)[1] is PinState.WRONG_BEFORE
    close_token_key(open_token_key(uri, PIN))
    assert pin_state_of(uri)[1] is PinState.FRESH


def test_after_a_login_a_wrong_pin_is_still_refused(hsm: SoftHsm) -> None:
    uri = hsm.uri("Phu Quoc")
    assert fault_of(uri, "00000000").code == "token.wrong_pin"
    first = open_token_key(uri, PIN)
    assert fault_of(uri, "00000000").code == "token.wrong_pin"
    with pytest.raises(Fault, match=r"token\.removed"):  # the later login ended the earlier one
        first.secret.sign(b"x", "sha256")
    key = open_token_key(uri, PIN)
    close_token_key(key)
    close_token_key(key)
    assert fault_of(uri, "00000000").code == "token.wrong_pin"


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ("", "token.pin_needed"),
        (None, "token.pin_needed"),
        ("mậtkhẩu1", "token.pin_not_latin"),
        ("１２３４", "token.pin_not_latin"),
    ],
)
def test_a_pin_that_cannot_be_right_costs_no_try(hsm: SoftHsm, pin: str | None, code: str) -> None:
    uri = hsm.uri("Phu Quoc")
    assert fault_of(uri, pin).code == code
    assert pin_state_of(uri)[1] is PinState.FRESH


class _Device:
    """A token that counts: three wrong PINs lock it. SoftHSM never locks."""

    label, serial, manufacturer_id, model = "GCA-01", b"0123", "bit4id", "JS2048"

    def __init__(self) -> None:
        self.tries, self.asked = 3, 0
        self.slot = self

    slot_id = 0

    def get_token(self) -> "_Device":
        return self

    @property
    def flags(self) -> pkcs11.TokenFlag:
        kind = pkcs11.TokenFlag
        flags = kind.LOGIN_REQUIRED | kind.USER_PIN_INITIALIZED | kind.TOKEN_INITIALIZED
        steps = {
            2: kind.USER_PIN_COUNT_LOW,
            1: kind.USER_PIN_FINAL_TRY | kind.USER_PIN_COUNT_LOW,
            0: kind.USER_PIN_LOCKED,
        }
        return flags | steps.get(self.tries, kind(0))

    def open(self, user_pin: str) -> None:
        assert user_pin == PIN
        self.asked += 1
        self.tries = max(0, self.tries - 1)
        raise pkcs11.PinLocked if not self.tries else pkcs11.PinIncorrect


def test_the_last_try_is_announced_and_a_locked_token_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    device = _Device()
    found = token_list.FoundDevice(Path("/x.so"), None, device)  # type: ignore[arg-type]
    monkeypatch.setattr(token, "installed_modules", lambda: (("x", Path("/x.so")),))
    monkeypatch.setattr(token, "devices_of", lambda _: (found,))
    states = [(pin_state_of("pkcs11:")[1].value, fault_of("pkcs11:").code) for _ in range(4)]
    assert states == [
        ("fresh", "token.wrong_pin"),
        ("wrong_before", "token.wrong_pin_last"),
        ("last_try", "token.pin_locked"),
        ("locked", "token.pin_locked"),
    ]
    assert device.asked == 3  # never by itself, and not once more when it is locked


# --- pulled out


def test_a_token_that_vanishes_while_signing_is_a_sentence(hsm: SoftHsm, prepared: bytes, sign: Sign) -> None:
    key = open_token_key(hsm.uri("Phu Quoc"), PIN)
    hsm.begin_again()  # every session is gone, as after pulling the token out
    with pytest.raises(Fault) as caught:
        sign(prepared, key)
    assert caught.value.code == "token.removed"
    assert "Phu Quoc" in say(caught.value.code, "vi", **caught.value.params)
    close_token_key(key)
    key = open_token_key(hsm.uri("Phu Quoc"), PIN)  # plugged in again
    assert sign(prepared, key)
    close_token_key(key)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (pkcs11.DeviceRemoved, "token.removed"),
        (pkcs11.TokenNotPresent, "token.removed"),
        (pkcs11.SessionHandleInvalid, "token.removed"),
        (pkcs11.DeviceError, "token.failed"),
        (pkcs11.GeneralError, "token.failed"),
        (pkcs11.HostMemory, "token.failed"),
    ],
)
def test_what_a_module_reports_while_signing(agency: SigningKey, error: type[Exception], code: str) -> None:
    class Gone:
        def sign(self, *_: object, **__: object) -> bytes:
            raise error

    secret = TokenSecret("GCA-01", Gone(), agency.certificate, frozenset({pkcs11.Mechanism.ECDSA}))
    with pytest.raises(Fault) as caught:
        detached.sign(b"pack", key=replace(agency, secret=secret), at=AT)
    assert caught.value.code == code
