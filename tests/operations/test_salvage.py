"""Saving what can be read of a damaged workspace: all that is readable, a list of what is not, never a traceback."""

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.place import Place, PlaceKind
from kgdesk.operations.maintenance import doctor
from kgdesk.operations.salvage import Saved, salvage, sentence
from kgdesk.store import comments, journal
from kgdesk.store.connection import Store
from kgdesk.store.encryption import connect
from kgdesk.store.journal import APPEND_ONLY
from tests.store.bench import tamper

ROUNDS = int(os.environ.get("KGDESK_DAMAGE", "3"))
PAGE = 4096
# What stands for the same row before and after: numbers are given anew.
_ANEW = {"id", "entry", "previous_id", "removes", "number"}
KEPT = (*APPEND_ONLY, "received_file", "received_return", "attachment_content")


def rows(path: Path) -> dict[str, set[str]]:
    """Every row of the tables that matter, read by SQLite itself, or by SQLCipher with a key that was given."""
    found: dict[str, set[str]] = {}
    with closing(connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        for table in KEPT:
            found[table] = {
                repr({name: row[name] for name in row.keys() if name not in _ANEW})  # noqa: SIM118 - no dict
                for row in connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - names above
            }
    return found


def words(saved: Saved) -> str:
    """Every finding has its sentence, without a blank left; what stood in a row may hold anything."""
    for lang in ("vi", "en"):
        for code, params in saved.findings:
            told = sentence((code, params | {name: "" for name in ("row", "detail") if name in params}), lang)
            assert "{" not in told
    return saved.report.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["KG.kgdesk", "KG-911.kgdesk"])
def test_of_a_sound_workspace_everything_is_saved_and_the_chain_goes_on(demo: Path, tmp_path: Path, name: str) -> None:
    path = demo / "workspaces" / name
    saved = salvage(path, tmp_path / "moi.kgdesk", actor="Lê Thị Hoa")
    assert saved.complete
    assert rows(saved.target) == rows(path)
    assert doctor(saved.target).healthy
    with Store.open(path, read_only=True) as before, Store.open(saved.target, read_only=True) as after:
        head = journal.head(before)
        assert head is not None
        assert journal.has_row(after, *head)
        assert journal.entries(after, newest=1)[0].action == "workspace.salvage"
        assert after.read("SELECT * FROM received_figure") == before.read("SELECT * FROM received_figure")
    assert "Không mất gì" in words(saved)


@pytest.mark.parametrize("instead", [bytes(PAGE), random.Random(2).randbytes(PAGE)], ids=["zeroes", "chance"])
def test_without_its_first_page_a_workspace_loses_nothing(demo: Path, tmp_path: Path, instead: bytes) -> None:
    before = demo / "workspaces" / "KG-911.kgdesk"
    path = tmp_path / "a.kgdesk"
    path.write_bytes(instead + before.read_bytes()[PAGE:])
    with pytest.raises(Fault, match=r"not_a_workspace|encryption\.locked"):
        Store.open(path)
    saved = salvage(path, tmp_path / "moi.kgdesk", actor="x")
    assert rows(saved.target) == rows(before)
    assert doctor(saved.target).healthy


def test_what_was_only_in_the_log_is_saved_too(demo_copy: Path, tmp_path: Path) -> None:
    path = demo_copy / "workspaces" / "KG-911.kgdesk"
    with Store.open(path) as store:
        with store.transaction(actor="Hoa", action="comment.said", at=datetime.now(UTC)) as transaction:
            comments.put(transaction, unit="KG-911", period="2024", place=Place(PlaceKind.RETURN, ""), kind="said",
                         text="chỉ có trong tệp ghi trước")  # fmt: skip
        crashed = tmp_path / "crashed"
        crashed.mkdir()
        for ending in ("", "-wal"):
            (crashed / f"a.kgdesk{ending}").write_bytes(path.with_name(path.name + ending).read_bytes())
        expected = rows(path)
    assert "chỉ có".encode() not in (crashed / "a.kgdesk").read_bytes()
    saved = salvage(crashed / "a.kgdesk", tmp_path / "moi.kgdesk", actor="x")
    assert saved.complete
    assert rows(saved.target) == expected


def test_a_figure_that_was_changed_is_copied_and_named(demo_copy: Path, tmp_path: Path) -> None:
    path = demo_copy / "workspaces" / "KG-911.kgdesk"
    tamper(path, "DROP TRIGGER observation_no_update", "UPDATE observation SET value = '43' WHERE id = 7")
    saved = salvage(path, tmp_path / "moi.kgdesk", actor="x")
    assert [code for code, _ in saved.findings] == ["salvage.doubtful"]
    assert doctor(saved.target).healthy
    assert "nhập số liệu" in words(saved)


