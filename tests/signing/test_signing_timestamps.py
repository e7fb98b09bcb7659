"""Timestamps that others, or the consolidator, put on a signed file."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from asn1crypto.cms import ContentInfo
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.timestamps import DummyTimeStamper

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact, SignatureFacts
from kgdesk.signing import demo_authority
from kgdesk.signing.cms_signer import cms_signer
from kgdesk.signing.demo_authority import DemoAuthority
from kgdesk.signing.keys import SigningKey
from kgdesk.signing.pdf import extend, inspect_pdf, sign_pdf
from kgdesk.signing.pdf_writer import open_for_update
from kgdesk.signing.trust import TrustAnchors
from tests.signing.signing_samples import AT, LATER, make_key, make_pdf, stamping_authority, updated

Inspect = Callable[..., SignatureFacts]


@pytest.fixture
def inspect(authority: DemoAuthority) -> Inspect:
    def inspected(data: bytes, after: timedelta = LATER - AT, anchors: TrustAnchors | None = None) -> SignatureFacts:
        return inspect_pdf(data, anchors=anchors or authority.anchors, at=AT + after, expected_roles=("agency",))

    return inspected


def stamped_signature(authority: DemoAuthority, service: DemoAuthority) -> bytes:
    key = make_key(authority, "agency", not_before=AT, not_after=AT + timedelta(days=30))
    meta = PdfSignatureMetadata(field_name="KGDesk-Agency", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    signer = PdfSigner(meta, cms_signer(key), timestamper=stamping_authority(service))
    return bytes(signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(make_pdf()))).getvalue())


def stamped_document(data: bytes, service: DemoAuthority) -> bytes:
    stamper = PdfTimeStamper(stamping_authority(service))
    return bytes(stamper.timestamp_pdf(open_for_update(data, "stamp"), "sha256").getvalue())


def test_timestamp_proves_the_time_even_after_the_certificate_expired(
    authority: DemoAuthority, inspect: Inspect
) -> None:
    facts = inspect(stamped_signature(authority, authority), timedelta(days=60))
    assert (facts.integrity, facts.coverage, facts.trust, facts.time) == (Fact.PASSED,) * 4
    assert facts.reasons == ()
    assert facts.signers[0].signed_at == AT + timedelta(minutes=1)


def test_timestamp_of_another_signature(authority: DemoAuthority, inspect: Inspect) -> None:
    data, other = stamped_signature(authority, authority), stamped_signature(authority, authority)
    own, foreign = ContentInfo.load(value_of(data)), ContentInfo.load(value_of(other))
    stamp = foreign["content"]["signer_infos"][0]["unsigned_attrs"]
    own["content"]["signer_infos"][0]["unsigned_attrs"] = stamp
    written = own.dump().hex().encode()
    start = data.index(b"/Contents <") + len(b"/Contents <")
    facts = inspect(
        data[:start] + written.ljust(2 * len(value_of(data)), b"0") + data[start + 2 * len(value_of(data)) :]
    )
    assert (facts.integrity, facts.time) == (Fact.PASSED, Fact.FAILED)
    assert facts.reasons == ("timestamp_false",)


def value_of(data: bytes) -> bytes:
    """Take the signature's value out of a file with one signature."""
    start = data.index(b"/Contents <") + len(b"/Contents <")
    return bytes.fromhex(data[start : data.index(b">", start)].decode())


def test_timestamp_of_an_unknown_service_proves_nothing(authority: DemoAuthority, inspect: Inspect) -> None:
    service = demo_authority.create(at=AT, name="Dịch vụ khác")
    facts = inspect(stamped_signature(authority, service))
    assert (facts.integrity, facts.trust, facts.time) == (Fact.PASSED, Fact.PASSED, Fact.INDETERMINATE)
    assert facts.reasons == ("timestamp_untrusted",)


def test_document_timestamp_may_follow_the_signatures(
    authority: DemoAuthority, both_signed: bytes, inspect: Inspect
) -> None:
    facts = inspect(stamped_document(both_signed, authority))
    assert (facts.integrity, facts.coverage, facts.trust) == (Fact.PASSED,) * 3
    assert [signer.role for signer in facts.signers] == ["head", "agency"]


def test_document_timestamp_does_not_cover_up_a_change(
    authority: DemoAuthority, both_signed: bytes, inspect: Inspect
) -> None:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0]
        page["/Rotate"] = page["/MediaBox"][0].__class__(90)
        writer.update_container(page)

    facts = inspect(stamped_document(updated(both_signed, change), authority))
    assert facts.coverage is Fact.FAILED
    assert "changed_after_signing" in facts.reasons


def test_validation_data_without_a_timestamp_is_undecided(
    authority: DemoAuthority, both_signed: bytes, inspect: Inspect
) -> None:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation.dss import DocumentSecurityStore

    def change(writer: IncrementalPdfFileWriter) -> None:
        certificates = [Certificate.load(authority.certificate)]
        DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=certificates)

    data = updated(both_signed, change)
    facts = inspect(data)
    assert facts.coverage is Fact.INDETERMINATE
    assert "validation_data_unsealed" in facts.reasons
    sealed = inspect(stamped_document(data, authority))
    assert sealed.coverage is Fact.PASSED


