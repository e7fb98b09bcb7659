"""Freezes the program into build/freeze/dist: `make.py [--from FOLDER]`, by the Python of build/freeze-venv."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from prepare import GOAL, ROOT
from prepare import main as prepare

DIST = GOAL / "dist" / "kgdesk"
# Symbols that nobody reads go. Not those of libraries that a wheel's repair has moved (*.libs) and of Qt, stripped by
# their makers.
_MOVED = ("PySide6", "shiboken6")


def _run(*words: str) -> None:
    done = subprocess.run(words, check=False, cwd=ROOT)  # noqa: S603 - our own tools
    if done.returncode:
        sys.exit(done.returncode)


def source_date() -> str:
    """The time of what is frozen: the last commit's, so that the same source gives the same bytes."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return given
    words = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(words, check=False, cwd=ROOT, capture_output=True, text=True)  # noqa: S603
    return done.stdout.strip() or "1735689600"


def _translate() -> None:
    """Compile the texts of the window where that is older than its source."""
    release = Path(sys.executable).with_name("pyside6-lrelease" + (".exe" if os.name == "nt" else ""))
    for source in (ROOT / "resources" / "translations").glob("*.ts"):
        goal = source.with_suffix(".qm")
        if not goal.exists() or goal.stat().st_mtime < source.stat().st_mtime:
            _run(str(release), "-silent", str(source), "-qm", str(goal))


def _strip() -> None:
    inside = DIST / "_internal"
    for path in sorted(inside.rglob("*.so*")):
        first = path.relative_to(inside).parts[0]
        alone = first.startswith("lib") and not first.startswith("libpython")
        if not (path.is_symlink() or alone or first in _MOVED or first.endswith(".libs")):
            _run("strip", "--strip-unneeded", str(path))


def main() -> None:
    """Translate, gather, freeze, strip; say how big it has become."""
    os.environ["SOURCE_DATE_EPOCH"] = source_date()
    os.environ["PYTHONHASHSEED"] = "535"
    _translate()
    prepare()
    shutil.rmtree(DIST, ignore_errors=True)
    _run(
        *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
        *("--workpath", str(GOAL / "work"), "--distpath", str(DIST.parent)),
        str(ROOT / "installer" / "freeze" / "kgdesk.spec"),
    )
    if sys.platform.startswith("linux"):
        _strip()
    size = sum(path.stat().st_size for path in DIST.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{DIST.relative_to(ROOT)}: {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
