"""Entering figures: what is read, what is saved, what the row then shows."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.errors import Fault
from kgdesk.domain.judgement import Judgement
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.period import Period
from kgdesk.messages import say
from kgdesk.operations.entry import (
    CellField,
    CellInput,
    CellResult,
    CellState,
    cell_history,
    clear_cell,
    entry_grid,
    entry_row,
    entry_rows,
    record_block,
    record_cell,
    record_observation,
)
from kgdesk.operations.workspace import Workspace, create_workspace
from kgdesk.store import journal, sealed

YEAR = Period.parse("2024")
TEXTS = ("value", "numerator", "denominator")


def type_in(workspace: Workspace, indicator: str, text: str, cell: str = "value", **more: str) -> CellResult:
    return record_cell(workspace, period=YEAR, indicator=indicator, field=CellField(cell), text=text, **more).result


def standing(workspace: Workspace, indicator: str) -> Observation | None:
    history = cell_history(workspace, period=YEAR, indicator=indicator)
    return history[-1].observation if history else None


def test_a_typed_figure_is_saved_and_named_in_the_changes(district: Workspace) -> None:
    outcome = record_cell(district, period=YEAR, indicator="KT08", field=CellField.VALUE, text=" 7.891,25 ")
    assert outcome.result.state is CellState.SAVED
    assert outcome.changes == ChangeSet(cells=frozenset({("2024", "KT08")}))
    assert outcome.result.row == entry_row(district, YEAR, "KT08")
    assert outcome.result.row is not None
    assert outcome.result.row.value == Decimal("7891.25")


def test_it_is_there_after_closing_without_a_goodbye(district: Workspace) -> None:
    type_in(district, "KT08", "42")
    with TemporaryDirectory() as folder:  # what a power cut would leave: file and log as they are now
        for item in district.path.parent.glob("KG-911.kgdesk*"):
            (Path(folder) / item.name).write_bytes(item.read_bytes())
        from kgdesk.operations.workspace import open_workspace

        with open_workspace(Path(folder) / "KG-911.kgdesk", actor="x") as survivor:
            found = standing(survivor, "KT08")
            assert found is not None
            assert found.value == 42


@pytest.mark.parametrize("text", ["3.485", "3,485"])
def test_an_ambiguous_number_is_asked_about_and_not_saved(district: Workspace, text: str) -> None:
    outcome = record_cell(district, period=YEAR, indicator="KT08", field=CellField.VALUE, text=text)
    assert outcome.result.state is CellState.AMBIGUOUS
    assert set(outcome.result.candidates) == {Decimal(3485), Decimal("3.485")}
    assert outcome.result.candidates[0] == (Decimal(3485) if "." in text else Decimal("3.485"))
    assert not outcome.changes
    assert cell_history(district, period=YEAR, indicator="KT08") == ()


@pytest.mark.parametrize(
    ("indicator", "cell", "text", "code"),
    [
        ("KT08", "value", "năm tỷ", "number.words"),
        ("KT08", "value", "=A1", "number.formula"),
        ("KT08", "value", "-", "number.dash"),
        ("KT08", "value", "7%", "entry.percent_unexpected"),
        ("XH12", "numerator", "7%", "entry.percent_unexpected"),
        ("KT08", "numerator", "7", "entry.no_pair"),
        ("KT08", "status", "chắc chắn", "entry.status_unknown"),
        ("KT08", "state", "gì đó", "entry.state_unknown"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    district: Workspace, indicator: str, cell: str, text: str, code: str
) -> None:
    result = type_in(district, indicator, text, cell)
    assert (result.state, result.code) == (CellState.REFUSED, code)
    for lang in ("vi", "en"):
        assert say(result.code, lang, **result.params)
    assert cell_history(district, period=YEAR, indicator=indicator) == ()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("x", ValueState.NOT_APPLICABLE),
        ("KAD", ValueState.NOT_APPLICABLE),
        ("Không áp dụng", ValueState.NOT_APPLICABLE),
        ("...", ValueState.NOT_AVAILABLE),
        ("…", ValueState.NOT_AVAILABLE),
        ("Chưa có", ValueState.NOT_AVAILABLE),
        (unicodedata.normalize("NFD", "chưa có"), ValueState.NOT_AVAILABLE),
    ],
)
def test_words_for_no_figure_are_states_not_zero(district: Workspace, text: str, state: ValueState) -> None:
    type_in(district, "KT08", "42")
    type_in(district, "KT08", text)
    found = standing(district, "KT08")
    assert found is not None
    assert (found.state, found.value) == (state, None)
    type_in(district, "KT08", "0")
    found = standing(district, "KT08")
    assert found is not None
    assert (found.state, found.value) == (ValueState.FIGURE, 0)


@pytest.mark.parametrize(("text", "value"), [("Đạt", 1), ("có", 1), ("1", 1), ("chưa đạt", 0), ("Không", 0), ("0", 0)])
def test_yes_and_no(open_for: Callable[[str], Workspace], text: str, value: int) -> None:
    tan_hiep = open_for("KG-904")
    result = type_in(tan_hiep, "XH11", text)
    assert result.row is not None
    assert result.row.value == value
    assert type_in(tan_hiep, "XH11", "có lẽ").code == "entry.not_boolean"


def test_a_pair_is_computed_and_never_stored_as_its_rate(district: Workspace) -> None:
    assert type_in(district, "XH12", "90", "numerator").row.value is None  # type: ignore[union-attr]
    result = type_in(district, "XH12", "120", "denominator")
    assert result.row is not None
    assert result.row.value == 75
    found = standing(district, "XH12")
    assert found is not None
    assert (found.value, found.numerator, found.denominator) == (None, 90, 120)
    assert type_in(district, "XH12", "80%").code == "entry.rate_beside_pair"


def test_a_published_rate_stands_until_its_pair_is_known(district: Workspace) -> None:
    assert type_in(district, "XH12", "80,5 %").row.value == Decimal("80.5")  # type: ignore[union-attr]
    type_in(district, "XH12", "90", "numerator")
    found = standing(district, "XH12")
    assert found is not None
    assert (found.value, found.numerator) == (None, 90)


def test_status_source_and_note_stand_beside_the_figure(district: Workspace) -> None:
    type_in(district, "KT08", "42")
    type_in(district, "KT08", "Chính thức", "status")
    type_in(district, "KT08", unicodedata.normalize("NFD", "Cục Thống kê"), "source")
    type_in(district, "KT08", "đã đối chiếu", "note")
    assert standing(district, "KT08") == Observation(
        "KG-911",
        "KT08",
        "2024",
        value=Decimal(42),
        status=FigureStatus.OFFICIAL,
        source="Cục Thống kê",
        note="đã đối chiếu",
    )


def test_typing_the_same_again_writes_nothing(district: Workspace) -> None:
    type_in(district, "KT08", "42")
    before = journal.entries(district.store)
    outcome = record_cell(district, period=YEAR, indicator="KT08", field=CellField.VALUE, text="42,0")
    assert (outcome.result.state, bool(outcome.changes)) == (CellState.UNCHANGED, False)
    assert journal.entries(district.store) == before


def test_emptying_the_last_field_clears_the_cell(district: Workspace) -> None:
    type_in(district, "KT08", "42")
    type_in(district, "KT08", "tạm", "note")
    assert type_in(district, "KT08", "").state is CellState.SAVED  # the note is left
    assert type_in(district, "KT08", "", "note").state is CellState.CLEARED
    assert standing(district, "KT08") is None
    assert len(cell_history(district, period=YEAR, indicator="KT08")) == 4


@pytest.mark.parametrize("text", ["x", "..."])
def test_a_cell_without_a_figure_can_be_emptied_too(district: Workspace, text: str) -> None:
    type_in(district, "KT08", text)
    assert type_in(district, "KT08", "").state is CellState.CLEARED
    assert standing(district, "KT08") is None


def test_the_history_keeps_who_when_old_new_and_why(district: Workspace) -> None:
    type_in(district, "KT08", "42")
    district.actor = "Trần Văn An"
    type_in(district, "KT08", "43", reason="đối chiếu lại với kho bạc")
    clear_cell(district, period=YEAR, indicator="KT08", reason="nhập nhầm huyện")
    first, second, third = cell_history(district, period=YEAR, indicator="KT08")
    assert [item.recorded_by for item in (first, second, third)] == ["Lê Thị Hoa", "Trần Văn An", "Trần Văn An"]
    assert first.recorded_at < second.recorded_at < third.recorded_at
    assert (second.previous_key, third.previous_key) == (first.key, second.key)
    assert (second.reason, third.reason) == ("đối chiếu lại với kho bạc", "nhập nhầm huyện")
    assert third.observation is None


def test_undo_writes_the_old_observation_again(district: Workspace) -> None:
    type_in(district, "KT08", "42")
    old = standing(district, "KT08")
    type_in(district, "KT08", "43")
    assert old is not None
    outcome = record_observation(district, old)
    assert outcome.result is not None
    assert outcome.result.observation == old
    assert outcome.changes.cells == {("2024", "KT08")}
    assert not record_observation(district, old).changes
    assert len(cell_history(district, period=YEAR, indicator="KT08")) == 3


def test_what_is_not_asked_is_refused(district: Workspace) -> None:
    for indicator in ("KT01", "NO"):  # the first is the statistics office's
        with pytest.raises(Fault) as caught:
            type_in(district, indicator, "7")
        assert caught.value.code == "entry.not_asked"
        assert "Phú Quốc" in say(caught.value.code, "vi", **caught.value.params)
    with pytest.raises(ValueError, match="KG-912"):
        record_observation(district, Observation("KG-912", "KT08", "2024", value=Decimal(1)))


def test_a_block_saves_what_can_be_read_in_one_transaction(district: Workspace) -> None:
    rows = len(journal.entries(district.store))
    outcome = record_block(
        district,
        period=YEAR,
        cells=[
            CellInput("KT08", CellField.VALUE, "42"),
            CellInput("KT09", CellField.VALUE, "3.485"),
            CellInput("XH06", CellField.VALUE, "abc"),
            CellInput("XH12", CellField.NUMERATOR, "90"),
            CellInput("XH12", CellField.DENOMINATOR, "120"),
        ],
    )
    assert [item.state.value for item in outcome.result] == ["saved", "ambiguous", "refused", "saved", "saved"]
    assert outcome.changes.cells == {("2024", "KT08"), ("2024", "XH12")}
    newest = journal.entries(district.store)
    assert len(newest) == rows + 1
    assert newest[0].detail == {"cells": ["KT08", "XH12"]}


def seal(workspace: Workspace, revision: int, *indicators: str) -> None:
    at = workspace.clock()
    with workspace.transaction("seal") as transaction:
        sealed.put(
            transaction,
            sealed.SealedReturn(
                unit="KG-911", period="2024", revision=revision, digest=str(revision) * 64, replaces=None, sealed_at=at,
                sealed_by="Hoa", number=None, symbol="BC-UBND", day=date(2024, 12, 12), indicators=indicators, files=(),
            ),
            document=b"{}",
        )  # fmt: skip


def test_a_sealed_cell_is_only_changed_with_a_reason(district: Workspace) -> None:
    type_in(district, "KT08", "42")
    seal(district, 1, "KT08")
    with pytest.raises(Fault) as caught:
        type_in(district, "KT08", "43")
    assert caught.value.code == "entry.reason_needed"
    assert "lần 1" in say(caught.value.code, "vi", **caught.value.params)
    with pytest.raises(Fault, match=r"entry\.reason_needed"):
        clear_cell(district, period=YEAR, indicator="KT08", reason="  ")
    assert type_in(district, "KT08", "42").state is CellState.UNCHANGED  # nothing changes, nothing to explain
    assert type_in(district, "KT09", "5").state is CellState.SAVED  # not in the sealed return
    assert type_in(district, "KT08", "43", reason="kho bạc quyết toán lại").state is CellState.SAVED
    rows = {row.indicator.code: row.sealed for row in entry_grid(district, YEAR)}
    assert (rows["KT08"], rows["KT09"]) == (True, False)


def test_the_row_shows_what_stood_before(district: Workspace) -> None:
    for period, value in (("2023", "40"), ("2024-Q3", "9"), ("2023-Q4", "8")):
        record_cell(district, period=Period.parse(period), indicator="KT08", field=CellField.VALUE, text=value)
    row = type_in(district, "KT08", "50").row
    assert row is not None
    assert (row.previous, row.same_period, row.percent_of_same_period) == (40, 40, 125)
    quarter = entry_row(district, Period.parse("2024-Q4"), "KT08")
    assert (quarter.previous, quarter.same_period, quarter.value) == (9, 8, None)


def test_a_provinces_total_does_not_stand_beside_a_districts_part_a_rate_does(district: Workspace) -> None:
    row = type_in(district, "KT08", "80000").row
    assert row is not None
    assert (row.target_text, row.annual_plan_text) == ("", "")
    assert (row.judgement, row.percent_of_plan) == (Judgement.NO_TARGET, None)
    rate = entry_row(district, YEAR, "XH12")
    assert rate.target_text == "≥ 90"


def test_not_applicable_and_not_available_are_two_judgements_with_a_target_or_without(district: Workspace) -> None:
    for indicator in ("KT08", "XH12"):  # the first without a target that binds, the second with one
        field = CellField.VALUE if indicator == "KT08" else CellField.NUMERATOR
        absent = record_cell(district, period=YEAR, indicator=indicator, field=field, text="x").result.row
        unknown = record_cell(district, period=YEAR, indicator=indicator, field=field, text="…").result.row
        assert absent is not None
        assert unknown is not None
        assert (absent.judgement, unknown.judgement) == (Judgement.NOT_APPLICABLE, Judgement.NO_DATA)


def test_the_answering_agency_is_judged_on_all_years_with_the_published_ones(
    open_for: Callable[[str], Workspace],
) -> None:
    statistics = open_for("CTK")  # answers for growth in the whole province
    row = type_in(statistics, "KT01", "7,5").row
    assert row is not None
    assert (row.previous, row.same_period) == (Decimal("6.79"), Decimal("6.79"))  # published for 2023
    assert row.judgement is Judgement.BEHIND  # 5.60 % a year against 7.24
    assert row.percent_of_plan is not None
    half = entry_row(statistics, Period.parse("2024-H1"), "KT01")
    assert half.judgement is Judgement.NOT_JUDGED  # an average of years, in half a year


def test_an_average_with_a_year_unknown_is_not_judged(open_for: Callable[[str], Workspace]) -> None:
    agriculture = open_for("SNNPTNT")  # answers for KT05, of which no earlier year is published
    assert type_in(agriculture, "KT05", "105", "numerator").row is not None
    row = type_in(agriculture, "KT05", "100", "denominator").row
    assert row is not None
    assert (row.value, row.target_text, row.judgement) == (5, "≥ 1,76", Judgement.INCOMPLETE)
    for year in ("2021", "2022", "2023"):
        observation = Observation("SNNPTNT", "KT05", year, value=Decimal(3))
        record_observation(agriculture, observation)
    assert entry_row(agriculture, YEAR, "KT05").judgement is Judgement.ON_TRACK


def test_rows_carry_their_own_findings(district: Workspace) -> None:
    type_in(district, "XH12", "130", "numerator")
    row = type_in(district, "XH12", "120", "denominator").row
    assert row is not None
    assert row.findings
    assert {item.indicator for item in row.findings} == {"XH12"}


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["KT08", "KT09"]),
        st.none() | st.decimals(min_value=-10_000, max_value=10_000, allow_nan=False, places=3),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(moves=MOVES)
def test_whatever_is_saved_and_cleared_the_last_write_stands_and_all_are_kept(
    moves: list[tuple[str, Decimal | None]],
) -> None:
    with TemporaryDirectory() as folder, create_workspace(Path(folder) / "a.kgdesk", unit="KG-911", actor="x") as desk:
        expected: dict[str, list[Decimal | None]] = {"KT08": [], "KT09": []}
        for indicator, value in moves:
            if value is None:
                clear_cell(desk, period=YEAR, indicator=indicator)
            else:
                record_observation(desk, Observation("KG-911", indicator, "2024", value=value))
            written = expected[indicator]
            if (written[-1] if written else None) != value:
                written.append(value)
        for indicator, written in expected.items():
            history = cell_history(desk, period=YEAR, indicator=indicator)
            assert [item.observation and item.observation.value for item in history] == written
            assert [item.previous_key for item in history] == [None, *(item.key for item in history)][: len(history)]
            row = entry_row(desk, YEAR, indicator)
            assert row.value == (written[-1] if written else None)
        assert journal.verify_chain(desk.store) is None


def test_a_row_read_by_itself_is_the_row_of_the_grid(district: Workspace) -> None:
    record_cell(district, period=Period.parse("2023"), indicator="KT08", field=CellField.VALUE, text="1000")
    for text in ("1100", "1200", ""):
        type_in(district, "KT08", text)
        for row in entry_grid(district, YEAR):
            assert entry_rows(district, YEAR, [row.indicator.code]) == (replace(row, findings=()),)
    record_cell(district, period=Period.parse("2023"), indicator="KT08", field=CellField.VALUE, text="2000")
    row = next(each for each in entry_grid(district, YEAR) if each.indicator.code == "KT08")
    assert row.same_period == Decimal(2000)  # what was read before does not outlive a change elsewhere
    assert entry_rows(district, YEAR, ["no such indicator"]) == ()
