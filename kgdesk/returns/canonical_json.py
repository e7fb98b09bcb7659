"""Frozen dataclasses to canonical JSON and strictly back: one object, one sequence of bytes.

Canonical means: UTF-8, NFC, keys sorted, no spaces, decimals as strings in plain notation without
trailing zeros (`"1234.5"`), instants in UTC (`2024-12-20T01:30:00Z`), dates as ISO 8601. Reading is
strict: what `dump` would not have written is refused, with the place where it stands.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Hashable
from dataclasses import Field, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NoReturn, TypeVar, Union, get_args, get_origin, get_type_hints

from kgdesk.domain.written_text import UNFIT, clean_text

T = TypeVar("T")

MAX_TEXT = 32_000  # characters; a cell of a workbook holds 32,767
MAX_ITEMS = 5_000  # of one list
MAX_INTEGER = 999_999_999
MAX_FIGURE = 40  # characters of one decimal: 24 digits of entry with room for sign, point and sums

_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class NotCanonicalError(ValueError):
    """The bytes are not the canonical form of the type asked for; `place` says where."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place}: {why}" if place else why)
        self.place = place
        self.why = why


def plain_decimal(value: Decimal) -> str:
    """Write a decimal without exponent and without trailing zeros; raises ValueError for NaN and infinity."""
    if not value.is_finite() or abs(value.adjusted()) > MAX_FIGURE:
        raise ValueError("a figure is finite")
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if len(text) > MAX_FIGURE:
        raise ValueError("a figure has at most 100 characters")
    return "0" if text == "-0" else text


def dump(tree: object) -> bytes:
    """Write a tree of plain values as canonical bytes."""
    text = json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    # Written text has no lone surrogates; a tree that was read may, and must not equal what was read.
    return text.encode("utf-8", "surrogatepass")


def encode(value: Any) -> Any:
    """Turn a dataclass (or a value inside one) into plain JSON values; raises NotCanonicalError for a text too long."""
    writer = _WRITERS.get(type(value))
    if writer is not None:
        return writer(value)
    if isinstance(value, StrEnum):
        return value.value
    if is_dataclass(value):
        return {
            item.name: encode(found) for item in fields(value) if _is_said(item, found := getattr(value, item.name))
        }
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _is_said(item: "Field[Any]", value: Any) -> bool:
    """Whether a field stands in the document: one marked so is left out while it is empty."""
    return bool(value) or not item.metadata.get("left_out_when_empty")


def _write_text(text: str) -> str:
    cleaned = clean_text(text)
    if len(cleaned) > MAX_TEXT:
        raise NotCanonicalError(f"{cleaned[:40]}…", f"text longer than {MAX_TEXT} characters")
    return cleaned


def _write_instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


_WRITERS: dict[type, Callable[[Any], Any]] = {
    NoneType: lambda value: value,
    bool: lambda value: value,
    int: lambda value: value,
    str: _write_text,
    Decimal: plain_decimal,
    datetime: _write_instant,
    date: date.isoformat,
    tuple: lambda value: [encode(item) for item in value],
}


def parse(data: bytes) -> Any:
    """Read JSON strictly: no duplicate keys, no floats, no NaN; raises NotCanonicalError."""
    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
            parse_int=_integer,
        )
    except NotCanonicalError:
        raise
    except RecursionError:
        raise NotCanonicalError("", "nested too deep") from None
    except UnicodeDecodeError as error:
        raise NotCanonicalError(f"byte {error.start}", "not UTF-8") from None
    except json.JSONDecodeError as error:
        raise NotCanonicalError(f"character {error.pos}", "not JSON") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        names = [name for name, _ in pairs]
        raise NotCanonicalError(next(name for name in names if names.count(name) > 1), "given twice")
    return result


def _refuse_number(text: str) -> NoReturn:
    raise NotCanonicalError(text[:20], "decimals are strings")


def _integer(text: str) -> int:
    if len(text) > len(str(MAX_INTEGER)):
        raise NotCanonicalError(text[:20], "integer too large")
    return int(text)


