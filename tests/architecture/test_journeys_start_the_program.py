"""Journeys meet the program from outside only, as PROGRAM: `make frozen-test` tries the frozen one with all of them."""

import ast
from pathlib import Path

import pytest

JOURNEYS = Path(__file__).resolve().parents[1] / "journeys"
STARTED_IN = "program.py"
WINDOW_AND_COMMANDS = ("kgdesk.desk", "kgdesk.cli", "kgdesk.__main__")


def trespasses(source: str) -> list[str]:
    """What runs the window or a command of the source in a process of the tests, or starts the source by its name."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ImportFrom(module=str(module), names=names):
                found += [name for alias in names if (name := f"{module}.{alias.name}").startswith(WINDOW_AND_COMMANDS)]
            case ast.Import(names=names):
                found += [alias.name for alias in names if alias.name.startswith(WINDOW_AND_COMMANDS)]
            case ast.Constant(value="-m"):
                found.append("-m")
    return found


@pytest.mark.parametrize("path", sorted(JOURNEYS.glob("*.py")), ids=lambda path: path.name)
def test_nothing_else_starts_the_program(path: Path) -> None:
    found = trespasses(path.read_text(encoding="utf-8"))
    assert found == (["-m"] if path.name == STARTED_IN else [])


@pytest.mark.parametrize(
    "line",
    [
        "from kgdesk.desk.app import Desk",
        "from kgdesk import cli",
        "import kgdesk.desk",
        'run([python, "-m", "kgdesk"])',
    ],
)
def test_a_planted_other_way_is_noticed(line: str) -> None:
    assert trespasses(line)
