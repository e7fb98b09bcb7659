"""Workbooks that other programs signed: LibreOffice 7.4 and Apache POI 5.2.2, as `tests/interop` makes them.

Kept as files so that these programs need not be there.
"""

from datetime import UTC, datetime

import pytest

from kgdesk.domain.verdict import SignatureFacts
from kgdesk.files import data_root
from kgdesk.signing.trust import TrustAnchors
from kgdesk.signing.workbook import inspect_workbook
from tests.signing.forgery_tools import ROOT_RELS, SHEET, edited, unpack
from tests.signing.signing_samples import facts_of

FOLDER = data_root() / "tests" / "signing" / "others"
NOW = datetime(2026, 11, 30, tzinfo=UTC)


def read(name: str) -> bytes:
    return (FOLDER / f"signed-by-{name}.xlsx").read_bytes()


def inspect(data: bytes, *roles: str) -> SignatureFacts:
    anchors = TrustAnchors.from_pem((FOLDER / "root.pem").read_bytes())
    return inspect_workbook(data, anchors=anchors, at=NOW, expected_roles=roles)


def test_libreoffice_signs_everything_and_claims_no_role() -> None:
    facts = inspect(read("libreoffice"))
    assert facts_of(facts) == ("passed", "passed", "passed", "indeterminate")
    assert [(signer.role, signer.common_name) for signer in facts.signers] == [("", "Khoa")]
    assert "signer_missing" in inspect(read("libreoffice"), "agency").reasons


def test_poi_leaves_parts_unsigned() -> None:
    facts = inspect(read("poi"))
    assert facts_of(facts) == ("passed", "failed", "passed", "indeterminate")
    assert facts.reasons == ("part_unsigned", "time_claimed")


@pytest.mark.parametrize("name", ["libreoffice", "poi"])
def test_changes_are_noticed(name: str) -> None:
    assert "content_changed" in inspect(edited(read(name), SHEET, "</t>", " </t>")).reasons


def test_spelling_of_libreoffice_does_not_cover_another_target() -> None:
    """It writes a line break between relationships and digests an element `text` in its place."""
    data = read("libreoffice")
    assert b"\n</Relationships>" in unpack(data)[ROOT_RELS]
    changed = edited(data, ROOT_RELS, 'Target="xl/workbook.xml"', 'Target="xl/./workbook.xml"')
    assert "content_changed" in inspect(changed).reasons
    more = '<Relationship Id="rId9" Type="urn:x" Target="xl/styles.xml"/>\n</Relationships>'
    assert "part_unsigned" in inspect(edited(data, ROOT_RELS, "\n</Relationships>", more)).reasons
