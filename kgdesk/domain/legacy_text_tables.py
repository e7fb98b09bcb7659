"""Code tables of the Vietnamese encodings from before Unicode, as the characters a spreadsheet shows.

A file from those days holds bytes; Excel and the clipboard show each byte as the character that Windows-1252
gives it. The tables therefore go from shown characters to Vietnamese letters.

- TCVN3: TCVN 5712:1993, set VN3 (the fonts `.VnTime`, `.VnArial`, ...): 74 letters, one byte each. It has no
  capitals with a tone: the fonts whose names end in H (`.VnTimeH`) draw the small letters as capitals.
  Codes that VN3 leaves free keep their usual meaning (`²`, `°`, `±`); the capitals that set VN1 puts there
  and into the control codes are in no `.Vn` font and are not read.
- VNI-Windows (the fonts `VNI-Times`, `VNI-Helve`, ...): a base letter, then a character that stands for its marks.
"""

import unicodedata
from itertools import product

GRAVE, HOOK, TILDE, ACUTE, DOT = TONES = "\u0300\u0309\u0303\u0301\u0323"
CIRCUMFLEX, BREVE, HORN = "\u0302\u0306\u031b"

# First code, then the letters that follow one another in the standard.
_VN3 = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
TCVN3 = {chr(code): letter for first, letters in _VN3 for code, letter in enumerate(letters, first)}

# Base letter as shown, and what it is.
_VNI_TONED = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
_VNI_TONES = {"ø": GRAVE, "û": HOOK, "õ": TILDE, "ù": ACUTE, "ï": DOT}
_VNI_CIRCUMFLEX = {"â": "", "à": GRAVE, "å": HOOK, "ã": TILDE, "á": ACUTE, "ä": DOT}
_VNI_BREVE = {"ê": "", "è": GRAVE, "ú": HOOK, "ü": TILDE, "é": ACUTE, "ë": DOT}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "í": "í", "ò": "ị", "î": "ỵ"}


def _vni_small() -> dict[str, str]:
    pairs = {base + mark: letter + tone for base, letter in _VNI_TONED.items() for mark, tone in _VNI_TONES.items()}
    pairs |= {base + mark: base + CIRCUMFLEX + tone for base in "aeo" for mark, tone in _VNI_CIRCUMFLEX.items()}
    pairs |= {"a" + mark: "a" + BREVE + tone for mark, tone in _VNI_BREVE.items()}
    del pairs["yï"]  # the y with a dot has a code of its own
    return {shown: unicodedata.normalize("NFC", letter) for shown, letter in pairs.items()} | _VNI_SINGLE


def _vni() -> dict[str, str]:
    """Every case: the base letter decides, its mark may be written large or small (`Aù`, `AÙ`)."""
    table = {}
    for shown, letter in _vni_small().items():
        for base, mark in product({shown[0], shown[0].upper()}, {shown[1:], shown[1:].upper()}):
            table[base + mark] = letter if base.islower() else letter.upper()
    return table


VNI = _vni()

TCVN3_CODES = {letter: shown for shown, letter in TCVN3.items()}
TCVN3_CODES |= {letter.upper(): shown for shown, letter in TCVN3.items() if letter.upper() not in TCVN3_CODES}
VNI_CODES = {letter: shown for shown, letter in _vni_small().items()}
VNI_CODES |= {letter.upper(): shown.upper() for letter, shown in VNI_CODES.items()}

# Control codes stand where a program took the bytes for Latin-1; Windows-1252 leaves five of them undefined.
CONTROLS = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
# Windows-1258 shows these bytes otherwise; some programs take the bytes of a VNI text for it.
FROM_CP1258 = {
    bytes([code]).decode("cp1258"): chr(code)
    for code in range(0xC0, 0x100)
    if bytes([code]).decode("cp1258") != chr(code)
}
