"""A workspace with a handful of codes, enough for the store."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from kgdesk.domain.indicator import EntryForm, Indicator, IndicatorGroup, TimeRule, TotalSource, UnitRule
from kgdesk.domain.narrative import Task
from kgdesk.domain.plan import Plan
from kgdesk.domain.reporting_unit import ReportingUnit, UnitLevel
from kgdesk.store import plans
from kgdesk.store.connection import Store
from kgdesk.store.transaction import Transaction

AT = datetime(2024, 12, 10, 8, 30, 0, 250_000, tzinfo=UTC)


def _indicator(code: str) -> Indicator:
    return Indicator(
        code=code,
        ordinal="1",
        group=IndicatorGroup.ECONOMY,
        clause="",
        name_vi=code,
        name_en=code,
        measure_vi="",
        measure_en="",
        entry=EntryForm.VALUE,
        over_units=UnitRule.SUM,
        over_time=TimeRule.LEVEL,
        total_source=TotalSource.UNITS,
        places=2,
    )


TINY_PLAN = Plan(
    code="T",
    version=1,
    name_vi="Thử",
    name_en="Trial",
    legal_basis_vi="",
    first_year=2021,
    last_year=2025,
    base_year=2020,
    indicators=(_indicator("I01"), _indicator("I02")),
    targets=(),
    tasks=(Task("T1", None, "1", "Việc", "Work"),),
    units=(
        ReportingUnit("KG", "91", UnitLevel.PROVINCE, None, "Tỉnh", "Province", date(2021, 1, 1)),
        ReportingUnit("KG-911", "911", UnitLevel.DISTRICT, "KG", "Phú Quốc", "Phu Quoc", date(2021, 1, 1)),
    ),
    successions=(),
    assignments=(),
    periods=(),
    rules=(),
    history=(),
)


@dataclass(frozen=True)
class Bench:
    """A store with the words to write into it."""

    path: Path
    store: Store

    def write(self, action: str = "test.write"):  # noqa: ANN201 - the store's own context manager
        return self.store.transaction(actor="Lê Thị Hoa", action=action, at=AT)


def make(path: Path) -> Store:
    def fill(transaction: Transaction) -> None:
        plans.install(transaction, b'{"plan": "tiny"}', plan=TINY_PLAN, digest="d" * 64)

    return Store.create(path, unit="KG-911", actor="Lê Thị Hoa", at=AT, fill=fill)


def slip_in(transaction: Transaction, statement: str) -> None:
    """Send SQLite a statement past the verbs, as a mistake in one of them would."""
    transaction._connection.execute(statement)


def tamper(path: Path, *statements: str) -> None:
    """Change the file as somebody would who knows SQLite, and leave no trace in its schema."""
    connection = sqlite3.connect(path)
    triggers = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"))
    for statement in statements:
        connection.execute(statement)
    left = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    for name in triggers.keys() - left:
        connection.execute(triggers[name])
    connection.commit()
    connection.close()
