"""A package signature as Office writes one: XAdES with an implied policy, parallel to others, covering everything."""

import base64
import hashlib
from datetime import UTC, datetime

from kgdesk.signing.keys import Mechanism, SigningKey
from kgdesk.signing.names import read_names
from kgdesk.signing.opc_manifest import manifest_xml
from kgdesk.signing.opc_package import Package
from kgdesk.signing.opc_words import (
    C14N,
    DSIG,
    MDSSI,
    METHODS,
    OBJECT_TYPE,
    OFFICE,
    PROPERTIES_TYPE,
    SHA256,
    TIME_FORMAT,
    XADES,
)
from kgdesk.signing.opc_xml import canonical, escaped, parse_xml

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The children of SignatureInfoV1 in the order of its schema (MS-OFFCRYPTO 2.5.2.5). The versions tell readers
# which form the signature has; the default provider has the number 9.
_OFFICE_DETAILS = (
    ("SetupID", ""),
    ("SignatureText", ""),
    ("SignatureImage", ""),
    ("SignatureComments", "{comment}"),
    ("WindowsVersion", "10.0"),
    ("OfficeVersion", "16.0"),
    ("ApplicationVersion", "16.0"),
    ("Monitors", "1"),
    ("HorizontalResolution", "1366"),
    ("VerticalResolution", "768"),
    ("ColorDepth", "32"),
    ("SignatureProviderId", "{{00000000-0000-0000-0000-000000000000}}"),
    ("SignatureProviderUrl", ""),
    ("SignatureProviderDetails", "9"),
    ("SignatureType", "1"),
)


def signature_xml(package: Package, *, key: SigningKey, role: str, at: datetime, comment: str) -> bytes:
    """Sign the package as it stands: origin and relationships must be in place before. `at` is the time claimed."""
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    package_object = _package_object(package, moment)
    office_object = _office_object(comment)
    properties = _signed_properties(key, role, moment)
    references = (
        _reference(OBJECT_TYPE, "idPackageObject", _digest(package_object), transform=False)
        + _reference(OBJECT_TYPE, "idOfficeObject", _digest(office_object), transform=False)
        + _reference(PROPERTIES_TYPE, "idSignedProperties", _digest(properties), transform=True)
    )
    signed_info = _signed_info(key, references)
    value = _sign(key, signed_info)
    certificate = base64.b64encode(key.certificate).decode("ascii")
    return (
        f'{_HEAD}<Signature xmlns="{DSIG}" Id="idPackageSignature">{_inside(signed_info)}'
        f"<SignatureValue>{value}</SignatureValue>"
        f"<KeyInfo><X509Data><X509Certificate>{certificate}</X509Certificate></X509Data></KeyInfo>"
        f"{_inside(package_object)}{_inside(office_object)}"
        f'<Object><xd:QualifyingProperties xmlns:xd="{XADES}" Target="#idPackageSignature">'
        f"{_inside(properties, 'xd', XADES)}{_authorities(key)}</xd:QualifyingProperties></Object></Signature>"
    ).encode()


def _package_object(package: Package, moment: str) -> str:
    return (
        f'<Object xmlns="{DSIG}" Id="idPackageObject"><Manifest>{manifest_xml(package)}</Manifest>'
        '<SignatureProperties><SignatureProperty Id="idSignatureTime" Target="#idPackageSignature">'
        f'<mdssi:SignatureTime xmlns:mdssi="{MDSSI}"><mdssi:Format>{TIME_FORMAT}</mdssi:Format>'
        f"<mdssi:Value>{moment}</mdssi:Value></mdssi:SignatureTime></SignatureProperty></SignatureProperties></Object>"
    )


def _office_object(comment: str) -> str:
    details = "".join(f"<{name}>{text.format(comment=escaped(comment))}</{name}>" for name, text in _OFFICE_DETAILS)
    return (
        f'<Object xmlns="{DSIG}" Id="idOfficeObject"><SignatureProperties>'
        '<SignatureProperty Id="idOfficeV1Details" Target="#idPackageSignature">'
        f'<SignatureInfoV1 xmlns="{OFFICE}">{details}</SignatureInfoV1>'
        "</SignatureProperty></SignatureProperties></Object>"
    )


