"""The workbooks of `kgdesk demo` in LibreOffice and Apache POI."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kgdesk.signing.keys import load_pkcs12
from kgdesk.signing.trust import TrustAnchors
from kgdesk.signing.workbook import inspect_workbook, sign_workbook
from tests.interop import libreoffice as office
from tests.interop import poi as apache

pytestmark = [pytest.mark.xdist_group("interop"), pytest.mark.timeout(600)]
_MUST = bool(os.environ.get("KGDESK_INTEROP"))
_DEMO_PASSWORD = "kgdesk-demo"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if (absent := office.missing() or apache.missing()) and not _MUST:
        pytest.skip(f"not installed: {absent} (make interop)")
    folder = tmp_path_factory.mktemp("demo") / "demo"
    command = [sys.executable, "-m", "kgdesk", "demo", str(folder), "--units", "2", "--json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="module")
def books(demo: Path) -> list[Path]:
    """The returns; a workbook that the demonstration left unsigned is signed here with the unit's own key."""
    found = sorted((demo / "returns").glob("*.xlsx"))
    for path in found:
        data = path.read_bytes()
        facts = inspect_workbook(data, anchors=TrustAnchors.empty(), at=datetime.now(UTC))
        if not facts.signers:
            unit = path.name.partition("_")[0]
            key = load_pkcs12((demo / "keys" / f"{unit}.p12").read_bytes(), _DEMO_PASSWORD, unit)
            path.write_bytes(sign_workbook(data, key=key, role="agency", at=datetime.now(UTC)))
    return found


def test_every_workbook_of_the_demonstration_is_valid_everywhere(demo: Path, books: list[Path], tmp_path: Path) -> None:
    assert len(books) >= 2
    root = (demo / "keys" / "ca.pem").read_bytes()
    for path in books:
        facts = inspect_workbook(path.read_bytes(), anchors=TrustAnchors.from_pem(root), at=datetime.now(UTC))
        assert (facts.integrity, facts.coverage, facts.trust) == ("passed",) * 3, facts.reasons
    with office.libreoffice(tmp_path / "office", root=root) as running:
        assert set(running.answers(books).values()) == {"valid"}
    assert set(apache.Poi(tmp_path).answers(books).values()) == {"valid"}
