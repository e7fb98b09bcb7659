"""The certificates that the signatures of a file carry, timestamps too: taken out, not yet believed."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kgdesk.signing.quiet import silence_libraries

if TYPE_CHECKING:
    from asn1crypto.cms import SignedData

_MOST = 16  # signatures of one file


@dataclass(frozen=True, slots=True)
class Carried:
    """A signer's certificate (DER), and those that came with it."""

    certificate: bytes
    others: tuple[bytes, ...] = ()


def carried_by(data: bytes) -> tuple[Carried, ...]:
    """Take the signers' certificates out of a PDF, a workbook or a detached signature (CMS, DER).

    What cannot be read gives nothing: whether the file is sound is judged elsewhere.
    """
    silence_libraries()
    try:
        if b"%PDF-" in data[:1024]:
            found = list(_of_pdf(data))
        elif data[:2] == b"PK":
            found = list(_of_workbook(data))
        else:
            found = list(_of_detached(data))
    except Exception:  # noqa: BLE001 - hostile bytes fail in many ways inside the libraries
        return ()
    return tuple(dict.fromkeys(found))


def of_token(token: Any) -> tuple[Carried, ...]:
    """Take the certificates out of a timestamp (a CMS `ContentInfo`); may raise what the library raises."""
    return tuple(_of_signed_data(token["content"]))


def _of_pdf(data: bytes) -> Iterator[Carried]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    for embedded in PdfFileReader(BytesIO(data)).embedded_signatures[:_MOST]:
        yield from _of_signed_data(embedded.signed_data)


def _of_workbook(data: bytes) -> Iterator[Carried]:
    from kgdesk.signing.opc_package import read_package
    from kgdesk.signing.opc_signature_reader import read_signature

    package = read_package(data)
    for part in package.signature_parts[:_MOST]:
        read = read_signature(package.parts[part])
        yield Carried(read.certificate, tuple(read.claims.authorities))


def _of_detached(data: bytes) -> Iterator[Carried]:
    from asn1crypto.cms import ContentInfo

    yield from _of_signed_data(ContentInfo.load(data, strict=True)["content"])


def _of_signed_data(signed_data: "SignedData") -> Iterator[Carried]:
    """Give the signer, and whoever stamped the signature itself."""
    from pyhanko.sign.general import extract_signer_info
    from pyhanko.sign.validation.generic_cms import extract_certs_for_validation

    found = extract_certs_for_validation(signed_data)
    yield Carried(found.signer_cert.dump(), tuple(other.dump() for other in found.other_certs))
    for attribute in extract_signer_info(signed_data)["unsigned_attrs"]:
        if attribute["type"].native == "signature_time_stamp_token":
            for token in list(attribute["values"])[:_MOST]:
                yield from _of_signed_data(token["content"])
