"""What a screen reader is told of the desk: run by the system's own Python, which has AT-SPI, not by ours.

`read_at_spi.py NAME...` waits for the program kgdesk and prints one JSON line: the roles and names of the widgets
of its window, and for each NAME the row of the table that has a cell of that name.
"""

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402 - the version has to be asked for first

PATIENCE = 30.0  # seconds; only a hang takes that long
MOST = 4000  # accessibles of one window


def program() -> "Atspi.Accessible":
    """Wait until the desk has registered itself with a window."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(number)
            if child is not None and "kgdesk" in (child.get_name() or "").lower() and child.get_child_count():
                return child
        time.sleep(0.2)
    names = [desktop.get_child_at_index(number).get_name() for number in range(desktop.get_child_count())]
    sys.exit(f"no kgdesk among {names}")


def below(item: "Atspi.Accessible") -> "list[Atspi.Accessible]":
    """All accessibles of a window but the cells of tables."""
    found, waiting = [], [item]
    while waiting and len(found) < MOST:
        here = waiting.pop()
        found.append(here)
        if here.get_role_name() in {"table", "tree table"}:
            continue
        waiting += [child for number in range(here.get_child_count()) if (child := here.get_child_at_index(number))]
    return found


def row_of(table: "Atspi.Table", name: str) -> "list[dict[str, str]]":
    """The cells of the row in which a name stands, each with its column's title."""
    columns = range(table.get_n_columns())
    for row in range(table.get_n_rows()):
        cells = [table.get_accessible_at(row, column) for column in columns]
        if any(cell is not None and (cell.get_name() or "").startswith(name) for cell in cells):
            return [
                {
                    "column": table.get_column_description(column) or "",
                    "role": cell.get_role_name(),
                    "name": cell.get_name(),
                }
                for column, cell in zip(columns, cells, strict=True)
                if cell is not None
            ]
    return []


def main() -> int:
    items = below(program())
    told = [(item.get_role_name(), item.get_name() or "") for item in items]
    grids = [item for item in items if item.get_role_name() in {"table", "tree table"}]
    grid = max(grids, key=lambda item: item.get_table_iface().get_n_rows(), default=None)
    answer = {
        "widgets": told,
        "grid": "" if grid is None else grid.get_name(),
        "rows": {} if grid is None else {name: row_of(grid.get_table_iface(), name) for name in sys.argv[1:]},
    }
    print(json.dumps(answer, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
