"""Apache POI asked from Python: the class beside this file, compiled once per folder."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.interop.poi_jars import class_path

_SOURCE = Path(__file__).with_name("PoiSignatures.java")


def missing() -> str:
    """What is not installed; empty when POI can be asked."""
    absent = [name for name in ("java", "javac") if shutil.which(name) is None]
    absent += [path.name for path in class_path() if not path.is_file()]
    return ", ".join(absent)


class Poi:
    """POI 5.2.2; `folder` takes the compiled class."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = os.pathsep.join(str(path) for path in (*class_path(), folder))
        subprocess.run(["javac", "-cp", self._path, "-d", str(folder), str(_SOURCE)], check=True, capture_output=True)

    def answers(self, files: Sequence[Path]) -> dict[Path, str]:
        """`valid`, `invalid`, `unsigned` or `error` for each file."""
        lines = (line.split("\t") for line in self._run("verify", *map(str, files)))
        return {Path(file): answer for file, answer in lines}

    def times(self, file: Path, rounds: int, *, root: Path | None = None, lists: Path | None = None) -> list[float]:
        """Milliseconds of each check: the first one of a new virtual machine, then `rounds` after 500 others.

        With `root` and `lists` (PEM) Java checks the chain of each signer and the revocation list as well.
        """
        trust = [] if root is None else [str(root), str(lists)]
        return [float(line.split("\t")[1]) for line in self._run("time", str(rounds), str(file), *trust)]

    def sign(self, file: Path, keys: Path, password: str) -> None:
        """Sign a workbook in place with the key of a PKCS#12 file."""
        self._run("sign", str(keys), str(file), KEY_PASSWORD=password)

    def _run(self, *arguments: str, **environment: str) -> list[str]:
        command = ["java", "-Dlog4j2.level=OFF", "-cp", self._path, "PoiSignatures", *arguments]
        done = subprocess.run(
            command, check=True, capture_output=True, text=True, env={**os.environ, **environment}, timeout=600
        )
        return [line for line in done.stdout.splitlines() if "\t" in line]
