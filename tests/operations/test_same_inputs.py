"""The same returns give the same run and the same files, in whatever order they came; nobody is left out unnamed."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

import openpyxl
import pytest

from kgdesk.domain.indicator import TotalSource
from kgdesk.domain.observation import Observation
from kgdesk.domain.receipt import Decision
from kgdesk.operations.absence import absence_words, absences
from kgdesk.operations.consolidate import ConsolidationRun, consolidate, write_report
from kgdesk.operations.demo import PASSWORD, PERIOD
from kgdesk.operations.entry import record_observation
from kgdesk.operations.explain import explain
from kgdesk.operations.intake import take_in
from kgdesk.operations.review import ReviewRequest, review_return
from kgdesk.operations.seal import SealRequest, seal_return
from kgdesk.operations.trust import believe
from kgdesk.operations.workspace import Workspace, create_workspace, open_workspace
from kgdesk.store.runs import journal_row

NOW = datetime(2024, 12, 27, 8, 0, tzinfo=UTC)


@pytest.fixture
def fresh(demo: Path, tmp_path: Path) -> Iterator[list[Workspace]]:
    """Two empty workspaces of the province that believe the demonstration's authority."""
    with ExitStack() as stack:
        made = []
        for name in ("one", "two"):
            path = tmp_path / f"{name}.kgdesk"
            pack = demo / "plan" / "nq535.kgplan"
            workspace = create_workspace(path, unit="KG", actor="an", pack=pack, clock=lambda: NOW)
            stack.callback(workspace.close)
            believe(workspace, demo / "keys" / "ca.pem")
            made.append(workspace)
        yield made


