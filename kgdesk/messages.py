"""Sentences for people, by code and language. The words are data: `resources/messages/*.json`.

A code is `area.what`; each area is a file, each entry has `vi` and `en` with `{name}` blanks.
"""

import json
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache

from kgdesk.domain.numbers import write_number
from kgdesk.files import resource

LANGUAGES = ("vi", "en")
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


@cache
def _area(name: str) -> dict[str, dict[str, str]]:
    path = resource("messages", f"{name}.json")
    entries: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return entries


def say(code: str, lang: str = "vi", /, **params: object) -> str:
    """Fill the sentence of `code`; a missing code is a defect and raises KeyError."""
    entry = _area(code.partition(".")[0])[code]
    shown = {name: _shown(value, lang) for name, value in params.items()}
    return entry[lang if lang in entry else "vi"].format_map(shown)


def is_known(code: str) -> bool:
    """Whether the catalogue has a sentence for `code`."""
    return code in _area(code.partition(".")[0])


def _shown(value: object, lang: str) -> str:
    match value:
        case Decimal():
            return write_number(value) if lang == "vi" else f"{value:,f}"
        case datetime():
            return value.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")
        case date():
            return value.strftime("%d/%m/%Y")
        case tuple():
            return "; ".join(_shown(item, lang) for item in value)
        case _:
            return printable(str(value))


def printable(text: str) -> str:
    """Replace what would command a terminal or turn the reading round: control and direction characters."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}" for letter in text)
