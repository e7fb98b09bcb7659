"""The pages of a damaged encrypted workspace that are still what was written, and the key that opens them.

SQLCipher gives a file up at its first spoiled page; each page has an HMAC of its own, so each is looked at alone.
Without the salt (the first 16 bytes) no HMAC can be computed and no password becomes a key. Then it is looked for
where it stands once more: on the first page in the log, and in the copies. Where none has it, only the recovery code
helps, which is the key itself; what it opens is then vouched for by the records alone, as in a plain file.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.domain.kept_copy import copies_folder
from kgdesk.store import encryption
from kgdesk.store.cipher_key import MAC, PAGE, RESERVED, SALT, CipherKey, key_of_code, looks_like_code

MAGIC = b"SQLite format 3\x00"
_FRAME, _LOG_HEADER = 24, 32  # bytes


@dataclass(frozen=True, slots=True)
class PageCipher:
    """Opens pages. `checked` is False where the salt is gone, so that no page can be held against its HMAC."""

    key: CipherKey
    checked: bool = True

    def opened(self, page: bytes, number: int) -> bytes | None:
        """Decrypt a page (counted from 1); None where it is not whole or not what was written."""
        if len(page) != PAGE or (not self.key.fits(page, number) if self.checked else not any(page)):
            return None
        from kgdesk.signing.aes_pages import decrypted

        start = SALT if number == 1 else 0
        content = decrypted(page[start:-RESERVED], key=self.key.key, vector=page[-RESERVED:-MAC])
        return (MAGIC if number == 1 else b"") + content + bytes(RESERVED)


def find(path: Path, data: bytes, log: bytes, secret: str | None) -> PageCipher | None:
    """Find what opens a damaged file: a key this process has been given, or a password or recovery code.

    None where there is neither. A recovery code without a salt cannot be tried out: look at what it opens. Raises
    Fault `salvage.wrong_password`, `encryption.code_slip`.
    """
    salts = dict.fromkeys(_salts(path, data, log))  # each once, likeliest first
    known = (encryption.known_key(salt) for salt in salts)
    found = next((key for key in known if key is not None and _fits(key, data)), None)
    if found is not None or secret is None:
        return None if found is None else PageCipher(found)
    raw = key_of_code(secret)
    keys = (CipherKey.of_password(secret, salt) if raw is None else CipherKey(raw, salt) for salt in salts)
    found = next((key for key in keys if _fits(key, data)), None)
    if found is not None:
        return PageCipher(found)
    if raw is not None:
        return PageCipher(CipherKey.of_code(raw), checked=False)
    raise Fault("encryption.code_slip" if looks_like_code(secret) else "salvage.wrong_password", file=path)


def looks_encrypted(data: bytes) -> bool:
    """Whether a file without one readable row may be an encrypted one: most of its pages look like chance."""
    pages = [page for page in _pages(data) if any(page)]
    return bool(pages) and 2 * sum(map(encryption.looks_like_chance, pages)) > len(pages)


def _pages(data: bytes) -> Iterator[bytes]:
    return (data[start : start + PAGE] for start in range(0, len(data) - PAGE + 1, PAGE))


def _fits(key: CipherKey, data: bytes) -> bool:
    return any(key.fits(page, number) for number, page in enumerate(_pages(data), start=1))


def _salts(path: Path, data: bytes, log: bytes) -> Iterator[bytes]:
    """Give every salt that may be the file's: its own, those in its log, those of its copies."""
    yield data[:SALT].ljust(SALT, b"\0")
    for start in range(_LOG_HEADER, len(log) - _FRAME - PAGE + 1, _FRAME + PAGE):
        if struct.unpack_from(">I", log, start)[0] == 1:
            yield log[start + _FRAME : start + _FRAME + SALT]
    for folder in (copies_folder(path), path.parent):
        for item in sorted(folder.glob("*.kgdesk"), reverse=True):
            salt = encryption.salt_of(item, open_here=True) if item != path else None
            if salt is not None:
                yield salt
