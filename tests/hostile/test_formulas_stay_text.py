"""A text that looks like a formula is shown wherever it goes, and computed nowhere; LibreOffice is the witness."""

import csv
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from kgdesk.domain.clipboard_html import write_html
from kgdesk.domain.clipboard_table import ClipCell, ClipTable
from kgdesk.domain.narrative import TaskProgress
from kgdesk.returns import plan_default, plan_document, report_docx, report_workbook
from kgdesk.returns.inert_text import inert
from kgdesk.returns.run_datapackage import write_datapackage
from kgdesk.returns.run_sdmx import write_sdmx_csv
from kgdesk.returns.workbook import write_workbook
from tests.samples import sample_report, sample_return

EVIL = (
    "=6*7+271785",
    "+6*7+271785",
    "-6*7+271785",
    "@SUM(6;7)",
    "\t=6*7+271785",
    '=HYPERLINK("http://127.0.0.1:9";"x")',
    "=cmd|'/c calc'!A1",
)
COMPUTED = "271827"  # what the first would come to; stands nowhere where nothing is computed
_SOFFICE = shutil.which("soffice")


def _return_workbook() -> bytes:
    document = sample_return()
    lines = tuple(
        replace(line, name_vi=EVIL[number % len(EVIL)], measure_vi=EVIL[0])
        for number, line in enumerate(document.lines)
    )
    entry = document.narratives[0]
    told = replace(
        entry.narrative, results=EVIL[0], difficulties=EVIL[1], next_steps=EVIL[2], progress=TaskProgress.ON_TRACK
    )
    return write_workbook(replace(document, lines=lines, narratives=(replace(entry, narrative=told),)))


def _report_workbook() -> bytes:
    report = sample_report()
    lines = tuple(replace(line, name_vi=EVIL[number % len(EVIL)]) for number, line in enumerate(report.lines))
    return report_workbook.write_report(replace(report, lines=lines))


WORKBOOKS = {"return": _return_workbook, "report": _report_workbook}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_no_cell_of_ours_takes_a_text_for_a_formula(name: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(WORKBOOKS[name]()))
    found = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if str(cell.value).strip() in {item.strip() for item in EVIL}
    ]
    assert found
    for cell in found:
        assert cell.data_type in {"s", "inlineStr"}
        assert cell.quotePrefix or str(cell.value).startswith("\t")  # editing it makes no formula either


@pytest.mark.skipif(_SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", [*WORKBOOKS, "clipboard"])
def test_libreoffice_computes_nothing(name: str, tmp_path: Path) -> None:
    if name == "clipboard":
        table = ClipTable(tuple((ClipCell(item), ClipCell("a")) for item in EVIL))
        path = tmp_path / "a.html"
        path.write_text(write_html(table), encoding="utf-8")
        filters = ["--infilter=HTML (StarCalc)"]
    else:
        path = tmp_path / "a.xlsx"
        path.write_bytes(WORKBOOKS[name]())
        filters = []
    # -1: every sheet in a file of its own
    wanted = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        *filters,
        "--convert-to",
        wanted,
    ]
    subprocess.run([*command, "--outdir", tmp_path, path], check=True, capture_output=True, timeout=200)
    text = "\n".join(item.read_text(encoding="utf-8", errors="replace") for item in tmp_path.glob("*.csv"))
    assert EVIL[0] in text
    assert COMPUTED not in text


def test_files_for_other_programs_show_an_apostrophe() -> None:
    plan, report = plan_document.from_bytes(plan_default.load()), sample_report()
    first, *others = plan.indicators
    plan = replace(plan, indicators=(replace(first, name_vi=EVIL[0], measure_en=EVIL[1]), *others))
    files = write_datapackage(report, plan)
    assert f"'{EVIL[0]}" in files["indicators.csv"].decode()
    texts = [*(data.decode() for name, data in files.items() if name.endswith(".csv"))]
    for row in (row for text in texts for row in csv.reader(io.StringIO(text))):
        assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]
    counted = replace(report, lines=(replace(report.lines[0], indicator=first.code),))
    assert f"'{EVIL[1]}" in write_sdmx_csv(counted, plan, "KG").decode()
    assert (inert("-5 độ"), inert("GRDP"), inert("")) == ("'-5 độ", "GRDP", "")


def test_word_documents_have_no_fields_of_texts() -> None:
    report = sample_report()
    lines = tuple(replace(line, name_vi=EVIL[-1]) for line in report.lines)
    with zipfile.ZipFile(io.BytesIO(report_docx.write_report(replace(report, lines=lines)))) as package:
        text = package.read("word/document.xml").decode()
    assert "cmd|" in text
    assert "DDE" not in text
