"""Twelve characters that can be read over the telephone without mistaking one for another."""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O, 1 I L; 31 of them, a prime
_PAYLOAD = 11
_GROUP = 4


def check_phrase(digest: str) -> str:
    """Shorten a SHA-256 (hex digits) to `XXXX-XXXX-XXXX`; the last character checks the other eleven."""
    rest = int(digest, 16)
    values = []
    for _ in range(_PAYLOAD):
        rest, value = divmod(rest, len(ALPHABET))
        values.append(value)
    values.append(_check(values))
    text = "".join(ALPHABET[value] for value in values)
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def is_check_phrase(text: str) -> bool:
    """Whether a phrase was heard right, in either case, with or without dashes and blanks.

    The weights are different and the modulus is prime, so any one wrong character and any two
    swapped ones are noticed.
    """
    letters = text.upper().replace("-", "").replace(" ", "")
    if len(letters) != _PAYLOAD + 1 or not set(letters) <= set(ALPHABET):
        return False
    values = [ALPHABET.index(letter) for letter in letters]
    return values[-1] == _check(values[:-1])


def _check(values: list[int]) -> int:
    return sum(weight * value for weight, value in enumerate(values, start=2)) % len(ALPHABET)
