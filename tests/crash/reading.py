"""An independent look at what a kill left: SQLite or SQLCipher alone, hashlib, zipfile and qpdf, nothing of the store.

The rules of the journal are written down here a second time on purpose.
"""

import hashlib
import json
import re
import shutil
import sqlite3
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as cipher

# Columns that a signature or the order of links makes different each time.
_CHANCE = {
    "journal": {"contents", "previous_hash", "hash"},
    "sealed_file": {"content", "sha256"},
    "sealed_return": {"files"},
    "receipt": {"content", "sha256"},
    "outbox": {"files", "item"},
    "workspace": set(),
}
_SIGNED = re.compile(r"[0-9a-f]{64}")  # of a file with a signature in it
_MOMENT = re.compile(r"\d{8}-\d{6}")
_SCENE = re.compile(r"/[^\"]*/scene-\d+")  # a folder that was saved to is kept by name
State = dict[str, str]  # table -> digest of its rows
MAGIC = b"SQLite format 3\0"
PASSWORDS = ("gió mùa đông bắc 2024", "nước nổi miền tây 2025")  # of the scenes that are encrypted


def copied(scene: Path, to: Path) -> Path:
    """Copy a scene, logs of SQLite included, so that looking changes nothing of what is gone on with."""
    if to.exists():
        shutil.rmtree(to)
    shutil.copytree(scene, to, ignore=shutil.ignore_patterns("*-shm", "*.lock"), copy_function=_copy())
    return to


def _copy() -> Callable[[str, str], str]:
    """Copy a file once however many names it has: two names of one file are not two files."""
    seen: dict[tuple[int, int], str] = {}

    def copy(source: str, target: str) -> str:
        found = Path(source).stat()
        first = seen.setdefault((found.st_dev, found.st_ino), target)
        if first == target:
            return shutil.copy2(source, target)
        Path(target).hardlink_to(first)
        return target

    return copy


def workspaces(scene: Path) -> list[Path]:
    """Every workspace under a name that a person sees."""
    return sorted(path for path in scene.rglob("*.kgdesk") if not _hidden(path, scene))  # none where there is no folder


def _hidden(path: Path, scene: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(scene).parts)


@contextmanager
def connected(path: Path) -> Iterator[Any]:
    """Connect to a workspace as it is kept; raises sqlite3.DatabaseError where nothing opens it."""
    password = password_of(path)
    if password is None:
        with closing(sqlite3.connect(path)) as connection:
            connection.row_factory = sqlite3.Row
            yield connection
        return
    with closing(_by_key(path, password)) as connection:
        connection.row_factory = cipher.Row
        try:
            yield connection
        except cipher.DatabaseError as error:
            raise sqlite3.DatabaseError(str(error)) from error


def password_of(path: Path) -> str | None:
    """Find the password of an encrypted workspace; None for a plain one. Raises DatabaseError where none fits."""
    with path.open("rb") as stream:
        head = stream.read(len(MAGIC))
    if MAGIC.startswith(head):
        return None
    for password in PASSWORDS:
        with closing(_by_key(path, password)) as connection:
            try:
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            except cipher.DatabaseError:
                continue
            return password
    raise sqlite3.DatabaseError("neither plain nor opened by a password")


def _by_key(path: Path, password: str) -> Any:
    with path.open("rb") as stream:
        salt = stream.read(16)
    connection = cipher.connect(str(path))
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{_key(password, salt).hex()}{salt.hex()}'\"")
    return connection


@cache
def _key(password: str, salt: bytes) -> bytes:
    """SQLCipher would derive it at every connection, for a third of a second."""
    return hashlib.pbkdf2_hmac("sha512", password.encode(), salt, 256_000, 32)


def unsound(path: Path) -> list[str]:
    """Say what is wrong with a workspace file."""
    try:
        with connected(path) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            if found != ["ok"]:
                return [f"damaged: {path.name}: {found[0]}"]
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                return [f"damaged: {path.name}: {len(broken)} references"]
            if connection.execute("PRAGMA application_id").fetchone()[0] != 0x4B474453:
                return [f"damaged: {path.name}: no workspace"]
            return [f"damaged: {path.name}: {problem}" for problem in _chain(connection)]
    except sqlite3.DatabaseError as error:
        return [f"damaged: {path.name}: {error}"]


