"""Every PDF of the demonstration: valid in `pdfsig`, in pyHanko and here, and PDF/A-3b by the rules we can check."""

import asyncio
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import pem
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from kgdesk.domain.verdict import VerdictWord
from kgdesk.operations.verify import verify_file
from tests.returns.pdfa_rules import problems


@pytest.fixture(scope="module")
def signed(demo: Path) -> list[Path]:
    found = sorted([*(demo / "returns").glob("*.pdf"), *(demo / "receipts").glob("*.pdf")])
    assert len(found) > 6
    return found


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed")
def test_pdfsig_calls_every_signature_valid_and_the_last_whole(signed: list[Path]) -> None:
    for path in signed:
        said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=True).stdout
        expected = 1 if "receipt" in path.name else 2
        assert said.count("Signature is Valid.") == said.count("Signature Validation:") == expected, path
        assert "Total document signed" in said.rpartition("Signature #")[2], path


def test_pyhanko_calls_every_signature_valid(signed: list[Path], demo: Path) -> None:
    root = Certificate.load(pem.unarmor((demo / "keys" / "ca.pem").read_bytes())[2])
    usage = KeyUsageConstraints(key_usage={"digital_signature"})
    for path in signed:
        for embedded in PdfFileReader(BytesIO(path.read_bytes())).embedded_signatures:
            moment = embedded.self_reported_timestamp
            context = ValidationContext(trust_roots=[root], moment=moment, allow_fetching=False)
            status = asyncio.run(async_validate_pdf_signature(embedded, context, key_usage_settings=usage))
            assert status.bottom_line, (path, embedded.field_name)


def test_every_pdf_keeps_the_archival_rules(signed: list[Path], demo: Path) -> None:
    for path in [*signed, *(demo / "report").glob("*.pdf")]:
        assert problems(path.read_bytes()) == [], path


def test_every_signed_pdf_is_valid_here(signed: list[Path], demo: Path) -> None:
    for path in signed:
        verdict = verify_file(path, trust=demo / "keys" / "ca.pem")
        assert verdict.word is VerdictWord.VALID, (path, verdict.reasons)
