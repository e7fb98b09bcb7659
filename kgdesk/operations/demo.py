"""The whole round trip on the shipped plan, offline: keys, entry, seal, intake, receipts, consolidation, report."""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from kgdesk.domain.assignment import Assignment
from kgdesk.domain.errors import Fault
from kgdesk.domain.escalation import Escalation
from kgdesk.domain.narrative import Narrative, TaskProgress
from kgdesk.domain.period import Calendar, Period
from kgdesk.domain.plan import Plan
from kgdesk.domain.progress import Progress, Silent
from kgdesk.domain.receipt import Decision
from kgdesk.domain.reporting_unit import ReportingUnit, UnitLevel
from kgdesk.files import disk_faults, resource, write_atomically
from kgdesk.operations.consolidate import consolidate, write_report
from kgdesk.operations.demo_figures import observations
from kgdesk.operations.demo_images import hand_png, seal_png
from kgdesk.operations.demo_keys import PASSWORD, REVOKED, DemoKeys
from kgdesk.operations.entry import record_observation
from kgdesk.operations.escalation import record_escalation
from kgdesk.operations.intake import take_in
from kgdesk.operations.narrative import record_narrative
from kgdesk.operations.review import ReviewRequest, review_return
from kgdesk.operations.seal import SealRequest, file_stem, seal_return
from kgdesk.operations.trust import believe
from kgdesk.operations.workspace import Workspace, create_workspace

PERIOD = Period.parse("2024")
PROVINCE = "KG"
FIRST = ("KG-911", "KG-912", "KG-904", "CTK", "STC", "SYT")
MARK = "KGDESK-DEMO.txt"
HAND, SEAL = "chu-ky.png", "con-dau.png"  # of nobody
MOST_UNITS = 20_000
_MARKED = (
    f"KGDesk: dữ liệu trình diễn, không có giá trị pháp lý. Mật khẩu của mọi khóa ký: {PASSWORD}\n"
    f"KGDesk: a demonstration without legal value. Password of all keys: {PASSWORD}\n"
)
_SAME_MOMENT = 1.0  # seconds

_STARTED = datetime(2024, 11, 25, 1, 0, tzinfo=UTC)
_ENTERED = datetime(2024, 12, 16, 2, 30, tzinfo=UTC)
_SEALED = datetime(2024, 12, 17, 8, 15, tzinfo=UTC)
_RECEIVED = datetime(2024, 12, 18, 1, 45, tzinfo=UTC)
_REPORTED = datetime(2024, 12, 23, 7, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class DemoReport:
    """Where the demonstration's files lie; `kept` is where the work done in an earlier one was set aside."""

    folder: Path
    units: tuple[str, ...]
    returns: Path
    receipts: Path
    report: tuple[Path, ...]
    authority: Path
    province: Path
    kept: Path | None = None


def run_demo(folder: Path, *, units: int = 6, seed: int = 535, progress: Progress | None = None) -> DemoReport:
    """Make the demonstration in `folder`; an earlier demonstration there is replaced.

    Units beyond the real ones are made-up communes that report straight to the province. One unit
    is in memory at a time. Raises Fault `demo.units`, `demo.folder_in_use` and the disk's.
    """
    if not 1 <= units <= MOST_UNITS:
        raise Fault("demo.units", units=units, most=MOST_UNITS)
    kept = _clear(folder)
    watch = progress or Silent()
    plan, pack = _plan(folder, units)
    chosen = _chosen(plan, units)
    authority = _keys(folder, plan)
    total = 2 * len(chosen) + 2
    for index, unit in enumerate(chosen):
        watch.step(index, total, unit.name_vi)
        authority.issue(unit)
        _file(folder, unit, pack, seed)
    made = _province(folder, pack, chosen, watch, total)
    write_atomically(folder / MARK, _MARKED.encode())
    return replace(made, kept=kept)


def _clear(folder: Path) -> Path | None:
    """Make room; what somebody did in the workspaces of an earlier demonstration is set aside and named."""
    with disk_faults(folder):
        if folder.exists() and not folder.is_dir():
            raise Fault("demo.folder_in_use", file=folder)
        if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).exists():
            raise Fault("demo.folder_in_use", file=folder)
        kept = _set_aside(folder)
        for part in ("workspaces", "returns", "receipts", "report", "keys", "plan"):
            if (folder / part).is_dir():
                shutil.rmtree(folder / part)
            (folder / part).mkdir(parents=True, exist_ok=True)
    write_atomically(folder / MARK, _MARKED.encode())
    return kept


