"""The pages of a damaged database, read without SQLite, which gives a file up at its first broken page.

Those of an encrypted file are decrypted in memory, one by one; one that is not what was written is an empty page.
Format: https://www.sqlite.org/fileformat2.html, sections 1 (pages, free list) and 4 (write-ahead log).
"""

import struct

from kgdesk.store.cipher_key import PAGE, RESERVED
from kgdesk.store.salvage_cipher import PageCipher

_HEADER = 100
_USUAL = 4096
_FRAME = 24
_LOG_HEADER = 32
_LOG_MAGIC = (0x377F0682, 0x377F0683)


class PageFile:
    """All pages of a file as they stand after its log; pages are numbered from 1."""

    def __init__(self, data: bytes, log: bytes = b"", *, cipher: PageCipher | None = None) -> None:
        self.size, reserved = _page_size(data) if cipher is None else (PAGE, RESERVED)
        self.usable = self.size - reserved
        self._data = data
        self._newer = _committed(log, self.size)
        self._spoiled: set[int] = set()
        if cipher is not None:
            self._decrypt(cipher)
        self.count = max((len(data) + self.size - 1) // self.size, max(self._newer, default=0))
        self.free = self._free_pages()
        self.overflow: set[int] = set()  # pages that were read as the rest of a long row

    def _decrypt(self, cipher: PageCipher) -> None:
        """Put what was written in the place of what stands in the file and its log."""
        size, newer = self.size, self._newer
        count = (len(self._data) + size - 1) // size
        pages = {number: self._data[(number - 1) * size : number * size] for number in range(1, count + 1)}
        opened = {number: cipher.opened(page, number) for number, page in (pages | newer).items()}
        self._spoiled = {number for number, page in opened.items() if page is None}
        self._data = b"".join(opened[number] or bytes(size) for number in pages)
        self._newer = {number: opened[number] or bytes(size) for number in newer}

    def page(self, number: int) -> bytes:
        """Give a page, filled up with zeroes where the file ends early; empty bytes for one that is not there."""
        if not 1 <= number <= self.count:
            return b""
        newer = self._newer.get(number)
        if newer is not None:
            return newer
        return self._data[(number - 1) * self.size : number * self.size].ljust(self.size, b"\0")

    def is_whole(self, number: int) -> bool:
        """Whether all of the page is in the file, and as it was written where that can be told."""
        if number in self._spoiled:
            return False
        return number in self._newer or number * self.size <= len(self._data)

    def _free_pages(self) -> frozenset[int]:
        """Pages that hold nothing any more; what is still on them was deleted."""
        found: set[int] = set()
        trunk = struct.unpack_from(">I", self.page(1), 32)[0] if self.count else 0
        while trunk and trunk not in found and (page := self.page(trunk)):
            found.add(trunk)
            trunk, count = struct.unpack_from(">II", page, 0)
            if count > self.usable // 4 - 2:  # no list of free pages
                break
            found.update(struct.unpack_from(f">{count}I", page, 8))
        return frozenset(found)


def _page_size(data: bytes) -> tuple[int, int]:
    """Read page size and reserved bytes from the header; the usual ones where the header is spoiled."""
    if len(data) < _HEADER or not data.startswith(b"SQLite format 3\0"):
        return _USUAL, 0
    size = int.from_bytes(data[16:18], "big")
    size = 65536 if size == 1 else size
    reserved = data[20]
    if size < 512 or size & (size - 1) or size - reserved < 480:  # noqa: PLR2004 - bounds of the format
        return _USUAL, 0
    return size, reserved


def _committed(log: bytes, size: int) -> dict[int, bytes]:
    """Give the newest state of each page in a log, up to its last commit whose checksums hold."""
    if len(log) < _LOG_HEADER:
        return {}
    magic, _, found, _ = struct.unpack_from(">4I", log, 0)
    if magic not in _LOG_MAGIC or found != size:
        return {}
    order = ">" if magic & 1 else "<"
    sums = _checksum(log[:24], (0, 0), order)
    if sums != struct.unpack_from(">2I", log, 24):
        return {}
    salt = log[16:24]
    pages: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    for start in range(_LOG_HEADER, len(log) - _FRAME - size + 1, _FRAME + size):
        number, commit = struct.unpack_from(">2I", log, start)
        content = log[start + _FRAME : start + _FRAME + size]
        sums = _checksum(content, _checksum(log[start : start + 8], sums, order), order)
        if log[start + 8 : start + 16] != salt or sums != struct.unpack_from(">2I", log, start + 16):
            break
        pending[number] = content
        if commit:
            pages.update(pending)
            pending.clear()
    return pages


def _checksum(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for position in range(0, len(words), 2):
        first = (first + words[position] + second) & 0xFFFFFFFF
        second = (second + words[position + 1] + first) & 0xFFFFFFFF
    return first, second
