"""A unit's round with the installed program, in a folder with Vietnamese letters: what goes well, and what does not."""

import csv
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from in_wine import PATIENCE, ROOT, USER, ask, begin, check, on_drive, wine

PERIOD = ("--period", "2024")
PASSWORDS = {"KGDESK_KEY": "kgdesk-demo", "KGDESK_NEW": "Mật khẩu của huyện Kiên Hải"}
GOLDEN = ROOT / "tests" / "fixtures" / "golden"
# The launcher hands these on to Python, as it does for a worker: the same program runs a line of our own.
AS_PYTHON = "--multiprocessing-fork"


def read_with_limits(exe: Path) -> None:
    """A worker there reads a return; its memory is bounded, or this Wine is told not to do it."""
    folder = USER / "golden"
    folder.mkdir(parents=True)
    for path in GOLDEN.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    returns = [on_drive(path) for path in sorted(folder.glob("KG-911*"))]
    told = wine(exe, "verify", *returns, "--trust", on_drive(folder / "ca.pem"), "--json")
    check("workers read the golden return", [each["verdict"] for each in _objects(told)] == ["valid", "valid"])
    code = "from kgdesk.operations.judge_worker import limit; print(limit() or 'taken')"
    check("the bound of memory is taken", wine(exe, "-c", code, AS_PYTHON).strip() == "taken")
    # an answer of one number, so that only what was asked for on the way can be too much
    code = (
        "from kgdesk.operations.judge_worker import MEMORY\n"
        "from kgdesk.operations.apart import read_apart\n"
        "try: print(read_apart('x', eval, f'len(bytearray({MEMORY}))'))\n"
        "except Exception as error: print(error.code)"
    )
    seen = wine(exe, "-c", code, AS_PYTHON).strip()
    check("asked for too much, a worker refuses or Wine knows no bound", seen in {"file.too_heavy", "1500000000"})
    print(
        f"windows-test: the bound of memory was {'seen' if seen == 'file.too_heavy' else 'NOT seen: Wine ignores it'}"
    )


def use_as_a_unit(exe: Path, demo: Path) -> Path:
    """From an empty workspace to a return the province has taken in; copies; encryption. Gives the workspace."""
    folder = USER / "Sổ của huyện Kiên Hải"
    folder.mkdir(parents=True)
    place = folder / "Báo cáo Kiên Hải 2024.kgdesk"
    workspace = on_drive(place)

    def run(*words: str | Path, expected: int = 0) -> str:
        return wine(exe, *words, expected=expected, more=PASSWORDS)

    run("init", workspace, "--unit", "KG-912")
    findings = _objects(run("check", workspace, *PERIOD, "--json", expected=1))
    table = folder / "Số liệu năm.csv"
    _fill_in(table, sorted({each["indicator"] for each in findings if each["severity"] == "block"}))
    told = run("record", workspace, *PERIOD, on_drive(table))
    check("without a console the program speaks UTF-8", "Đã ghi" in told and "Số liệu năm.csv" in told)
    run("check", workspace, *PERIOD)
    check("init, record, check", True)

    authority, key = on_drive(demo / "keys" / "ca.pem"), on_drive(demo / "keys" / "KG-912.p12")
    out = folder / "Đã ký"
    run("seal", workspace, *PERIOD, "--key", key, "--password-env", "KGDESK_KEY", "-o", on_drive(out))
    returns = sorted(out.iterdir())
    judged = _objects(run("verify", *map(on_drive, returns), "--trust", authority, "--json"))
    check("sealed with the demo's key and valid", [each["verdict"] for each in judged] == ["valid", "valid"])

    province = on_drive(folder / "Tổng hợp.kgdesk")
    run("init", province, "--unit", "KG")
    run("trust", "add", province, authority)
    run("intake", province, on_drive(out))
    check("taken in by the province", '"KG-912"' in run("status", province, *PERIOD, "--json"))

    _look_after(exe, place)
    _complain(exe, place, key, returns[0])
    return place


