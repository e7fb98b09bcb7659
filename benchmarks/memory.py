"""Peak memory of the whole demonstration against the number of returns: it must not grow with them."""

import json
import os
import subprocess
import sys
import tempfile
import time

_SIZES = (6, 200, 400)


def measure(rounds: int) -> None:  # noqa: ARG001 - one round is enough: memory hardly varies
    """Print peak memory and time of demonstrations of growing size."""
    first = 0.0
    for units in _SIZES:
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            command = [sys.executable, "-m", "kgdesk", "demo", f"{folder}/demo", "--units", str(units), "--json"]
            process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            assert process.stdout is not None
            made = json.loads(process.stdout.read())
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            taken = time.perf_counter() - started
        peak = usage.ru_maxrss / 1024
        first = first or peak
        print(f"{len(made['units']):>5} units  peak {peak:6.1f} MB  ratio {peak / first:4.2f}  {taken:6.1f} s")
