"""Makes build/debian/kgdesk_VERSION_ARCH.deb out of the frozen program; the same program gives the same bytes.

No script runs at installation: menus, file types and icons are refreshed by the triggers of their own packages, and
what people made lies in their homes, where removal does not reach.
"""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "installer" / "freeze"))

from make import DIST, source_date
from notices import notices
from prepare import GOAL, SIZES, version

WORK = ROOT / "build" / "debian"
TREE = WORK / "kgdesk"
VERSION = f"{version()}-1"
MAINTAINER = "KGDesk developers <kgdesk@kgdesk.invalid>"
_COMMON = "On Debian systems the text of the LGPL, version 3, is also in /usr/share/common-licenses/LGPL-3."
# Letters for the window, all of Vietnamese among them; the older edition of the same name lacks 101 of them.
FONTS = "fonts-liberation2 | fonts-liberation (>= 1:2)"


def said_by(*words: str) -> str:
    """What a tool prints; ends with its complaint where it fails."""
    done = subprocess.run(words, check=False, capture_output=True, text=True, encoding="utf-8")  # noqa: S603
    if done.returncode:
        sys.exit(f"{' '.join(words[:3])}: {done.stderr.strip()}")
    return done.stdout


def depends(folder: Path) -> str:
    """The packages whose libraries the frozen program asks for and does not bring along."""
    own = {path.name for path in folder.rglob("*.so*")}
    needed: set[str] = set()
    newest = (2, 17)
    for path in [folder / "kgdesk", *folder.rglob("*.so*")]:
        if path.is_symlink() or not path.is_file():
            continue
        told = said_by("objdump", "-p", str(path))
        needed |= set(re.findall(r"NEEDED +(\S+)", told))
        found = re.findall(r"GLIBC_(\d+)\.(\d+)", told)
        newest = max([newest, *((int(major), int(minor)) for major, minor in found)])
    places = dict(re.findall(r"^\s*(\S+) \(libc6,x86-64.*\) => (\S+)$", said_by("ldconfig", "-p"), re.MULTILINE))
    packages = {_owner(places[name]) for name in needed - own if name in places}
    unknown = sorted(name for name in needed - own if name not in places and not name.startswith("ld-linux"))
    if unknown:
        sys.exit(f"no package of this system has {', '.join(unknown)}: run installer/system-packages.sh by make")
    packages.discard("libc6")
    return ", ".join([f"libc6 (>= {newest[0]}.{newest[1]})", *sorted(packages), FONTS])


def _owner(library: str) -> str:
    """The package of a library; Debian moved /lib into /usr/lib, its lists of files did not follow."""
    real = str(Path(library).resolve())
    for name in (real, real.removeprefix("/usr")):
        done = subprocess.run(["dpkg", "-S", name], check=False, capture_output=True, text=True)  # noqa: S603, S607
        if done.returncode == 0:
            return re.sub(r"t64$", "", done.stdout.split(":", 1)[0])  # the old name is provided by the new one
    sys.exit(f"{real} belongs to no package")


def _put(text: str | bytes, place: str) -> None:
    goal = TREE / place
    goal.parent.mkdir(parents=True, exist_ok=True)
    goal.write_bytes(text.encode() if isinstance(text, str) else text)


def lay_out() -> None:
    """Put every file where it will lie."""
    shutil.rmtree(TREE, ignore_errors=True)
    shutil.copytree(DIST, TREE / "usr" / "lib" / "kgdesk", symlinks=True)
    (TREE / "usr" / "bin").mkdir()
    (TREE / "usr" / "bin" / "kgdesk").symlink_to("../lib/kgdesk/kgdesk")
    _put((HERE / "kgdesk.desktop").read_bytes(), "usr/share/applications/kgdesk.desktop")
    _put((HERE / "kgdesk.mime.xml").read_bytes(), "usr/share/mime/packages/kgdesk.xml")
    for size in SIZES:
        picture = (GOAL / "icons" / f"kgdesk-{size}.png").read_bytes()
        _put(picture, f"usr/share/icons/hicolor/{size}x{size}/apps/kgdesk.png")
    _put((ROOT / "resources/icons/kgdesk.svg").read_bytes(), "usr/share/icons/hicolor/scalable/apps/kgdesk.svg")
    for lang, place in (("en", "man1"), ("vi", "vi/man1")):
        page = said_by(sys.executable, str(HERE / "man_page.py"), lang)
        _put(gzip.compress(page.encode(), 9, mtime=0), f"usr/share/man/{place}/kgdesk.1.gz")
    _put(gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), 9, mtime=0), "usr/share/doc/kgdesk/changelog.gz")
    _put(gzip.compress(_changelog().encode(), 9, mtime=0), "usr/share/doc/kgdesk/changelog.Debian.gz")
    _put(f"{notices()}\n{_COMMON}\n", "usr/share/doc/kgdesk/copyright")


def _changelog() -> str:
    moment = format_datetime(datetime.fromtimestamp(int(source_date()), UTC))
    lines = (f"kgdesk ({VERSION}) stable; urgency=medium", "  * See changelog.gz.", f" -- {MAINTAINER}  {moment}")
    return "\n\n".join(lines) + "\n"


def _set_rights() -> None:
    for path in TREE.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == TREE / "usr/lib/kgdesk/kgdesk" else 0o644)


def _write_control(architecture: str) -> None:
    files = sorted(path for path in TREE.rglob("*") if path.is_file() and not path.is_symlink())
    values = {
        "VERSION": VERSION,
        "MAINTAINER": MAINTAINER,
        "ARCHITECTURE": architecture,
        "SIZE": str(sum((path.stat().st_size + 1023) // 1024 for path in files)),
        "DEPENDS": depends(DIST),
    }
    text = (HERE / "control").read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    sums = [f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(TREE)}" for path in files]  # noqa: S324
    _put(text, "DEBIAN/control")
    _put("\n".join(sums) + "\n", "DEBIAN/md5sums")


def main() -> None:
    """Lay out, describe, pack; say what it is and how big."""
    os.environ["SOURCE_DATE_EPOCH"] = source_date()
    if not DIST.is_dir():
        sys.exit(f"{DIST} is missing: make freeze")
    architecture = said_by("dpkg", "--print-architecture").strip()
    lay_out()
    _write_control(architecture)
    _set_rights()
    goal = WORK / f"kgdesk_{VERSION}_{architecture}.deb"
    # as many threads everywhere: xz cuts its blocks by it
    said_by("dpkg-deb", "--root-owner-group", "--threads-max=2", "-Zxz", "--build", str(TREE), str(goal))
    data = goal.read_bytes()
    print(f"{goal.relative_to(ROOT)}: {len(data) / 1e6:.1f} MB, SHA-256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