def _look_after(exe: Path, place: Path) -> None:
    """Doctor, copies, recovery, encryption."""
    workspace = on_drive(place)

    def run(*words: str | Path, expected: int = 0) -> str:
        return wine(exe, *words, expected=expected, more=PASSWORDS)

    run("doctor", workspace)
    copies = place.parent / "Bản sao"
    run("backup", workspace, "-o", on_drive(copies))
    (copy,) = copies.glob("*.kgdesk")
    run("restore", workspace, on_drive(copy))
    run("doctor", workspace)
    check("backup, restore, doctor", True)
    password = ("--workspace-password-env", "KGDESK_NEW")
    run("encrypt", workspace, "--new-password-env", "KGDESK_NEW", "--copies", "convert")
    run("doctor", workspace, expected=2)
    run("doctor", workspace, *password)
    check("encrypted, opened by its password only", not place.read_bytes().startswith(b"SQLite format 3"))
    run("decrypt", workspace, *password, "--copies", "convert")
    run("doctor", workspace)
    check("decrypted again", place.read_bytes().startswith(b"SQLite format 3"))
    left = sorted(path.name for path in place.parent.iterdir() if path.name.endswith((".new", ".lock", "-wal", "-shm")))
    check(f"nothing is left beside the workspaces: {left}", not left)


def _complain(exe: Path, place: Path, key: str, sealed: Path) -> None:
    """What cannot be done: exit code 2 and one line that names the file."""
    workspace = on_drive(place)

    def refused(told: str, *words: str, names: str) -> None:
        code, out, complained = ask(exe, *words, more=PASSWORDS)
        line = complained.strip()
        good = (code, out) == (2, "") and line.startswith("kgdesk: ") and "\n" not in line and names in line
        check(f"{told}: {line if good else (code, out, complained)}", good)

    missing = on_drive(place.with_name("không có.kgdesk"))
    refused("no such workspace", "check", missing, *PERIOD, names=missing)
    refused("a folder", "check", on_drive(place.parent), *PERIOD, names=on_drive(place.parent))
    refused("a device", "check", "NUL", *PERIOD, names="NUL")
    refused("no such table", "record", workspace, *PERIOD, r"C:\không có.csv", names=r"C:\không có.csv")
    seal = ("seal", workspace, *PERIOD, "--key", key, "-o", on_drive(sealed.parent))
    refused("a wrong password", *seal, "--password-env", "KGDESK_NEW", names=key)
    # Windows gives EACCES here, `workspace.in_use`; Wine's C library gives no number, and another sentence follows
    with _held(exe, workspace + ".lock", "import msvcrt; msvcrt.locking(f.fileno(), msvcrt.LK_NBLCK, 1)"):
        refused("open in another program", "record", workspace, *PERIOD, r"C:\x.csv", names=workspace)
    out = place.parent / "Biểu mẫu"
    form = ("form", workspace, *PERIOD, "-o", on_drive(out))
    wine(exe, *form)
    (made,) = out.iterdir()
    with _held(exe, on_drive(made)):
        refused("written over what another program holds", *form, names=on_drive(made))
    check("nothing half written", [path.name for path in out.iterdir()] == [made.name])
    with begin(exe, "pack", "show", "--json") as running:
        assert running.stdout  # noqa: S101 - a pipe
        running.stdout.close()
        complained = running.stderr.read() if running.stderr else b""
    check(f"a reader that went away: {complained!r}", running.returncode == 2 and not complained)  # noqa: PLR2004


@contextmanager
def _held(exe: Path, path: str, then: str = "pass") -> Iterator[subprocess.Popen[bytes]]:
    """Another program has a file open, as Excel has."""
    code = (
        f"f = open({path!r}, 'a+b'); f.seek(0); {then}; print('held', flush=True); import time; time.sleep({PATIENCE})"
    )
    running = begin(exe, "-c", code, AS_PYTHON)
    try:
        if not running.stdout or running.stdout.readline().strip() != b"held":
            sys.exit(f"could not hold {path}")
        yield running
    finally:
        running.kill()
        running.communicate()


def _objects(told: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in told.splitlines()]


def _fill_in(path: Path, indicators: list[str]) -> None:
    """A table as a clerk would hand it over: what the unit does not have is marked so, with the reason."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, delimiter=";")
        table.writerow(("indicator", "value", "status", "note"))
        for code in indicators:
            table.writerow((code, "", "not_applicable", "Huyện đảo không có nội dung này"))
