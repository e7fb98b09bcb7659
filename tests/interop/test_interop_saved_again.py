"""A signed workbook saved again by the real LibreOffice: recognised in every format it may come back in."""

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kgdesk.domain.verdict import VerdictWord
from kgdesk.operations.verdict_words import headline
from kgdesk.operations.verify import verify_file

pytestmark = [pytest.mark.xdist_group("interop"), pytest.mark.timeout(600)]
_MUST = bool(os.environ.get("KGDESK_INTEROP"))
NOW = datetime(2024, 12, 23, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ending", "word", "reason"),
    [
        ("xlsx", VerdictWord.UNSIGNED, "verify.saved_again"),
        ("xls", VerdictWord.UNREADABLE, "verify.old_excel"),
        ("ods", VerdictWord.UNREADABLE, "verify.opendocument"),
    ],
)
def test_libreoffice_saves_a_return_again(
    demo: Path, tmp_path: Path, ending: str, word: VerdictWord, reason: str
) -> None:
    if shutil.which("soffice") is None and not _MUST:
        pytest.skip("not installed: soffice (make interop)")
    signed = demo / "returns" / "KG-911_2024_r1.xlsx"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path), str(signed)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    saved = tmp_path / f"KG-911_2024_r1.{ending}"
    verdict = verify_file(saved, trust=demo / "keys" / "ca.pem", at=NOW)
    assert (verdict.word, verdict.reasons) == (word, (reason,))
    if ending == "xlsx":
        assert headline(verdict) == "Chữ ký đã mất: tệp đã được lưu lại bằng LibreOffice."
