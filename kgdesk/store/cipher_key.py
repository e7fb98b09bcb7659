"""The key of an encrypted workspace: made from a password, written down as a recovery code, tried on a file.

An encrypted workspace is an ordinary SQLCipher 4 file: its first 16 bytes are a salt, every page of 4096 bytes is
AES-256-CBC with an initial vector of its own and an HMAC-SHA512 behind it, and the key of 256 bits is
PBKDF2-HMAC-SHA512 of password and salt, 256,000 rounds (https://www.zetetic.net/sqlcipher/design/). So the
recovery code is nothing but the key itself, in letters, and any SQLCipher opens the file with the password.
"""

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass, field
from typing import Self

PAGE = 4096  # bytes
SALT = 16  # bytes, the beginning of the file
MAC = 64  # bytes of HMAC-SHA512, the end of each page
RESERVED = 80  # bytes at the end of each page: initial vector and HMAC
CIPHER = "SQLCipher 4, AES-256-CBC, HMAC-SHA512, PBKDF2-HMAC-SHA512 256000"
SHORTEST = 10  # letters of a password
# A file that begins like this is something else, however random the rest looks; no salt of ours begins like this.
KNOWN_BEGINNINGS = (
    b"SQLite format 3\x00", b"PK\x03\x04", b"PK\x05\x06", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff",
    b"GIF8", b"\x1f\x8b\x08", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"MZ\x90\x00", b"RIFF", b"BZh", b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd", b"II*\x00", b"MM\x00*", b"ID3",
)  # fmt: skip

_ROUNDS = 256_000
_KEY = 32  # bytes
_FAST_ROUNDS = 2  # from the key to the key of the HMAC
_SALT_MASK = 0x3A
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none that looks like another
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_CODE = 56  # letters: 52 of the key, 4 to notice a slip of the pen
_GROUP = 4


@dataclass(frozen=True, slots=True)
class CipherKey:
    """Key and salt of one encrypted workspace and of its copies; never shown by accident."""

    key: bytes = field(repr=False)
    salt: bytes

    @classmethod
    def fresh(cls, password: str) -> Self:
        """Make the key of a file that is to be encrypted, with a salt of its own. Takes a good part of a second."""
        return cls.of_password(password, _fresh_salt())

    @classmethod
    def of_code(cls, key: bytes) -> Self:
        """Take over a recovery code for a new file, whose salt no password has been mixed with."""
        return cls(key, _fresh_salt())

    @classmethod
    def of_password(cls, password: str, salt: bytes) -> Self:
        """Compute the key of a password. The same word is the same key whichever keyboard composed its marks."""
        text = unicodedata.normalize("NFC", password).encode()
        return cls(hashlib.pbkdf2_hmac("sha512", text, salt, _ROUNDS, _KEY), salt)

    @property
    def sql(self) -> str:
        """The key as SQLCipher takes it without deriving anything."""
        return f"x'{self.key.hex()}{self.salt.hex()}'"

    @property
    def recovery_code(self) -> str:
        """Write the key for paper: 14 groups of 4 letters and digits."""
        number = int.from_bytes(self.key, "big") << 4 | 0  # 256 bits are 51.2 letters: four bits stay empty
        letters = _in_letters(number, _CODE - _GROUP) + _check(self.key)
        return "-".join(letters[at : at + _GROUP] for at in range(0, _CODE, _GROUP))

    def fits(self, page: bytes, number: int) -> bool:
        """Whether a page (its 4096 bytes, counted from 1) was written with this key and not changed since."""
        salt = bytes(each ^ _SALT_MASK for each in self.salt)
        mac_key = hashlib.pbkdf2_hmac("sha512", self.key, salt, _FAST_ROUNDS, _KEY)
        covered = page[SALT if number == 1 else 0 : -MAC] + number.to_bytes(4, "little")
        return hmac.compare_digest(hmac.digest(mac_key, covered, "sha512"), page[-MAC:])


def _fresh_salt() -> bytes:
    salt = secrets.token_bytes(SALT)
    while salt.startswith(KNOWN_BEGINNINGS):
        salt = secrets.token_bytes(SALT)
    return salt


def looks_like_code(text: str) -> bool:
    """Whether somebody typed a recovery code, rightly or not: its length, and letters of no password's mixture."""
    letters = _bare(text)
    return abs(len(letters) - _CODE) <= _GROUP and set(letters) <= set(_LETTERS)


def key_of_code(text: str) -> bytes | None:
    """Read a recovery code with or without hyphens, in small letters or capitals; None where it has a slip."""
    letters = _bare(text)
    if len(letters) != _CODE or not set(letters) <= set(_LETTERS):
        return None
    number = 0
    for letter in letters[: _CODE - _GROUP]:
        number = number << 5 | _LETTERS.index(letter)
    if number & 0xF:
        return None
    key = (number >> 4).to_bytes(_KEY, "big")
    return key if _check(key) == letters[_CODE - _GROUP :] else None


def _bare(text: str) -> str:
    return "".join(text.split()).replace("-", "").replace("–", "").upper().translate(_ALIKE)


def _in_letters(number: int, length: int) -> str:
    return "".join(_LETTERS[number >> 5 * (length - 1 - at) & 31] for at in range(length))


def _check(key: bytes) -> str:
    """Four letters that depend on all the others: one slip in a million goes unnoticed, and then fits no file."""
    return _in_letters(int.from_bytes(hashlib.sha256(b"KGDesk recovery code" + key).digest()[:3], "big") >> 4, _GROUP)
