"""Inflating a stream of a PDF that nobody has trusted yet."""

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Object


class TooLargeError(ValueError):
    """A stream inflates beyond its limit."""


def inflate(stream: "Object", *, limit: int) -> bytes:
    """Give the plain bytes of a stream, at most `limit` of them.

    Only no filter and Flate without predictor are taken; raises ValueError for others, TooLargeError.
    """
    from pikepdf import Array

    filters = stream.get("/Filter")
    names = [] if filters is None else [str(item) for item in filters] if isinstance(filters, Array) else [str(filters)]
    raw = bytes(stream.read_raw_bytes())
    if not names:
        content = raw
    elif names == ["/FlateDecode"] and "/DecodeParms" not in stream:
        content = zlib.decompressobj().decompress(raw, limit + 1)
    else:
        raise ValueError("a filter that our writer does not use")
    if len(content) > limit:
        raise TooLargeError
    return content
