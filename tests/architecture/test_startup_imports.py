"""What the first screen does not need is not imported before it is drawn."""

import json
import subprocess
import sys
from pathlib import Path

HEAVY = {
    "openpyxl",
    "reportlab",
    "pikepdf",
    "pyhanko",
    "cryptography",
    "lxml",
    "multiprocessing",
    "sqlite_utils",
    "PySide6.QtSvg",
    "PySide6.QtPrintSupport",
}
_PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from kgdesk.desk.app import run
def painted():
    print(json.dumps(sorted(sys.modules)), flush=True)
    QApplication.quit()
run(Path(sys.argv[1]), page="entry", on_painted=painted)
"""


def test_opening_a_workspace_and_painting_the_grid_imports_nothing_heavy(demo_copy: Path, tmp_path: Path) -> None:
    import os

    environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(demo_copy / "workspaces" / "KG-911.kgdesk")],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=environment,
    )
    modules = set(json.loads(done.stdout))
    assert "kgdesk.desk.entry.page" in modules  # it really got there
    assert {name for name in HEAVY if name in modules} == set()


def test_a_command_that_signs_nothing_imports_no_cryptography(demo: Path) -> None:
    program = (
        "import sys; from kgdesk.__main__ import main; code = main(sys.argv[1:]); "
        "print(*sorted(sys.modules), sep='\\n', file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "status", str(demo / "workspaces" / "KG.kgdesk"), "--period", "2024"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "KG-911" in done.stdout
    assert HEAVY.isdisjoint(done.stderr.split())