def test_loose_bytes_after_validation_data(authority: DemoAuthority, both_signed: bytes, inspect: Inspect) -> None:
    assert inspect(stamped_document(both_signed, authority) + b"% note").coverage is Fact.FAILED


def test_extension_proves_the_time_and_keeps_it_when_the_certificates_expire(
    authority: DemoAuthority, inspect: Inspect
) -> None:
    key = make_key(authority, "agency", not_before=AT, not_after=AT + timedelta(days=30))
    signed = sign_pdf(make_pdf(), key=key, role="agency", at=AT, place_vi="", reason_vi="")
    anchors = TrustAnchors.from_pem(authority.root_pem, authority.revocation_list((), at=AT))
    extended = extend(signed, anchors=anchors, timestamper=stamping_authority(authority))
    later = timedelta(days=60)
    before, after = inspect(signed, later), inspect(extended, later)
    assert (before.trust, before.time) == (Fact.INDETERMINATE, Fact.INDETERMINATE)
    assert (after.integrity, after.coverage, after.trust, after.time) == (Fact.PASSED,) * 4
    assert after.reasons == ()


def test_extension_by_an_unknown_service_proves_nothing(
    authority: DemoAuthority, both_signed: bytes, inspect: Inspect
) -> None:
    stranger = stamping_authority(demo_authority.create(at=AT, name="Dịch vụ khác"))
    facts = inspect(extend(both_signed, anchors=authority.anchors, timestamper=stranger))
    assert (facts.coverage, facts.time) == (Fact.PASSED, Fact.INDETERMINATE)
    assert "timestamp_untrusted" in facts.reasons


def test_a_signature_that_claims_to_be_younger_than_its_timestamp(
    authority: DemoAuthority, inspect: Inspect, agency: SigningKey
) -> None:
    signed = sign_pdf(make_pdf(), key=agency, role="agency", at=AT + timedelta(hours=1), place_vi="", reason_vi="")
    facts = inspect(extend(signed, anchors=authority.anchors, timestamper=stamping_authority(authority)))
    assert (facts.trust, facts.time) == (Fact.PASSED, Fact.INDETERMINATE)
    assert facts.reasons == ("time_in_future",)


def test_extension_may_be_repeated(authority: DemoAuthority, both_signed: bytes, inspect: Inspect) -> None:
    service = stamping_authority(authority)
    service.fixed_dt = AT + timedelta(minutes=30)
    once = extend(both_signed, anchors=authority.anchors, timestamper=service)
    facts = inspect(extend(once, anchors=authority.anchors, timestamper=service))
    assert (facts.integrity, facts.coverage, facts.time) == (Fact.PASSED,) * 3


def test_nothing_to_extend(authority: DemoAuthority) -> None:
    with pytest.raises(Fault, match=r"pdf\.not_signed"):
        extend(make_pdf(), anchors=authority.anchors, timestamper=stamping_authority(authority))


def test_a_service_that_does_not_answer_is_a_sentence(authority: DemoAuthority, both_signed: bytes) -> None:
    class Silent(DummyTimeStamper):
        async def async_request_tsa_response(self, req: object) -> object:  # noqa: ARG002 - the library's signature
            raise OSError("no route to host")

    service = stamping_authority(authority)
    silent = Silent(tsa_cert=service.tsa_cert, tsa_key=service.tsa_key)
    with pytest.raises(Fault, match=r"pdf\.timestamp_failed"):
        extend(both_signed, anchors=authority.anchors, timestamper=silent)


def test_a_signature_with_its_own_timestamp(authority: DemoAuthority, agency: SigningKey, inspect: Inspect) -> None:
    service = stamping_authority(authority)
    signed = sign_pdf(make_pdf(), key=agency, role="agency", at=AT, place_vi="", reason_vi="", timestamper=service)
    facts = inspect(signed)
    assert (facts.integrity, facts.coverage, facts.trust, facts.time) == (Fact.PASSED,) * 4


def test_no_flipped_bit_of_a_timestamp_is_believed(
    authority: DemoAuthority, both_signed: bytes, inspect: Inspect
) -> None:
    service = stamping_authority(authority)
    service.fixed_dt = AT + timedelta(minutes=30)
    data = extend(both_signed, anchors=authority.anchors, timestamper=service)
    start = data.rindex(b"/Contents <") + len(b"/Contents <")
    length = len(data[start : data.index(b">", start)].rstrip(b"0"))
    for place in range(start, start + length, length // 60):
        digit = int(data[place : place + 1], 16) ^ (1 << place % 4)
        facts = inspect(data[:place] + b"%x" % digit + data[place + 1 :])
        assert Fact.FAILED in (facts.integrity, facts.coverage, facts.time), place
