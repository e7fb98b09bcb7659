"""`encrypt`, `rekey`, `decrypt`, and every other command on an encrypted workspace."""

import json
import os
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kgdesk.operations import encryption
from kgdesk.signing import demo_authority
from kgdesk.store.cipher_key import PAGE

Run = Callable[..., Any]
FIRST, SECOND = "gió mùa đông bắc 2024", "nước nổi miền tây 2025"
KEY = ("--password-env", "KGDESK_TEST_PASSWORD")
OPEN = ("--workspace-password-env", "KGDESK_FIRST")


@pytest.fixture(autouse=True)
def passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGDESK_FIRST", FIRST)
    monkeypatch.setenv("KGDESK_SECOND", SECOND)


@pytest.fixture
def run(kgdesk: Run) -> Run:
    """Each command is a program of its own: no key is left over from the one before."""

    def call(*words: object) -> Any:
        encryption.forget_keys()
        return kgdesk(*words)

    return call


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """The key of the unit that seals."""
    authority = demo_authority.create(at=datetime.now(UTC) - timedelta(days=1))
    path = tmp_path / "key.p12"
    path.write_bytes(
        authority.issue_pkcs12(unit_code="STC", unit_name="Sở Tài chính", role="agency", password="kgdesk-demo")
    )
    return path


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Path:
    """A workspace with all its figures."""
    path = tmp_path / "STC.kgdesk"
    assert run("init", path, "--unit", "STC").code == 0
    assert run("record", path, "--period", "2024", _rows(tmp_path)).code == 0
    return path


def _rows(folder: Path) -> Path:
    rows = folder / "rows.csv"
    rows.write_text("indicator,value,status,source\nKT08,16977.4242,estimate,Kho bạc\n", encoding="utf-8")
    return rows


def _texts(folder: Path) -> dict[Path, bytes]:
    return {item: item.read_bytes() for item in folder.rglob("*") if item.is_file()}


def test_a_round_in_an_encrypted_workspace(run: Run, key: Path, tmp_path: Path) -> None:
    """Encrypt, enter, seal, back up, lose, bring back, change the password, take it off."""
    mine = tmp_path / "STC.kgdesk"
    assert run("init", mine, "--unit", "STC").code == 0
    made = run("encrypt", mine, "--new-password-env", "KGDESK_FIRST", "--json")
    assert made.code == 0, made
    code = made.rows[0]["recovery_code"]
    words = ("--period", "2024", *OPEN)
    assert run("record", mine, _rows(tmp_path), *words).code == 0
    assert run("check", mine, *words).code == 0
    sealed = run("seal", mine, *words, "--key", key, *KEY, "-o", tmp_path / "out", "--json")
    assert sealed.code == 0, sealed
    kept = run("backup", mine, "-o", tmp_path / "stick", *OPEN, "--json")
    assert kept.code == 0, kept
    copy = Path(str(kept.rows[0]["file"]))
    assert run("doctor", mine, *OPEN).code == 0
    mine.unlink()
    assert run("restore", mine, copy, *OPEN).code == 0
    assert run("doctor", mine, "--workspace-password-env", "KGDESK_SECOND").code == 2
    os.environ["KGDESK_CODE"] = str(code)
    try:
        again = ("rekey", mine, "--workspace-password-env", "KGDESK_CODE", "--new-password-env", "KGDESK_SECOND")
        assert run(*again).code == 0
    finally:
        del os.environ["KGDESK_CODE"]
    assert run("doctor", mine, *OPEN).code == 2
    assert run("doctor", mine, "--workspace-password-env", "KGDESK_SECOND").code == 0
    assert run("decrypt", mine, "--workspace-password-env", "KGDESK_SECOND").code == 0
    assert run("doctor", mine).code == 0
    assert run("doctor", copy, *OPEN).code == 0  # the old copy keeps the old password


