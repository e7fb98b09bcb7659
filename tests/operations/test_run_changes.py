"""What moved between two runs, and by whom; the same in the report, in Word and on a brief of one page."""

import io
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest
from docx import Document

from kgdesk.domain.observation import Observation
from kgdesk.domain.receipt import Decision
from kgdesk.domain.run_changes import IndicatorMove, MoveKind, RunChanges
from kgdesk.operations.consolidate import ConsolidationRun, consolidate, write_report
from kgdesk.operations.demo import PASSWORD, PERIOD
from kgdesk.operations.entry import record_observation
from kgdesk.operations.intake import take_in
from kgdesk.operations.provincial_report import build_report
from kgdesk.operations.review import ReviewRequest, review_return
from kgdesk.operations.run_changes import run_changes
from kgdesk.operations.seal import SealRequest, seal_return
from kgdesk.operations.workspace import Workspace
from kgdesk.returns.report_changes import write_brief


@pytest.fixture
def second(demo_copy: Path, phu_quoc: Workspace, province: Workspace) -> ConsolidationRun:
    """Phú Quốc's return went back and came again with another figure; Kiên Hải's went back and did not come again."""
    key, out = demo_copy / "keys", demo_copy / "out"
    for stem in ("KG-911_2024_r1", "KG-912_2024_r1"):
        review_return(province, ReviewRequest(stem, Decision.SENT_BACK, key / "KG.p12", PASSWORD, out, [("XH06", "?")]))
    record_observation(phu_quoc, Observation("KG-911", "XH06", "2024", value=Decimal(5000)), reason="Rà soát lại")
    seal_return(phu_quoc, SealRequest(PERIOD, key / "KG-911.p12", PASSWORD, out / "again", number=911))
    take_in(province, [out / "again"])
    return consolidate(province, PERIOD).result


def changes_of(province: Workspace, run: ConsolidationRun) -> RunChanges:
    found = run_changes(province, run)
    assert found is not None
    return found


def move(changes: RunChanges, indicator: str) -> IndicatorMove:
    return next(item for item in changes.moves if item.indicator == indicator)


def test_the_first_run_has_nothing_before_it(province: Workspace) -> None:
    run = consolidate(province, PERIOD).result
    assert run_changes(province, run) is None
    assert build_report(province, run).changes is None


def test_each_move_names_its_unit(province: Workspace, second: ConsolidationRun) -> None:
    changes = changes_of(province, second)
    assert (changes.before_number, changes.number) == (1, second.number)
    kinds = {item.unit: (item.kind, item.before_revision, item.revision) for item in changes.returns}
    assert kinds == {"KG-911": (MoveKind.REVISED, 1, 2), "KG-912": (MoveKind.GONE, 1, 0)}
    jobs = move(changes, "XH06")
    by = {item.unit: item for item in jobs.by}
    assert by["KG-911"].after == Decimal(5000)
    assert by["KG-912"].kind is MoveKind.GONE
    before, gone = by["KG-911"].before, by["KG-912"].before
    assert None not in {jobs.before, jobs.after, before, gone}
    assert jobs.after - jobs.before == 5000 - before - gone  # type: ignore[operator]


def test_what_did_not_move_is_not_named(province: Workspace, second: ConsolidationRun) -> None:
    changes = changes_of(province, second)
    assert "KT01" not in {item.indicator for item in changes.moves}  # the statistical office's own
    assert all(item.before != item.after or item.by for item in changes.moves)
    for item in changes.moves:
        assert all(one.kind is not MoveKind.REVISED or (one.before != one.after) for one in item.by)


def test_the_same_run_again_tells_the_same(province: Workspace, second: ConsolidationRun) -> None:
    again = consolidate(province, PERIOD).result
    assert changes_of(province, again) == changes_of(province, second)


def test_report_word_and_brief_say_it(province: Workspace, second: ConsolidationRun, tmp_path: Path) -> None:
    names = {item.path.name: item.path for item in write_report(province, second, tmp_path, formats=("pdf", "docx"))}
    brief = names[f"KG_2024_run{second.number}_changes.pdf"]
    pages = {name: subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()
             for name, path in names.items() if name.endswith(".pdf")}  # fmt: skip
    document = Document(io.BytesIO(names[f"KG_2024_run{second.number}.docx"].read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    word = " ".join([*cells, *(item.text for item in document.paragraphs)])
    for text in (*pages.values(), word):
        flat = " ".join(text.split())
        assert "NHỮNG THAY ĐỔI SO VỚI LẦN TỔNG HỢP TRƯỚC" in flat
        assert "Thành phố Phú Quốc (lần 1 thay bằng lần 2)" in flat
        assert "Báo cáo không còn được tính (1): Huyện Kiên Hải." in flat
        assert "Thành phố Phú Quốc (lần 2):" in flat
    with pikepdf.Pdf.open(brief) as pdf:
        assert len(pdf.pages) == 1


def test_a_brief_stays_one_page_however_much_moved(province: Workspace, second: ConsolidationRun) -> None:
    report, changes = build_report(province, second), changes_of(province, second)
    many = replace(changes, moves=changes.moves * 8)
    data = write_brief(report, many)
    assert write_brief(report, many) == data
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    assert "chỉ tiêu khác có thay đổi, nêu trong báo cáo đầy đủ." in done.stdout.decode()
