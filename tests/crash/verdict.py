"""What holds after every kill, whatever was killed, and after the work went on."""

import itertools
import random
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kgdesk.operations import reading_worker
from tests.crash import killing, power_cut
from tests.crash.activity import OUT, Activity
from tests.crash.killing import Life, Point, Prepare
from tests.crash.reading import State, copied, difference, half, outputs, state_of, unsound, workspaces

_LEFTOVER = re.compile(
    r"^\..+(\.[0-9a-f]{8}\.new(-wal|-shm|-journal)?|\.restored(-wal|-shm|-journal)?|\.[a-z0-9_]{8})$"
)
GO_ON_EVERY = 5  # states of a power cut, from which the work goes on: a start costs more than a look
_SIDE = ("-wal", "-shm", ".lock")


@dataclass(slots=True)
class Known:
    """What an undisturbed life of an activity looks like: states and files after each thing told, and its time."""

    activity: Activity
    template: Path
    states: list[State] = field(default_factory=list)
    files: list[dict[str, str]] = field(default_factory=list)
    seconds: float = 0.0
    points: list[Point] = field(default_factory=list)


@dataclass(slots=True)
class Finding:
    """What one kill brought to light. `steps` of `of` were told; `leftovers` counts temporary files it left."""

    activity: str
    way: str  # random, point, power
    steps: int
    killed: bool
    lost: list[str] = field(default_factory=list)
    halves: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    leftovers: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing was wrong."""
        return not (self.lost or self.halves or self.stuck)


def demonstration(folder: Path) -> Path:
    """Make the demonstration that scenes are taken from."""
    from kgdesk.operations.demo import run_demo

    killing.fork_readers()
    run_demo(folder / "demo", units=2)
    reading_worker.dismiss()
    return folder / "demo"


def learn(activity: Activity, demo: Path, folder: Path, *, trace: bool) -> Known:
    """Make the scene, live through it once held after every step and once counted."""
    template = folder / f"{activity.name}-template"
    template.mkdir(parents=True)
    killing.fork_readers()
    activity.prepare(demo, template)
    reading_worker.dismiss()  # a life that is forked must not talk to them
    known = Known(activity, template)
    scene = new_scene(known, folder, 0)
    looking = 0.0

    def look() -> None:
        nonlocal looking
        began = time.monotonic()
        seen = copied(scene, folder / f"{activity.name}-look")
        known.states.append(state_of(seen / activity.main))
        known.files.append(_files(seen, activity))
        looking += time.monotonic() - began

    look()
    looking = 0.0
    _must(life := killing.watched(activity, scene, look), activity)
    known.seconds = life.seconds - looking
    if trace:
        log = folder / f"{activity.name}.strace"
        _must(killing.recorded(activity, new_scene(known, folder, 0), log), activity)
        known.points = killing.points_of(log)
    return known


def _must(life: Life, activity: Activity) -> None:
    if life.error or life.hung or life.killed:
        raise AssertionError(f"{activity.name} fails without a kill: {life}")


def new_scene(known: Known, folder: Path, number: int) -> Path:
    """Copy the template."""
    scene = folder / f"scene-{number}"
    if scene.exists():
        shutil.rmtree(scene)
    shutil.copytree(known.template, scene)
    return scene


def _files(scene: Path, activity: Activity) -> dict[str, str]:
    """Visible files but the workspace itself and what SQLite keeps beside one."""
    return {
        name: digest
        for name, digest in outputs(scene).items()
        if name != activity.main and not (name.endswith(_SIDE) and not name.startswith(f"{OUT}/"))
    }


def kill_once(
    known: Known, folder: Path, number: int, *, way: Point | float, sabotage: Prepare | None = None
) -> Finding:
    """Kill a life in a scene of its own, look at what is left, and let the work go on."""
    scene = new_scene(known, folder, number)
    if isinstance(way, Point):
        life = killing.killed_at(known.activity, scene, way, sabotage=sabotage)
    else:
        life = killing.killed_after(known.activity, scene, way, sabotage=sabotage)
    finding = Finding(known.activity.name, "point" if isinstance(way, Point) else "random", len(life.told), life.killed)
    if life.error:
        finding.stuck.append(f"failed before the kill: {life.error}")
    if life.hung:
        finding.stuck.append("a process outlived the kill")
    examine(known, scene, life.told, finding, folder / f"look-{number}")
    go_on(known, scene, finding, folder / f"look-{number}", sabotage=sabotage)
    shutil.rmtree(scene)
    return finding


def examine(known: Known, scene: Path, told: list[str], finding: Finding, place: Path) -> None:
    """Hold what a kill left against what an undisturbed life passes through."""
    activity, seen = known.activity, copied(scene, place)
    finding.leftovers = _leftovers(seen, finding)
    sound = True
    for path in workspaces(seen):
        problems = unsound(path)
        sound = sound and not problems
        finding.lost += problems
    if sound:
        finding.lost += _states(known, seen, len(told))
        for problem in activity.examine(seen, told):
            (finding.halves if problem.startswith("half") else finding.lost).append(problem)
    _whole(seen, finding)
    shutil.rmtree(place)


def _states(known: Known, seen: Path, told: int) -> list[str]:
    """The workspace is as it was told last or one step on; files are those of that step."""
    activity = known.activity
    now, files = state_of(seen / activity.main), _files(seen, activity)
    after = min(told + 1, len(known.states) - 1)
    reached = [number for number in (told, after) if known.states[number] == now]
    wrong = []
    if not reached and not activity.name.startswith("migrate"):
        wrong.append(f"lost: neither step {told} nor the next: {difference(now, known.states[told])}")
    before, later = known.files[told], known.files[after]
    wrong += [f"lost: {name}" for name in sorted(before.keys() - files.keys())]
    wrong += [f"stranger: {name}" for name in sorted(files.keys() - before.keys() - later.keys())]
    early = sorted(files.keys() - before.keys())
    if early and reached == [told] and known.states[told] != known.states[after] and activity.order == "record":
        wrong.append(f"stranger: {early} before the workspace knows of it")
    if activity.exact:
        wrong += [
            f"half: {name} has other bytes"
            for name, digest in files.items()
            if digest not in {before.get(name), later.get(name)}
        ]
    return wrong


def _whole(seen: Path, finding: Finding) -> None:
    for path in sorted(seen.rglob("*")):
        visible = not any(part.startswith(".") for part in path.relative_to(seen).parts)
        outside = path.is_relative_to(seen / OUT) or path.suffix == ".bak"
        if path.is_file() and visible and outside:
            problem = half(path)
            if problem:
                finding.halves.append(f"half: {path.name}: {problem}")


def _leftovers(seen: Path, finding: Finding) -> int:
    hidden = [path for path in seen.rglob(".*") if path.is_file()]
    finding.halves += [
        f"half: {path.name} cannot be told for a leftover" for path in hidden if not _LEFTOVER.match(path.name)
    ]
    return len(hidden)


def go_on(known: Known, scene: Path, finding: Finding, place: Path, *, sabotage: Prepare | None = None) -> None:
    """Do the activity where the kill left it; everything must be there then."""
    life = killing.complete(known.activity, scene, sabotage=sabotage)
    if life.error or life.hung or life.killed:
        finding.stuck.append(f"could not go on: {life.error or life}")
        return
    seen = copied(scene, place)
    problems = [problem for path in workspaces(seen) for problem in unsound(path)]
    _whole(seen, finding)
    finding.stuck += problems or known.activity.finished(seen)
    shutil.rmtree(place)


def cut_power(
    known: Known,
    folder: Path,
    number: int,
    count: int,
    chance: random.Random,
    *,
    sabotage: Prepare | None = None,
    last: int | None = None,
) -> Iterator[Finding]:
    """Record one life and look at `count` states that a power cut may leave; from every fifth the work goes on.

    With `last` the power goes during the last calls only.
    """
    scene, log = new_scene(known, folder, number), folder / f"power-{number}.strace"
    life = killing.recorded(known.activity, scene, log, sabotage=sabotage, full=True)
    _must(life, known.activity)
    end = power_cut.moments(log)
    every = [(moment, way) for moment in range(end - (last or end), end) for way in power_cut.WAYS]
    wanted = set(every if count >= len(every) else chance.sample(every, count))
    disk = power_cut.Disk(scene.resolve(), known.template)
    states = power_cut.cuts(log, disk, labels=life.told, wanted=wanted, chance=chance)
    for turn, (told, contents) in enumerate(states):
        shutil.rmtree(scene)
        power_cut.lay_out(contents, scene)
        finding = Finding(known.activity.name, "power", told, killed=True)
        place = folder / f"look-{number}"
        examine(known, scene, life.told[:told], finding, place)
        if turn % GO_ON_EVERY == 0:
            go_on(known, scene, finding, place)
        yield finding
    shutil.rmtree(scene)
    log.unlink()


def ways(known: Known, count: int, chance: random.Random, *, points: int = 0) -> list[Point | float]:
    """Choose how to kill: half of the time at write points, each at most once, the rest at random moments.

    `points` asks for so many write points, whatever the count.
    """
    chosen = _spread(known.points, max(points, (count + 1) // 2), chance)
    moments = [chance.uniform(0.0, known.seconds * 1.05) for _ in range(count - min(len(chosen), (count + 1) // 2))]
    return [*chosen, *moments]


def _spread(points: list[Point], count: int, chance: random.Random) -> list[Point]:
    """Draw points of all kinds of calls by turns: a rename among two thousand writes is where most depends on it."""
    kinds: dict[str, list[Point]] = {}
    for point in points:
        kinds.setdefault(point.call, []).append(point)
    for kind in kinds.values():
        chance.shuffle(kind)
    turns = (point for turn in itertools.zip_longest(*kinds.values()) for point in turn if point is not None)
    return list(itertools.islice(turns, count))
