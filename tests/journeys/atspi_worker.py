"""Reads windows as a screen reader does, over AT-SPI. Run by the system's Python, which has `gi`.

One request a line on stdin, one answer a line on stdout, both JSON. `["see"]` gives every window on the screen as
a tree of `{"role", "name", "text", "states", "children"}`, without the cells of tables; `["table", NAME]` gives
the texts of the table or list of that name, row by row; `["row", NAME, WORDS]` the cells of its row in which words
begin a text, each with its column and role.

`["watch", NAME, COLUMNS, LABEL]` finds columns of a table and a label; `["follow", SECONDS]` then looks at them again
and again for so long, and gives what was seen: `{"cells", "label"}`, the cells read before the label.

It speaks D-Bus itself and asks for all children of a thing at once, as libatspi does not: Qt's scroll areas read past
their children when one is asked for by number that went away since they were counted, and end the program.
"""

import json
import sys
import time
from collections.abc import Iterator
from typing import Any

from gi.repository import Gio, GLib

PROPERTIES = "org.freedesktop.DBus.Properties"
ITEM = "org.a11y.atspi.Accessible"
TABLE = "org.a11y.atspi.Table"
STATES = {1: "active", 4: "checked", 8: "enabled", 12: "focused"}  # numbers of AtspiStateType
SHOWING = 25
TABLES = {"table", "tree table", "list", "tree"}
WRITTEN = {"text", "entry", "password text", "label", "paragraph"}
PATIENCE = 5000  # milliseconds for one question: a busy program answers late

Reference = tuple[str, str]  # a program's name on the bus, a thing's path in it
Question = tuple[Reference, str, str, str, tuple[Any, ...]]  # of whom, interface, method, D-Bus types, words


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
        self._watched: list[Reference] = []  # cells, and the label at their end

    def ask(self, item: Reference, interface: str, method: str, *words: Any, kinds: str = "") -> Any:
        """Call a method of a thing; `kinds` are the D-Bus types of the words."""
        given = GLib.Variant(f"({kinds})", words) if words else None
        name, path = item
        return self._bus.call_sync(name, path, interface, method, given, None, 0, PATIENCE, None).unpack()[0]

    def ask_together(self, questions: list[Question]) -> list[Any]:
        """Ask everything before the first answer is here; it is answered in the same order."""
        answers: list[Any] = []
        faults: list[Exception] = []

        def take(bus: Any, answered: Any) -> None:
            try:
                answers.append(bus.call_finish(answered).unpack()[0])
            except GLib.Error as error:
                faults.append(error)

        for (name, path), interface, method, kinds, words in questions:
            given = GLib.Variant(f"({kinds})", words)
            self._bus.call(name, path, interface, method, given, None, 0, PATIENCE, None, take)
        while len(answers) + len(faults) < len(questions):
            GLib.MainContext.default().iteration(True)
        if faults:
            raise faults[0]
        return answers

    def property(self, item: Reference, interface: str, name: str) -> Any:
        """Read a property of a thing."""
        return self.ask(item, PROPERTIES, "Get", interface, name, kinds="ss")

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

    def table(self, name: str) -> Reference | None:
        """The table of a name, of several the one on top."""
        tables = [table for window in self.windows() for table in self.tables(window)]
        return next((table for table in reversed(tables) if self.property(table, ITEM, "Name") == name), None)

    def rows(self, table: Reference) -> list[list[str]]:
        """The texts of a table."""
        height, width = self.property(table, TABLE, "NRows"), self.property(table, TABLE, "NColumns")
        return [
            [str(self.property(self._cell(table, row, column), ITEM, "Name")) for column in range(width)]
            for row in range(height)
        ]

    def row(self, table: Reference, words: str) -> list[dict[str, str]]:
        """The cells of a row that is found by how one of its texts begins."""
        for number, texts in enumerate(self.rows(table)):
            if any(text.startswith(words) for text in texts):
                cells = [self._cell(table, number, column) for column in range(len(texts))]
                roles = [self.ask(cell, ITEM, "GetRoleName") for cell in cells]
                said = zip(self._heads(table), roles, texts, strict=True)
                return [{"column": head, "role": role, "text": text} for head, role, text in said]
        return []

    def _cell(self, table: Reference, row: int, column: int) -> Reference:
        name, path = self.ask(table, TABLE, "GetAccessibleAt", row, column, kinds="ii")
        return name, path

    def _heads(self, table: Reference) -> list[str]:
        width = self.property(table, TABLE, "NColumns")
        return [self.ask(table, TABLE, "GetColumnDescription", column, kinds="i") for column in range(width)]

    # what is seen while somebody types -----------------------------------------

    def watch(self, name: str, columns: list[str], label: str) -> bool:
        """Find what `follow` looks at; whether it is there."""
        table = self.table(name)
        found = next((item for window in self.windows() for item in self._called(window, label)), None)
        if table is None or found is None:
            return False
        numbers = [number for number, head in enumerate(self._heads(table)) if head in columns]
        rows = range(self.property(table, TABLE, "NRows"))
        self._watched = [*(self._cell(table, row, number) for row in rows for number in numbers), found]
        return len(numbers) == len(columns)

    def _called(self, item: Reference, label: str) -> Iterator[Reference]:
        role = self.ask(item, ITEM, "GetRoleName")
        if role == "label" and self.property(item, ITEM, "Name").startswith(label):
            yield item
        for child in [] if role in TABLES else self.children(item):
            yield from self._called(child, label)

    def follow(self, seconds: float) -> list[dict[str, Any]]:
        """Look at what is watched for so long; only what differs from the look before is told."""
        end = time.monotonic() + seconds
        looks = [self._look()]
        while time.monotonic() < end:
            if (look := self._look()) != looks[-1]:
                looks.append(look)
        return looks

    def _look(self) -> dict[str, Any]:
        """Cells first: what the label says afterwards holds for all of them."""
        asked = [(item, PROPERTIES, "Get", "ss", (ITEM, "Name")) for item in self._watched]
        *texts, said = self.ask_together(asked)
        return {"cells": texts, "label": said}

    def answer(self, request: list[Any]) -> Any:
        """Do what a line asks."""
        match request:
            case ["see"]:
                return [self.tell(window, self.states(window)) for window in self.windows()]
            case ["table", name]:
                return self.rows(found) if (found := self.table(name)) else []
            case ["row", name, words]:
                return self.row(found, words) if (found := self.table(name)) else []
            case ["watch", name, columns, label]:
                return self.watch(name, columns, label)
            case ["follow", seconds]:
                return self.follow(seconds)
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
