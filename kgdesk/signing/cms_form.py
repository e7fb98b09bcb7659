"""The parts of a CMS signature that nobody signs: they may take one form only, or a flipped bit would go unnoticed."""

from typing import TYPE_CHECKING, Any

from kgdesk.signing.names import quiet_certificates

if TYPE_CHECKING:
    from asn1crypto.cms import SignedData

_NULL = b"\x05\x00"
_CONSTRUCTED, _LONG_TAG, _LONG_LENGTH = 0x20, 0x1F, 0x80
_DEEPEST = 32


def is_strict_der(data: bytes, depth: int = 0) -> bool:
    """Whether the bytes are elements of DER that fill each other exactly: shortest lengths, no rest, no gap."""
    position = 0
    while position < len(data):
        header = _header(data, position)
        if header is None or depth > _DEEPEST:
            return False
        start, end = header
        if data[position] & _CONSTRUCTED and not is_strict_der(data[start:end], depth + 1):
            return False
        position = end
    return True


def _header(data: bytes, position: int) -> tuple[int, int] | None:
    """Where the content of an element begins and ends; None where it is not DER."""
    if position + 2 > len(data) or data[position] & _LONG_TAG == _LONG_TAG:
        return None
    if not data[position] & ~_CONSTRUCTED:  # the tag 0 is nobody's: padding that a changed length has taken in
        return None
    length, start = data[position + 1], position + 2
    if length >= _LONG_LENGTH:
        count = length - _LONG_LENGTH
        digits = data[start : start + count]
        length, start = int.from_bytes(digits, "big"), start + count
        shortest = (count == 1 and length >= _LONG_LENGTH) or (count > 1 and digits[:1] != b"\0")
        if len(digits) != count or not shortest:
            return None
    end = start + length
    return (start, end) if end <= len(data) else None


def as_it_stands(value: Any) -> bytes:
    """Give the bytes that a value was read from.

    asn1crypto's `dump` writes a value anew when its length ends in 0x80, which it takes for an indefinite one: what
    stood there would not be seen, and of the large ones that takes longer than all the rest of the check.
    """
    header, trailer = value._header, value._trailer  # noqa: SLF001 - nothing public gives them
    written: bytes = header + value.contents + trailer
    return written


def is_plain(signed_data: "SignedData", signer_info: Any, certificate: Any, anchors: tuple[bytes, ...]) -> bool:
    """Whether versions, algorithm names, the signer's name and the certificates that came along are as they must be."""
    algorithm = signer_info["digest_algorithm"]
    named = signed_data["digest_algorithms"]
    by_serial = signer_info["sid"].name == "issuer_and_serial_number"
    wanted = "v1" if by_serial else "v3"
    return (
        is_strict_der(as_it_stands(signed_data))
        and signed_data["version"].native in {wanted, "v3" if _has_other_content(signed_data) else wanted}
        and signer_info["version"].native == wanted
        and len(named) == 1
        and named[0].dump() == algorithm.dump()
        and algorithm["parameters"].dump() in {b"", _NULL}
        and (not by_serial or _names(signer_info["sid"].chosen, certificate))
        and _certificates_hold(signed_data, certificate.dump(), anchors)
    )


def is_plain_token(signed_data: "SignedData", anchors: tuple[bytes, ...]) -> bool:
    """As `is_plain`, for a timestamp, whose signer's certificate stands in it."""
    from pyhanko.sign.general import extract_signer_info
    from pyhanko.sign.validation.generic_cms import extract_certs_for_validation

    certificate = extract_certs_for_validation(signed_data).signer_cert
    return is_plain(signed_data, extract_signer_info(signed_data), certificate, anchors)


def _has_other_content(signed_data: "SignedData") -> bool:
    """Content other than plain data (a timestamp's) asks for version 3 (RFC 5652, 5.1)."""
    return bool(signed_data["encap_content_info"]["content_type"].native != "data")


def _names(serial: Any, certificate: Any) -> bool:
    return bool(
        serial["issuer"].dump() == certificate.issuer.dump()
        and serial["serial_number"].native == certificate.serial_number
    )


def _certificates_hold(signed_data: "SignedData", own: bytes, anchors: tuple[bytes, ...]) -> bool:
    """Whether each certificate beside the signer's own bears the signature of another one here, or its own."""
    from cryptography import x509

    carried = [choice.dump() for choice in signed_data["certificates"]]
    if len(carried) != len(set(carried)):
        return False
    rest = [der for der in carried if der not in {own, *anchors}]
    if not rest:
        return True
    with quiet_certificates():
        known = [x509.load_der_x509_certificate(der) for der in {*carried, *anchors}]
        return all(any(_issued(x509.load_der_x509_certificate(der), issuer) for issuer in known) for der in rest)


def _issued(certificate: Any, issuer: Any) -> bool:
    from cryptography.exceptions import InvalidSignature

    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
