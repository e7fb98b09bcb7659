"""The totals of a province, computed from the documents that were sent and the plan, in SQL alone.

Written without a look at how the program adds up: SQLite's JSON functions over the canonical documents, whole
numbers of millionths in place of decimals, sets in place of loops. Only the last division is Python's.
"""

import json
import sqlite3
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from kgdesk.domain.period import Calendar
from kgdesk.domain.provincial_report import ReportLine
from tests.operations.province_round import Played

_MILLION = 1_000_000


_TABLES = """
CREATE TABLE plan (body TEXT);
CREATE TABLE document (receiver TEXT, period TEXT, unit TEXT, body TEXT);
CREATE TABLE asked (receiver TEXT, period TEXT, day TEXT);
"""


@dataclass(frozen=True, slots=True)
class Total:
    """A total as both sides can say it. `value` is exact on this side and rounded to 20 digits on both."""

    chosen: str | None
    value: Fraction | None
    numerator: Fraction | None
    denominator: Fraction | None
    missing: str
    entered: int
    complete: bool

    def __str__(self) -> str:
        shown = "no total" if self.value is None else f"{float(self.value):,.4f}"
        gaps = f", missing {self.missing}" if self.missing else ""
        return f"{shown} ({self.chosen or 'nobody'}, {self.entered} in{gaps})"


@dataclass(frozen=True, slots=True)
class Row:
    """One total of the program beside the recount's."""

    receiver: str
    period: str
    indicator: str
    found: Total
    wanted: Total


def recount(played: Played) -> dict[tuple[str, str, str], Total]:
    """Compute every total of every run from the documents that have to count."""
    database = sqlite3.connect(":memory:")
    database.executescript(_TABLES)
    database.execute("INSERT INTO plan VALUES (?)", (played.plan_json.decode(),))
    database.executemany(
        "INSERT INTO document VALUES (?, ?, ?, ?)",
        [(item.receiver, item.period, item.unit, item.document.decode()) for item in played.counted],
    )
    database.executemany(
        "INSERT INTO asked VALUES (?, ?, ?)",
        [
            (receiver, run.period.code, run.period.dates(Calendar.ADMINISTRATIVE)[1].isoformat())
            for receiver, run in played.runs
        ],
    )
    database.executescript(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
    database.row_factory = sqlite3.Row
    found = {
        (row["receiver"], row["period"], row["code"]): _total(row) for row in database.execute("SELECT * FROM total")
    }
    database.close()
    return found


def _total(row: sqlite3.Row) -> Total:
    chosen = row["chosen"]
    prefix = "lead_" if chosen == "lead" else ""
    value, numerator, denominator = (
        None if chosen is None or row[prefix + name] is None else Fraction(row[prefix + name], _MILLION)
        for name in ("value", "numerator", "denominator")
    )
    if row["pair"] and numerator is not None and denominator is not None:
        rate = numerator / denominator - (1 if row["entry"] == "growth" else 0)
        value = rate * Fraction(row["factor"])
    elif not row["pair"]:
        numerator = denominator = None
    if row["rule"] == "count_true" and chosen == "units":
        numerator, denominator = value, Fraction(row["entered"])
    return Total(
        chosen,
        _rounded(value),
        numerator,
        denominator,
        " ".join(sorted((row["missing"] or "").split())),
        row["entered"] or 0,
        chosen == "lead" or bool(row["whole"]),
    )


def _rounded(value: Fraction | None) -> Fraction | None:
    """Round to 18 decimals: the program divides with 28 digits, this module exactly."""
    return None if value is None else Fraction(round(value * 10**18), 10**18)


def said_by_program(line: ReportLine) -> Total:
    """Say a total of the program in the same way."""
    total = line.roll_up

    def exact(number: Decimal | None) -> Fraction | None:
        return None if number is None else Fraction(number)

    return Total(
        None if total.source is None else total.source.value,
        _rounded(exact(total.value)),
        exact(total.numerator),
        exact(total.denominator),
        " ".join(sorted(total.missing)),
        len(total.inputs),
        total.complete,
    )


def compared(played: Played) -> list[Row]:
    """Set every total of every run beside the recount."""
    ensure_exact(played)
    wanted = recount(played)
    return [
        Row(
            receiver,
            run.period.code,
            line.indicator,
            said_by_program(line),
            wanted[receiver, run.period.code, line.indicator],
        )
        for receiver, run in played.runs
        for line in run.lines
    ]


def ensure_exact(played: Played) -> None:
    """Millionths hold every figure of the round; otherwise the recount would be the one that is wrong."""
    for item in played.counted:
        for line in json.loads(item.document)["lines"]:
            for name in ("value", "numerator", "denominator"):
                text = (line["observation"] or {}).get(name)
                assert text is None or (not text.startswith("-") and len(text.partition(".")[2]) <= 6), text