def test_two_offices_that_got_the_same_returns_in_other_orders_write_the_same_files(
    demo: Path, tmp_path: Path, fresh: list[Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All but the record of the office's own journal, which is printed with the run."""
    pages = sorted((demo / "returns").glob("*.pdf"))
    for workspace, order in zip(fresh, (pages, [*reversed(pages)]), strict=True):
        for path in order:  # one at a time: the order of arrival is the order here
            take_in(workspace, [path])
    runs = [consolidate(workspace, PERIOD).result for workspace in fresh]
    assert runs[0].digest == runs[1].digest
    assert [line.roll_up for line in runs[0].lines] == [line.roll_up for line in runs[1].lines]
    records = [journal_row(workspace.store, run.number) for workspace, run in zip(fresh, runs, strict=True)]
    assert records[0] != records[1]
    monkeypatch.setattr("kgdesk.store.runs.journal_row", lambda _store, _number: records[0])
    written = [
        {item.path.name: item.path.read_bytes() for item in write_report(workspace, run, tmp_path / f"report-{number}")}
        for number, (workspace, run) in enumerate(zip(fresh, runs, strict=True))
    ]
    assert set(written[0]) == set(written[1])
    assert len(written[0]) >= 2
    assert [name for name in written[0] if written[0][name] != written[1][name]] == []


def test_the_same_run_again_is_the_same_run_and_a_new_return_makes_another(demo: Path, fresh: list[Workspace]) -> None:
    workspace = fresh[0]
    take_in(workspace, [demo / "returns" / "KG-911_2024_r1.pdf"])
    first = consolidate(workspace, PERIOD).result
    assert consolidate(workspace, PERIOD).result.number == first.number
    take_in(workspace, [demo / "returns" / "KG-912_2024_r1.pdf"])
    second = consolidate(workspace, PERIOD).result
    assert (second.number, second.digest != first.digest) == (first.number + 1, True)


@pytest.fixture
def told(demo_copy: Path, province: Workspace) -> tuple[ConsolidationRun, Workspace]:
    """Phú Quốc was sent back and stays silent."""
    key = demo_copy / "keys" / "KG.p12"
    comments = [("KT08", "Xem lại")]
    folder = demo_copy / "receipts"
    review_return(province, ReviewRequest("KG-911_2024_r1", Decision.SENT_BACK, key, PASSWORD, folder, comments))
    return consolidate(province, PERIOD).result, province


def test_who_is_left_out_is_named_with_the_reason_on_screen_and_in_the_files(
    told: tuple[ConsolidationRun, Workspace], tmp_path: Path
) -> None:
    run, workspace = told
    line = run.line("KT08")
    assert "KG-911" in line.roll_up.missing
    (missing,) = [text for text in explain(workspace, run, "KT08") if text.startswith("Thiếu")]
    assert "Thành phố Phú Quốc (đã trả lại ngày 23/12/2024, chưa gửi lại)" in missing
    assert "Thành phố Rạch Giá (chưa nộp" in missing or "Thành phố Rạch Giá (chưa đến hạn" in missing
    english = " ".join(explain(workspace, run, "KT08", "en"))
    assert "sent back on" in english
    files = write_report(workspace, run, tmp_path, formats=("xlsx", "pdf"))
    named = {item.path.name: item.path for item in files}
    stem = f"KG_2024_run{run.number}"
    book = openpyxl.load_workbook(named[f"{stem}.xlsx"])
    cells = [str(cell.value) for row in book["Giải trình số liệu"].iter_rows() for cell in row if cell.value]
    assert any("Phú Quốc (đã trả lại ngày" in text for text in cells)
    assert "đã trả lại ngày" in words_of(named[f"{stem}.pdf"])


def words_of(path: Path) -> str:
    """Read the words of a PDF as a person does."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


def test_files_that_prove_nothing_are_told_as_what_they_are(demo_copy: Path, fresh: list[Workspace]) -> None:
    """A stranger's file never becomes the unit's; that it came is still said, as a claim."""
    province = fresh[0]
    take_in(province, [demo_copy / "returns" / "KG-911_2024_r1.pdf"])
    path = Path(shutil.copy(demo_copy / "workspaces" / "KG-912.kgdesk", demo_copy / "x.kgdesk"))
    for key, words in (("examples/public", "chưa ghi nhận người ký"), ("KG-904", "không hợp lệ")):
        with open_workspace(path, actor="x", clock=lambda: NOW) as workspace:
            value = Observation("KG-912", "KT08", PERIOD.code, value=Decimal(len(words)))
            record_observation(workspace, value, reason="thử")
            request = SealRequest(
                PERIOD, demo_copy / "keys" / f"{key}.p12", PASSWORD, demo_copy / key.replace("/", "-"), formats=("pdf",)
            )
            with patch("kgdesk.operations.own_key.ensure_own", lambda *_: None):
                made = seal_return(workspace, request).result
        take_in(province, [made.files[0]])
        absence = absences(province, PERIOD)["KG-912"]
        assert absence.claimed
        assert words in absence_words(absence)
        assert words in " ".join(explain(province, consolidate(province, PERIOD).result, "KT08"))


def test_two_reports_of_the_same_are_set_beside_each_other_and_never_added(province: Workspace) -> None:
    run = consolidate(province, PERIOD).result
    total = run.line("KT08").roll_up
    assert total.lead is not None
    assert total.units_value is not None
    assert total.lead.unit not in {item.unit for item in total.inputs}
    assert total.source is TotalSource.LEAD  # the units are not all there
    assert total.value == total.lead_value
    assert total.difference == total.units_value - (total.lead_value or 0)
    (said,) = [text for text in explain(province, run, "KT08") if text.startswith("Hai nguồn")]
    assert "Không cộng hai nguồn" in said


def test_what_is_only_estimated_is_told_apart(province: Workspace) -> None:
    run = consolidate(province, PERIOD).result
    lines = [line for line in run.lines if line.roll_up.estimates]
    assert lines
    for line in lines[:3]:
        texts = explain(province, run, line.indicator)
        assert any(text.startswith("Số ước thực hiện") for text in texts)
