"""Running things in Wine, in a prefix of the trial's own, and telling what was seen."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "windows"
PREFIX = WORK / "wine"
HOME = WORK / "home"
DRIVE = PREFIX / "drive_c"
USER = DRIVE / "users" / (os.environ.get("USER") or "root")
PROGRAM = USER / "AppData" / "Local" / "Programs" / "KGDesk"
PATIENCE = 400.0  # seconds; only a hang takes that long


def environment() -> dict[str, str]:
    """What Wine needs to know; names of files are UTF-8 outside."""
    return {
        **os.environ,
        "HOME": str(HOME),  # Wine links Documents and Desktop to it
        "LC_ALL": "C.UTF-8",
        "WINEPREFIX": str(PREFIX),
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=;winedbg.exe=d",
    }


def begin(*words: str | Path, more: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start something in Wine, its streams being pipes: Wine's consoles are not tried."""
    return subprocess.Popen(  # noqa: S603 - our own program
        ["wine", *map(str, words)],  # noqa: S607 - by name, as installed
        env={**environment(), **(more or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def ask(*words: str | Path, more: Mapping[str, str] | None = None) -> tuple[int, str, str]:
    """Run something to its end; give the exit code and both streams, which are UTF-8."""
    with begin(*words, more=more) as running:
        told, complained = running.communicate(timeout=PATIENCE)
    return running.returncode, told.decode("utf-8", "replace"), complained.decode("utf-8", "replace")


def wine(*words: str | Path, expected: int = 0, more: Mapping[str, str] | None = None) -> str:
    """Run something and give what it printed; ends where it gives another code."""
    code, told, complained = ask(*words, more=more)
    if code != expected:
        sys.exit(f"{words}: {code}\n{told}{complained[-2000:]}")
    return told


def check(told: str, good: bool) -> None:  # noqa: FBT001 - reads like a sentence
    """Tell what was seen; end where it is not as it should be."""
    print(f"windows-test: {told}: {'yes' if good else 'NO'}", flush=True)
    if not good:
        sys.exit(1)


def on_drive(path: Path) -> str:
    r"""Write a place inside the prefix as the program there sees it: `C:\users\…`."""
    return "C:\\" + str(path.relative_to(DRIVE)).replace("/", "\\")
