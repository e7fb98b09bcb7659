"""Keeps what each cell of the table came to, for `docs/reliability.md`."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def record_cell() -> Iterator[dict[tuple[str, str], str]]:
    """Outcomes by activity and fault; written to the file named by KGDESK_FAULTS at the end."""
    cells: dict[tuple[str, str], str] = {}
    yield cells
    name = os.environ.get("KGDESK_FAULTS", "")
    if name:
        table = {f"{activity}|{fault}": outcome for (activity, fault), outcome in cells.items()}
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(json.dumps(table, indent=1), encoding="utf-8")
