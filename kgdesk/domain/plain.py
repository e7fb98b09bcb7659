"""Domain values as JSON knows them: Decimals as strings, times as ISO 8601 in UTC."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import PurePath


def plain(value: object) -> object:
    """Turn a value into dicts, lists, strings, numbers and None; what is unknown becomes its text."""
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
        case Sequence() | set() | frozenset():
            return [plain(item) for item in value]
        case _ if is_dataclass(value):
            return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
        case PurePath():
            return str(value)
        case _:
            return str(value)
