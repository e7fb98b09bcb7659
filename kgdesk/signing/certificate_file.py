"""A holder's certificate in a file of its own, as authorities hand it out."""

from kgdesk.domain.errors import Fault
from kgdesk.signing.names import CertificateNames, quiet_certificates, read_names
from kgdesk.signing.token_list import is_authority
from kgdesk.signing.trust import usage_problem

_PEM = b"-----BEGIN CERTIFICATE-----"


def read_certificate(data: bytes, name: str) -> tuple[bytes, CertificateNames]:
    """Read the one holder's certificate (PEM or DER) of a file; authorities' beside it are passed over.

    Raises Fault `trust.bad_certificate`, `trust.several_certificates`, `trust.not_for_signing`.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        with quiet_certificates():
            found = x509.load_pem_x509_certificates(data) if _PEM in data else [x509.load_der_x509_certificate(data)]
            own = [der for der in (each.public_bytes(Encoding.DER) for each in found) if not is_authority(der)]
    except ValueError as error:
        raise Fault("trust.bad_certificate", file=name) from error
    if not own:
        raise Fault("trust.bad_certificate", file=name)
    if len(set(own)) > 1:
        raise Fault("trust.several_certificates", file=name)
    if usage_problem(own[0]) is not None:
        raise Fault("trust.not_for_signing", file=name)
    return own[0], read_names(own[0])