def decode(kind: type[T], value: Any, place: str = "") -> T:
    """Build `kind` from plain JSON values; raises NotCanonicalError with the place."""
    shape: Any = kind
    result: T = _reader(shape)(value, place)
    return result


_Reader = Callable[[Any, str], Any]


@cache
def _reader(kind: Hashable) -> _Reader:
    simple: dict[Any, _Reader] = {
        str: _text,
        int: _whole,
        bool: _truth,
        Decimal: _decimal,
        datetime: _instant,
        date: _day,
    }
    if kind in simple:
        return simple[kind]
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        inner = next(item for item in get_args(kind) if item is not NoneType)
        return _optional(_reader(inner))
    if origin is tuple:
        return _sequence(_reader(get_args(kind)[0]))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _word(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind)
    raise TypeError(f"{kind!r} has no canonical form")


def _expect(value: Any, kind: type, place: str) -> None:
    if type(value) is not kind:
        raise NotCanonicalError(place, f"expected {kind.__name__}")


def _text(value: Any, place: str) -> str:
    _expect(value, str, place)
    if len(value) > MAX_TEXT:
        raise NotCanonicalError(place, "text too long")
    if not value.isascii() and not unicodedata.is_normalized("NFC", value):
        raise NotCanonicalError(place, "not NFC")
    if not value.isprintable() and UNFIT.search(value):
        raise NotCanonicalError(place, "control character")
    return str(value)


def _whole(value: Any, place: str) -> int:
    _expect(value, int, place)
    if not 0 <= value <= MAX_INTEGER:
        raise NotCanonicalError(place, "integer out of range")
    return int(value)


def _truth(value: Any, place: str) -> bool:
    _expect(value, bool, place)
    return bool(value)


def _decimal(value: Any, place: str) -> Decimal:
    _expect(value, str, place)
    if len(value) > MAX_FIGURE or not _DECIMAL.fullmatch(value) or value == "-0":
        raise NotCanonicalError(place, "not a decimal in plain notation")
    return Decimal(value)


def _instant(value: Any, place: str) -> datetime:
    _expect(value, str, place)
    try:
        if _INSTANT.fullmatch(value):
            return datetime.fromisoformat(value)
    except ValueError:
        pass
    raise NotCanonicalError(place, "not an instant in UTC")


def _day(value: Any, place: str) -> date:
    _expect(value, str, place)
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise NotCanonicalError(place, "not a date")


def _optional(inner: _Reader) -> _Reader:
    return lambda value, place: None if value is None else inner(value, place)


def _sequence(inner: _Reader) -> _Reader:
    def read(value: Any, place: str) -> tuple[Any, ...]:
        _expect(value, list, place)
        if len(value) > MAX_ITEMS:
            raise NotCanonicalError(place, "too many items")
        return tuple(inner(item, f"{place}[{number}]") for number, item in enumerate(value))

    return read


def _word(kind: type[StrEnum]) -> _Reader:
    words = {item.value: item for item in kind}

    def read(value: Any, place: str) -> StrEnum:
        if type(value) is not str or value not in words:
            raise NotCanonicalError(place, "unknown word")
        return words[value]

    return read


def _record(kind: type) -> _Reader:
    hints = get_type_hints(kind)
    readers = {item.name: _reader(hints[item.name]) for item in fields(kind)}
    names = readers.keys()
    optional = {item.name for item in fields(kind) if item.metadata.get("left_out_when_empty")}

    def read(value: Any, place: str) -> Any:
        _expect(value, dict, place)
        stray = (value.keys() ^ names) - (optional - value.keys())
        if stray:
            raise NotCanonicalError(f"{place}.{min(stray)}".lstrip("."), "unknown or missing")
        for name in sorted(optional & value.keys()):
            if not value[name]:
                raise NotCanonicalError(f"{place}.{name}".lstrip("."), "empty, and so left out")
        return kind(
            **{
                name: reader(value[name], f"{place}.{name}" if place else name)
                for name, reader in readers.items()
                if name in value
            }
        )

    return read
