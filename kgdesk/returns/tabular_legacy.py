"""Texts of a sheet as they read: Unicode put right, TCVN3 and VNI converted where that is certain.

Nothing is written back into the sheet. What is only likely is offered and left to the person.
"""

from dataclasses import dataclass

from kgdesk.returns.tabular_cells import CellKind, Place, SheetGrid

_MOST_TEXTS = 10_000  # different texts of one sheet that are looked at: some seconds


@dataclass(frozen=True, slots=True)
class TextReading:
    """How a text reads. `encoding` is '' where the text was Unicode already; `sure` False: offered only.

    `kind` names the sentence that tells it: `legacy`, `letters`, `unicode` or `invisible`.
    """

    text: str
    encoding: str = ""
    sure: bool = True
    kind: str = "legacy"


def readings_of(grid: SheetGrid) -> dict[Place, TextReading]:
    """Give a reading for every text that does not stand as it reads."""
    found: dict[Place, TextReading] = {}
    wanted: dict[tuple[str, str], list[Place]] = {}
    for place, cell in grid.cells.items():
        if cell.kind is CellKind.TEXT:
            wanted.setdefault((cell.text, cell.font), []).append(place)
    suspects = [key for key in wanted if _is_suspect(*key)][:_MOST_TEXTS]
    for key, reading in _converted(suspects).items():
        found |= dict.fromkeys(wanted[key], reading)
    for (text, _), places in wanted.items():
        tidied = None if places[0] in found else _tidied(text)
        if tidied is not None:
            found |= dict.fromkeys(places, tidied)
    return found


def _tidied(text: str) -> TextReading | None:
    """Read a text that is Unicode already; None where it stands as it reads, odd spaces apart."""
    if text.isascii():
        return None
    from kgdesk.domain.legacy_text_unicode import TextRepair, tidy

    tidied = tidy(text)
    for kind, repairs in (
        ("letters", {TextRepair.MARKS, TextRepair.LOOK_ALIKE}),
        ("unicode", {TextRepair.COMPOSED}),
        ("invisible", {TextRepair.INVISIBLE}),
    ):
        if repairs.intersection(tidied.repairs):
            return TextReading(tidied.after, kind=kind)
    return None


def _is_suspect(text: str, font: str) -> bool:
    from kgdesk.domain.legacy_text import encoding_of_font

    return not text.isascii() or (any(map(str.isalpha, text)) and encoding_of_font(font) is not None)


def _converted(suspects: list[tuple[str, str]]) -> dict[tuple[str, str], TextReading]:
    from kgdesk.domain.legacy_text import Certainty, suggest_block

    offers = suggest_block([text for text, _ in suspects], [font or None for _, font in suspects])
    return {
        key: TextReading(offer.after, str(offer.encoding), offer.certainty is Certainty.CERTAIN)
        for key, offer in zip(suspects, offers, strict=True)
        if offer is not None and offer.after != key[0]
    }
