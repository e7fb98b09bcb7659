"""The signature part itself: wrapped, weakened, hollowed out, or made anew by somebody who signs what he is given.

Forgeries that are `sloppy` carry a mathematically right signature of the trusted key: only the rules on what a
signature must cover refuse them.
"""

import base64
import hashlib
import hmac
import re

from kgdesk.signing.opc_words import C14N, DSIG, MDSSI, OFFICE, SHA256, XADES
from tests.signing.forgery_tools import (
    BOOK_RELS,
    EVIL_SHEET,
    SHEET,
    SIG,
    Forger,
    Honest,
    add,
    cut,
    forgery,
    in_signature,
    pack,
    sealed_again,
    signature_of,
    sloppily,
    sloppy,
    typed,
    unpack,
    with_parts,
)

WRAPPING, TRANSFORMS, ALGORITHMS = "signature wrapping", "transforms", "algorithm downgrade"
UNIVERSAL, MANIFEST, PROPERTIES, KEYS = "universal forgery", "manifest", "signed properties", "key information"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TRANSFORMS = '<Transforms><Transform Algorithm="{}"></Transform></Transforms>'


def _digest(content: bytes, name: str = "sha256") -> str:
    return base64.b64encode(hashlib.new(name, content, usedforsecurity=False).digest()).decode()


def _replaced(honest: Honest, xml: str, **parts: bytes) -> bytes:
    return pack(unpack(honest.signed) | {SIG: xml.encode()} | parts)


def _package_object(honest: Honest) -> str:
    return cut(signature_of(honest), '<Object Id="idPackageObject">', "</Object>")


def _evil_object(honest: Honest, identifier: str) -> str:
    """A package object in which the sheet has the digest of the forged one."""
    found = _package_object(honest)
    reference = cut(found, f'<Reference URI="/{SHEET}?', "</Reference>")
    evil = re.sub(r"<DigestValue>.*</DigestValue>", f"<DigestValue>{_digest(EVIL_SHEET)}</DigestValue>", reference)
    return found.replace(reference, evil).replace("idPackageObject", identifier).replace("idSignatureTime", "idTime2")


def _evil_sheet(honest: Honest, xml: str) -> bytes:
    return pack(unpack(honest.signed) | {SIG: xml.encode(), SHEET: EVIL_SHEET})


@forgery(WRAPPING)
def wrapping_manifest_beside_the_signed_one(honest: Honest) -> bytes:
    found = _package_object(honest)
    return _evil_sheet(honest, signature_of(honest).replace(found, _evil_object(honest, "idEvil") + found))


@forgery(WRAPPING)
def wrapping_signed_manifest_inside_another_object(honest: Honest) -> bytes:
    found = _package_object(honest)
    evil = _evil_object(honest, "idEvil")
    return _evil_sheet(honest, signature_of(honest).replace(found, f"{evil}<Object>{found}</Object>"))


@forgery(WRAPPING)
def wrapping_same_identifier_first(honest: Honest) -> bytes:
    found = _package_object(honest)
    return _evil_sheet(honest, signature_of(honest).replace(found, _evil_object(honest, "idPackageObject") + found))


@forgery(WRAPPING)
def wrapping_same_identifier_last(honest: Honest) -> bytes:
    found = _package_object(honest)
    return _evil_sheet(honest, signature_of(honest).replace(found, found + _evil_object(honest, "idPackageObject")))


@forgery(WRAPPING)
def wrapping_identifier_in_other_spelling(honest: Honest) -> bytes:
    found = _package_object(honest)
    evil = _evil_object(honest, "idPackageObject").replace("<Object Id=", "<Object ID=")
    return _evil_sheet(honest, signature_of(honest).replace(found, evil + found))


@forgery(WRAPPING)
def wrapping_manifest_in_an_unsigned_object(honest: Honest) -> bytes:
    manifest = cut(_evil_object(honest, "x"), "<Manifest>", "</Manifest>")
    return _evil_sheet(honest, signature_of(honest).replace("</Signature>", f"<Object>{manifest}</Object></Signature>"))


@forgery(WRAPPING)
def wrapping_signature_in_a_root(honest: Honest) -> bytes:
    xml = signature_of(honest)
    return _replaced(honest, f"<root>{xml[xml.index('<Signature') :]}</root>")


@forgery(WRAPPING)
def wrapping_signature_in_a_signature(honest: Honest) -> bytes:
    xml = signature_of(honest)
    inner = xml[xml.index("<Signature") :]
    return _replaced(honest, f'<Signature xmlns="{DSIG}" Id="outer">{inner}</Signature>')


