"""Names and algorithms of package signatures: XML-DSig, XAdES 1.3.2, OPC part 2, MS-OFFCRYPTO 2.5.2."""

DSIG = "http://www.w3.org/2000/09/xmldsig#"
MDSSI = "http://schemas.openxmlformats.org/package/2006/digital-signature"
OFFICE = "http://schemas.microsoft.com/office/2006/digsig"
XADES = "http://uri.etsi.org/01903/v1.3.2#"

C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
RELATIONSHIP_TRANSFORM = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
OBJECT_TYPE = f"{DSIG}Object"
PROPERTIES_TYPE = "http://uri.etsi.org/01903#SignedProperties"

_MORE = "http://www.w3.org/2001/04/xmldsig-more#"
_ENC = "http://www.w3.org/2001/04/xmlenc#"
HASHES = {f"{_ENC}sha256": "sha256", f"{_MORE}sha384": "sha384", f"{_ENC}sha512": "sha512"}
# Mechanism and hash by the name of the signature method.
METHODS = {
    f"{_MORE}{mechanism}-{hash_name}": (mechanism, hash_name)
    for mechanism in ("rsa", "ecdsa")
    for hash_name in ("sha256", "sha384", "sha512")
}
SHA256 = f"{_ENC}sha256"
TIME_FORMAT = "YYYY-MM-DDThh:mm:ssTZD"
LONGEST_COMMENT = 255  # MS-OFFCRYPTO 2.5.2.5
