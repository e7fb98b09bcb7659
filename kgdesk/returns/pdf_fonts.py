"""The typeface of every page: Times New Roman or a face with the same widths, taken by file.

By family name the wrong file may answer: Debian's `fonts-liberation` 1.07 lacks 101 Vietnamese
letters. The face is therefore looked for by file, and its letters are checked before it is used.
"""

import os
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.files import resource

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "KGDesk-Regular", "KGDesk-Bold", "KGDesk-Italic", "KGDesk-BoldItalic"
NAMES = (REGULAR, BOLD, ITALIC, BOLD_ITALIC)

_VOWELS = ("a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y")
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_SIGNS = "0123456789.,;:/%()[]-–—“”‘’…≥≤²³°±×"

BOX = "□"
# What Times New Roman, Tinos and Liberation Serif all have: WGL4 without its box drawings, and Vietnamese.
_UNSET = re.compile(
    "[^\u0020-\u007e\u00a0-\u00ac\u00ae-\u017f\u0192\u01a0\u01a1\u01af\u01b0\u02c6\u02c7\u02d8-\u02dd\u0391-\u03a1"
    "\u03a3-\u03a9\u03b1-\u03c9\u0401-\u044f\u1ea0-\u1ef9\u2013-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033"
    "\u2039\u203a\u20ab\u20ac\u2116\u2122\u2190-\u2195\u2202\u2206\u220f\u2211\u2212\u221a\u221e\u222b\u2248\u2260\u2264"
    "\u2265\u25a0\u25a1\u25b2\u25ba\u25bc\u25c4\u25ca\u25cb\u25cf]"
)
# Hyphens of Word, its bullets from the font Symbol, and marks that have no width.
_ALIKE = {
    "\u2010": "-",
    "\u2011": "-",
    "\uf0b7": "•",
    "\uf0a7": "•",
    "\u00ad": "",
    "\u200c": "",
    "\u200d": "",
    "\u2060": "",
}


@dataclass(frozen=True, slots=True)
class Face:
    """Four files of one typeface, in the order of `NAMES`."""

    folder: Path
    files: tuple[str, str, str, str]

    @property
    def paths(self) -> tuple[Path, ...]:
        """The four files."""
        return tuple(self.folder / name for name in self.files)


def _styles(family: str) -> tuple[str, str, str, str]:
    return (f"{family}-Regular.ttf", f"{family}-Bold.ttf", f"{family}-Italic.ttf", f"{family}-BoldItalic.ttf")


def candidates() -> tuple[Face, ...]:
    """Where a face may lie, best first: Tinos shipped with the program or Debian's, Windows' own, Debian's other one.

    Tinos comes first everywhere, so that the same return has the same bytes on every computer.
    """
    shared = Path("/usr/share/fonts/truetype")
    windows = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
    return (
        Face(resource("fonts"), _styles("Tinos")),
        Face(shared / "croscore", _styles("Tinos")),
        Face(windows, ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")),
        Face(shared / "liberation2", _styles("LiberationSerif")),
    )


def vietnamese_letters() -> frozenset[str]:
    """Every letter of Vietnamese, composed, small and capital, with the signs our documents use."""
    vowels = {unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES}
    small = vowels | {"đ"} | set("abcdefghijklmnopqrstuvwxyz")
    return frozenset(small | {letter.upper() for letter in small} | set(_SIGNS))


def missing_letters(font: "TTFont") -> frozenset[str]:
    """List what a font cannot show of `vietnamese_letters`."""
    known = font.face.charToGlyph
    return frozenset(letter for letter in vietnamese_letters() if ord(letter) not in known)


def _open(face: Face) -> "tuple[TTFont, ...] | None":
    """Read the four files; None where one is absent, broken or lacks a letter."""
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    if not all(path.is_file() for path in face.paths):
        return None
    try:
        fonts = tuple(TTFont(name, str(path)) for name, path in zip(NAMES, face.paths, strict=True))
    except (TTFError, OSError):
        return None
    return None if any(missing_letters(font) for font in fonts) else fonts


def font_files() -> tuple[Path, ...]:
    """Give the files of the four styles in the order of `NAMES`; raises Fault `pdf.no_font`."""
    folder = register_fonts()
    return next(face.paths for face in candidates() if face.folder == folder)


@cache
def register_fonts() -> Path:
    """Make the four styles known to reportlab, once; returns the folder they came from.

    Raises Fault `pdf.no_font`, which says what to install.
    """
    from reportlab.pdfbase.pdfmetrics import registerFont

    for face in candidates():
        fonts = _open(face)
        if fonts is not None:
            for font in fonts:
                registerFont(font)
            return face.folder
    raise Fault("pdf.no_font", folders="; ".join(str(face.folder) for face in candidates()))


@lru_cache(maxsize=4_000)
def text_width(text: str, font: str, size: float) -> float:
    """Width of composed text in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, font, size))


def composed(text: str) -> str:
    """Text as it can be set, the same with every face.

    NFC, since decomposed marks are set wrongly; blanks and control characters become blanks; a
    letter that not all faces have becomes a visible box, for a gap would look like a text without it.
    """
    text = unicodedata.normalize("NFC", text)
    return _UNSET.sub(_stand_in, text)


def _stand_in(match: re.Match[str]) -> str:
    letter = match[0]
    if letter in _ALIKE:
        return _ALIKE[letter]
    return BOX if letter.isprintable() or unicodedata.category(letter) == "Co" else " "
