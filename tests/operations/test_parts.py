"""A return divided among divisions: given out, filled in, compared cell by cell, taken back."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.escalation import Escalation
from kgdesk.domain.indicator import IndicatorGroup
from kgdesk.domain.narrative import Narrative, TaskProgress
from kgdesk.domain.part import Part, PartPlace, PlaceNoun
from kgdesk.domain.period import Period
from kgdesk.domain.three_way import Side, Standing
from kgdesk.operations.check import check_period
from kgdesk.operations.entry import CellField, cell_history, clear_cell, entry_grid, record_cell
from kgdesk.operations.escalation import escalations, next_key, record_escalation
from kgdesk.operations.narrative import narrative_pages, record_narrative
from kgdesk.operations.part_comparing import compare_part
from kgdesk.operations.part_giving import divisions_known, give_part, given_parts
from kgdesk.operations.part_opening import open_part, read_part, return_part
from kgdesk.operations.part_taking import places_named, take_part
from kgdesk.operations.people import deeds_of_day, people_of
from kgdesk.operations.undo import redo, undo, undo_state
from kgdesk.operations.workspace import Workspace, create_workspace, open_workspace
from kgdesk.returns import part_document, part_package
from kgdesk.store.journal import verify_chain

PERIOD = Period.parse("2024")
DIVISION = "Phòng Tài chính - Kế hoạch"
HAND = "Trần Văn Bình"


def cell(code: str) -> PartPlace:
    return PartPlace(PlaceNoun.CELL, code)


def box(task: str, name: str) -> PartPlace:
    return PartPlace(PlaceNoun.TEXT, task, name)


def put(workspace: Workspace, code: str, text: str, field: CellField = CellField.VALUE) -> None:
    record_cell(workspace, period=PERIOD, indicator=code, field=field, text=text)


def value(workspace: Workspace, code: str) -> Decimal | None:
    row = next(row for row in entry_grid(workspace, PERIOD) if row.indicator.code == code)
    return None if row.recorded is None or row.recorded.observation is None else row.recorded.observation.value


@pytest.fixture
def tasks(district: Workspace) -> tuple[str, str]:
    first, second, *_ = (task.code for task in district.tasks(PERIOD))
    return first, second


@pytest.fixture
def cells(district: Workspace) -> tuple[str, str, str, str]:
    plain = [item.code for item in district.indicators(PERIOD) if item.entry.value == "value"]
    return plain[0], plain[1], plain[2], plain[3]


@pytest.fixture
def given(district: Workspace, cells: tuple[str, ...], tasks: tuple[str, ...], tmp_path: Path) -> Path:
    """Three cells and two tasks given to a division; the first cell has a figure, the first task a text."""
    put(district, cells[0], "100")
    record_narrative(
        district, Narrative("KG-911", tasks[0], "2024", results="Đã làm 3 việc", progress=TaskProgress.ON_TRACK)
    )
    path = tmp_path / "giao.kgpart"
    give_part(district, path, period=PERIOD, division=DIVISION, indicators=cells[:3], tasks=tasks)
    return path


@pytest.fixture
def division(given: Path, district: Workspace, tmp_path: Path) -> Iterator[Workspace]:
    """The workspace that the division made of its part."""
    with open_part(given, tmp_path / "phong.kgdesk", actor=HAND, clock=district.clock) as workspace:
        yield workspace


@pytest.fixture
def returned(division: Workspace, tmp_path: Path) -> Callable[[], Path]:
    numbers = iter(range(1, 100))

    def write() -> Path:
        path = tmp_path / f"nop-{next(numbers)}.kgpart"
        return_part(division, path)
        return path

    return write


# the division's workspace ----------------------------------------------------


def test_a_division_sees_what_it_is_asked_and_nothing_else(
    division: Workspace, cells: tuple[str, ...], tasks: tuple[str, ...]
) -> None:
    assert {row.indicator.code for row in entry_grid(division, PERIOD)} == set(cells[:3])
    assert tuple(page.task.code for page in narrative_pages(division, PERIOD)) == tasks
    assert value(division, cells[0]) == 100
    assert narrative_pages(division, PERIOD)[0].narrative.results == "Đã làm 3 việc"
    assert division.indicators(Period.parse("2023")) == ()
    assert {item.indicator for item in check_period(division, PERIOD)} <= {None, *cells[:3]}
    with pytest.raises(Fault, match=r"entry\.not_asked"):
        put(division, cells[3], "5")


def test_what_stood_there_keeps_the_name_of_who_wrote_it(division: Workspace, cells: tuple[str, ...]) -> None:
    assert [item.recorded_by for item in cell_history(division, period=PERIOD, indicator=cells[0])] == ["Lê Thị Hoa"]


def test_earlier_figures_go_along(district: Workspace, cells: tuple[str, ...], tmp_path: Path) -> None:
    record_cell(district, period=Period.parse("2023"), indicator=cells[0], field=CellField.VALUE, text="90")
    record_cell(district, period=Period.parse("2023"), indicator=cells[1], field=CellField.VALUE, text="70")
    give_part(district, tmp_path / "a.kgpart", period=PERIOD, division=DIVISION, indicators=cells[:1])
    with open_part(tmp_path / "a.kgpart", tmp_path / "a.kgdesk", actor=HAND, clock=district.clock) as workspace:
        assert [row.same_period for row in entry_grid(workspace, PERIOD)] == [90]
    earlier = read_part(tmp_path / "a.kgpart").part.request.earlier
    assert [(item.indicator, item.period) for item in earlier] == [(cells[0], "2023")]


def test_a_part_is_not_sealed_nor_divided_again(division: Workspace, cells: tuple[str, ...], tmp_path: Path) -> None:
    from kgdesk.operations.seal import SealRequest, seal_return

    request = SealRequest(period=PERIOD, key="khong-co.p12", password="", folder=tmp_path)
    for forbidden in (
        lambda: seal_return(division, request),
        lambda: give_part(division, tmp_path / "b.kgpart", period=PERIOD, division="A", indicators=cells[:1]),
    ):
        with pytest.raises(Fault, match=r"part\.only_whole"):
            forbidden()
    assert not division.consolidates


def test_groups_and_headings_stand_for_what_is_in_them(district: Workspace, tmp_path: Path) -> None:
    heading = district.tasks(PERIOD)[0].parent
    assert heading is not None
    request = give_part(
        district,
        tmp_path / "a.kgpart",
        period=PERIOD,
        division=DIVISION,
        groups=[IndicatorGroup.SOCIETY],
        tasks=[heading],
    ).result
    asked = district.indicators(PERIOD)
    assert request.indicators == tuple(item.code for item in asked if item.group is IndicatorGroup.SOCIETY)
    assert len(request.tasks) > 1


def test_what_is_given_out_is_remembered(district: Workspace, given: Path) -> None:  # noqa: ARG001 - it was given
    (part,) = given_parts(district, PERIOD)
    assert (part.division, part.made_by, part.answers) == (DIVISION, "Lê Thị Hoa", 0)
    assert divisions_known(district) == (DIVISION,)
    assert given_parts(district, Period.parse("2023")) == ()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"division": " ", "indicators": ["KT01"]}, "part.no_division"),
        ({"division": "A" * 200, "indicators": ["KT01"]}, "part.division_too_long"),
        ({"division": "A"}, "part.nothing_asked"),
        ({"division": "A", "indicators": ["KT99"]}, "entry.not_asked"),
        ({"division": "A", "tasks": ["KT99"]}, "entry.task_not_asked"),
    ],
)
def test_a_part_of_nothing_or_for_nobody_is_refused(
    district: Workspace, tmp_path: Path, arguments: dict[str, object], code: str
) -> None:
    with pytest.raises(Fault) as fault:
        give_part(district, tmp_path / "a.kgpart", period=PERIOD, **arguments)  # type: ignore[arg-type]
    assert fault.value.code == code
    assert not (tmp_path / "a.kgpart").exists()
    assert given_parts(district) == ()


def test_a_part_that_cannot_be_written_was_not_given_out(
    district: Workspace, cells: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "tep").write_text("")
    with pytest.raises(Fault):
        give_part(district, tmp_path / "tep" / "a.kgpart", period=PERIOD, division="A", indicators=cells[:1])
    assert given_parts(district) == ()


# taking back -------------------------------------------------------------------


def test_what_only_the_division_changed_is_taken_under_its_name(
    district: Workspace, division: Workspace, cells: tuple[str, ...], returned: Callable[[], Path]
) -> None:
    put(division, cells[1], "45,5")
    outcome = take_part(district, returned())
    assert outcome.result.taken == (cell(cells[1]),)
    assert outcome.changes.cells == {("2024", cells[1])}
    assert value(district, cells[1]) == Decimal("45.5")
    newest = cell_history(district, period=PERIOD, indicator=cells[1])[-1]
    assert newest.recorded_by == f"{HAND} ({DIVISION})"
    assert DIVISION in newest.reason
    assert verify_chain(district.store) is None


def test_what_only_this_side_changed_stays(
    district: Workspace, division: Workspace, cells: tuple[str, ...], returned: Callable[[], Path]
) -> None:
    put(division, cells[1], "45")
    put(district, cells[0], "111")
    result = take_part(district, returned()).result
    assert [(item.place.code, item.standing) for item in result.comparison.differences] == [
        (cells[0], Standing.MINE),
        (cells[1], Standing.THEIRS),
    ]
    assert value(district, cells[0]) == 111


def test_both_changed_is_decided_by_a_person_and_by_nobody_else(
    district: Workspace, division: Workspace, cells: tuple[str, ...], returned: Callable[[], Path]
) -> None:
    put(division, cells[0], "120")
    put(district, cells[0], "111")
    path = returned()
    result = take_part(district, path).result
    assert result.taken == ()
    assert result.undecided == (cell(cells[0]),)
    assert value(district, cells[0]) == 111
    # the same file again still shows it, until somebody decides
    again = take_part(district, path)
    assert again.result.undecided == (cell(cells[0]),)
    assert again.result.comparison.taken_at is not None
    taken = take_part(district, path, choices={cell(cells[0]): Side.THEIRS}).result
    assert (taken.taken, taken.undecided) == ((cell(cells[0]),), ())
    assert value(district, cells[0]) == 120
    assert compare_part(district, path).of(Standing.CONFLICT) == ()


def test_a_conflict_decided_for_this_side_is_not_asked_again(
    district: Workspace, division: Workspace, cells: tuple[str, ...], returned: Callable[[], Path]
) -> None:
    put(division, cells[0], "120")
    put(district, cells[0], "111")
    path = returned()
    assert take_part(district, path, choices={cell(cells[0]): Side.MINE}).result.undecided == ()
    assert take_part(district, path).result.undecided == ()
    put(division, cells[0], "125")
    assert take_part(district, returned()).result.undecided == (cell(cells[0]),)
    assert value(district, cells[0]) == 111


def test_an_undecided_conflict_stays_one_though_this_side_goes_back(
    district: Workspace, division: Workspace, cells: tuple[str, ...], returned: Callable[[], Path]
) -> None:
    put(division, cells[0], "120")
    take_part(district, returned())
    put(division, cells[0], "130")
    put(district, cells[0], "100")  # what stood there when the part was given out
    path = returned()
    assert take_part(district, path).result.undecided == (cell(cells[0]),)
    assert take_part(district, path).result.undecided == (cell(cells[0]),)
    assert value(district, cells[0]) == 100


def test_a_second_answer_is_held_against_the_first(
    district: Workspace, division: Workspace, cells: tuple[str, ...], returned: Callable[[], Path]
) -> None:
    put(division, cells[1], "45")
    first = returned()
    take_part(district, first)
    put(division, cells[1], "46")
    second = returned()
    assert take_part(district, second).result.taken == (cell(cells[1]),)
    with pytest.raises(Fault, match=r"part\.older_answer"):
        take_part(district, first)
    assert value(district, cells[1]) == 46


def test_an_answer_between_that_never_came_shows_conflicts_rather_than_winning(
    district: Workspace, division: Workspace, cells: tuple[str, ...], returned: Callable[[], Path]
) -> None:
    put(division, cells[1], "45")
    take_part(district, returned())
    put(division, cells[1], "46")
    returned()
    put(division, cells[1], "47")
    assert take_part(district, returned()).result.undecided == (cell(cells[1]),)
    assert value(district, cells[1]) == 45


def test_two_copies_of_a_part_do_not_undo_each_other(
    given: Path, district: Workspace, division: Workspace, cells: tuple[str, ...], returned: Callable[[], Path],
) -> None:  # fmt: skip
    tmp_path = given.parent
    put(division, cells[1], "45")
    take_part(district, returned())
    with open_part(given, tmp_path / "ban-hai.kgdesk", actor="Võ Thị Cúc", clock=district.clock) as copy:
        put(copy, cells[1], "50")
        put(copy, cells[2], "7")
        return_part(copy, tmp_path / "ban-hai.kgpart")
    result = take_part(district, tmp_path / "ban-hai.kgpart").result
    assert (result.taken, result.undecided) == ((cell(cells[2]),), (cell(cells[1]),))
    assert value(district, cells[1]) == 45


def test_a_cell_the_division_emptied_is_emptied(
    district: Workspace, division: Workspace, cells: tuple[str, ...], returned: Callable[[], Path]
) -> None:
    clear_cell(division, period=PERIOD, indicator=cells[0])
    assert take_part(district, returned()).result.taken == (cell(cells[0]),)
    assert value(district, cells[0]) is None


def test_dry_run_writes_nothing_and_a_choice_for_nothing_is_refused(
    district: Workspace, division: Workspace, cells: tuple[str, ...], returned: Callable[[], Path]
) -> None:
    put(division, cells[1], "45")
    path = returned()
    assert take_part(district, path, dry_run=True).result.taken == (cell(cells[1]),)
    assert value(district, cells[1]) is None
    assert given_parts(district)[0].answers == 0
    with pytest.raises(Fault, match=r"part\.no_such_place"):
        take_part(district, path, choices={cell(cells[3]): Side.THEIRS})


def test_texts_are_compared_box_by_box(
    district: Workspace, division: Workspace, tasks: tuple[str, ...], returned: Callable[[], Path]
) -> None:
    base = narrative_pages(division, PERIOD)[0].narrative
    assert base is not None
    record_narrative(division, replace(base, results="Đã làm 4 việc", progress=TaskProgress.DONE, percent=100))
    record_narrative(district, replace(base, difficulties="Thiếu vốn"))
    result = take_part(district, returned()).result
    assert set(result.taken) == {box(tasks[0], name) for name in ("results", "progress", "percent")}
    page = narrative_pages(district, PERIOD)[0]
    assert page.narrative == replace(
        base, results="Đã làm 4 việc", difficulties="Thiếu vốn", progress=TaskProgress.DONE, percent=100
    )
    assert page.recorded_by == f"{HAND} ({DIVISION})"


def test_progress_nobody_chose_stays_a_question(
    district: Workspace, division: Workspace, tasks: tuple[str, ...], returned: Callable[[], Path]
) -> None:
    record_narrative(division, Narrative("KG-911", tasks[1], "2024", results="Mới làm"), progress_chosen=False)
    take_part(district, returned())
    page = next(page for page in narrative_pages(district, PERIOD) if page.task.code == tasks[1])
    assert (page.narrative.results, page.progress_chosen) == ("Mới làm", False)
    undo(district, PERIOD)
    page = next(page for page in narrative_pages(district, PERIOD) if page.task.code == tasks[1])
    assert page.narrative.is_empty


def matter(workspace: Workspace, text: str, key: str = "") -> Escalation:
    wanted = Escalation(
        key=key or next_key(workspace, PERIOD),
        unit="KG-911",
        opened_period="2024",
        opened_on=workspace.clock().date(),
        matter=text,
        legal_limit="Luật Đất đai",
        proposal="Cho chủ trương",
        addressee="UBND tỉnh",
    )
    return record_escalation(workspace, wanted, period=PERIOD).result


def test_matters_of_a_division_come_along_and_never_meet_this_units_keys(
    district: Workspace, division: Workspace, returned: Callable[[], Path]
) -> None:
    own = matter(district, "Thiếu đất")
    theirs = matter(division, "Thiếu người")
    assert own.key != theirs.key
    outcome = take_part(district, returned())
    assert [item.matter for item in escalations(district)] == ["Thiếu đất", "Thiếu người"]
    assert outcome.changes.escalations
    matter(division, "Thiếu hai người", key=theirs.key)
    take_part(district, returned())
    assert [item.matter for item in escalations(district)] == ["Thiếu đất", "Thiếu hai người"]
    undo(division, PERIOD)
    undo(division, PERIOD)
    take_part(district, returned())
    assert [item.matter for item in escalations(district)] == ["Thiếu đất"]


def test_a_part_taken_back_is_one_step(
    district: Workspace, division: Workspace, cells: tuple[str, ...], tasks: tuple[str, ...],
    returned: Callable[[], Path],
) -> None:  # fmt: skip
    put(division, cells[0], "120")
    put(division, cells[1], "45")
    record_narrative(division, Narrative("KG-911", tasks[1], "2024", results="Xong"))
    matter(division, "Thiếu người")
    take_part(district, returned())
    state = undo_state(district, PERIOD)
    assert state.undo is not None
    assert state.undo.made_by == "Lê Thị Hoa"
    assert DIVISION[:10] in state.undo_text
    undo(district, PERIOD)
    assert (value(district, cells[0]), value(district, cells[1])) == (100, None)
    assert escalations(district) == ()
    redo(district, PERIOD)
    assert (value(district, cells[0]), value(district, cells[1])) == (120, 45)
    assert len(escalations(district)) == 1


def test_nothing_new_is_the_same_file_again(
    division: Workspace, cells: tuple[str, ...], returned: Callable[[], Path]
) -> None:
    put(division, cells[1], "45")
    first, second = returned(), returned()
    assert first.read_bytes() == second.read_bytes()
    put(division, cells[1], "46")
    assert read_part(returned()).part.answer.number == 2


def test_places_are_named_as_the_list_shows_them(
    district: Workspace, division: Workspace, cells: tuple[str, ...], tasks: tuple[str, ...],
    returned: Callable[[], Path],
) -> None:  # fmt: skip
    put(division, cells[1], "45")
    record_narrative(division, Narrative("KG-911", tasks[1], "2024", results="Xong", next_steps="Làm tiếp"))
    comparison = compare_part(district, returned())
    assert places_named(comparison, [cells[1]]) == (cell(cells[1]),)
    assert places_named(comparison, [f"{tasks[1]}.results"]) == (box(tasks[1], "results"),)
    assert {place.box for place in places_named(comparison, [tasks[1]])} == {"results", "next_steps", "progress"}
    assert len(places_named(comparison, ["all"])) == len(comparison.differences)
    with pytest.raises(Fault, match=r"part\.no_such_place"):
        places_named(comparison, [cells[2]])


# refused ------------------------------------------------------------------------


def test_other_period_unit_and_plan_are_refused(
    district: Workspace, division: Workspace, cells: tuple[str, ...], returned: Callable[[], Path],
    open_for: Callable[[str], Workspace],
) -> None:  # fmt: skip
    put(division, cells[1], "45")
    path = returned()
    with pytest.raises(Fault, match=r"part\.other_period"):
        take_part(district, path, period=Period.parse("2023"))
    with pytest.raises(Fault, match=r"part\.other_unit"):
        take_part(open_for("KG-913"), path)
    district.plan_digest = "0" * 64
    with pytest.raises(Fault, match=r"part\.other_plan"):
        take_part(district, path)


def test_a_workspace_that_never_gave_the_part_refuses_it(
    division: Workspace, returned: Callable[[], Path], tmp_path: Path, district: Workspace
) -> None:
    assert division.part is not None
    path = returned()
    with (
        create_workspace(tmp_path / "khac.kgdesk", unit="KG-911", actor="A", clock=district.clock) as other,
        pytest.raises(Fault, match=r"part\.not_ours"),
    ):
        take_part(other, path)


def test_a_file_given_out_is_no_answer_and_an_answer_is_nothing_to_start_from(
    district: Workspace, given: Path, returned: Callable[[], Path], tmp_path: Path
) -> None:
    with pytest.raises(Fault, match=r"part\.not_answered"):
        take_part(district, given)
    with pytest.raises(Fault, match=r"part\.already_answered"):
        open_part(returned(), tmp_path / "x.kgdesk", actor="A")
    assert not (tmp_path / "x.kgdesk").exists()
    with pytest.raises(Fault, match=r"part\.not_a_part_workspace"):
        return_part(district, tmp_path / "x.kgpart")


def test_a_cell_in_a_sealed_return_needs_a_reason(
    district: Workspace, division: Workspace, cells: tuple[str, ...], returned: Callable[[], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from types import SimpleNamespace

    put(division, cells[1], "45")
    path = returned()
    latest = SimpleNamespace(indicators=cells, revision=1)
    monkeypatch.setattr("kgdesk.store.sealed.latest", lambda *_: latest)
    with pytest.raises(Fault, match=r"entry\.reason_needed"):
        take_part(district, path)
    assert value(district, cells[1]) is None
    take_part(district, path, reason="Phòng rà soát lại")
    assert cell_history(district, period=PERIOD, indicator=cells[1])[-1].reason == "Phòng rà soát lại"


def altered(path: Path, change: Callable[[dict], object]) -> Path:  # type: ignore[type-arg]
    """A twin of a part file with something else in it, in canonical form."""
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    tree = json.loads(entries["part.json"])
    change(tree)
    entries["part.json"] = json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return packed(path.with_name(f"sua-{path.name}"), entries)


def packed(path: Path, entries: dict[str, bytes]) -> Path:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    path.write_bytes(stream.getvalue())
    return path


def figure(**values: object) -> dict[str, object]:
    usual = {"state": "figure", "value": None, "numerator": None, "denominator": None, "status": "estimate"}
    return {**usual, "source": "", "note": "", **values}


ALTERED = {
    "base made to look untouched": (
        lambda tree: tree["request"]["base"]["cells"][0].update(figure=figure(value="111")),
        "part.not_ours",
    ),
    "another division": (lambda tree: tree["request"].update(division="Phòng Y tế"), "part.not_ours"),
    "one cell more": (
        lambda tree: tree["answer"]["contents"]["cells"].append(
            {"indicator": "KT01", "figure": figure(value="1"), "recorded_by": "", "recorded_at": None}
        ),
        "part.unreadable",
    ),
    "one cell less": (lambda tree: tree["answer"]["contents"]["cells"].pop(), "part.unreadable"),
    "a pair where none is": (
        lambda tree: tree["answer"]["contents"]["cells"][0].update(figure=figure(numerator="1", denominator="2")),
        "part.unfit",
    ),
    "a figure beyond measure": (
        lambda tree: tree["answer"]["contents"]["cells"][0].update(figure=figure(value="1" + "0" * 30)),
        "part.unreadable",
    ),
    "a figure where none is said to be": (
        lambda tree: tree["answer"]["contents"]["cells"][0].update(figure=figure(value="1", state="not_available")),
        "part.unreadable",
    ),
    "a decimal as a number": (
        lambda tree: tree["answer"]["contents"]["cells"][0].update(figure=figure(value=1.5)),
        "part.unreadable",
    ),
    "above 100 per cent": (
        lambda tree: tree["answer"]["contents"]["texts"][0]["text"].update(percent=101),
        "part.unreadable",
    ),
    "text turned round": (
        lambda tree: tree["answer"]["contents"]["texts"][0]["text"].update(results="abc\u202edef"),
        "part.unreadable",
    ),
    "a name that goes on and on": (lambda tree: tree["answer"].update(made_by="A" * 101), "part.unreadable"),
    "a key too many": (lambda tree: tree.update(colour="red"), "part.unreadable"),
    "a later form": (lambda tree: tree.update(schema_version=2), "part.newer"),
    "another schema": (lambda tree: tree.update(schema="kgdesk-return"), "part.unreadable"),
    "no number": (lambda tree: tree["answer"].update(number=0), "part.unreadable"),
    "a number that follows nothing": (lambda tree: tree["answer"].update(number=2), "part.unreadable"),
    "a matter without words": (
        lambda tree: tree["answer"]["contents"]["matters"].append(
            {"matter": MATTER | {"matter": " "}, "recorded_by": "", "recorded_at": None}
        ),
        "part.unreadable",
    ),
    "a matter of no task": (
        lambda tree: tree["answer"]["contents"]["matters"].append(
            {"matter": MATTER | {"task": "NV999"}, "recorded_by": "", "recorded_at": None}
        ),
        "part.unfit",
    ),
}
MATTER = {
    "key": "KG-911-2024-9", "opened_period": "2024", "opened_on": "2024-12-01", "matter": "a", "legal_limit": "b",
    "proposal": "c", "addressee": "d", "decision_wanted_by": None, "task": None, "state": "open", "answer": "",
}  # fmt: skip


@pytest.mark.parametrize("name", ALTERED)
def test_an_altered_twin_is_refused_and_nothing_is_written(
    district: Workspace, division: Workspace, cells: tuple[str, ...], returned: Callable[[], Path], name: str
) -> None:
    put(division, cells[1], "45")
    put(district, cells[0], "111")
    change, code = ALTERED[name]
    with pytest.raises(Fault) as fault:
        take_part(district, altered(returned(), change))
    assert fault.value.code == code
    assert (value(district, cells[0]), value(district, cells[1])) == (111, None)


def test_the_unaltered_twin_is_taken(
    district: Workspace, division: Workspace, cells: tuple[str, ...], returned: Callable[[], Path]
) -> None:
    put(division, cells[1], "45")
    assert take_part(district, altered(returned(), lambda _tree: None)).result.taken == (cell(cells[1]),)


def test_hostile_and_damaged_packages_are_refused(given: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(given) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    data = given.read_bytes()
    files = {
        "part.not_a_part": [b"", b"hello", packed(tmp_path / "a", {"plan.json": b"{}"}).read_bytes()],
        "part.unreadable": [
            data[:-30],
            data[: len(data) // 2],
            packed(tmp_path / "b", {**entries, "../x": b"1"}).read_bytes(),
            packed(tmp_path / "c", {**entries, "macro.exe": b"1"}).read_bytes(),
            packed(tmp_path / "d", {**entries, "plan.json": entries["plan.json"] + b" "}).read_bytes(),
            packed(tmp_path / "e", {**entries, "part.json": b"[" * 100_000}).read_bytes(),
            packed(tmp_path / "f", {**entries, "part.json": b" " * 3_900_000}).read_bytes(),
        ],
        "part.too_large": [
            packed(tmp_path / "g", {"part.json": Random(535).randbytes(4_100_000)}).read_bytes(),
            b"PK\x03\x04" + bytes(8_000_000),
        ],
    }
    for code, bad in files.items():
        for number, content in enumerate(bad):
            (tmp_path / "xau.kgpart").write_bytes(content)
            with pytest.raises(Fault) as fault:
                part_package.read(content, "xau.kgpart")
            assert (fault.value.code, number) == (code, number)
            with pytest.raises(Fault):
                open_part(tmp_path / "xau.kgpart", tmp_path / "xau.kgdesk", actor="A")
    assert not (tmp_path / "xau.kgdesk").exists()


def test_a_part_that_asks_what_its_plan_does_not_makes_no_workspace(given: Path, tmp_path: Path) -> None:
    def ask(tree: dict) -> None:  # type: ignore[type-arg]
        tree["request"]["base"]["cells"][0]["indicator"] = "KT999"

    with pytest.raises(Fault, match=r"part\.unreadable"):
        open_part(altered(given, ask), tmp_path / "x.kgdesk", actor="A")
    assert not (tmp_path / "x.kgdesk").exists()


def test_the_file_says_the_same_in_the_same_bytes(given: Path) -> None:
    found = read_part(given)
    assert part_package.write(found.part, found.plan_bytes) == given.read_bytes()
    assert part_document.from_bytes(part_document.to_bytes(found.part)) == found.part
    assert found.part == Part(found.part.request, None)


def test_the_published_schema_says_what_is_written(
    given: Path, division: Workspace, cells: tuple[str, ...], returned: Callable[[], Path]
) -> None:
    from jsonschema import Draft202012Validator

    from kgdesk.files import resource

    put(division, cells[1], "45")
    matter(division, "Thiếu người")
    schema = json.loads(resource("schemas", "part-1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for path in (given, returned()):
        tree = json.loads(part_document.to_bytes(read_part(path).part))
        assert list(validator.iter_errors(tree)) == []
        tree["colour"] = "red"
        assert list(validator.iter_errors(tree))


# people -------------------------------------------------------------------------


def test_everybody_is_named_with_what_they_did(
    district: Workspace, division: Workspace, cells: tuple[str, ...], tasks: tuple[str, ...],
    returned: Callable[[], Path],
) -> None:  # fmt: skip
    put(division, cells[1], "45")
    take_part(district, returned())
    district.actor = "Phạm Văn Dũng"
    put(district, cells[3], "7")
    put(district, cells[3], "8")
    record_narrative(district, Narrative("KG-911", tasks[0], "2024", results="Sửa lại"))
    assert people_of(district) == ("Phạm Văn Dũng", "Lê Thị Hoa")
    day = district.clock().date()
    deeds = deeds_of_day(district, day, period=PERIOD)
    assert list(dict.fromkeys(item.person for item in deeds)) == ["Lê Thị Hoa", "Phạm Văn Dũng"]
    twice = next(item for item in deeds if item.times == 2)
    assert twice.person == "Phạm Văn Dũng"
    assert twice.words.startswith("nhập số liệu: ")
    assert twice.first_at < twice.last_at
    assert any(DIVISION in item.words for item in deeds)
    assert deeds_of_day(district, day - timedelta(days=1)) == ()
    other = deeds_of_day(district, day, period=Period.parse("2023"))
    assert {item.words for item in other} == {"tạo sổ làm việc"}


def test_an_older_workspace_opens_without_any_part(district: Workspace) -> None:
    path = district.path
    district.close()
    with open_workspace(path, actor="A") as workspace:
        assert workspace.part is None
        assert workspace.mark == ""
