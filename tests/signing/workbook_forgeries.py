"""All forged workbooks: what the forgers start from, and their list. Importing the families registers them."""

from datetime import timedelta
from functools import cache

from kgdesk.returns.workbook import write_workbook
from kgdesk.signing import demo_authority
from kgdesk.signing.demo_authority import DemoAuthority, KeyKind
from kgdesk.signing.keys import HeldSecret, Mechanism, SigningKey
from kgdesk.signing.names import read_names
from kgdesk.signing.trust import TrustAnchors
from kgdesk.signing.workbook import sign_workbook
from tests.samples import sample_return
from tests.signing import forgeries_package, forgeries_signature, forgeries_signer, forgeries_zip
from tests.signing.forgery_tools import FORGERIES, Forgery, Honest
from tests.signing.signing_samples import AT, make_key

FAMILIES = (forgeries_package, forgeries_zip, forgeries_signature, forgeries_signer)
_DAY = timedelta(days=1)


@cache
def honest() -> Honest:
    """Make the honest workbooks and all keys, once."""
    authority = demo_authority.create(at=AT, kind=KeyKind.RSA_2048)
    stranger = demo_authority.create(at=AT, name="KGDesk - Một cơ quan khác")
    key = make_key(authority, "agency", KeyKind.RSA_2048)
    head = make_key(authority, "head")
    plain = write_workbook(sample_return())
    return Honest(
        plain=plain,
        signed=sign_workbook(plain, key=key, role="agency", at=AT, comment_vi="Số 12/BC-UBND"),
        both=sign_workbook(sign_workbook(plain, key=head, role="head", at=AT), key=key, role="agency", at=AT),
        other=sign_workbook(write_workbook(sample_return(revision=2)), key=key, role="agency", at=AT),
        key=key,
        head=head,
        authority=authority,
        outsider=make_key(stranger, "agency", KeyKind.RSA_2048),
        keys={
            "unknown_authority": make_key(stranger, "agency"),
            "not_for_signing": make_key(authority, "agency", for_signing=False),
            "revoked": make_key(authority, "agency"),
            "expired": make_key(authority, "agency", not_before=AT - 60 * _DAY, not_after=AT - 20 * _DAY),
            "future": make_key(authority, "agency", not_before=AT + 30 * _DAY),
            "short": _short_key(authority),
        },
    )


@cache
def anchors() -> TrustAnchors:
    """What the checker believes: the one authority and its list of revocations."""
    case = honest()
    revoked = case.authority.revocation_list((case.keys["revoked"].serial,), at=AT)
    return TrustAnchors.from_pem(case.authority.root_pem, revoked)


def forged(name: str) -> bytes:
    return FORGERIES[name].make(honest())


def expected_roles(each: Forgery) -> tuple[str, ...]:
    return ("head", "agency") if each.both else ("agency",)


def _short_key(authority: DemoAuthority) -> SigningKey:
    """A key of 1024 bits with a good certificate: what a careless authority once issued."""
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding

    secret = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - the point of it
    subject = demo_authority._name("Trần Minh Khoa", "Phú Quốc", "agency", "KG-911")
    signed = authority._sign(secret, subject, AT - _DAY, AT + 300 * _DAY, for_signing=True, extensions=())
    certificate = signed.public_bytes(Encoding.DER)
    return SigningKey("short", certificate, (), read_names(certificate), Mechanism.RSA, 1024, HeldSecret(secret))
