"""Numbers typed in a text that disagree with the cells of the period.

A number is held against a cell only where the sentence says plainly that it is that figure: the
indicator is named before it, nothing but a verb of result and words of time and place stand
between, the indicator's own measure (or `% kế hoạch`, `% so với cùng kỳ`) follows. Everything else
is left alone: a remark that is wrong twice is not read a third time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

from kgdesk.domain.figure_mentions import Mention, Mentions, fold
from kgdesk.domain.figure_references import (
    FigureSheet,
    Missing,
    Part,
    QuotableFigure,
    Reference,
    find_references,
    quote,
)
from kgdesk.domain.indicator import EntryForm
from kgdesk.domain.numbers import Ambiguous, Number, read_number
from kgdesk.domain.period import Period
from kgdesk.domain.sentence_cues import AFTER_SHARE, Cue, cue_before, is_about_now, is_approximate, names_part_of_it

_SENTENCE = re.compile(r"[^.;!?\n]*(?:[.;!?](?=\w)[^.;!?\n]*)*[.;!?\n]?")
_NUMBER = re.compile(r"(?<![\w.,/:–-])\d+(?:[.,]\d+)*(?![\w/]|[.,]\d|[–-]\d)")
_SCALE = {"": 1, "nghin": 1000, "ngan": 1000, "trieu": 1_000_000}
# Money is counted in words of its own: the measure, and what else it may be told in.
_MONEY = {
    "ty dong": ((r"(nghin|ngan)\s+(?:ty|ti)", "1000"), (r"()(?:ty|ti)", "1"), (r"trieu(?= dong)", "0.001")),
    "trieu dong": ((r"(?:ty|ti)", "1000"), (r"()trieu", "1")),
}
_ABOUT = Decimal("0.05")  # how far `gần`, `khoảng`, `hơn` may be from the figure
_EXACT = Context(prec=40)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A typed number, `text[start:end]`, and the figure it does not agree with.

    `token` takes its place (`{KT08}`, the measure stays); empty where the sentence would have to
    be written anew. `expected` is the figure in the Vietnamese form.
    """

    start: int
    end: int
    typed: str
    code: str
    part: Part
    expected: str
    token: str


@dataclass(frozen=True, slots=True)
class _Typed:
    """A number of the sentence with the measure behind it: what it may be, and by what it was shortened."""

    start: int
    end: int  # of the number and its scale word
    after: int  # behind the measure
    readings: tuple[Decimal, ...]
    places: int
    scale: Decimal
    part: Part
    replaceable: bool = True


class NarrativeLint:
    """Checks texts of one unit and period; made once for many texts."""

    def __init__(self, sheet: FigureSheet, period: Period) -> None:
        self._sheet = sheet
        self._period = period
        self._mentions = Mentions(item.indicator for item in sheet.figures.values())

    def check(self, text: str) -> tuple[Disagreement, ...]:
        """Find the typed numbers that disagree, in reading order."""
        covered = text
        for placed in find_references(text):
            covered = covered[: placed.start] + "§" * (placed.end - placed.start) + covered[placed.end :]
        return tuple(item for found in _SENTENCE.finditer(covered) for item in self._sentence(covered, *found.span()))

    def _sentence(self, text: str, start: int, end: int) -> Iterator[Disagreement]:
        sentence = text[start:end]
        mentions = self._mentions.find(sentence)
        if not mentions or not any(letter.isdigit() for letter in sentence):
            return
        last = 0
        for hit in _NUMBER.finditer(sentence):
            mention = _owner(mentions, hit)
            if mention is None:
                continue
            figure = self._sheet.figures[mention.code]
            typed = _read(figure, sentence, hit)
            if typed is not None and self._is_claim(figure, sentence, mention, typed, max(last, mention.end)):
                found = _compare(figure, sentence, typed, max(last, mention.end))
                if found is not None:
                    yield _moved(found, start)
            last = typed.after if typed is not None else last

    def _is_claim(self, figure: QuotableFigure, sentence: str, mention: Mention, typed: _Typed, since: int) -> bool:
        """Whether the sentence says of the number that it is this period's figure."""
        if names_part_of_it(sentence[mention.end : typed.start]):
            return False
        if not is_about_now(sentence[: typed.start], sentence[typed.after :], self._period):
            return False
        first = since == mention.end
        grows = figure.indicator.entry is EntryForm.GROWTH
        cue = cue_before(
            sentence[: mention.start], sentence[since : typed.start], self._period, first=first, grows=grows
        )
        return cue is Cue.RESULT or (cue is Cue.EQUALS and typed.part is not Part.VALUE)


