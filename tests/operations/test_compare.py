"""A revision is held place by place against what counts; nothing wins silently, and who decided why is kept."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.narrative import Narrative, TaskProgress
from kgdesk.domain.observation import Observation, ValueState
from kgdesk.domain.part import PlaceNoun
from kgdesk.domain.receipt import Decision
from kgdesk.domain.return_cycle import IntakeOutcome, ReceivedState
from kgdesk.domain.three_way import Standing
from kgdesk.operations.compare import change_percent, compare_returns, compare_with_counting
from kgdesk.operations.consolidate import consolidate
from kgdesk.operations.decisions import decisions_on
from kgdesk.operations.demo import PASSWORD, PERIOD
from kgdesk.operations.entry import record_observation
from kgdesk.operations.intake import IntakeResult, take_in
from kgdesk.operations.narrative import record_narrative
from kgdesk.operations.review import ReviewRequest, review_return
from kgdesk.operations.seal import SealRequest, seal_return
from kgdesk.operations.status import filing_status
from kgdesk.operations.workspace import Workspace, open_workspace
from kgdesk.store import received
from tests.conftest import Answer
from tests.operations.after_demo import TurnedClock

UNIT = "KG-911"
FIRST, SECOND = "KG-911_2024_r1", "KG-911_2024_r2"


@dataclass
class Round:
    """The sender and the receiver of the demonstration; the receiver has accepted the first return."""

    folder: Path
    sender: Workspace
    receiver: Workspace

    def correct(self, value: str, *, indicator: str = "KT08", reason: str = "Cơ quan thuế báo lại") -> None:
        observation = Observation(UNIT, indicator, PERIOD.code, value=Decimal(value))
        record_observation(self.sender, observation, reason=reason)

    def send(self, sender: Workspace | None = None) -> IntakeResult:
        workspace = sender or self.sender
        key, out = self.folder / "keys" / f"{UNIT}.p12", self.folder / "out" / workspace.path.stem
        sealed = seal_return(workspace, SealRequest(PERIOD, key, PASSWORD, out, formats=("pdf",)))
        return take_in(self.receiver, [sealed.result.files[0]]).result[0]

    def decide(self, wanted: str, decision: Decision, *, note: str = "") -> None:
        key, folder = self.folder / "keys" / "KG.p12", self.folder / "receipts"
        comments = [("KT08", "Xem lại")] if decision is Decision.SENT_BACK else []
        review_return(self.receiver, ReviewRequest(wanted, decision, key, PASSWORD, folder, comments, note=note))

    def states(self) -> dict[int, ReceivedState]:
        return {item.revision: item.state for item in received.of_unit(self.receiver.store, UNIT, PERIOD.code)}


@pytest.fixture
def sides(demo_copy: Path, phu_quoc: Workspace, province: Workspace) -> Round:
    return Round(demo_copy, phu_quoc, province)


def test_every_changed_place_is_told_with_its_reason_and_by_how_much(sides: Round) -> None:
    before = compare_value(sides.receiver, "KT08")
    sides.correct(str(before * 2), reason="Kho bạc đối chiếu lại")
    page = Narrative(UNIT, "A3.3", PERIOD.code, "Khách tăng.", "", "Xúc tiến.", TaskProgress.DELAYED, 70)
    record_narrative(sides.sender, page)
    assert sides.send().reason == "intake.after_acceptance"
    found = compare_returns(sides.receiver, SECOND)
    assert (found.held.revision, found.new.revision, found.ancestor.revision) == (1, 2, 1)
    assert found.held.state is ReceivedState.ACCEPTED
    told = {item.place.written: item for item in found.changed}
    assert set(told) >= {"KT08", "A3.3.results", "A3.3.progress"}
    assert {item.standing for item in found.changed} == {Standing.THEIRS}
    cell = told["KT08"]
    assert (cell.held.value, cell.new.value, cell.change_percent) == (before, before * 2, 100)
    assert cell.reason == "Kho bạc đối chiếu lại"
    assert told["A3.3.results"].new == "Khách tăng."
    assert len(found.places) > 20
    assert "XH12" in {item.place.written for item in found.places if not item.changed}


def compare_value(workspace: Workspace, indicator: str) -> Decimal:
    figures = received.figures(workspace.store, PERIOD.code, indicator=indicator)
    value = next(item.observation.value for item in figures if item.unit == UNIT)
    assert value is not None
    return value


def test_two_second_revisions_of_one_ancestor_are_a_conflict(sides: Round) -> None:
    other = Path(shutil.copy(sides.sender.path, sides.folder / "other.kgdesk"))
    sides.decide(FIRST, Decision.SENT_BACK)
    sides.correct("1500")
    assert sides.send().outcome is IntakeOutcome.TAKEN_IN
    with open_workspace(other, actor="b", clock=TurnedClock()) as workspace:
        for code, value in (("KT08", 1600), ("XH06", 5000)):
            record_observation(workspace, Observation(UNIT, code, PERIOD.code, value=Decimal(value)), reason="khác")
        assert sides.send(workspace).reason == "intake.same_revision_differs"
    digests = {
        item.state: item.digest
        for item in received.of_unit(sides.receiver.store, UNIT, PERIOD.code)
        if item.revision == 2
    }
    found = compare_returns(sides.receiver, digests[ReceivedState.HELD])
    assert (found.held.digest, found.ancestor.revision) == (digests[ReceivedState.TAKEN_IN], 1)
    standings = {item.place.code: item.standing for item in found.changed}
    assert (standings["KT08"], standings["XH06"]) == (Standing.CONFLICT, Standing.THEIRS)


def test_reasons_are_gathered_over_the_revisions_that_were_never_accepted(sides: Round) -> None:
    sides.correct("1500", reason="một")
    sides.send()
    sides.correct("5000", indicator="XH06", reason="hai")
    sides.send()
    found = compare_returns(sides.receiver, "KG-911_2024_r3")
    assert (found.held.revision, found.ancestor.revision) == (1, 1)
    cells = [item for item in found.changed if item.place.noun is PlaceNoun.CELL]
    assert {item.place.code: item.reason for item in cells} == {"KT08": "một", "XH06": "hai"}
    assert {item.reason for item in found.changed if item not in cells} == {""}  # a text that quotes KT08


def test_accepting_sets_aside_what_counted_and_what_the_new_one_replaces(sides: Round) -> None:
    sides.correct("1500")
    sides.send()
    sides.correct("1501")
    sides.send()
    assert sides.states() == {1: ReceivedState.ACCEPTED, 2: ReceivedState.HELD, 3: ReceivedState.HELD}
    sides.decide("KG-911_2024_r3", Decision.ACCEPTED, note="Đã gọi Cục Thuế, số đúng.")
    assert sides.states() == {1: ReceivedState.SUPERSEDED, 2: ReceivedState.SUPERSEDED, 3: ReceivedState.ACCEPTED}
    newest = next(item for item in received.of_unit(sides.receiver.store, UNIT, PERIOD.code) if item.revision == 3)
    (made,) = decisions_on(sides.receiver, newest.digest)
    assert (made.decision, made.by, made.note) == (Decision.ACCEPTED, "Lê Văn Thành", "Đã gọi Cục Thuế, số đúng.")
    assert len(made.instead_of) == 2
    assert compare_with_counting(sides.receiver, newest.key) is not None  # also after the decision


def test_what_was_accepted_counts_until_somebody_decides_even_after_a_later_one_was_sent_back(sides: Round) -> None:
    first = compare_value(sides.receiver, "KT08")
    sides.correct("1500")
    sides.send()
    sides.decide(SECOND, Decision.SENT_BACK)
    sides.correct("1600")
    assert sides.send().reason == "intake.after_acceptance"
    assert sides.states() == {1: ReceivedState.ACCEPTED, 2: ReceivedState.SENT_BACK, 3: ReceivedState.HELD}
    run = consolidate(sides.receiver, PERIOD).result
    entered = {item.unit: item for item in run.line("KT08").roll_up.inputs}
    assert (entered[UNIT].revision, entered[UNIT].observation.value) == (1, first)
    arrival = next(row.arrival for row in filing_status(sides.receiver, PERIOD) if row.unit.code == UNIT)
    assert arrival is not None
    assert arrival.revision == 1


def test_a_figure_that_was_taken_back(sides: Round) -> None:
    none = Observation(UNIT, "XH06", PERIOD.code, state=ValueState.NOT_AVAILABLE, note="Chưa điều tra")
    record_observation(sides.sender, none, reason="Chưa điều tra xong")
    sides.send()
    (place,) = compare_returns(sides.receiver, SECOND).changed
    assert (place.new.state, place.new.value) == (ValueState.NOT_AVAILABLE, None)
    assert (place.change_percent, place.reason) == (None, "Chưa điều tra xong")


def test_a_return_alone_or_of_another_unit_is_not_compared(sides: Round) -> None:
    for names, code in (((FIRST,), "compare.alone"), ((FIRST, "STC_2024_r1"), "compare.not_alike")):
        with pytest.raises(Fault) as raised:
            compare_returns(sides.receiver, *names)
        assert raised.value.code == code
    key = received.of_unit(sides.receiver.store, UNIT, PERIOD.code)[0].key
    assert compare_with_counting(sides.receiver, key) is None


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [("100", "105", "5"), ("-4", "-2", "50"), ("0", "7", None), (None, "7", None), ("7", None, None), ("8", "8", "0")],
)
def test_change_in_per_cent(old: str | None, new: str | None, change: str | None) -> None:
    given = (None if item is None else Decimal(item) for item in (old, new))
    assert change_percent(*given) == (None if change is None else Decimal(change))


def test_command_line_tells_people_and_programs(sides: Round, kgdesk: Callable[..., Answer]) -> None:
    sides.correct("1500", reason="Kho bạc đối chiếu lại")
    sides.send()
    path = sides.receiver.path
    sides.receiver.close()
    said = kgdesk("compare", path, SECOND)
    assert said.code == 0
    assert "1.500" in said.out
    assert "Kho bạc đối chiếu lại" in said.out
    head, *places = kgdesk("compare", path, SECOND, FIRST, "--json").rows
    assert (head["changed"], head["held"]["state"]) == (2, "accepted")  # type: ignore[index]
    assert [item["place"] for item in places] == ["KT08", "A3.3.results"]  # which quotes KT08
    decided = kgdesk(
        "accept", path, SECOND, "--note", "Đã kiểm tra", "--key", sides.folder / "keys" / "KG.p12",
        "--password-env", "KGDESK_TEST_PASSWORD", "-o", sides.folder / "receipts",
    )  # fmt: skip
    assert decided.code == 0
    assert "Đã kiểm tra" in kgdesk("compare", path, SECOND, FIRST).out
