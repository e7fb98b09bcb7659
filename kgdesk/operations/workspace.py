"""Making and opening a workspace: one reporting unit, one plan, one file."""

import zlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from kgdesk.domain.assignment import Role
from kgdesk.domain.errors import Fault
from kgdesk.domain.indicator import Indicator
from kgdesk.domain.narrative import Task
from kgdesk.domain.part import PartRequest
from kgdesk.domain.part_scope import narrowed
from kgdesk.domain.period import Calendar, Period
from kgdesk.domain.plan import Plan
from kgdesk.domain.reporting_unit import ReportingUnit
from kgdesk.returns import plan_document
from kgdesk.store import meta, parts, plans
from kgdesk.store.cipher_key import CIPHER, CipherKey
from kgdesk.store.connection import Store
from kgdesk.store.transaction import Transaction

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Tell the time: the clock of the real world."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Workspace:
    """An open workspace: whose it is (`unit`), under which plan, and who sits before it (`actor`).

    `plan_digest` is the SHA-256 of the plan document, in hex. `part` is what a division is asked, where the
    workspace holds only its part of the unit's return; `plan` then assigns nothing else.
    """

    path: Path
    store: Store
    plan: Plan
    plan_digest: str
    unit: ReportingUnit
    actor: str
    clock: Clock
    part: PartRequest | None = None

    def transaction(
        self, action: str, *, subject: str = "", detail: Mapping[str, object] | None = None
    ) -> AbstractContextManager[Transaction]:
        """Open the one transaction of an operation."""
        return self.store.transaction(actor=self.actor, action=action, subject=subject, detail=detail, at=self.clock())

    def day_of(self, period: Period) -> date:
        """Return the day that decides what is asked: when the period closes, or the unit's last day before that."""
        closes = period.dates(Calendar.ADMINISTRATIVE)[1]
        return closes if self.unit.valid_to is None else min(closes, self.unit.valid_to)

    def indicators(self, period: Period) -> tuple[Indicator, ...]:
        """Return what the unit is asked to report in a period, in plan order."""
        return self.plan.indicators_of(self.unit, self.day_of(period)) if self._reports_in(period) else ()

    def tasks(self, period: Period) -> tuple[Task, ...]:
        """Return the tasks the unit narrates in a period, in plan order."""
        return self.plan.tasks_of(self.unit, self.day_of(period)) if self._reports_in(period) else ()

    def _reports_in(self, period: Period) -> bool:
        """Whether the workspace is asked in a period at all: a part belongs to one."""
        return self.part is None or self.part.period == period.code

    @property
    def consolidates(self) -> bool:
        """Whether returns of other units end here: units stand below this one, or it is or was the focal point."""
        if self.part is not None:
            return False
        below = any(unit.parent == self.unit.code for unit in self.plan.units)
        return below or any(item.role is Role.FOCAL and item.unit == self.unit.code for item in self.plan.assignments)

    def reload_plan(self) -> None:
        """Take up the plan that is in force now, after an update."""
        self.plan, self.plan_digest = _plan_in_force(self.store)
        self.unit = self.plan.unit(self.unit.code)
        self._narrow()

    def _narrow(self) -> None:
        """See of the plan only what the part asks."""
        if self.part is not None:
            day = self.day_of(Period.parse(self.part.period))
            self.plan = narrowed(self.plan, self.unit, day, indicators=self.part.indicators, tasks=self.part.tasks)

    @property
    def mark(self) -> str:
        """What keeps keys made in a division's part apart from the unit's own; '' in the unit's own workspace."""
        if self.part is None:
            return ""
        from kgdesk.returns import part_document

        return f"P{part_document.identity(self.part)[:6]}-"

    def ensure_whole(self) -> None:
        """Raise Fault `part.only_whole` where this is only a division's part: the return is not sealed or sent here."""
        if self.part is not None:
            raise Fault("part.only_whole", file=self.path, division=self.part.division)

    def close(self) -> None:
        """Close the file and let others open it."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def create_workspace(
    path: Path,
    *,
    unit: str,
    actor: str,
    pack: Path | None = None,
    plan_bytes: bytes | None = None,
    clock: Clock = utc_now,
    fill: Callable[[Transaction], None] | None = None,
    key: CipherKey | None = None,
) -> Workspace:
    """Make the workspace of a reporting unit and open it.

    The plan is the one in `pack` (a `.kgplan`; a signature that is in it must be unbroken), or
    `plan_bytes` (a plan document), or the plan that ships with the program; `fill` writes what else
    is in it from the start; with a `key` the file is encrypted. Raises the Faults of `Store.create`,
    of reading the plan, and `plan.no_unit`.
    """
    document = plan_bytes if plan_bytes is not None else _plan_of(pack, clock())
    plan = plan_document.from_bytes(document)
    plan.unit(unit)

    def install(transaction: Transaction) -> None:
        plans.install(transaction, document, plan=plan, digest=plan_document.digest(document))
        if key is not None:
            meta.put(transaction, "encryption", CIPHER)
        if fill is not None:
            fill(transaction)

    store = Store.create(path, unit=unit, actor=actor, at=clock(), fill=install, key=key)
    return _opened(path, store, actor=actor, clock=clock)


def open_workspace(path: Path, *, actor: str, clock: Clock = utc_now, read_only: bool = False) -> Workspace:
    """Open a workspace; `read_only` works while another process has it open, and writes nothing.

    Raises the Faults of `Store.open`.
    """
    return _opened(path, Store.open(path, read_only=read_only), actor=actor, clock=clock)


def _opened(path: Path, store: Store, *, actor: str, clock: Clock) -> Workspace:
    try:
        plan, digest = _plan_in_force(store)
        unit = plan.unit(meta.get(store, "unit") or "")
        workspace = Workspace(path, store, plan, digest, unit, actor, clock, _part_of(store))
        workspace._narrow()  # noqa: SLF001 - its own module
    except BaseException:
        store.close()
        raise
    return workspace


def _part_of(store: Store) -> PartRequest | None:
    document = parts.request(store)
    if document is None:
        return None
    from kgdesk.returns import part_document

    return part_document.from_bytes(document.encode(), file=store.path.name).request


def _plan_in_force(store: Store) -> tuple[Plan, str]:
    try:
        installed, document = plans.current(store)
    except (LookupError, zlib.error, ValueError) as error:  # a row that no program of ours wrote
        raise Fault("workspace.damaged", file=store.path, cause="plan") from error
    return plan_document.from_bytes(document), installed.digest


def _plan_of(pack: Path | None, at: datetime) -> bytes:
    if pack is None:
        from kgdesk.returns import plan_default

        return plan_default.load()
    from kgdesk.operations.pack_file import read_pack

    return read_pack(pack, at=at).plan_bytes