def _set_aside(folder: Path) -> Path | None:
    """Workspaces changed after the demonstration was finished, which the mark's own time tells."""
    mark, workspaces = folder / MARK, folder / "workspaces"
    finished = mark.stat().st_mtime if mark.exists() else 0.0
    if not any(path.stat().st_mtime > finished + _SAME_MOMENT for path in workspaces.glob("*.kgdesk")):
        return None
    number = 1
    while (kept := folder / f"workspaces-{number}").exists():
        number += 1
    workspaces.rename(kept)
    return kept


def _plan(folder: Path, units: int) -> tuple[Plan, Path]:
    """The shipped plan, with communes added where more units are wanted than there are."""
    from kgdesk.returns import plan_default, plan_document, plan_pack

    plan = plan_document.from_bytes(plan_default.load())
    extra = units - len(plan.children(PROVINCE, PERIOD.dates(Calendar.ADMINISTRATIVE)[1]))
    if extra > 0:
        plan = _with_communes(plan, extra)
    path = folder / "plan" / "nq535.kgplan"
    write_atomically(path, plan_pack.write(plan_document.to_bytes(plan), None))
    return plan, path


def _with_communes(plan: Plan, count: int) -> Plan:
    start = date(plan.first_year, 1, 1)
    communes = tuple(
        ReportingUnit(
            code=f"KG-X{number:05d}",
            official_code="",
            level=UnitLevel.COMMUNE,
            parent=PROVINCE,
            name_vi=f"Xã trình diễn số {number}",
            name_en=f"Demonstration commune {number}",
            valid_from=start,
            issuer_vi=f"ỦY BAN NHÂN DÂN XÃ TRÌNH DIỄN SỐ {number}",
            head_post_vi="CHỦ TỊCH",
            place_vi="Kiên Giang",
        )
        for number in range(1, count + 1)
    )
    like_district = tuple(
        Assignment(item.subject_kind, item.subject, "@commune", item.role, item.valid_from, item.valid_to)
        for item in plan.assignments
        if item.unit == "@district"
    )
    return replace(plan, units=(*plan.units, *communes), assignments=(*plan.assignments, *like_district))


def _chosen(plan: Plan, count: int) -> tuple[ReportingUnit, ...]:
    day = PERIOD.dates(Calendar.ADMINISTRATIVE)[1]
    under = {unit.code: unit for unit in plan.children(PROVINCE, day)}
    order = [*FIRST, *(code for code in under if code not in FIRST)]
    return tuple(under[code] for code in order[:count])


def _keys(folder: Path, plan: Plan) -> DemoKeys:
    """Make the authority, the province's key, the examples and the images."""
    keys = folder / "keys"
    authority = DemoKeys(keys, _STARTED)
    authority.issue(plan.unit(PROVINCE))
    authority.issue_examples(plan.unit(FIRST[0]), plan.unit(FIRST[2]))
    write_atomically(keys / HAND, hand_png())
    write_atomically(keys / SEAL, seal_png())
    return authority


def _file(folder: Path, unit: ReportingUnit, pack: Path, seed: int) -> None:
    """One unit's work: two years of figures, narratives, escalations, seal."""
    clock = _Clock(_STARTED)
    texts = _texts(unit)
    path = folder / "workspaces" / f"{unit.code}.kgdesk"
    with closing(create_workspace(path, unit=unit.code, pack=pack, actor=texts["head"], clock=clock)) as workspace:
        clock.now = _ENTERED
        _enter(workspace, PERIOD.same_period_last_year(), seed)
        _enter(workspace, PERIOD, seed)
        _narrate(workspace, texts)
        clock.now = _SEALED
        sealed = seal_return(
            workspace,
            SealRequest(
                period=PERIOD,
                key=folder / "keys" / f"{unit.code}.p12",
                password=PASSWORD,
                folder=folder / "returns",
                number=int(unit.code.rpartition("-")[2]) if unit.code.rpartition("-")[2].isdigit() else 87,
                head_name=texts["head"],
                head_image=folder / "keys" / HAND,
                seal_image=folder / "keys" / SEAL,
            ),
        )
    if sealed.result.blocking:
        raise AssertionError(f"the demonstration blocks itself: {unit.code} {sealed.result.blocking}")


