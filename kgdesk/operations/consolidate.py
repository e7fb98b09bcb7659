"""Consolidation runs: accepted and received returns become totals, kept and explained."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from itertools import count
from pathlib import Path

from kgdesk.consolidation.provincial import Contribution, published_years, report_lines, totals
from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.domain.plain import plain
from kgdesk.domain.progress import Progress, Silent
from kgdesk.domain.provincial_report import ReportLine
from kgdesk.domain.return_cycle import ReceivedState
from kgdesk.domain.verdict import ReturnIdentity
from kgdesk.operations.exporting import WrittenFile, export
from kgdesk.operations.received_check import agrees
from kgdesk.operations.vouched import ensure_returns_vouched
from kgdesk.operations.workspace import Workspace

COUNTED = (ReceivedState.TAKEN_IN, ReceivedState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class RunInput:
    """A return that entered a run."""

    key: int
    unit: str
    revision: int
    digest: str


@dataclass(frozen=True, slots=True)
class ConsolidationRun:
    """A dated run. `digest` is the SHA-256 over inputs and totals: equal inputs give an equal digest."""

    number: int
    period: Period
    at: datetime
    digest: str
    inputs: tuple[RunInput, ...]
    lines: tuple[ReportLine, ...]

    def line(self, indicator: str) -> ReportLine:
        """Find the line of an indicator; raises Fault `plan.no_indicator`."""
        found = next((item for item in self.lines if item.indicator == indicator), None)
        if found is None:
            raise Fault("plan.no_indicator", indicator=indicator)
        return found


def consolidate(workspace: Workspace, period: Period, *, progress: Progress | None = None) -> Outcome[ConsolidationRun]:
    """Roll the period's returns up and keep the run. The same inputs again give the run that is there already.

    Raises Fault `intake.not_a_consolidator`, `consolidate.nothing` where no return is in, `consolidate.return_changed`
    where what is kept of one is no longer what its signed document says, `consolidate.not_vouched` where what was
    received or decided is no longer what the journal says.
    """
    if not workspace.consolidates:
        raise Fault("intake.not_a_consolidator", unit=workspace.unit.name_vi)
    inputs = _inputs(workspace, period)
    if not inputs:
        raise Fault("consolidate.nothing", period=period.label())
    lines = _lines(workspace, period, progress or Silent())
    return _keep(workspace, period, inputs, lines, _digest(workspace, period, inputs, lines))


def last_run(workspace: Workspace, period: Period, *, progress: Progress | None = None) -> ConsolidationRun | None:
    """Give the newest run of a period once more, writing nothing.

    None where there is none, or where what is in now no longer gives its digest. Raises Fault
    `consolidate.return_changed`, `consolidate.not_vouched`.
    """
    from kgdesk.store import runs

    newest = next(iter(runs.every(workspace.store, period.code)), None)
    if newest is None:
        return None
    inputs = _inputs(workspace, period)
    if [(item.unit, item.revision, item.digest) for item in inputs] != [
        (item.unit, item.revision, item.digest) for item in newest.inputs
    ]:
        return None  # told without adding everything up
    lines = _lines(workspace, period, progress or Silent())
    if _digest(workspace, period, inputs, lines) != newest.digest:
        return None
    return ConsolidationRun(newest.number, period, newest.at, newest.digest, inputs, lines)


def _lines(workspace: Workspace, period: Period, watch: Progress) -> tuple[ReportLine, ...]:
    asked = len(workspace.plan.indicators)
    steps = count(1)

    def contributions(indicator: str) -> Iterator[Contribution]:
        watch.step(next(steps), asked, indicator)
        return _contributions(workspace, period, indicator)

    rolled = totals(workspace.plan, workspace.unit.code, period, contributions)
    return report_lines(
        workspace.plan, workspace.unit.code, period, rolled, earlier=earlier_years(workspace, before=period.year)
    )


def _inputs(workspace: Workspace, period: Period) -> tuple[RunInput, ...]:
    from kgdesk.store import received

    counted = received.of_period(workspace.store, period.code, COUNTED)
    if len({item.unit for item in counted}) != len(counted):
        raise AssertionError("two returns of one unit count for one period")
    for item in counted:
        if not agrees(workspace.store, item):
            raise Fault("consolidate.return_changed", unit=item.unit, period=item.period, revision=item.revision)
    ensure_returns_vouched(workspace)
    return tuple(RunInput(item.key, item.unit, item.revision, item.digest) for item in counted)


def _contributions(workspace: Workspace, period: Period, indicator: str) -> Iterator[Contribution]:
    from kgdesk.store import received

    for figure in received.figures(workspace.store, period.code, COUNTED, indicator=indicator):
        yield Contribution(figure.unit, figure.revision, figure.digest, figure.observation)


def earlier_years(workspace: Workspace, *, before: int) -> dict[str, dict[int, Decimal]]:
    """Yearly figures known before `before`: published ones, over them those of this workspace's own yearly runs."""
    from kgdesk.store import runs

    years = published_years(workspace.plan, workspace.unit.code)
    for year in range(workspace.plan.base_year, before):
        kept = next(iter(runs.every(workspace.store, str(year))), None)
        results = None if kept is None else runs.results(workspace.store, kept.number)
        for item in json.loads(results)["totals"] if results is not None else ():
            if item["value"] is not None:
                years.setdefault(item["indicator"], {})[year] = Decimal(item["value"])
    return years


