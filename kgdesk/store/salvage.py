"""A new workspace out of what can still be read of a damaged one, and a list of all that is missing.

The new file has a chain of its own with the same records: what was whole has the same hashes as before. A record
that could not be read is an empty one in its place, rows are numbered anew without gaps. Steps that could be taken
back are left behind; they change nothing that stands.
"""

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kgdesk.domain.observation import Observation
from kgdesk.store import salvage_cells as cells
from kgdesk.store.digests import Scalar, contents_digest, journal_hash, row_line
from kgdesk.store.encoding import decimal_text, unpack
from kgdesk.store.salvage_tables import Recovered, Row, insertion

Finding = tuple[str, dict[str, object]]
FiguresOf = Callable[[bytes], Iterable[Observation]]

MISSING = "salvage.missing"  # the action of a record that could not be read
_LEFT_BEHIND = {"undo_step", "undo_item", "received_figure"}
_CODES = {"indicator": ("indicator",), "reporting_unit": ("unit",), "task": ("task",)}
# Parents before children; the tables of a record come in the order in which the program writes them.
_ORDER = (
    "plan", "observation", "narrative", "escalation", "accepted_warning", "sealed_return", "sealed_file", "outbox",
    "receipt", "extension", "letter", "consolidation_run", "revocation_list", "certificate_binding", "comment",
    "attachment",
)  # fmt: skip
_KEYS = {"consolidation_run": "number"}
# Tables whose rows hold bytes beside their SHA-256: (bytes, digest, packed, name of the file they become).
_BYTES = {
    "plan": ("document", "digest", True, "{code}-{version}.json"),
    "sealed_return": ("document", "digest", True, "{unit}_{period}_r{revision}.json"),
    "sealed_file": ("content", "sha256", False, "{name}"),
    "received_file": ("content", "sha256", False, "{name}"),
    "received_return": ("document", "digest", True, "{unit}_{period}_r{revision}.json"),
    "receipt": ("content", "sha256", False, "{unit}_{period}_r{revision}.pdf"),
    "revocation_list": ("content", "sha256", False, "{sha256}.crl"),
    "attachment_content": ("content", "sha256", False, "{sha256}"),
}
# What no digest stands for, and what takes its place where it cannot be read.
_NO_MOMENT = "1970-01-01T00:00:00.000000+00:00"
_NOT_VOUCHED: dict[str, dict[str, str | None]] = {
    "journal": {"detail": "{}", "at": _NO_MOMENT},
    "received_file": {"verdict": "{}", "params": "{}", "origin": None, "received_at": _NO_MOMENT},
    "received_return": {"received_at": _NO_MOMENT, "decided_at": None},
}
_NAMED = {"journal": ("seq",), "received_file": ("name",), "received_return": ("unit", "period", "revision")}
_TIMES = frozenset({"at", "received_at", "decided_at"})


