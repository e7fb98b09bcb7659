"""Taking back and doing again: what stands then, who is named, and where it ends."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.errors import Fault
from kgdesk.domain.escalation import Escalation, EscalationState
from kgdesk.domain.narrative import Narrative, TaskProgress
from kgdesk.domain.observation import FigureStatus, Observation
from kgdesk.domain.period import Period
from kgdesk.messages import say
from kgdesk.operations.check import accept_warning, check_period, rule_of, withdraw_acceptance
from kgdesk.operations.entry import (
    CellField,
    CellInput,
    cell_history,
    clear_cell,
    record_block,
    record_cell,
    record_observations,
)
from kgdesk.operations.escalation import escalations, next_key, record_escalation
from kgdesk.operations.narrative import narrative_pages, progress_findings, record_narrative
from kgdesk.operations.undo import StepKind, redo, undo, undo_state
from kgdesk.operations.workspace import Workspace, open_workspace
from kgdesk.store import accepted_warnings, journal, observations, sealed
from tests.store.bench import slip_in

YEAR = Period.parse("2024")
MATTER = Escalation(
    "KG-911-2024-1", "KG-911", "2024", date(2024, 11, 20), "Thiếu vốn đối ứng", "Luật Đầu tư công", "Bổ sung", "UBND"
)


def type_in(workspace: Workspace, indicator: str, text: str, field: CellField = CellField.VALUE) -> None:
    record_cell(workspace, period=YEAR, indicator=indicator, field=field, text=text)


def paste(workspace: Workspace, **texts: str) -> None:
    record_block(workspace, period=YEAR, cells=[CellInput(code, CellField.VALUE, text) for code, text in texts.items()])


def figures(workspace: Workspace) -> dict[str, Decimal | None]:
    return {
        code: item.observation.value
        for code, item in observations.current(workspace.store, "KG-911", "2024").items()
        if item.observation is not None
    }


def seal(workspace: Workspace, period: str = "2024", revision: int = 1) -> None:
    """Draw the line as the seal does, without keys and pages."""
    at = workspace.clock()
    digest = f"{revision}{period[-1]}".ljust(64, "0")
    kept = sealed.SealedReturn(
        "KG-911", period, revision, digest, None, at, "Hoa", None, "BC", at.date(), ("KT08",), ()
    )  # fmt: skip
    with workspace.transaction("seal", subject=f"{period} r{revision}") as transaction:
        sealed.put(transaction, kept, document=b"{}")


def fault_of(call: object, workspace: Workspace) -> Fault:
    with pytest.raises(Fault) as caught:
        call(workspace, YEAR)  # type: ignore[operator]
    for lang in ("vi", "en"):
        assert say(caught.value.code, lang, **caught.value.params)
    return caught.value


def test_a_typed_figure_is_taken_back_and_done_again(district: Workspace) -> None:
    type_in(district, "KT08", "42")
    type_in(district, "KT08", "43")
    outcome = undo(district, YEAR)
    assert outcome.changes == ChangeSet(cells=frozenset({("2024", "KT08")}))
    assert (outcome.result.undone, outcome.result.written, outcome.result.step.kind) == (True, 1, StepKind.CELL)
    assert figures(district) == {"KT08": 42}
    undo(district, YEAR)
    assert figures(district) == {}
    redo(district, YEAR)
    redo(district, YEAR)
    assert figures(district) == {"KT08": 43}
    assert fault_of(redo, district).code == "undo.nothing_to_redo"
    undo(district, YEAR)
    undo(district, YEAR)
    assert fault_of(undo, district).code == "undo.nothing"


def test_history_only_grows_and_names_who_took_it_back(district: Workspace) -> None:
    type_in(district, "KT08", "42")
    district.actor = "Trần Văn An"
    undo(district, YEAR)
    redo(district, YEAR)
    history = cell_history(district, period=YEAR, indicator="KT08")
    assert [(item.recorded_by, item.reason) for item in history] == [
        ("Lê Thị Hoa", ""),
        ("Trần Văn An", "Hoàn tác"),
        ("Trần Văn An", ""),
    ]
    assert [item.previous_key for item in history] == [None, history[0].key, history[1].key]
    done, undone, _ = journal.entries(district.store, newest=3)
    assert (done.action, undone.action, undone.actor) == ("entry.redo", "entry.undo", "Trần Văn An")
    assert undone.detail == {"kind": "cell", "made_by": "Lê Thị Hoa", "places": ["KT08"]}
    assert journal.verify_chain(district.store) is None


def test_a_pasted_block_is_one_step_with_all_its_fields(district: Workspace) -> None:
    type_in(district, "KT08", "1")
    type_in(district, "KT08", "Cục Thống kê", CellField.SOURCE)
    cells = [
        CellInput("KT08", CellField.VALUE, "2"),
        CellInput("KT08", CellField.STATUS, "chính thức"),
        CellInput("KT09", CellField.VALUE, "3"),
    ]
    record_block(district, period=YEAR, cells=cells)
    assert undo_state(district, YEAR).undo_text == "Hoàn tác: dán 3 ô"
    undo(district, YEAR)
    assert figures(district) == {"KT08": 1}
    newest = cell_history(district, period=YEAR, indicator="KT08")[-1].observation
    assert newest is not None
    assert (newest.source, newest.status) == ("Cục Thống kê", FigureStatus.ESTIMATE)
    redo(district, YEAR)
    assert figures(district) == {"KT08": 2, "KT09": 3}


def test_the_menu_says_what_would_be_taken_back(district: Workspace) -> None:
    state = undo_state(district, YEAR)
    assert (state.undo, state.redo, state.undo_text, state.redo_text) == (None, None, "Hoàn tác", "Làm lại")
    paste(district, KT08="1", KT09="2")
    paste(district, KT08="", KT09="")
    assert undo_state(district, YEAR).undo_text == "Hoàn tác: xóa 2 ô"
    undo(district, YEAR)
    state = undo_state(district, YEAR, lang="en")
    assert (state.undo_text, state.redo_text) == ("Undo: pasting 2 cells", "Redo: clearing 2 cells")
    assert state.undo is not None
    assert (state.undo.cells, state.undo.made_by, state.undo.count) == (("KT08", "KT09"), "Lê Thị Hoa", 2)
    type_in(district, "KT08", "5")
    name = next(item.name_vi for item in district.plan.indicators if item.code == "KT08")
    assert undo_state(district, YEAR).undo_text.startswith(f"Hoàn tác: nhập “{name[:10]}")
    clear_cell(district, period=YEAR, indicator="KT08")
    assert undo_state(district, YEAR).undo_text.startswith(f"Hoàn tác: xóa “{name[:10]}")


def test_a_new_edit_forgets_what_could_be_done_again(district: Workspace) -> None:
    type_in(district, "KT08", "1")
    type_in(district, "KT09", "2")
    undo(district, YEAR)
    type_in(district, "KT08", "3")
    assert undo_state(district, YEAR).redo is None
    undo(district, YEAR)
    assert figures(district) == {"KT08": 1}


def test_what_changed_nothing_is_no_step(district: Workspace) -> None:
    type_in(district, "KT08", "1")
    undo(district, YEAR)
    type_in(district, "KT09", "không phải số")
    clear_cell(district, period=YEAR, indicator="KT09")
    redo(district, YEAR)
    assert figures(district) == {"KT08": 1}


def test_periods_have_steps_of_their_own(district: Workspace) -> None:
    type_in(district, "KT08", "1")
    quarter = Period.parse("2024-Q1")
    record_cell(district, period=quarter, indicator="KT08", field=CellField.VALUE, text="2")
    undo(district, YEAR)
    assert figures(district) == {}
    assert undo_state(district, quarter).undo is not None


def test_an_import_is_one_step(district: Workspace) -> None:
    type_in(district, "KT08", "1")
    batch = [Observation("KG-911", code, "2024", value=Decimal(9)) for code in ("KT08", "KT09")]
    record_observations(district, YEAR, batch, action="entry.record_file")
    assert undo_state(district, YEAR).undo_text == "Hoàn tác: nhập 2 mục từ tệp"
    undo(district, YEAR)
    assert figures(district) == {"KT08": 1}


def test_steps_outlive_a_restart(district: Workspace) -> None:
    type_in(district, "KT08", "1")
    type_in(district, "KT08", "2")
    undo(district, YEAR)
    district.close()
    with open_workspace(district.path, actor="Trần Văn An", clock=district.clock) as again:
        assert undo_state(again, YEAR).undo is not None
        redo(again, YEAR)
        assert figures(again) == {"KT08": 2}
        undo(again, YEAR)
        undo(again, YEAR)
        assert figures(again) == {}


def test_what_something_else_wrote_is_never_overwritten(district: Workspace) -> None:
    type_in(district, "KT09", "7")
    paste(district, KT08="1", KT09="2")
    with district.transaction("intake", subject="2024") as transaction:
        observations.put(transaction, Observation("KG-911", "KT08", "2024", value=Decimal(5)))
    fault = fault_of(undo, district)
    assert (fault.code, fault.params["what_vi"]) == ("undo.changed_since", "dán 2 ô")
    assert figures(district) == {"KT08": 5, "KT09": 2}  # all of a step or nothing
    assert fault_of(undo, district).code == "undo.changed_since"  # KT09 reads 2 because of the step passed over
    assert figures(district) == {"KT08": 5, "KT09": 2}
    assert fault_of(undo, district).code == "undo.nothing"


def test_the_same_figure_written_by_something_else_is_still_its_own(district: Workspace) -> None:
    type_in(district, "KT08", "1")
    for value in (2, 1):
        with district.transaction("intake", subject="2024") as transaction:
            observations.put(transaction, Observation("KG-911", "KT08", "2024", value=Decimal(value)))
    assert fault_of(undo, district).code == "undo.changed_since"


def test_a_step_that_can_no_longer_be_done_again_is_let_go(district: Workspace) -> None:
    type_in(district, "KT08", "1")
    undo(district, YEAR)
    with district.transaction("intake", subject="2024") as transaction:
        observations.put(transaction, Observation("KG-911", "KT08", "2024", value=Decimal(5)))
    assert fault_of(redo, district).code == "undo.redo_changed_since"
    assert figures(district) == {"KT08": 5}
    assert fault_of(redo, district).code == "undo.nothing_to_redo"


def test_sealing_draws_a_line(district: Workspace) -> None:
    type_in(district, "KT08", "1")
    type_in(district, "KT08", "2")
    undo(district, YEAR)
    seal(district)
    assert fault_of(undo, district).code == "undo.sealed"
    assert fault_of(redo, district).code == "undo.nothing_to_redo"
    assert (undo_state(district, YEAR).undo, undo_state(district, YEAR).redo) == (None, None)
    record_cell(district, period=YEAR, indicator="KT08", field=CellField.VALUE, text="3", reason="kho bạc sửa")
    undo(district, YEAR)
    assert figures(district) == {"KT08": 1}
    redo(district, YEAR)
    newest = cell_history(district, period=YEAR, indicator="KT08")[-1]
    assert (newest.observation and newest.observation.value, newest.reason) == (3, "kho bạc sửa")
    undo(district, YEAR)
    assert fault_of(undo, district).code == "undo.sealed"


def test_sealing_one_period_leaves_the_figures_of_another(district: Workspace) -> None:
    type_in(district, "KT08", "1")
    seal(district, "2024-Q3")
    undo(district, YEAR)
    assert figures(district) == {}


def narrative_of(workspace: Workspace) -> Narrative | None:
    return narrative_pages(workspace, YEAR)[0].narrative


def test_a_narrative_comes_back_with_its_progress_and_whether_it_was_chosen(district: Workspace) -> None:
    task = district.tasks(YEAR)[0].code
    written = Narrative("KG-911", task, "2024", "Đã xong đường vòng", progress=TaskProgress.ON_TRACK)
    record_narrative(district, written, progress_chosen=False)
    record_narrative(district, replace(written, progress=TaskProgress.DELAYED, percent=40))
    assert progress_findings(district, YEAR) == ()
    assert undo_state(district, YEAR).undo_text.startswith("Hoàn tác: thuyết minh “")
    outcome = undo(district, YEAR)
    assert outcome.changes == ChangeSet(narratives=frozenset({("2024", task)}))
    assert narrative_of(district) == written
    assert len(progress_findings(district, YEAR)) == 1
    undo(district, YEAR)
    assert narrative_of(district) == Narrative("KG-911", task, "2024")
    assert progress_findings(district, YEAR) == ()
    redo(district, YEAR)
    redo(district, YEAR)
    assert narrative_of(district) == replace(written, progress=TaskProgress.DELAYED, percent=40)


def test_what_is_saved_while_it_is_typed_is_one_step(district: Workspace) -> None:
    written = Narrative("KG-911", district.tasks(YEAR)[0].code, "2024")
    for text in ("Đã", "Đã xong", "Đã xong đường"):
        record_narrative(district, replace(written, results=text))
    record_narrative(district, replace(written, results="Đã xong đường", difficulties="Thiếu cát"))
    undo(district, YEAR)
    assert narrative_of(district) == replace(written, results="Đã xong đường")
    undo(district, YEAR)
    assert narrative_of(district) == written
    assert undo_state(district, YEAR).undo is None


@pytest.mark.parametrize("between", ["a minute", "another person", "another task", "an undo"])
def test_what_lies_between_two_texts_parts_them(district: Workspace, between: str) -> None:
    first, second = (Narrative("KG-911", task.code, "2024") for task in district.tasks(YEAR)[:2])
    record_narrative(district, replace(first, results="Một"))
    match between:
        case "a minute":
            for _ in range(60):
                district.clock()
        case "another person":
            district.actor = "Trần Văn An"
        case "another task":
            record_narrative(district, replace(second, results="Khác"))
        case _:
            record_narrative(district, replace(second, results="Khác"))
            undo(district, YEAR)
    record_narrative(district, replace(first, results="Một, hai"))
    undo(district, YEAR)
    assert narrative_of(district) == replace(first, results="Một")


def test_a_matter_taken_back_was_never_opened(district: Workspace) -> None:
    record_escalation(district, MATTER)
    record_escalation(district, replace(MATTER, proposal="Bổ sung 20 tỷ"))
    assert undo_state(district, YEAR).undo_text == "Hoàn tác: kiến nghị “Thiếu vốn đối ứng”"
    assert undo(district, YEAR).changes == ChangeSet(escalations=True)
    assert escalations(district) == (MATTER,)
    undo(district, YEAR)
    assert escalations(district) == ()
    assert next_key(district, YEAR) == "KG-911-2024-2"  # a key is never given twice
    redo(district, YEAR)
    redo(district, YEAR)
    assert escalations(district) == (replace(MATTER, proposal="Bổ sung 20 tỷ"),)


def test_a_matter_belongs_to_the_period_it_was_worked_on_and_every_seal_closes_it(district: Workspace) -> None:
    record_escalation(district, MATTER)
    quarter = Period.parse("2025-Q1")
    answered = replace(MATTER, state=EscalationState.ANSWERED, answer="Đồng ý")
    record_escalation(district, answered, period=quarter)
    undo(district, quarter)
    assert escalations(district) == (MATTER,)
    undo(district, YEAR)  # the copy stands for the row this step had left
    assert escalations(district) == ()
    redo(district, YEAR)
    redo(district, quarter)
    seal(district, "2025-Q1")  # the return of that period shows it
    assert fault_of(undo, district).code == "undo.nothing"
    assert escalations(district) == (answered,)


def test_an_accepted_warning_is_taken_back(district: Workspace) -> None:
    type_in(district, "KT08", "-5")
    found = next(item for item in check_period(district, YEAR) if item.severity == "warn" and item.indicator == "KT08")
    accept_warning(district, YEAR, rule_of(found), "KT08", "đã đối chiếu")

    def reasons() -> list[str]:
        return [item.reason for item in accepted_warnings.current(district.store, "KG-911", "2024")]

    assert undo(district, YEAR).changes == ChangeSet(cells=frozenset({("2024", "KT08")}))
    assert reasons() == []
    redo(district, YEAR)
    assert reasons() == ["đã đối chiếu"]
    withdraw_acceptance(district, YEAR, rule_of(found), "KT08")
    undo(district, YEAR)
    assert reasons() == ["đã đối chiếu"]


def test_a_step_is_written_with_its_figure_or_not_at_all(district: Workspace) -> None:
    type_in(district, "KT08", "1")
    seal(district)
    with pytest.raises(Fault, match=r"entry\.reason_needed"):
        paste(district, KT09="1", KT08="2")
    assert undo_state(district, YEAR).undo is None


def test_old_steps_are_let_go(district: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgdesk.store.undo_steps.DEPTH", 3)
    for value in range(6):
        type_in(district, "KT08", str(value + 1))
    for _ in range(3):
        undo(district, YEAR)
    assert figures(district) == {"KT08": 3}
    assert fault_of(undo, district).code == "undo.nothing"


def test_a_reader_is_told_but_cannot_take_back(district: Workspace) -> None:
    type_in(district, "KT08", "1")
    district.close()
    with open_workspace(district.path, actor="x", read_only=True) as reader:
        assert undo_state(reader, YEAR).undo is not None
        assert fault_of(undo, reader).code == "workspace.read_only"


def test_a_step_that_names_a_row_of_another_cell_is_damage_and_writes_nothing(district: Workspace) -> None:
    type_in(district, "KT09", "9")
    type_in(district, "KT08", "1")
    type_in(district, "KT08", "2")
    with district.transaction("test") as transaction:
        slip_in(transaction, "UPDATE undo_item SET before = 1 WHERE before = 2")
    assert fault_of(undo, district).code == "workspace.damaged"
    assert figures(district) == {"KT08": 2, "KT09": 9}


def test_a_closed_step_on_top_hides_none_below_it(district: Workspace) -> None:
    type_in(district, "KT08", "1")
    record_escalation(district, MATTER)
    seal(district, "2024-Q4")  # closes the matter, not the figure of the year
    undo(district, YEAR)
    assert figures(district) == {}
    assert undo_state(district, YEAR).redo is not None
    redo(district, YEAR)
    assert figures(district) == {"KT08": 1}
    undo(district, YEAR)
    type_in(district, "KT09", "2")
    assert undo_state(district, YEAR).redo is None
