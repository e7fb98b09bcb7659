"""Forms out and back: what people do to them is mended and told; what is not theirs is refused."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kgdesk.domain.errors import Fault
from kgdesk.domain.legacy_text import LegacyEncoding, encode
from kgdesk.domain.period import Period
from kgdesk.domain.plan import Plan
from kgdesk.messages import is_known, say
from kgdesk.operations.collect import FormReport, collect_forms
from kgdesk.operations.entry import cell_history
from kgdesk.operations.escalation import escalations
from kgdesk.operations.form import write_forms
from kgdesk.operations.narrative import narrative_pages
from kgdesk.operations.undo import undo, undo_state
from kgdesk.operations.workspace import Workspace, open_workspace

YEAR = Period.parse("2024")
Edit = Callable[[openpyxl.Workbook], object]


def row_of(sheet: Worksheet, code: str) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == code)


def fill(book: openpyxl.Workbook) -> None:
    figures, narratives, matters = book["Số liệu"], book["Thuyết minh"], book["Kiến nghị"]
    row = row_of(figures, "KT08")
    figures.cell(row, 10).value, figures.cell(row, 11).value, figures.cell(row, 12).value = (
        8013.4,
        "Chính thức",
        "Kho bạc",
    )
    row = row_of(figures, "XH12")
    figures.cell(row, 8).value, figures.cell(row, 9).value = 90, 120
    row = row_of(figures, "XH06")
    figures.cell(row, 11).value, figures.cell(row, 13).value = "Không áp dụng", "không có"
    row = row_of(narratives, "A1.1")
    narratives.cell(row, 3).value, narratives.cell(row, 6).value = "Đã làm xong", "Đã hoàn thành"
    narratives.cell(row, 7).value = 100
    for column, text in enumerate(("Thiếu vốn", "Luật Đầu tư công", "Bổ sung vốn", "UBND tỉnh"), 2):
        matters.cell(6, column).value = text
    matters.cell(6, 6).value = datetime(2025, 3, 31)  # noqa: DTZ001 - a day of a cell has no zone


def filled(form: Path, *edits: Edit, saved: str = "2024-12-01T08:00:00Z") -> Path:
    book = openpyxl.load_workbook(form)
    for edit in edits:
        edit(book)
    buffer, dated = io.BytesIO(), io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + saved.encode(), content)
            package.writestr(name, content)
    path = form.with_name(f"da-dien-{len(list(form.parent.iterdir()))}.xlsx")
    path.write_bytes(dated.getvalue())
    return path


def collect(workspace: Workspace, path: Path, **more: object) -> FormReport:
    before = path.read_bytes(), path.stat().st_mtime_ns
    (report,) = collect_forms(workspace, [path], **more).result  # type: ignore[arg-type]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before, "the received file is only read"
    for lang in ("vi", "en"):
        for item in (report, *report.rows, *report.remarks, *(note for row in report.rows for note in row.repairs)):
            assert "{" not in say(item.code, lang, **item.params)
    return report


@pytest.fixture
def form(district: Workspace, tmp_path: Path) -> Path:
    (made,) = write_forms(district, YEAR, tmp_path / "forms")
    return made.path


def value(workspace: Workspace, indicator: str) -> Decimal | None:
    history = cell_history(workspace, period=YEAR, indicator=indicator)
    newest = history[-1].observation if history else None
    return newest.value if newest else None


def test_a_form_is_locked_but_for_its_cells_and_the_same_bytes_twice(
    form: Path, district: Workspace, tmp_path: Path
) -> None:
    assert form.name == "KG-911_2024_form.xlsx"
    (again,) = write_forms(district, YEAR, tmp_path / "again")
    assert again.path.read_bytes() == form.read_bytes()
    book = openpyxl.load_workbook(form)
    assert book.sheetnames == ["Số liệu", "Thuyết minh", "Kiến nghị", "Hướng dẫn"]
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)
    sheet = book["Số liệu"]
    row, pair = row_of(sheet, "KT08"), row_of(sheet, "XH12")
    unlocked = [not cell.protection.locked for cell in (*sheet[row][:13],)]
    assert unlocked == [False] * 9 + [True] * 4
    assert [not cell.protection.locked for cell in sheet[pair][7:10]] == [True, True, False]
    rules = {rule.type: rule for rule in sheet.data_validations.dataValidation}
    assert "Chính thức" in rules["list"].formula1
    assert f"J{row}" in str(
        next(rule for rule in sheet.data_validations.dataValidation if rule.promptTitle == "Giá trị").sqref
    )
    with zipfile.ZipFile(form) as package:
        assert not [name for name in package.namelist() if "vba" in name.lower()]


def test_a_filled_form_goes_into_entry_as_one_step(district: Workspace, form: Path) -> None:
    path = filled(form, fill)
    dry = collect(district, path, dry_run=True)
    assert (dry.outcome.value, value(district, "KT08")) == ("readable", None)
    report = collect(district, path)
    assert (report.outcome.value, report.params["count"]) == ("collected", 5)
    assert [row.indicator for row in report.rows if row.outcome.value == "saved"] == [
        "KT08",
        "XH06",
        "XH12",
        "A1.1",
        "1",
    ]
    history = cell_history(district, period=YEAR, indicator="KT08")
    assert history[-1].recorded_by == "Lê Thị Hoa"
    assert path.name in history[-1].reason
    page = next(item for item in narrative_pages(district, YEAR) if item.task.code == "A1.1")
    assert page.narrative is not None
    assert (page.narrative.results, page.narrative.percent, page.progress_chosen) == ("Đã làm xong", 100, True)
    (matter,) = escalations(district)
    assert (matter.matter, matter.decision_wanted_by) == ("Thiếu vốn", datetime(2025, 3, 31).date())  # noqa: DTZ001
    assert undo_state(district, YEAR).undo is not None
    undo(district, YEAR)
    assert value(district, "KT08") is None
    assert escalations(district) == ()
    assert undo_state(district, YEAR).undo is None


def test_what_people_do_to_forms_is_mended_and_told(district: Workspace, form: Path) -> None:
    def mistreat(book: openpyxl.Workbook) -> None:
        sheet = book["Số liệu"]
        sheet.insert_rows(3, 2)
        row = row_of(sheet, "KT08")
        sheet.cell(row, 10).value = "8.013,4"
        sheet.cell(row, 12).value = encode("Kho bạc Nhà nước thành phố Phú Quốc", LegacyEncoding.TCVN3)
        sheet.delete_rows(row_of(sheet, "KT09"))
        heading = next(cell.row for cell in sheet["A"] if cell.value == "Mã chỉ tiêu")
        sheet.cell(heading, 10).value = "Kết quả của xã"
        sheet.title = "Sheet1"
        narratives = book["Thuyết minh"]
        row = row_of(narratives, "A1.1")
        narratives.unmerge_cells("B6:G6")
        narratives.insert_rows(row + 1)
        narratives.cell(row + 1, 3).value = "và còn nữa"

    report = collect(district, filled(form, fill, mistreat))
    assert report.outcome.value == "collected", [item for item in report.rows if item.outcome.value == "refused"]
    assert value(district, "KT08") == Decimal("8013.4")
    assert {"collect.repair_renamed_sheet", "collect.repair_heading"} <= {item.code for item in report.remarks}
    row = next(item for item in report.figures if item.indicator == "KT08")
    assert {"record.repair_number_text", "record.repair_legacy"} <= {item.code for item in row.repairs}
    text = next(item for item in report.narratives if item.indicator == "A1.1")
    assert [item.code for item in text.repairs] == ["collect.repair_continued"]
    page = next(item for item in narrative_pages(district, YEAR) if item.task.code == "A1.1")
    assert page.narrative is not None
    assert page.narrative.results == "Đã làm xong\nvà còn nữa"


def test_the_same_form_twice_and_a_newer_and_an_older_one_are_noticed(district: Workspace, form: Path) -> None:
    def other(book: openpyxl.Workbook) -> None:
        book["Số liệu"].cell(row_of(book["Số liệu"], "KT08"), 10).value = 9000

    first, newer = filled(form, fill), filled(form, fill, other, saved="2024-12-05T08:00:00Z")
    collect(district, first)
    assert collect(district, first).outcome.value == "duplicate"
    report = collect(district, newer)
    assert [item.code for item in report.remarks] == ["collect.newer"]
    row = next(item for item in report.figures if item.indicator == "KT08")
    assert [(item.code, item.params["before"]) for item in row.repairs] == [("record.replaces", Decimal("8013.40"))]
    older = collect(district, first)
    assert (older.outcome.value, older.code, value(district, "KT08")) == ("undecided", "collect.older", Decimal(9000))
    assert collect(district, first, older=True).outcome.value == "collected"


def test_one_doubtful_row_and_nothing_of_the_form_is_kept(district: Workspace, form: Path) -> None:
    def doubt(book: openpyxl.Workbook) -> None:
        book["Số liệu"].cell(row_of(book["Số liệu"], "KT09"), 10).value = "41.200"

    report = collect(district, filled(form, fill, doubt))
    assert (report.outcome.value, report.code) == ("undecided", "collect.undecided")
    assert value(district, "KT08") is None
    assert escalations(district) == ()


def test_forms_of_others_are_refused_with_a_sentence(
    district: Workspace, form: Path, open_for: Callable[[str], Workspace]
) -> None:
    def altered(book: openpyxl.Workbook) -> None:
        book["Số liệu"]["A1"].value = str(book["Số liệu"]["A1"].value).replace("KG-911", "KG-912")

    def nameless(book: openpyxl.Workbook) -> None:
        for sheet in book:
            sheet["A1"].value = None
        del book.defined_names["KGDESK_FORM"]

    assert collect(district, filled(form, fill, altered)).code == "form.altered"
    assert collect(district, filled(form, fill, nameless)).code == "form.no_form"
    assert collect(open_for("KG-912"), filled(form, fill)).code == "collect.other_unit"
    district.plan_digest = "0" * 64
    assert collect(district, filled(form, fill)).code == "collect.other_version"


def test_a_removed_line_is_made_good_by_the_defined_name(district: Workspace, form: Path) -> None:
    def lineless(book: openpyxl.Workbook) -> None:
        for sheet in book:
            sheet["A1"].value = None

    report = collect(district, filled(form, fill, lineless))
    assert report.outcome.value == "collected"
    assert [item.code for item in report.remarks] == ["collect.repair_line_missing"]


def test_the_province_keeps_a_form_in_a_workspace_of_the_unit(
    open_for: Callable[[str], Workspace], tmp_path: Path
) -> None:
    province = open_for("KG")
    made = {item.unit: item.path for item in write_forms(province, YEAR, tmp_path / "forms")}
    path = filled(made["KG-911"], fill)
    assert collect(province, path).code == "collect.into_needed"
    folder = tmp_path / "so"
    folder.mkdir()
    assert collect(province, path, into=folder, dry_run=True).outcome.value == "readable"
    assert list(folder.iterdir()) == []
    report = collect(province, path, into=folder)
    assert (report.outcome.value, report.workspace) == ("collected", folder / "KG-911.kgdesk")
    with open_workspace(folder / "KG-911.kgdesk", actor="x") as unit:
        assert value(unit, "KT08") == Decimal("8013.4")
    assert collect(province, path, into=folder).outcome.value == "duplicate"


def test_texts_that_look_like_formulas_stay_texts(district: Workspace, form: Path) -> None:
    def inject(book: openpyxl.Workbook) -> None:
        cell = book["Số liệu"].cell(row_of(book["Số liệu"], "KT08"), 12)
        cell.value = "=cmd|'/c calc'!A1"
        cell.data_type = "s"
        book["Thuyết minh"].cell(row_of(book["Thuyết minh"], "A1.1"), 3).value = "@SUM(1)"

    assert collect(district, filled(form, fill, inject)).outcome.value == "collected"
    history = cell_history(district, period=YEAR, indicator="KT08")
    assert history[-1].observation is not None
    assert history[-1].observation.source == "=cmd|'/c calc'!A1"


def test_units_that_do_not_report_here_get_no_form(district: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"form\.not_below"):
        write_forms(district, YEAR, tmp_path, units=["KG-912"])


def test_what_is_collected_is_told_under_the_name_of_whoever_did_it(district: Workspace, form: Path) -> None:
    from kgdesk.store import journal

    path = filled(form, fill)
    collect(district, path)
    entry = journal.entries(district.store, newest=1)[0]
    assert (entry.actor, entry.action, entry.detail["file"]) == ("Lê Thị Hoa", "form.collect", path.name)
    assert is_known(f"person.did.{entry.action}")


def test_hidden_rows_and_sheets_of_a_form_are_told_and_not_read(district: Workspace, form: Path) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        sheet = book["Số liệu"]
        sheet.row_dimensions[row_of(sheet, "KT08")].hidden = True
        book["Kiến nghị"].sheet_state = "hidden"

    report = collect(district, filled(form, fill, hide))
    assert value(district, "KT08") is None
    assert escalations(district) == ()
    assert {"record.hidden_rows", "collect.repair_hidden_sheet", "collect.repair_sheet_missing"} <= {
        item.code for item in report.remarks
    }


def test_cells_that_were_merged_keep_what_stands_in_them(district: Workspace, form: Path) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        sheet = book["Số liệu"]
        row = row_of(sheet, "KT08")
        sheet.merge_cells(start_row=row, end_row=row, start_column=12, end_column=13)

    report = collect(district, filled(form, fill, merge))
    row = next(item for item in report.figures if item.indicator == "KT08")
    assert "record.repair_merged" in {item.code for item in row.repairs}
    history = cell_history(district, period=YEAR, indicator="KT08")
    assert history[-1].observation is not None
    assert history[-1].observation.source == "Kho bạc"


def test_columns_put_in_and_taken_out_never_shift_figures(district: Workspace, form: Path) -> None:
    def insert(book: openpyxl.Workbook) -> None:
        book["Số liệu"].insert_cols(8)

    def remove(book: openpyxl.Workbook) -> None:
        book["Số liệu"].delete_cols(7)

    collect(district, filled(form, fill, insert))
    assert value(district, "KT08") == Decimal("8013.4")
    undo(district, YEAR)
    collect(district, filled(form, fill, remove))
    assert value(district, "KT08") == Decimal("8013.4")


def test_a_figure_column_that_cannot_be_told_stops_the_form(district: Workspace, form: Path) -> None:
    def lose(book: openpyxl.Workbook) -> None:
        sheet = book["Số liệu"]
        heading = next(cell.row for cell in sheet["A"] if cell.value == "Mã chỉ tiêu")
        sheet.cell(heading, 10).value = "Kết quả của xã"
        sheet.insert_cols(10)

    assert collect(district, filled(form, fill, lose)).code == "form.column_missing"
    assert value(district, "KT08") is None


QUARTER = Period.parse("2024-Q3")


def codes_of(path: Path) -> set[str]:
    return {str(cell.value) for cell in openpyxl.load_workbook(path)["Số liệu"]["A"]} - {"None"}


def test_the_form_of_a_quarter_asks_only_what_the_quarter_asks(district: Workspace, form: Path, tmp_path: Path) -> None:
    (made,) = write_forms(district, QUARTER, tmp_path / "quarter")
    asked = {item.code for item in district.indicators(QUARTER)}
    elsewhere = district.plan.not_asked_in(QUARTER.kind)
    assert asked & elsewhere
    assert codes_of(made.path) & asked == asked - elsewhere
    assert codes_of(form) & asked == asked


def test_a_form_of_a_quarter_made_before_with_all_rows_is_still_read(
    district: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(Plan, "not_asked_in", lambda *_: frozenset())
        (made,) = write_forms(district, QUARTER, tmp_path / "before")
    assert "XH12" in codes_of(made.path)
    report = collect(district, filled(made.path, fill))
    assert not [row for row in report.rows if row.code.startswith("form.")]
    (entered,) = cell_history(district, period=QUARTER, indicator="XH12")
    figure = entered.observation
    assert figure is not None
    assert (figure.numerator, figure.denominator) == (Decimal(90), Decimal(120))
