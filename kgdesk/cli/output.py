"""What the command line prints: sentences, or one JSON object a line."""

import json
import sys
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.messages import say


class Output:
    """One command's answer. With `as_json`, stdout carries JSON objects and nothing else."""

    def __init__(self, *, as_json: bool, lang: str) -> None:
        self.as_json = as_json
        self.lang = lang

    def text(self, line: str) -> None:
        """Print a line for people; silent in JSON mode."""
        if not self.as_json:
            print(line)

    def say(self, code: str, **params: object) -> None:
        """Print a sentence of the catalogue; silent in JSON mode."""
        self.text(say(code, self.lang, **params))

    def record(self, **values: object) -> None:
        """Print one JSON object; silent in text mode."""
        if self.as_json:
            print(json.dumps(plain(values), ensure_ascii=False))

    def fault(self, fault: Fault) -> None:
        """Print what stands in the way: one line on stderr."""
        print("kgdesk: " + " ".join(say(fault.code, self.lang, **fault.params).split()), file=sys.stderr)


def plain(value: object) -> object:
    """Turn domain values into what JSON knows: Decimals as strings, times as ISO 8601 in UTC."""
    match value:
        case Enum():
            return value.value
        case str() | int() | bool() | None:
            return value
        case Decimal():
            return f"{value:f}"
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in value]
        case _ if is_dataclass(value):
            return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
        case Path():
            return str(value)
        case _:
            return str(value)
