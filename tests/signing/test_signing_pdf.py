"""Signing a PDF, and what its inspection says about honest files."""

import io
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact
from kgdesk.messages import say
from kgdesk.signing import demo_authority
from kgdesk.signing.boxes import SignatureBox
from kgdesk.signing.demo_authority import DemoAuthority, KeyKind
from kgdesk.signing.keys import SigningKey
from kgdesk.signing.pdf import inspect_pdf, prepare_fields, sign_pdf
from kgdesk.signing.trust import TrustAnchors
from tests.signing.signing_samples import AT, BOXES, LATER, facts_of, fill_number, make_key, make_pdf

Sign = Callable[..., bytes]
BOTH = ("head", "agency")
ALL_PASSED = ("passed", "passed", "passed", "indeterminate")


def test_head_and_agency(authority: DemoAuthority, both_signed: bytes, head: SigningKey, agency: SigningKey) -> None:
    facts = inspect_pdf(both_signed, anchors=authority.anchors, at=LATER, expected_roles=BOTH)
    assert facts_of(facts) == ALL_PASSED
    assert facts.reasons == ("time_claimed",)
    first, second = facts.signers
    assert (first.role, first.fingerprint, first.signed_at) == ("head", head.fingerprint, AT)
    assert (second.role, second.fingerprint, second.serial) == ("agency", agency.fingerprint, agency.serial)
    assert second.signed_at == AT + timedelta(minutes=20)
    assert (first.common_name, first.unit, first.subject) == ("Trần Minh Khoa", "KG-911", head.names.subject)
    assert first.issuer.startswith("CN=KGDesk")


@pytest.mark.parametrize("kind", [KeyKind.EC_P384, KeyKind.RSA_2048, KeyKind.RSA_3072])
def test_other_kinds_of_key(authority: DemoAuthority, prepared: bytes, sign: Sign, kind: KeyKind) -> None:
    key = make_key(authority, "head", kind)
    signed = sign(sign(prepared, key), key, "agency")
    assert facts_of(inspect_pdf(signed, anchors=authority.anchors, at=LATER, expected_roles=BOTH)) == ALL_PASSED


def test_number_filled_between_the_signatures(
    authority: DemoAuthority, head_signed: bytes, agency: SigningKey, sign: Sign
) -> None:
    signed = sign(fill_number(head_signed, "05/BC-UBND"), agency, "agency")
    assert facts_of(inspect_pdf(signed, anchors=authority.anchors, at=LATER, expected_roles=BOTH)) == ALL_PASSED
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        assert str(pdf.Root.AcroForm.Fields[0].V) == "05/BC-UBND"


def test_signing_only_appends(prepared: bytes, head_signed: bytes, both_signed: bytes) -> None:
    assert prepared.startswith(make_pdf())
    assert head_signed.startswith(prepared)
    assert both_signed.startswith(head_signed)


def test_what_the_signature_says(both_signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(both_signed)) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        value = fields["KGDesk-Head"].V
        assert (str(value.Location), str(value.Reason), str(value.Name)) == ("Phú Quốc", "Ký báo cáo", "Trần Minh Khoa")
        assert value.SubFilter == "/ETSI.CAdES.detached"
        assert str(value.M) == "D:20250110153000+07'00'"
        assert int(value.Reference[0].TransformParams.P) == 2
        assert [float(edge) for edge in fields["KGDesk-Head"].Rect] == [300.5, 100, 500, 160]
        assert pdf.Root.Perms.DocMDP.objgen == value.objgen


def test_same_input_same_bytes(prepared: bytes, rsa: SigningKey, sign: Sign) -> None:
    assert prepare_fields(make_pdf(), BOXES) == prepared
    appearance = make_pdf("Ky", 200, 60)
    assert sign(prepared, rsa, appearance=appearance) == sign(prepared, rsa, appearance=appearance)


def test_appearance_is_drawn_over_the_field(prepared: bytes, head: SigningKey, sign: Sign) -> None:
    with pikepdf.open(io.BytesIO(sign(prepared, head, appearance=make_pdf("Da ky", 100, 30)))) as pdf:
        field = next(field for field in pdf.Root.AcroForm.Fields if str(field.T) == "KGDesk-Head")
        stamp = field.AP.N
        assert b"q 1.99 0 0 2 0 0 cm /Page Do Q" in stamp.read_bytes()
        assert b"Da ky" in stamp.Resources.XObject.Page.read_bytes()


