"""Prints the user's guide: `make guide` writes the PDFs into `resources/guide`, where the program looks for them.

    python docs/guide/make_guide.py [FOLDER]

Three documents: the guide in Vietnamese with its appendices, the short one in English, and a card of one page.
The texts are those of the help window (`resources/help/LANG/guide`), the pictures those of `docs/screens`.
"""

import sys
from pathlib import Path

import appendix
from card import write_card
from markdown import Grid, Span, blocks
from pages import MARGIN, SMALL, GuidePages

from kgdesk.desk.help.guide import PREFIX, PRINTED, read_parts

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "screens"
_WORDS = {
    "vi": {
        "title": "Hướng dẫn sử dụng KGDesk",
        "about": "Báo cáo tình hình thực hiện kế hoạch kinh tế - xã hội: nhập số liệu, kiểm tra, ký số, gửi, tiếp nhận và "
        "tổng hợp",
        "version": "Dùng cho KGDesk phiên bản {version}",
        "contents": "Mục lục",
        "appendices": "Phụ lục",
    },
    "en": {
        "title": "KGDesk User’s Guide",
        "about": "Socio-economic returns: entry, checks, signatures, sending, intake and consolidation. A short edition; "
        "the full guide is in Vietnamese.",
        "version": "For KGDesk {version}",
        "contents": "Contents",
        "appendices": "Appendices",
    },
}
_CODES = {"vi": ("vi-commands.md", "vi-codes.md"), "en": ("en-commands.md",)}


def write_guide(lang: str) -> bytes:
    """Set drafts until the contents name the pages on which everything stands, then the guide."""
    places: list[tuple[int, str, int, str]] = []
    draft = _set(lang, places, draft=True)
    while draft.places != places:
        places = draft.places
        draft = _set(lang, places, draft=True)
    return _set(lang, places, draft=False).close()


def _set(lang: str, places: list[tuple[int, str, int, str]], *, draft: bool) -> GuidePages:
    words = _WORDS[lang]
    pages = GuidePages(title=words["title"], foot=words["title"], draft=draft)
    _cover(pages, lang)
    _contents(pages, lang, places)
    for part in read_parts(lang):
        _part(pages, part.title)
        for key in part.keys:
            path = ROOT / "resources" / "help" / lang / "guide" / f"{key.removeprefix(PREFIX)}.md"
            _text(pages, path)
    _part(pages, words["appendices"])
    for name in _CODES[lang]:
        _text(pages, Path(__file__).parent / "appendix" / name)
    if lang == "vi":
        _without_kgdesk(pages)
    return pages


def _without_kgdesk(pages: GuidePages) -> None:
    """Set how a return is checked with other programs; its English summary stays in the file."""
    text = (ROOT / "docs" / "check-without-kgdesk.md").read_text(encoding="utf-8").partition("\n## In English")[0]
    text = text.replace("# ", "# Phụ lục C. ", 1).replace(" (English: at the end.)", "")
    for block in blocks(text):
        pages.block(block, PICTURES)


def _cover(pages: GuidePages, lang: str) -> None:
    from importlib.metadata import version

    words = _WORDS[lang]
    pages.y = pages.height * 0.66
    pages.flow((Span(words["title"]),), size=30, bold=True)
    pages.flow((Span(words["about"]),), size=14, gap=14)
    pages.flow((Span(words["version"].format(version=version("kgdesk")), "italic"),), size=11, gap=24)
    pages.next_page()


def _contents(pages: GuidePages, lang: str, places: list[tuple[int, str, int, str]]) -> None:
    """Set the list of contents; each line leads to its place."""
    pages.flow((Span(_WORDS[lang]["contents"]),), size=20, bold=True, gap=0)
    pages.y -= 8
    for level, title, page, key in places:
        if level > 2 or (level == 2 and title.startswith(("kgdesk ", "Thông báo khi", "Messages when"))):
            continue
        size, indent = {0: (12.5, 0.0), 1: (11.0, 12.0), 2: (SMALL + 0.5, 28.0)}[level]
        pages.need(size * 1.4)
        pages.y -= size * (1.9 if level == 0 else 1.32)
        base = pages.y + 2
        spans = (Span(title, "bold" if level == 0 else "plain"),)
        (line,) = pages.lines(spans, size, pages.right - pages.left - indent - 40)[:1]
        pages.draw_line(line, pages.left + indent, base, size)
        pages.canvas.setFont("KGDesk-Regular", size)
        pages.canvas.drawRightString(pages.right, base, str(page))
        pages.canvas.linkRect("", key, (pages.left, base - 3, pages.right, base + size), Border="[0 0 0]")
    pages.next_page()


def _part(pages: GuidePages, title: str) -> None:
    """Name a part at the top of a page; its first chapter begins under it."""
    if pages.y < pages.height - MARGIN:
        pages.next_page()
    key = f"h{len(pages.places)}"
    pages.canvas.bookmarkHorizontal(key, 0, pages.y)
    pages.canvas.addOutlineEntry(title, key, level=0, closed=False)
    pages.places.append((0, title, pages.page, key))
    pages.canvas.setFillGray(0.4)
    pages.flow((Span(title),), size=12, gap=0)
    pages.canvas.setFillGray(0)
    pages.part_begins = True


def _text(pages: GuidePages, path: Path) -> None:
    for block in blocks(path.read_text(encoding="utf-8")):
        if isinstance(block, Grid) and len(block.titles) == 3 and path.name.endswith("codes.md"):  # noqa: PLR2004
            pages.grid(block, shares=(27, 44, 29), size=8.5)
        elif isinstance(block, Grid) and path.name.endswith("codes.md"):
            pages.grid(block, shares=(27, 73), size=8.5)
        elif isinstance(block, Grid) and path.name.endswith("commands.md"):
            pages.grid(block, shares=(38, 62), size=9)
        else:
            pages.block(block, PICTURES)


def main() -> int:
    """Write the three documents."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "resources" / "guide"
    folder.mkdir(parents=True, exist_ok=True)
    appendix.main()
    for lang, name in PRINTED.items():
        (folder / name).write_bytes(write_guide(lang))
        print(folder / name)
    (folder / "kgdesk-the-nho.pdf").write_bytes(write_card())
    print(folder / "kgdesk-the-nho.pdf")
    return 0


if __name__ == "__main__":
    sys.exit(main())
