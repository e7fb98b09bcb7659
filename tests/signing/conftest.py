"""An authority, keys and signed PDFs, made once."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from kgdesk.signing import demo_authority
from kgdesk.signing.demo_authority import DemoAuthority, KeyKind
from kgdesk.signing.keys import SigningKey
from kgdesk.signing.pdf import prepare_fields, sign_pdf
from tests.signing.signing_samples import AT, BOXES, make_key, make_pdf


@pytest.fixture(scope="session")
def authority() -> DemoAuthority:
    return demo_authority.create(at=AT)


@pytest.fixture(scope="session")
def head(authority: DemoAuthority) -> SigningKey:
    return make_key(authority, "head")


@pytest.fixture(scope="session")
def agency(authority: DemoAuthority) -> SigningKey:
    return make_key(authority, "agency")


@pytest.fixture(scope="session")
def rsa(authority: DemoAuthority) -> SigningKey:
    return make_key(authority, "agency", KeyKind.RSA_2048)


@pytest.fixture(scope="session")
def sign() -> Callable[..., bytes]:
    def signed(data: bytes, key: SigningKey, role: str = "head", at: datetime = AT, **options: object) -> bytes:
        return sign_pdf(
            data,
            key=key,
            role=role,
            at=at,
            place_vi="Phú Quốc",
            reason_vi="Ký báo cáo",
            **options,  # type: ignore[arg-type]
        )

    return signed


@pytest.fixture(scope="session")
def prepared() -> bytes:
    return prepare_fields(make_pdf(), BOXES)


@pytest.fixture(scope="session")
def head_signed(prepared: bytes, head: SigningKey, sign: Callable[..., bytes]) -> bytes:
    return sign(prepared, head)


@pytest.fixture(scope="session")
def both_signed(head_signed: bytes, agency: SigningKey, sign: Callable[..., bytes]) -> bytes:
    return sign(head_signed, agency, "agency", AT + timedelta(minutes=20))
