"""The layers of docs/architecture.md hold, and a violation would be noticed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    script = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run(
        [sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


def test_layers_hold() -> None:
    result = _lint(ROOT)
    assert result.returncode == 0, result.stdout[-3000:]


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("domain/period.py", "import kgdesk.store.connection"),
        ("desk/__init__.py", "import kgdesk.store.connection"),
        ("cli/output.py", "import PySide6.QtCore"),
        ("operations/status.py", "import sqlite3"),
        ("store/journal.py", "import kgdesk.returns.canonical"),
        ("returns/canonical.py", "import cryptography"),
    ],
)
def test_planted_violation_is_noticed(tmp_path: Path, module: str, line: str) -> None:
    shutil.copytree(ROOT / "kgdesk", tmp_path / "kgdesk", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "kgdesk" / module).open("a", encoding="utf-8") as stream:
        stream.write(f"\n{line}\n")
    result = _lint(tmp_path)
    assert result.returncode == 1
    assert "BROKEN" in result.stdout
