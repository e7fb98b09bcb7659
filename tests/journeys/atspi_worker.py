"""Reads windows as a screen reader does, over AT-SPI. Run by the system's Python, which has `gi`.

One request a line on stdin, one answer a line on stdout, both JSON. `["see"]` gives every window on the screen as
a tree of `{"role", "name", "text", "states", "children"}`, without the cells of tables; `["table", NAME]` gives
the texts of the table or list of that name, row by row.

It speaks D-Bus itself and asks for all children of a thing at once, as libatspi does not: Qt's scroll areas read past
their children when one is asked for by number that went away since they were counted, and end the program.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

from gi.repository import Gio, GLib

ITEM = "org.a11y.atspi.Accessible"
TABLE = "org.a11y.atspi.Table"
STATES = {1: "active", 4: "checked", 8: "enabled", 12: "focused"}  # numbers of AtspiStateType
SHOWING = 25
TABLES = {"table", "tree table", "list", "tree"}
WRITTEN = {"text", "entry", "password text", "label", "paragraph"}
PATIENCE = 5000  # milliseconds for one question: a busy program answers late

Reference = tuple[str, str]  # a program's name on the bus, a thing's path in it


def accessibility_bus() -> Any:
    """Connect to the bus on which programs tell what they show."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    told = session.call_sync(
        "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, PATIENCE, None
    )
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(told.unpack()[0], flags, None, None)


class Reader:
    """Asks on one bus."""

    def __init__(self) -> None:
        self._bus = accessibility_bus()

    def ask(self, item: Reference, interface: str, method: str, *words: Any, kinds: str = "") -> Any:
        """Call a method of a thing; `kinds` are the D-Bus types of the words."""
        given = GLib.Variant(f"({kinds})", words) if words else None
        name, path = item
        return self._bus.call_sync(name, path, interface, method, given, None, 0, PATIENCE, None).unpack()[0]

    def property(self, item: Reference, interface: str, name: str) -> Any:
        """Read a property of a thing."""
        return self.ask(item, "org.freedesktop.DBus.Properties", "Get", interface, name, kinds="ss")

    def children(self, item: Reference) -> list[Reference]:
        """All that stands in a thing."""
        return [(name, path) for name, path in self.ask(item, ITEM, "GetChildren")]

    def states(self, item: Reference) -> set[int]:
        """The numbers of the states a thing is in."""
        low, high = self.ask(item, ITEM, "GetState")
        return {number for number in range(64) if (low | high << 32) >> number & 1}

    def windows(self) -> Iterator[Reference]:
        """Every window of every program, dialogs after what they belong to."""
        root = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
        for program in self.children(root):
            for window in self.children(program):
                if SHOWING in self.states(window):
                    yield window

    def tell(self, item: Reference, states: set[int]) -> dict[str, Any]:
        """A thing and what is shown in it."""
        role = self.ask(item, ITEM, "GetRoleName")
        inside = [] if role in TABLES else [(child, self.states(child)) for child in self.children(item)]
        return {
            "role": role,
            "name": self.property(item, ITEM, "Name"),
            "text": self.text(item) if role in WRITTEN else "",
            "states": [name for number, name in STATES.items() if number in states],
            "children": [self.tell(child, found) for child, found in inside if SHOWING in found],
        }

    def text(self, item: Reference) -> str:
        """What is written in a thing; a label of a picture has no text."""
        if "org.a11y.atspi.Text" not in self.ask(item, ITEM, "GetInterfaces"):
            return ""
        return str(self.ask(item, "org.a11y.atspi.Text", "GetText", 0, -1, kinds="ii"))

    def tables(self, item: Reference) -> Iterator[Reference]:
        """Every table in a thing."""
        if self.ask(item, ITEM, "GetRoleName") in TABLES:
            yield item
            return
        for child in self.children(item):
            if SHOWING in self.states(child):
                yield from self.tables(child)

    def rows(self, table: Reference) -> list[list[str]]:
        """The texts of a table."""
        height, width = self.property(table, TABLE, "NRows"), self.property(table, TABLE, "NColumns")
        return [[self._cell(table, row, column) for column in range(width)] for row in range(height)]

    def _cell(self, table: Reference, row: int, column: int) -> str:
        name, path = self.ask(table, TABLE, "GetAccessibleAt", row, column, kinds="ii")
        return str(self.property((name, path), ITEM, "Name"))

    def answer(self, request: list[Any]) -> Any:
        """Do what a line asks."""
        match request:
            case ["see"]:
                return [self.tell(window, self.states(window)) for window in self.windows()]
            case ["table", name]:
                tables = [table for window in self.windows() for table in self.tables(window)]
                found = [table for table in tables if self.property(table, ITEM, "Name") == name]
                return self.rows(found[-1]) if found else []
        raise ValueError(request)


def main() -> None:
    """Answer until stdin ends. Where a thing went away while it was read nothing is seen: whoever asks asks again."""
    reader = Reader()
    for line in sys.stdin:
        try:
            said = reader.answer(json.loads(line))
        except GLib.Error as error:
            sys.stderr.write(f"{error.message}\n")
            said = []
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
