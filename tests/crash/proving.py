"""`python -m tests.crash.proving`: spoil the program in ways that look harmless, and see that the kills find each."""

import argparse
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.crash import killing, sabotage, verdict
from tests.crash.activity import Activity
from tests.crash.encrypting import Encrypting
from tests.crash.entering import Entry
from tests.crash.filing import Sealing
from tests.crash.keeping import Restoring
from tests.crash.killing import Point, Prepare
from tests.crash.receiving import Intake
from tests.crash.verdict import Finding, Known

CUTS = 60  # states of a power cut, where one has to find it


@dataclass(frozen=True, slots=True)
class Proof:
    """A sabotage, the activity it spoils, and where to look; `points` None: a power cut, in the `last` calls."""

    spoil: Prepare
    activity: Activity
    points: Callable[[Known, Path, Prepare], Iterable[Point]] | None = None
    last: int | None = None


def _calls(call: str, *numbers: int) -> Callable[[Known, Path, Prepare], Iterable[Point]]:
    return lambda _known, _folder, _spoil: [Point(call, number) for number in numbers]


def _late_writes(known: Known, folder: Path, spoil: Prepare) -> Iterable[Point]:
    """Writes at the end of a spoiled life, the last first."""
    log = folder / "calls"
    killing.recorded(known.activity, verdict.new_scene(known, folder, 99), log, sabotage=spoil)
    return (point for point in reversed(killing.points_of(log)) if point.call == "write")


PROOFS: tuple[Proof, ...] = (
    Proof(sabotage.told_before_done, Entry(), _calls("pwrite64", 30, 40, 50)),
    Proof(sabotage.commits_not_flushed, Entry()),
    Proof(sabotage.written_in_place, Sealing(), _late_writes),
    Proof(sabotage.written_before_recorded, Sealing(), _calls("fdatasync", 1, 2, 3)),
    Proof(sabotage.renamed_before_flushed, Sealing(), last=5),
    Proof(sabotage.taken_in_by_halves, Intake(), _calls("fdatasync", 2, 3, 4)),
    Proof(sabotage.restored_by_two_renames, Restoring(), _calls("rename", 1, 2)),
    Proof(sabotage.encrypted_in_place, Encrypting(), _late_writes),
    Proof(sabotage.encrypted_by_way_of_a_plain_copy, Encrypting(), _calls("rename", 1)),
)


def prove(proof: Proof, known: Known, folder: Path) -> Finding | None:
    """Give the first finding; None where the sabotage stays hidden."""
    return next((item for item in _findings(proof, known, folder) if item.lost or item.halves), None)


def _findings(proof: Proof, known: Known, folder: Path) -> Iterator[Finding]:
    if proof.points is None:
        chance = random.Random(535)
        yield from verdict.cut_power(known, folder, 0, CUTS, chance, sabotage=proof.spoil, last=proof.last)
        return
    for number, point in enumerate(proof.points(known, folder, proof.spoil)):
        yield verdict.kill_once(known, folder, number, way=point, sabotage=proof.spoil)


def main() -> int:
    """Tell each sabotage with what was found, one JSON object a line; 1 where one stayed hidden."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash.proving", description=__doc__)
    parser.add_argument("--demo", type=Path, help="a demonstration that is there already")
    args = parser.parse_args()
    hidden, learnt = 0, dict[str, Known]()
    folder = Path(tempfile.mkdtemp(prefix="kgdesk-proving-"))
    try:
        demo = args.demo or verdict.demonstration(folder)
        for proof in PROOFS:
            name = proof.activity.name
            known = learnt.get(name) or verdict.learn(proof.activity, demo, folder / name, trace=False)
            learnt[name] = known
            found = prove(proof, known, folder / name)
            hidden += found is None
            seen = [] if found is None else [*found.lost, *found.halves]
            print(json.dumps({"sabotage": proof.spoil.__name__, "activity": name, "found": seen}), flush=True)
        return 1 if hidden else 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
