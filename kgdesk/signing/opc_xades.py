"""What the signer says about himself and is signed with it (ETSI TS 101 903 1.3.2): time, certificate, role."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kgdesk.signing.opc_irregular import Irregular, Weak
from kgdesk.signing.opc_words import DSIG, HASHES, XADES
from kgdesk.signing.opc_xml import is_blank, plain_text, without_blanks

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Claims:
    """Time as written and as read (UTC), digest and serial number of the certificate, the claimed role."""

    signed_at_text: str
    signed_at: datetime
    hash_name: str
    certificate_digest: str = field(repr=False)
    serial: int
    role: str


def read_claims(qualifying: "_Element", signature_id: str) -> tuple[Claims, "_Element"]:
    """Read QualifyingProperties; gives the claims and the element that SignedInfo must cover; raises Irregular."""
    if set(qualifying.attrib) != {"Target"} or qualifying.get("Target") != f"#{signature_id}" or not signature_id:
        raise Irregular("target of the qualifying properties")
    names = [child.tag for child in qualifying]
    texts = [qualifying.text, *(child.tail for child in qualifying)]
    if names[:1] != [_xd("SignedProperties")] or len(names) > 2 or not all(map(is_blank, texts)):  # noqa: PLR2004
        raise Irregular("qualifying properties")
    for unsigned in list(qualifying)[1:]:
        _check_hollow(unsigned)
    properties = qualifying[0]
    if set(properties.attrib) != {"Id"}:
        raise Irregular("signed properties")
    return _claims(properties), properties


def _xd(name: str) -> str:
    return f"{{{XADES}}}{name}"


def _check_hollow(element: "_Element") -> None:
    """Office and LibreOffice leave the frame of unsigned properties behind: nothing may stand in it."""
    inside = list(element.iter())
    allowed = [_xd("UnsignedProperties"), _xd("UnsignedSignatureProperties")]
    if [each.tag for each in inside] != allowed[: len(inside)]:
        raise Irregular("unsigned properties")
    if any(each.attrib or not is_blank(each.text) for each in inside):
        raise Irregular("unsigned properties")


def _claims(properties: "_Element") -> Claims:
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
    return Claims(written, _moment(written), hash_name, without_blanks(plain_text(value)), int(serial), role)


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
