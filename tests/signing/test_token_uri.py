"""Addresses of tokens: strict, without PINs, the same after being written down again."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.errors import Fault
from kgdesk.messages import say
from kgdesk.signing.token_uri import TokenUri, parse_token_uri


def test_the_parts_of_an_address() -> None:
    found = parse_token_uri(
        "pkcs11:token=Ph%C3%BA%20Qu%E1%BB%91c;serial=54%3B1;object=kh%C3%B3a;id=%01%ABz;type=private;slot-id=7"
        "?module-path=C%3A/Windows/System32/bit4xpki.dll&module-name=bit4xpki"
        if Path("C:/x").is_absolute()
        else "pkcs11:token=Ph%C3%BA%20Qu%E1%BB%91c;serial=54%3B1;object=kh%C3%B3a;id=%01%ABz;type=private;slot-id=7"
        "?module-path=/usr/lib/libbit4xpki.so&module-name=bit4xpki"
    )
    assert (found.token, found.serial, found.label, found.identifier) == ("Phú Quốc", "54;1", "khóa", b"\x01\xabz")
    assert (found.slot, found.module_name) == (7, "bit4xpki")
    assert found.module_path is not None


@pytest.mark.parametrize(
    ("uri", "code"),
    [
        ("pkcs11:token=A?pin-value=1234", "token.uri_pin"),
        ("pkcs11:token=A?pin-source=file:/etc/pin", "token.uri_pin"),
        ("pkcs11:token=A;PIN-VALUE=1234", "token.uri_pin"),
        ("pkcs11:token=A;token=B", "token.uri_repeated"),
        ("pkcs11:tokens=A", "token.uri_unknown"),
        ("pkcs11:token=A?x-vendor=1", "token.uri_unknown"),
        ("pkcs11:module-path=/usr/lib/x.so", "token.uri_unknown"),
        ("pkcs11:token", "token.uri_malformed"),
        ("pkcs11:token=", "token.uri_malformed"),
        ("pkcs11:token=A;", "token.uri_malformed"),
        ("pkcs11:token=A B", "token.uri_malformed"),
        ("pkcs11:token=%4", "token.uri_malformed"),
        ("pkcs11:token=%FF", "token.uri_malformed"),
        ("pkcs11:token=A%00", "token.uri_malformed"),
        ("pkcs11:slot-id=1x", "token.uri_malformed"),
        ("pkcs11:slot-id=%D9%A3", "token.uri_malformed"),
        ("http:token=A", "token.uri_malformed"),
        ("pkcs11:token=" + "A" * 3000, "token.uri_malformed"),
        ("pkcs11:type=public", "token.uri_kind"),
        ("pkcs11:token=A?module-path=bit4xpki.dll", "token.module_relative"),
        ("pkcs11:token=A?module-path=../x.so", "token.module_relative"),
        ("pkcs11:token=A?module-name=/x/y", "token.uri_malformed"),
    ],
)
def test_what_is_refused(uri: str, code: str) -> None:
    with pytest.raises(Fault) as caught:
        parse_token_uri(uri)
    assert caught.value.code == code
    for lang in ("vi", "en"):
        assert "1234" not in say(code, lang, **caught.value.params)


_words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=20) | st.none()


@settings(max_examples=60)
@given(
    token=_words,
    serial=_words,
    label=_words,
    identifier=st.binary(min_size=1, max_size=8) | st.none(),
    slot=st.integers(0, 2**40) | st.none(),
)
def test_an_address_written_down_is_the_same_address(
    token: str | None, serial: str | None, label: str | None, identifier: bytes | None, slot: int | None
) -> None:
    uri = TokenUri(token=token, serial=serial, label=label, identifier=identifier, slot=slot)
    assert parse_token_uri(uri.text()) == uri
