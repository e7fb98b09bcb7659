"""Draws the layers of the program, from the contract that the tests hold: `docs/architecture.svg`.

python docs/guide/drawing.py
"""

import sys
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "docs" / "architecture.svg"
WIDTH, BAND, GAP = 860, 62, 12
# What each package is, in a few words; a package without them is an error.
ABOUT = {
    "desk": "the window: screens, models, one worker thread",
    "cli": "the command line",
    "operations": "one function per intention: opens the transaction, returns Outcome(result, changes)",
    "consolidation": "who owes what, verdict and contents, roll-up",
    "mail": "letters as bytes, SMTP, IMAP",
    "store": "the workspace file: SQLite, journal, undo",
    "returns": "canonical document, workbook, PDF, plan pack: bytes and objects",
    "signing": "keys, signatures, trust: SignatureFacts",
    "messages": "sentences by code and language",
    "files": "resources; bytes to the disk",
    "domain": "what the words mean: dataclasses and pure functions, standard library only",
}
OUTSIDE = {"desk": "Qt", "store": "SQLite", "returns": "openpyxl, reportlab", "signing": "pyHanko"}


def layers() -> list[list[str]]:
    """Read the layers of the contract, the highest first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(item for item in settings["tool"]["importlinter"]["contracts"] if item["type"] == "layers")
    return [[name.strip() for name in line.split("|")] for line in contract["layers"]]


def drawing() -> str:
    """Give the drawing as SVG."""
    rows = layers()
    height = len(rows) * (BAND + GAP) + 54
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        'font-family="sans-serif" role="img">',
        "<title>Layers of KGDesk: imports go down only</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        '<text x="20" y="26" font-size="14" fill="#333333">Imports go down only; neighbours do not see each other.</text>',
    ]
    for number, row in enumerate(rows):
        top = 40 + number * (BAND + GAP)
        width = (WIDTH - 40 - GAP * (len(row) - 1)) / len(row)
        for place, name in enumerate(row):
            left = 20 + place * (width + GAP)
            parts.append(_box(name, left, top, width))
        if number + 1 < len(rows):
            x, y = WIDTH / 2, top + BAND
            parts.append(f'<path d="M {x - 5} {y + 2} L {x + 5} {y + 2} L {x} {y + GAP - 2} Z" fill="#5b6b7c"/>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _box(name: str, left: float, top: float, width: float) -> str:
    outside = f" · {OUTSIDE[name]}" if name in OUTSIDE else ""
    return (
        f'<rect x="{left:g}" y="{top}" width="{width:g}" height="{BAND}" rx="5" fill="#e8eff7" stroke="#2f5d8a"/>'
        f'<text x="{left + 12:g}" y="{top + 26}" font-size="17" font-weight="bold" fill="#17324d">{name}'
        f'<tspan font-size="12" font-weight="normal" fill="#5b6b7c">{escape(outside)}</tspan></text>'
        f'<text x="{left + 12:g}" y="{top + 47}" font-size="12.5" fill="#333333">{escape(ABOUT[name])}</text>'
    )


def main() -> int:
    """Write the file."""
    TARGET.write_text(drawing(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
