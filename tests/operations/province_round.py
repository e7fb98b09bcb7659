"""A scripted round of a whole province: who sends what, when, and what must become of it.

Figures are made up; the script knows of every file where it has to end and which revision counts, so that
`province_recount` can compute the totals without the program's own records. `python -m
tests.operations.province_round` plays the long form and prints what came of it (`make province`).
"""

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from unittest.mock import patch

from kgdesk.consolidation.completeness import expected_units
from kgdesk.domain.assignment import Assignment
from kgdesk.domain.indicator import Indicator
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.period import Calendar, Period
from kgdesk.domain.plan import Plan
from kgdesk.domain.receipt import Decision
from kgdesk.domain.reporting_unit import ReportingUnit, UnitLevel
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.operations import demo_figures
from kgdesk.operations.absence import absence_words, absences
from kgdesk.operations.adopt import adopt_run
from kgdesk.operations.consolidate import ConsolidationRun, consolidate
from kgdesk.operations.demo_keys import PASSWORD, DemoKeys
from kgdesk.operations.entry import record_observations
from kgdesk.operations.intake import take_in
from kgdesk.operations.review import ReviewRequest, review_return
from kgdesk.operations.seal import SealRequest, seal_return
from kgdesk.operations.seal_request import file_stem
from kgdesk.operations.status import filing_status
from kgdesk.operations.trust import believe
from kgdesk.operations.workspace import Workspace, create_workspace
from tests.excel_saving import saved_by_excel

PROVINCE = "KG"
YEARS = ("2021", "2022", "2023", "2024", "2025-H1")  # districts ended on 1 July 2025
ISLANDS = ("KG-911", "KG-912")
_BASE = "2024"  # the year whose provincial figures the made-up ones are shares of
_STARTED = datetime(2021, 1, 15, 1, 0, tzinfo=UTC)


