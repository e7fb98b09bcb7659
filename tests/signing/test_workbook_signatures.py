"""Workbooks signed as Office signs: what a signer gets, what a checker is told, what may not be signed."""

import base64
import hashlib
import io
import zipfile
from datetime import timedelta

import pytest
from lxml import etree

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact, SignatureFacts
from kgdesk.returns import canonical
from kgdesk.returns.workbook import differences, read_document, write_workbook
from kgdesk.signing.demo_authority import KeyKind
from kgdesk.signing.opc_words import DSIG, MDSSI, OFFICE, XADES
from kgdesk.signing.trust import TrustAnchors
from kgdesk.signing.workbook import inspect_workbook, sign_workbook
from tests.samples import sample_return
from tests.signing.forgery_tools import SIG, Forger, edited, pack, raw, sloppy, unpack
from tests.signing.signing_samples import AT, LATER, facts_of, make_key, office_under_root
from tests.signing.workbook_forgeries import anchors, honest

GOOD = ("passed", "passed", "passed", "indeterminate")


def inspect(data: bytes, *roles: str) -> SignatureFacts:
    return inspect_workbook(data, anchors=anchors(), at=LATER, expected_roles=roles)


@pytest.mark.parametrize("kind", [KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.RSA_2048, KeyKind.RSA_3072])
def test_every_kind_of_key_signs(kind: KeyKind) -> None:
    key = make_key(honest().authority, "agency", kind)
    facts = inspect(sign_workbook(honest().plain, key=key, role="agency", at=AT), "agency")
    assert facts_of(facts) == GOOD
    assert facts.reasons == ("time_claimed",)
    (signer,) = facts.signers
    assert (signer.role, signer.signed_at, signer.unit, signer.serial) == ("agency", AT, "KG-911", key.serial)


def test_second_signature_leaves_the_first_as_it_was() -> None:
    case = honest()
    first = sign_workbook(case.plain, key=case.head, role="head", at=AT)
    both = sign_workbook(first, key=case.key, role="agency", at=AT + timedelta(minutes=5))
    assert unpack(both)[SIG] == unpack(first)[SIG]
    facts = inspect(both, "head", "agency")
    assert facts_of(facts) == GOOD
    assert [signer.role for signer in facts.signers] == ["head", "agency"]


def test_role_signs_once() -> None:
    with pytest.raises(Fault) as caught:
        sign_workbook(honest().signed, key=honest().head, role="agency", at=AT)
    assert caught.value.code == "signature.already_signed_workbook"


def test_same_input_same_bytes_but_for_the_value() -> None:
    """RSA of PKCS#1 v1.5 has no chance in it: the whole file is the same."""
    case = honest()
    again = sign_workbook(case.plain, key=case.key, role="agency", at=AT, comment_vi="Số 12/BC-UBND")
    assert again == case.signed
    later = sign_workbook(case.plain, key=case.key, role="agency", at=AT + timedelta(seconds=1))
    unlike = {name for name, content in unpack(later).items() if content != unpack(again)[name]}
    assert unlike == {SIG}


def test_signed_workbook_still_carries_the_return() -> None:
    document = sample_return()
    assert read_document(honest().both) == canonical.to_bytes(document)
    assert differences(honest().both, document) == ()
    assert differences(honest().both, sample_return(revision=2)) != ()


def test_signed_workbook_opens_in_openpyxl() -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(honest().both))
    assert len(book.sheetnames) == len(openpyxl.load_workbook(io.BytesIO(honest().plain)).sheetnames)


def test_parts_are_taken_over_byte_for_byte() -> None:
    before, after = unpack(honest().plain), unpack(honest().signed)
    assert {name for name in before if before[name] != after[name]} == {"[Content_Types].xml", "_rels/.rels"}


