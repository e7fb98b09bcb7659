"""The guide for plan authors names every sheet, column and word there is."""

from pathlib import Path

import pytest

from kgdesk.returns.plan_sheets import SHEETS, Sheet

GUIDE = Path(__file__).parents[2] / "docs" / "plan-packs.md"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.code)
def test_the_guide_names_every_column_and_word(sheet: Sheet) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    section = next(part for part in text.split("\n### ") if sheet.code in part.partition("\n")[0])
    words = {column.code for column in sheet.columns}
    words |= {str(word) for column in sheet.columns for word in column.words or ()}
    assert {word for word in words if f"`{word}`" not in section} == set()