class Fate(StrEnum):
    """What a unit does in one period. The words are those of the table that is printed."""

    ORDINARY = "files in time"
    LATE = "files late"
    REVISED = "files twice before anybody decides"
    REVISED_AFTER = "files again after acceptance"
    SENT_BACK = "is sent back and stays silent"
    CORRECTED = "is sent back and files again"
    FORGED = "its pages were altered on the way"
    WRONG_KEY = "its pages carry another unit's signature"
    SAVED_AGAIN = "only its workbook comes, saved again"
    TWICE = "the same file comes under two names"
    CUT_OFF = "its file is cut off"
    UNKNOWN_SIGNER = "a signer nobody knows"
    SILENT = "files nothing"


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a file has to end, and where it did."""

    period: str
    receiver: str
    unit: str
    fate: str
    file: str
    wanted: tuple[IntakeOutcome, str]
    found: tuple[IntakeOutcome, str]


@dataclass(frozen=True, slots=True)
class Counted:
    """A document that has to enter a total, as its sender sealed it."""

    receiver: str
    period: str
    unit: str
    revision: int
    document: bytes


@dataclass
class Played:
    """What came of the round."""

    plan: Plan
    plan_json: bytes
    endings: list[Ending] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)
    runs: list[tuple[str, ConsolidationRun]] = field(default_factory=list)
    late: dict[tuple[str, str], int] = field(default_factory=dict)  # (period, unit) -> days, as the program says
    absent: dict[tuple[str, str], str] = field(default_factory=dict)  # (period, unit) -> why in no total, likewise
    fates: dict[tuple[str, str], Fate] = field(default_factory=dict)  # (period, unit) -> what the script let it do

    @property
    def astray(self) -> list[Ending]:
        """Files that ended elsewhere than they had to."""
        return [item for item in self.endings if item.wanted != item.found]


_DISTRICT_FATES = tuple(fate for fate in Fate if fate is not Fate.ORDINARY)
_DEPARTMENT_FATES = (Fate.REVISED, Fate.SILENT, Fate.REVISED_AFTER, Fate.SENT_BACK)
_COMMUNE_FATES = (Fate.LATE, Fate.REVISED, Fate.FORGED)
_SENT = (IntakeOutcome.TAKEN_IN, "intake.taken_in")
_REPLACES = (IntakeOutcome.TAKEN_IN, "intake.replaces")


class _Clock:
    def __init__(self) -> None:
        self.now = _STARTED

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def reach(self, moment: datetime) -> None:
        """Go on to a moment; never back."""
        self.now = max(self.now, moment)


class ProvinceRound:
    """Plays the round in a folder; `below` are the districts whose communes report, each `communes` of them at most."""

    def __init__(self, folder: Path, *, below: tuple[str, ...], communes: int | None = None) -> None:
        from kgdesk.returns import plan_document, plan_pack

        self._folder = folder
        self._clock = _Clock()
        self._below = below
        plan = _with_communes(_shipped(), below, communes)
        data = plan_document.to_bytes(plan)
        self._pack = folder / "plan.kgplan"
        self._pack.write_bytes(plan_pack.write(data, None))
        self._keys = DemoKeys(folder / "keys", _STARTED)
        self._keys.issue_examples(plan.unit("KG-911"), plan.unit("KG-904"))
        (folder / "workspaces").mkdir()
        self._open: dict[str, Workspace] = {}
        self.played = Played(plan, data)

    def play(self, periods: tuple[str, ...]) -> Played:
        """Play the periods one after another."""
        try:
            for number, code in enumerate(periods):
                self._period(Period.parse(code), number)
        finally:
            for workspace in self._open.values():
                workspace.close()
        return self.played

    def _period(self, period: Period, number: int) -> None:
        last = period.dates(Calendar.ADMINISTRATIVE)[1]
        self._clock.reach(_at(last + timedelta(days=1)))
        for district in self._below:
            fates = _dealt(self._units(district, period), _COMMUNE_FATES, number)
            self._gather(district, period, fates, due=last + timedelta(days=2))
            self._take_up(district, period)
        units = self._units(PROVINCE, period)
        districts = [unit for unit in units if unit.level is UnitLevel.DISTRICT]
        day = period.dates(Calendar.ADMINISTRATIVE)[1]
        others = [unit for unit in units if unit.level is not UnitLevel.DISTRICT]
        counting = [unit for unit in others if self.played.plan.indicators_of(unit, day)]  # the rest only narrates
        fates = dict.fromkeys((unit.code for unit in others), Fate.ORDINARY)
        fates |= _dealt(districts, _DISTRICT_FATES, number) | _dealt(counting, _DEPARTMENT_FATES, 3 * number)
        self._gather(PROVINCE, period, fates, due=last + timedelta(days=6))

    def _units(self, receiver: str, period: Period) -> tuple[ReportingUnit, ...]:
        return expected_units(self.played.plan, receiver, period)

    def workspace(self, unit: str) -> Workspace:
        """Open the workspace of a unit, made and given a key when first asked for."""
        if unit not in self._open:
            self._keys.issue(self.played.plan.unit(unit))
            path = self._folder / "workspaces" / f"{unit}.kgdesk"
            self._open[unit] = create_workspace(path, unit=unit, pack=self._pack, actor="an", clock=self._clock)
            believe(self._open[unit], self._folder / "keys" / "ca.pem")
        return self._open[unit]

    # one receiver, one period -----------------------------------------------------

    def _gather(self, receiver: str, period: Period, fates: dict[str, Fate], *, due: date) -> None:
        """Let every unit file, take in what came in time, decide, let them file again, take in the rest, add up."""
        letters: dict[str, _Letter] = {}
        for unit, fate in fates.items():
            self._enter(unit, period)
            letters[unit] = self._file(unit, period, fate, receiver)
        strays = [self._stray(receiver, period)] if receiver == PROVINCE and self._below else []
        in_time = [letter for letter in letters.values() if letter.fate is not Fate.LATE]
        self._take_in(receiver, period, [*in_time, *strays])
        self._answer(receiver, period, fates)
        again = [
            self._file_again(letters[unit], period)
            for unit, fate in fates.items()
            if fate in {Fate.REVISED, Fate.REVISED_AFTER, Fate.CORRECTED}
        ]
        self._clock.reach(_at(due + timedelta(days=20)))
        late = [letter for letter in letters.values() if letter.fate is Fate.LATE]
        self._take_in(receiver, period, [*late, *again])
        for unit, fate in fates.items():
            revision = _COUNTS.get(fate, 1)
            if revision:
                self._count(receiver, period, unit, revision)
        run = consolidate(self.workspace(receiver), period).result
        self.played.runs.append((receiver, run))
        self.played.fates |= {(period.code, unit): fate for unit, fate in fates.items()}
        for unit, absence in absences(self.workspace(receiver), period).items():
            self.played.absent[period.code, unit] = absence_words(absence)
        for row in filing_status(self.workspace(receiver), period):
            if row.late_days:
                self.played.late[period.code, row.unit.code] = row.late_days

    def _enter(self, unit: str, period: Period, *, again: bool = False) -> None:
        workspace = self.workspace(unit)
        if not again and unit in self._below:
            return  # a district that adds up its communes has entered its figures
        asked = workspace.indicators(period)
        batch = _figures(workspace.unit, asked, period, seed=2 if again else 1)
        record_observations(workspace, period, batch, reason="Rà soát lại" if again else "")

    def _take_up(self, district: str, period: Period) -> None:
        """Take the totals of its communes into a district's own figures; what they do not give it knows itself."""
        workspace = self.workspace(district)
        run = next(run for receiver, run in reversed(self.played.runs) if receiver == district)
        asked = workspace.indicators(period)
        record_observations(workspace, period, _figures(workspace.unit, asked, period, seed=1))
        adopt_run(workspace, run)

    def _seal(self, unit: str, period: Period, folder: Path, *, key: str = "", workbook: bool = False) -> Path:
        formats = ("pdf", "xlsx") if workbook else ("pdf",)
        path = self._folder / "keys" / f"{key or unit}.p12"
        request = SealRequest(period, path, PASSWORD, folder, formats=formats)
        with patch("kgdesk.operations.own_key.ensure_own", lambda *_: None):  # a program that does not look
            made = seal_return(self.workspace(unit), request).result
        if made.blocking:
            raise AssertionError(f"{unit} {period.code}: {made.blocking[:3]}")
        return next(file for file in made.files if file.suffix == (".xlsx" if workbook else ".pdf"))

    def _file(self, unit: str, period: Period, fate: Fate, receiver: str) -> "_Letter":
        folder = self._folder / "out" / period.code / receiver
        letter = _Letter(unit, fate, receiver)
        match fate:
            case Fate.SILENT:
                pass
            case Fate.FORGED:
                letter.add(_altered(self._seal(unit, period, folder)), IntakeOutcome.REFUSED, "intake.invalid")
            case Fate.WRONG_KEY:
                other = "KG-911" if unit != "KG-911" else "KG-912"
                self.workspace(other)
                path = self._seal(unit, period, folder, key=other)
                letter.add(path, IntakeOutcome.REFUSED, "intake.invalid")
            case Fate.SAVED_AGAIN:
                path = self._seal(unit, period, folder, workbook=True)
                path.write_bytes(saved_by_excel(path.read_bytes()))
                letter.add(path, IntakeOutcome.REFUSED, "intake.saved_again")
            case Fate.CUT_OFF:
                path = self._seal(unit, period, folder)
                path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
                letter.add(path, IntakeOutcome.REFUSED, "intake.unreadable")
            case Fate.UNKNOWN_SIGNER:
                path = self._seal(unit, period, folder, key="examples/public")
                letter.add(path, IntakeOutcome.HELD, "trust.hold_unknown_signer")
            case Fate.TWICE:
                path = self._seal(unit, period, folder)
                letter.add(path, *_SENT)
                copy = Path(shutil.copy(path, path.with_name(f"{path.stem}_gui_lai.pdf")))
                letter.add(copy, IntakeOutcome.DUPLICATE, "intake.same_file")
            case _:
                letter.add(self._seal(unit, period, folder), *_SENT)
        return letter

    def _file_again(self, letter: "_Letter", period: Period) -> "_Letter":
        self._enter(letter.unit, period, again=True)
        path = self._seal(letter.unit, period, self._folder / "out" / period.code / f"{letter.receiver}-2")
        again = _Letter(letter.unit, letter.fate, letter.receiver)
        if letter.fate is Fate.REVISED_AFTER:
            again.add(path, IntakeOutcome.HELD, "intake.after_acceptance")
        else:
            again.add(path, *_REPLACES)
        return again

    def _stray(self, receiver: str, period: Period) -> "_Letter":
        """Let a commune's return, which is its district's affair, come to the province."""
        district = self._below[0]
        unit = self._units(district, period)[0].code
        letter = _Letter(unit, Fate.ORDINARY, receiver)
        source = self._folder / "out" / period.code / district / f"{file_stem(unit, period.code, 1)}.pdf"
        letter.add(source, IntakeOutcome.HELD, "intake.not_ours")
        return letter

    def _take_in(self, receiver: str, period: Period, letters: "list[_Letter]") -> None:
        wanted = {path: (letter, end) for letter in letters for path, end in letter.files}
        for item in take_in(self.workspace(receiver), list(wanted)).result:
            letter, end = wanted[item.file]
            found = (item.outcome, item.reason)
            self.played.endings.append(
                Ending(period.code, receiver, letter.unit, letter.fate.value, item.file.name, end, found)
            )

    def _answer(self, receiver: str, period: Period, fates: dict[str, Fate]) -> None:
        answers = {
            Fate.REVISED_AFTER: Decision.ACCEPTED,
            Fate.SENT_BACK: Decision.SENT_BACK,
            Fate.CORRECTED: Decision.SENT_BACK,
        }
        for unit, fate in fates.items():
            if fate in answers:
                comments = [("", "Rà soát lại")] if answers[fate] is Decision.SENT_BACK else []
                request = ReviewRequest(
                    file_stem(unit, period.code, 1),
                    answers[fate],
                    self._folder / "keys" / f"{receiver}.p12",
                    PASSWORD,
                    self._folder / "receipts" / receiver,
                    comments,
                )
                review_return(self.workspace(receiver), request)

    def _count(self, receiver: str, period: Period, unit: str, revision: int) -> None:
        from kgdesk.store import sealed

        store = self.workspace(unit).store
        kept = next(
            item for item in sealed.every(store, unit) if (item.period, item.revision) == (period.code, revision)
        )
        document = sealed.document(store, kept.digest)
        assert document is not None
        self.played.counted.append(Counted(receiver, period.code, unit, revision, document))