class _Clock:
    """A clock that stands where the demonstration puts it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@cache
def _all_texts() -> dict[str, Any]:
    texts: dict[str, Any] = json.loads(resource("demo", "narratives.json").read_text(encoding="utf-8"))
    return texts


def _texts(unit: ReportingUnit) -> dict[str, Any]:
    found: dict[str, Any] = _all_texts().get(unit.code, _all_texts()["*"])
    return found


def _enter(workspace: Workspace, period: Period, seed: int) -> None:
    day = period.dates(Calendar.ADMINISTRATIVE)[1]
    asked = workspace.plan.indicators_of(workspace.unit, day)
    for observation in observations(workspace.unit, asked, period=period.code, seed=seed):
        record_observation(workspace, observation, reason="")


def _narrate(workspace: Workspace, texts: dict[str, Any]) -> None:
    unit, period = workspace.unit.code, PERIOD.code
    asked = {task.code for task in workspace.plan.tasks_of(workspace.unit, PERIOD.dates(Calendar.ADMINISTRATIVE)[1])}
    for entry in texts["narratives"]:
        if entry["task"] in asked:
            progress = TaskProgress(entry["progress"])
            words = (entry["results"], entry["difficulties"], entry["next_steps"])
            record_narrative(workspace, Narrative(unit, entry["task"], period, *words, progress, entry["percent"]))
    for number, entry in enumerate(texts["escalations"], start=1):
        record_escalation(
            workspace,
            Escalation(
                key=f"{unit}-{period}-{number}",
                unit=unit,
                opened_period=period,
                opened_on=date.fromisoformat(entry["opened_on"]),
                matter=entry["matter"],
                legal_limit=entry["legal_limit"],
                proposal=entry["proposal"],
                addressee=entry["addressee"],
                decision_wanted_by=date.fromisoformat(entry["wanted_by"]),
                task=entry["task"],
            ),
        )


def _province(folder: Path, pack: Path, chosen: tuple[ReportingUnit, ...], watch: Progress, total: int) -> DemoReport:
    """The focal point's work: trust, intake, acceptance with receipts, run, report."""
    clock = _Clock(_STARTED)
    path = folder / "workspaces" / f"{PROVINCE}.kgdesk"
    actor = "Phòng Tổng hợp, Sở Kế hoạch và Đầu tư"
    with closing(create_workspace(path, unit=PROVINCE, pack=pack, actor=actor, clock=clock)) as workspace:
        believe(workspace, folder / "keys" / "ca.pem")
        believe(workspace, folder / "keys" / REVOKED)
        clock.now = _RECEIVED
        take_in(workspace, [folder / "returns"], progress=_Shifted(watch, len(chosen), total))
        for unit in _accepted(chosen):
            stem = file_stem(unit.code, PERIOD.code, 1)
            key, seal = folder / "keys" / f"{PROVINCE}.p12", folder / "keys" / SEAL
            review_return(
                workspace, ReviewRequest(stem, Decision.ACCEPTED, key, PASSWORD, folder / "receipts", seal_image=seal)
            )
        clock.now = _REPORTED
        watch.step(total - 1, total, workspace.unit.name_vi)
        run = consolidate(workspace, PERIOD).result
        report = write_report(workspace, run, folder / "report")
    watch.step(total, total, "")
    return DemoReport(
        folder,
        tuple(unit.code for unit in chosen),
        folder / "returns",
        folder / "receipts",
        tuple(item.path for item in report),
        folder / "keys" / "ca.pem",
        path,
    )


def _accepted(chosen: tuple[ReportingUnit, ...]) -> Iterator[ReportingUnit]:
    """Leave the last one undecided, so that the desk has something to decide."""
    return iter(chosen[:-1] if len(chosen) > 1 else chosen)


class _Shifted:
    """Shows the files of intake as the second half of the demonstration."""

    def __init__(self, watch: Progress, offset: int, total: int) -> None:
        self._watch, self._offset, self._total = watch, offset, total

    def step(self, done: int, total: int, name: str) -> None:
        """Scale files (pages and workbook of each unit) to units."""
        self._watch.step(min(self._offset + done * self._offset // max(total, 1), self._total), self._total, name)
