"""The whole of entry by keyboard in the real window; the block is what LibreOffice Calc 7.4 put on the clipboard.

With LibreOffice itself: `tests/interop/test_interop_entry_journey.py`.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.entry_journey import EntryJourney
from tests.journeys.keyboard_clerk import KeyboardClerk
from tests.journeys.real_screen import PATIENCE, RealScreen

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("screen")]
BLOCK = Path(__file__).with_name("calc_block.tsv")


@contextmanager
def clipboard_of_calc(screen: RealScreen) -> Iterator[None]:
    """Offer the block in both forms, as long as it may be pasted."""
    owner = Path(__file__).with_name("clipboard_owner.py")
    words = [sys.executable, str(owner), str(BLOCK), str(BLOCK.with_suffix(".html"))]
    process = screen.start(words, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def test_a_year_is_pasted_put_right_told_and_sealed_without_the_mouse(
    screen: RealScreen, clerk: KeyboardClerk, small_demo: Path
) -> None:
    journey = EntryJourney(clerk, small_demo)
    journey.open()
    with clipboard_of_calc(screen):
        journey.paste()
    journey.go_on()
