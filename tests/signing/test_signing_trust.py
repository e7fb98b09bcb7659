"""Reading trust anchors."""

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.signing import demo_authority
from kgdesk.signing.demo_authority import DemoAuthority
from kgdesk.signing.keys import SigningKey
from kgdesk.signing.trust import TrustAnchors
from tests.signing.signing_samples import AT


def test_empty_is_false() -> None:
    assert not TrustAnchors.empty()
    assert not TrustAnchors.from_pem()


def test_pem_der_and_bundles_are_the_same(authority: DemoAuthority) -> None:
    other = demo_authority.create(at=AT, name="Cơ quan khác")
    bundle = TrustAnchors.from_pem(authority.root_pem + b"\n" + other.root_pem)
    assert bundle.certificates == (authority.certificate, other.certificate)
    assert bundle == TrustAnchors.from_pem(authority.certificate, ("b.pem", other.root_pem), authority.root_pem)
    assert bundle == authority.anchors.including(other.anchors)


@pytest.mark.parametrize("data", [b"", b"text", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_what_is_no_certificate(data: bytes) -> None:
    with pytest.raises(Fault) as caught:
        TrustAnchors.from_pem(("gốc.pem", data))
    assert (caught.value.code, caught.value.params["file"]) == ("signature.bad_anchor", "gốc.pem")


def test_a_persons_certificate_is_no_anchor(head: SigningKey) -> None:
    with pytest.raises(Fault, match=r"signature\.bad_anchor"):
        TrustAnchors.from_pem(head.certificate)
