"""How a place of a comparison is shown: in a cell of the table, and in full below it."""

from dataclasses import replace
from html import escape
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from kgdesk.desk.appearance import tones
from kgdesk.desk.widgets.word_marks import marked_words, plain_html
from kgdesk.desk.words import figure_text
from kgdesk.domain.part import PartFigure, PlaceNoun
from kgdesk.domain.three_way import Standing
from kgdesk.messages import say
from kgdesk.operations.compare import ComparedPlace
from kgdesk.operations.part_words import value_text

translate = QCoreApplication.translate
_LONG = 90  # characters of a text in a cell; the rest stands below


def place_name(item: ComparedPlace, lang: str) -> str:
    """Name a place in the language of the window."""
    return item.name_vi if lang == "vi" else item.name_en


def standing_word(standing: Standing, lang: str) -> str:
    """Say which side changed a place, with a mark."""
    return say(f"compare.standing.{standing.value}", lang)


def standing_colour(standing: Standing) -> QColor | None:
    """Colour what somebody has to look at twice: the new one lacks, or contradicts, what counts."""
    return tones().warn if standing in {Standing.MINE, Standing.CONFLICT} else None


def cell_text(item: ComparedPlace, value: Any, lang: str) -> str:
    """Write a value for a cell: a figure without source and note, the beginning of a text."""
    if isinstance(value, PartFigure):
        text = value_text(replace(value, source="", note=""), lang)
        computed = item.new_value if value is item.new else item.held_value if value is item.held else None
        if value.numerator is not None and computed is not None:
            return f"{figure_text(computed, item.decimals, lang)} = {text}"
        return text
    text = value_text(value, lang)
    return text if len(text) <= _LONG else text[:_LONG].rstrip() + "…"


def place_html(item: ComparedPlace, lang: str) -> str:
    """Set what both came from, what counts, and what came against it word by word, below each other."""
    ancestor, held, new = (value_text(value, lang) for value in (item.ancestor, item.held, item.new))
    lines = [
        (translate("Review", "Gốc chung"), plain_html(ancestor)),
        (translate("Review", "Đang tính"), plain_html(held)),
        (translate("Review", "Lần mới, so với đang tính"), marked_words(held, new)),
    ]
    if item.place.noun is PlaceNoun.CELL and item.changed:
        lines.append((translate("Review", "Lý do"), plain_html(item.reason or say("compare.no_reason", lang))))
    quiet = tones().quiet.name()
    return f"<p><b>{plain_html(place_name(item, lang))}</b></p>" + "".join(
        f"<p><span style='color:{quiet}'>{escape(name)}:</span> {text}</p>" for name, text in lines
    )
