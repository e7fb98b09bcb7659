"""The plan that ships with the program: Resolution 535/NQ-HĐND of Kiên Giang.

Its source is `resources/packs/nq535/*.csv`; `resources/packs/nq535.plan.json` is compiled from it
by `python -m kgdesk.returns.plan_default` (docs/decisions/0004-plan-source-is-text.md).
"""

import csv
import io
from pathlib import Path

from kgdesk.files import read_bytes, resource, write_atomically
from kgdesk.returns.plan_document import MAX_BYTES, to_bytes
from kgdesk.returns.plan_sheets import SHEETS
from kgdesk.returns.plan_tables import Table, TableRow, build_plan

_NAME = "nq535"


def load() -> bytes:
    """Give the canonical plan document of Resolution 535."""
    return read_bytes(_document(), limit=MAX_BYTES)


def tables() -> dict[str, Table]:
    """Read the source tables, by sheet code."""
    folder = resource("packs", _NAME)
    return {sheet.code: read_csv(read_bytes(folder / f"{sheet.code}.csv", limit=MAX_BYTES)) for sheet in SHEETS}


def compile_document() -> bytes:
    """Compile the tables; raises Fault `plan.rejected` with every problem in them."""
    return to_bytes(build_plan(tables(), name=_NAME))


def read_csv(data: bytes) -> Table:
    """Read one UTF-8 table whose first line holds the column codes; row numbers are line counts of records."""
    records = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    heading = tuple(records[0]) if records else ()
    rows = (
        TableRow(number, dict(zip(heading, record, strict=False)))
        for number, record in enumerate(records[1:], start=2)
        if any(record)
    )
    return Table(heading, tuple(rows))


def _document() -> Path:
    return resource("packs", f"{_NAME}.plan.json")


if __name__ == "__main__":
    write_atomically(_document(), compile_document())
