"""Apache POI for the tests: `python -m tests.interop.poi_jars` puts its jars under build/interop/jars.

Debian 12's libapache-poi-java cannot check a signature: its poi-ooxml-schemas.jar holds 75 of some thousand
classes, and every signature ends in NoClassDefFoundError (TypeSystemHolder). The package index has a whole
POI 5.2.2 inside `pyreportjasper`, a wrapper of a report generator; only the jars are taken, nothing of it is run.
XML signatures (xmlsec) and cryptography (Bouncy Castle) are Debian's.
"""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from kgdesk.files import data_root

_PACKAGE = "pyreportjasper==2.1.4"
_HASH = "sha256:8923248d64d9093f77cd1e90729d8787185dbf8a576bd91295a2e066f85c6454"
_WANTED = (
    "poi-5.2.2.jar",
    "poi-ooxml-5.2.2.jar",
    "poi-ooxml-lite-5.2.2.jar",
    "xmlbeans-5.0.3.jar",
    "log4j-api-2.17.1.jar",
    "log4j-core-2.17.1.jar",
    "commons-codec-1.15.jar",
    "commons-collections4-4.2.jar",
    "commons-compress-1.21.jar",
    "commons-io-2.11.0.jar",
    "commons-math3-3.6.1.jar",
    "curvesapi-1.07.jar",
    "SparseBitSet-1.2.jar",
)
_DEBIAN = ("xmlsec", "slf4j-api", "slf4j-nop", "bcprov", "bcpkix", "bcutil")


def folder() -> Path:
    """Where the jars are kept."""
    return data_root() / "build" / "interop" / "jars"


def class_path() -> tuple[Path, ...]:
    """All jars that checking a signature takes, there or not."""
    return (*(folder() / name for name in _WANTED), *(Path("/usr/share/java") / f"{name}.jar" for name in _DEBIAN))


def fetch() -> None:
    """Download the one wheel (108 MB), by hash, and keep 13 of its files; does nothing when they are there."""
    if all((folder() / name).is_file() for name in _WANTED):
        return
    with tempfile.TemporaryDirectory() as temporary:
        wanted = Path(temporary) / "wanted.txt"
        wanted.write_text(f"{_PACKAGE} --hash={_HASH}\n", encoding="ascii")
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--require-hashes",
            "-r",
            str(wanted),
        ]
        subprocess.run([*command, "-d", temporary], check=True)
        (wheel,) = Path(temporary).glob("*.whl")
        folder().mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(wheel) as archive:
            for name in _WANTED:
                (folder() / name).write_bytes(archive.read(f"pyreportjasper/libs/{name}"))


if __name__ == "__main__":
    fetch()
