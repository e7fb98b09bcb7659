"""`kill -9` at any moment of keyboard entry: what was shown as saved is there, and nothing that nobody typed."""

import os
import random
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from decimal import Decimal
from pathlib import Path

import pytest

from kgdesk.operations.entry import cell_history, entry_grid
from kgdesk.operations.maintenance import doctor
from kgdesk.operations.periods import periods_in_use
from kgdesk.operations.workspace import open_workspace
from tests.journeys.keyboard_clerk import GRID, SAVED, STATE, KeyboardClerk
from tests.journeys.real_screen import PATIENCE, RealScreen
from tests.journeys.screen_reader import Look

KILLS = int(os.environ.get("KGDESK_KILLS", "4"))
ROUNDS = 20  # cells typed in one life, at most
COLUMNS = ["Tử số", "Thực hiện"]  # where the figures go: of a pair the first, else the only one
SHOWN = re.compile(rf"(.+), (?:{'|'.join(COLUMNS)}): ([0-9.]+)(?:$|\. )")

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("screen")]


def shown(look: Look) -> dict[str, Decimal]:
    """The figures on the screen, by the name of their indicator; as typed, or as written once they are stored."""
    found = [match for cell in look.cells if (match := SHOWN.match(cell))]
    return {match[1]: Decimal(match[2].replace(".", "")) for match in found}


def shown_as_saved(looks: list[Look]) -> list[tuple[str, Decimal]]:
    """The indicators and figures that stood there when all was said to be saved."""
    return sorted({pair for look in looks if look.label.startswith(SAVED) for pair in shown(look).items()})


def figures(draft: Path) -> dict[str, list[Decimal]]:
    """Every figure ever kept, by the name of its indicator and oldest first."""
    kept: dict[str, list[Decimal]] = {}
    with open_workspace(draft, actor="", read_only=True) as workspace:
        for period in periods_in_use(workspace):
            for row in entry_grid(workspace, period):
                for record in cell_history(workspace, period=period, indicator=row.indicator.code):
                    seen = record.observation
                    figure = None if seen is None else seen.numerator or seen.value
                    if figure is not None:
                        kept.setdefault(row.indicator.name_vi, []).append(figure)
    return kept


@contextmanager
def held(draft: Path) -> Iterator[None]:
    """Keep the program from writing, as a slow disk does: what is typed now is on the screen and not in the file."""
    with closing(sqlite3.connect(draft, isolation_level=None, timeout=PATIENCE)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.timeout(60 + 15 * KILLS)
def test_every_cell_shown_as_saved_survives(clerk: KeyboardClerk, screen: RealScreen, draft: Path) -> None:
    chance = random.Random(535)
    typed: set[Decimal] = set()
    number = 1000
    lives_with_a_loss_to_look_for = 0
    for life in range(KILLS):
        clerk.open_grid(draft)
        clerk.watch(GRID, COLUMNS, STATE)
        now = [Decimal(number + step) for step in range(1, ROUNDS + 1)]
        number += ROUNDS
        typed.update(now)
        strokes = [stroke for figure in now for stroke in (*str(figure), "Return")]
        delay = chance.choice((4, 8, 15))
        typing = screen.keys(*strokes, delay=delay)
        looks = clerk.follow(chance.random() * len(strokes) * delay / 1000)
        with held(draft) if life % 2 else nullcontext():
            looks += clerk.follow(chance.uniform(0, 0.3))
            clerk.power_cut()
        typing.wait(PATIENCE)  # ending it half-way would leave a key pressed for the next life
        saved, kept = shown_as_saved(looks), figures(draft)
        for indicator, figure in saved:
            assert figure in kept.get(indicator, []), f"life {life}: {figure} of {indicator} was shown as saved"
        lives_with_a_loss_to_look_for += any(figure in now for _, figure in saved)
        strangers = {figure for each in kept.values() for figure in each} - typed
        assert not strangers, f"life {life}: nobody typed {strangers}"
        assert doctor(draft).healthy
    assert lives_with_a_loss_to_look_for >= KILLS // 4