def test_field_is_made_when_none_is_prepared(authority: DemoAuthority, agency: SigningKey, sign: Sign) -> None:
    signed = sign(make_pdf(), agency, "agency", box=BOXES["agency"])
    facts = inspect_pdf(signed, anchors=authority.anchors, at=LATER, expected_roles=("agency",))
    assert facts_of(facts) == ALL_PASSED
    hidden = sign(make_pdf(), agency, "agency")
    assert facts_of(inspect_pdf(hidden, anchors=authority.anchors, at=LATER)) == ALL_PASSED


def test_unsigned(authority: DemoAuthority, prepared: bytes) -> None:
    for data in (make_pdf(), prepared):
        facts = inspect_pdf(data, anchors=authority.anchors, at=LATER)
        assert facts_of(facts) == ("indeterminate",) * 4
        assert (facts.signers, facts.reasons) == ((), ("unsigned",))
        wanted = inspect_pdf(data, anchors=authority.anchors, at=LATER, expected_roles=("agency",))
        assert (wanted.coverage, wanted.reasons) == (Fact.FAILED, ("unsigned", "signer_missing"))


def test_without_anchors_trust_is_undecided(both_signed: bytes) -> None:
    facts = inspect_pdf(both_signed, anchors=TrustAnchors.empty(), at=LATER, expected_roles=BOTH)
    assert facts_of(facts) == ("passed", "passed", "indeterminate", "indeterminate")
    assert "no_anchor" in facts.reasons


def test_unknown_authority_is_undecided(both_signed: bytes) -> None:
    other = demo_authority.create(at=AT, name="Cơ quan khác").anchors
    facts = inspect_pdf(both_signed, anchors=other, at=LATER, expected_roles=BOTH)
    assert (facts.integrity, facts.trust) == (Fact.PASSED, Fact.INDETERMINATE)
    assert "unknown_authority" in facts.reasons


def test_certificate_expired_since(authority: DemoAuthority, prepared: bytes, sign: Sign) -> None:
    key = make_key(authority, not_before=AT, not_after=AT + timedelta(days=30))
    signed = sign(prepared, key)
    assert inspect_pdf(signed, anchors=authority.anchors, at=AT + timedelta(days=29)).trust is Fact.PASSED
    late = inspect_pdf(signed, anchors=authority.anchors, at=AT + timedelta(days=31))
    assert (late.trust, late.integrity) == (Fact.INDETERMINATE, Fact.PASSED)
    assert "certificate_expired_since" in late.reasons


@pytest.mark.parametrize(("days", "reason"), [(40, "certificate_expired"), (-5, "certificate_not_yet_valid")])
def test_signed_outside_the_certificates_life(
    authority: DemoAuthority, sign: Sign, monkeypatch: pytest.MonkeyPatch, days: int, reason: str
) -> None:
    key = make_key(authority, not_before=AT, not_after=AT + timedelta(days=30))
    signed_at = AT + timedelta(days=days)
    with pytest.raises(Fault, match="key"):
        sign(make_pdf(), key, at=signed_at)
    monkeypatch.setattr("kgdesk.signing.pdf.ensure_usable", lambda *_: None)
    facts = inspect_pdf(sign(make_pdf(), key, at=signed_at), anchors=authority.anchors, at=AT + timedelta(days=50))
    assert facts.trust is Fact.FAILED
    assert reason in facts.reasons


