"""Where the words of a search stand on a page: shown as if selected, underlined, and scrolled to."""

import re
from collections.abc import Iterator

from PySide6.QtGui import QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from kgdesk.desk.search_text import plain

_BETWEEN = r"[^\w.;:!?|]+"  # between the words of a phrase
_MOST = 200  # marks on one page; more than a reader looks at


def places(text: str, query: str) -> Iterator[tuple[int, int]]:
    """Give start and end of what was searched for: the phrase as typed, else without marks, else its words.

    Words stand for all that begin with them. What is less like the query is not given where the better is there.
    """
    as_typed = "".join((letter.casefold() or " ")[0] for letter in text)  # as long as the text
    flat = "".join((plain(letter) or " ")[0] for letter in text)
    typed, words = (re.findall(r"\w+", asked) for asked in (query.casefold(), plain(query)))
    if not words:
        return
    ways = [(flat, _phrase(words)), (flat, "|".join(map(re.escape, words)))]
    if typed != words:
        ways.insert(0, (as_typed, _phrase(typed)))
    for place, pattern in ways:
        if found := [match.span() for match in re.finditer(rf"(?<!\w)(?:{pattern})\w*", place)]:
            yield from found
            return


def _phrase(words: list[str]) -> str:
    return _BETWEEN.join(map(re.escape, words))


def show_found(page: QTextBrowser, query: str) -> None:
    """Mark what was searched for and scroll to the first place; an empty query takes the marks away."""
    look = QTextCharFormat()
    palette = page.palette()
    look.setBackground(palette.brush(QPalette.ColorRole.Highlight))
    look.setForeground(palette.brush(QPalette.ColorRole.HighlightedText))
    look.setFontUnderline(True)
    marks = []
    found = list(places(page.document().toPlainText(), query))[:_MOST]
    for start, end in found:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(page.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, look
        marks.append(mark)
    page.setExtraSelections(marks)
    if found:
        first = QTextCursor(page.document())
        first.setPosition(found[0][0])
        page.setTextCursor(first)
        page.ensureCursorVisible()
