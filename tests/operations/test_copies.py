"""Copies that the program keeps by itself, what they hold, and bringing one back."""

import os
import shutil
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.kept_copy import CopyReason, copies_folder
from kgdesk.domain.period import Period
from kgdesk.messages import VIETNAM, say
from kgdesk.operations.copies import compare, copy_if_changed, describe, list_copies, problem_of, take_copy
from kgdesk.operations.entry import CellField, cell_history, record_cell
from kgdesk.operations.maintenance import doctor, restore
from kgdesk.operations.workspace import Workspace, open_workspace
from kgdesk.store import journal
from kgdesk.store.connection import Store
from tests.operations.conftest import STARTED

YEAR = Period.parse("2024")
FIXTURES = Path(__file__).parents[1] / "store" / "fixtures"


def type_in(workspace: Workspace, text: str) -> None:
    record_cell(workspace, period=YEAR, indicator="KT08", field=CellField.VALUE, text=text)


def figures(path: Path) -> list[object]:
    with open_workspace(path, actor="x") as workspace:
        history = cell_history(workspace, period=YEAR, indicator="KT08")
        return [item.observation and item.observation.value for item in history]


def at(**later: int):  # noqa: ANN201 - a clock
    return lambda: STARTED + timedelta(**later)


def test_a_copy_lies_beside_the_workspace_says_why_and_is_its_owners_alone(district: Workspace) -> None:
    type_in(district, "42")
    copy = take_copy(district.path, CopyReason.WORK, clock=at())
    assert copy == district.path.parent / "KG-911-sao-luu" / "KG-911-20241210-090000-tu-dong.kgdesk"
    assert [item.name for item in copy.parent.iterdir()] == [copy.name]
    assert figures(copy) == [42]
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700


def test_nothing_is_copied_twice(district: Workspace) -> None:
    type_in(district, "42")
    assert copy_if_changed(district.path, CopyReason.WORK, clock=at()) is not None
    assert copy_if_changed(district.path, CopyReason.CLOSE, clock=at(hours=1)) is None
    type_in(district, "43")
    assert copy_if_changed(district.path, CopyReason.COMMAND, after=timedelta(hours=20), clock=at(hours=1)) is None
    assert copy_if_changed(district.path, CopyReason.CLOSE, clock=at(hours=1)) is not None
    assert [item.reason for item in list_copies(district.path)] == [CopyReason.CLOSE, CopyReason.WORK]


def test_a_clock_set_back_stops_no_copy(district: Workspace) -> None:
    type_in(district, "42")
    take_copy(district.path, CopyReason.WORK, clock=at(days=400))
    type_in(district, "43")
    made = copy_if_changed(district.path, CopyReason.COMMAND, after=timedelta(hours=20), clock=at())
    assert made is not None
    assert len(list_copies(district.path)) == 2


def test_copies_are_thinned_and_other_files_left_alone(district: Workspace) -> None:
    folder = copies_folder(district.path)
    folder.mkdir()
    strange = folder / "ghi-chu.txt"
    strange.write_text("của tôi")
    type_in(district, "42")
    for hours in range(0, 24 * 6, 6):
        take_copy(district.path, CopyReason.WORK, clock=at(hours=hours))
    kept = [item.at for item in list_copies(district.path)]
    now = datetime.fromtimestamp(kept[0].timestamp(), VIETNAM)
    recent = [moment for moment in kept if now - moment < timedelta(days=2)]
    assert len(recent) == 8
    assert len({moment.date() for moment in kept[8:]}) == len(kept[8:]) == 5
    assert strange.exists()


def test_a_copy_tells_what_it_holds_and_what_a_recovery_would_take(district: Workspace) -> None:
    type_in(district, "42")
    copy = take_copy(district.path, CopyReason.WORK, clock=at())
    assert compare(copy, district.path).code == "copy.same"
    type_in(district, "43")
    type_in(district, "44")
    (found,) = list_copies(district.path)
    facts = describe(found)
    assert facts.contents is not None
    assert (facts.contents.figures, facts.contents.periods, facts.contents.last_by) == (1, ("2024",), "Lê Thị Hoa")
    compared = compare(copy, district.path)
    assert compared.code == "copy.loss"
    assert (compared.params["entries"], compared.params["figures"], compared.params["sealed"]) == (2, 2, 0)
    assert "2 lần ghi" in say(compared.code, "vi", **compared.params)