@dataclass(slots=True)
class Salvaged:
    """What became of it. `kept` counts rows by table; `aside` are bytes that have no place in the new workspace."""

    unit: str
    has_plan: bool
    kept: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    aside: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing or doubtful."""
        return not self.findings


def rebuild(found: Recovered, connection: sqlite3.Connection, *, figures_of: FiguresOf) -> Salvaged:
    """Write all that was read into an empty workspace (schema laid out, in a transaction, foreign keys on)."""
    return _Rebuilding(found, connection, figures_of).run()


class _Rebuilding:
    def __init__(self, found: Recovered, connection: sqlite3.Connection, figures_of: FiguresOf) -> None:
        self._found, self._connection, self._figures_of = found, connection, figures_of
        self._saved = Salvaged(_unit_of(found), has_plan=False)
        self._ids: dict[str, dict[int, int]] = defaultdict(dict)  # table -> number before -> number now
        self._newest: dict[tuple[Scalar, ...], int] = {}  # cell -> its newest figure
        self._spoiled: set[int] = set()  # records of which something is missing

    def run(self) -> Salvaged:
        self._tell_of_pages()
        self._settings_and_codes()
        self._received()
        self._attached()
        self._records()
        self._saved.has_plan = bool(self._saved.kept.get("plan"))
        return self._saved

    # what was not read -------------------------------------------------------------

    def _tell(self, code: str, **params: object) -> None:
        self._saved.findings.append((f"salvage.{code}", params))

    def _tell_of_pages(self) -> None:
        found = self._found
        for table in sorted((found.broken.keys() | found.cells.keys()) - _LEFT_BEHIND):
            pages = tuple(map(str, found.broken.get(table, ())))
            self._tell("broken", table=table, pages=pages or ("—",), cells=found.cells.get(table, 0))
        if found.lost_pages:
            self._tell("lost_pages", count=len(found.lost_pages), pages=tuple(map(str, found.lost_pages)))
        if found.strays:
            self._tell("strays", count=len(found.strays), pages=tuple(map(str, found.strays)))
        for table, rows in found.rows.items():
            missing = _gaps(rows) if rows and table in {*_ORDER, "received_file", "received_return"} else ()
            if missing:
                self._tell("missing", table=table, count=len(missing), rows=_ranges(missing))

    # tables outside the records ------------------------------------------------------

    def _settings_and_codes(self) -> None:
        rows = self._found.rows
        for row in rows["workspace"].values():
            self._put("workspace", row)
        if all(row["key"] != "unit" for row in rows["workspace"].values()):
            self._put("workspace", {"key": "unit", "value": self._saved.unit})
            self._tell("unit", unit=self._saved.unit)
        for table, columns in _CODES.items():
            codes = {row["code"] for row in rows[table].values()}
            codes |= {row.get(column) for name in rows for row in rows[name].values() for column in columns}
            for code in sorted(str(item) for item in codes if item is not None):
                self._put(table, {"code": code})
        for row in rows["trust_anchor"].values():
            self._put("trust_anchor", row)

    def _received(self) -> None:
        for row in self._found.rows["received_file"].values():
            sound = self._sound("received_file", row)
            legible = self._legible("received_file", row)
            self._put("received_file", legible if sound else legible | {"content": None})
        for key, row in sorted(self._found.rows["received_return"].items()):
            document = self._document("received_return", row)
            if document is None:
                continue
            legible = self._legible("received_return", row) | cells.stated(document)
            if self._put("received_return", legible):
                self._figures(key, document)

    def _legible(self, table: str, row: Row) -> Row:
        """Put what says nothing in the place of JSON and moments nobody can read; the rest of the row is worth it."""
        instead: Row = {}
        for column, blank in _NOT_VOUCHED[table].items():
            if row[column] is not None and not cells.can_be_read(str(row[column]), json=column not in _TIMES):
                instead[column] = blank
                name = " ".join(str(row[part]) for part in _NAMED[table])
                self._tell("illegible", table=table, name=name)
        return row | instead

    def _figures(self, key: int, document: bytes) -> None:
        """Figures of a return come from its document again: nothing else vouches for them."""
        try:
            figures = list(self._figures_of(document))
        except Exception:  # noqa: BLE001 - whatever it is, it is told
            self._tell("figures", key=key)
            return
        for item in figures:
            values = (decimal_text(item.value), decimal_text(item.numerator), decimal_text(item.denominator))
            row: Row = dict(zip(("value", "numerator", "denominator"), values, strict=True))
            row |= {
                "return_id": key,
                "indicator": item.indicator,
                "state": item.state.value,
                "status": item.status.value,
            }
            self._put("received_figure", row)

    def _attached(self) -> None:
        kept = set()
        for row in self._found.rows["attachment_content"].values():
            sound = self._sound("attachment_content", row)
            if self._put("attachment_content", row if sound else row | {"content": None}):
                kept.add(row["sha256"])
        for row in self._found.rows["attachment"].values():
            if row["sha256"] not in kept:
                kept.add(row["sha256"])
                stub: Row = {
                    "sha256": row["sha256"],
                    "size": 0,
                    "media_type": "application/octet-stream",
                    "content": None,
                }
                self._put("attachment_content", stub)
                self._tell("attachment", name=row["name"])

    # the records -------------------------------------------------------------------

    def _records(self) -> None:
        journal = self._found.rows["journal"]
        by_entry = self._rows_by_entry()
        last = max((*journal, *by_entry), default=0)
        missing, previous, at = [], "", ""
        for seq in range(1, last + 1):
            known = journal.get(seq)
            digests = self._write_rows(by_entry.get(seq, {}), known, seq)
            if known is None:
                missing.append(seq)
                known = _empty_record(at or _earliest(by_entry.get(seq, {})))
            known = self._legible("journal", known | {"seq": seq})
            at = str(known["at"])
            previous = self._write_record(seq, known, digests, previous)
        if missing:
            self._tell("records", count=len(missing), rows=_ranges(missing))

    def _rows_by_entry(self) -> dict[int, dict[str, list[tuple[int, Row]]]]:
        """Group the rows by their record. One whose record cannot be (numbers only grow) goes to its neighbour's."""
        grouped: dict[int, dict[str, list[tuple[int, Row]]]] = defaultdict(lambda: defaultdict(list))
        for table in _ORDER:
            rows = self._found.rows[table]
            entries = [cells.number_of(rows[key]["entry"]) for key in sorted(rows)]
            highest = _growing(entries, most=self._most())
            for key, entry, believed in zip(sorted(rows), entries, highest, strict=True):
                if entry != believed:
                    self._spoiled.add(believed)
                grouped[believed][table].append((key, rows[key]))
        return grouped

    def _most(self) -> int:
        """No record has a number beyond what the rows of the file can have written."""
        return max(self._found.rows["journal"], default=0) + sum(map(len, self._found.rows.values())) + 1

    def _write_rows(self, tables: dict[str, list[tuple[int, Row]]], known: Row | None, seq: int) -> dict[str, str]:
        """Write what a record stands for; says whether that is all of it. Gives the digests of what was written."""
        stated, written = {}, {}
        for table in _ORDER:
            before, now = hashlib.sha256(), hashlib.sha256()
            for key, row in tables.get(table, ()):
                before.update(row_line(cells.contents(row)))
                new = self._append(table, key, row, seq)
                if new is not None:
                    now.update(row_line(cells.contents(new)))
                    written[table] = now.hexdigest()
                stated[table] = before.hexdigest()
        if known is not None and (contents_digest(stated) != known["contents"] or seq in self._spoiled):
            self._tell("doubtful", entry=seq, at=known["at"], actor=known["actor"], action=known["action"],
                       subject=known["subject"], detail=cells.detail_told(str(known["detail"])))  # fmt: skip
        return written

    def _append(self, table: str, key: int, row: Row, seq: int) -> Row | None:
        """Put a row of a record into its table under its new number; gives it as it stands there now."""
        if table in _BYTES and not self._sound(table, row):
            return None
        new = dict(row) | {"entry": seq}
        number = len(self._ids[table]) + 1
        new[_KEYS.get(table, "id")] = number
        if table == "observation":
            cell = (row["unit"], row["period"], row["indicator"])
            new["previous_id"] = self._newest.get(cell)
        if table == "attachment" and row["removes"] is not None:
            new["removes"] = self._ids[table].get(cells.number_of(row["removes"]), -1)
        if not self._put(table, new):
            self._put_aside(table, row)
            return None
        self._ids[table][key] = number
        if table == "observation":
            self._newest[cell] = number
        return new

    def _write_record(self, seq: int, known: Row, digests: dict[str, str], previous: str) -> str:
        columns: Row = {"seq": seq}
        columns |= {name: known[name] for name in ("at", "actor", "action", "subject", "detail")}
        columns |= {"contents": contents_digest(digests), "previous_hash": previous}
        digest = journal_hash(columns)
        self._put("journal", columns | {"hash": digest})
        return digest

    # rows and bytes ----------------------------------------------------------------

    def _put(self, table: str, row: Row) -> bool:
        self._connection.execute("SAVEPOINT salvage")  # a refused row would still count as a reference left open
        try:
            self._connection.execute(insertion(table, tuple(row)), tuple(row.values()))
            self._connection.execute("RELEASE salvage")
        except (sqlite3.Error, OverflowError) as error:
            self._connection.execute("ROLLBACK TO salvage")
            self._connection.execute("RELEASE salvage")
            self._tell("refused", table=table, row=cells.row_told(row), cause=str(error))
            return False
        self._saved.kept[table] = self._saved.kept.get(table, 0) + 1
        return True

    def _document(self, table: str, row: Row) -> bytes | None:
        if not self._sound(table, row):
            return None
        return unpack(cells.bytes_of(row["document"]))

    def _sound(self, table: str, row: Row) -> bool:
        """Whether a row's bytes have their digest; those that have not are put aside and told."""
        column, digest, packed, _ = _BYTES[table]
        content = row[column]
        if content is None:
            return True
        if cells.plain_digest(cells.bytes_of(content), packed=packed) == row[digest]:
            return True
        name = self._put_aside(table, row)
        self._tell("spoiled", table=table, name=name)
        return False

    def _put_aside(self, table: str, row: Row) -> str:
        if table not in _BYTES:
            return ""
        column, _, packed, pattern = _BYTES[table]
        content = row[column]
        name = f"{len(self._saved.aside) + 1:03}-" + pattern.format_map(row)
        if content is not None:
            self._saved.aside.append((name, cells.opened(cells.bytes_of(content), packed=packed)))
        return name


