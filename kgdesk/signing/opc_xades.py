"""What the signer says about himself and is signed with it (ETSI TS 101 903 1.3.2): time, certificate, role."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kgdesk.signing.opc_irregular import Irregular, Weak
from kgdesk.signing.opc_words import DSIG, HASHES, XADES
from kgdesk.signing.opc_xml import decoded, is_blank, plain_text, without_blanks

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_AUTHORITIES = 8


@dataclass(frozen=True, slots=True)
class Claims:
    """Time as written and as read (UTC), digest and serial number of the certificate, the claimed role.

    `authorities` are certificates (DER) that came along, signed by nobody but their issuers.
    """

    signed_at_text: str
    signed_at: datetime
    hash_name: str
    certificate_digest: str = field(repr=False)
    serial: int
    role: str
    authorities: tuple[bytes, ...] = field(repr=False)


def read_claims(qualifying: "_Element", signature_id: str) -> tuple[Claims, "_Element"]:
    """Read QualifyingProperties; gives the claims and the element that SignedInfo must cover; raises Irregular."""
    if set(qualifying.attrib) != {"Target"} or qualifying.get("Target") != f"#{signature_id}" or not signature_id:
        raise Irregular("target of the qualifying properties")
    names = [child.tag for child in qualifying]
    texts = [qualifying.text, *(child.tail for child in qualifying)]
    if names[:1] != [_xd("SignedProperties")] or len(names) > 2 or not all(map(is_blank, texts)):  # noqa: PLR2004
        raise Irregular("qualifying properties")
    authorities = tuple(der for unsigned in list(qualifying)[1:] for der in _authorities(unsigned))
    properties = qualifying[0]
    if set(properties.attrib) != {"Id"}:
        raise Irregular("signed properties")
    return _claims(properties, authorities), properties


def _xd(name: str) -> str:
    return f"{{{XADES}}}{name}"


def _authorities(element: "_Element") -> list[bytes]:
    """Read the unsigned properties: empty frames, as LibreOffice and Office leave them, or certificates of authorities.

    Nothing else may stand there, for nobody signs it.
    """
    inside = list(element.iter())
    frame = [_xd("UnsignedProperties"), _xd("UnsignedSignatureProperties"), _xd("CertificateValues")]
    held = inside[3:]
    if [each.tag for each in inside[:3]] != frame[: len(inside)]:
        raise Irregular("unsigned properties")
    if any(each.tag != _xd("EncapsulatedX509Certificate") or each.getparent() is not inside[2] for each in held):
        raise Irregular("unsigned properties")
    texts = [each.text for each in inside[:3]] + [each.tail for each in inside[1:]]
    if len(held) > _MOST_AUTHORITIES or any(each.attrib for each in inside) or not all(map(is_blank, texts)):
        raise Irregular("unsigned properties")
    return [decoded(each) for each in held]


def _claims(properties: "_Element", authorities: tuple[bytes, ...]) -> Claims:
    own = _one(properties, "SignedSignatureProperties")
    certificate = _one(_one(own, "SigningCertificate"), "Cert")
    digest = _one(certificate, "CertDigest")
    method, value = _one(digest, "DigestMethod", DSIG), _one(digest, "DigestValue", DSIG)
    hash_name = HASHES.get(method.get("Algorithm", ""))
    if hash_name is None:
        raise Weak("digest of the certificate")
    serial = plain_text(_one(_one(certificate, "IssuerSerial"), "X509SerialNumber", DSIG)).strip()
    if not (serial.isascii() and serial.isdigit() and len(serial) < 60):  # noqa: PLR2004 - RFC 5280: 20 bytes
        raise Irregular("serial number")
    written = plain_text(_one(own, "SigningTime"))
    role = "".join(plain_text(each) for each in own.iter(_xd("ClaimedRole")))
    digest_text = without_blanks(plain_text(value))
    return Claims(written, _moment(written), hash_name, digest_text, int(serial), role, authorities)


def _one(parent: "_Element", name: str, namespace: str = XADES) -> "_Element":
    """Take the one child of a name; raises Irregular when there is none, or more than one."""
    found = parent.findall(f"{{{namespace}}}{name}")
    if len(found) != 1:
        raise Irregular(f"{name} is missing or repeated")
    return found[0]


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise Irregular("signing time") from error
    if moment.tzinfo is None:
        raise Irregular("signing time without a zone")
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise Irregular("signing time") from error
