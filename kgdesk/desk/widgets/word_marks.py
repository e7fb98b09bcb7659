"""Two texts as one, with what was added underlined and what was removed struck through."""

from html import escape

from kgdesk.desk.appearance import tones
from kgdesk.domain.word_difference import Kind, word_difference


def marked_words(before: str, after: str) -> str:
    """Write `after` against `before` as HTML, word by word."""
    tone, words = tones(), []
    for piece in word_difference(before, after):
        text = plain_html(piece.text)
        match piece.kind:
            case Kind.SAME:
                words.append(text)
            case Kind.ADDED:
                words.append(f"<b style='color:{tone.good.name()}'><u>{text}</u></b>")
            case Kind.REMOVED:
                words.append(f"<s style='color:{tone.bad.name()}'>{text}</s>")
    return "".join(words)


def plain_html(text: str) -> str:
    """Write a text as HTML that shows it as it is."""
    return escape(text).replace("\n", "<br>")