@forgery(WRAPPING)
def wrapping_two_signed_infos(honest: Honest) -> bytes:
    xml = signature_of(honest)
    info = cut(xml, "<SignedInfo>", "</SignedInfo>")
    return _replaced(honest, xml.replace(info, info + info))


@forgery(WRAPPING)
def wrapping_two_values(honest: Honest) -> bytes:
    xml = signature_of(honest)
    value = cut(xml, "<SignatureValue>", "</SignatureValue>")
    return _replaced(honest, xml.replace(value, value + value))


@forgery(WRAPPING)
def wrapping_unknown_element(honest: Honest) -> bytes:
    return _replaced(honest, signature_of(honest).replace("<KeyInfo>", "<Extra/><KeyInfo>"))


@forgery(WRAPPING)
def wrapping_text_between_the_elements(honest: Honest) -> bytes:
    return _replaced(honest, signature_of(honest).replace("<KeyInfo>", "text<KeyInfo>"))


@forgery(WRAPPING)
def wrapping_two_sets_of_properties(honest: Honest) -> bytes:
    xml = signature_of(honest)
    found = cut(xml, "<Object><xd:QualifyingProperties", "</Object>")
    second = found.replace("idSignedProperties", "idOther").replace(">agency<", ">head<")
    return _replaced(honest, xml.replace(found, second + found))


for _name, _old, _new in (
    ("comment_in_signed_info", "<SignedInfo>", "<SignedInfo><!-- x -->"),
    ("comment_in_a_digest", "<DigestValue>", "<DigestValue><!-- x -->"),
    ("instruction_in_the_signature", "<KeyInfo>", "<?x y?><KeyInfo>"),
    ("doctype_in_the_signature", "<Signature ", "<!DOCTYPE Signature><Signature "),
    ("entity_in_the_signature", "<Signature ", '<!DOCTYPE Signature [<!ENTITY e "x">]><Signature '),
    ("external_entity_in_the_signature", "<Signature ", '<!DOCTYPE s SYSTEM "http://evil.example/"><Signature '),
    ("identifiers_declared_in_a_doctype", "<Signature ", "<!DOCTYPE s [<!ATTLIST Object N ID #IMPLIED>]><Signature "),
    ("section_in_the_signature", "<KeyInfo>", "<![CDATA[ ]]><KeyInfo>"),
    ("language_of_the_signature", "<Signature ", '<Signature xml:lang="vi" '),
    ("base_of_the_signature", "<Signature ", '<Signature xml:base="http://evil.example/" '),
    ("signature_renamed", 'Id="idPackageSignature"', 'Id="idOther"'),
    ("unknown_attribute_of_key_info", "<KeyInfo>", '<KeyInfo Other="1">'),
    ("value_with_another_letter", "</SignatureValue>", "A</SignatureValue>"),
    ("value_emptied", "<SignatureValue>", "<SignatureValue></SignatureValue><SignatureValue>"),
):
    add(_name, "signature syntax", in_signature(_old, _new))


def _c14n_of_objects(algorithm: str, more: str = "") -> Forger:
    """Put a transform before the digest of the package object."""
    mark = 'URI="#idPackageObject">'
    return sloppily(mark, f'{mark}<Transforms><Transform Algorithm="{algorithm}">{more}</Transform></Transforms>')


for _name, _make in {
    "transform_xpath": _c14n_of_objects(
        "http://www.w3.org/TR/1999/REC-xpath-19991116", "<XPath>self::node()[false()]</XPath>"
    ),
    "transform_xpath_filter": _c14n_of_objects("http://www.w3.org/2002/06/xmldsig-filter2"),
    "transform_xslt": _c14n_of_objects(
        "http://www.w3.org/TR/1999/REC-xslt-19991116",
        '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"/>',
    ),
    "transform_base64": _c14n_of_objects(f"{DSIG}base64"),
    "transform_enveloped": _c14n_of_objects(f"{DSIG}enveloped-signature"),
    "transform_with_comments": _c14n_of_objects(f"{C14N}#WithComments"),
    "transform_exclusive": _c14n_of_objects("http://www.w3.org/2001/10/xml-exc-c14n#"),
    "transform_relationships_on_an_object": _c14n_of_objects(f"{MDSSI[:-18]}/RelationshipTransform"),
    "canonicalization_with_comments": sloppily(
        f'CanonicalizationMethod Algorithm="{C14N}"', f'CanonicalizationMethod Algorithm="{C14N}#WithComments"'
    ),
    "canonicalization_exclusive": sloppily(
        f'CanonicalizationMethod Algorithm="{C14N}"',
        'CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"',
    ),
    "canonicalization_unknown": sloppily(
        f'CanonicalizationMethod Algorithm="{C14N}"', 'CanonicalizationMethod Algorithm="urn:none"'
    ),
}.items():
    add(_name, TRANSFORMS, _make)

