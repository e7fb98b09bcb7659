"""`kill -9` at any moment of keyboard entry: what was shown as saved is there, and nothing that nobody typed."""

import os
import random
import time
from decimal import Decimal
from pathlib import Path

import pytest

from kgdesk.domain.period import Period
from kgdesk.operations.entry import cell_history, entry_grid
from kgdesk.operations.maintenance import doctor
from kgdesk.operations.workspace import open_workspace
from tests.journeys.real_screen import PATIENCE, RealDesk, RealScreen

KILLS = int(os.environ.get("KGDESK_KILLS", "4"))
ROUNDS = 20  # cells typed in one life, at most

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("screen")]


def _figures(draft: Path, code: str) -> tuple[dict[str, list[Decimal]], set[str]]:
    """Every figure ever kept, by indicator and oldest first; and the indicators asked."""
    with open_workspace(draft, actor="") as workspace:
        period = Period.parse(code)
        asked = {row.indicator.code for row in entry_grid(workspace, period)}
        kept: dict[str, list[Decimal]] = {}
        for indicator in asked:
            for record in cell_history(workspace, period=period, indicator=indicator):
                figure = record.observation and (record.observation.numerator or record.observation.value)
                if figure is not None:
                    kept.setdefault(indicator, []).append(figure)
        return kept, asked


@pytest.mark.timeout(60 + 15 * KILLS)
def test_every_cell_shown_as_saved_survives(screen: RealScreen, draft: Path) -> None:
    chance = random.Random(535)
    typed: set[Decimal] = set()
    number = 1000
    lives_with_a_loss_to_look_for = 0
    for life in range(KILLS):
        desk = RealDesk(screen, draft)
        strokes: list[str] = []
        for _ in range(ROUNDS):
            number += 1
            typed.add(Decimal(number))
            strokes += [*str(number), "Return"]
        typing = screen.keys(*strokes, delay=chance.choice((4, 8, 15)))
        time.sleep(chance.uniform(0.05, 1.2))
        desk.kill()
        typing.wait(PATIENCE)  # ending it half-way would leave a key pressed for the next life
        saved = desk.saved_cells
        if not saved:
            continue
        lives_with_a_loss_to_look_for += 1
        code = desk.heard[0]["cells"][0][0]
        kept, _ = _figures(draft, code)
        for indicator in saved:
            assert kept.get(indicator), f"life {life}: {indicator} was shown as saved and is gone"
            assert kept[indicator][-1] > number - ROUNDS, f"life {life}: {indicator} is an older figure"
        strangers = {figure for figures in kept.values() for figure in figures} - typed
        assert not strangers, f"life {life}: nobody typed {strangers}"
        assert doctor(draft).healthy
    assert lives_with_a_loss_to_look_for >= KILLS // 2