def _owner(mentions: tuple[Mention, ...], hit: re.Match[str]) -> Mention | None:
    """Give the last indicator named before the number; None inside a name or before the first."""
    before = [item for item in mentions if item.start <= hit.start()]
    return before[-1] if before and before[-1].end <= hit.start() else None


def _read(figure: QuotableFigure, sentence: str, hit: re.Match[str]) -> _Typed | None:
    """Read a number with its measure; None where the measure is not the indicator's."""
    match read_number(hit.group()):
        case Number(value):
            readings: tuple[Decimal, ...] = (value,)
        case Ambiguous(candidates):
            readings = candidates
        case _:
            return None
    places = max(0, *(-exponent for item in readings[:1] if isinstance(exponent := item.as_tuple().exponent, int)))
    behind = fold(sentence[hit.end() :])
    share = re.match(r"\s*(?:%|phan tram)", behind)
    if share is not None:
        about = AFTER_SHARE.match(behind, share.end())
        if about is not None and about["other"]:
            return None
        part = Part.PERCENT_OF_PLAN if about and about["plan"] else Part.PERCENT_OF_LAST_YEAR if about else Part.VALUE
        if part is Part.VALUE and not figure.indicator.measure_vi.startswith("%"):
            return None
        taken = share.end() if part is not Part.VALUE else 0
        after = hit.end() + (share.end() if about is None else about.end())
        return _Typed(hit.start(), hit.end() + taken, after, readings, places, Decimal(1), part)
    measured = _measured(figure, behind)
    if measured is None:
        return None
    return _Typed(
        hit.start(),
        hit.end() + measured.scale_ends,
        hit.end() + measured.ends,
        readings,
        places,
        measured.scale,
        Part.VALUE,
        replaceable=measured.same,
    )


@dataclass(frozen=True, slots=True)
class _Measure:
    """Words behind a number: what it counts by, where its scale word and where all ends; `same`: the cell's own."""

    scale: Decimal
    scale_ends: int
    ends: int
    same: bool = True


def _measured(figure: QuotableFigure, behind: str) -> _Measure | None:
    """Find the indicator's measure behind a number."""
    head = " ".join(fold(figure.indicator.measure_vi.partition("/")[0]).split())
    if not head or head.startswith("%") or figure.indicator.entry is EntryForm.BOOLEAN:
        return None
    for words, factor in _MONEY.get(head, ()):
        found = re.match(rf"\s*{words}(?: dong)?(?!\w)", behind)
        if found is not None:
            scale_ends = found.end(1) if found.re.groups and found[1] else 0
            return _Measure(Decimal(factor), scale_ends, found.end(), same=bool(found.re.groups))
    found = re.match(rf"\s*(?:(nghin|ngan|trieu)\s+)?{re.escape(head)}(?!\w)", behind)
    if found is None:
        return None
    return _Measure(Decimal(_SCALE[found[1] or ""]), found.end(1) if found[1] else 0, found.end())


def _compare(figure: QuotableFigure, sentence: str, typed: _Typed, since: int) -> Disagreement | None:
    """Hold the number against the cell, within what was rounded away; None where it agrees or there is no figure."""
    value = {
        Part.VALUE: figure.value,
        Part.PERCENT_OF_PLAN: figure.percent_of_plan,
        Part.PERCENT_OF_LAST_YEAR: figure.percent_of_last_year,
    }.get(typed.part)
    told = quote(figure, typed.part)
    if value is None or isinstance(told, Missing):
        return None
    before = sentence[since : typed.start].lower()
    falls = "giảm" in before
    about = is_approximate(before)
    if any(
        _agrees(-item if falls else item, value / typed.scale, typed.places, about=about) for item in typed.readings
    ):
        return None
    token = Reference(figure.indicator.code, typed.part).token if typed.replaceable and not falls else ""
    return Disagreement(
        typed.start, typed.end, sentence[typed.start : typed.end], figure.indicator.code, typed.part, told, token
    )


def _agrees(typed: Decimal, value: Decimal, places: int, *, about: bool) -> bool:
    if about:
        return abs(typed - value) <= abs(value) * _ABOUT
    exponents = {places, _places(typed)}
    return any(
        value.quantize(Decimal(1).scaleb(-item), rounding, _EXACT) == typed
        for item in exponents
        for rounding in (ROUND_HALF_UP, ROUND_DOWN)
    )


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _moved(found: Disagreement, by: int) -> Disagreement:
    return Disagreement(
        found.start + by, found.end + by, found.typed, found.code, found.part, found.expected, found.token
    )