_RSA = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
for _name, _make in {
    "method_rsa_sha1": sloppily(_RSA, f"{DSIG}rsa-sha1"),
    "method_rsa_md5": sloppily(_RSA, "http://www.w3.org/2001/04/xmldsig-more#rsa-md5"),
    "method_dsa": sloppily(_RSA, f"{DSIG}dsa-sha1"),
    "method_none": sloppily(_RSA, "none"),
    "method_empty": sloppily(_RSA, ""),
    "method_of_another_key": sloppily(_RSA, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"),
    "method_with_parameter": sloppily(
        f'SignatureMethod Algorithm="{_RSA}">',
        f'SignatureMethod Algorithm="{_RSA}"><HMACOutputLength>0</HMACOutputLength>',
    ),
    "digest_sha1_in_signed_info": sloppily(
        f'<Reference Type="{DSIG}Object" URI="#idPackageObject"><DigestMethod Algorithm="{SHA256}">',
        f'<Reference Type="{DSIG}Object" URI="#idPackageObject"><DigestMethod Algorithm="{DSIG}sha1">',
    ),
    "digest_of_the_certificate_sha1": sloppily(
        f'<xd:CertDigest><DigestMethod Algorithm="{SHA256}">', f'<xd:CertDigest><DigestMethod Algorithm="{DSIG}sha1">'
    ),
    "digest_method_empty": sloppily(f'DigestMethod Algorithm="{SHA256}"', 'DigestMethod Algorithm=""'),
}.items():
    add(_name, ALGORITHMS, _make)


@forgery(ALGORITHMS)
def digest_sha1_in_the_manifest(honest: Honest) -> bytes:
    reference = cut(_package_object(honest), f'<Reference URI="/{SHEET}?', "</Reference>")
    weak = _digest(unpack(honest.signed)[SHEET], "sha1")
    evil = reference.replace(SHA256, f"{DSIG}sha1")
    evil = re.sub(r"<DigestValue>.*</DigestValue>", f"<DigestValue>{weak}</DigestValue>", evil)
    return sloppy(honest, (reference, evil))


@forgery(ALGORITHMS)
def method_hmac_with_the_public_certificate(honest: Honest) -> bytes:
    """Who knows the certificate knows the secret: a verifier that mixes the kinds of keys is fooled."""
    from lxml import etree

    from kgdesk.signing.opc_xml import canonical

    xml = signature_of(honest).replace(_RSA, "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256")
    root = etree.fromstring(xml.encode())
    info = canonical(root.find(f"{{{DSIG}}}SignedInfo"))
    value = hmac.new(honest.key.certificate, info, "sha256").digest()
    root.find(f"{{{DSIG}}}SignatureValue").text = base64.b64encode(value).decode()
    return pack(unpack(honest.signed) | {SIG: etree.tostring(root)})


@forgery(UNIVERSAL)
def signature_over_nothing(honest: Honest) -> bytes:
    xml = signature_of(honest)
    references = cut(xml, '<Reference Type="', "</SignedInfo>").removesuffix("</SignedInfo>")
    return sloppy(honest, (references, ""))


@forgery(UNIVERSAL)
def package_object_not_referenced(honest: Honest) -> bytes:
    return sloppy(
        honest, (cut(signature_of(honest), f'<Reference Type="{DSIG}Object" URI="#idPackage', "</Reference>"), "")
    )


@forgery(UNIVERSAL)
def office_object_not_referenced(honest: Honest) -> bytes:
    return sloppy(
        honest, (cut(signature_of(honest), f'<Reference Type="{DSIG}Object" URI="#idOffice', "</Reference>"), "")
    )


@forgery(UNIVERSAL)
def properties_not_referenced(honest: Honest) -> bytes:
    found = cut(signature_of(honest), '<Reference Type="http://uri.etsi.org', "</Reference>")
    return sloppy(honest, (found, ""))


@forgery(UNIVERSAL)
def office_object_referenced_twice(honest: Honest) -> bytes:
    found = cut(signature_of(honest), f'<Reference Type="{DSIG}Object" URI="#idOffice', "</Reference>")
    package = cut(signature_of(honest), f'<Reference Type="{DSIG}Object" URI="#idPackage', "</Reference>")
    return sloppy(honest, (package, found))


@forgery(UNIVERSAL)
def no_manifest(honest: Honest) -> bytes:
    return sloppy(honest, (cut(_package_object(honest), "<Manifest>", "</Manifest>"), ""))


@forgery(UNIVERSAL)
def empty_manifest(honest: Honest) -> bytes:
    return sloppy(honest, (cut(_package_object(honest), "<Manifest>", "</Manifest>"), "<Manifest></Manifest>"))


@forgery(UNIVERSAL)
def signature_of_another_file_of_the_signer(honest: Honest) -> bytes:
    """A right signature of the right key, found in a letter he signed: taken over as it stands."""
    return pack(unpack(honest.signed) | {SIG: unpack(honest.other)[SIG]})


for _name, _make in {
    "reference_to_the_whole_document": sloppily('URI="#idPackageObject"', 'URI=""'),
    "reference_to_a_web_address": sloppily('URI="#idPackageObject"', 'URI="http://evil.example/object.xml"'),
    "reference_to_a_file": sloppily('URI="#idPackageObject"', 'URI="file:///etc/passwd"'),
    "reference_by_xpointer": sloppily('URI="#idPackageObject"', "URI=\"#xpointer(id('idPackageObject'))\""),
    "reference_without_address": sloppily(' URI="#idPackageObject"', ""),
    "reference_of_type_manifest": sloppily(f'Type="{DSIG}Object"', f'Type="{DSIG}Manifest"'),
    "reference_to_key_info": sloppily('URI="#idOfficeObject"', 'URI="#idKey"'),
}.items():
    add(_name, UNIVERSAL, _make)


def _in_manifest(part: str, *, old: str, new: str) -> Forger:
    """Change the manifest's line of a part and let the trusted key sign that."""

    def make(honest: Honest) -> bytes:
        reference = cut(_package_object(honest), f'<Reference URI="/{part}?', "</Reference>")
        assert old in reference, old
        return sloppy(honest, (reference, reference.replace(old, new)))

    return make


def _without(part: str) -> Forger:
    return lambda honest: sloppy(
        honest, (cut(_package_object(honest), f'<Reference URI="/{part}?', "</Reference>"), "")
    )


_ONE_SOURCE = f'<mdssi:RelationshipReference xmlns:mdssi="{MDSSI}" SourceId="rId1"></mdssi:RelationshipReference>'
for _name, _make in {
    "manifest_without_a_sheet": _without(SHEET),
    "manifest_without_the_styles": _without("xl/styles.xml"),
    "manifest_without_the_canonical_document": _without("customXml/item1.xml"),
    "manifest_without_relationships_of_the_workbook": _without(BOOK_RELS),
    "manifest_without_relationships_of_the_package": _without("_rels/.rels"),
    "manifest_without_one_relationship": _in_manifest(BOOK_RELS, old=_ONE_SOURCE, new=""),
    "manifest_with_group_of_relationships": _in_manifest(
        BOOK_RELS,
        old=_ONE_SOURCE,
        new=f'<mdssi:RelationshipsGroupReference xmlns:mdssi="{MDSSI}" SourceType="urn:x">'
        "</mdssi:RelationshipsGroupReference>",
    ),
    "manifest_with_relationship_that_is_not_there": _in_manifest(
        BOOK_RELS, old=_ONE_SOURCE, new=_ONE_SOURCE + _ONE_SOURCE.replace("rId1", "rId77")
    ),
    "manifest_with_relationship_twice": _in_manifest(BOOK_RELS, old=_ONE_SOURCE, new=_ONE_SOURCE * 2),
    "manifest_transform_on_a_sheet": _in_manifest(
        SHEET, old="<DigestMethod", new=_TRANSFORMS.format(C14N) + "<DigestMethod"
    ),
    "manifest_xpath_on_a_sheet": _in_manifest(
        SHEET,
        old="<DigestMethod",
        new=_TRANSFORMS.format("http://www.w3.org/TR/1999/REC-xpath-19991116") + "<DigestMethod",
    ),
    "manifest_with_wrong_type": _in_manifest(SHEET, old="worksheet+xml", new="chartsheet+xml"),
    "manifest_without_type": _in_manifest(SHEET, old=f"?ContentType={_SHEET_TYPE}", new=""),
    "manifest_with_more_after_the_type": _in_manifest(SHEET, old="worksheet+xml", new="worksheet+xml&amp;x=1"),
    "manifest_with_fragment": _in_manifest(SHEET, old="worksheet+xml", new="worksheet+xml#x"),
    "manifest_with_relative_name": _in_manifest(SHEET, old=f'"/{SHEET}', new=f'"{SHEET}'),
    "manifest_with_percent_encoding": _in_manifest(SHEET, old="sheet1.xml", new="sheet%31.xml"),
    "manifest_with_name_in_other_case": _in_manifest(SHEET, old="/xl/", new="/XL/"),
    "manifest_with_dots": _in_manifest(SHEET, old="/xl/", new="/xl/../xl/"),
    "manifest_with_web_address": _in_manifest(SHEET, old='"/xl', new='"http://evil.example/xl'),
    "manifest_with_missing_part": _in_manifest(SHEET, old="sheet1.xml", new="sheet8.xml"),
    "manifest_with_false_digest": _in_manifest(SHEET, old="<DigestValue>", new="<DigestValue>AAAA"),
    "manifest_with_type_of_a_reference": _in_manifest(SHEET, old="<Reference ", new=f'<Reference Type="{DSIG}Object" '),
    "manifest_with_unknown_element": _in_manifest(SHEET, old="</Reference>", new="</Reference><Other></Other>"),
}.items():
    add(_name, MANIFEST, _make)


@forgery(MANIFEST)
def manifest_with_a_part_twice(honest: Honest) -> bytes:
    reference = cut(_package_object(honest), f'<Reference URI="/{SHEET}?', "</Reference>")
    return sloppy(honest, (reference, reference + reference))


@forgery(MANIFEST)
def manifest_relationships_as_plain_bytes(honest: Honest) -> bytes:
    reference = cut(_package_object(honest), f'<Reference URI="/{BOOK_RELS}?', "</Reference>")
    plain = (
        f'<Reference URI="/{BOOK_RELS}?ContentType={_RELATIONS_TYPE}">'
        f'<DigestMethod Algorithm="{SHA256}"></DigestMethod>'
        f"<DigestValue>{_digest(unpack(honest.signed)[BOOK_RELS])}</DigestValue></Reference>"
    )
    return sloppy(honest, (reference, plain))


@forgery("content injection")
def part_added_after_a_sloppy_signature(honest: Honest) -> bytes:
    """The list is right for what was there; something came later."""
    return with_parts(
        sloppy(honest), {"xl/worksheets/sheet9.xml": EVIL_SHEET}, typed("xl/worksheets/sheet9.xml", _SHEET_TYPE)
    )


_TIME = "2025-01-10T08:30:00Z"
_CERT = f'<xd:CertDigest><DigestMethod Algorithm="{SHA256}"></DigestMethod><DigestValue>'
for _name, _make in {
    "time_changed": in_signature(f"<xd:SigningTime>{_TIME}", "<xd:SigningTime>2024-01-10T08:30:00Z"),
    "time_shown_differs": sloppily(f"<mdssi:Value>{_TIME}", "<mdssi:Value>2024-01-10T08:30:00Z"),
    "time_twice": sloppily("<xd:SigningTime>", f"<xd:SigningTime>{_TIME}</xd:SigningTime><xd:SigningTime>"),
    "time_without_zone": sloppily(_TIME, _TIME[:-1]),
    "time_that_is_none": sloppily(_TIME, "yesterday"),
    "role_changed": in_signature("<xd:ClaimedRole>agency", "<xd:ClaimedRole>head"),
    "comment_of_the_signer_changed": in_signature("<SignatureComments>", "<SignatureComments>not "),
    "digest_of_the_certificate_false": sloppily(_CERT, f"{_CERT[:-13]}<DigestValue>AAAA"),
    "serial_number_of_the_certificate_false": sloppily("<X509SerialNumber>", "<X509SerialNumber>1"),
    "certificate_named_twice": sloppily("<xd:Cert>", "<xd:Cert></xd:Cert><xd:Cert>"),
    "unsigned_properties_filled": in_signature(
        "</xd:SignedProperties>",
        "</xd:SignedProperties><xd:UnsignedProperties><xd:UnsignedSignatureProperties><xd:CounterSignature/>"
        "</xd:UnsignedSignatureProperties></xd:UnsignedProperties>",
    ),
    "properties_of_another_signature": sloppily(
        f'xmlns:xd="{XADES}" Target="#idPackageSignature"', f'xmlns:xd="{XADES}" Target="#other"'
    ),
    "properties_of_another_version": sloppily(XADES, "http://uri.etsi.org/01903/v1.1.1#"),
    "details_of_office_replaced": in_signature(f'xmlns="{OFFICE}"', 'xmlns="urn:x"'),
}.items():
    add(_name, PROPERTIES, _make)


@forgery(PROPERTIES)
def certificate_not_named(honest: Honest) -> bytes:
    found = cut(signature_of(honest), "<xd:SigningCertificate>", "</xd:SigningCertificate>")
    return sloppy(honest, (found, ""))


@forgery(PROPERTIES)
def properties_left_out(honest: Honest) -> bytes:
    """A plain XML signature without XAdES."""
    xml = signature_of(honest)
    xml = xml.replace(cut(xml, "<Object><xd:QualifyingProperties", "</Object>"), "")
    xml = xml.replace(cut(xml, '<Reference Type="http://uri.etsi.org', "</Reference>"), "")
    return pack(unpack(honest.signed) | {SIG: sealed_again(xml.encode(), honest.key)})


def _key_info(honest: Honest, new: str) -> bytes:
    xml = signature_of(honest)
    return _replaced(honest, xml.replace(cut(xml, "<KeyInfo>", "</KeyInfo>"), new))


def _certificate(der: bytes) -> str:
    return f"<X509Certificate>{base64.b64encode(der).decode()}</X509Certificate>"


def _key_value(der: bytes) -> str:
    from cryptography import x509

    numbers = x509.load_der_x509_certificate(der).public_key().public_numbers()
    modulus, exponent = (
        base64.b64encode(number.to_bytes((number.bit_length() + 7) // 8, "big")).decode()
        for number in (numbers.n, numbers.e)  # type: ignore[union-attr]
    )
    return (
        f"<KeyValue><RSAKeyValue><Modulus>{modulus}</Modulus><Exponent>{exponent}</Exponent></RSAKeyValue></KeyValue>"
    )


for _name, _make in {
    "key_info_left_out": lambda honest: _key_info(honest, ""),
    "key_info_empty": lambda honest: _key_info(honest, "<KeyInfo></KeyInfo>"),
    "key_value_only": lambda honest: _key_info(honest, f"<KeyInfo>{_key_value(honest.key.certificate)}</KeyInfo>"),
    "key_value_of_another_beside_the_certificate": lambda honest: _key_info(
        honest,
        f"<KeyInfo>{_key_value(honest.outsider.certificate)}<X509Data>{_certificate(honest.key.certificate)}</X509Data>"
        "</KeyInfo>",
    ),
    "key_name_only": lambda honest: _key_info(honest, "<KeyInfo><KeyName>agency</KeyName></KeyInfo>"),
    "key_by_retrieval": lambda honest: _key_info(
        honest, '<KeyInfo><RetrievalMethod URI="http://evil.example/key"></RetrievalMethod></KeyInfo>'
    ),
    "certificate_of_another": lambda honest: _key_info(
        honest, f"<KeyInfo><X509Data>{_certificate(honest.outsider.certificate)}</X509Data></KeyInfo>"
    ),
    "second_certificate_in_the_same_data": lambda honest: _key_info(
        honest,
        f"<KeyInfo><X509Data>{_certificate(honest.outsider.certificate)}{_certificate(honest.key.certificate)}"
        "</X509Data></KeyInfo>",
    ),
    "second_certificate_in_other_data": lambda honest: _key_info(
        honest,
        f"<KeyInfo><X509Data>{_certificate(honest.key.certificate)}</X509Data>"
        f"<X509Data>{_certificate(honest.outsider.certificate)}</X509Data></KeyInfo>",
    ),
    "certificate_that_is_none": lambda honest: _key_info(
        honest, f"<KeyInfo><X509Data>{_certificate(b'no certificate')}</X509Data></KeyInfo>"
    ),
    "certificate_of_the_authority": lambda honest: _key_info(
        honest, f"<KeyInfo><X509Data>{_certificate(honest.authority.certificate)}</X509Data></KeyInfo>"
    ),
    "certificate_with_an_impossible_letter": in_signature("<X509Certificate>", "<X509Certificate>*"),
}.items():
    add(_name, KEYS, _make)
