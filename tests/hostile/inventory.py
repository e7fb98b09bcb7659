"""Writes the tables of docs/security/hostile-input.md: `python -m tests.hostile.inventory`."""

import re
from pathlib import Path

from tests.hostile.every import every_case
from tests.hostile.readers import READERS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "security" / "hostile-input.md"
_MARKS = ("<!-- bảng bộ đọc -->", "<!-- hết bảng -->")


def rows() -> str:
    """Give one line a reader: what it reads, where it runs, how many files attack it."""
    cases = every_case()
    lines = ["| đọc | bộ đọc | gọi từ | chạy ở | số tệp tấn công |", "|---|---|---|---|---|"]
    for reader in READERS.values():
        count = sum(item.reader == reader.key for item in cases)
        lines.append(f"| {reader.reads} | `{reader.function}` | `{reader.caller}` | {reader.where} | {count} |")
    total = f"{len(cases)} tệp cho {len(READERS)} bộ đọc."
    return "\n".join([*lines, "", total])


def page_with(table: str) -> str:
    """Give the page with the table put in."""
    start, end = _MARKS
    text = PAGE.read_text(encoding="utf-8")
    return re.sub(f"{start}.*?{end}", lambda _: f"{start}\n{table}\n{end}", text, flags=re.DOTALL)


if __name__ == "__main__":
    PAGE.write_text(page_with(rows()), encoding="utf-8")
