"""Saving what can be read of a damaged encrypted workspace: page by page, into one that is encrypted as it was."""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.kept_copy import CopyReason
from kgdesk.domain.place import Place, PlaceKind
from kgdesk.operations.copies import take_copy
from kgdesk.operations.encryption import forget_keys, is_encrypted, is_locked, unlock
from kgdesk.operations.maintenance import doctor
from kgdesk.operations.salvage import Saved, salvage, sentence
from kgdesk.store import comments, converting, encryption, journal
from kgdesk.store.cipher_key import MAC, PAGE, SALT, CipherKey
from kgdesk.store.connection import Store
from kgdesk.store.salvage_cipher import PageCipher
from kgdesk.store.salvage_pages import PageFile
from tests.operations.test_salvage import DAMAGES, KEPT, ROUNDS, rows
from tests.store.bench import tamper

PASSWORD = "gió mùa đông bắc 2024"
KEY = CipherKey.fresh(PASSWORD)
Damage = Callable[[bytearray, random.Random], None]


@pytest.fixture(autouse=True)
def no_keys() -> Iterator[None]:
    forget_keys()
    yield
    forget_keys()


@pytest.fixture(scope="module")
def encrypted(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two workspaces of the demonstration under one password."""
    folder = tmp_path_factory.mktemp("encrypted")
    for name in ("KG-911.kgdesk", "KG.kgdesk"):
        shutil.copy(demo / "workspaces" / name, folder)
        with converting.converted(folder / name, KEY):
            pass
    forget_keys()
    return folder


def damaged(sound: Path, path: Path, *, seed: str, damage: Damage) -> Path:
    data = bytearray(sound.read_bytes())
    damage(data, random.Random(seed))
    path.write_bytes(data)
    return path


def without(sound: Path, path: Path, start: int, end: int) -> Path:
    data = bytearray(sound.read_bytes())
    data[start:end] = bytes(end - start)
    path.write_bytes(data)
    return path


def expected(sound: Path) -> dict[str, set[str]]:
    encryption.remember(KEY)
    found = rows(sound)
    forget_keys()
    return found


def salvaged(path: Path, target: Path) -> tuple[Saved | None, str]:
    try:
        return salvage(path, target, actor="x", secret=KEY.recovery_code), ""
    except Fault as fault:
        return None, fault.code


def test_a_page_is_opened_as_sqlcipher_opens_it(encrypted: Path) -> None:
    data = (encrypted / "KG-911.kgdesk").read_bytes()
    plain = b"".join(
        PageCipher(KEY).opened(data[at : at + PAGE], at // PAGE + 1) or b"" for at in range(0, len(data), PAGE)
    )
    assert len(plain) == len(data)
    assert plain.startswith(b"SQLite format 3\0")
    assert b"CREATE TABLE observation" in plain
    assert PageCipher(KEY).opened(data[PAGE : 2 * PAGE], 3) is None  # a page in another's place


@pytest.mark.parametrize("secret", ["password", "code"])
@pytest.mark.parametrize("name", ["KG.kgdesk", "KG-911.kgdesk"])
def test_of_a_sound_one_everything_is_saved_under_the_same_password(
    encrypted: Path, tmp_path: Path, name: str, secret: str
) -> None:
    path = encrypted / name
    saved = salvage(
        path, tmp_path / "moi.kgdesk", actor="Hoa", secret=PASSWORD if secret == "password" else KEY.recovery_code
    )
    assert saved.complete
    assert doctor(saved.target).healthy
    assert rows(saved.target) == rows(path)
    forget_keys()
    assert is_locked(saved.target)
    unlock(saved.target, PASSWORD)
    with Store.open(saved.target, read_only=True) as after:
        assert journal.entries(after, newest=1)[0].action == "workspace.salvage"


@pytest.mark.timeout(60 + 20 * ROUNDS)
@pytest.mark.parametrize("name", ["KG-911.kgdesk", "KG.kgdesk"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_any_damage_is_survived_and_nothing_is_lost_in_silence(
    encrypted: Path, tmp_path: Path, name: str, damage: Damage
) -> None:
    wanted = expected(encrypted / name)
    for seed in range(ROUNDS):
        path = damaged(encrypted / name, tmp_path / "a.kgdesk", seed=f"{damage.__name__} {seed}", damage=damage)
        encryption.remember(KEY)
        target = tmp_path / f"moi-{seed}.kgdesk"
        saved, refused = salvaged(path, target)
        if saved is None:
            assert refused == "salvage.nothing", seed
            continue
        found = rows(target)
        gone = {table for table in KEPT if wanted[table] - found[table]}
        strange = {table for table in KEPT if found[table] - wanted[table]}
        assert not (gone or strange) or not saved.complete, f"seed {seed}: {gone} lost, {strange} new, and nothing told"
        assert is_encrypted(target)
        assert doctor(target).healthy, seed


@pytest.mark.parametrize("secret", [PASSWORD, KEY.recovery_code], ids=["password", "code"])
@pytest.mark.parametrize("pages", [1, 20])
def test_without_its_first_pages_but_with_its_salt_any_secret_helps(
    encrypted: Path, tmp_path: Path, pages: int, secret: str
) -> None:
    path = without(encrypted / "KG-911.kgdesk", tmp_path / "a.kgdesk", SALT, pages * PAGE)
    saved = salvage(path, tmp_path / "moi.kgdesk", actor="x", secret=secret)
    assert is_encrypted(saved.target)
    assert doctor(saved.target).healthy
    if pages == 1:
        assert rows(saved.target) == expected(encrypted / "KG-911.kgdesk")


def test_without_its_salt_the_recovery_code_opens_everything(encrypted: Path, tmp_path: Path) -> None:
    path = without(encrypted / "KG-911.kgdesk", tmp_path / "a.kgdesk", 0, PAGE)
    for secret, code in (
        (PASSWORD, "wrong_password"),
        (None, "locked"),
        (CipherKey.fresh("x").recovery_code, "wrong_code"),
    ):
        with pytest.raises(Fault, match=code):
            salvage(path, tmp_path / "moi.kgdesk", actor="x", secret=secret)
    assert [item.name for item in tmp_path.iterdir()] == ["a.kgdesk"]
    saved = salvage(path, tmp_path / "moi.kgdesk", actor="x", secret=KEY.recovery_code)
    assert saved.findings[0][0] == "salvage.code_only"
    assert doctor(saved.target).healthy
    found = rows(saved.target)
    assert found == expected(encrypted / "KG-911.kgdesk")
    forget_keys()
    with pytest.raises(Fault, match="wrong_password"):
        unlock(saved.target, PASSWORD)
    unlock(saved.target, KEY.recovery_code)


@pytest.mark.parametrize("where", ["copy", "log"])
def test_the_salt_is_found_where_it_stands_once_more(encrypted: Path, tmp_path: Path, where: str) -> None:
    work = tmp_path / "work"
    work.mkdir()
    path = Path(shutil.copy(encrypted / "KG-911.kgdesk", work))
    encryption.remember(KEY)
    if where == "copy":
        take_copy(path, CopyReason.CLOSE)
        data = path.read_bytes()
    else:
        with Store.open(path) as store:
            with store.transaction(actor="Hoa", action="comment.said", at=datetime.now(UTC)) as transaction:
                comments.put(transaction, unit="KG-911", period="2024", place=Place(PlaceKind.RETURN, ""), kind="said",
                             text="chỉ có trong tệp ghi trước")  # fmt: skip
            store._connection.execute("PRAGMA query_only = OFF")
            store._connection.execute("PRAGMA user_version = 3")  # the first page, too
            data, log = path.read_bytes(), path.with_name(f"{path.name}-wal").read_bytes()
        path.with_name(f"{path.name}-wal").write_bytes(log)
    path.write_bytes(bytes(2 * PAGE) + data[2 * PAGE :])
    forget_keys()
    saved = salvage(path, tmp_path / "moi.kgdesk", actor="x", secret=PASSWORD)
    assert saved.findings[0][0] != "salvage.code_only"
    assert doctor(saved.target).healthy
    if where == "log":
        assert "chỉ có" in str(rows(saved.target)["comment"])
    forget_keys()
    unlock(saved.target, PASSWORD)


def test_what_stood_in_it_is_not_written_beside_it(tmp_path: Path, demo_copy: Path) -> None:
    plain = demo_copy / "workspaces" / "KG.kgdesk"
    tamper(plain, "DROP TRIGGER received_file_fixed", "UPDATE received_file SET content = x'00' WHERE rowid = 1",
           "DROP TRIGGER observation_no_update", "UPDATE observation SET value = '43' WHERE id = 1")  # fmt: skip
    with converting.converted(plain, KEY):
        pass
    saved = salvage(plain, tmp_path / "moi.kgdesk", actor="x")
    assert {code for code, _ in saved.findings} >= {"salvage.spoiled_gone", "salvage.not_aside"}
    assert saved.aside is None
    told = saved.report.read_text(encoding="utf-8")
    assert "không được ghi ra ngoài" in told
    for code, params in saved.findings:
        assert "{" not in sentence((code, params), "en")
        assert code not in {"salvage.doubtful", "salvage.refused"} or "…" in params.values()
    assert all(b"SQLite format" not in item.read_bytes() for item in tmp_path.iterdir() if item.is_file())


def test_one_spoiled_bit_costs_one_page_and_no_more(encrypted: Path) -> None:
    sound = (encrypted / "KG-911.kgdesk").read_bytes()
    data = bytearray(sound)
    for number in range(2, len(data) // PAGE, 7):
        data[number * PAGE - MAC - 1] ^= 1
    plain, pages = PageFile(sound, cipher=PageCipher(KEY)), PageFile(bytes(data), cipher=PageCipher(KEY))
    lost = [number for number in range(1, pages.count + 1) if not pages.is_whole(number)]
    assert lost == list(range(2, len(data) // PAGE, 7))
    for number in range(1, pages.count + 1):
        assert pages.page(number) == (bytes(PAGE) if number in lost else plain.page(number))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_beside_that_bears_a_workspaces_name_is_not_waited_for(encrypted: Path, tmp_path: Path) -> None:
    path = without(encrypted / "KG-911.kgdesk", tmp_path / "KG-911.kgdesk", 0, SALT)
    os.mkfifo(tmp_path / "pipe.kgdesk")
    assert encryption.salt_of(tmp_path / "pipe.kgdesk") is None
    saved, code = salvaged(path, tmp_path / "new.kgdesk")
    assert saved is not None, code


def test_a_pdf_is_no_locked_workspace(encrypted: Path, tmp_path: Path) -> None:
    path = tmp_path / "pdf.kgdesk"
    path.write_bytes(b"%PDF-1.7" + random.Random("pdf").randbytes(20 * PAGE))
    with pytest.raises(Fault, match=r"workspace\.not_a_workspace"):
        salvage(path, tmp_path / "new.kgdesk", actor="x")
    over = tmp_path / "KG-911.kgdesk"  # a disk that wrote another file's beginning into a workspace
    over.write_bytes(b"%PDF-1.7" + (encrypted / "KG-911.kgdesk").read_bytes()[8:])
    saved, code = salvaged(over, tmp_path / "saved.kgdesk")
    assert saved is not None, code
