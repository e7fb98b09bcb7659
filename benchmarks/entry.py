"""Entry of figures: a cell's way to the disk beside one bare commit, and the grid's answer to a key.

The plan is the shipped one, its indicators repeated up to 200, asked every month; the workspace holds five years.
Commits of both sides are interleaved in one folder. The keys are in `entry_keys`.
"""

import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import cycle, islice
from pathlib import Path

from kgdesk.domain.assignment import Assignment, Role, SubjectKind
from kgdesk.domain.indicator import EntryForm
from kgdesk.domain.observation import Observation
from kgdesk.domain.period import Calendar, Period
from kgdesk.domain.plan import Plan
from kgdesk.operations.cell_text import CellField
from kgdesk.operations.entry import CellInput, record_block, record_observations
from kgdesk.operations.workspace import Workspace, create_workspace

INDICATORS = 200
YEARS = range(2021, 2026)
UNIT = "KG-911"
FRAME = 1 / 60  # seconds
_COMMITS = 400
NOW = datetime(2025, 12, 20, 2, 0, tzinfo=UTC)


def measure(rounds: int) -> None:
    """Print medians and 99th percentiles; `rounds` multiplies the number of commits."""
    with tempfile.TemporaryDirectory() as name:
        path = _workspace(Path(name))
        _commits(path, Path(name), count=_COMMITS * max(rounds // 7, 1))
        if "DISPLAY" in os.environ or os.environ.get("QT_QPA_PLATFORM") == "offscreen":
            from benchmarks.entry_keys import keys

            keys(path)
        else:
            print("keys left out: needs a display, run through `make bench`")


def _workspace(folder: Path) -> Path:
    """Make the workspace: 200 indicators, 60 months."""
    from kgdesk.files import write_atomically
    from kgdesk.returns import plan_default, plan_document, plan_pack

    plan = _grown(plan_document.from_bytes(plan_default.load()))
    pack = folder / "grown.kgplan"
    write_atomically(pack, plan_pack.write(plan_document.to_bytes(plan), None))
    path = folder / "grown.kgdesk"
    started = time.perf_counter()
    with closing(create_workspace(path, unit=UNIT, pack=pack, actor="đo", clock=_clock())) as workspace:
        for year in YEARS:
            for month in range(1, 13):
                _fill(workspace, Period.parse(f"{year}-M{month:02}"))
        asked = len(workspace.indicators(Period.parse("2025-M12")))
    size = path.stat().st_size / 1e6
    print(f"workspace: {asked} indicators x 60 months, {size:.1f} MB, made in {time.perf_counter() - started:.1f} s")

    return path


def _clock() -> Callable[[], datetime]:
    moment = NOW

    def tick() -> datetime:
        nonlocal moment
        moment += timedelta(seconds=1)
        return moment

    return tick


def _grown(plan: Plan) -> Plan:
    """Repeat the indicators that a district enters, under new codes, until there are enough, and let it live on."""
    units = tuple(replace(item, valid_to=None) if item.code == UNIT else item for item in plan.units)
    own = plan.indicators_of(plan.unit(UNIT), Period.parse("2024").dates(Calendar.ADMINISTRATIVE)[1])
    copies = [
        replace(item, code=f"{item.code}X{number}", ordinal=f"{item.ordinal}.{number}")
        for number, item in zip(range(INDICATORS - len(own)), cycle(own), strict=False)
    ]
    asked = tuple(
        Assignment(SubjectKind.INDICATOR, item.code, UNIT, Role.PART, date(2021, 1, 1)) for item in (*own, *copies)
    )
    return replace(
        plan,
        units=units,
        indicators=(*plan.indicators, *copies),
        assignments=(*plan.assignments, *asked),
        successions=tuple(item for item in plan.successions if item.predecessor != UNIT),
    )


def _fill(workspace: Workspace, period: Period) -> None:
    number = period.year * 12 + period.index
    batch = []
    for place, indicator in enumerate(workspace.indicators(period)):
        cell = Observation(UNIT, indicator.code, period.code)
        if indicator.is_pair:
            batch.append(replace(cell, numerator=Decimal(90 + place % 7), denominator=Decimal(100 + number % 5)))
        elif indicator.entry is EntryForm.BOOLEAN:
            batch.append(replace(cell, value=Decimal(number % 2)))
        else:
            batch.append(replace(cell, value=Decimal(1000 + place * 10 + number % 9)))
    record_observations(workspace, period, batch)


# commits -------------------------------------------------------------------------


def _commits(path: Path, folder: Path, *, count: int) -> None:
    """A cell through the operation, and one row through bare SQLite with WAL and FULL, turn by turn."""
    from kgdesk.operations.workspace import open_workspace

    period = Period.parse("2025-M11")
    bare = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    bare.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)"
    )
    times: dict[str, list[float]] = {"a cell typed: record_block": [], "one row: sqlite3, WAL, FULL": []}
    with closing(bare), closing(open_workspace(path, actor="đo", clock=_clock())) as workspace:
        codes = [
            item.code for item in workspace.indicators(period) if not item.is_pair and item.entry is EntryForm.VALUE
        ]
        for number, code in enumerate(islice(cycle(codes), count)):
            started = time.perf_counter()
            record_block(workspace, period=period, cells=[CellInput(code, CellField.VALUE, str(5000 + number))])
            between = time.perf_counter()
            bare.execute("INSERT INTO t (v) VALUES (?)", (str(number),))
            ended = time.perf_counter()
            times["a cell typed: record_block"].append(between - started)
            times["one row: sqlite3, WAL, FULL"].append(ended - between)
    _report(times)


def _report(times: dict[str, list[float]]) -> None:
    floor = statistics.median(list(times.values())[-1])
    for name, values in times.items():
        middle, high = statistics.median(values), percentile(values, 99)
        verdict = "within a frame" if high <= FRAME else "MORE THAN A FRAME"
        print(
            f"{name:<34} median {middle * 1000:7.2f} ms  p99 {high * 1000:7.2f}  max {max(values) * 1000:7.2f}"
            f"  ratio {middle / floor:5.1f}  {verdict}"
        )


def percentile(values: list[float], part: int) -> float:
    """Give the value below which so many per cent of them lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * part // 100)]
