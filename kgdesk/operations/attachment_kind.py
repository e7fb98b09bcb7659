"""What a file to be attached is, by its bytes, and what it may be called. Pure.

Signatures: ISO 32000-1 (PDF), PNG 1.2, ITU-T T.81 (JPEG), TIFF 6.0, GIF89a, BMP, RFC 9649 (WebP);
Word and Excel files are ZIP packages of ECMA-376 with their main part at its usual place.
"""

import io
import unicodedata
import zipfile
from pathlib import PurePosixPath

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Media type -> endings a file of it may have; the first is given to a name without a fitting one.
ENDINGS: dict[str, tuple[str, ...]] = {
    PDF: (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "image/tiff": (".tif", ".tiff"),
    "image/gif": (".gif",),
    "image/bmp": (".bmp",),
    "image/webp": (".webp",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
}

_STARTS = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_MAIN_PARTS = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX))
_MOST_PARTS = 10_000  # of one package; an office file has some dozens

# What a computer or an Office program would run rather than show: programs, scripts, pages that
# bring scripts, files with macros, and links.
# fmt: off
_PROGRAMS = frozenset({
    ".app", ".appx", ".apk", ".bat", ".chm", ".cmd", ".com", ".cpl", ".desktop", ".dll", ".dmg", ".exe", ".gadget",
    ".hta", ".inf", ".ins", ".jar", ".js", ".jse", ".lnk", ".msc", ".msi", ".msix", ".msp", ".mst", ".pif", ".ps1",
    ".psm1", ".py", ".pyw", ".rb", ".reg", ".scf", ".scr", ".sct", ".sh", ".sys", ".url", ".vb", ".vbe", ".vbs",
    ".vhd", ".vhdx", ".ws", ".wsc", ".wsf", ".wsh", ".xlm", ".xll",
})
_PAGES_AND_MACROS = frozenset({
    ".ade", ".adp", ".docm", ".dotm", ".htm", ".html", ".mde", ".one", ".potm", ".ppam", ".pptm", ".svg", ".xht",
    ".xhtml", ".xlam", ".xlsb", ".xlsm", ".xltm",
})
# fmt: on
_PROGRAM_STARTS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
_MACRO_FOLDERS = ("macrosheets", "activex", "dialogsheets")

_LONGEST_NAME = 120  # characters; room for a folder before it and a number behind
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{number}" for number in range(10)), *(f"lpt{number}" for number in range(10))}
)
_NOT_IN_NAMES = frozenset('<>:"/\\|?*')


def is_program(data: bytes, name: str) -> bool:
    """Whether the file would be run rather than shown, by its bytes or by the ending of its name."""
    ending = PurePosixPath(clean_name(name)).suffix.casefold()
    return data.startswith(_PROGRAM_STARTS) or ending in _PROGRAMS | _PAGES_AND_MACROS


def media_type_of(data: bytes) -> str | None:
    """Return the media type the bytes have, one of `ENDINGS`, or None."""
    for start, media_type in _STARTS:
        if data.startswith(start):
            return media_type
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith(b"BM") and int.from_bytes(data[2:6], "little") == len(data):
        return "image/bmp"
    parts = _parts(data)
    package = "[content_types].xml" in parts
    return next((media_type for part, media_type in _MAIN_PARTS if package and part in parts), None)


def has_macros(data: bytes) -> bool:
    """Whether a Word or Excel file brings macros, old or new, or parts that run."""
    return any(
        part.rsplit("/", 1)[-1] in _MACRO_PARTS
        or any(folder in _MACRO_FOLDERS for folder in part.split("/")[:-1])
        or PurePosixPath(part).suffix in _PROGRAMS
        for part in _parts(data)
    )


def _parts(data: bytes) -> frozenset[str]:
    """Return the names in a ZIP package in small letters; nothing of it is unpacked."""
    if not data.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return frozenset()
    return frozenset(name.casefold() for name in names) if len(names) <= _MOST_PARTS else frozenset()


def clean_name(name: str) -> str:
    """Make a name that every system takes: composed, without folders or letters that hide, steer or mislead."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(letter for letter in last if letter.isprintable() and letter not in _NOT_IN_NAMES)
    return " ".join(kept.split()).strip(". ")


def name_for(name: str, media_type: str) -> str:
    """Return the name a file of this type is kept under: with an ending that says what it is."""
    path = PurePosixPath(clean_name(name) or "tep")
    fits = path.suffix.casefold() in ENDINGS[media_type]
    stem, ending = (path.stem, path.suffix) if fits else (path.name, ENDINGS[media_type][0])
    if stem.split(".")[0].casefold() in _RESERVED:
        stem = f"_{stem}"
    return f"{stem[: _LONGEST_NAME - len(ending)].rstrip('. ')}{ending}"
