"""What stands beside the grid for one cell."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.findings import Severity
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.period import Period
from kgdesk.domain.place import Place, PlaceKind
from kgdesk.domain.target import TargetKind
from kgdesk.messages import LANGUAGES
from kgdesk.operations.attachments import attach
from kgdesk.operations.cell_panel import cell_panel, formula_text
from kgdesk.operations.cell_series import ValueOrigin
from kgdesk.operations.check import accept_warning, check_period, rule_of
from kgdesk.operations.comments import add_comment
from kgdesk.operations.entry import clear_cell, record_observation
from kgdesk.operations.home import home
from kgdesk.operations.workspace import Workspace

YEAR = Period.parse("2024")
D = Decimal


def keep(workspace: Workspace, code: str, period: str, value: str, *, reason: str = "") -> None:
    figure = Observation(workspace.unit.code, code, period, value=D(value), status=FigureStatus.OFFICIAL)
    record_observation(workspace, figure, reason=reason)


def test_the_history_sets_every_change_beside_what_stood_there(district: Workspace) -> None:
    keep(district, "KT08", "2024", "100")
    keep(district, "KT08", "2024", "110", reason="số của cơ quan thuế")
    clear_cell(district, period=YEAR, indicator="KT08")
    history = cell_panel(district, YEAR, "KT08").history
    told = [
        (None if each.before is None else each.before.value, None if each.after is None else each.after.value)
        for each in history
    ]
    assert told == [(D(110), None), (D(100), D(110)), (None, D(100))]
    assert [each.reason for each in history] == ["", "số của cơ quan thuế", ""]
    assert {each.by for each in history} == {"Lê Thị Hoa"}
    assert [each.at for each in history] == sorted((each.at for each in history), reverse=True)


def test_targets_of_every_kind_stand_side_by_side_with_their_documents(open_for: Callable[[str], Workspace]) -> None:
    found = cell_panel(open_for("CTK"), Period.parse("2025"), "KT01").targets
    assert [each.in_force for each in found] == sorted((each.in_force for each in found), reverse=True)
    assert {TargetKind.RESOLUTION, TargetKind.ANNUAL_PLAN, TargetKind.SCENARIO} == {each.target.kind for each in found}
    assert all(each.target.document_vi for each in found)
    (judged,) = [each for each in found if each.judged]
    assert judged.target.kind is TargetKind.RESOLUTION
    replaced = next(each for each in found if each.target.low == D("7.5"))
    assert not replaced.in_force  # seven weeks later there was another one


def test_the_provinces_total_is_shown_to_a_district_but_binds_it_not(district: Workspace) -> None:
    found = cell_panel(district, YEAR, "KT08")
    assert found.targets
    assert not any(each.binds or each.judged for each in found.targets)
    assert found.series.chart is None


def test_years_join_what_was_published_with_what_was_entered(open_for: Callable[[str], Workspace]) -> None:
    lead = open_for("STC")
    rows = {row.year: row for row in cell_panel(lead, YEAR, "KT08").series.years}
    assert list(rows) == list(range(2020, 2026))
    assert rows[2023].origin is ValueOrigin.PUBLISHED
    assert rows[2023].value == D(15120)
    keep(lead, "KT08", "2023", "15000")
    series = cell_panel(lead, YEAR, "KT08").series
    assert {row.year: (row.value, row.origin) for row in series.years}[2023] == (D(15000), ValueOrigin.OWN)
    assert {row.year: row.required for row in series.years}[2025] == D(73645) / 5
    assert (2024, D(16900)) in series.planned


def test_the_last_twelve_periods_with_percent_and_change(district: Workspace) -> None:
    for month in range(1, 13):
        keep(district, "KT08", f"2023-M{month:02d}", str(100 + month))
    keep(district, "KT08", "2024-M01", "202")
    rows = cell_panel(district, Period.parse("2024-M02"), "KT08").series.periods
    assert [row.period.code for row in rows] == [
        *(f"2023-M{month:02d}" for month in range(3, 13)),
        "2024-M01",
        "2024-M02",
    ]
    january = rows[-2]
    assert (january.value, january.percent) == (D(202), D(200))
    assert january.change == (D(202) / D(112) - 1) * 100
    assert (rows[-1].value, rows[-1].percent, rows[-1].change) == (None, None, None)
    assert cell_panel(district, YEAR, "KT08").series.periods == ()  # years have their own table


def test_shares_change_by_points(district: Workspace) -> None:
    for period, part in (("2024-Q1", "20"), ("2024-Q2", "25")):
        pair = {"numerator": D(part), "denominator": D(100)}
        record_observation(district, Observation("KG-911", "XH01", period, **pair))  # type: ignore[arg-type]
    series = cell_panel(district, Period.parse("2024-Q2"), "XH01").series
    assert series.in_points
    assert [row.change for row in series.periods] == [None, D(5)]


def test_no_figure_is_told_from_none_said(district: Workspace) -> None:
    state = Observation("KG-911", "KT08", "2024-Q1", ValueState.NOT_AVAILABLE, note="chờ số liệu")
    record_observation(district, state)
    (row,) = cell_panel(district, Period.parse("2024-Q1"), "KT08").series.periods
    assert (row.value, row.observation) == (None, state)


def test_what_was_said_attached_and_accepted_is_there(district: Workspace, tmp_path: Path) -> None:
    scan = tmp_path / "cong-van.pdf"
    scan.write_bytes(b"%PDF-1.4\n")
    place = Place(PlaceKind.INDICATOR, "KT08")
    keep(district, "KT08", "2023", "100")
    keep(district, "KT08", "2024", "200")
    warning = next(
        item for item in check_period(district, YEAR) if item.indicator == "KT08" and item.severity is Severity.WARN
    )
    add_comment(district, YEAR, place, "Đề nghị rà soát.")
    add_comment(district, YEAR, Place(PlaceKind.INDICATOR, "KT09"), "Chỗ khác.")
    attach(district, YEAR, place, scan)
    accept_warning(district, YEAR, rule_of(warning), "KT08", "Thu tiền sử dụng đất một lần.")
    found = cell_panel(district, YEAR, "KT08")
    assert [remark.text for remark in found.thread.remarks] == ["Đề nghị rà soát."]
    assert [item.name for item in found.attachments] == ["cong-van.pdf"]
    assert found.reasons == {rule_of(warning): "Thu tiền sử dụng đất một lần."}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_pair_says_how_it_is_computed(district: Workspace, lang: str) -> None:
    for item in district.plan.indicators:
        text = formula_text(item, lang)
        assert bool(text) == item.is_pair
        assert "÷" in text or not item.is_pair
    assert formula_text(district.plan.indicator("KT10")).endswith("÷ Dân số trung bình (người) × 100")
    assert cell_panel(district, YEAR, "KT10", lang).total


def test_what_the_unit_is_not_asked_has_no_panel(district: Workspace) -> None:
    with pytest.raises(Fault, match=r"entry\.not_asked"):
        cell_panel(district, YEAR, "KT01")


def test_nobody_waits_in_a_month_for_what_is_counted_once_a_year(district: Workspace) -> None:
    year, month = home(district, YEAR), home(district, Period.parse("2024-M07"))
    assert year.figures_total == len(district.indicators(YEAR))
    assert month.figures_total < year.figures_total
    before = month.figures_total
    record_observation(district, Observation("KG-911", "XH08", "2024-M07", numerator=D(50), denominator=D(1000)))
    after = home(district, Period.parse("2024-M07"))
    assert (after.figures_done, after.figures_total) == (1, before + 1)