def _signed_properties(key: SigningKey, role: str, moment: str) -> str:
    digest = base64.b64encode(hashlib.sha256(key.certificate).digest()).decode("ascii")
    return (
        f'<xd:SignedProperties xmlns="{DSIG}" xmlns:xd="{XADES}" Id="idSignedProperties">'
        f"<xd:SignedSignatureProperties><xd:SigningTime>{moment}</xd:SigningTime>"
        f'<xd:SigningCertificate><xd:Cert><xd:CertDigest><DigestMethod Algorithm="{SHA256}"></DigestMethod>'
        f"<DigestValue>{digest}</DigestValue></xd:CertDigest><xd:IssuerSerial>"
        f"<X509IssuerName>{escaped(key.names.issuer)}</X509IssuerName>"
        f"<X509SerialNumber>{int(key.serial, 16)}</X509SerialNumber></xd:IssuerSerial></xd:Cert>"
        "</xd:SigningCertificate><xd:SignaturePolicyIdentifier><xd:SignaturePolicyImplied>"
        "</xd:SignaturePolicyImplied></xd:SignaturePolicyIdentifier><xd:SignerRole><xd:ClaimedRoles>"
        f"<xd:ClaimedRole>{escaped(role)}</xd:ClaimedRole></xd:ClaimedRoles></xd:SignerRole>"
        "</xd:SignedSignatureProperties></xd:SignedProperties>"
    )


def _authorities(key: SigningKey) -> str:
    """Send the authorities between signer and root along, as Office does: the reader may know the root only."""
    between = [certificate for certificate in key.chain if not _is_root(certificate)]
    listed = "".join(
        f"<xd:EncapsulatedX509Certificate>{base64.b64encode(each).decode('ascii')}</xd:EncapsulatedX509Certificate>"
        for each in between
    )
    if not listed:
        return ""
    values = f"<xd:CertificateValues>{listed}</xd:CertificateValues>"
    return (
        f"<xd:UnsignedProperties><xd:UnsignedSignatureProperties>{values}"
        "</xd:UnsignedSignatureProperties></xd:UnsignedProperties>"
    )


def _is_root(certificate: bytes) -> bool:
    names = read_names(certificate)
    return names.subject == names.issuer


def _digest(xml: str) -> str:
    return base64.b64encode(hashlib.sha256(canonical(parse_xml(xml.encode()))).digest()).decode("ascii")


def _reference(kind: str, target: str, digest: str, *, transform: bool) -> str:
    transforms = f'<Transforms><Transform Algorithm="{C14N}"></Transform></Transforms>' if transform else ""
    return (
        f'<Reference Type="{kind}" URI="#{target}">{transforms}<DigestMethod Algorithm="{SHA256}"></DigestMethod>'
        f"<DigestValue>{digest}</DigestValue></Reference>"
    )


def _signed_info(key: SigningKey, references: str) -> str:
    wanted = (key.mechanism.value, key.hash_name)
    method = next(name for name, known in METHODS.items() if known == wanted)
    return (
        f'<SignedInfo xmlns="{DSIG}"><CanonicalizationMethod Algorithm="{C14N}"></CanonicalizationMethod>'
        f'<SignatureMethod Algorithm="{method}"></SignatureMethod>{references}</SignedInfo>'
    )


def _sign(key: SigningKey, signed_info: str) -> str:
    value = key.secret.sign(canonical(parse_xml(signed_info.encode())), key.hash_name)
    if key.mechanism is Mechanism.ECDSA:
        value = _raw(value, key.bits)
    return base64.b64encode(value).decode("ascii")


def _raw(value: bytes, bits: int) -> bytes:
    """Turn DER into r and s side by side, as XML-DSig 1.1 (6.4.3) wants them."""
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    size = (bits + 7) // 8
    return b"".join(number.to_bytes(size, "big") for number in decode_dss_signature(value))


def _inside(xml: str, prefix: str = "", namespace: str = "") -> str:
    """Leave out the declarations that the surroundings already make, once the digest is taken."""
    xml = xml.replace(f' xmlns="{DSIG}"', "", 1)
    return xml.replace(f' xmlns:{prefix}="{namespace}"', "", 1) if prefix else xml
