"""The returns of `kgdesk demo` in LibreOffice, Apache POI, poppler and pyHanko."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kgdesk.signing.trust import TrustAnchors
from kgdesk.signing.workbook import inspect_workbook
from tests.interop import libreoffice as office
from tests.interop import poi as apache

pytestmark = [pytest.mark.xdist_group("interop"), pytest.mark.timeout(600)]
_MUST = bool(os.environ.get("KGDESK_INTEROP"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if (absent := office.missing() or apache.missing()) and not _MUST:
        pytest.skip(f"not installed: {absent} (make interop)")
    folder = tmp_path_factory.mktemp("demo") / "demo"
    command = [sys.executable, "-m", "kgdesk", "demo", str(folder), "--json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder


def test_every_workbook_of_the_demonstration_is_valid_everywhere(demo: Path, tmp_path: Path) -> None:
    books = sorted((demo / "returns").glob("*.xlsx"))
    assert len(books) == 6
    root = (demo / "keys" / "ca.pem").read_bytes()
    for path in books:
        facts = inspect_workbook(path.read_bytes(), anchors=TrustAnchors.from_pem(root), at=datetime.now(UTC))
        assert (facts.integrity, facts.coverage, facts.trust) == ("passed",) * 3, facts.reasons
    with office.libreoffice(tmp_path / "office", root=root) as running:
        assert set(running.answers(books).values()) == {"valid"}
    assert set(apache.Poi(tmp_path).answers(books).values()) == {"valid"}


def test_every_page_of_the_demonstration_is_valid_in_pdfsig_and_pyhanko(demo: Path) -> None:
    from pyhanko.keys import load_cert_from_pemder
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    pages = sorted((demo / "returns").glob("*.pdf"))
    assert len(pages) == 6
    trust = ValidationContext(trust_roots=[load_cert_from_pemder(demo / "keys" / "ca.pem")], allow_fetching=False)
    for path in pages:
        said = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=True).stdout
        assert said.count("Signature Validation: Signature is Valid.") == 2
        assert "Total document signed" in said
        with path.open("rb") as stream:
            signatures = PdfFileReader(stream).embedded_signatures
            assert len(signatures) == 2
            for signature in signatures:
                assert validate_pdf_signature(signature, signer_validation_context=trust).bottom_line
