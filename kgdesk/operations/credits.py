"""Whose work the program stands on: its libraries with their versions and licences, from their own metadata."""

import platform
from dataclasses import dataclass
from importlib import metadata

# The libraries of pyproject.toml by the names they are installed under; a test holds both lists together.
LIBRARIES = (
    "PySide6-Essentials",
    "shiboken6",
    "sqlite-utils",
    "openpyxl",
    "reportlab",
    "pikepdf",
    "pyHanko",
    "cryptography",
    "lxml",
    "pypdfium2",
    "Pillow",
    "python-pkcs11",
    "xlrd",
    "python-docx",
    "sqlcipher3",
)


@dataclass(frozen=True, slots=True)
class Credit:
    """A library, its version, its licence in its makers' words; empty where they say nothing."""

    name: str
    version: str
    licence: str


def credits_of_libraries() -> tuple[Credit, ...]:
    """List Python and what the program uses directly; what is not installed is left out."""
    found = [Credit("Python", platform.python_version(), "PSF-2.0")]
    for name in LIBRARIES:
        try:
            said = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        found.append(Credit(said["Name"], said["Version"], _licence(said)))
    return tuple(found)


def own_licence() -> str:
    """Give the program's own licence; empty where none was published."""
    try:
        return _licence(metadata.metadata("kgdesk"))
    except metadata.PackageNotFoundError:  # the source tree without an installation
        return ""


def _licence(said: "metadata.PackageMetadata") -> str:
    for field in ("License-Expression", "License"):
        value = (said[field] if field in said else "").strip()  # noqa: SIM401 - no mapping: it has no get
        if value and "\n" not in value:
            return value
    kinds = said.get_all("Classifier") or []
    return ", ".join(each.rpartition(" :: ")[2] for each in kinds if each.startswith("License ::"))