def test_manifest_lists_all_parts_and_all_relationships() -> None:
    """Checked with nothing of the program's own: parts by hash, relationships by Id."""
    parts = unpack(honest().signed)
    root = etree.fromstring(parts[SIG])
    listed = {}
    for reference in root.iterfind(f".//{{{DSIG}}}Manifest/{{{DSIG}}}Reference"):
        name = reference.get("URI").partition("?")[0][1:]
        listed[name] = reference
    assert set(listed) == {
        name for name in parts if not name.startswith("_xmlsignatures/") and name != "[Content_Types].xml"
    }
    for name, reference in listed.items():
        if name.endswith(".rels"):
            ids = {each.get("Id") for each in etree.fromstring(parts[name])}
            assert {each.get("SourceId") for each in reference.iter(f"{{{MDSSI}}}RelationshipReference")} == ids
        else:
            digest = base64.b64encode(hashlib.sha256(parts[name]).digest()).decode()
            assert reference.findtext(f"{{{DSIG}}}DigestValue") == digest


def test_what_office_asks_for_is_there() -> None:
    root = etree.fromstring(unpack(honest().signed)[SIG])
    details = [child.tag.rpartition("}")[2] for child in root.find(f".//{{{OFFICE}}}SignatureInfoV1")]
    assert details[:4] == ["SetupID", "SignatureText", "SignatureImage", "SignatureComments"]
    assert details[-1] == "SignatureType"
    assert root.findtext(f".//{{{OFFICE}}}SignatureComments") == "Số 12/BC-UBND"
    assert root.findtext(f".//{{{XADES}}}SigningTime") == "2025-01-10T08:30:00Z"
    assert root.find(f".//{{{XADES}}}SignaturePolicyImplied") is not None
    assert root.findtext(f".//{{{XADES}}}ClaimedRole") == "agency"


def test_comment_of_any_text_is_signed_and_cut_to_what_office_takes() -> None:
    comment = 'Số <12> & "BC"\n\x07' + "ữ" * 300
    signed = sign_workbook(honest().plain, key=honest().key, role="agency", at=AT, comment_vi=comment)
    assert facts_of(inspect(signed, "agency")) == GOOD
    found = etree.fromstring(unpack(signed)[SIG]).findtext(f".//{{{OFFICE}}}SignatureComments")
    assert found == (comment.replace("\n", " ").replace("\x07", " "))[:255]


@pytest.mark.parametrize(
    "rebuild", [lambda case: pack(unpack(case.signed)), lambda case: raw(case.signed).build(), sloppy]
)
def test_packed_again_without_a_change_stays_valid(rebuild: Forger) -> None:
    """What the forgers' tools do by themselves is no forgery: else their forgeries would prove nothing."""
    assert facts_of(inspect(rebuild(honest()), "agency")) == GOOD


def test_unsigned_workbook() -> None:
    facts = inspect(honest().plain)
    assert facts_of(facts) == ("indeterminate",) * 4
    assert (facts.signers, facts.reasons) == ((), ("unsigned",))
    assert inspect(honest().plain, "agency").coverage is Fact.FAILED


def test_saved_again_by_another_program_is_unsigned() -> None:
    import openpyxl

    output = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(honest().both)).save(output)
    assert inspect(output.getvalue()).reasons == ("unsigned",)


