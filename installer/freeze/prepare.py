"""Gathers what freezing needs: fonts held to their hashes, icons drawn from our one picture, Windows' version block.

Fonts and the texts of licences come from the Debian or Ubuntu that runs this; elsewhere from what such a run gathered
(`--from FOLDER`, a build/freeze of another computer).
"""

import argparse
import hashlib
import os
import re
import shutil
import struct
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from notices import notices

ROOT = Path(__file__).resolve().parents[2]
GOAL = ROOT / "build" / "freeze"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
DEBIAN_FONTS = Path("/usr/share/fonts/truetype/croscore")
DEBIAN_LICENCES = Path("/usr/share/common-licenses")
LICENCES = ("Apache-2.0", "GPL-3", "LGPL-3", "MPL-2.0")

# Tinos of fonts-croscore 20201225 (Apache License 2.0). Other bytes would set pages with other bytes.
FONTS = {
    "Tinos-Regular.ttf": "cf264a22292950ca1679b2ade07e9e6ecb26c649ab70975d0e113f979efa827a",
    "Tinos-Bold.ttf": "971d6af5fcb3a0c05535a92a635fb63a86ea5eb935639c9b864be33f3bfaba80",
    "Tinos-Italic.ttf": "0f949a3fa0e23cd0ca94a0c4784bd8f9efb99c20070b9f73b5fd592b49c092ad",
    "Tinos-BoldItalic.ttf": "0cd67b90617a03a69a815e758d0649d00f2be48a0cb570615e94e8e5a13aae2e",
}


def version() -> str:
    """The program's version, read without importing it."""
    text = (ROOT / "kgdesk" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        sys.exit('kgdesk/__init__.py: no line __version__ = "..."')
    return found[1]


def take_fonts(folder: Path, goal: Path) -> None:
    """Copy the four files; ends with a sentence where one is missing or another edition."""
    goal.mkdir(parents=True, exist_ok=True)
    for name, expected in FONTS.items():
        source = folder / name
        if not source.is_file():
            sys.exit(f"{source} is missing: install fonts-croscore, or name a gathered folder with --from")
        found = hashlib.sha256(source.read_bytes()).hexdigest()
        if found != expected:
            sys.exit(f"{source} is another edition of Tinos: SHA-256 {found}, expected {expected}")
        shutil.copyfile(source, goal / name)


def take_licences(folder: Path, goal: Path) -> None:
    """Copy the texts that the libraries' licences ask for and their makers do not ship."""
    goal.mkdir(parents=True, exist_ok=True)
    for name in LICENCES:
        source = folder / name
        if not source.is_file():
            sys.exit(f"{source} is missing: it comes with Debian 12 and Ubuntu 24.04; elsewhere use --from")
        shutil.copyfile(source, goal / name)


def draw_icons(goal: Path) -> None:
    """Draw resources/icons/kgdesk.svg in all sizes as PNG, and together as kgdesk.ico."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen" if os.name != "nt" else "windows"
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication([])
    picture = QSvgRenderer(QByteArray((ROOT / "resources" / "icons" / "kgdesk.svg").read_bytes()))
    goal.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture.render(painter)
        painter.end()
        if not image.save(str(goal / f"kgdesk-{size}.png")):
            sys.exit(f"{goal / f'kgdesk-{size}.png'} could not be written")
    (goal / "kgdesk.ico").write_bytes(icon_file({size: (goal / f"kgdesk-{size}.png").read_bytes() for size in SIZES}))
    del app


def icon_file(pictures: dict[int, bytes]) -> bytes:
    """Windows' .ico out of PNGs by size in pixels (256 is written as 0)."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    entries, bodies = b"", b""
    for size, body in sorted(pictures.items()):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(body), place + len(bodies))
        bodies += body
    return head + entries + bodies


def version_block(number: str) -> str:
    """What Windows shows among a program's properties, in PyInstaller's form."""
    four = (*(int(part) for part in number.split(".")), 0, 0, 0, 0)[:4]
    words = {
        "CompanyName": "KGDesk",
        "FileDescription": "KGDesk: báo cáo kinh tế - xã hội",
        "FileVersion": number,
        "InternalName": "kgdesk",
        "OriginalFilename": "kgdesk.exe",
        "ProductName": "KGDesk",
        "ProductVersion": number,
    }
    strings = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in words.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}), kids=[\n"
        f"    StringFileInfo([StringTable('042A04B0', [{strings}])]),\n"
        "    VarFileInfo([VarStruct('Translation', [0x042A, 0x04B0])]),\n"
        "])\n"
    )


def main() -> None:
    """Fill build/freeze."""
    parser = argparse.ArgumentParser(description="Gathers what freezing needs")
    parser.add_argument("--from", type=Path, dest="gathered", help="a build/freeze gathered on Debian or Ubuntu")
    args = parser.parse_args()
    gathered = args.gathered
    take_fonts(gathered / "fonts" if gathered else DEBIAN_FONTS, GOAL / "fonts")
    take_licences(gathered / "licences" if gathered else DEBIAN_LICENCES, GOAL / "licences")
    (GOAL / "licences" / "NOTICES.txt").write_text(notices(), encoding="utf-8")
    draw_icons(GOAL / "icons")
    (GOAL / "version.txt").write_text(version_block(version()), encoding="utf-8")


if __name__ == "__main__":
    main()
