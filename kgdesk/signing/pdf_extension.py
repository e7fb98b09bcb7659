"""Making signatures checkable for longer: what is needed to validate them, and a timestamp over all of it.

PAdES B-LT and B-LTA (ETSI EN 319 142-1): the consolidator does this when there is a timestamping service.
"""

from typing import TYPE_CHECKING, Any

from kgdesk.domain.errors import Fault
from kgdesk.signing.pdf_writer import finished, open_for_update
from kgdesk.signing.trust import TrustAnchors

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.timestamps import TimeStamper

_TIMESTAMP_FIELD = "KGDesk-Timestamp"


def extend(
    data: bytes, *, anchors: TrustAnchors, timestamper: "TimeStamper", certificates: tuple[bytes, ...] = ()
) -> bytes:
    """Add certificates, revocation lists and answers (B-LT), and a document timestamp over everything (B-LTA).

    `anchors` gives the authorities, and the lists and answers (OCSP) at hand, `certificates` (DER) whatever else
    helps to build the paths. May be repeated later with fresher lists. Raises Fault `signature.unreadable`,
    `pdf.not_signed`, `pdf.timestamp_failed` and those of the timestamper.
    """
    writer = open_for_update(data, "validation data")
    embedded = _signatures(writer)
    if not embedded:
        raise Fault("pdf.not_signed")
    _add_validation_data(writer, embedded, anchors, certificates)
    stamped = open_for_update(finished(writer), "timestamp")
    return _timestamp(stamped, timestamper, number=len(embedded))


def _signatures(writer: "IncrementalPdfFileWriter") -> list[Any]:
    try:
        return list(writer.prev.embedded_signatures)
    except Exception as error:
        raise Fault("signature.unreadable") from error


def _add_validation_data(
    writer: "IncrementalPdfFileWriter", embedded: list[Any], anchors: TrustAnchors, certificates: tuple[bytes, ...]
) -> None:
    from asn1crypto.crl import CertificateList
    from asn1crypto.ocsp import OCSPResponse
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation.dss import DocumentSecurityStore

    found: dict[bytes, Certificate] = {}
    for signature in embedded:
        for certificate in _carried(signature):
            found[certificate.dump()] = certificate
    for der in (*certificates, *anchors.certificates):
        found.setdefault(der, Certificate.load(der))
    lists = [CertificateList.load(der) for der in anchors.revocation_lists]
    answers = [OCSPResponse.load(der) for der in anchors.ocsp_responses]
    DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=list(found.values()), crls=lists, ocsps=answers)


def _carried(signature: Any) -> list["Certificate"]:
    """Give the certificates that stand in the signature itself."""
    try:
        return [choice.chosen for choice in signature.signed_data["certificates"]]
    except Exception as error:
        raise Fault("signature.unreadable") from error


def _timestamp(writer: "IncrementalPdfFileWriter", timestamper: "TimeStamper", *, number: int) -> bytes:
    from pyhanko.sign.signers import PdfTimeStamper

    stamper = PdfTimeStamper(timestamper, field_name=f"{_TIMESTAMP_FIELD}-{number}")
    try:
        output = stamper.timestamp_pdf(writer, "sha256")
    except Fault:
        raise
    except Exception as error:
        raise Fault("pdf.timestamp_failed", cause=str(error)) from error
    stamped: bytes = output.getvalue()
    return stamped
