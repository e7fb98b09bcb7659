"""Whatever is typed, pasted, cleared, taken back, done again, killed and sealed: nothing lost, nothing invented.

A model in plain Python says what must stand. `KGDESK_UNDO_STEPS=300` walks longer and more often.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kgdesk.domain.errors import Fault
from kgdesk.domain.escalation import Escalation
from kgdesk.domain.narrative import Narrative
from kgdesk.domain.observation import Observation, ValueState
from kgdesk.domain.period import Period
from kgdesk.operations.entry import CellField, CellInput, clear_cell, record_block, record_observations
from kgdesk.operations.escalation import escalations, record_escalation
from kgdesk.operations.narrative import narrative_pages, record_narrative
from kgdesk.operations.undo import redo, undo, undo_state
from kgdesk.operations.workspace import Workspace, create_workspace, open_workspace
from kgdesk.store import health, journal, observations, sealed
from kgdesk.store.transaction import Transaction

UNIT = "KG-911"
STEPS = int(os.environ.get("KGDESK_UNDO_STEPS", "0"))
PERIODS = ("2024", "2024-Q4")
INDICATORS = ("KT08", "KT09")
MATTERS = ("KG-911-2024-1", "KG-911-2024-2")
BREATH = timedelta(minutes=1)

periods = st.sampled_from(PERIODS)
indicators = st.sampled_from(INDICATORS)
typed = st.sampled_from(["1", "2", "3,5", "0", "", "x", "năm tỷ", "3.485"])  # the last two are not saved
words = st.sampled_from(["", "Đã xong", "Đã xong đường vòng", "Chậm"])

Place = tuple[str, str, str]  # cell, period, indicator · narrative, period, task · matter, '', key


@dataclass(frozen=True)
class Standing:
    """What is read at a place, and which writing put it there: a copy made by undo keeps the mark of its original."""

    value: str
    mark: int


NOTHING = Standing("", 0)


@dataclass
class Step:
    """What a person did, by place: before and after."""

    kind: str
    changes: dict[Place, tuple[Standing, Standing]]
    at: datetime
    by: str


@dataclass
class Model:
    """The plain truth."""

    stands: dict[Place, Standing] = field(default_factory=dict)
    done: dict[str, list[Step]] = field(default_factory=lambda: {period: [] for period in PERIODS})
    undone: dict[str, list[Step]] = field(default_factory=lambda: {period: [] for period in PERIODS})
    marks: Iterator[int] = field(default_factory=lambda: count(1))

    def at(self, place: Place) -> Standing:
        return self.stands.get(place, NOTHING)

    def write(self, place: Place, value: str) -> None:
        self.stands[place] = Standing(value, next(self.marks))

    def do(self, period: str, kind: str, writes: list[tuple[Place, str]], at: datetime, by: str) -> None:
        changes: dict[Place, tuple[Standing, Standing]] = {}
        for place, value in writes:
            before = self.at(place)
            if before.value != value:
                self.write(place, value)
                changes[place] = (changes[place][0] if place in changes else before, self.at(place))
        if not changes:
            return
        last = self.done[period][-1] if self.done[period] else None
        goes_on = (
            kind == "narrative"
            and last is not None
            and not self.undone[period]
            and (last.kind, last.by, set(last.changes)) == (kind, by, set(changes))
            and at - last.at <= BREATH
            and all(last.changes[place][1] == before for place, (before, _) in changes.items())
        )
        if goes_on and last is not None:
            last.changes = {place: (last.changes[place][0], after) for place, (_, after) in changes.items()}
            return
        self.undone[period].clear()
        self.done[period].append(Step(kind, changes, at, by))

    def turn(self, period: str, *, back: bool) -> bool:
        """Take back or do again; False where something else was written since: the step is let go."""
        source, target = (self.done, self.undone) if back else (self.undone, self.done)
        step = source[period].pop()
        wanted = {place: pair[0 if back else 1] for place, pair in step.changes.items()}
        if any(self.at(place) != pair[1 if back else 0] for place, pair in step.changes.items()):
            return False
        self.stands |= wanted
        target[period].append(step)
        return True

    def seal(self, period: str) -> None:
        for other in PERIODS:
            for steps in (self.done[other], self.undone[other]):
                steps[:] = [step for step in steps if other != period and step.kind != "matter"]


class Killed(Exception):  # noqa: N818 - it is no error of the program
    """The power went before the commit."""


@cache
def template() -> Path:
    """One new workspace to copy, because making one takes longer than a walk through it."""
    path = Path(tempfile.mkdtemp(prefix="kgdesk-undo-")) / "a.kgdesk"
    create_workspace(path, unit=UNIT, actor="x").close()
    return path


@pytest.fixture(scope="module", autouse=True)
def _tidy() -> Iterator[None]:
    yield
    if template.cache_info().currsize:
        shutil.rmtree(template().parent)
        template.cache_clear()


class UndoMachine(RuleBasedStateMachine):
    """Walks a workspace and its model side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="kgdesk-undo-"))
        self.model = Model()
        self.now = datetime(2024, 12, 10, 2, tzinfo=UTC)
        self.lives = count(1)
        self.seals = count(1)
        self.rows: list[tuple[object, ...]] = []
        path = Path(shutil.copy(template(), self.folder / "a.kgdesk"))
        self.workspace = self.reopened(path, "Lê Thị Hoa")
        self.tasks = tuple(task.code for task in self.workspace.tasks(Period.parse("2024"))[:2])

    def reopened(self, path: Path, actor: str) -> Workspace:
        return open_workspace(path, actor=actor, clock=lambda: self.now)

    def teardown(self) -> None:
        assert journal.verify_chain(self.workspace.store) is None
        assert health.structure(self.workspace.store) is None
        assert health.broken_references(self.workspace.store) == 0
        self.workspace.close()
        shutil.rmtree(self.folder)

    # what a person does

    def record(self, period: str, kind: str, writes: list[tuple[Place, str]]) -> None:
        self.model.do(period, kind, writes, self.now, self.workspace.actor)

    def paste(self, period: str, cells: list[tuple[str, str]]) -> None:
        inputs = [CellInput(indicator, CellField.VALUE, text) for indicator, text in cells]
        record_block(self.workspace, period=Period.parse(period), cells=inputs, reason="sửa")

    @initialize()
    def begin(self) -> None:
        """Start with something to take back."""
        self.type_cells("2024", [("KT08", "1")])

    @rule(period=periods, cells=st.lists(st.tuples(indicators, typed), min_size=1, max_size=4))
    def type_cells(self, period: str, cells: list[tuple[str, str]]) -> None:
        self.now += BREATH * 2
        self.paste(period, cells)
        saved = {"3,5": "3.5", "năm tỷ": None, "3.485": None}
        read = [(indicator, saved.get(text, text)) for indicator, text in cells]
        self.record(period, "cells", [(("cell", period, code), text) for code, text in read if text is not None])

    @rule(period=periods, indicator=indicators)
    def clear(self, period: str, indicator: str) -> None:
        clear_cell(self.workspace, period=Period.parse(period), indicator=indicator, reason="sửa")
        self.record(period, "cells", [(("cell", period, indicator), "")])

    @rule(period=periods, value=st.integers(5, 7))
    def read_in(self, period: str, value: int) -> None:
        batch = [Observation(UNIT, code, period, value=_decimal(value)) for code in INDICATORS]
        record_observations(self.workspace, Period.parse(period), batch, reason="sửa", action="entry.record_file")
        self.record(period, "cells", [(("cell", period, code), str(value)) for code in INDICATORS])

    @rule(period=periods, number=st.integers(0, 1), text=words, pause=st.sampled_from([1, 40, 200]))
    def narrate(self, period: str, number: int, text: str, pause: int) -> None:
        self.now += timedelta(seconds=pause)
        record_narrative(self.workspace, Narrative(UNIT, self.tasks[number], period, results=text))
        self.record(period, "narrative", [(("narrative", period, self.tasks[number]), text)])

    @rule(period=periods, key=st.sampled_from(MATTERS), proposal=st.sampled_from(["Bổ sung vốn", "Giãn tiến độ"]))
    def escalate(self, period: str, key: str, proposal: str) -> None:
        matter = Escalation(key, UNIT, "2024", date(2024, 11, 20), "Thiếu vốn", "Luật", proposal, "UBND")
        record_escalation(self.workspace, matter, period=Period.parse(period))
        self.record(period, "matter", [(("matter", "", key), proposal)])

    @rule(period=periods)
    def take_back(self, period: str) -> None:
        self.turn(period, undo, back=True)

    @rule(period=periods)
    def take_back_all(self, period: str) -> None:
        while self.model.done[period]:
            self.turn(period, undo, back=True)

    @rule(period=periods)
    def do_again(self, period: str) -> None:
        self.turn(period, redo, back=False)

    def turn(self, period: str, call: Callable[[Workspace, Period], object], *, back: bool) -> None:
        here = self.model.done[period] if back else self.model.undone[period]
        expected = "done"
        if not here:
            has_seal = sealed.latest(self.workspace.store, UNIT, period) is not None
            expected = ("undo.sealed" if has_seal else "undo.nothing") if back else "undo.nothing_to_redo"
        elif not self.model.turn(period, back=back):
            expected = "undo.changed_since" if back else "undo.redo_changed_since"
        try:
            call(self.workspace, Period.parse(period))
            found = "done"
        except Fault as fault:
            found = fault.code
        assert found == expected

    # what happens around it

    @rule(period=periods, indicator=indicators, value=st.integers(1, 3))
    def something_else_writes(self, period: str, indicator: str, value: int) -> None:
        with self.workspace.transaction("intake", subject=period) as transaction:
            observations.put(transaction, Observation(UNIT, indicator, period, value=_decimal(value)))
        self.model.write(("cell", period, indicator), str(value))

    @precondition(lambda self: sum(len(steps) for steps in self.model.done.values()) > 1)
    @rule(period=periods)
    def seal(self, period: str) -> None:
        latest = sealed.latest(self.workspace.store, UNIT, period)
        mark = sealed.SealedReturn(
            UNIT, period, latest.revision + 1 if latest else 1, f"{next(self.seals):064}", None, self.now, "Hoa", None,
            "BC", self.now.date(), INDICATORS, (),
        )  # fmt: skip
        with self.workspace.transaction("seal", subject=period) as transaction:
            sealed.put(transaction, mark, document=b"{}")
        self.model.seal(period)

    @rule(actor=st.sampled_from(["Lê Thị Hoa", "Trần Văn An"]))
    def restart(self, actor: str) -> None:
        self.workspace.close()
        self.workspace = self.reopened(self.workspace.path, actor)

    @rule()
    def kill(self) -> None:
        self.survive(self.copied())

    @rule(period=periods, indicator=indicators)
    def kill_before_the_commit(self, period: str, indicator: str) -> None:
        copies = []
        with pytest.raises(Killed), _dying(lambda: copies.append(self.copied())):
            self.paste(period, [(indicator, "99"), (indicator, "98")])
        self.survive(copies[0])

    def copied(self) -> Path:
        """Copy what lies on the disk at this moment: the file and its log."""
        target = self.folder / f"{next(self.lives)}.kgdesk"
        for ending in ("", "-wal"):
            beside = Path(f"{self.workspace.path}{ending}")
            if beside.exists():
                shutil.copy(beside, f"{target}{ending}")
        return target

    def survive(self, path: Path) -> None:
        actor = self.workspace.actor
        self.workspace.close()
        self.workspace = self.reopened(path, actor)

    # what must hold after each

    @invariant()
    def everything_stands_as_it_should(self) -> None:
        assert self.read() == {place: found.value for place, found in self.model.stands.items() if found.value}

    @invariant()
    def the_menu_knows(self) -> None:
        for period in PERIODS:
            state = undo_state(self.workspace, Period.parse(period))
            assert (state.undo is not None) == bool(self.model.done[period])
            assert (state.redo is not None) == bool(self.model.undone[period])

    @invariant()
    def history_only_grows(self) -> None:
        rows = [tuple(row) for row in self.workspace.store.read("SELECT id, value, state, entry FROM observation")]
        assert rows[: len(self.rows)] == self.rows
        self.rows = rows

    def read(self) -> dict[Place, str]:
        found: dict[Place, str] = {}
        for period in PERIODS:
            for code, cell in observations.current(self.workspace.store, UNIT, period).items():
                if cell.observation is not None:
                    is_figure = cell.observation.state is ValueState.FIGURE
                    found["cell", period, code] = str(cell.observation.value) if is_figure else "x"
            for page in narrative_pages(self.workspace, Period.parse(period)):
                if page.narrative is not None and not page.narrative.is_empty:
                    found["narrative", period, page.task.code] = page.narrative.results
        return found | {("matter", "", item.key): item.proposal for item in escalations(self.workspace)}


def _decimal(value: int) -> Decimal:
    return Decimal(value)


@contextmanager
def _dying(before: Callable[[], None]) -> Iterator[None]:
    """Let the next commit never come."""

    def die(_: Transaction) -> None:
        before()
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Transaction, "close_journal", die)
        yield


# Making a found walk short may take longer than a test is given otherwise.
TestUndoMachine = pytest.mark.timeout(900)(UndoMachine.TestCase)
TestUndoMachine.settings = settings(
    max_examples=200 if STEPS else 12,
    stateful_step_count=STEPS or 30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
