"""What the program stands on, from its lock and the metadata of what is installed: licences and a bill of materials.

`python installer/supply.py licences` prints the table, `sbom FILE` writes CycloneDX 1.6 (https://cyclonedx.org/docs/1.6).
Nothing is fetched; the same lock and packages give the same bytes.
"""

import json
import re
import sys
import tomllib
import uuid
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "installer" / "requirements.lock"
_LINE = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)\s*(?:;\s*([^\\]*))?", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")

# What a library's licence may be in a program that is given to offices, unchanged and as separate files.
ALLOWED = frozenset(
    {"MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "MPL-2.0", "LGPL-3.0-only",
     "Zlib", "LicenseRef-Public-Domain"}
)  # fmt: skip
# How packages say it in words of their own.
_SPDX = {
    "MIT License": "MIT",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD license (see license.txt for details": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Public Domain": "LicenseRef-Public-Domain",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}
# Metadata that says nothing, or packages of another system: read in the package itself.
_READ = {"sqlcipher3": "Zlib AND BSD-3-Clause", "colorama": "BSD-3-Clause"}


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of the lock: `marker` is where it is installed, empty for everywhere."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def locked(lock: Path = LOCK) -> tuple[Locked, ...]:
    """Read the lock."""
    text = lock.read_text(encoding="utf-8")
    found = list(_LINE.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    return tuple(
        Locked(match[1], match[2], (match[3] or "").strip(), tuple(_HASH.findall(text[match.start() : end])))
        for match, end in zip(found, ends, strict=True)
    )


def licence_of(name: str) -> str:
    """Give a package's licence as an SPDX expression, '' where neither its metadata nor we know it."""
    if name in _READ:
        return _READ[name]
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    kinds = [each.rpartition(" :: ")[2] for each in said.get_all("Classifier") or [] if each.startswith("License ::")]
    for text in (said.get("License-Expression"), said.get("License"), *kinds):
        first = (text or "").strip().partition("\n")[0]
        known = _SPDX.get(first, first)
        if known and terms(known) <= ALLOWED | {"GPL-2.0-only", "GPL-3.0-only", "GPL-2.0-or-later", "GPL-3.0-or-later"}:
            return known
    return ""


def terms(expression: str) -> set[str]:
    """Name the licences in an expression."""
    return {term for term in re.split(r"\s+(?:AND|OR)\s+|[()]", expression) if term}


def is_allowed(expression: str) -> bool:
    """Whether a choice that the expression leaves is allowed in all its parts."""
    return any(terms(choice) and terms(choice) <= ALLOWED for choice in re.split(r"\s+OR\s+", expression))


def table() -> str:
    """Give the licences as a table of Markdown."""
    rows = [f"| {item.name} | {item.version} | {licence_of(item.name)} | {item.marker} |" for item in locked()]
    return "\n".join(["| thư viện | phiên bản | giấy phép (SPDX) | chỉ trên |", "|---|---|---|---|", *rows])


def bill() -> bytes:
    """Write the bill of materials: every locked package with its licence and the hashes it may be installed from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{item.name.lower()}@{item.version}",
            "name": item.name,
            "version": item.version,
            "purl": f"pkg:pypi/{item.name.lower()}@{item.version}",
            "licenses": [{"expression": licence_of(item.name)}],
            "externalReferences": [
                {
                    "type": "distribution",
                    "url": f"https://pypi.org/project/{item.name}/{item.version}/",
                    "hashes": [{"alg": "SHA-256", "content": digest} for digest in item.hashes],
                }
            ],
            **({"properties": [{"name": "kgdesk:marker", "value": item.marker}]} if item.marker else {}),
        }
        for item in locked()
    ]
    serial = uuid.uuid5(uuid.NAMESPACE_URL, LOCK.read_text(encoding="utf-8"))
    tree = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": "kgdesk", "name": project["name"], "version": project["version"],
                "description": project["description"],
            }
        },
        "components": components,
        "dependencies": [{"ref": "kgdesk", "dependsOn": [item["bom-ref"] for item in components]}],
    }  # fmt: skip
    return (json.dumps(tree, indent=2, ensure_ascii=False) + "\n").encode()


def main(words: list[str]) -> int:
    """Print the licences, ending with 1 where one is missing or not allowed, or write the bill of materials."""
    if words[:1] == ["sbom"]:
        Path(words[1]).write_bytes(bill())
        print(words[1])
        return 0
    print(table())
    doubtful = [item.name for item in locked() if not is_allowed(licence_of(item.name))]
    if doubtful:
        print("not allowed, or not known: " + ", ".join(doubtful), file=sys.stderr)
    return 1 if doubtful else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
