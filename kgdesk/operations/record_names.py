"""Which indicator a table means: by code, by name in either language, by a name written a little differently."""

import re
import unicodedata
from collections.abc import Iterable

from kgdesk.domain.indicator import Indicator, running_name
from kgdesk.domain.written_text import clean_text

_NUMBER_BEFORE = re.compile(r"^\s*(\(?[0-9ivxIVX]{1,4}(\.[0-9]{1,2})*\)?[.):]|[a-zđ][.)]|[-+–*•])\s+")
_NO_WORD = re.compile(r"[^a-z0-9%]+")


class IndicatorNames:
    """The names under which the indicators asked may stand in a table."""

    def __init__(self, asked: Iterable[Indicator]) -> None:
        self._exact: dict[str, Indicator] = {}
        self._loose: dict[str, Indicator | None] = {}
        for item in asked:
            for name in _names_of(item):
                self._exact.setdefault(_folded(name), item)
            for loose in {_loosely(name) for name in _names_of(item)}:
                # a name that two indicators share says nothing
                self._loose[loose] = item if self._loose.get(loose, item) is item else None

    def exact(self, text: str) -> Indicator | None:
        """Look up a code, or a name as the plan writes it whatever its capitals."""
        return self._exact.get(_folded(text)) if text else None

    def names_exactly(self, text: str) -> bool:
        """Whether the text is a code, or a name as the plan writes it."""
        return self.exact(text) is not None

    def loose(self, text: str) -> Indicator | None:
        """Look up a name without marks, signs and the number before it."""
        return self._loose.get(_loosely(text)) if text else None

    def knows(self, text: str) -> bool:
        """Whether the text names an indicator."""
        return self.exact(text) is not None or self.loose(text) is not None


def _names_of(indicator: Indicator) -> tuple[str, ...]:
    running = running_name(indicator.name_vi, indicator.measure_vi)
    return tuple(filter(None, (indicator.code, indicator.name_vi, indicator.name_en, running)))


def _folded(text: str) -> str:
    return " ".join(clean_text(text).casefold().split())


def _loosely(text: str) -> str:
    text = _NUMBER_BEFORE.sub("", text)
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "d"))
    letters = "".join(item for item in plain if not unicodedata.combining(item)).casefold()
    return _NO_WORD.sub(" ", letters).strip()
