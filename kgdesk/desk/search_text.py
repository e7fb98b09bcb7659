"""Finding Vietnamese names without typing their marks."""

import unicodedata


def plain(text: str) -> str:
    """Lower case without marks: `Phú Quốc` is found by `phu quoc`."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