def test_a_received_file_that_was_spoiled_is_put_aside(demo_copy: Path, tmp_path: Path) -> None:
    path = demo_copy / "workspaces" / "KG.kgdesk"
    tamper(path, "DROP TRIGGER received_file_fixed", "UPDATE received_file SET content = x'00' WHERE rowid = 1")
    saved = salvage(path, tmp_path / "moi.kgdesk", actor="x")
    assert [code for code, _ in saved.findings] == ["salvage.spoiled"]
    assert saved.aside is not None
    assert [item.read_bytes() for item in saved.aside.iterdir()] == [b"\0"]
    assert doctor(saved.target).healthy


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE received_file SET verdict = '[' || substr(verdict, 2) WHERE rowid = 1",
        "UPDATE received_file SET received_at = 'x' WHERE rowid = 1",
        "UPDATE received_return SET decided_at = 'x' WHERE id = 1",
    ],
)
def test_what_can_no_longer_be_read_of_a_row_is_left_blank_and_told(
    demo_copy: Path, tmp_path: Path, change: str
) -> None:
    path = demo_copy / "workspaces" / "KG.kgdesk"
    tamper(path, "DROP TRIGGER received_file_fixed", change)
    saved = salvage(path, tmp_path / "moi.kgdesk", actor="x")
    assert {code for code, _ in saved.findings} - {"salvage.row"} == {"salvage.illegible"}
    assert "không đọc được" in words(saved)
    assert doctor(saved.target).healthy


def test_what_an_earlier_salvage_put_aside_stays(demo_copy: Path, tmp_path: Path) -> None:
    path = demo_copy / "workspaces" / "KG.kgdesk"
    tamper(path, "DROP TRIGGER received_file_fixed", "UPDATE received_file SET content = x'00' WHERE rowid = 1")
    first = salvage(path, tmp_path / "moi.kgdesk", actor="x")
    before = {item: item.read_bytes() for item in tmp_path.rglob("*.txt")}
    assert first.aside is not None
    (first.aside / "ghi-chu.txt").write_text("của tôi", encoding="utf-8")
    first.target.unlink()
    second = salvage(path, tmp_path / "moi.kgdesk", actor="x")
    assert (first.aside / "ghi-chu.txt").read_text(encoding="utf-8") == "của tôi"
    assert second.aside not in {None, first.aside}
    assert second.report != first.report
    assert all(item.read_bytes() == content for item, content in before.items())


def test_a_file_without_one_readable_row_makes_no_workspace(tmp_path: Path) -> None:
    path = tmp_path / "a.kgdesk"
    chance = random.Random(1).randbytes(PAGE * 9)  # looks like an encrypted file, whatever it is
    for content, code in (
        (b"", "nothing"),
        (b"PK\x03\x04", "not_a_workspace"),
        (bytes(PAGE * 4), "nothing"),
        (chance, "locked"),
    ):
        path.write_bytes(content)
        with pytest.raises(Fault, match=code):
            salvage(path, tmp_path / "moi.kgdesk", actor="x")
    assert [item.name for item in tmp_path.iterdir()] == ["a.kgdesk"]


def test_whose_return_it_is_comes_from_its_signed_document(demo_copy: Path, tmp_path: Path) -> None:
    path = demo_copy / "workspaces" / "KG.kgdesk"
    before = rows(path)
    tamper(
        path,
        "DROP TRIGGER received_return_fixed",
        "UPDATE received_return SET plan_digest = replace(plan_digest, 'a', 'b'), revision = 7 WHERE id = 1",
    )
    target = salvage(path, tmp_path / "moi.kgdesk", actor="x").target
    assert rows(target)["received_return"] == before["received_return"]
    assert doctor(target).healthy


def cut_short(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(PAGE, len(data)) :]


def zeroed_pages(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(data) // PAGE) * PAGE
        data[start : start + PAGE] = bytes(PAGE)


def flipped_bits(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 60)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def scrambled_block(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data) - 600)
    data[start : start + 512] = chance.randbytes(512)


def swapped_pages(data: bytearray, chance: random.Random) -> None:
    one, two = (chance.randrange(1, len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE], data[two : two + PAGE] = data[two : two + PAGE], data[one : one + PAGE]


DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    cut_short,
    zeroed_pages,
    flipped_bits,
    scrambled_block,
    swapped_pages,
)


@pytest.mark.timeout(60 + 10 * ROUNDS)
@pytest.mark.parametrize("name", ["KG-911.kgdesk", "KG.kgdesk"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_any_damage_is_survived_and_nothing_is_lost_in_silence(
    demo: Path, tmp_path: Path, name: str, damage: Callable[[bytearray, random.Random], None]
) -> None:
    sound = demo / "workspaces" / name
    expected = rows(sound)
    path = tmp_path / "a.kgdesk"
    for seed in range(ROUNDS):
        data = bytearray(sound.read_bytes())
        damage(data, random.Random(f"{damage.__name__} {seed}"))
        path.write_bytes(data)
        target = tmp_path / f"moi-{seed}.kgdesk"
        _look(path)
        saved, refused = _salvaged(path, target)
        if saved is None:
            assert refused == "salvage.nothing", seed
            continue
        words(saved)
        found = rows(target)
        gone = {table for table in KEPT if expected[table] - found[table]}
        strange = {table for table in KEPT if found[table] - expected[table]}
        assert not (gone or strange) or not saved.complete, f"seed {seed}: {gone} lost, {strange} new, and nothing told"
        assert doctor(target).healthy, seed


def _salvaged(path: Path, target: Path) -> tuple[Saved | None, str]:
    try:
        return salvage(path, target, actor="x"), ""
    except Fault as fault:
        return None, fault.code


def _look(path: Path) -> None:
    """Opening and the doctor say what is wrong with a Fault; nothing else comes out of them."""
    with suppress(Fault):
        doctor(path)
    with suppress(Fault):
        Store.open(path).close()
