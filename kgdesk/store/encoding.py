"""How words of the domain lie in SQLite: decimals and moments as text, text in NFC, documents packed."""

import json
import unicodedata
import zlib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

_WIDEST = 60  # digits before or after the point; beyond that it is not a figure of this world


def decimal_text(value: Decimal | None) -> str | None:
    """Write a figure exactly, in plain notation; ValueError for what is no finite figure."""
    if value is None:
        return None
    if not value.is_finite() or abs(value.adjusted()) > _WIDEST:
        raise ValueError(f"not a figure to store: {value}")
    return format(abs(value) if value == 0 else value, "f")


def decimal_of(text: str | None) -> Decimal | None:
    """Read a stored figure."""
    return None if text is None else Decimal(text)


def moment_text(at: datetime) -> str:
    """Write a moment in UTC so that text order is time order; ValueError without a time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def moment_of(text: str) -> datetime:
    """Read a stored moment."""
    return datetime.fromisoformat(text)


def day_text(day: date | None) -> str | None:
    """Write a day."""
    return None if day is None else day.isoformat()


def day_of(text: str | None) -> date | None:
    """Read a stored day."""
    return None if text is None else date.fromisoformat(text)


def nfc(text: str) -> str:
    """Compose a text of JSON, where a line end inside would break it; texts of people are `domain.written_text`'s."""
    return unicodedata.normalize("NFC", text)


def json_text(value: object) -> str:
    """Compact JSON with sorted keys: the same value is the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def pack(data: bytes) -> bytes:
    """Compress a document."""
    return zlib.compress(data, 6)


def pack_blocks(blocks: Iterable[bytes]) -> bytes:
    """Compress a document that comes in blocks, to the same bytes as in one."""
    packer = zlib.compressobj(6)
    return b"".join((*map(packer.compress, blocks), packer.flush()))


def unpack(data: bytes) -> bytes:
    """Give back the exact bytes of a document."""
    return zlib.decompress(data)


def storable(text: str) -> str:
    """Give a text that SQLite takes: a byte of a file's name that is no UTF-8 becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
