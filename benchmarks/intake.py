"""Taking returns in and adding them up, beside reading the same workbooks cell by cell with other libraries.

Intake verifies signatures, compares what is shown with the data, and stores; the peers only read. `python -m
benchmarks.intake --units 2000` is the long form; the returns are made once and kept under `build/`.
"""

import argparse
import contextlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

UNITS = 200
_AT = datetime(2024, 12, 27, 8, 0, tzinfo=UTC)
_LOOK = 0.1  # seconds between two looks at the memory
_BUILD = Path("build")
_PEERS = _BUILD / "bench-venv" / "bin" / "python"
_READERS = Path(__file__).with_name("peer_readers.py")


def measure(rounds: int) -> None:  # noqa: ARG001 - one round over hundreds of returns is a mean already
    """Print the short form."""
    compare(UNITS)


def compare(units: int) -> None:
    """Print time for each return and peak memory of every side, all over the same files."""
    folder = returns_of(units)
    program = [sys.executable, "-m", "benchmarks.intake"]
    with tempfile.TemporaryDirectory(dir=_BUILD) as name:
        path = str(Path(name) / "KG.kgdesk")
        ours = _run([*program, "--work", str(folder), "--workspace", path])
        looked = _run([*program, "--doctor", path])
    count = ours["returns"]
    print(f"{count} returns, each of pages and workbook")
    _line("KGDesk: verify, compare, store", ours["intake"], count, peak=ours["peak"], more="(all processes)")
    _line("KGDesk: consolidate", ours["consolidate"], count)
    _line("KGDesk: doctor", looked["seconds"], count, peak=looked["peak"])
    if not _PEERS.exists():
        print(f"no peers: {_PEERS} is missing (make bench makes it)")
        return
    for name in ("openpyxl", "pandas", "calamine"):
        peer = _run([str(_PEERS), str(_READERS), name, str(folder / "returns")])
        share = ours["intake"] / peer["seconds"]
        _line(
            f"{name}: only reads the cells",
            peer["seconds"],
            count,
            peak=peer["peak"],
            more=f"intake takes {share:.1f} x",
        )


def _line(name: str, seconds: float, count: int, *, peak: float | None = None, more: str = "") -> None:
    memory = "" if peak is None else f"peak {peak:6.0f} MB"
    print(f"{name:<34} {seconds / count * 1000:8.2f} ms per return  {seconds:7.1f} s  {memory:<14} {more}".rstrip())


def _run(command: list[str]) -> dict[str, float]:
    """Run one side apart; `peak` is the most memory all its processes held at one moment, in MB."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _resident(process.pid))
        time.sleep(_LOOK)
    assert process.stdout is not None
    made: dict[str, float] = json.loads(process.stdout.read())
    return {**made, "peak": peak}


def _resident(session: int) -> float:
    """Add up what the processes of a session hold, shared pages counted for each, in MB; Linux only."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended
            fields = status.read_text().rpartition(")")[2].split()
            total += int(fields[21]) if int(fields[3]) == session else 0
    return total * resource.getpagesize() / 1_048_576


def returns_of(units: int) -> Path:
    """Make the demonstration with so many units, once; gives its folder."""
    folder = _BUILD / f"bench-intake-{units}"
    if not (folder / "KGDESK-DEMO.txt").exists() or not (folder / "report").is_dir():
        print(f"making {units} returns in {folder}")
        command = [sys.executable, "-m", "kgdesk", "demo", str(folder), "--units", str(units), "--json"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder


def work(folder: Path, path: Path) -> None:
    """Take the returns into a fresh workspace and add them up; prints times as JSON."""
    from kgdesk.domain.return_cycle import IntakeOutcome
    from kgdesk.operations.consolidate import consolidate
    from kgdesk.operations.demo import PERIOD
    from kgdesk.operations.intake import take_in
    from kgdesk.operations.trust import believe
    from kgdesk.operations.workspace import create_workspace

    pack = folder / "plan" / "nq535.kgplan"
    with create_workspace(path, unit="KG", actor="bench", pack=pack, clock=lambda: _AT) as workspace:
        believe(workspace, folder / "keys" / "ca.pem")
        started = time.perf_counter()
        results = take_in(workspace, [folder / "returns"]).result
        taken = time.perf_counter()
        consolidate(workspace, PERIOD)
        ended = time.perf_counter()
    good = {IntakeOutcome.TAKEN_IN, IntakeOutcome.COMPANION}
    assert all(item.outcome in good for item in results), {item.reason for item in results}
    print(
        json.dumps(
            {
                "returns": sum(item.outcome is IntakeOutcome.TAKEN_IN for item in results),
                "intake": taken - started,
                "consolidate": ended - taken,
            }
        )
    )


def look_over(path: Path) -> None:
    """Let the doctor read the workspace; prints the time as JSON."""
    from kgdesk.operations.maintenance import doctor

    started = time.perf_counter()
    report = doctor(path)
    assert report.healthy, report
    print(json.dumps({"seconds": time.perf_counter() - started}))


def main() -> None:
    """Compare, or do the work of one side."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.intake")
    parser.add_argument("--units", type=int, default=UNITS, help=f"how many returns ({UNITS}; the long form is 2000)")
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--workspace", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--doctor", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.work is not None:
        work(args.work, args.workspace)
    elif args.doctor is not None:
        look_over(args.doctor)
    else:
        compare(args.units)


if __name__ == "__main__":
    main()
