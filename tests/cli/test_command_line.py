"""The contract: commands, exit codes, one line on stderr, JSON on stdout and nothing else there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
KEY = ("--password-env", "KGDESK_TEST_PASSWORD")


def _workspace(demo: Path, unit: str) -> Path:
    return demo / "workspaces" / f"{unit}.kgdesk"


def test_the_whole_trip_by_hand(kgdesk: Run, demo: Path, tmp_path: Path) -> None:
    keys, mine, theirs = demo / "keys", tmp_path / "mine.kgdesk", tmp_path / "theirs.kgdesk"
    assert kgdesk("init", mine, "--unit", "STC").code == 0
    rows = tmp_path / "rows.csv"
    rows.write_text("indicator,value,status,source\nKT08,16977,estimate,Kho bạc\n", encoding="utf-8")
    dry = kgdesk("record", mine, "--period", "2024", rows, "--dry-run")
    assert dry.code == 0, dry
    assert kgdesk("check", mine, "--period", "2024").code == 1
    assert kgdesk("record", mine, "--period", "2024", rows).code == 0
    assert kgdesk("check", mine, "--period", "2024").code == 0
    sealed = kgdesk("seal", mine, "--period", "2024", "--key", keys / "STC.p12", *KEY, "-o", tmp_path / "out", "--json")
    assert sealed.code == 0, sealed
    assert sealed.rows[0]["actor_is_login"] is True  # nobody said a name
    pages = tmp_path / "out" / "STC_2024_r1.pdf"
    assert str(pages) in sealed.rows[0]["files"]
    assert kgdesk("verify", pages, "--trust", keys / "ca.pem").code == 0
    assert kgdesk("init", theirs, "--unit", "KG").code == 0
    taken = kgdesk("intake", theirs, tmp_path / "out", "--trust", keys / "ca.pem", "--json")
    assert taken.code == 0, taken
    assert [row["outcome"] for row in taken.rows] == ["taken_in", "companion"]
    states = {row["unit"]: row["state"] for row in kgdesk("status", theirs, "--period", "2024", "--json").rows}
    assert states["STC"] == "received"
    accepted = kgdesk("accept", theirs, "STC_2024_r1", "--key", keys / "KG.p12", *KEY, "-o", tmp_path / "receipts")
    assert accepted.code == 0, accepted
    assert f"tên đăng nhập máy tính “{sealed.rows[0]['actor']}”" in accepted.out
    named = ("--actor", "Lê Văn Mẫu", "--json")
    again = kgdesk("accept", theirs, "STC_2024_r1", "--key", keys / "KG.p12", *KEY, "-o", tmp_path / "again", *named)
    assert (again.rows[0]["actor"], again.rows[0]["actor_is_login"]) == ("Lê Văn Mẫu", False)
    made = kgdesk("consolidate", theirs, "--period", "2024", "-o", tmp_path / "report", "--explain", "KT08", "--json")
    assert made.code == 0, made
    assert made.rows[1]["total"]["value"] == "16977"
    assert {Path(path).suffix for path in made.rows[0]["files"]} == {".xlsx", ".pdf", ".docx"}
    for workspace in (mine, theirs):
        assert kgdesk("doctor", workspace).code == 0


def test_a_unit_that_ended_before_the_period_closes_is_told_so_whatever_is_asked(
    kgdesk: Run, demo_copy: Path, tmp_path: Path
) -> None:
    mine, rows, out = _workspace(demo_copy, "KG-911"), tmp_path / "rows.csv", tmp_path / "out"
    rows.write_text("indicator,value,status,source\nKT08,16977,estimate,Kho bạc\n", encoding="utf-8")
    found = kgdesk("check", mine, "--period", "2025", "--json")
    assert found.code == 1
    assert [row["code"] for row in found.rows] == ["finding.unit_ended"]
    key = ("--key", demo_copy / "keys" / "KG-911.p12", *KEY)
    for words in (
        ("record", mine, "--period", "2025", rows),
        ("record", mine, "--period", "2025", rows, "--dry-run"),
        ("seal", mine, "--period", "2025", *key, "-o", out),
        ("seal", mine, "--period", "2025", "--role", "agency", *key, "-o", out),
        ("form", mine, "--period", "2025", "-o", out),
    ):
        answer = kgdesk(*words)
        assert (answer.code, answer.err.count("\n")) == (2, 1), (words, answer)
        assert "30/06/2025" in answer.err, answer
    assert not out.exists()
    assert kgdesk("record", mine, "--period", "2025-H1", rows).code == 0  # it closes while the unit is there


def test_verify_json_has_every_fact_of_the_contract(kgdesk: Run, demo: Path) -> None:
    row = kgdesk("verify", demo / "returns" / "CTK_2024_r1.pdf", "--trust", demo / "keys", "--json").rows[0]
    facts = {"integrity", "coverage", "consistency", "trust", "time", "authority"}
    assert set(row) == {"file", "kind", "verdict", "signers", "return", "reasons", *facts}
    assert {row[fact] for fact in facts} <= {"passed", "failed", "indeterminate"}
    assert set(row["return"]) == {"unit", "period", "revision", "digest"}
    assert set(row["signers"][0]) == {"subject", "issuer", "serial", "signed_at", "role"}


def test_pack_template_builds_into_the_shipped_plan(kgdesk: Run, tmp_path: Path) -> None:
    book, pack = tmp_path / "plan.xlsx", tmp_path / "plan.kgplan"
    assert kgdesk("pack", "template", "-o", book).code == 0
    built = kgdesk("pack", "build", book, "-o", pack, "--json")
    shipped = kgdesk("pack", "show", "--json")
    assert built.rows[0]["digest"] == shipped.rows[0]["digest"]
    assert shipped.rows[0]["indicators"] == 33


def test_signed_pack_is_valid(kgdesk: Run, demo: Path, tmp_path: Path) -> None:
    book, pack = tmp_path / "plan.xlsx", tmp_path / "plan.kgplan"
    kgdesk("pack", "template", "-o", book)
    assert kgdesk("pack", "build", book, "-o", pack, "--key", demo / "keys" / "KG.p12", *KEY).code == 0
    row = kgdesk("verify", pack, "--trust", demo / "keys" / "ca.pem", "--json").rows[0]
    assert (row["kind"], row["verdict"]) == ("kgplan", "valid")


def test_problems_of_a_plan_are_listed_with_their_places(kgdesk: Run, tmp_path: Path) -> None:
    import openpyxl

    book = tmp_path / "plan.xlsx"
    kgdesk("pack", "template", "-o", book)
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["indicators"]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "entry" for cell in row))
    column = next(cell.column for cell in heading if cell.value == "entry")
    sheet.cell(heading[0].row + 1, column).value = "nonsense"
    workbook.save(book)
    answer = kgdesk("pack", "build", book, "-o", tmp_path / "p.kgplan", "--json")
    assert answer.code == 2
    assert any(row["sheet"] == "indicators" and row["message"] for row in answer.rows), answer
    assert not (tmp_path / "p.kgplan").exists()


def test_backup_and_restore(kgdesk: Run, demo_copy: Path, tmp_path: Path) -> None:
    workspace = _workspace(demo_copy, "KG-911")
    copy = kgdesk("backup", workspace, "-o", tmp_path, "--json").rows[0]["file"]
    workspace.write_bytes(b"damaged")
    assert kgdesk("doctor", workspace).code in {1, 2}
    assert kgdesk("restore", workspace, copy).code == 0
    assert kgdesk("doctor", workspace).code == 0


def _cases(demo: Path, tmp_path: Path) -> dict[str, tuple[object, ...]]:
    good, seal = _workspace(demo, "KG-911"), ("seal", "--period", "2024", "-o", tmp_path / "o")
    key = demo / "keys" / "KG-911.p12"
    truncated, newer, folder = tmp_path / "cut.kgdesk", tmp_path / "newer.kgdesk", tmp_path / "folder.kgdesk"
    truncated.write_bytes(good.read_bytes()[:5000])
    data = bytearray(good.read_bytes())
    data[60:64] = (9999).to_bytes(4, "big")  # user_version in the header of SQLite
    newer.write_bytes(data)
    folder.mkdir()
    (tmp_path / "empty").mkdir(exist_ok=True)
    return {
        "no such command": ("fly",),
        "no arguments of a command": ("seal",),
        "missing workspace": ("check", tmp_path / "none.kgdesk", "--period", "2024"),
        "folder instead of workspace": ("check", folder, "--period", "2024"),
        "truncated workspace": ("check", truncated, "--period", "2024"),
        "newer workspace": ("check", newer, "--period", "2024"),
        "no workspace at all": ("check", key, "--period", "2024"),
        "bad period": ("check", good, "--period", "2024-Q9"),
        "unknown unit": ("init", tmp_path / "u.kgdesk", "--unit", "KG-000"),
        "existing workspace": ("init", good, "--unit", "KG-911"),
        "missing pack": ("init", tmp_path / "p.kgdesk", "--unit", "KG-911", "--pack", tmp_path / "none.kgplan"),
        "missing file to record": ("record", good, "--period", "2024", tmp_path / "none.csv"),
        "missing key": (*seal, good, "--key", tmp_path / "none.p12", *KEY),
        "key that is none": (*seal, good, "--key", good, *KEY),
        "wrong password": (*seal, good, "--key", key, "--password-env", "HOME"),
        "password variable not set": (*seal, good, "--key", key, "--password-env", "KGDESK_NOT_SET"),
        "no password": (*seal, good, "--key", key),
        "bad date": (*seal, good, "--key", key, *KEY, "--date", "31/02/2024"),
        "unknown format": (*seal, good, "--key", key, *KEY, "--format", "docx"),
        "missing file to verify": ("verify", tmp_path / "none.pdf"),
        "folder to verify without a return": ("verify", tmp_path / "empty"),
        "missing trust": ("verify", key, "--trust", tmp_path / "none.pem"),
        "trust that is none": ("verify", key, "--trust", good),
        "intake at a district": ("intake", good, tmp_path),
        "return that is not there": ("accept", _workspace(demo, "KG"), "X_2024_r1", "--key", key, *KEY, "-o", tmp_path),
        "unknown indicator": ("consolidate", _workspace(demo, "KG"), "--period", "2024", "--explain", "ZZ99"),
        "nothing asked": ("consolidate", _workspace(demo, "KG"), "--period", "2024"),
        "demo over something else": ("demo", tmp_path),
        "demo of no units": ("demo", tmp_path / "d", "--units", "0"),
        "demo over a file": ("demo", key),
        "pack that is none": ("pack", "show", key),
        "pack of no workbook": ("pack", "build", key, "-o", tmp_path / "x.kgplan"),
        "restore from nothing": ("restore", tmp_path / "r.kgdesk", tmp_path / "none.kgdesk"),
        "restore from no workspace": ("restore", tmp_path / "r.kgdesk", key),
    }


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_wrong_call_is_one_sentence_and_exit_2(kgdesk: Run, demo_copy: Path, tmp_path: Path, lang: str) -> None:
    for name, words in _cases(demo_copy, tmp_path).items():
        answer = kgdesk(*words, "--lang", lang)
        assert answer.code == 2, (name, answer)
        assert answer.err.startswith("kgdesk: "), (name, answer)
        assert answer.err.count("\n") == 1, (name, answer)
        assert "Traceback" not in answer.err, (name, answer)


@pytest.fixture
def closed_folder(demo: Path, tmp_path: Path) -> Iterator[Path]:
    """A folder that nothing can be written into, with a workspace in it: a read-only disk for root."""
    folder = tmp_path / "closed"
    folder.mkdir()
    as_root = os.geteuid() == 0
    if as_root:
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(folder)], check=True)
    shutil.copy(_workspace(demo, "KG-911"), folder / "a.kgdesk")
    if as_root:
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    else:
        folder.chmod(0o500)
    yield folder
    if as_root:
        subprocess.run(["umount", str(folder)], check=True)
    else:
        folder.chmod(0o700)


def test_a_folder_that_cannot_be_written_is_one_sentence(
    kgdesk: Run, demo_copy: Path, closed_folder: Path, tmp_path: Path
) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("indicator,value\nKT08,1\n", encoding="utf-8")
    key = demo_copy / "keys" / "KG-911.p12"
    good = _workspace(demo_copy, "KG-911")
    for words in (
        ("init", closed_folder / "b.kgdesk", "--unit", "KG-911"),
        ("record", closed_folder / "a.kgdesk", "--period", "2024", rows),
        ("demo", closed_folder / "demo"),
        ("pack", "template", "-o", closed_folder / "p.xlsx"),
        ("backup", good, "-o", closed_folder),
        ("seal", good, "--period", "2024", "--key", key, *KEY, "-o", closed_folder / "out"),
    ):
        answer = kgdesk(*words)
        assert (answer.code, answer.err.count("\n")) == (2, 1), (words, answer)
    assert kgdesk("check", closed_folder / "a.kgdesk", "--period", "2024").code == 0  # reading still works


def test_a_defect_is_exit_70_with_a_log_and_no_traceback(
    kgdesk: Run, demo: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from kgdesk.operations import verify

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(verify, "verify_files", broken)
    answer = kgdesk("verify", demo / "returns" / "CTK_2024_r1.pdf")
    assert (answer.code, answer.err.count("\n"), "Traceback" in answer.err) == (70, 1, False)
    log = tmp_path / "state" / "kgdesk" / "kgdesk.log"
    assert str(log) in answer.err
    assert "planted" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("display", [None, "", ":997", "nonsense"])
@pytest.mark.parametrize("words", [(), ("open",), ("open", "none.kgdesk")])
def test_without_a_display_the_desk_says_so(
    kgdesk: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], display: str | None
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if display is not None:
        monkeypatch.setenv("DISPLAY", display)
    answer = kgdesk(*words)
    assert (answer.code, answer.err.count("\n")) == (2, 1), answer


def test_a_bad_signature_is_exit_1(kgdesk: Run, demo: Path) -> None:
    assert kgdesk("verify", demo / "returns" / "CTK_2024_r1.pdf").code == 1
    assert kgdesk("verify", demo / "returns" / "CTK_2024_r1.xlsx").code == 1


def test_language_and_json_may_stand_first(kgdesk: Run) -> None:
    assert kgdesk("--json", "--lang", "en", "pack", "show").rows[0]["plan"] == "NQ535"


def test_help_speaks_vietnamese(kgdesk: Run) -> None:
    answer = kgdesk("--help")
    assert answer.code == 0
    assert "tổng hợp" in answer.out


def test_known_contradictions_of_the_published_figures_are_pointed_out(kgdesk: Run) -> None:
    rows = kgdesk("pack", "show", "--history", "--json").rows
    found = [row["contradiction"] for row in rows if "contradiction" in row]
    budget = next(item for item in found if (item["indicator"], item["period"]) == ("KT08", "2024"))
    assert "14.549" in budget["sentence"]
    assert len([row for row in rows if "figure" in row]) == 126


def test_several_files_that_are_missing_are_told_one_by_one_and_in_one_line(kgdesk: Run, demo: Path) -> None:
    good = demo / "returns" / "CTK_2024_r1.pdf"
    answer = kgdesk("verify", "/none1.pdf", good, "/none2.pdf", "--trust", demo / "keys" / "ca.pem", "--json")
    assert [row["verdict"] for row in answer.rows] == ["unreadable", "valid", "unreadable"]
    assert (answer.code, answer.err.count("\n")) == (2, 1)


def test_names_that_would_command_a_terminal_are_shown_harmless(kgdesk: Run, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b]0;x\x07\u202ecod\nb.pdf"
    path.write_bytes(b"no return")
    answer = kgdesk("verify", path)
    shown = answer.out + answer.err
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert answer.out.splitlines()[0].startswith(str(tmp_path))


def test_a_name_that_is_not_unicode_is_taken_in_by_intake(kgdesk: Run, demo_copy: Path) -> None:
    folder = demo_copy / "odd"
    folder.mkdir()
    odd = os.fsencode(folder) + b"/\xff\xfe.pdf"
    Path(os.fsdecode(odd)).write_bytes((demo_copy / "returns" / "CTK_2024_r1.pdf").read_bytes() + b"x")
    answer = kgdesk("intake", _workspace(demo_copy, "KG"), folder, "--json")
    assert answer.code == 1, answer
    assert len(answer.rows) == 1


@pytest.mark.parametrize("redirect", [">/dev/full", "2>/dev/full >/dev/full"])
def test_output_that_cannot_be_written_is_exit_2(redirect: str) -> None:
    command = f"exec {sys.executable} -m kgdesk pack show {redirect}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_defect_without_a_place_for_its_log_shows_no_traceback(
    kgdesk: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kgdesk.operations import verify

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(verify, "verify_files", broken)
    monkeypatch.setenv("XDG_STATE_HOME", "/proc/none")
    answer = kgdesk("verify", demo / "returns" / "CTK_2024_r1.pdf")
    assert (answer.code, answer.err.count("\n")) == (70, 1)


@pytest.mark.parametrize("number", ["0", "-5", "100000", "99999999999999999999"])
def test_a_number_that_no_document_has_seals_nothing(kgdesk: Run, demo_copy: Path, number: str) -> None:
    key = demo_copy / "keys" / "KG-911.p12"
    good = _workspace(demo_copy, "KG-911")
    words = ("seal", good, "--period", "2024", "--key", key, *KEY, "-o", demo_copy / "o")
    answer = kgdesk(*words, f"--number={number}")
    assert (answer.code, answer.err.count("\n")) == (2, 1), answer
    assert kgdesk(*words, "--number", "41").code == 0  # the period is as it was


def test_what_was_done_in_an_earlier_demonstration_is_kept(kgdesk: Run, demo_copy: Path) -> None:
    changed = _workspace(demo_copy, "KG-911")
    later = changed.stat().st_mtime + 3600
    os.utime(changed, (later, later))
    content = changed.read_bytes()
    answer = kgdesk("demo", demo_copy, "--units", "1")
    assert answer.code == 0, answer
    assert (demo_copy / "workspaces-1" / changed.name).read_bytes() == content
    assert "workspaces-1" in answer.out


def test_a_pack_whose_signature_is_broken_is_not_used(kgdesk: Run, demo_copy: Path, tmp_path: Path) -> None:
    from kgdesk.returns import plan_default, plan_pack

    for signature in (b"garbage", b"", b"0" * 500):
        pack = tmp_path / "forged.kgplan"
        pack.write_bytes(plan_pack.write(plan_default.load(), signature))
        for words in (
            ("init", tmp_path / "x.kgdesk", "--unit", "KG-911", "--pack", pack),
            ("pack", "show", pack),
            ("pack", "update", _workspace(demo_copy, "KG-911"), pack),
        ):
            answer = kgdesk(*words)
            assert (answer.code, answer.err.count("\n")) == (2, 1), (words, answer)
        assert not (tmp_path / "x.kgdesk").exists()


def test_a_closed_output_is_told_and_nothing_is_done(
    kgdesk: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tmp_path / "a.kgdesk"
    monkeypatch.setattr(sys, "stdout", None)  # what Python makes of `>&-`
    answer = kgdesk("init", new, "--unit", "KG-911")
    assert (answer.code, answer.err.count("\n"), new.exists()) == (2, 1, False), answer
    monkeypatch.setattr(sys, "stderr", None)
    assert kgdesk("init", new, "--unit", "KG-911").code == 2


def test_a_name_that_is_too_long_is_told_as_such(kgdesk: Run, tmp_path: Path) -> None:
    for length in (230, 300):  # the first is too long only with what is written beside it
        answer = kgdesk("init", tmp_path / f"{'a' * length}.kgdesk", "--unit", "KG-911")
        assert (answer.code, "quá dài" in answer.err, answer.err.count("\n")) == (2, True, 1), answer
    assert list(tmp_path.glob("*.kgdesk*")) == []


def test_a_defect_without_a_log_names_no_file(
    kgdesk: Run, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kgdesk.operations import verify

    monkeypatch.setattr(verify, "verify_files", lambda *_, **__: 1 / 0)
    (tmp_path / "state").write_text("no folder")
    answer = kgdesk("verify", demo / "returns" / "CTK_2024_r1.pdf")
    assert (answer.code, answer.err.count("\n"), "ZeroDivisionError" in answer.err) == (70, 1, True), answer
    assert "—" not in answer.err
