"""What a paste would do, without a window."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.paste_names import recognise
from kgdesk.desk.entry.paste_plan import Fate, Habit, PasteCell, PastePlan, Repair, Target, habits_seen, tiled
from kgdesk.desk.entry.paste_reading import plan_paste
from kgdesk.desk.entry.paste_words import reason, written_text
from kgdesk.domain.clipboard_table import ClipCell, ClipTable, read_tsv, tidy_number
from kgdesk.domain.indicator import EntryForm, Indicator, IndicatorGroup, TimeRule, TotalSource, UnitRule
from kgdesk.operations.cell_text import CellField, Edit, read_cell

VALUE = Indicator(
    code="KT08",
    ordinal="8",
    group=IndicatorGroup.ECONOMY,
    clause="",
    name_vi="Thu ngân sách",
    name_en="Budget revenue",
    measure_vi="tỷ đồng",
    measure_en="billion dong",
    entry=EntryForm.VALUE,
    over_units=UnitRule.SUM,
    over_time=TimeRule.LEVEL,
    total_source=TotalSource.UNITS,
    places=1,
)
SPENDING = replace(VALUE, code="KT09", ordinal="9", name_vi="Huy động vốn đầu tư", name_en="Investment")
RATE = replace(VALUE, code="KT10", ordinal="10", name_vi="Tỷ lệ đô thị hóa", name_en="Urban", entry=EntryForm.RATIO)
COUNT = replace(VALUE, code="VH01", ordinal="1", name_vi="Số học sinh", name_en="Pupils", measure_vi="người")
SHARE = replace(VALUE, code="VH02", ordinal="2", name_vi="Tỷ lệ che phủ", name_en="Cover", measure_vi="%")


def plan_one(cell: ClipCell, indicator: Indicator = VALUE, column: Column = Column.VALUE) -> PastePlan:
    return plan_paste(ClipTable(((cell,),)), lambda _row, _column: Target(indicator, column, "", ""))


def only(cell: ClipCell, indicator: Indicator = VALUE, column: Column = Column.VALUE) -> PasteCell:
    (planned,) = plan_one(cell, indicator, column).cells
    return planned


@settings(max_examples=100, deadline=None)
@given(
    st.text(alphabet="0123456789.,-() %x…tỷ１\u00a0\n", max_size=10),
    st.none() | st.sampled_from(["3485", "3.485", "0", "0.3496", "-12.5", "1E+3"]).map(tidy_number),
    st.sampled_from([VALUE, RATE, COUNT, SHARE]),
    st.sampled_from([Column.NUMERATOR, Column.VALUE, Column.STATUS, Column.NOTE, Column.TARGET]),
    st.none() | st.sampled_from(list(Habit)),
)
def test_what_is_written_reads_in_one_way_and_what_is_doubtful_is_not_written(
    text: str, exact: Decimal | None, indicator: Indicator, column: Column, habit: Habit | None
) -> None:
    plan = plan_one(ClipCell(text, exact), indicator, column)
    assert not any(cell.fate in {Fate.CHOICE, Fate.REFUSED, Fate.PROTECTED} and cell.input for cell in plan.cells)
    chosen = plan if habit is None else plan.choose_habit(habit)
    for cell in chosen.cells:
        if cell.input is not None:
            assert isinstance(read_cell(indicator, cell.input.field, cell.input.text), Edit)
            assert cell.fate in {Fate.CLEAN, Fate.REPAIRED, Fate.CHOICE}


@pytest.mark.parametrize(
    ("text", "exact", "fate", "written"),
    [
        ("16.977,5", None, Fate.CLEAN, "16977,5"),
        ("3.485", None, Fate.CHOICE, None),
        ("3.485", "3485", Fate.CLEAN, "3485"),
        ("3.485", "3.485", Fate.CLEAN, "3,4850"),
        ("17", "16977", Fate.CHOICE, None),
        ("-", "0", Fate.REPAIRED, "0"),
        ("", "0", Fate.REPAIRED, "0"),
        ("-", None, Fate.REFUSED, None),
        ("5 tỷ", "5", Fate.CLEAN, "5"),
        ("5 tỷ", None, Fate.REFUSED, None),
        ("16/12/2024", "45642", Fate.REFUSED, None),
        ("(12)", None, Fate.REPAIRED, "-12"),
        ("34,96%", "0.34961", Fate.REFUSED, None),
    ],
)
def test_figures(text: str, exact: str | None, fate: Fate, written: str | None) -> None:
    cell = only(ClipCell(text, tidy_number(exact) if exact else None))
    assert (cell.fate, cell.input.text if cell.input else None) == (fate, written)


def test_a_percentage_is_taken_whole_where_per_cent_is_the_measure() -> None:
    cell = only(ClipCell("34,96%", Decimal("0.349612")), SHARE)
    assert cell.input is not None
    read = read_cell(SHARE, CellField.VALUE, cell.input.text)
    assert isinstance(read, Edit)
    assert read.changes["value"] == Decimal("34.9612")


def test_people_are_counted_whole() -> None:
    assert only(ClipCell("25.300"), COUNT).fate is Fate.CLEAN


def test_a_line_break_in_a_note_becomes_a_space() -> None:
    cell = only(ClipCell("theo báo cáo\ncủa huyện"), column=Column.NOTE)
    assert cell.fate is Fate.REPAIRED
    assert cell.input is not None
    assert cell.input.text == "theo báo cáo của huyện"


def test_a_look_alike_letter_in_a_note_is_put_right_and_told() -> None:
    cell = only(ClipCell("hộ nghèo giảm nh\u0430nh"), column=Column.NOTE)  # a Cyrillic a
    assert cell.fate is Fate.REPAIRED
    assert cell.repairs == (Repair.LETTERS,)
    assert cell.input is not None
    assert cell.input.text == "hộ nghèo giảm nhanh"
    assert "tiếng Việt" in reason(cell, "vi")


@pytest.mark.parametrize("text", ["Kho ba\u0323c", "Kho\u00a0bạc", "Kho bạc\u200b"])
def test_what_looks_the_same_is_put_right_without_a_word(text: str) -> None:
    cell = only(ClipCell(text), column=Column.NOTE)
    assert cell.fate is Fate.CLEAN
    assert cell.input is not None
    assert cell.input.text == "Kho bạc"


@pytest.mark.parametrize(
    ("cell", "column", "vi", "en"),
    [
        (ClipCell("57632"), Column.VALUE, "57.632", "57,632"),
        (ClipCell("57632,5"), Column.VALUE, "57.632,5", "57,632.5"),
        (ClipCell("theo biên bản 57632"), Column.NOTE, "theo biên bản 57632", "theo biên bản 57632"),
        (ClipCell("57.632"), Column.VALUE, "", ""),  # still a question
    ],
)
def test_the_preview_writes_figures_as_the_grid_does(cell: ClipCell, column: Column, vi: str, en: str) -> None:
    planned = only(cell, column=column)
    assert (written_text(planned, "vi"), written_text(planned, "en")) == (vi, en)


def test_what_a_protected_cell_shows_already_is_no_matter() -> None:
    target = Target(RATE, Column.VALUE, "", "34,96")
    assert plan_paste(ClipTable(((ClipCell("34,96"),),)), lambda _row, _column: target).is_clean


def test_marks_that_read_one_way_are_counted_as_a_hint() -> None:
    table = read_tsv("1.234,5\t12.5\n3.485\t1,234,567\n")
    assert table is not None
    assert habits_seen(table) == {Habit.VIETNAMESE: 1, Habit.ENGLISH: 2}


@pytest.mark.parametrize(
    ("rows", "columns", "size"), [(4, 2, (4, 2)), (3, 2, (2, 1)), (2, 1, (2, 1)), (1, 1, (2, 1)), (2, 5, (2, 5))]
)
def test_a_block_repeats_only_where_it_fits(rows: int, columns: int, size: tuple[int, int]) -> None:
    table = tiled(ClipTable(((ClipCell("a"),), (ClipCell("b"),))), rows, columns)
    assert (len(table.rows), table.width) == size


INDICATORS = [(3, VALUE), (4, SPENDING), (7, RATE)]


@pytest.mark.parametrize(
    "name",
    [
        "KT09",
        "Huy động vốn đầu tư",
        "huy dong von dau tu",
        "9. Huy động vốn đầu tư (tỷ đồng)",
        "Investment",
        "Huy ®éng vèn ®Çu t\xad",
    ],
)
def test_a_row_is_known_by_code_name_or_numbered_name(name: str) -> None:
    table = read_tsv(f"{name}\t5\n")
    assert table is not None
    found = recognise(table, INDICATORS, Column.VALUE)
    assert found is not None
    assert (found.rows, dict(found.columns)) == ((4,), {1: Column.VALUE})


@pytest.mark.parametrize("text", ["5\t6\n7\t8\n", "KT08\n", "KT08\t1\nKT08\t2\n", "KT08\t1\na\t1\nb\t1\n"])
def test_numbers_single_columns_and_strangers_are_not_taken_for_names(text: str) -> None:
    table = read_tsv(text)
    assert table is not None
    assert recognise(table, INDICATORS, Column.VALUE) is None


def test_heads_of_columns_say_where_figures_go() -> None:
    table = read_tsv("STT\tChỉ tiêu\tGhi chú\tMẫu số\tTử số\n1\tKT10\tước\t200\t70\n\tTổng\t\t\t9\n")
    assert table is not None
    found = recognise(table, INDICATORS, Column.NOTE)
    assert found is not None
    plan = found.plan(lambda row, column: Target(dict(INDICATORS)[row], column, "", ""))
    assert {(cell.indicator, cell.field, cell.text) for cell in plan.inputs} == {
        ("KT10", CellField.NOTE, "ước"),
        ("KT10", CellField.DENOMINATOR, "200"),
        ("KT10", CellField.NUMERATOR, "70"),
    }
    assert plan.unknown == ("Tổng",)
