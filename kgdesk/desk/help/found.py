"""Where the words of a search stand on a page: shown as if selected, underlined, and scrolled to."""

import re
from collections.abc import Iterator

from PySide6.QtGui import QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from kgdesk.desk.search_text import plain

_BETWEEN = r"[^\w.;:!?|]+"  # between the words of a phrase
_MOST = 200  # marks on one page; more than a reader looks at


def places(text: str, query: str) -> Iterator[tuple[int, int]]:
    """Give start and end of the words of a text that begin with a word of the query, marks left out.

    Where the query has marks and the text says just that phrase, only the phrase.
    """
    typed = re.findall(r"\w+", query.casefold())
    if typed != re.findall(r"\w+", plain(query)):
        same = "".join((letter.casefold() or " ")[0] for letter in text)  # as long as the text
        phrase = r"(?<!\w)" + _BETWEEN.join(map(re.escape, typed)) + r"\w*"
        if found := [match.span() for match in re.finditer(phrase, same)]:
            yield from found
            return
    wanted = [re.escape(word) for word in re.findall(r"\w+", plain(query))]
    if not wanted:
        return
    flat = "".join((plain(letter) or " ")[0] for letter in text)  # as long as the text
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(wanted)})\w*", flat):
        yield match.span()


def first_place(text: str, query: str) -> int:
    """Find where to begin reading: the words one after the other as they were typed, else the first of them."""
    if plain(query) != query.casefold():
        return next(places(text, query))[0]
    wanted = [re.escape(word) for word in re.findall(r"\w+", plain(query))]
    flat = "".join((plain(letter) or " ")[0] for letter in text)
    phrase = re.search(r"(?<!\w)" + _BETWEEN.join(wanted), flat)
    return phrase.start() if phrase is not None else next(places(text, query))[0]


def show_found(page: QTextBrowser, query: str) -> None:
    """Mark what was searched for and scroll to the first place; an empty query takes the marks away."""
    look = QTextCharFormat()
    palette = page.palette()
    look.setBackground(palette.brush(QPalette.ColorRole.Highlight))
    look.setForeground(palette.brush(QPalette.ColorRole.HighlightedText))
    look.setFontUnderline(True)
    marks = []
    for start, end in list(places(page.document().toPlainText(), query))[:_MOST]:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(page.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, look
        marks.append(mark)
    page.setExtraSelections(marks)
    if marks:
        first = QTextCursor(page.document())
        first.setPosition(first_place(page.document().toPlainText(), query))
        page.setTextCursor(first)
        page.ensureCursorVisible()
