"""`python -m tests.crash`: kill the program, many times, and say what was lost."""

import argparse
import itertools
import json
import os
import pickle
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from tests.crash import encrypting, entering, filing, keeping, killing, receiving, table, verdict
from tests.crash.activity import Activity
from tests.crash.killing import Point
from tests.crash.verdict import Finding, Known

ALL: tuple[Activity, ...] = (
    *entering.ACTIVITIES, *filing.ACTIVITIES, *receiving.ACTIVITIES, *keeping.ACTIVITIES,
    *encrypting.ACTIVITIES,
)  # fmt: skip
FINDINGS = "findings.jsonl"
Job = tuple[int, int, Point | float | None]  # number, activity, way; None: power cuts


def main() -> int:
    """Learn, kill, tell; 1 where anything was lost, half or stuck."""
    args = _arguments()
    began = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="kgdesk-crash-", dir=args.folder))
    try:
        chosen = [item for item in ALL if not args.only or item.name in args.only]
        demo = args.demo or verdict.demonstration(folder)
        trace = killing.can_trace()
        known = _learnt(chosen, demo, folder, args.lanes, trace=trace)
        print(f"{len(known)} activities learnt in {time.monotonic() - began:.0f} s; strace: {trace}", flush=True)
        jobs = _jobs(known, args, trace=trace)
        findings = list(_in_lanes(known, jobs, folder, args))
        lines = table.lines(known, findings, seed=args.seed)
        print("\n".join(lines))
        print(f"{time.monotonic() - began:.0f} s on {args.lanes} lanes")
        if args.write is not None:
            table.write(args.write, lines)
        return 0 if all(item.clean for item in findings) else 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--points", type=int, default=0, help="at least so many write points of each activity")
    parser.add_argument("--cuts", type=int, help="states of a power cut; as many as kills where nothing is said")
    parser.add_argument("--seed", type=int, default=535)
    parser.add_argument("--lanes", type=int, default=os.cpu_count() or 1, help="processes that kill side by side")
    parser.add_argument("--demo", type=Path, help="a demonstration that is there already")
    parser.add_argument("--folder", type=Path, help="where the scenes are made")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="begin no kill after that time")
    parser.add_argument("--only", action="append", choices=[item.name for item in ALL])
    parser.add_argument("--write", type=Path, help="a document whose table is replaced by this one")
    return parser.parse_args()


def _learnt(chosen: Sequence[Activity], demo: Path, folder: Path, lanes: int, *, trace: bool) -> list[Known]:
    """Learn in a few processes; the heavy ones are spread by taking turns."""
    children = []
    for lane in range(lanes):
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                for item in chosen[lane::lanes]:
                    known = verdict.learn(item, demo, folder / "learn" / item.name, trace=trace)
                    (folder / "learn" / f"{item.name}.known").write_bytes(pickle.dumps(known))
                code = 0
            except BaseException:  # noqa: BLE001 - a lane is a process; nobody else would tell
                traceback.print_exc()
            finally:
                os._exit(code)
        children.append(pid)
    failed = [status for status in (os.waitpid(pid, 0)[1] for pid in children) if status]
    if failed:
        raise RuntimeError("an activity fails without a kill")
    return [pickle.loads((folder / "learn" / f"{item.name}.known").read_bytes()) for item in chosen]  # noqa: S301 - ours


def _jobs(known: Sequence[Known], args: argparse.Namespace, *, trace: bool) -> list[Job]:
    """Share the kills out by weight; the order is mixed, so that lanes end together."""
    chance = random.Random(args.seed)
    whole = sum(item.activity.share for item in known)
    chosen: list[tuple[int, Point | float | None]] = [
        (index, way)
        for index, item in enumerate(known)
        for way in verdict.ways(
            item, max(1, round(args.kills * item.activity.share / whole)), chance, points=args.points
        )
    ]
    if trace and args.cuts != 0:
        chosen += [(index, None) for index in range(len(known))]
    chance.shuffle(chosen)
    return [(number, index, way) for number, (index, way) in enumerate(chosen, start=1)]


def _in_lanes(known: Sequence[Known], jobs: Sequence[Job], folder: Path, args: argparse.Namespace) -> Iterator[Finding]:
    """Work through the jobs in a few processes, each with a folder of its own and a file of findings."""
    lanes = [folder / f"lane{number}" for number in range(args.lanes)]
    children = []
    for number, lane in enumerate(lanes):
        pid = os.fork()
        if pid == 0:
            _lane(known, jobs[number :: args.lanes], lane, args)
        children.append(pid)
    failed = [status for status in (os.waitpid(pid, 0)[1] for pid in children) if status]
    if failed:
        raise RuntimeError(f"{len(failed)} lanes failed")
    for lane in lanes:
        for line in (lane / FINDINGS).read_text().splitlines():
            yield Finding(**json.loads(line))


def _lane(known: Sequence[Known], jobs: Sequence[Job], folder: Path, args: argparse.Namespace) -> None:
    code = 1
    try:
        folder.mkdir()
        until = time.monotonic() + 60 * args.minutes
        with (folder / FINDINGS).open("w") as stream:
            for job in itertools.takewhile(lambda _: time.monotonic() < until, jobs):
                for finding in _findings(known, job, folder, args):
                    if not finding.clean:
                        print(f"{job[2]}: {finding}", file=sys.stderr, flush=True)
                    print(json.dumps(asdict(finding)), file=stream, flush=True)
        code = 0
    except BaseException:  # noqa: BLE001 - a lane is a process; nobody else would tell
        traceback.print_exc()
    finally:
        os._exit(code)


def _findings(known: Sequence[Known], job: Job, folder: Path, args: argparse.Namespace) -> Iterator[Finding]:
    number, index, way = job
    if way is not None:
        yield verdict.kill_once(known[index], folder, number, way=way)
        return
    count = (args.kills if args.cuts is None else args.cuts) // len(known)
    yield from verdict.cut_power(known[index], folder, number, max(1, count), random.Random(args.seed + number))


if __name__ == "__main__":
    sys.exit(main())
