"""A long text that grows piece by piece and is kept packed until it is written: reports outgrow an office computer."""

import zlib
from collections.abc import Iterator

_LEVEL, _BLOCK = 1, 65_536  # quickly packed; unpacked in blocks of so many bytes


class PackedText:
    """Takes pieces of text; `blocks` gives all of them as UTF-8, once."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(_LEVEL)
        self._packed = bytearray()

    def add(self, text: str) -> None:
        """Append a piece."""
        self._packed += self._packer.compress(text.encode())

    def blocks(self) -> Iterator[bytes]:
        """Give the whole in blocks; nothing can be added any more."""
        self._packed += self._packer.flush()
        unpacker = zlib.decompressobj()
        block = unpacker.decompress(self._packed, _BLOCK)
        while block:
            yield block
            block = unpacker.decompress(unpacker.unconsumed_tail, _BLOCK)