def _digest(workspace: Workspace, period: Period, inputs: tuple[RunInput, ...], lines: tuple[ReportLine, ...]) -> str:
    state = sha256()
    for part in _digest_parts(workspace, period, inputs, lines):
        state.update(part.encode() + b"\n")
    return state.hexdigest()


def _digest_parts(
    workspace: Workspace, period: Period, inputs: tuple[RunInput, ...], lines: tuple[ReportLine, ...]
) -> Iterator[str]:
    yield f"{workspace.unit.code} {period.code} {workspace.plan_digest}"
    for item in inputs:
        yield f"{item.unit} {item.revision} {item.digest}"
    for line in lines:
        total = line.roll_up
        yield f"{line.indicator} {total.value} {total.numerator} {total.denominator} {line.to_date} {line.yearly}"


def _keep(
    workspace: Workspace, period: Period, inputs: tuple[RunInput, ...], lines: tuple[ReportLine, ...], digest: str
) -> Outcome[ConsolidationRun]:
    from kgdesk.store import runs

    newest = next(iter(runs.every(workspace.store, period.code)), None)
    if newest is not None and newest.digest == digest:
        return Outcome(ConsolidationRun(newest.number, period, newest.at, digest, inputs, lines))
    at = workspace.clock().replace(microsecond=0)
    with workspace.store.transaction(
        actor=workspace.actor,
        action="consolidate",
        subject=period.code,
        detail={"digest": digest, "returns": len(inputs)},
        at=at,
    ) as transaction:
        kept = runs.put(
            transaction,
            period=period.code,
            inputs=tuple(ReturnIdentity(item.unit, period.code, item.revision, item.digest) for item in inputs),
            results=_results(lines),
            digest=digest,
        )
    return Outcome(ConsolidationRun(kept.number, period, at, digest, inputs, lines), ChangeSet(runs=True))


def _results(lines: tuple[ReportLine, ...]) -> Iterator[bytes]:
    """Write the totals as JSON, one at a time."""
    for number, line in enumerate(lines):
        text = json.dumps(plain(line.roll_up), ensure_ascii=False, sort_keys=True)
        yield f'{", " if number else """{"totals": ["""}{text}'.encode()
    yield b"]}"


FORMATS = ("xlsx", "pdf", "docx")


def write_report(
    workspace: Workspace, run: ConsolidationRun, folder: Path, *, formats: tuple[str, ...] = FORMATS
) -> tuple[WrittenFile, ...]:
    """Write the provincial report of a run; the same run gives the same bytes.

    With the PDF comes a brief of what moved since the run before, where there is one. Raises Fault
    `consolidate.unknown_format`.
    """
    from kgdesk.operations.run_export import KNOWN, files_of

    for wanted in formats:
        if wanted not in KNOWN:
            raise Fault("consolidate.unknown_format", format=wanted, known=", ".join(KNOWN))
    return tuple(export(folder / name, data) for name, data in files_of(workspace, run, formats))
