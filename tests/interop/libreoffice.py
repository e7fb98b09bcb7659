"""LibreOffice asked from the tests: a profile and an NSS store of its own, so that the demo authority is believed."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_WORKER = Path(__file__).with_name("libreoffice_worker.py")
_SYSTEM_PYTHON = "/usr/bin/python3"


def missing() -> str:
    """What is not installed; empty when LibreOffice can be asked."""
    absent = [name for name in ("soffice", "certutil", "pk12util") if shutil.which(name) is None]
    if not absent and subprocess.run([_SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode:
        absent.append("python3-uno")
    return ", ".join(absent)


class LibreOffice:
    """A running LibreOffice."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, *request: object) -> Any:
        """Send one request to the worker and wait for its answer."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the worker has no pipes")
        self._process.stdin.write(
            json.dumps([str(each) if isinstance(each, Path) else each for each in request]) + "\n"
        )
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def answer(self, file: Path) -> str:
        """`valid`, `untrusted` (holds, but not the certificate), `invalid`, `unsigned` or `error`."""
        found = self.ask("verify", file)
        if isinstance(found, dict):
            return "error"
        if not found:
            return "unsigned"
        if not all(holds for holds, _ in found):
            return "invalid"
        return "valid" if all(believed for _, believed in found) else "untrusted"

    def answers(self, files: Sequence[Path]) -> dict[Path, str]:
        """The answer for each file."""
        return {file: self.answer(file) for file in files}


@contextmanager
def libreoffice(folder: Path, *, root: bytes, keys: Path | None = None, password: str = "") -> Iterator[LibreOffice]:
    """Start one with `root` (PEM) as a believed authority and, to sign, the key of a PKCS#12 file."""
    store = folder / "nss"
    store.mkdir(parents=True)
    address = f"sql:{store}"
    authority = folder / "root.pem"
    authority.write_bytes(root)
    _tool("certutil", "-N", "-d", address, "--empty-password")
    _tool("certutil", "-A", "-d", address, "-n", "authority", "-t", "C,C,C", "-i", str(authority))
    if keys is not None:
        _tool("pk12util", "-i", str(keys), "-d", address, "-K", "", "-W", password)
    process = subprocess.Popen(
        [_SYSTEM_PYTHON, str(_WORKER), str(folder / "profile")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "MOZILLA_CERTIFICATE_FOLDER": address},
    )
    try:
        yield LibreOffice(process)
    finally:
        process.communicate(timeout=60)


def _tool(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
