"""Reads windows as a screen reader does, over AT-SPI. Run by the system's Python, which has `gi`.

One request a line on stdin, one answer a line on stdout, both JSON. `["see"]` gives every window on the screen as
a tree of `{"role", "name", "text", "states", "children"}`, without the cells of tables; `["table", NAME]` gives
the texts of the table or list of that name, row by row.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version is named before

STATES = {
    "focused": Atspi.StateType.FOCUSED,
    "enabled": Atspi.StateType.ENABLED,
    "active": Atspi.StateType.ACTIVE,
    "checked": Atspi.StateType.CHECKED,
}
TABLES = {"table", "tree table", "list", "tree"}
WRITTEN = {"text", "entry", "password text", "label", "paragraph"}


def windows() -> Iterator[Any]:
    """Every window of every program, dialogs after what they belong to. Nothing is remembered between two looks."""
    desktop = Atspi.get_desktop(0)
    for program in children(desktop):
        program.set_cache_mask(Atspi.Cache.NONE)
        yield from children(program)


def children(node: Any) -> Iterator[Any]:
    """What stands in a node and is on the screen; a program as such is never showing."""
    for place in range(node.get_child_count()):
        try:
            child = node.get_child_at_index(place)
            shown = child is not None and child.get_state_set().contains(Atspi.StateType.SHOWING)
            if shown or (child is not None and child.get_role_name() == "application"):
                yield child
        except GLib.Error as error:  # it went away while it was read
            sys.stderr.write(f"{error.message}\n")


def tell(node: Any) -> dict[str, Any]:
    """A node and what is shown in it."""
    states, role = node.get_state_set(), str(node.get_role_name())
    written = role in WRITTEN and "Text" in node.get_interfaces()
    return {
        "role": role,
        "name": str(node.get_name() or ""),
        "text": str(Atspi.Text.get_text(node, 0, -1)) if written else "",
        "states": [name for name, state in STATES.items() if states.contains(state)],
        "children": [] if role in TABLES else [tell(child) for child in children(node)],
    }


def tables(node: Any) -> Iterator[Any]:
    """Every table in a node."""
    if node.get_role_name() in TABLES:
        yield node
        return
    for child in children(node):
        yield from tables(child)


def rows(table: Any) -> list[list[str]]:
    """The texts of a table."""
    height, width = Atspi.Table.get_n_rows(table), Atspi.Table.get_n_columns(table)
    return [
        [str(Atspi.Table.get_accessible_at(table, row, column).get_name() or "") for column in range(width)]
        for row in range(height)
    ]


def answer(request: list[Any]) -> Any:
    """Do what a line asks."""
    match request:
        case ["see"]:
            return [tell(window) for window in windows()]
        case ["table", name]:
            found = [table for window in windows() for table in tables(window) if table.get_name() == name]
            return rows(found[-1]) if found else []
    raise ValueError(request)


def main() -> None:
    """Answer until stdin ends. Where a window went away while it was read nothing is seen: whoever asks asks again."""
    for line in sys.stdin:
        try:
            said = answer(json.loads(line))
        except (GLib.Error, AttributeError) as error:
            sys.stderr.write(f"{error}\n")
            said = []
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
