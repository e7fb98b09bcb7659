"""Files built to hang, swell or mislead: each ends in a sentence, soon, and never in a traceback.

A part of them by themselves; all of them with `make hostile`.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.every import every_case
from tests.hostile.readers import READERS
from tests.hostile.reading import HEAVIEST, ROOT, SLOWEST, Round, read_apart

_ALL = os.environ.get("KGDESK_HOSTILE") == "all"
_EVERY = 9  # of those that never found a fault in us
# What hung, swelled or broke a reader once, and what is cheap and classic.
_ALWAYS = {
    "linked-everywhere.xlsx", "too-many-cells.xlsx", "value-exponent.ods", "name-cut.zip", "name-cut.kgplan",
    "rounds.p12", "rules.html", "span-digits.html", "spans.html", "columns.html", "breaks.txt", "tabs.txt",
    "billion-laughs.xlsx", "outer-entity.xlsx", "lying-size.zip", "overlapping.zip", "ten-thousand-parts.eml",
    "fifty-thousand-square.png", "pages-in-a-circle.pdf", "object-stream-bomb.pdf", "field-circle.pdf",
    "json-number-long.kgplan", "trigger.kgdesk", "check-costs.kgdesk", "figure-exponent.kgplan", "wrong-encoding.xlsx",
}  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
def test_hostile_files_end_in_a_sentence(reader: str, tmp_path: Path) -> None:
    cases = [item for item in every_case() if item.reader == reader]
    chosen = [item for number, item in enumerate(cases) if _ALL or number % _EVERY == 0 or item.name in _ALWAYS]
    names = [item.name for item in chosen]
    subprocess.run(
        [sys.executable, "-m", "tests.hostile.every", reader, tmp_path, *names], check=True, cwd=ROOT, timeout=250
    )
    found = read_apart(reader, [tmp_path / name for name in names])
    _ensure_well_ended(found)
    for case, ended in zip(chosen, found.files, strict=True):
        assert ended.file == case.name
        if case.refused:
            assert ended.ended == "refused", ended
        if ended.ended == "refused":
            assert case.name in ended.says
            assert "\n" not in ended.says


def _ensure_well_ended(found: Round) -> None:
    assert not [item for item in found.files if item.ended in {"defect", "gone", "heavy"}]
    assert not [item for item in found.files if item.seconds > SLOWEST]
    assert found.memory < HEAVIEST


def test_names_are_used_once() -> None:
    names = [(item.reader, item.name) for item in every_case()]
    assert len(set(names)) == len(names)


def test_every_reader_has_hostile_files() -> None:
    assert {item.reader for item in every_case()} == set(READERS)