def _chain(connection: sqlite3.Connection) -> Iterator[str]:
    """Follow the journal: numbers without a gap, each row's hash over itself and the one before, rows as written."""
    written = _written(connection)
    previous = ""
    for expected, row in enumerate(connection.execute("SELECT * FROM journal ORDER BY seq"), start=1):
        columns = dict(row)
        stated = columns.pop("hash")
        if row["seq"] != expected or row["previous_hash"] != previous or _digest(_json(columns)) != stated:
            yield f"journal {expected} does not fit"
            return
        tables = written.pop(expected, {})
        if row["contents"] != (_digest(_json(tables)) if tables else ""):
            yield f"rows of journal {expected} are not what was written"
        previous = stated
    if written:
        yield f"rows without a journal entry: {sorted(written)}"


def _written(connection: sqlite3.Connection) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, Any]] = {}
    for table in _tables(connection):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        if "entry" not in columns:
            continue
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid"):  # noqa: S608 - names of the schema
            shown = {key: _shown(row[key]) for key in columns if key not in {"id", "entry"} and row[key] is not None}
            if table == "consolidation_run":
                shown["number"] = row["number"]
            state = found.setdefault(row["entry"], {}).setdefault(table, hashlib.sha256())
            state.update(_json(shown).encode() + b"\n")
    return {entry: {table: state.hexdigest() for table, state in tables.items()} for entry, tables in found.items()}


def _tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return sorted(row[0] for row in rows if not row[0].startswith("_"))


def _shown(value: Any) -> Any:
    return {"sha256": hashlib.sha256(value).hexdigest()} if isinstance(value, bytes) else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def state_of(path: Path) -> State:
    """Digest everything in a workspace but what chance makes different; {} where there is no file."""
    if not path.exists():
        return {}
    with connected(path) as connection:
        found = {table: _table_state(connection, table) for table in _tables(connection)}
        found["version"] = str(connection.execute("PRAGMA user_version").fetchone()[0])
    return found


def _table_state(connection: sqlite3.Connection, table: str) -> str:
    left_out = _CHANCE.get(table, set())
    rows = []
    for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608 - names of the schema
        shown = {key: _shown(row[key]) for key in row.keys() if key not in left_out}  # noqa: SIM118 - a Row, not a dict
        if table == "workspace" and row["key"].startswith("issue:"):
            shown["value"] = {key: value for key, value in json.loads(row["value"]).items() if key != "sha256"}
        if table == "journal" and row["action"] == "countersign":
            shown["detail"] = _SIGNED.sub("", row["detail"])
        rows.append(_SCENE.sub("", _json(shown)))
    return f"{len(rows)} {_digest(chr(10).join(rows))}"


def difference(found: State, wanted: State) -> str:
    """Name the tables in which two states differ, with their numbers of rows."""
    names = sorted(name for name in {*found, *wanted} if found.get(name) != wanted.get(name))
    return ", ".join(f"{name} {_count(found, name)}/{_count(wanted, name)}" for name in names)


def _count(state: State, name: str) -> str:
    return state.get(name, "-").split()[0]


def outputs(folder: Path) -> dict[str, str]:
    """Every visible file under a folder with its SHA-256; the moment in a copy's name is left out."""
    if not folder.is_dir():
        return {}
    return {
        _MOMENT.sub("*", path.relative_to(folder).as_posix()): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _hidden(path, folder) and not path.name.endswith((".lock", "-shm"))
    }


def half(path: Path) -> str:
    """Say why an exported file is not whole; '' where it is."""
    if path.name.endswith(("-wal", "-journal")):
        return "a copy that needs its log"
    try:
        return _READERS.get(path.suffix, _any)(path)
    except Exception as error:  # noqa: BLE001 - whatever a torn file makes its reader raise
        return f"{type(error).__name__}: {error}"


def _zip(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        bad = archive.testzip()
    return f"part {bad}" if bad else ""


def _pdf(path: Path) -> str:
    import pikepdf

    data = path.read_bytes()
    if not data.startswith(b"%PDF-") or not data.rstrip().endswith(b"%%EOF"):
        return "cut off"
    with warnings.catch_warnings(), pikepdf.open(path) as pdf:
        problems = pdf.check_pdf_syntax()
        pages = len(pdf.pages)
    return "; ".join(problems) if problems else "" if pages else "no pages"


def _workspace(path: Path) -> str:
    return "; ".join(unsound(path))


def _any(path: Path) -> str:
    return "" if path.stat().st_size else "empty"


_READERS = {
    ".xlsx": _zip, ".docx": _zip, ".kgplan": _zip, ".pdf": _pdf, ".kgdesk": _workspace, ".bak": _workspace,
}  # fmt: skip
