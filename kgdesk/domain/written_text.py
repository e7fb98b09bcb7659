"""The one form in which texts are kept, travel and are shown, whichever keyboard or program they came from."""

import re
import unicodedata

# What Word, web pages and old systems write where a line ends.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Control characters, characters XML cannot hold, lone surrogates, and those that make a text look
# other than it is (direction overrides, zero-width space, byte order mark).
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Bring a text to its one form: NFC, every line end a LF, nothing invisible that misleads.

    This is the spelling of the same text, as NFC is: no letter, sign or line of it goes, and nobody is asked. Where
    cells are pasted or read from a file, what else was put right is told (`legacy_text_unicode`).
    """
    if not text.isprintable():  # the common case needs no search
        text = UNFIT.sub("", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Bring a name or another text of one line to its one form: line ends and rows of blanks are one blank."""
    return " ".join(clean_text(text).split())
