"""The name of whoever works here, as it stands in the history and on documents."""

import unicodedata

LONGEST = 100  # characters


def clean_name(text: str, *, longest: int = LONGEST) -> str:
    """Write a name as it is kept: composed, one blank between words, nothing invisible, not without end."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(letter for letter in composed if letter.isprintable())[:longest].strip()


def with_division(name: str, division: str) -> str:
    """Name a person of a division: `Trần Văn Bình (Phòng Kinh tế)`; without a name the division alone."""
    return f"{name} ({division})" if name else division
