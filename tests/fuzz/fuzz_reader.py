"""Fuzzes one reader with atheris: `python -m tests.fuzz.fuzz_reader READER FOLDER [libFuzzer's options]`.

Faults are answers, and so is memory that runs out in the limits of a worker; whatever else is raised is a defect of
ours. `make fuzz` runs all readers, with the folder of inputs kept under build/fuzz.
"""

import os
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kgdesk"]):
    from kgdesk.domain.errors import Fault
    from tests.fuzz.seeds import NAMES, SEEDS
    from tests.hostile.readers import READERS

_ON_DISK = {"key", "workspace"}  # these read the file themselves


def main(reader: str, inputs: Path, options: list[str]) -> None:
    """Write the seeds into the folder of inputs and begin."""
    inputs.mkdir(parents=True, exist_ok=True)
    for number, make in enumerate(SEEDS[reader]):
        (inputs / f"seed-{number}").write_bytes(make())
    scratch = Path(tempfile.mkdtemp(prefix="kgdesk-fuzz-"))
    os.environ["XDG_STATE_HOME"] = str(scratch)
    call = READERS[reader].call
    names = NAMES.get(reader, ("a.bin",))

    def test_one(data: bytes) -> None:
        path = scratch / names[data[-1] % len(names) if data else 0]
        if reader in _ON_DISK:
            path.write_bytes(data)
        try:
            call(data, path)
        except (Fault, MemoryError):
            return

    atheris.Setup([sys.argv[0], str(inputs), *options], test_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
