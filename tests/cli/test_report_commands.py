"""Reporting from the command line: formats, letters, adopted totals."""

from pathlib import Path
from typing import Protocol

import pytest

from tests.conftest import Answer


class Run(Protocol):
    def __call__(self, *words: object) -> Answer: ...


@pytest.fixture
def province(demo_copy: Path) -> Path:
    return demo_copy / "workspaces" / "KG.kgdesk"


def test_formats_are_written_as_asked(kgdesk: Run, province: Path, tmp_path: Path) -> None:
    words = ("consolidate", province, "--period", "2024", "-o", tmp_path / "out", "--json")
    made = kgdesk(*words, "--format", "docx,datapackage,sdmx-csv")
    assert made.code == 0, made
    names = [Path(str(path)).relative_to(tmp_path / "out").as_posix() for path in made.rows[0]["files"]]  # type: ignore[attr-defined]
    tables = ("totals.csv", "inputs.csv", "indicators.csv", "units.csv", "datapackage.json")
    assert names == [
        "KG_2024_run1.docx",
        *(f"KG_2024_run1_datapackage/{name}" for name in tables),
        "KG_2024_run1_sdmx.csv",
    ]
    refused = kgdesk(*words, "--format", "odt")
    assert refused.code == 2
    assert "xlsx, pdf, docx, datapackage, sdmx-csv" in refused.err


def test_letters_to_one_late_unit(kgdesk: Run, province: Path, tmp_path: Path) -> None:
    words = ("letters", province, "--period", "2024", "--unit", "KG-899", "--number", "7", "-o", tmp_path / "out")
    made = kgdesk(*words, "--json")
    assert made.code == 0, made
    (row,) = made.rows
    assert (row["unit"], row["kind"], row["ordinal"], row["repeated"]) == ("KG-899", "reminder", 1, False)
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".docx", ".pdf", ".eml"}
    said = kgdesk(*words, "--lang", "vi")
    assert "văn bản đôn đốc lần 1" in said.out
    assert "đã lập trong ngày" in said.out
    nobody = kgdesk(*words, "--kind", "send-back")
    assert "không lập văn bản nào" in nobody.out


def test_a_unit_with_nobody_below_adopts_nothing(kgdesk: Run, demo_copy: Path) -> None:
    asked = kgdesk("adopt", demo_copy / "workspaces" / "KG-911.kgdesk", "--period", "2024")
    assert asked.code == 2
    assert "Traceback" not in asked.err