def test_a_workspace_may_be_encrypted_from_the_start(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "STC.kgdesk"
    words = ("init", mine, "--unit", "STC", "--encrypt")
    assert run(*words).code == 2  # nobody to ask
    assert run(*words, "--new-password-env", "KGDESK_NONE").code == 2
    assert not mine.exists()
    made = run(*words, "--new-password-env", "KGDESK_FIRST")
    assert made.code == 0, made
    assert "Mã khôi phục" in made.out
    assert run("init", mine, "--unit", "STC", "--encrypt", "--new-password-env", "KGDESK_SECOND").code == 2
    assert run("doctor", mine).code == 2
    assert run("doctor", mine, *OPEN).code == 0
    assert run("record", mine, _rows(tmp_path), "--period", "2024", *OPEN).code == 0
    assert run("encrypt", mine, "--new-password-env", "KGDESK_SECOND", *OPEN).code == 2  # already
    other = run("init", tmp_path / "b.kgdesk", "--unit", "STC", "--new-password-env", "KGDESK_FIRST", "--json")
    assert encryption.is_encrypted(tmp_path / "b.kgdesk")
    os.environ["KGDESK_CODE"] = str(other.rows[0]["recovery_code"])
    try:
        assert run("doctor", tmp_path / "b.kgdesk", "--workspace-password-env", "KGDESK_CODE").code == 0
    finally:
        del os.environ["KGDESK_CODE"]


def test_neither_figures_nor_passwords_are_written_anywhere(run: Run, filled: Path, tmp_path: Path) -> None:
    assert b"16977.4242" in filled.read_bytes()
    (tmp_path / "rows.csv").unlink()
    made = run("encrypt", filled, "--new-password-env", "KGDESK_FIRST", "--copies", "delete", "--json")
    assert made.code == 0, made
    assert run("doctor", filled, *OPEN).code == 0
    assert run("backup", filled, *OPEN).code == 0
    code = str(made.rows[0]["recovery_code"])
    for path, data in _texts(tmp_path).items():
        for text in ("16977.4242", FIRST, code, code.replace("-", ""), "observation", "SQLite format"):
            assert text.encode() not in data, (path, text)


def test_plain_copies_are_named_then_encrypted(run: Run, filled: Path, tmp_path: Path) -> None:
    assert run("backup", filled).code == 0
    (copies,) = [item for item in tmp_path.iterdir() if item.is_dir() and item.name.startswith("STC-")]
    plain = set(copies.iterdir())
    other = tmp_path / "other.kgdesk"
    assert run("init", other, "--unit", "KG-911").code == 0
    made = run("encrypt", filled, "--new-password-env", "KGDESK_FIRST")
    assert made.code == 0
    assert all(str(item) in made.out for item in plain)
    assert str(other) not in made.out  # another unit's workspace is no copy
    after = run("encrypt", filled, "--copies", "convert", *OPEN)
    assert after.code == 0, after
    assert all(encryption.is_encrypted(item) for item in plain)
    assert not encryption.is_encrypted(other)
    assert run("backup", filled, "--list", *OPEN).code == 0


def test_a_plain_copy_that_is_brought_back_is_encrypted_again(run: Run, filled: Path, tmp_path: Path) -> None:
    assert run("backup", filled, "-o", tmp_path / "stick").code == 0
    (copy,) = (tmp_path / "stick").iterdir()
    assert run("encrypt", filled, "--new-password-env", "KGDESK_FIRST").code == 0
    assert run("restore", filled, copy, *OPEN).code == 0
    assert encryption.is_encrypted(filled)
    assert run("doctor", filled, *OPEN).code == 0


def test_a_slip_in_the_password_makes_no_encrypted_workspace_plain(run: Run, filled: Path, tmp_path: Path) -> None:
    assert run("backup", filled, "-o", tmp_path / "stick").code == 0
    (copy,) = (tmp_path / "stick").iterdir()
    assert run("encrypt", filled, "--new-password-env", "KGDESK_FIRST").code == 0
    before = filled.read_bytes()
    wrong = run("restore", filled, copy, "--workspace-password-env", "KGDESK_SECOND")
    none = run("restore", filled, copy)
    for answer, words in ((wrong, "không mở được"), (none, "--plain")):
        assert answer.code == 2, answer
        assert words in answer.err
    assert filled.read_bytes() == before
    assert run("restore", filled, copy, *OPEN, "--json").rows[-1]["encrypted"] is True
    forced = run("restore", filled, copy, "--plain", "--json")
    assert (forced.code, forced.rows[-1]["encrypted"]) == (0, False)


def test_a_copy_is_brought_back_over_a_file_that_no_password_opens(run: Run, filled: Path, tmp_path: Path) -> None:
    assert run("backup", filled, "-o", tmp_path / "stick").code == 0
    (copy,) = (tmp_path / "stick").iterdir()
    assert run("encrypt", filled, "--new-password-env", "KGDESK_FIRST").code == 0
    data = bytearray(filled.read_bytes())
    data[0] ^= 1  # the salt: every key is wrong now
    filled.write_bytes(data)
    refused = run("doctor", filled, *OPEN)
    assert refused.code == 2
    assert "phần đầu tệp có thể đã hỏng" in refused.err
    assert run("restore", filled, copy, *OPEN).code == 2  # it might be a slip of the fingers
    answer = run("restore", filled, copy, "--plain", *OPEN)
    assert answer.code == 0, answer
    assert "trước đây được mã hóa" in answer.out
    assert run("doctor", filled).code == 0


def test_a_damaged_page_is_reported_and_not_taken_for_a_wrong_password(run: Run, filled: Path) -> None:
    assert run("encrypt", filled, "--new-password-env", "KGDESK_FIRST").code == 0
    data = bytearray(filled.read_bytes())
    data[PAGE * 4 + 100] ^= 1
    filled.write_bytes(data)
    answer = run("doctor", filled, *OPEN)
    assert answer.code == 1, answer
    assert "hỏng" in answer.out
    assert run("doctor", filled, "--salvage").code == 2  # nobody to ask
    refused = run("doctor", filled, "--salvage", "--workspace-password-env", "KGDESK_SECOND")
    assert refused.code == 2
    assert "không mở được trang nào" in refused.err
    salvaged = run("doctor", filled, "--salvage", *OPEN, "--json")
    assert salvaged.code in {0, 1}, salvaged
    target = Path(str(salvaged.rows[-1]["workspace"]))
    assert encryption.is_encrypted(target)
    assert run("doctor", target, *OPEN).code == 0
    assert run("doctor", target).code == 2


def test_what_cannot_be_done_is_one_line(run: Run, filled: Path) -> None:
    os.environ["KGDESK_SHORT"] = "ngắn"
    try:
        assert run("encrypt", filled, "--new-password-env", "KGDESK_SHORT").code == 2
    finally:
        del os.environ["KGDESK_SHORT"]
    assert not encryption.is_encrypted(filled)
    assert run("decrypt", filled).code == 2
    assert run("rekey", filled, "--new-password-env", "KGDESK_SECOND").code == 2
    assert run("encrypt", filled).code == 2  # nobody to ask
    assert run("encrypt", filled, "--new-password-env", "KGDESK_FIRST").code == 0
    for words in (
        ("check", filled, "--period", "2024"),
        ("encrypt", filled, "--new-password-env", "KGDESK_SECOND", *OPEN),
    ):
        answer = run(*words)
        assert (answer.code, answer.err.count("\n")) == (2, 1), answer


def test_a_prompt_asks_for_what_is_not_handed_over(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answers = iter((FIRST, FIRST, FIRST, FIRST, SECOND, "một câu gõ nhầm"))

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return next(answers)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", ask)
    assert run("encrypt", filled).code == 0
    assert run("check", filled, "--period", "2024").code == 0
    refused = run("rekey", filled)
    assert refused.code == 2
    assert "không giống nhau" in refused.err
    assert len(asked) == 6
    assert all(str(filled) in asked[at] for at in (0, 2, 3, 4))


def test_a_secret_that_is_no_text_is_one_line_and_stays_out_of_the_log(
    run: Run, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KGDESK_FIRST", "mật khẩu \udcff rất dài")  # how Python hands over a byte that is no UTF-8
    for words in (
        ("encrypt", filled, "--new-password-env", "KGDESK_FIRST"),
        ("encrypt", filled, "--new-password-fd", "-1"),
        ("encrypt", filled, "--new-password-fd", str(10**30)),
    ):
        answer = run(*words)
        assert (answer.code, len(answer.err.splitlines())) == (2, 1), answer
    assert not (tmp_path / "state" / "kgdesk" / "kgdesk.log").exists()


def test_a_form_goes_into_the_encrypted_workspace_of_its_unit(run: Run, tmp_path: Path) -> None:
    province, folder = tmp_path / "KG.kgdesk", tmp_path / "units"
    theirs = folder / "KG-911.kgdesk"
    folder.mkdir()
    assert run("init", province, "--unit", "KG").code == 0
    assert run("init", theirs, "--unit", "KG-911").code == 0
    assert run("encrypt", theirs, "--new-password-env", "KGDESK_FIRST").code == 0
    assert run("form", province, "--period", "2024", "--unit", "KG-911", "-o", tmp_path).code == 0
    form = tmp_path / "KG-911_2024_form.xlsx"
    book = openpyxl.load_workbook(form)
    sheet = book["Số liệu"]
    sheet.cell(next(cell.row for cell in sheet["A"] if cell.value == "KT08"), 10).value = 42
    book.save(form)
    for into, outcome in ((folder, "collected"), (theirs, "duplicate")):
        answer = run("collect", province, form, "--into", into, *OPEN, "--json")
        assert (answer.code, answer.rows[-1]["outcome"]) == (0, outcome), answer
    wrong = ("--workspace-password-env", "KGDESK_SECOND", "--json")
    assert run("collect", province, form, "--into", theirs, *wrong).code == 2
    answer = run("collect", province, form, "--into", folder, *wrong)
    assert (answer.code, answer.rows[-1]["outcome"]) == (1, "refused"), answer


def test_a_bundle_tells_of_a_workspace_that_stays_locked(run: Run, filled: Path, tmp_path: Path) -> None:
    assert run("encrypt", filled, "--new-password-env", "KGDESK_FIRST").code == 0
    for name, words, opens in (("a.zip", (), False), ("b.zip", OPEN, True)):
        assert run("support-bundle", filled, "-o", tmp_path / name, *words).code == 0
        with zipfile.ZipFile(tmp_path / name) as bundle:
            told = json.loads(bundle.read("so-lam-viec.json"))
        assert (told["opens"], told.get("code")) == (opens, None if opens else "encryption.locked")


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such rights")
def test_a_workspace_of_a_group_stays_the_groups(run: Run, filled: Path) -> None:
    filled.chmod(0o664)
    assert run("encrypt", filled, "--new-password-env", "KGDESK_FIRST").code == 0
    assert filled.stat().st_mode & 0o777 == 0o660
    filled.chmod(0o600)
    assert run("decrypt", filled, *OPEN).code == 0
    assert filled.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_workspace_may_have_a_name_that_is_no_utf8(run: Run, filled: Path) -> None:
    mine = Path(os.fsdecode(bytes(filled.with_name("s")) + b"\xff.kgdesk"))
    filled.rename(mine)
    kept = run("backup", mine, "-o", mine.parent / "stick")
    assert kept.code == 0, kept
    (copy,) = (mine.parent / "stick").iterdir()
    for words in (
        ("restore", mine, copy),
        ("encrypt", mine, "--new-password-env", "KGDESK_FIRST"),
        ("doctor", mine, *OPEN),
        ("decrypt", mine, *OPEN),
        ("doctor", mine, "--salvage"),
    ):
        answer = run(*words)
        assert answer.code == 0, answer
