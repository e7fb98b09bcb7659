"""The table of kills, on the screen and in the document that shows it."""

from collections.abc import Sequence
from pathlib import Path

from tests.crash.verdict import Finding, Known

BEGIN, END = "<!-- crash table: begin (python -m tests.crash --write) -->", "<!-- crash table: end -->"
_HEAD = (
    "| activity | kills | of them before a write, of so many | at random | states of a power cut | lost | half files |"
    " could not go on | leftovers |"
)


def lines(known: Sequence[Known], findings: Sequence[Finding], *, seed: int) -> list[str]:
    """Write one row per activity and their sum."""
    rows = [_row(item.activity.words, len(item.points), _of(findings, item)) for item in known]
    total = _row("all", sum(len(item.points) for item in known), findings)
    return [_HEAD, "|---|" + "---:|" * 8, *rows, total, "", f"Seed {seed}."]


def _of(findings: Sequence[Finding], known: Known) -> list[Finding]:
    return [item for item in findings if item.activity == known.activity.name]


def _row(words: str, points: int, mine: Sequence[Finding]) -> str:
    kills = [item for item in mine if item.way != "power"]
    at_points = sum(item.way == "point" for item in kills)
    cells = (
        words,
        len(kills),
        f"{at_points} of {points}",
        len(kills) - at_points,
        len(mine) - len(kills),
        sum(bool(item.lost) for item in mine),
        sum(bool(item.halves) for item in mine),
        sum(bool(item.stuck) for item in mine),
        sum(item.leftovers for item in kills),
    )
    return "| " + " | ".join(map(str, cells)) + " |"


def write(document: Path, table: Sequence[str]) -> None:
    """Put the table between its marks in a document."""
    text = document.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(f"{document} has no marks for the table")
    document.write_text(f"{before}{BEGIN}\n{chr(10).join(table)}\n{END}{after}", encoding="utf-8")
