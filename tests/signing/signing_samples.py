"""Keys and small PDFs for the tests of signing."""

import io
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.timestamps import DummyTimeStamper

from kgdesk.domain.verdict import SignatureFacts
from kgdesk.signing import keys
from kgdesk.signing.boxes import SignatureBox
from kgdesk.signing.demo_authority import DemoAuthority, KeyKind
from kgdesk.signing.keys import SigningKey
from kgdesk.signing.pdf_writer import finished, open_for_update

AT = datetime(2025, 1, 10, 8, 30, tzinfo=UTC)
LATER = AT + timedelta(hours=3)
PASSWORD = "mật khẩu của khóa"
BOXES = {"head": SignatureBox(0, 300.5, 100, 500, 160), "agency": SignatureBox(0, 250, 90, 330, 170)}


def make_pdf(text: str = "Bao cao", width: float = 595, height: float = 842) -> bytes:
    """Make a page with a line of text and a text field, as the returns have one for the number."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(width, height))
    page = pdf.pages[0]
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.obj.Contents = pdf.make_stream(f"BT /F1 12 Tf 20 20 Td ({text}) Tj ET".encode())
    form = pdf.make_indirect(pikepdf.Dictionary(Fields=[], DA=pikepdf.String("/F1 12 Tf")))
    field = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T=pikepdf.String("Number"),
            V=pikepdf.String(""),
            DA=pikepdf.String("/F1 12 Tf"),
            Rect=[50, 700, 200, 720],
            P=page.obj,
        )
    )
    form.Fields.append(field)
    page.obj.Annots = pikepdf.Array([field])
    pdf.Root.AcroForm = form
    output = io.BytesIO()
    pdf.save(output, deterministic_id=True, compress_streams=False)
    return output.getvalue()


def make_key(
    authority: DemoAuthority, role: str = "head", kind: KeyKind = KeyKind.EC_P256, **options: object
) -> SigningKey:
    data = authority.issue_pkcs12(
        unit_code="KG-911",
        unit_name="Ủy ban nhân dân thành phố Phú Quốc",
        role=role,
        person="Trần Minh Khoa",
        password=PASSWORD,
        kind=kind,
        **options,  # type: ignore[arg-type]
    )
    return keys.load_pkcs12(data, PASSWORD, "khóa.p12")


def facts_of(facts: SignatureFacts) -> tuple[str, str, str, str]:
    """Integrity, coverage, trust and time as words."""
    return (facts.integrity.value, facts.coverage.value, facts.trust.value, facts.time.value)


def updated(data: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """Write a change as an incremental update that touches nothing else, as a careful attacker or a clerk does."""
    writer = open_for_update(data, "change")
    change(writer)
    return finished(writer)


def fill_number(data: bytes, number: str) -> bytes:
    """Fill the text field."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        field["/V"] = generic.pdf_string(number)
        writer.update_container(field)

    return updated(data, change)


@cache
def _stamping_key() -> RSAPrivateKey:
    """Make the one RSA key of all services: the dummy service knows no other kind."""
    from cryptography.hazmat.primitives.asymmetric import rsa

    return rsa.generate_private_key(65537, 2048)


def stamping_authority(
    authority: DemoAuthority, *, at: datetime = AT, extensions: Sequence[x509.ExtensionType] = ()
) -> DummyTimeStamper:
    """Make a timestamping service that runs inside the test, works from `at` and stamps a minute later."""
    from asn1crypto.keys import PrivateKeyInfo
    from asn1crypto.x509 import Certificate
    from cryptography.hazmat.primitives import hashes, serialization

    key = _stamping_key()
    root = x509.load_der_x509_certificate(authority.certificate)
    builder = x509.CertificateBuilder().issuer_name(root.subject).public_key(key.public_key()).serial_number(77)
    builder = builder.subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "TSA")]))
    builder = builder.not_valid_before(at).not_valid_after(at + timedelta(days=300))
    for extension in extensions:
        builder = builder.add_extension(extension, critical=False)
    purpose = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING])
    certificate = builder.add_extension(purpose, critical=True).sign(authority.secret, hashes.SHA256())
    return DummyTimeStamper(
        tsa_cert=Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        tsa_key=PrivateKeyInfo.load(
            key.private_bytes(
                serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        ),
        fixed_dt=at + timedelta(minutes=1),
    )


def office_under_root() -> tuple[bytes, DemoAuthority]:
    """Make a root (DER) and an issuing office under it, as the public authorities of Vietnam are built."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding

    root_key, office_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())

    def certificate(name: str, own: ec.EllipticCurvePrivateKey) -> bytes:
        def called(text: str) -> x509.Name:
            return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])

        builder = x509.CertificateBuilder().subject_name(called(name)).issuer_name(called("Root"))
        builder = builder.public_key(own.public_key()).serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(AT - timedelta(days=9)).not_valid_after(AT + timedelta(days=900))
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        return builder.sign(root_key, SHA256()).public_bytes(Encoding.DER)

    return certificate("Root", root_key), DemoAuthority(AT, certificate("Office", office_key), office_key)
