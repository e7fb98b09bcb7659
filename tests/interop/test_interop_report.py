"""LibreOffice computes the formulas of the provincial report to what is shown, and opens its Word document."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kgdesk.returns.report_docx import write_report as write_docx
from kgdesk.returns.report_workbook import write_report
from tests.returns.test_report_pdf import full_report
from tests.returns.test_report_workbook import formulas, planned

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.xdist_group("interop"),
    pytest.mark.skipif(SOFFICE is None and not os.environ.get("KGDESK_INTEROP"), reason="LibreOffice is not installed"),
]


def converted(path: Path, kind: str) -> Path:
    profile = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    words = [str(SOFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(path.parent / "out"), str(path)]
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    return path.parent / "out" / f"{path.stem}.{kind.split(':', maxsplit=1)[0]}"


def without_values(data: bytes) -> bytes:
    """Take the values beside the formulas out, so that whoever opens the workbook must compute."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1", content)
            package.writestr(name, content)
    return target.getvalue()


def test_formulas_are_computed_to_what_is_shown(tmp_path: Path) -> None:
    data = write_report(planned())
    path = tmp_path / "report.xlsx"
    path.write_bytes(without_values(data))
    again = openpyxl.load_workbook(converted(path, "xlsx:Calc MS Excel 2007 XML"), data_only=True)
    shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    live = formulas(openpyxl.load_workbook(io.BytesIO(data)))
    assert len(live) > 20
    for place in live:
        title, cell = place.split("!")
        assert again[title][cell].value == pytest.approx(shown[title][cell].value, rel=1e-9), place


def test_word_document_opens_with_every_section(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(write_docx(full_report()))
    pages = converted(path, "pdf")
    if not pages.exists():
        pytest.skip("LibreOffice has no Writer here")
    done = subprocess.run(["pdftotext", "-layout", pages, "-"], capture_output=True, check=True)
    text = done.stdout.decode()
    assert all(f"Phụ lục {number}" in text for number in ("I", "II", "III", "IV"))
    first, second = text.split("\f")[:2]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
    assert second.split()[0] == "2"
    assert first.split()[0] != "1"