def test_key_not_for_signing(
    authority: DemoAuthority, prepared: bytes, sign: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = make_key(authority, for_signing=False)
    monkeypatch.setattr("kgdesk.signing.pdf.ensure_usable", lambda *_: None)
    facts = inspect_pdf(sign(prepared, key), anchors=authority.anchors, at=LATER)
    assert (facts.trust, facts.integrity) == (Fact.FAILED, Fact.PASSED)
    assert "certificate_not_for_signing" in facts.reasons


def test_revoked_certificate(authority: DemoAuthority, prepared: bytes, head: SigningKey, sign: Sign) -> None:
    revoked_at = AT + timedelta(days=2)
    anchors = TrustAnchors.from_pem(authority.root_pem, authority.revocation_list((head.serial,), at=revoked_at))
    signed = sign(prepared, head)
    assert inspect_pdf(signed, anchors=anchors, at=AT + timedelta(days=1)).trust is Fact.PASSED
    # The signing time is only claimed: from the revocation on, nobody can tell.
    facts = inspect_pdf(signed, anchors=anchors, at=AT + timedelta(days=3))
    assert facts.trust is Fact.FAILED
    assert "certificate_revoked" in facts.reasons


def test_list_of_a_false_authority_revokes_nobody(
    authority: DemoAuthority, prepared: bytes, head: SigningKey, sign: Sign
) -> None:
    false = demo_authority.create(at=AT)
    anchors = TrustAnchors.from_pem(authority.root_pem, false.revocation_list((head.serial,), at=AT))
    assert inspect_pdf(sign(prepared, head), anchors=anchors, at=LATER).trust is Fact.PASSED


def test_time_in_the_future_is_remarked(authority: DemoAuthority, head_signed: bytes) -> None:
    facts = inspect_pdf(head_signed, anchors=authority.anchors, at=AT - timedelta(hours=1), expected_roles=("head",))
    assert facts_of(facts) == ALL_PASSED
    assert facts.reasons == ("time_in_future",)


def refused(code: str, act: Callable[[], bytes]) -> None:
    with pytest.raises(Fault) as caught:
        act()
    assert caught.value.code == code
    for lang in ("vi", "en"):
        assert say(code, lang, **caught.value.params)


def test_refusals_to_sign(both_signed: bytes, head: SigningKey, agency: SigningKey, sign: Sign) -> None:
    refused("signature.already_signed", lambda: sign(both_signed, head))
    refused("signature.already_signed", lambda: sign(both_signed, agency, "agency"))
    refused("signature.already_signed", lambda: prepare_fields(both_signed, BOXES))
    refused("signature.head_first", lambda: sign(sign(make_pdf(), agency, "agency"), head))
    refused("signature.field_missing", lambda: sign(sign(make_pdf(), head), agency, "agency"))
    refused("signature.no_such_page", lambda: sign(make_pdf(), head, box=SignatureBox(1, 0, 0, 9, 9)))
    refused("signature.no_such_page", lambda: prepare_fields(make_pdf(), {"head": SignatureBox(3, 0, 0, 9, 9)}))
    refused("signature.bad_appearance", lambda: sign(make_pdf(), head, appearance=b"no page"))
    refused("signature.unreadable", lambda: sign(b"no document", head))


def encrypted() -> bytes:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf())) as pdf:
        pdf.save(output, encryption=pikepdf.Encryption(owner="a", user="b"))
    return output.getvalue()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"%PDF-1.7\n%%EOF", b"\0" * 999, encrypted()])
def test_unreadable(authority: DemoAuthority, data: bytes) -> None:
    with pytest.raises(Fault, match=r"signature\.unreadable"):
        inspect_pdf(data, anchors=authority.anchors, at=LATER)


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed")
@pytest.mark.parametrize("kind", [KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.RSA_2048])
def test_pdfsig_calls_both_signatures_valid(
    authority: DemoAuthority, prepared: bytes, sign: Sign, tmp_path: Path, kind: KeyKind
) -> None:
    key = make_key(authority, "head", kind)
    file = tmp_path / "signed.pdf"
    file.write_bytes(sign(sign(prepared, key, appearance=make_pdf("Ky", 200, 60)), key, "agency"))
    said = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=True).stdout
    assert said.count("Signature is Valid.") == 2
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


def test_key_is_checked_before_signing(authority: DemoAuthority) -> None:
    key = make_key(authority, not_before=AT - timedelta(days=9), not_after=AT - timedelta(days=1))
    with pytest.raises(Fault, match=r"key\.expired"):
        sign_pdf(make_pdf(), key=key, role="head", at=AT, place_vi="", reason_vi="")
