"""A return as it really travels: written, signed by head and agency, read and compared."""

from datetime import UTC, datetime

import pytest

from kgdesk.domain.verdict import Fact
from kgdesk.returns.canonical import to_bytes
from kgdesk.returns.pdf_compare import foreign_fonts, page_differences
from kgdesk.returns.pdf_embedded import read_embedded
from kgdesk.returns.pdf_return import PdfReturn, write_pdf
from kgdesk.signing.demo_authority import DemoAuthority, create
from kgdesk.signing.keys import load_pkcs12
from kgdesk.signing.pdf import inspect_pdf, prepare_fields, sign_pdf
from tests.samples import sample_return

AT = datetime(2024, 12, 18, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def pdf() -> PdfReturn:
    document = sample_return()
    return write_pdf(document, canonical=to_bytes(document), annex_name="a.xlsx", annex_sha256="0" * 64)


@pytest.fixture(scope="module")
def authority() -> DemoAuthority:
    return create(at=AT)


@pytest.fixture(scope="module")
def signed(pdf: PdfReturn, authority: DemoAuthority) -> bytes:
    data = prepare_fields(pdf.data, pdf.boxes)
    for role in ("head", "agency"):
        packed = authority.issue_pkcs12(unit_code="KG-911", unit_name="Phú Quốc", role=role, password="x" * 8)
        key = load_pkcs12(packed, "x" * 8, "key.p12")
        data = sign_pdf(data, key=key, role=role, at=AT, place_vi="Phú Quốc", reason_vi="Ký báo cáo")
    return data


def test_both_signatures_hold(signed: bytes, authority: DemoAuthority) -> None:
    facts = inspect_pdf(signed, anchors=authority.anchors, at=AT, expected_roles=("head", "agency"))
    assert (facts.integrity, facts.coverage, facts.trust) == (Fact.PASSED, Fact.PASSED, Fact.PASSED)


def test_the_data_comes_out_and_the_pages_agree(signed: bytes, pdf: PdfReturn) -> None:
    found = read_embedded(signed)
    assert found.canonical == to_bytes(sample_return())
    assert found.annex_name == "a.xlsx"
    assert page_differences(signed, pdf.data, boxes=pdf.boxes.values()) == ()
    assert foreign_fonts(signed, pdf.data) == ()
