"""What stands in the cells of a row read from a damaged file: as bytes, as digests, and as told to a person."""

import hashlib
import zlib
from collections.abc import Iterator
from json import dumps, loads
from typing import Any

from kgdesk.store.digests import Scalar
from kgdesk.store.encoding import moment_of, unpack
from kgdesk.store.salvage_tables import Row
from kgdesk.store.vouched_rows import VOUCHED, VOUCHED_ALL


def can_be_read(text: str, *, json: bool) -> bool:
    """Whether a text is a JSON object, or else a moment with its zone."""
    try:
        return isinstance(loads(text), dict) if json else moment_of(text).tzinfo is not None
    except ValueError:
        return False


def plain_digest(content: bytes, *, packed: bool) -> str:
    """Give the SHA-256 of what is stored, unpacked; empty where it cannot be."""
    try:
        return hashlib.sha256(unpack(content) if packed else content).hexdigest()
    except zlib.error:
        return ""


def opened(content: bytes, *, packed: bool) -> bytes:
    """Unpack as far as it goes."""
    if not packed:
        return content
    unpacker = zlib.decompressobj()
    try:
        return unpacker.decompress(content)
    except zlib.error:
        return content


def bytes_of(value: Any) -> bytes:
    """Take a cell for bytes, whatever it was read as."""
    return value if isinstance(value, bytes) else str(value).encode()


def number_of(value: Scalar) -> int:
    """Take a cell for a number; 0 where it is none."""
    return value if isinstance(value, int) else 0


def row_told(row: Row) -> str:
    """Write a row for a person, without its bytes; long texts are cut."""
    shown: Iterator[str] = (f"{name}={str(value)[:60]}" for name, value in row.items() if not isinstance(value, bytes))
    return ", ".join(shown)


def detail_told(detail: str) -> str:
    """Give what a record tells a person, without what it vouches for; shortened."""
    try:
        columns = loads(detail)
        kept = {name: value for name, value in columns.items() if name not in {VOUCHED, VOUCHED_ALL}}
    except (ValueError, AttributeError):
        return detail[:300]
    return dumps(kept, ensure_ascii=False)[:300] if kept else "—"


def stated(document: bytes) -> Row:
    """Give whose return a document says it is, as its figures come from it: it has its digest, its row has none."""
    try:
        said = loads(document)
        return {name: said[name] for name in ("unit", "period", "revision")} | {"plan_digest": said["plan"]["digest"]}
    except (ValueError, KeyError, TypeError):
        return {}


def contents(row: Row) -> Row:
    """The columns of a row that its record vouches for."""
    return {name: value for name, value in row.items() if name not in {"entry", "id"}}