def test_packed_by_another_program_stays_signed() -> None:
    """A mail server that unpacks and packs an attachment changes no part."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in unpack(honest().both).items():
            archive.writestr(name, content)
    assert facts_of(inspect(output.getvalue(), "head", "agency")) == GOOD


def test_without_authorities_trust_is_open() -> None:
    facts = inspect_workbook(honest().signed, anchors=TrustAnchors.empty(), at=LATER)
    assert (facts.integrity, facts.trust) == (Fact.PASSED, Fact.INDETERMINATE)
    assert "no_anchor" in facts.reasons


@pytest.mark.parametrize("data", [b"", b"text", b"%PDF-1.7", b"PK\3\4", bytes(3000)])
def test_no_package_is_a_fault(data: bytes) -> None:
    with pytest.raises(Fault) as caught:
        inspect(data)
    assert caught.value.code == "signature.unreadable"
    with pytest.raises(Fault) as caught:
        sign_workbook(data, key=honest().key, role="agency", at=AT)
    assert caught.value.code == "signature.unreadable"


def test_package_that_bombs_is_refused_before_it_is_unpacked() -> None:
    parts = unpack(honest().signed)
    bomb = pack(parts | {"xl/worksheets/sheet1.xml": bytes(30_000_000)})
    assert inspect(bomb, "agency").reasons == ("package_irregular",)


def test_keys_that_may_not_sign_are_refused() -> None:
    for name, code in (
        ("expired", "key.expired"),
        ("future", "key.not_yet_valid"),
        ("not_for_signing", "key.not_for_signing"),
    ):
        with pytest.raises(Fault) as caught:
            sign_workbook(honest().plain, key=honest().keys[name], role="agency", at=AT)
        assert caught.value.code == code


def test_other_return_of_the_same_unit_is_another_return() -> None:
    """Whole and signed, but not the one that was asked for: the document inside says so."""
    assert facts_of(inspect(honest().other, "agency")) == GOOD
    assert read_document(honest().other) != read_document(honest().signed)
    assert write_workbook(sample_return()) == honest().plain


def test_authority_between_signer_and_root_comes_along() -> None:
    root, office = office_under_root()
    key = make_key(office, "agency")
    signed = sign_workbook(honest().plain, key=key, role="agency", at=AT)
    for anchors_at_hand in (TrustAnchors((root,)), office.anchors, TrustAnchors((root, office.certificate))):
        facts = inspect_workbook(signed, anchors=anchors_at_hand, at=LATER, expected_roles=("agency",))
        assert facts_of(facts) == GOOD
    assert "unknown_authority" in inspect(signed, "agency").reasons


def test_certificates_that_come_along_are_vouched_for_or_refused() -> None:
    """They stand in the file unsigned by the signer: no byte of them may change unnoticed, and none may be added."""
    root, office = office_under_root()
    signed = sign_workbook(honest().plain, key=make_key(office, "agency"), role="agency", at=AT)
    xml = unpack(signed)[SIG].decode()
    sent = base64.b64encode(office.certificate).decode()
    assert sent in xml
    for anchors_at_hand in (TrustAnchors((root,)), office.anchors):
        for place in range(0, len(office.certificate), 7):
            changed = bytearray(office.certificate)
            changed[place] ^= 1
            forged = pack(unpack(signed) | {SIG: xml.replace(sent, base64.b64encode(changed).decode()).encode()})
            facts = inspect_workbook(forged, anchors=anchors_at_hand, at=LATER, expected_roles=("agency",))
            assert facts.trust is not Fact.PASSED, place
    value = f"<xd:EncapsulatedX509Certificate>{sent}</xd:EncapsulatedX509Certificate>"
    stranger = value.replace(sent, base64.b64encode(honest().outsider.certificate).decode())
    for more in (value + value, value + stranger, value + "<xd:Other/>", value + "text"):
        forged = pack(unpack(signed) | {SIG: xml.replace(value, more).encode()})
        facts = inspect_workbook(forged, anchors=TrustAnchors((root,)), at=LATER, expected_roles=("agency",))
        assert facts.trust is not Fact.PASSED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<SignatureValue>", "<SignatureValue>\n"),  # a line of another length
        ("<KeyInfo>", '<KeyInfo xmlns:x="http://www.w3.org/2000/09/xmldsig#">'),  # a second name for a namespace
        ("<KeyInfo>", '<KeyInfo xmlns:x="relative">'),  # no canonical form
    ],
)
def test_small_liberties_of_xml_are_none(old: str, new: str) -> None:
    forged = edited(honest().signed, SIG, old, new)
    assert inspect(forged, "agency").integrity is Fact.FAILED
    with pytest.raises(Fault):
        sign_workbook(forged, key=honest().head, role="head", at=AT)
