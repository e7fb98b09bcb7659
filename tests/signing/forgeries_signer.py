"""Who signed, and whose signatures are there: removed, copied, repeated, made by somebody nobody believes."""

from datetime import timedelta

from kgdesk.signing import demo_authority
from kgdesk.signing.demo_authority import DemoAuthority
from kgdesk.signing.opc_package import ORIGIN_PART, ORIGIN_RELATIONS, SIGNATURE, SIGNATURE_TYPE, SIGNATURES
from tests.signing.forgery_tools import (
    ROOT_RELS,
    SIG,
    TYPES,
    Forger,
    Honest,
    add,
    cut,
    edited,
    forced,
    forgery,
    pack,
    related,
    sealed_again,
    typed,
    unpack,
    with_parts,
)
from tests.signing.signing_samples import AT, make_key

REMOVAL, REPLAY, TRUST, LEGACY = "removal", "replay", "trust", "legacy wrapping"
_SECOND = f"{SIGNATURES}sig2.xml"
_ORIGIN_LINE = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"


def _signed_by(name: str) -> Forger:
    """Sign the honest return with another key, in the role that is expected."""
    return lambda honest: forced(honest.plain, key=honest.keys[name], role="agency", at=AT)


for _name in ("unknown_authority", "not_for_signing", "revoked"):
    add(f"signed_with_key_{_name}", TRUST, _signed_by(_name))


@forgery(TRUST)
def signed_by_an_authority_of_the_same_name(honest: Honest) -> bytes:
    twin = demo_authority.create(at=AT)
    return forced(honest.plain, key=make_key(twin, "agency"), role="agency", at=AT)


@forgery(TRUST)
def signed_before_the_certificate_was_valid(honest: Honest) -> bytes:
    return forced(honest.plain, key=honest.keys["future"], role="agency", at=AT + timedelta(days=40))


@forgery(TRUST)
def signed_after_the_certificate_expired(honest: Honest) -> bytes:
    """The forger sets the clock back in the program and forward in the file."""
    parts = unpack(forced(honest.plain, key=honest.keys["expired"], role="agency", at=AT - timedelta(days=30)))
    then, now = ((AT - timedelta(days=30)).strftime("%Y-%m-%dT"), AT.strftime("%Y-%m-%dT"))
    parts[SIG] = sealed_again(parts[SIG].replace(then.encode(), now.encode()), honest.keys["expired"])
    return pack(parts)


@forgery(TRUST)
def signed_with_an_expired_key_at_a_claimed_time(honest: Honest) -> bytes:
    return forced(honest.plain, key=honest.keys["expired"], role="agency", at=AT - timedelta(days=30))


@forgery(TRUST)
def signed_with_a_certificate_issued_by_a_signer(honest: Honest) -> bytes:
    """The head's own key plays authority."""
    secret = honest.head.secret.key  # type: ignore[attr-defined]
    pretended = DemoAuthority(AT, honest.head.certificate, secret)
    return forced(honest.plain, key=make_key(pretended, "agency"), role="agency", at=AT)


@forgery(TRUST)
def signed_with_a_short_key(honest: Honest) -> bytes:
    return forced(honest.plain, key=honest.keys["short"], role="agency", at=AT)


@forgery(TRUST)
def second_signature_of_a_stranger(honest: Honest) -> bytes:
    """Beside the honest one, in the role that is not expected."""
    return forced(honest.signed, key=honest.keys["unknown_authority"], role="head", at=AT)


@forgery(TRUST)
def second_signature_without_role(honest: Honest) -> bytes:
    return forced(honest.signed, key=honest.head, role="friend", at=AT)


@forgery(TRUST)
def second_signature_in_the_same_role(honest: Honest) -> bytes:
    signed = forced(honest.signed, key=honest.head, role="head", at=AT)
    parts = unpack(signed)
    parts[_SECOND] = sealed_again(parts[_SECOND].replace(b">head<", b">agency<"), honest.head)
    return pack(parts)


def _stripped(data: bytes, number: int) -> bytes:
    """Take one of two signatures out, with all its traces."""
    part = f"{SIGNATURES}sig{number}.xml"
    parts = {name: content for name, content in unpack(data).items() if name != part}
    line = f'<Relationship Id="rId{number}" Type="{SIGNATURE}" Target="sig{number}.xml"/>'
    cleaned = edited(pack(parts), TYPES, f'<Override PartName="/{part}" ContentType="{SIGNATURE_TYPE}"/>', "")
    return edited(cleaned, ORIGIN_RELATIONS, line, "")


for _name, _make in {
    "first_of_two_signatures_removed": lambda honest: _stripped(honest.both, 1),
    "second_of_two_signatures_removed": lambda honest: _stripped(honest.both, 2),
    "all_signatures_removed": lambda honest: honest.plain,
}.items():
    add(_name, REMOVAL, _make, both=True)


@forgery(REMOVAL)
def signature_part_removed_only(honest: Honest) -> bytes:
    return pack({name: content for name, content in unpack(honest.signed).items() if name != SIG})


