"""The workbook of a plan author: what goes out comes back, and every slip is named with its cell."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kgdesk.domain.errors import Fault
from kgdesk.messages import LANGUAGES
from kgdesk.returns import plan_default, plan_document, plan_workbook
from kgdesk.returns.plan_problem import PlanProblem
from kgdesk.returns.plan_sheets import SHEETS

Edit = Callable[[Workbook], object]


@pytest.fixture(scope="module")
def shipped() -> bytes:
    return plan_workbook.template()


def _column(workbook: Workbook, sheet: str, code: str) -> int:
    return next(cell.column for cell in workbook[sheet][2] if cell.value == code)


def _put(workbook: Workbook, sheet: str, row: int, code: str, value: Any) -> None:
    cell = workbook[sheet].cell(row, _column(workbook, sheet, code))
    cell.value = value


def _save(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _problems(data: bytes) -> tuple[PlanProblem, ...]:
    with pytest.raises(Fault) as caught:
        plan_workbook.build(data, "plan.xlsx")
    assert caught.value.code == "plan.rejected"
    assert caught.value.params["file"] == "plan.xlsx"
    problems: Any = caught.value.params["problems"]
    assert caught.value.params["count"] == len(problems)
    return tuple(problems)


def test_the_template_builds_the_shipped_plan(shipped: bytes) -> None:
    assert plan_document.to_bytes(plan_workbook.build(shipped, "t.xlsx")) == plan_default.load()


def test_the_template_always_has_the_same_bytes(shipped: bytes) -> None:
    assert plan_workbook.template() == shipped
    with zipfile.ZipFile(io.BytesIO(shipped)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_template_guides_its_author(shipped: bytes) -> None:
    workbook = load_workbook(io.BytesIO(shipped))
    assert workbook.sheetnames == ["guide", *(sheet.code for sheet in SHEETS)]
    targets = workbook["targets"]
    assert targets.freeze_panes == "B3"
    assert (targets["A1"].value, targets["A2"].value) == ("Mã chỉ tiêu", "indicator")
    lists = {str(item.formula1) for item in targets.data_validations.dataValidation}
    assert '">=,>,<,<=,=,~,range"' in lists
    explained = {(row[0], row[1]) for row in workbook["guide"].iter_rows(values_only=True)}
    assert {(sheet.code, column.code) for sheet in SHEETS for column in sheet.columns} <= explained


def test_an_empty_template_has_headings_only() -> None:
    problems = _problems(plan_workbook.template(empty=True))
    assert {item.code for item in problems} == {"plan.sheet_empty"}
    assert "indicators" in {item.sheet for item in problems}


def test_numbers_and_dates_may_be_text_or_excels_own(shipped: bytes) -> None:
    workbook = load_workbook(io.BytesIO(shipped))
    _put(workbook, "targets", 3, "low", "7,24")
    _put(workbook, "targets", 3, "valid_from", "14/01/2021")
    _put(workbook, "targets", 4, "valid_from", date(2021, 1, 14))
    _put(workbook, "targets", 5, "horizon", 2025)
    _put(workbook, "targets", 5, "low", "3485")
    _put(workbook, "units", 3, "valid_from", datetime(2021, 1, 1))  # noqa: DTZ001 - Excel knows no zones
    _put(workbook, "units", 3, "official_code", 91)
    _put(workbook, "indicators", 6, "ordinal", 4.1)
    _put(workbook, "indicators", 6, "part_bounded", value=True)
    assert plan_document.to_bytes(plan_workbook.build(_save(workbook), "t.xlsx")) == plan_default.load()


def test_a_binary_fraction_of_excel_is_read_as_shown(shipped: bytes) -> None:
    workbook = load_workbook(io.BytesIO(shipped))
    _put(workbook, "targets", 3, "low", 0.1 + 0.2)
    assert str(plan_workbook.build(_save(workbook), "t.xlsx").targets[0].low) == "0.3"


# sheet, row, column, what is typed there, the problem that must be reported at exactly that cell
SLIPS = [
    ("plan", 3, "base_year", 2030, "plan.years_reversed"),
    ("rules", 9, "code", "R 1", "plan.bad_code"),
    ("indicators", 4, "entry", "guess", "plan.bad_word"),
    ("indicators", 5, "places", "two", "plan.bad_integer"),
    ("indicators", 6, "numerator_vi", None, "plan.pair_unnamed"),
    ("indicators", 7, "over_units", "sum_then_growth", "plan.form_mismatch"),
    ("indicators", 8, "parent", "KT99", "plan.dangling"),
    ("indicators", 9, "factor", 0, "plan.bad_number"),
    ("indicators", 10, "named_unit", "KG-904", "plan.named_unit_mismatch"),
    ("rules", 8, "code", "R-SUM-KT04", "plan.duplicate"),
    ("indicators", 13, "name_vi", "x" * 4001, "plan.cell_too_long"),
    ("targets", 3, "operator", "≥", "plan.bad_word"),
    ("targets", 4, "high", None, "plan.range_needs_high"),
    ("targets", 5, "low", "3.485", "plan.ambiguous_number"),
    ("targets", 6, "low", "abc", "plan.bad_number"),
    ("targets", 7, "low", None, "plan.cell_missing"),
    ("targets", 8, "high", 50, "plan.high_without_range"),
    ("targets", 9, "valid_from", "31/02/2021", "plan.bad_date"),
    ("targets", 10, "horizon", "5 năm", "plan.bad_span"),
    ("targets", 11, "valid_to", "01/01/2020", "plan.dates_reversed"),
    ("targets", 12, "indicator", "KT77", "plan.dangling"),
    ("targets", 13, "unit", "KG-000", "plan.dangling"),
    ("targets", 14, "low", "=1+1", "plan.formula"),
    ("targets", 46, "valid_to", None, None),  # NQ 08 no longer ends: the next row overlaps it
    ("targets", 47, "valid_from", "2025-02-01", "plan.overlap"),
    ("tasks", 3, "parent", "A", "plan.cycle"),
    ("tasks", 6, "parent", "Z", "plan.dangling"),
    ("units", 5, "level", "village", "plan.bad_word"),
    ("units", 6, "parent", "KGG", "plan.dangling"),
    ("departments", 26, "code", "KG-899", "plan.duplicate"),
    ("successions", 5, "share", "0,5", "plan.shares_sum"),
    ("successions", 6, "successor", "AG-XX", "plan.dangling"),
    ("successions", 7, "day", "01/04/2025", "plan.succession_day"),
    ("successions", 8, "basis", "người", "plan.bad_word"),
    ("units", 9, "official_code", "904", "plan.official_code_twice"),
    ("assignments", 62, "valid_to", "2026-01-01", "plan.assignment_outlives"),
    ("assignments", 6, "subject", "KT55", "plan.dangling"),
    ("assignments", 7, "unit", "CTKK", "plan.dangling"),
    ("assignments", 8, "unit", "@district", "plan.level_leads"),
    ("periods", 8, "kind", "year", "plan.duplicate"),
    ("periods", 6, "due_working_days", 0, "plan.due_too_short"),
    ("rules", 3, "low", None, "plan.rule_incomplete"),
    ("rules", 5, "indicators", "XH07a", "plan.rule_indicators"),
    ("rules", 6, "indicators", "XH04; XH99", "plan.dangling"),
    ("history", 3, "period", "2021-X1", "plan.bad_period"),
    ("history", 4, "high", 1, "plan.range_needs_high"),
]


@pytest.fixture(scope="module")
def slipped(shipped: bytes) -> dict[tuple[str, int, str], PlanProblem]:
    """One workbook with all the slips at once: none may hide another."""
    workbook = load_workbook(io.BytesIO(shipped))
    for sheet, row, code, value, _problem in SLIPS:
        _put(workbook, sheet, row, code, value)
    return {(item.sheet, item.row, item.column): item for item in _problems(_save(workbook))}


@pytest.mark.parametrize(("sheet", "row", "column", "problem"), [(s, r, c, p) for s, r, c, _v, p in SLIPS if p])
def test_each_slip_is_named_with_its_cell(
    slipped: dict[tuple[str, int, str], PlanProblem], sheet: str, row: int, column: str, problem: str
) -> None:
    found = slipped[sheet, row, column]
    assert found.code == problem
    for lang in LANGUAGES:
        assert sheet in found.text(lang)
        assert str(row) in found.text(lang)


def test_nothing_else_is_reported(slipped: dict[tuple[str, int, str], PlanProblem]) -> None:
    expected = {(sheet, row, column) for sheet, row, column, _value, problem in SLIPS if problem}
    assert slipped.keys() == expected


SHAPES: dict[str, tuple[Edit, tuple[str, str, str]]] = {
    "no sheet": (lambda book: book.remove(book["rules"]), ("plan.sheet_missing", "rules", "")),
    "no column": (lambda book: book["tasks"].delete_cols(3), ("plan.column_missing", "tasks", "clause")),
    "a column of one's own": (
        lambda book: book["tasks"].cell(2, 9, "colour"),
        ("plan.column_unknown", "tasks", "colour"),
    ),
    "a column twice": (lambda book: book["tasks"].cell(2, 9, "clause"), ("plan.column_twice", "tasks", "clause")),
    "no rows": (lambda book: book["tasks"].delete_rows(3, 200), ("plan.sheet_empty", "tasks", "")),
    "two plans": (
        lambda book: [book["plan"].cell(4, cell.column, cell.value) for cell in book["plan"][3]],
        ("plan.one_heading", "plan", ""),
    ),
}


@pytest.mark.parametrize(("edit", "expected"), SHAPES.values(), ids=SHAPES)
def test_a_workbook_of_the_wrong_shape(shipped: bytes, edit: Edit, expected: tuple[str, str, str]) -> None:
    workbook = load_workbook(io.BytesIO(shipped))
    edit(workbook)
    problems = _problems(_save(workbook))
    assert expected in {(item.code, item.sheet, item.column) for item in problems}
    assert all(item.text(lang) for item in problems for lang in LANGUAGES)


def _replaced(data: bytes, part: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, content if name == part else source.read(name))
    return stream.getvalue()


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
WIDE = '<?xml version="1.0" encoding="UTF-16"?><x/>'.encode("utf-16")
FOREIGN: dict[str, Callable[[bytes], bytes]] = {
    "an old .xls": lambda _data: b"\xd0\xcf\x11\xe0" + b"\0" * 600,
    "text": lambda _data: b"code;name",
    "cut short": lambda data: data[: len(data) // 2],
    "an entity": lambda data: _replaced(data, "xl/workbook.xml", ENTITY),
    "a wide encoding": lambda data: _replaced(data, "xl/workbook.xml", WIDE),
    "a broken sheet": lambda data: _replaced(data, "xl/worksheets/sheet2.xml", b"<worksheet><sheetData><row>"),
    "a bomb": lambda data: _replaced(data, "xl/styles.xml", b" " * 30_000_000),
}


@pytest.mark.parametrize("make", FOREIGN.values(), ids=FOREIGN)
def test_what_is_no_workbook_is_refused_by_name(shipped: bytes, make: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Fault) as caught:
        plan_workbook.build(make(shipped), "plan.xlsx")
    assert caught.value.code == "plan.workbook_unreadable"
    assert caught.value.params["file"] == "plan.xlsx"


def test_an_older_workbook_without_the_kinds_of_period_is_still_read(shipped: bytes) -> None:
    workbook = load_workbook(io.BytesIO(shipped))
    workbook["rules"].delete_cols(_column(workbook, "rules", "periods"))
    plan = plan_workbook.build(_save(workbook), "old.xlsx")
    assert {rule.periods for rule in plan.rules} == {()}


def test_an_unknown_kind_of_period_is_refused_with_its_place(shipped: bytes) -> None:
    workbook = load_workbook(io.BytesIO(shipped))
    _put(workbook, "rules", 5, "periods", "year; week")
    (problem,) = _problems(_save(workbook))
    assert (problem.code, problem.sheet, problem.row, problem.column) == ("plan.bad_word", "rules", 5, "periods")
