"""Upward: communes report to a district, the district seals its own return from their totals, the province counts."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kgdesk.domain.assignment import Assignment
from kgdesk.domain.errors import Fault
from kgdesk.domain.observation import FigureStatus, Observation
from kgdesk.domain.period import Period
from kgdesk.domain.plan import Plan
from kgdesk.domain.reporting_unit import ReportingUnit, UnitLevel
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.operations.adopt import adopt_run
from kgdesk.operations.consolidate import consolidate
from kgdesk.operations.demo_figures import observations
from kgdesk.operations.demo_keys import PASSWORD, DemoKeys
from kgdesk.operations.entry import entry_grid, record_observation, record_observations
from kgdesk.operations.intake import take_in
from kgdesk.operations.provincial_report import build_report
from kgdesk.operations.seal import SealedFiles, SealRequest, seal_return
from kgdesk.operations.trust import believe
from kgdesk.operations.undo import undo
from kgdesk.operations.workspace import Workspace, create_workspace
from kgdesk.returns import plan_default, plan_document, plan_pack

PERIOD, DISTRICT = Period.parse("2024"), "KG-911"
COMMUNES = ("KG-911-01", "KG-911-02", "KG-911-03")
NOW = datetime(2024, 12, 17, 2, 0, tzinfo=UTC)


def plan_with_communes() -> Plan:
    """The shipped plan, in which a district has three communes that report to it what it is asked."""
    plan = plan_document.from_bytes(plan_default.load())
    communes = tuple(
        ReportingUnit(
            code=code,
            official_code="",
            level=UnitLevel.COMMUNE,
            parent=DISTRICT,
            name_vi=f"Xã Thử {code[-1]}",
            name_en=f"Commune {code[-1]}",
            valid_from=date(2021, 1, 1),
            issuer_vi=f"ỦY BAN NHÂN DÂN XÃ THỬ {code[-1]}",
            head_post_vi="CHỦ TỊCH",
            place_vi="Phú Quốc",
        )
        for code in COMMUNES
    )
    asked = tuple(
        Assignment(item.subject_kind, item.subject, "@commune", item.role, item.valid_from, item.valid_to)
        for item in plan.assignments
        if item.unit == "@district"
    )
    return replace(plan, units=(*plan.units, *communes), assignments=(*plan.assignments, *asked))


@dataclass
class Levels:
    folder: Path
    pack: Path
    stack: ExitStack
    keys: DemoKeys

    def open(self, unit: str) -> Workspace:
        made = create_workspace(
            self.folder / f"{unit}.kgdesk", unit=unit, actor="Lê Thị Hoa", pack=self.pack, clock=lambda: NOW
        )
        believe(self.stack.enter_context(made), self.folder / "keys" / "ca.pem")
        self.keys.issue(made.unit)
        return made

    def seal(self, workspace: Workspace) -> SealedFiles:
        unit = workspace.unit.code
        key = self.folder / "keys" / f"{unit}.p12"
        return seal_return(workspace, SealRequest(PERIOD, key, PASSWORD, self.folder / "returns", number=1)).result


def fill(workspace: Workspace) -> None:
    for period in (PERIOD.same_period_last_year(), PERIOD):
        asked = workspace.indicators(period)
        batch = observations(workspace.unit, asked, period=period.code, seed=535)
        record_observations(workspace, period, batch)


@pytest.fixture
def levels(tmp_path: Path) -> Iterator[Levels]:
    pack = tmp_path / "plan.kgplan"
    pack.write_bytes(plan_pack.write(plan_document.to_bytes(plan_with_communes()), None))
    (tmp_path / "keys").mkdir()
    with ExitStack() as stack:
        yield Levels(tmp_path, pack, stack, DemoKeys(tmp_path / "keys", datetime(2024, 11, 1, tzinfo=UTC)))


@pytest.fixture
def district(levels: Levels) -> Workspace:
    """A district into which two of its three communes have reported."""
    for code in COMMUNES[:2]:
        commune = levels.open(code)
        fill(commune)
        assert levels.seal(commune).files
        commune.close()
    above = levels.open(DISTRICT)
    outcomes = {item.outcome for item in take_in(above, [levels.folder / "returns"]).result}
    assert outcomes == {IntakeOutcome.TAKEN_IN, IntakeOutcome.COMPANION}
    return above


def figures(workspace: Workspace) -> dict[str, Observation]:
    rows = entry_grid(workspace, PERIOD)
    return {row.indicator.code: row.recorded.observation for row in rows if row.recorded and row.recorded.observation}


def test_totals_become_the_units_own_figures(district: Workspace) -> None:
    run = consolidate(district, PERIOD).result
    made = adopt_run(district, run).result
    mine = figures(district)
    assert set(made.taken) == set(mine)
    assert (made.returns, made.units) == (2, 3)
    for code, observation in mine.items():
        total = run.line(code).roll_up
        pair = (total.numerator, total.denominator)
        assert observation.value == total.value or (observation.numerator, observation.denominator) == pair
        assert observation.source == "Tổng hợp lần 1 từ 2/3 đơn vị trực thuộc"
        assert "Chưa có báo cáo của 1 đơn vị: Xã Thử 3." in observation.note
        assert observation.status is FigureStatus.ESTIMATE
    assert mine["XH01"].numerator == sum(
        (item.observation.numerator or Decimal(0) for item in run.line("XH01").roll_up.inputs), Decimal(0)
    )
    asked = {item.code for item in district.indicators(PERIOD)}
    assert {*made.taken, *(item.indicator for item in made.left_out)} == asked
    assert all(item.name_vi in item.message() for item in made.left_out)
    assert "XH10" not in mine  # how many communes reached it says nothing of the district itself


def test_the_districts_own_report_goes_to_the_focal_point(district: Workspace) -> None:
    report = build_report(district, consolidate(district, PERIOD).result)
    assert report.issuer_vi == "ỦY BAN NHÂN DÂN THÀNH PHỐ PHÚ QUỐC"
    assert report.recipient_vi == "Sở Kế hoạch và Đầu tư"
    assert [item.unit_name_vi for item in report.returns] == ["Xã Thử 1", "Xã Thử 2", "Xã Thử 3"]


def test_one_step_takes_them_back_and_again_changes_nothing(district: Workspace) -> None:
    record_observation(district, Observation(DISTRICT, "KT08", "2024", value=Decimal(5)))
    before = figures(district)
    run = consolidate(district, PERIOD).result
    made = adopt_run(district, run).result
    again = adopt_run(district, run)
    assert (again.result.taken, again.result.unchanged) == ((), made.taken)
    assert not again.changes
    assert figures(district) != before
    undo(district, PERIOD)
    assert figures(district) == before


def test_a_sealed_return_changes_only_with_a_reason(levels: Levels, district: Workspace) -> None:
    fill(district)
    assert levels.seal(district).files
    run = consolidate(district, PERIOD).result
    with pytest.raises(Fault) as raised:
        adopt_run(district, run)
    assert raised.value.code == "entry.reason_needed"
    assert adopt_run(district, run, reason="Thêm báo cáo của xã").result.taken


def test_the_district_seals_and_the_province_counts(levels: Levels, district: Workspace) -> None:
    fill(district)  # what no commune is asked
    run = consolidate(district, PERIOD).result
    adopt_run(district, run)
    for path in (levels.folder / "returns").iterdir():
        path.unlink()
    sealed = levels.seal(district)
    assert sealed.blocking == ()
    assert sealed.document is not None
    lines = {line.indicator: line for line in sealed.document.lines}
    noted = lines["KT08"].observation
    assert noted is not None
    assert noted.source.startswith("Tổng hợp lần 1 từ 2/3")
    province = levels.open("KG")
    taken = take_in(province, [levels.folder / "returns"]).result
    assert {item.outcome for item in taken} == {IntakeOutcome.TAKEN_IN, IntakeOutcome.COMPANION}
    (given,) = consolidate(province, PERIOD).result.line("KT08").roll_up.inputs
    assert (given.unit, given.observation.value) == (DISTRICT, run.line("KT08").value)
