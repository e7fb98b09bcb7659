"""A form through LibreOffice and back: edited as people do, saved in three formats."""

import os
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kgdesk.domain.period import Period
from kgdesk.operations.collect import collect_forms
from kgdesk.operations.entry import entry_grid
from kgdesk.operations.form import write_forms
from kgdesk.operations.narrative import narrative_pages
from kgdesk.operations.workspace import create_workspace
from kgdesk.returns.form_identity import FORM_NAME

pytestmark = [pytest.mark.xdist_group("interop"), pytest.mark.timeout(600)]
_MUST = bool(os.environ.get("KGDESK_INTEROP"))  # `make interop` sets it: there, nothing may be skipped
_SYSTEM_PYTHON = "/usr/bin/python3"
_WORKER = Path(__file__).with_name("form_worker.py")
YEAR = Period.parse("2024")


def _missing() -> bool:
    if shutil.which("soffice") is None:
        return True
    return bool(subprocess.run([_SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode)


@pytest.mark.skipif(_missing() and not _MUST, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("ending", "kind"), [("xlsx", "Calc MS Excel 2007 XML"), ("ods", "calc8"), ("xls", "MS Excel 97")]
)
def test_a_form_edited_in_libreoffice_is_collected(tmp_path: Path, ending: str, kind: str) -> None:
    with create_workspace(tmp_path / "KG-911.kgdesk", unit="KG-911", actor="Hoa") as workspace:
        (form,) = write_forms(workspace, YEAR, tmp_path)
        answer = tmp_path / f"tra-loi.{ending}"
        words = [_SYSTEM_PYTHON, str(_WORKER), str(form.path), str(answer), kind, str(tmp_path / "profile")]
        subprocess.run(words, check=True, timeout=300)
        if ending == "xlsx":
            book = openpyxl.load_workbook(answer)
            assert "KG-911 2024" in str(book.defined_names[FORM_NAME].value)
            assert book["Thuyết minh"].protection.sheet
        (report,) = collect_forms(workspace, [answer]).result
        assert report.outcome.value == "collected", report
        assert "collect.repair_renamed_sheet" in {item.code for item in report.remarks}
        values = {row.indicator.code: row.value for row in entry_grid(workspace, YEAR) if row.value is not None}
        assert values["KT08"] == Decimal("8013.4")
        pair = next(row for row in report.figures if row.indicator == "XH12")
        assert {item.code for item in pair.repairs} >= {"record.repair_number_text"}
        page = next(item for item in narrative_pages(workspace, YEAR) if item.task.code == "A1.1")
        assert page.narrative is not None
        assert (page.narrative.results, page.progress_chosen) == ("Đã làm xong", False)
