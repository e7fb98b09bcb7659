"""Runs the fuzzer over readers, `python -m tests.fuzz.run SECONDS [READER...]`; ends with 1 where it found one."""

import os
import re
import subprocess
import sys

from tests.fuzz.seeds import SEEDS
from tests.hostile.reading import ROOT

FOLDER = ROOT / "build" / "fuzz"


def run(reader: str, seconds: int) -> bool:
    """Fuzz one reader; what it found lies in build/fuzz/READER-found and in its log."""
    found = FOLDER / f"{reader}-found"
    found.mkdir(parents=True, exist_ok=True)
    log = FOLDER / f"{reader}.log"
    command = [
        sys.executable, "-W", "ignore", "-m", "tests.fuzz.fuzz_reader", reader, FOLDER / reader,
        f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=1500", "-max_len=200000",
        f"-artifact_prefix={found}/", f"-dict={ROOT / 'tests' / 'fuzz' / 'words.dict'}",
    ]  # fmt: skip
    where = os.pathsep.join([str(ROOT), str(ROOT / "build" / "fuzz-packages")])
    with log.open("wb") as stream:
        ended = subprocess.run(
            command,
            check=False,
            cwd=ROOT,
            stdout=stream,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": where},
        )
    text = log.read_text(encoding="utf-8", errors="replace")
    runs = re.findall(r"Done (\d+) runs", text) or re.findall(r"#(\d+)\t", text)[-1:] or ["0"]
    print(f"{reader}: {runs[-1]} inputs in {seconds} s, {'nothing found' if not ended.returncode else log}", flush=True)
    return not ended.returncode


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[2:] or list(SEEDS)
    good = [run(reader, int(sys.argv[1])) for reader in wanted]
    sys.exit(0 if all(good) else 1)
