"""A warning that was let stand goes with the return: in the document, on the pages and in the sheets."""

import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from kgdesk.domain.findings import Finding, Severity
from kgdesk.domain.observation import Observation
from kgdesk.domain.period import Period
from kgdesk.messages import say
from kgdesk.operations.check import accept_warning, check_period, describe, rule_of
from kgdesk.operations.demo import PASSWORD
from kgdesk.operations.entry import record_observation
from kgdesk.operations.seal import SealRequest, seal_return
from kgdesk.operations.verify import verify_file
from kgdesk.operations.workspace import Workspace

YEAR = Period.parse("2024")
REASON = "Chín tháng gồm cả khoản ghi thu, ghi chi đã điều chỉnh giảm cuối năm."


def put(workspace: Workspace, period: str, value: str) -> None:
    figure = Observation(workspace.unit.code, "KT08", period, value=Decimal(value))
    record_observation(workspace, figure, reason="Rà soát lại")


@pytest.fixture
def warning(phu_quoc: Workspace) -> Finding:
    """Nine months above the year."""
    put(phu_quoc, "2024-9M", "1900")
    put(phu_quoc, "2024", "1400")
    (found,) = [item for item in check_period(phu_quoc, YEAR) if item.code == "finding.whole_below_part"]
    return found


def test_the_reason_is_sealed_shown_and_read_back(demo_copy: Path, phu_quoc: Workspace, warning: Finding) -> None:
    assert warning.severity is Severity.WARN
    message = describe(phu_quoc, warning).message
    accept_warning(phu_quoc, YEAR, rule_of(warning), "KT08", REASON)
    request = SealRequest(
        period=YEAR,
        key=demo_copy / "keys" / "KG-911.p12",
        password=PASSWORD,
        folder=demo_copy / "out",
        number=77,
        head_name="Trần Minh Khoa",
    )
    sealed = seal_return(phu_quoc, request).result
    assert sealed.document is not None
    carried = {(item.rule, item.indicator): item for item in sealed.document.accepted_warnings}
    accepted = carried["finding.whole_below_part", "KT08"]
    assert (accepted.message_vi, accepted.reason) == (message, REASON)
    pages, book = (next(path for path in sealed.files if path.suffix == kind) for kind in (".pdf", ".xlsx"))
    text = " ".join(
        subprocess.run(["pdftotext", pages, "-"], check=True, capture_output=True, text=True).stdout.split()
    )
    assert "GIẢI TRÌNH SỐ LIỆU" in text
    assert REASON in text
    assert "1.900 của 9 tháng năm 2024" in text
    assert REASON in _texts_of(book)
    assert verify_file(pages, trust=demo_copy / "keys" / "ca.pem").consistency.value == "passed"


def _texts_of(path: Path) -> str:
    from openpyxl import load_workbook

    workbook = load_workbook(path)
    return "\n".join(
        str(cell) for sheet in workbook for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    )


def test_the_remark_speaks_both_languages(phu_quoc: Workspace, warning: Finding) -> None:
    english = describe(phu_quoc, warning, "en")
    assert "below 1,900 of nine months of 2024" in english.message
    assert english.remedy == say("finding.whole_below_part.remedy", "en")
