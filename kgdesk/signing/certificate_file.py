"""Holders' certificates in a file: as authorities hand them out, or inside a signed PDF or workbook."""

from collections.abc import Iterable
from io import BytesIO

from kgdesk.domain.errors import Fault
from kgdesk.signing.names import CertificateNames, quiet_certificates, read_names
from kgdesk.signing.quiet import silence_libraries
from kgdesk.signing.token_list import is_authority
from kgdesk.signing.trust import usage_problem

_PEM = b"-----BEGIN CERTIFICATE-----"
_MOST = 16  # signatures of one file


def read_certificates(data: bytes, name: str) -> tuple[tuple[bytes, CertificateNames], ...]:
    """Read the holders' certificates (DER) of a PEM, DER, signed PDF or workbook file; authorities' are passed over.

    Raises Fault `trust.bad_certificate` where there is none.
    """
    try:
        with quiet_certificates():
            found = _found(data)
            own = [der for der in dict.fromkeys(found) if not is_authority(der)]
            if own:
                return tuple((der, read_names(der)) for der in own)
    except ValueError as error:
        raise Fault("trust.bad_certificate", file=name) from error
    raise Fault("trust.bad_certificate", file=name)


def ensure_for_signing(certificate: bytes, name: str) -> None:
    """Raise Fault `trust.not_for_signing` for a certificate whose own words forbid signing documents."""
    if usage_problem(certificate) is not None:
        raise Fault("trust.not_for_signing", file=name)


def _found(data: bytes) -> Iterable[bytes]:
    from kgdesk.signing.opc_zip import is_zip

    if b"%PDF-" in data[:1024]:
        return _of_pdf(data)
    return _of_workbook(data) if is_zip(data) else _of_certificates(data)


def _of_workbook(data: bytes) -> Iterable[bytes]:
    from kgdesk.signing.opc_irregular import Irregular
    from kgdesk.signing.opc_package import read_package
    from kgdesk.signing.opc_signature_reader import read_signature

    try:
        package = read_package(data)
        return [read_signature(package.parts[part]).certificate for part in package.signature_parts[:_MOST]]
    except Irregular as error:
        raise ValueError("unreadable workbook") from error


def _of_certificates(data: bytes) -> Iterable[bytes]:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    found = x509.load_pem_x509_certificates(data) if _PEM in data else [x509.load_der_x509_certificate(data)]
    return [each.public_bytes(Encoding.DER) for each in found]


def _of_pdf(data: bytes) -> Iterable[bytes]:
    """Take the certificates as the signatures carry them; whether those are good is not asked here."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    silence_libraries()
    try:
        signatures = PdfFileReader(BytesIO(data)).embedded_regular_signatures[:_MOST]
        return [signature.signer_cert.dump() for signature in signatures]
    except Exception as error:
        raise ValueError("unreadable PDF") from error
