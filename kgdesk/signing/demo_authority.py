"""An authority for demonstrations and tests: it issues keys that nobody outside the demonstration believes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kgdesk.signing.trust import TrustAnchors

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    PrivateKey = RSAPrivateKey | EllipticCurvePrivateKey

NAME = "KGDesk - Cơ quan chứng thực trình diễn"
_ROOT_LIFE = timedelta(days=20 * 365)
# Longer than real ones (up to five years), so that demonstration files stay checkable.
_KEY_LIFE = timedelta(days=10 * 365)
_LEEWAY = timedelta(days=1)  # for clocks that are behind
_LONGEST_NAME = 64  # bytes of a common name, RFC 5280 appendix A


class KeyKind(StrEnum):
    """What to generate. EC takes well under a millisecond, RSA a tenth of a second and more."""

    EC_P256 = "ec-p256"
    EC_P384 = "ec-p384"
    RSA_2048 = "rsa-2048"
    RSA_3072 = "rsa-3072"
    RSA_4096 = "rsa-4096"


@dataclass(frozen=True, slots=True)
class DemoAuthority:
    """A root certificate (DER) and its secret, made at `created_at` and only held in memory."""

    created_at: datetime
    certificate: bytes = field(repr=False)
    secret: "PrivateKey" = field(repr=False)

    @property
    def root_pem(self) -> bytes:
        """The certificate to install as trust anchor."""
        from cryptography import x509
        from cryptography.hazmat.primitives.serialization import Encoding

        return x509.load_der_x509_certificate(self.certificate).public_bytes(Encoding.PEM)

    @property
    def anchors(self) -> TrustAnchors:
        """The same as trust anchors."""
        return TrustAnchors((self.certificate,))

    def issue_pkcs12(
        self,
        *,
        unit_code: str,
        unit_name: str,
        role: str,
        password: str,
        person: str = "",
        kind: KeyKind = KeyKind.EC_P256,
        not_before: datetime | None = None,
        not_after: datetime | None = None,
        for_signing: bool = True,
        extensions: tuple["x509.ExtensionType", ...] = (),
    ) -> bytes:
        """Make a new key and certificate in a PKCS#12 file.

        Subject: CN `person` (or the unit), O the unit's name, OU the role (`head` or `agency`), UID the
        unit's code. The limits of validity can be set to make keys that are expired, or not yet valid;
        `for_signing=False` makes one that may only encipher; `extensions` come on top, for instance where to ask
        about revocation.
        """
        from cryptography import x509
        from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
        from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

        start = not_before or self.created_at - _LEEWAY
        key = _generate(kind)
        subject = _name(person or unit_name, unit_name, role, unit_code)
        end = not_after or start + _KEY_LIFE
        certificate = self._sign(key, subject, start, end, for_signing=for_signing, extensions=extensions)
        root = x509.load_der_x509_certificate(self.certificate)
        label = f"{unit_code} {role}".encode()
        return serialize_key_and_certificates(
            label, key, certificate, [root], BestAvailableEncryption(password.encode("utf-8"))
        )

    def revocation_list(self, serials: tuple[str, ...], *, at: datetime) -> bytes:
        """Write a revocation list in PEM that names certificates by hexadecimal serial, revoked at `at`."""
        from cryptography import x509
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.serialization import Encoding

        root = x509.load_der_x509_certificate(self.certificate)
        builder = x509.CertificateRevocationListBuilder().issuer_name(root.subject)
        builder = builder.last_update(at).next_update(at + _KEY_LIFE)
        builder = builder.add_extension(x509.CRLNumber(1), critical=False)
        builder = builder.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(self.secret.public_key()), critical=False
        )
        for serial in serials:
            revoked = x509.RevokedCertificateBuilder().serial_number(int(serial, 16)).revocation_date(at).build()
            builder = builder.add_revoked_certificate(revoked)
        return builder.sign(self.secret, SHA256()).public_bytes(Encoding.PEM)

    def _sign(
        self,
        key: "PrivateKey",
        subject: "x509.Name",
        start: datetime,
        end: datetime,
        *,
        for_signing: bool,
        extensions: tuple["x509.ExtensionType", ...],
    ) -> "x509.Certificate":
        from cryptography import x509
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.x509.oid import ExtendedKeyUsageOID

        root = x509.load_der_x509_certificate(self.certificate)
        builder = _builder(subject, root.subject, key, start, end)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(_usage(signing=for_signing), critical=True)
        purposes = [ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.CLIENT_AUTH]
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
        for extension in extensions:
            builder = builder.add_extension(extension, critical=False)
        authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.secret.public_key())
        return builder.add_extension(authority, critical=False).sign(self.secret, SHA256())


def create(*, at: datetime, kind: KeyKind = KeyKind.EC_P256, name: str = NAME) -> DemoAuthority:
    """Make an authority whose root is valid from a day before `at` (UTC) for twenty years."""
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509.oid import NameOID

    key = _generate(kind)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "KGDesk"),
            x509.NameAttribute(NameOID.COMMON_NAME, _shortened(name)),
        ]
    )
    start = at - _LEEWAY
    builder = _builder(subject, subject, key, start, start + _ROOT_LIFE)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(signing=False, authority=True), critical=True)
    return DemoAuthority(at, builder.sign(key, SHA256()).public_bytes(Encoding.DER), key)


def _builder(
    subject: "x509.Name", issuer: "x509.Name", key: "PrivateKey", start: datetime, end: datetime
) -> "x509.CertificateBuilder":
    from cryptography import x509

    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(end)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)


def _usage(*, signing: bool, authority: bool = False) -> "x509.KeyUsage":
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=signing,
        content_commitment=signing,
        key_encipherment=not signing and not authority,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _name(person: str, unit_name: str, role: str, unit_code: str) -> "x509.Name":
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.STATE_OR_PROVINCE_NAME, "Kiên Giang"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, unit_name),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, role),
            x509.NameAttribute(NameOID.USER_ID, unit_code),
            x509.NameAttribute(NameOID.COMMON_NAME, _shortened(person)),
        ]
    )


def _shortened(text: str) -> str:
    """Cut at whole letters: Vietnamese letters take up to three bytes and the limit is in bytes."""
    while len(text.encode("utf-8")) > _LONGEST_NAME:
        text = text[:-1].rstrip()
    return text


def _generate(kind: KeyKind) -> "PrivateKey":
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    match kind:
        case KeyKind.EC_P256:
            return ec.generate_private_key(ec.SECP256R1())
        case KeyKind.EC_P384:
            return ec.generate_private_key(ec.SECP384R1())
        case _:
            return rsa.generate_private_key(public_exponent=65537, key_size=int(kind.value.removeprefix("rsa-")))
