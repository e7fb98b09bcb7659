"""Other programs and ours about the same workbooks: LibreOffice and Apache POI. `make interop` installs both."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgdesk.domain.verdict import SignatureFacts
from kgdesk.returns.workbook import differences
from kgdesk.signing.demo_authority import KeyKind
from kgdesk.signing.trust import TrustAnchors
from kgdesk.signing.workbook import inspect_workbook, sign_workbook
from tests.interop import libreoffice as office
from tests.interop import poi as apache
from tests.interop.libreoffice import LibreOffice
from tests.interop.poi import Poi
from tests.samples import sample_return
from tests.signing.forgery_tools import edited
from tests.signing.signing_samples import AT, facts_of, make_key, office_under_root
from tests.signing.workbook_forgeries import honest

pytestmark = [pytest.mark.xdist_group("interop"), pytest.mark.timeout(600)]
_MUST = bool(os.environ.get("KGDESK_INTEROP"))  # `make interop` sets it: there, nothing may be skipped
KEY_PASSWORD = "interop"


@pytest.fixture(scope="module")
def signer_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "agency.p12"
    path.write_bytes(
        honest().authority.issue_pkcs12(
            unit_code="KG-911",
            unit_name="Phú Quốc",
            role="agency",
            password=KEY_PASSWORD,
            kind=KeyKind.RSA_2048,
        )
    )
    return path


@pytest.fixture(scope="module")
def libreoffice(tmp_path_factory: pytest.TempPathFactory, signer_file: Path) -> Iterator[LibreOffice]:
    if (absent := office.missing()) and not _MUST:
        pytest.skip(f"not installed: {absent} (make interop)")
    folder = tmp_path_factory.mktemp("office")
    with office.libreoffice(
        folder, root=honest().authority.root_pem, keys=signer_file, password=KEY_PASSWORD
    ) as running:
        yield running


@pytest.fixture(scope="module")
def poi(tmp_path_factory: pytest.TempPathFactory) -> Poi:
    if (absent := apache.missing()) and not _MUST:
        pytest.skip(f"not installed: {absent} (make interop)")
    return Poi(tmp_path_factory.mktemp("poi"))


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Workbooks signed by every kind of key, and one by two."""
    case = honest()
    folder = tmp_path_factory.mktemp("ours")
    made = {
        kind.value: sign_workbook(case.plain, key=make_key(case.authority, "agency", kind), role="agency", at=AT)
        for kind in KeyKind
    }
    key = make_key(office_under_root()[1], "agency")
    made |= {"both": case.both, "authority_along": sign_workbook(case.plain, key=key, role="agency", at=AT)}
    for name, data in made.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    return {name: folder / f"{name}.xlsx" for name in made}


@pytest.fixture
def tampered(tmp_path: Path) -> Path:
    path = tmp_path / "tampered.xlsx"
    path.write_bytes(edited(honest().both, "xl/worksheets/sheet1.xml", "</t>", " </t>"))
    return path


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "plain.xlsx"
    path.write_bytes(honest().plain)
    return path


def inspect(path: Path) -> SignatureFacts:
    from datetime import UTC, datetime

    anchors = TrustAnchors.from_pem(honest().authority.root_pem)
    return inspect_workbook(path.read_bytes(), anchors=anchors, at=datetime.now(UTC))


def test_libreoffice_finds_our_signatures_valid(libreoffice: LibreOffice, ours: dict[str, Path]) -> None:
    """Certificate included: its authority stands in the NSS store that the test gives to LibreOffice."""
    stranger = ours["authority_along"]
    known = [path for path in ours.values() if path != stranger]
    assert set(libreoffice.answers(known).values()) == {"valid"}
    assert libreoffice.answer(stranger) == "untrusted"
    assert len(libreoffice.ask("verify", ours["both"])) == 2


def test_poi_finds_our_signatures_valid(poi: Poi, ours: dict[str, Path]) -> None:
    """POI looks at the mathematics only: it has no anchors."""
    assert set(poi.answers(list(ours.values())).values()) == {"valid"}


def test_both_would_notice_a_change(libreoffice: LibreOffice, poi: Poi, tampered: Path, plain: Path) -> None:
    """Else the tests above would prove nothing."""
    assert (libreoffice.answer(tampered), libreoffice.answer(plain)) == ("invalid", "unsigned")
    assert poi.answers([tampered, plain]) == {tampered: "invalid", plain: "unsigned"}


def test_signed_by_libreoffice(libreoffice: LibreOffice, plain: Path) -> None:
    """All of it is signed, by somebody who claims no role."""
    assert libreoffice.ask("sign", plain) is True
    assert libreoffice.answer(plain) == "valid"
    facts = inspect(plain)
    assert facts_of(facts) == ("passed", "passed", "passed", "indeterminate")
    assert [(signer.role, signer.unit) for signer in facts.signers] == [("", "KG-911")]
    assert differences(plain.read_bytes(), sample_return()) == ()
    changed = plain.with_name("changed.xlsx")
    changed.write_bytes(edited(plain.read_bytes(), "xl/worksheets/sheet1.xml", "</t>", " </t>"))
    assert "content_changed" in inspect(changed).reasons


def test_signed_by_poi(poi: Poi, plain: Path, signer_file: Path) -> None:
    """POI leaves the canonical document and properties of the file unsigned, and we say so."""
    poi.sign(plain, signer_file, KEY_PASSWORD)
    assert poi.answers([plain]) == {plain: "valid"}
    facts = inspect(plain)
    assert facts_of(facts) == ("passed", "failed", "passed", "indeterminate")
    assert facts.reasons == ("part_unsigned", "time_claimed")


def test_our_second_signature_beside_one_of_libreoffice(libreoffice: LibreOffice, plain: Path) -> None:
    """Both hold for us. LibreOffice's spelling of relationships and the standard's cannot both hold for others."""
    assert libreoffice.ask("sign", plain) is True
    plain.write_bytes(sign_workbook(plain.read_bytes(), key=honest().key, role="agency", at=AT))
    facts = inspect(plain)
    assert (facts.integrity, facts.trust) == ("passed", "passed")
    assert "signer_unexpected" in facts.reasons
