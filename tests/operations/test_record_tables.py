"""Spreadsheets as offices have them: every repair is told, every doubt is asked about, one step takes it back."""

import io
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.legacy_text import LegacyEncoding, encode
from kgdesk.domain.period import Period
from kgdesk.messages import say
from kgdesk.operations.entry import cell_history
from kgdesk.operations.record import Answers, RecordReport, record_file, value_headings
from kgdesk.operations.undo import undo, undo_state
from kgdesk.operations.workspace import Workspace
from kgdesk.returns.tabular import read_tables
from kgdesk.store import journal

YEAR = Period.parse("2024")
FIXTURES = Path(__file__).parents[1] / "fixtures" / "tables"


def saved_as(folder: Path, *rows: tuple[object, ...], merged: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    path = folder / "bang.xlsx"
    path.write_bytes(buffer.getvalue())
    return path


def record(workspace: Workspace, path: Path, *, dry_run: bool = False, answers: Answers | None = None) -> RecordReport:
    before = path.read_bytes(), path.stat().st_mtime_ns
    report = record_file(workspace, path, period=YEAR, dry_run=dry_run, answers=answers).result
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before, "the received file is only read"
    for lang in ("vi", "en"):
        for item in (*report.rows, *report.remarks, *(note for row in report.rows for note in row.repairs)):
            assert "{" not in say(item.code, lang, **item.params)
    return report


def value(workspace: Workspace, indicator: str) -> Decimal | None:
    history = cell_history(workspace, period=YEAR, indicator=indicator)
    newest = history[-1].observation if history else None
    return newest.value if newest else None


def test_an_old_workbook_is_read_with_what_was_repaired_and_what_is_wrong(district: Workspace) -> None:
    report = record(district, FIXTURES / "bang-cu.xls")
    rows = {row.indicator: row for row in report.rows}
    assert (report.accepted, report.written) == (False, False)
    assert [item.code for item in rows["KT08"].repairs] == ["record.repair_legacy", "record.repair_legacy"]
    assert rows["XH12"].code == "record.cell_error"
    assert rows["KT10"].code == "record.hidden_row"
    assert {item.code for item in report.remarks} == {
        "record.table_chosen",
        "record.hidden_sheets",
        "record.hidden_rows",
    }


def test_answers_after_a_dry_run_are_taken_and_one_step_takes_all_back(district: Workspace, tmp_path: Path) -> None:
    rows = (("Mã", "Giá trị", "Đơn vị tính"), ("KT08", "7.350", None), ("KT09", 41, "triệu đồng"), ("ZZ", 5, None))
    path = saved_as(tmp_path, *rows)
    asked = record(district, path, dry_run=True)
    assert [row.code for row in asked.rows] == ["record.ambiguous", "record.measure_differs", "record.not_asked"]
    assert [question.options for row in asked.rows for question in row.questions] == [
        ("7350", "7,3500"),
        (district.plan.indicator("KT09").measure_vi,),
    ]
    texts = {(row.row, item.column): item.options[0] for row in asked.rows for item in row.questions}
    report = record(district, path, answers=Answers(texts=texts, left_out=frozenset({4})))
    assert [row.outcome.value for row in report.rows] == ["saved", "saved", "left_out"]
    assert (value(district, "KT08"), value(district, "KT09")) == (Decimal(7350), Decimal(41))
    step = undo_state(district, YEAR).undo
    assert step is not None
    assert (step.kind.value, step.count) == ("import", 2)
    undo(district, YEAR)
    assert value(district, "KT08") is None
    assert value(district, "KT09") is None


def test_names_written_a_little_differently_are_found_and_told(district: Workspace, tmp_path: Path) -> None:
    name = district.plan.indicator("KT08").name_vi
    report = record(district, saved_as(tmp_path, ("Chỉ tiêu", "Giá trị"), (f"1. {name.upper()};", "8.013,4 tỷ đồng")))
    assert [(row.indicator, row.outcome.value) for row in report.rows] == [("KT08", "saved")]
    assert [item.code for item in report.rows[0].repairs] == ["record.repair_name", "record.repair_measure_word"]
    assert value(district, "KT08") == Decimal("8013.4")


def test_a_code_beside_another_indicators_name_is_refused(district: Workspace, tmp_path: Path) -> None:
    other = district.plan.indicator("KT09").name_vi
    report = record(district, saved_as(tmp_path, ("Mã", "Chỉ tiêu", "Giá trị"), ("KT08", other, 5)))
    assert report.rows[0].code == "record.code_and_name"


@pytest.mark.parametrize(("rate", "outcome"), [(75, "saved"), (74.7, "refused"), ("75,0", "saved"), (7500, "refused")])
def test_a_rate_beside_its_pair_must_be_what_the_pair_gives(
    district: Workspace, tmp_path: Path, rate: object, outcome: str
) -> None:
    report = record(district, saved_as(tmp_path, ("Mã", "Tử số", "Mẫu số", "Giá trị"), ("XH12", 90, 120, rate)))
    assert report.rows[0].outcome.value == outcome


def test_the_figure_that_goes_is_told(district: Workspace, tmp_path: Path) -> None:
    record(district, saved_as(tmp_path, ("Mã", "Giá trị"), ("KT08", 5)))
    report = record(district, saved_as(tmp_path, ("Mã", "Giá trị"), ("KT08", 6)), dry_run=True)
    assert [(item.code, item.params["before"]) for item in report.rows[0].repairs] == [("record.replaces", Decimal(5))]


def test_text_that_is_only_likely_old_is_asked_about(district: Workspace, tmp_path: Path) -> None:
    likely = encode("xã", LegacyEncoding.TCVN3)
    certain = encode("Chi cục Thuế thành phố Phú Quốc", LegacyEncoding.TCVN3)
    path = saved_as(tmp_path, ("Mã", "Giá trị", "Nguồn"), ("KT08", 5, certain), ("KT09", 6, likely))
    report = record(district, path, dry_run=True)
    assert report.rows[0].outcome.value == "readable"
    assert [item.options for item in report.rows[1].questions] == [("xã", likely)]
    chosen = record(district, path, answers=Answers(texts={(3, "source"): "xã"}))
    assert chosen.written


def test_the_journal_keeps_which_file_the_figures_came_from(district: Workspace, tmp_path: Path) -> None:
    path = saved_as(tmp_path, ("Mã", "Giá trị"), ("KT08", 5))
    record(district, path)
    entry = journal.entries(district.store, newest=1)[0]
    assert (entry.detail["file"], entry.detail["sheet"], entry.detail["cells"]) == (path.name, "Sheet", ["KT08"])
    assert entry.detail["sha256"] == sha256(path.read_bytes()).hexdigest()


def test_a_table_as_districts_send_it(district: Workspace, tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ",),
        ("TÌNH HÌNH THỰC HIỆN CÁC CHỈ TIÊU KẾ HOẠCH NĂM 2024",),
        ("TT", "Chỉ tiêu", "ĐVT", "Năm 2023", "Năm 2024", None, None, "So sánh (%)", None),
        (None, None, None, "Thực hiện", "Kế hoạch", "ƯTH 6 tháng", "Ước thực hiện cả năm", "TH/KH", "2024/2023"),
        ("A", "B", "C", "1", "2", "3", "4", "5=4/2", "6=4/1"),
        ("I", "VỀ KINH TẾ"),
    ]
    for number, code in enumerate(("KT08", "KT09"), 1):
        indicator = district.plan.indicator(code)
        rows.append((number, indicator.name_vi, indicator.measure_vi, 1, 2, 3, 4.5, 225, 450))
    path = saved_as(tmp_path, *rows, merged=("A3:A4", "B3:B4", "C3:C4", "E3:G3", "H3:I3"))
    report = record(district, path)
    assert [(row.indicator, row.outcome.value) for row in report.rows] == [
        ("VỀ KINH TẾ", "skipped"),
        ("KT08", "saved"),
        ("KT09", "saved"),
    ]
    assert value(district, "KT08") == Decimal("4.5")


@pytest.mark.parametrize(
    ("period", "heading"),
    [
        ("2024", "Ước TH 2024"),
        ("2024", "Năm 2024"),
        ("2024-H1", "Thực hiện 6 tháng"),
        ("2024-9M", "Ước thực hiện 9 tháng năm 2024"),
        ("2024-Q3", "Quý III"),
        ("2024-M07", "Thực hiện tháng 7"),
    ],
)
def test_the_column_of_the_period_is_found_under_its_usual_names(period: str, heading: str) -> None:
    path_rows = (("Mã", "Thực hiện tháng 6", "Năm 2023", heading), ("KT08", 1, 2, 3))
    book = openpyxl.Workbook()
    for row in path_rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    (table,) = read_tables(buffer.getvalue(), "a.xlsx", more_values=value_headings(Period.parse(period)))
    assert [row.value for row in table.rows] == ["3"]


def test_another_table_of_the_file_can_be_chosen(district: Workspace, tmp_path: Path) -> None:
    path = saved_as(tmp_path, ("Mã", "Giá trị"), ("KT08", 5), ("KT09", 6), ("Tên", "Mã", "Giá trị"), ("a", "KT08", 7))
    assert value(district, "KT08") is None
    assert [table.top for table in record(district, path, dry_run=True).tables] == [1, 4]
    record(district, path, answers=Answers(table=1))
    assert value(district, "KT08") == Decimal(7)
    with pytest.raises(Fault, match=r"record\.no_such_table"):
        record(district, path, answers=Answers(table=2))