@dataclass
class _Letter:
    """The files a unit sends at one time, each with where it has to end."""

    unit: str
    fate: Fate
    receiver: str
    files: list[tuple[Path, tuple[IntakeOutcome, str]]] = field(default_factory=list)

    def add(self, path: Path, outcome: IntakeOutcome, reason: str) -> None:
        self.files.append((path, (outcome, reason)))


# Which revision counts in the end; 0: none. Everything else counts in its first.
_COUNTS = {
    Fate.REVISED: 2,
    Fate.REVISED_AFTER: 1,
    Fate.SENT_BACK: 0,
    Fate.CORRECTED: 2,
    Fate.FORGED: 0,
    Fate.WRONG_KEY: 0,
    Fate.SAVED_AGAIN: 0,
    Fate.CUT_OFF: 0,
    Fate.UNKNOWN_SIGNER: 0,
    Fate.SILENT: 0,
}


def _dealt(
    units: "tuple[ReportingUnit, ...] | list[ReportingUnit]", fates: tuple[Fate, ...], turn: int
) -> dict[str, Fate]:
    """Give each fate to another unit every period; the units left over file in time."""
    if len(units) <= len(fates):
        fates = fates[: max(len(units) - 1, 0)]
    dealt = {unit.code: Fate.ORDINARY for unit in units}
    for number, fate in enumerate(fates):
        dealt[units[(number + turn) % len(units)].code] = fate
    return dealt


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC)