@forgery(REMOVAL)
def way_to_the_signatures_removed(honest: Honest) -> bytes:
    """The signature stays in the file, but nothing leads to it."""
    root = unpack(honest.signed)[ROOT_RELS].decode()
    start = root.index(_ORIGIN_LINE)
    line = cut(root, root[root.rindex("<Relationship ", 0, start) : start], "/>")
    return edited(honest.signed, ROOT_RELS, line, "")


@forgery(REMOVAL)
def signature_emptied(honest: Honest) -> bytes:
    return with_parts(honest.signed, {SIG: b""})


@forgery(REMOVAL)
def relationships_of_the_origin_emptied(honest: Honest) -> bytes:
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    return with_parts(honest.signed, {ORIGIN_RELATIONS: empty})


@forgery(REMOVAL)
def types_of_the_signature_removed(honest: Honest) -> bytes:
    return edited(honest.signed, TYPES, f'<Override PartName="/{SIG}" ContentType="{SIGNATURE_TYPE}"/>', "")


@forgery(REPLAY)
def signature_copied_onto_another_return(honest: Honest) -> bytes:
    return pack(unpack(honest.other) | {SIG: unpack(honest.signed)[SIG]})


@forgery(REPLAY)
def same_signature_twice(honest: Honest) -> bytes:
    return with_parts(
        honest.signed,
        {_SECOND: unpack(honest.signed)[SIG]},
        typed(_SECOND, SIGNATURE_TYPE),
        related(ORIGIN_RELATIONS, SIGNATURE, "sig2.xml", "rId2"),
    )


@forgery(REPLAY)
def signature_of_another_return_beside(honest: Honest) -> bytes:
    return with_parts(
        honest.signed,
        {_SECOND: unpack(honest.other)[SIG].replace(b">agency<", b">head<")},
        typed(_SECOND, SIGNATURE_TYPE),
        related(ORIGIN_RELATIONS, SIGNATURE, "sig2.xml", "rId2"),
    )


@forgery(LEGACY)
def signature_in_the_folder_of_open_document(honest: Honest) -> bytes:
    parts = unpack(honest.plain)
    return pack(parts | {"META-INF/documentsignatures.xml": unpack(honest.signed)[SIG]})


@forgery(LEGACY)
def signed_workbook_inside_an_unsigned_one(honest: Honest) -> bytes:
    return with_parts(
        honest.plain,
        {"xl/embeddings/signed.xlsx": honest.signed},
        typed("xl/embeddings/signed.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        related(ROOT_RELS, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package",
                "xl/embeddings/signed.xlsx"),
    )  # fmt: skip


@forgery(LEGACY)
def signatures_in_folder_of_other_case(honest: Honest) -> bytes:
    parts = {name.replace("_xmlsignatures", "_XMLSignatures"): each for name, each in unpack(honest.signed).items()}
    return edited(pack(parts), ROOT_RELS, "_xmlsignatures", "_XMLSignatures")


@forgery(LEGACY)
def signatures_of_macros_instead(honest: Honest) -> bytes:
    return with_parts(
        honest.plain,
        {"xl/vbaProjectSignature.bin": b"PKCS7"},
        typed("xl/vbaProjectSignature.bin", "application/vnd.ms-office.vbaProjectSignature"),
        related(ROOT_RELS, "http://schemas.microsoft.com/office/2006/relationships/vbaProjectSignature",
                "xl/vbaProjectSignature.bin"),
    )  # fmt: skip


def _among_signatures(honest: Honest, name: str, content: bytes, *edits: tuple[str, str, str]) -> bytes:
    return with_parts(honest.signed, {f"{SIGNATURES}{name}": content}, *edits)


for _name, _make in {
    "orphan_among_the_signatures": lambda honest: _among_signatures(honest, "extra.xml", b"<extra/>"),
    "picture_among_the_signatures": lambda honest: _among_signatures(
        honest, "image.png", b"PNG", typed(f"{SIGNATURES}image.png", "image/png")
    ),
    "relationships_of_a_signature": lambda honest: _among_signatures(
        honest,
        "_rels/sig1.xml.rels",
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
    ),
    "origin_with_content": lambda honest: _among_signatures(honest, "origin.sigs", b"content"),
    "second_origin": lambda honest: with_parts(
        honest.signed,
        {f"{SIGNATURES}origin2.sigs": b""},
        related(ROOT_RELS, _ORIGIN_LINE, f"{SIGNATURES}origin2.sigs"),
    ),
    "origin_elsewhere": lambda honest: with_parts(
        honest.signed, {"other/origin.sigs": b""}, (ROOT_RELS, ORIGIN_PART, "other/origin.sigs")
    ),
    "signature_outside_its_folder": lambda honest: with_parts(
        honest.signed,
        {"other/sig1.xml": unpack(honest.signed)[SIG]},
        typed("other/sig1.xml", SIGNATURE_TYPE),
        (ORIGIN_RELATIONS, 'Target="sig1.xml"', 'Target="/other/sig1.xml"'),
    ),
    "sheet_led_to_by_the_origin": lambda honest: with_parts(
        honest.signed, {}, related(ORIGIN_RELATIONS, SIGNATURE, "/xl/worksheets/sheet1.xml", "rId2")
    ),
    "signature_relationship_renamed": lambda honest: edited(honest.signed, ORIGIN_RELATIONS, '"rId1"', '"rId5"'),
}.items():
    add(_name, "content injection", _make)
