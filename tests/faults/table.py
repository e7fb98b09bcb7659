"""Writes the table of activities and faults into `docs/reliability.md`: `python -m tests.faults.table RESULTS.json`."""

import json
import re
import sys
from pathlib import Path

from tests.faults.grounds import FAULTS
from tests.faults.worker import ACTIVITIES

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- faults: written by make faults -->", "<!-- end of faults -->"
WORDS = {
    "open": "open a workspace",
    "entry": "enter a figure",
    "undo": "undo",
    "sealing": "seal and write the return",
    "intake": "take returns in",
    "consolidation": "consolidate and export",
    "backup": "back up",
    "restore": "recover a copy",
    "migration": "upgrade an old file",
    "plan": "update the plan",
}


def table(cells: dict[str, str]) -> str:
    """Write the outcomes as Markdown; an empty cell was not tried."""
    lines = ["| activity | " + " | ".join(FAULTS) + " |", "|---" * (len(FAULTS) + 1) + "|"]
    for activity in ACTIVITIES:
        found = (cells.get(f"{activity}|{fault}", "") for fault in FAULTS)
        shown = (item if item in {"", "done"} else f"`{item}`" for item in found)
        lines.append(f"| {WORDS[activity]} | " + " | ".join(shown) + " |")
    return "\n".join(lines)


def main() -> None:
    """Replace what stands between the two marks."""
    cells = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    text = PAGE.read_text(encoding="utf-8")
    between = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    PAGE.write_text(between.sub(f"{BEGIN}\n{table(cells)}\n{END}", text), encoding="utf-8")
    print(f"{len(cells)} cells, {sum(item != 'done' for item in cells.values())} sentences: {PAGE}")


if __name__ == "__main__":
    main()