def _unit_of(found: Recovered) -> str:
    for row in found.rows["workspace"].values():
        if row["key"] == "unit":
            return str(row["value"])
    for row in found.rows["journal"].values():
        if row["action"] == "workspace.create":
            return str(row["subject"])
    counted: dict[str, int] = defaultdict(int)
    for table in ("observation", "narrative", "sealed_return"):
        for row in found.rows[table].values():
            counted[str(row["unit"])] += 1
    return max(counted, key=lambda code: counted[code]) if counted else ""


def _growing(entries: list[int], *, most: int) -> list[int]:
    """Believe the longest part of a list of numbers that only grows; the rest takes the number before it."""
    believed, highest = [], 1
    for position, entry in enumerate(entries):
        later = [item for item in entries[position + 1 : position + 6] if highest <= item <= most]
        if highest <= entry <= most and (not later or entry <= max(later)):
            highest = entry
        believed.append(highest)
    return believed


def _gaps(rows: dict[int, Row]) -> list[int]:
    present = set(rows)
    top = max(present)
    return [number for number in range(1, min(top, len(rows) + 100_000) + 1) if number not in present]


def _ranges(numbers: list[int]) -> tuple[str, ...]:
    """Write numbers as ranges: 1–3; 7."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][1] == number - 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return tuple(f"{first}" if first == last else f"{first}–{last}" for first, last in parts)


def _earliest(tables: dict[str, list[tuple[int, Row]]]) -> str:
    moments = [str(row[name]) for rows in tables.values() for _, row in rows for name in _MOMENTS if row.get(name)]
    return min(moments, default=_NO_MOMENT)


_MOMENTS = ("recorded_at", "installed_at", "sealed_at", "decided_at", "at", "added_at")


def _empty_record(at: str) -> Row:
    return {"at": at, "actor": "", "action": MISSING, "subject": "", "detail": "{}"}