def test_copies_that_went_another_way_or_are_broken_say_so(district: Workspace) -> None:
    type_in(district, "42")
    copy = take_copy(district.path, CopyReason.WORK, clock=at())
    district.close()
    with open_workspace(copy, actor="người khác") as other:
        type_in(other, "7")
    with open_workspace(district.path, actor="Hoa") as workspace:
        type_in(workspace, "43")
    assert compare(copy, district.path).code == "copy.other"
    copy.write_bytes(copy.read_bytes()[:9000])
    facts = describe(list_copies(district.path)[0])
    assert facts.fault is not None
    assert facts.fault.code == "workspace.damaged"
    assert facts.size == 9000
    assert problem_of(facts, "vi").startswith("Bản sao này bị hỏng")


def test_bringing_one_back_keeps_what_was_there_and_is_recorded(district: Workspace) -> None:
    type_in(district, "42")
    copy = take_copy(district.path, CopyReason.WORK, clock=at())
    type_in(district, "43")
    district.close()
    kept = restore(copy, district.path, actor="Trần Văn An", clock=at(days=1))
    assert kept is not None
    assert kept.parent == copies_folder(district.path)
    assert figures(district.path) == [42]
    assert figures(kept) == [42, 43]
    with Store.open(district.path, read_only=True) as store:
        newest = journal.entries(store, newest=1)[0]
    assert (newest.action, newest.actor, newest.subject) == ("workspace.restore", "Trần Văn An", copy.name)
    assert doctor(district.path).healthy
    # and back again
    restore(kept, district.path, clock=at(days=2))
    assert figures(district.path) == [42, 43]
    assert {item.name for item in district.path.parent.iterdir()} == {"KG-911.kgdesk", "KG-911-sao-luu"}


def test_another_units_copy_is_not_put_in(district: Workspace, open_for) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    other = open_for("KG-912")
    copy = take_copy(other.path, CopyReason.WORK, clock=at())
    district.close()
    before = district.path.read_bytes()
    with pytest.raises(Fault, match=r"copy\.other_unit"):
        restore(copy, district.path)
    assert district.path.read_bytes() == before


def test_a_copy_of_an_older_program_is_brought_back_upgraded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgdesk.store.health.spoiled_documents", lambda _store: ())  # the fixture's plan is a stub
    old = Path(shutil.copy(FIXTURES / "workspace-2.kgdesk", tmp_path / "a-20240101-000000.kgdesk"))
    before = old.read_bytes()
    path = tmp_path / "a.kgdesk"
    assert restore(old, path, clock=at()) is None
    assert doctor(path).healthy
    assert old.read_bytes() == before
    assert {item.name for item in tmp_path.iterdir()} == {old.name, "a.kgdesk"}


def test_a_damaged_workspace_is_kept_when_a_copy_is_brought_back(district: Workspace) -> None:
    type_in(district, "42")
    copy = take_copy(district.path, CopyReason.WORK, clock=at())
    district.close()
    broken = district.path.read_bytes()[:20_000]
    district.path.write_bytes(broken)
    assert compare(copy, district.path).code == "copy.present_unreadable"
    kept = restore(copy, district.path, clock=at(days=1))
    assert kept is not None
    assert kept.read_bytes() == broken
    assert figures(district.path) == [42]


def test_an_unsound_workspace_makes_no_copy_and_drops_no_old_one(district: Workspace) -> None:
    type_in(district, "42")
    old = take_copy(district.path, CopyReason.WORK, clock=at(days=-100))
    older = take_copy(district.path, CopyReason.WORK, clock=at(days=-101))
    type_in(district, "43")
    district.close()
    data = bytearray(district.path.read_bytes())
    with Store.open(district.path, read_only=True) as store:
        root = store.read("SELECT rootpage FROM sqlite_schema WHERE name = 'observation_cell'")[0][0]
    data[(root - 1) * 4096 : (root - 1) * 4096 + 200] = bytes(200)
    district.path.write_bytes(data)
    with pytest.raises(Fault, match=r"copy\.unsound|workspace\.damaged"):
        take_copy(district.path, CopyReason.WORK, clock=at())
    assert {item.path for item in list_copies(district.path)} == {old, older}
