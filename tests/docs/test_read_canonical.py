"""The stand-alone reader reads what the program sealed, with Python alone, and promises nothing it does not do."""

import ast
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kgdesk.files import data_root

READER = data_root() / "docs" / "read_canonical.py"


def run(*files: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", READER, *files], capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_it_shows_unit_period_figures_and_digest(demo: Path, ending: str) -> None:
    from kgdesk.returns.canonical import digest, from_bytes, short_digest
    from kgdesk.returns.pdf_embedded import read_embedded

    whole = read_embedded((demo / "returns" / "KG-911_2024_r1.pdf").read_bytes()).canonical
    said = run(demo / "returns" / f"KG-911_2024_r1.{ending}")
    assert said.returncode == 0, said.stderr
    for words in ("Thành phố Phú Quốc (KG-911)", "Năm 2024 (2024), lần 1", digest(whole), short_digest(digest(whole))):
        assert words in said.stdout
    rows = {line.split()[0]: line for line in said.stdout.splitlines() if line.startswith("  ")}
    document = from_bytes(whole)
    assert set(rows) == {line.indicator for line in document.lines}
    for line in document.lines:
        seen = line.observation
        if seen is not None and seen.value is not None:
            assert f" {seen.value} " in f"{rows[line.indicator]} "
        if seen is not None and seen.numerator is not None:
            assert f"{seen.numerator} / {seen.denominator}" in rows[line.indicator]


def test_it_says_that_no_signature_was_checked(demo: Path) -> None:
    said = run(demo / "returns" / "KG-911_2024_r1.pdf")
    assert "KHÔNG kiểm tra chữ ký" in said.stdout
    assert "no signature or certificate was checked" in said.stdout


def test_pages_and_workbook_of_one_return_show_the_same(demo: Path) -> None:
    shown = [run(demo / "returns" / f"STC_2024_r1.{ending}").stdout.splitlines()[1:] for ending in ("pdf", "xlsx")]
    assert shown[0] == shown[1]


def test_another_spelling_of_the_document_is_told(demo: Path, tmp_path: Path) -> None:
    source, altered = demo / "returns" / "KG-911_2024_r1.xlsx", tmp_path / "KG-911_2024_r1.xlsx"
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(altered, "w") as target:
        for entry in package.infolist():
            data = package.read(entry)
            if entry.filename == "customXml/item1.xml":
                assert data.count(b'"schema":"kgdesk-return"') + data.count(b"kgdesk-return") > 0
                data = data.replace(b":1473", b": 1473", 1).replace(b'"1473"', b'"1474" ', 1)
            target.writestr(entry, data)
    said = run(altered)
    assert said.returncode == 1
    assert "SAI" in said.stdout


def test_what_is_no_return_is_told_in_one_line(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("nothing", encoding="utf-8")
    (tmp_path / "cut.pdf").write_bytes((demo / "returns" / "KG-911_2024_r1.pdf").read_bytes()[:20_000])
    for path in (tmp_path / "note.txt", tmp_path / "cut.pdf", tmp_path / "absent.pdf"):
        said = run(path)
        assert said.returncode == 2
        assert len(said.stderr.splitlines()) == 1
        assert "Traceback" not in said.stderr


def test_it_needs_the_standard_library_only_and_is_short() -> None:
    text = READER.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 200
    names = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(text))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names <= set(sys.stdlib_module_names)
