"""Figures out of a table: all of it, or nothing and a list."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.period import Period
from kgdesk.messages import say
from kgdesk.operations.entry import CellField, cell_history, entry_grid, record_cell
from kgdesk.operations.record import RecordReport, record_file
from kgdesk.operations.workspace import Workspace
from kgdesk.store import journal, sealed

YEAR = Period.parse("2024")
GOOD = """Mã chỉ tiêu;Giá trị;Tử số;Mẫu số;Trạng thái;Nguồn;Ghi chú
KT08;7.891,25;;;chính thức;Kho bạc;đã đối chiếu
XH12;;90;120;;BHXH;
XH06;;;;không áp dụng;;không có số
KT09;;;;;;
"""


def record(workspace: Workspace, folder: Path, table: str, **more: object) -> RecordReport:
    path = folder / "bang.csv"
    path.write_text(table, encoding="utf-8")
    outcome = record_file(workspace, path, period=YEAR, **more)  # type: ignore[arg-type]
    assert bool(outcome.changes) is outcome.result.written
    for row in outcome.result.rows:
        for lang in ("vi", "en"):
            assert "{" not in say(row.code, lang, **row.params)
    return outcome.result


def outcomes(report: RecordReport) -> list[tuple[int, str, str]]:
    return [(row.row, row.indicator, row.outcome.value) for row in report.rows]


def standing(workspace: Workspace, indicator: str) -> Observation | None:
    history = cell_history(workspace, period=YEAR, indicator=indicator)
    return history[-1].observation if history else None


def test_a_good_table_is_saved_in_one_transaction(district: Workspace, tmp_path: Path) -> None:
    before = len(journal.entries(district.store))
    report = record(district, tmp_path, GOOD)
    assert (report.accepted, report.written) == (True, True)
    assert outcomes(report) == [
        (2, "KT08", "saved"),
        (3, "XH12", "saved"),
        (4, "XH06", "saved"),
        (5, "KT09", "skipped"),
    ]
    assert standing(district, "KT08") == Observation(
        "KG-911",
        "KT08",
        "2024",
        value=Decimal("7891.25"),
        status=FigureStatus.OFFICIAL,
        source="Kho bạc",
        note="đã đối chiếu",
    )
    found = standing(district, "XH06")
    assert found is not None
    assert (found.state, found.note) == (ValueState.NOT_APPLICABLE, "không có số")
    assert len(journal.entries(district.store)) == before + 1


def test_a_computed_figure_is_told_as_the_report_shows_it(district: Workspace, tmp_path: Path) -> None:
    table = "Mã chỉ tiêu;Tử số;Mẫu số\nKT05;10500,5;10000\nXH12;90;120\n"
    for dry_run in (True, False):
        told = [say(row.code, "vi", **row.params) for row in record(district, tmp_path, table, dry_run=dry_run).rows]
        assert "tính ra 5,01" in told[0]  # 5.005
        assert "tính ra 75,00" in told[1]
    changed = table.replace("10500,5", "10600")
    (note,) = record(district, tmp_path, changed, dry_run=True).rows[0].repairs
    assert "5,01" in say(note.code, "vi", **note.params)


def test_the_same_table_again_writes_nothing(district: Workspace, tmp_path: Path) -> None:
    record(district, tmp_path, GOOD)
    before = journal.entries(district.store)
    report = record(district, tmp_path, GOOD)
    assert (report.accepted, report.written) == (True, False)
    assert {row.outcome.value for row in report.rows} == {"unchanged", "skipped"}
    assert journal.entries(district.store) == before


def test_a_dry_run_tells_and_writes_nothing(district: Workspace, tmp_path: Path) -> None:
    report = record(district, tmp_path, GOOD, dry_run=True)
    assert (report.accepted, report.written) == (True, False)
    assert [row.outcome.value for row in report.rows] == ["readable", "readable", "readable", "skipped"]
    assert all(row.recorded is None for row in entry_grid(district, YEAR))


@pytest.mark.parametrize(
    ("line", "outcome", "code"),
    [
        ("KT09;3.485;;;;;", "ambiguous", "record.ambiguous"),
        ("KT09;nhiều;;;;;", "refused", "number.words"),
        ("KT01;7;;;;;", "refused", "record.not_asked"),
        ("KT08;8;;;;;", "refused", "record.twice"),
        ("KT09;8;;;chưa có số liệu;;", "refused", "record.figure_and_state"),
        ("XH02;8;9;10;;;", "refused", "record.rate_and_pair"),
        ("KT09;8;;;chắc là;;", "refused", "entry.status_unknown"),
        ("KT09;;8;9;;;", "refused", "entry.no_pair"),
    ],
)
def test_one_bad_row_and_nothing_is_saved(
    district: Workspace, tmp_path: Path, line: str, outcome: str, code: str
) -> None:
    report = record(district, tmp_path, f"{GOOD}{line}\n")
    assert (report.accepted, report.written) == (False, False)
    assert (report.rows[-1].outcome.value, report.rows[-1].code) == (outcome, code)
    assert report.rows[0].outcome.value == "readable"
    assert all(row.recorded is None for row in entry_grid(district, YEAR))


def test_a_blank_never_empties_what_stands_there(district: Workspace, tmp_path: Path) -> None:
    record(district, tmp_path, GOOD)
    record(district, tmp_path, "Mã chỉ tiêu;Giá trị;Ghi chú\nKT08;;xem lại\n")
    found = standing(district, "KT08")
    assert found is not None
    assert (found.value, found.source, found.note) == (Decimal("7891.25"), "Kho bạc", "xem lại")


def test_names_are_read_as_well_as_codes(district: Workspace, tmp_path: Path) -> None:
    name = district.plan.indicator("KT08").name_vi
    report = record(district, tmp_path, f'Chỉ tiêu;Giá trị\n"{name.upper()}";42\n')
    assert outcomes(report) == [(2, "KT08", "saved")]


def test_a_sealed_figure_needs_a_reason(district: Workspace, tmp_path: Path) -> None:
    record_cell(district, period=YEAR, indicator="KT08", field=CellField.VALUE, text="1")
    with district.transaction("seal") as transaction:
        sealed.put(
            transaction,
            sealed.SealedReturn(
                "KG-911", "2024", 1, "a" * 64, None, district.clock(), "Hoa", 1, "BC", date(2024, 12, 12), ("KT08",), ()
            ),
            document=b"{}",
        )
    report = record(district, tmp_path, GOOD)
    assert (report.rows[0].code, report.written) == ("record.reason_needed", False)
    assert record(district, tmp_path, GOOD, reason="quyết toán").written


def test_a_file_that_is_no_table_is_a_fault(district: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"x")
    with pytest.raises(Fault, match=r"return\.table_kind"):
        record_file(district, path, period=YEAR)
    with pytest.raises(Fault, match=r"file\.missing"):
        record_file(district, tmp_path / "no.csv", period=YEAR)
