"""Whose work goes along with the program and under which licence, as a text for the folder that is installed."""

import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from credits import shipped

ROOT = Path(__file__).resolve().parents[2]

# What comes without metadata of Python packages.
_FURTHER = (
    ("Python", "Python Software Foundation License", "https://www.python.org"),
    ("Qt 6 (in PySide6)", "LGPL-3.0-only", "https://www.qt.io"),
    ("Tinos", "Apache-2.0", "Steve Matteson, Google"),
    ("SQLite", "public domain", "https://sqlite.org"),
    ("SQLCipher (in sqlcipher3)", "BSD-3-Clause", "Zetetic LLC, https://www.zetetic.net/sqlcipher"),
    ("OpenSSL", "Apache-2.0", "https://www.openssl.org"),
    ("PyInstaller (bootloader)", "GPL-2.0-or-later with bootloader exception", "https://pyinstaller.org"),
)


def licence_of(package: Distribution) -> str:
    """A package's licence in its own words, one line: the expression, else the field, else the classifiers."""
    said = package.metadata
    for field in ("License-Expression", "License"):
        value = (said.get(field) or "").strip()
        if value and "\n" not in value:
            return value
    kinds = [each.rpartition(" :: ")[2] for each in said.get_all("Classifier") or [] if each.startswith("License ::")]
    return ", ".join(kinds) or "see its metadata"


def own_licence() -> str:
    """Our own licence, as pyproject.toml states it; empty where it states none."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    value = project.get("license", "")
    return value if isinstance(value, str) else str(value.get("text", ""))


def notices() -> str:
    """The whole text."""
    rows = [(each.metadata["Name"], each.version, licence_of(each)) for each in map(distribution, _names())]
    lines = [
        "KGDesk",
        "",
        f"License: {own_licence() or 'not stated in this version; all rights stay with its authors'}",
        "",
        "KGDesk is installed together with these libraries, unchanged. Their metadata, and their licences as far as",
        "their makers ship them, lie in the folders *.dist-info beside the program; the texts of LGPL-3, GPL-3,",
        "Apache-2.0 and MPL-2.0 lie in its folder licences.",
        "",
        *(f"{name} {number}: {licence}" for name, number, licence in rows),
        *(f"{name}: {licence} ({maker})" for name, licence, maker in _FURTHER),
        "",
        "Qt and PySide6 are used under the LGPL, version 3, as separate libraries: you may replace their files in this",
        "folder by your own build of the same version.",
        "",
    ]
    return "\n".join(lines)


def _names() -> tuple[str, ...]:
    return tuple(name for name in shipped(ROOT / "installer" / "requirements.lock") if name != "pip")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    print(notices())