def _altered(path: Path) -> Path:
    """Change one byte in the middle of the signed pages."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    return path


def _shipped() -> Plan:
    from kgdesk.returns import plan_default, plan_document

    return plan_document.from_bytes(plan_default.load())


def _with_communes(plan: Plan, below: tuple[str, ...], most: int | None) -> Plan:
    """Put communes, asked for the same as districts, under districts: as many as there are, or `most`."""
    communes = []
    for code in below:
        district = plan.unit(code)
        there = district.wards + district.townships + district.rural_communes
        for number in range(1, min(there, most or there) + 1):
            name = f"Xã số {number}, {district.name_vi}"
            communes.append(
                ReportingUnit(
                    code=f"{code}-{number:02d}",
                    official_code="",
                    level=UnitLevel.COMMUNE,
                    parent=code,
                    name_vi=name,
                    name_en=name,
                    valid_from=district.valid_from,
                    valid_to=district.valid_to,
                    issuer_vi=f"ỦY BAN NHÂN DÂN XÃ SỐ {number}",
                    head_post_vi="CHỦ TỊCH",
                    place_vi="Kiên Giang",
                )
            )
    like_district = tuple(
        Assignment(item.subject_kind, item.subject, "@commune", item.role, item.valid_from, item.valid_to)
        for item in plan.assignments
        if item.unit == "@district"
    )
    return replace(plan, units=(*plan.units, *communes), assignments=(*plan.assignments, *like_district))


def _figures(unit: ReportingUnit, asked: tuple[Indicator, ...], period: Period, *, seed: int) -> Iterator[Observation]:
    """Make up a unit's figures: shares of the province's, other ones every period, a few estimated or not known."""
    made = demo_figures.observations(unit, asked, period=_BASE, seed=seed * 10_000 + period.year)
    for number, item in enumerate(made):
        status = FigureStatus.ESTIMATE if (number + len(unit.code)) % 3 == 0 else FigureStatus.OFFICIAL
        value = item.value
        if value is not None and _is_amount(item.indicator, asked):
            value += Decimal(seed) / 8  # decimals, so that adding up is more than whole numbers
        if item.state is ValueState.FIGURE:
            item = replace(item, status=status, value=value)  # noqa: PLW2901 - one observation, finished
        if seed > 1 and item.numerator:
            item = replace(item, numerator=item.numerator - 1)  # noqa: PLW2901 - as above
        yield replace(item, period=period.code)


def _is_amount(code: str, asked: tuple[Indicator, ...]) -> bool:
    """Whether an indicator is an amount that is added up, not a count of units."""
    return any(item.code == code and item.over_units == "sum" and item.entry == "value" for item in asked)


def long_form(folder: Path) -> Played:
    """Play all districts with all their communes over five years."""
    plan = _shipped()
    day = Period.parse("2024").dates(Calendar.ADMINISTRATIVE)[1]
    districts = tuple(unit.code for unit in plan.children(PROVINCE, day) if unit.level is UnitLevel.DISTRICT)
    return ProvinceRound(folder, below=districts).play(YEARS)


def main() -> int:
    """Play the long form, compare, and print the tables; 1 where anything is not as it has to be."""
    from tests.operations.province_recount import compared

    with tempfile.TemporaryDirectory() as folder:
        played = long_form(Path(folder))
    print(f"{len(played.endings)} files, {len(played.counted)} returns that count, {len(played.runs)} runs\n")
    for (period, fate, outcome, reason), count in sorted(
        Counter((item.period, item.fate, item.found[0].value, item.found[1]) for item in played.endings).items()
    ):
        print(f"{period:<8} {fate:<45} {outcome:<10} {reason:<28} {count:>5}")
    for item in played.astray:
        print("ASTRAY", item)
    rows = compared(played)
    wrong = [row for row in rows if row.found != row.wanted]
    print(f"\n{len(rows)} totals compared with the recount in SQL, {len(wrong)} differ")
    for row in [row for row in rows if row.receiver == PROVINCE]:
        mark = "" if row.found == row.wanted else "  DIFFERS"
        print(f"{row.period:<8} {row.indicator:<6} {row.found}{mark}")
    return 1 if played.astray or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
