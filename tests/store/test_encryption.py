"""An encrypted workspace file: SQLCipher's own format, its key, and what the store does with it."""

import gc
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.store import converting, encryption, migrations
from kgdesk.store.cipher_connection import open_encrypted
from kgdesk.store.cipher_key import PAGE, SALT, CipherKey, key_of_code, looks_like_code
from kgdesk.store.connection import Store
from kgdesk.store.creation import new_file
from kgdesk.store.header import VERSION
from tests.store import bench

PASSWORD = "một câu dễ nhớ"
KEY = CipherKey.fresh(PASSWORD)  # made once: deriving it is slow on purpose
FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(autouse=True)
def no_keys() -> Iterator[None]:
    encryption.forget_all()
    yield
    encryption.forget_all()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain workspace and, beside it, the same encrypted."""
    folder = tmp_path_factory.mktemp("made")
    bench.make(folder / "plain.kgdesk").close()
    shutil.copy(folder / "plain.kgdesk", folder / "encrypted.kgdesk")
    with converting.converted(folder / "encrypted.kgdesk", KEY):
        pass
    return folder


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """An encrypted workspace whose key this process has."""
    encryption.remember(KEY)
    return Path(shutil.copy(made / "encrypted.kgdesk", tmp_path / "a.kgdesk"))


@pytest.fixture
def plain(made: Path, tmp_path: Path) -> Path:
    """A workspace as every one is at first."""
    return Path(shutil.copy(made / "plain.kgdesk", tmp_path / "a.kgdesk"))


def flip(path: Path, *positions: int) -> None:
    data = bytearray(path.read_bytes())
    for position in positions:
        data[position] ^= 1
    path.write_bytes(data)


def read_all(path: Path) -> None:
    with Store.open(path, read_only=True) as store:
        store.read("PRAGMA integrity_check")
        store.read("SELECT * FROM journal")


# the key ------------------------------------------------------------------------------------------------------------


def test_a_recovery_code_is_the_key_however_it_is_typed() -> None:
    code = KEY.recovery_code
    assert [len(group) for group in code.split("-")] == [4] * 14
    assert key_of_code(code) == KEY.key
    assert key_of_code(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == KEY.key


@pytest.mark.parametrize("at", range(0, 69, 5))
def test_a_slip_in_a_recovery_code_is_noticed(at: int) -> None:
    code = KEY.recovery_code
    at -= code[at] == "-"
    wrong = code[:at] + ("2" if code[at] != "2" else "3") + code[at + 1 :]
    assert looks_like_code(wrong)
    assert key_of_code(wrong) is None


def test_the_same_word_is_the_same_key_whichever_keyboard_wrote_it() -> None:
    composed, decomposed = "m\u1ed9t c\u00e2u", "mo\u0323\u0302t ca\u0302u"
    assert CipherKey.of_password(composed, KEY.salt) == CipherKey.of_password(decomposed, KEY.salt)


def test_a_key_does_not_show_itself() -> None:
    assert KEY.key.hex() not in repr(KEY)
    assert str(KEY.key) not in repr(KEY)


def test_no_salt_begins_like_another_kind_of_file(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter((b"PK\x03\x04" + bytes(12), b"\x1f\x8b\x08" + bytes(13), b"\x01" * 16))
    monkeypatch.setattr("secrets.token_bytes", lambda _length: next(drawn))
    assert CipherKey.fresh(PASSWORD).salt == b"\x01" * 16


# the file -----------------------------------------------------------------------------------------------------------


def test_another_sqlcipher_opens_the_file_with_the_password_alone(path: Path) -> None:
    from sqlcipher3 import dbapi2

    with closing(dbapi2.connect(str(path))) as connection:
        connection.execute(f"PRAGMA key = '{PASSWORD}'")
        assert connection.execute("SELECT value FROM workspace WHERE key = 'unit'").fetchone() == ("KG-911",)
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []


def test_nothing_of_the_contents_stands_in_the_file_or_its_log(path: Path) -> None:
    with Store.open(path) as store:
        with bench.Bench(path, store).write("test.canary") as transaction:
            bench.slip_in(transaction, "INSERT INTO workspace (key, value) VALUES ('canary', 'Phú Quốc 42,5')")
        files = [path, path.with_name("a.kgdesk-wal")]
        data = b"".join(item.read_bytes() for item in files)
    assert data
    for text in ("SQLite format", "CREATE TABLE", "journal", "KG-911", "Phú Quốc", "Lê Thị Hoa", PASSWORD):
        assert text.encode() not in data, text
    assert path.read_bytes()[:SALT] == KEY.salt


def test_it_is_strict_logged_flushed_and_append_only_as_a_plain_one(path: Path) -> None:
    with Store.open(path) as store:
        assert store.read("PRAGMA journal_mode")[0][0] == "wal"
        assert store.read("PRAGMA synchronous")[0][0] == 2
        assert store.read("PRAGMA foreign_keys")[0][0] == 1
        assert dict(store.read("SELECT key, value FROM workspace WHERE key = 'unit'")[0]) == {
            "key": "unit",
            "value": "KG-911",
        }
        held = bench.Bench(path, store)
        with pytest.raises(sqlite3.IntegrityError, match="append-only"), held.write() as transaction:
            bench.slip_in(transaction, "DELETE FROM journal")
        with pytest.raises(sqlite3.IntegrityError, match="cannot store BLOB"), held.write() as transaction:
            bench.slip_in(transaction, "INSERT INTO workspace (key, value) VALUES ('x', x'00')")
        with pytest.raises(RuntimeError, match="outside a transaction"):
            store.read("DELETE FROM workspace")


def test_a_copy_has_the_same_key_and_opens_with_the_same_password(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "b.kgdesk"
    with Store.open(path, read_only=True) as store:
        store.keep_copy(copy)
    encryption.forget_all()
    encryption.unlock(copy, PASSWORD)
    with Store.open(path, read_only=True) as store, Store.open(copy, read_only=True) as copied:
        assert store.read("SELECT hash FROM journal")[0][0] == copied.read("SELECT hash FROM journal")[0][0]


def test_refused_statements_do_not_keep_the_file_open(path: Path) -> None:
    gc.disable()  # as on the worker of a window
    try:
        connection = encryption.connect(path, isolation_level=None)
        connection.execute("UPDATE workspace SET value = 'x' WHERE key = 'unit'")
        for _ in range(300):  # the library keeps track of some two hundred statements by itself
            with suppress(sqlite3.IntegrityError):
                connection.execute("INSERT INTO workspace (key, value) VALUES (?, 'y')", ("unit",))
        connection.close()
        assert not path.with_name(f"{path.name}-wal").exists()
    finally:
        gc.enable()


def test_a_new_file_that_somebody_has_open_gets_no_name(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="still open"), new_file(tmp_path / "a.kgdesk") as temporary:
        temporary.with_name(f"{temporary.name}-wal").write_bytes(b"1")
    assert not list(tmp_path.iterdir())


def test_an_encrypted_file_of_an_older_program_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.kgdesk"
    path.write_bytes((FIXTURES / "workspace-1.kgdesk").read_bytes())
    with converting.converted(path, KEY):
        pass
    with Store.open(path) as store:
        assert store.read("PRAGMA user_version")[0][0] == VERSION
    kept = [item for item in tmp_path.rglob("*.kgdesk") if item != path]
    assert kept  # the copy of before the upgrade
    assert {encryption.salt_of(item) for item in kept} == {KEY.salt}
    assert max(migrations.STEPS) == VERSION


# opening ------------------------------------------------------------------------------------------------------------


def test_without_a_key_nothing_is_opened(path: Path) -> None:
    encryption.forget_all()
    for read_only in (True, False):
        with pytest.raises(Fault) as raised:
            Store.open(path, read_only=read_only)
        assert raised.value.code == "encryption.locked"
    assert not path.with_name("a.kgdesk.lock").exists()


@pytest.mark.parametrize(
    ("secret", "code"),
    [
        ("một câu khác", "encryption.wrong_password"),
        (CipherKey(os.urandom(32), KEY.salt).recovery_code, "encryption.wrong_code"),
        (KEY.recovery_code[:-1] + "#", "encryption.wrong_password"),
        (KEY.recovery_code[:-2], "encryption.code_slip"),
    ],
    ids=("another password", "the code of another file", "no code at all", "a code cut short"),  # codes are drawn anew
)
def test_a_wrong_secret_is_told_by_its_kind(path: Path, secret: str, code: str) -> None:
    encryption.forget_all()
    with pytest.raises(Fault) as raised:
        encryption.unlock(path, secret)
    assert raised.value.code == code
    assert encryption.known_key(KEY.salt) is None


def test_a_right_password_for_a_file_whose_first_page_is_spoiled_is_right_and_the_file_damaged(path: Path) -> None:
    flip(path, 2000)
    encryption.forget_all()
    encryption.unlock(path, PASSWORD)
    with pytest.raises(Fault) as raised:
        Store.open(path)
    assert raised.value.code == "workspace.damaged"


def test_a_damaged_page_further_on_is_damage(path: Path) -> None:
    size = path.stat().st_size
    flip(path, *range(PAGE * 3 + 7, size, PAGE))
    with pytest.raises(Fault) as raised:
        read_all(path)
    assert raised.value.code == "workspace.damaged"


@pytest.mark.parametrize("head", [b"%PDF-1.7", b"PK\x03\x04", b"\xff\xd8\xff\xe0", b"SQLite format 3\x00"])
def test_what_is_something_else_is_not_asked_for_a_password(tmp_path: Path, head: bytes) -> None:
    other = tmp_path / "b.kgdesk"
    other.write_bytes(head + os.urandom(2 * PAGE))
    assert encryption.salt_of(other) is None
    other.write_bytes(b"".join(bytes([each]) * 400 for each in range(40)))
    assert encryption.salt_of(other) is None


def test_without_the_library_it_says_what_is_missing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> type:
        raise ImportError

    monkeypatch.setattr("kgdesk.store.cipher_connection._connection_class", missing)
    with pytest.raises(Fault) as raised:
        Store.open(path)
    assert raised.value.code == "encryption.no_library"


# converting ---------------------------------------------------------------------------------------------------------


def test_converting_there_and_back_leaves_every_row_as_it_was(plain: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(plain)) as connection:
        before = sorted(connection.iterdump())
    with converting.converted(plain, KEY):
        pass
    assert encryption.salt_of(plain) == KEY.salt
    with converting.converted(plain, None):
        pass
    with closing(sqlite3.connect(plain)) as connection:
        assert sorted(connection.iterdump()) == before  # views and triggers come last in the new file
    assert [item.name for item in tmp_path.iterdir()] == ["a.kgdesk"]


def test_a_new_file_that_differs_is_thrown_away(plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = plain.read_bytes()
    export = converting._export

    def lose_a_row(old: Path, fresh: Path, key: CipherKey | None) -> None:
        export(old, fresh, key)
        with closing(open_encrypted(fresh, key)) as connection:
            connection.execute("DELETE FROM workspace WHERE key = 'program'")
            connection.commit()

    monkeypatch.setattr(converting, "_export", lose_a_row)
    with pytest.raises(Fault) as raised, converting.converted(plain, KEY):
        pytest.fail("it was given")
    assert raised.value.code == "encryption.differs"
    assert plain.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["a.kgdesk"]


def test_what_a_killed_decryption_left_is_gone_when_the_file_is_opened_next(path: Path, tmp_path: Path) -> None:
    left = tmp_path / ".a.kgdesk.0123abcd.new"
    other = tmp_path / ".b.kgdesk.0123abcd.new"
    for each in (left, tmp_path / f"{left.name}-journal", other):
        each.write_bytes(b"SQLite format 3\x00")
    Store.open(path).close()
    assert sorted(item.name for item in tmp_path.iterdir()) == [other.name, "a.kgdesk"]


def test_what_a_killed_restore_left_is_gone_when_the_file_is_opened_next(path: Path) -> None:
    left = [path.with_name(f".{path.name}.restored{ending}") for ending in ("", "-wal")]
    for item in left:
        item.write_bytes(b"SQLite format 3\0 KT08")
    Store.open(path).close()
    assert not any(item.exists() for item in left)


def test_a_file_that_somebody_else_reads_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.kgdesk"
    with bench.make(path) as store:
        with bench.Bench(path, store).write() as transaction:
            bench.slip_in(transaction, "INSERT INTO workspace (key, value) VALUES ('x', 'y')")
        with pytest.raises(Fault) as raised, converting.converted(path, KEY):
            pytest.fail("it was given")
    assert raised.value.code == "workspace.in_use"
    assert encryption.salt_of(path) is None


def test_a_reader_in_another_process_keeps_the_file_from_being_replaced(plain: Path) -> None:
    reading = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM workspace').fetchall();"
        "print('reads', flush=True); sys.stdin.read()"
    )
    words = [sys.executable, "-c", reading, str(plain)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "reads\n"
        with pytest.raises(Fault) as raised, converting.converted(plain, KEY):
            pytest.fail("it was given")
        other.stdin.close()
    assert raised.value.code == "workspace.in_use"
    assert encryption.salt_of(plain) is None
    with converting.converted(plain, KEY):
        pass
