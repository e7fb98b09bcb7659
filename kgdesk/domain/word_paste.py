"""Text pasted from Word, Outlook or a page: what stays is what an administrative text is made of.

Paragraphs, dashes (`- `, and `+ ` one step in), numbers and letters of lists as they are read, rows
of tables with a tab between cells. Bold, italics, colours, sizes and pictures do not stay
(decision 13). Words that Word has struck out or hidden are left out. Nothing is fetched.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser

from kgdesk.domain.html_tags import tags_only
from kgdesk.domain.legacy_text import LegacyReading, suggest_block

MAX_SOURCE = 2_000_000  # characters of HTML; what is longer is taken as plain text
MAX_PLAIN = 200_000  # characters of plain text: six times what a field may hold; the rest is cut
_DEEPEST = 40  # tags inside each other; Word nests a dozen
_SILENT = frozenset({"style", "script", "title", "head", "del", "xml"})
_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "address", "tr", "table", "ul", "ol", "li", "pre"}
)
_VOID = frozenset({"br", "img", "hr", "meta", "link", "col", "input", "wbr"})
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_FAMILY = re.compile(r"font-family\s*:\s*([^;]+)", re.IGNORECASE)
_LEVEL = re.compile(r"mso-list\s*:\s*\S+\s+level(\d{1,3})", re.IGNORECASE)
_START = re.compile(r"[0-9]{1,6}")
_IGNORED = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_RULE = re.compile(r"(?:^|[\s,}])\w{0,20}\.([\w-]{1,60})\s{0,20}\{([^{}]{0,2000})\}")
_NUMBERED = re.compile(r"[(]?(?:\d+|[a-zđ]|[ivxlcdm]+)(?:\.\d+)*[.)]+", re.IGNORECASE)
_BULLETS = "·•●○◦▪■□–—-*+§Øüoè➢➤✓"
_SOFT_HYPHEN = "\u00ad"  # also the letter ư of TCVN3
_STRAY = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"[ \r\n\f\t\v]+")
_TYPED_BULLET = re.compile(rf"[{re.escape(_BULLETS.replace('o', ''))}]\s*\t\s*|[•●○◦▪■□➢➤✓·]\s*")


@dataclass(frozen=True, slots=True)
class PastedText:
    """The text as it arrived; where old letters were found, `converted` reads it in Unicode and `encoding` names them.

    Old letters are offered, never changed silently; `converted` is None where there is nothing to offer.
    """

    text: str
    converted: str | None = None
    encoding: str = ""


@dataclass(slots=True)
class _Line:
    """Runs of text with the font each is written in, and what goes before the first."""

    mark: str = ""
    runs: list[tuple[str, str | None]] = field(default_factory=list)


def read_html(source: str) -> PastedText | None:
    """Read a page off the clipboard; None where it holds no text or is too long to look into."""
    if len(source) > MAX_SOURCE:
        return None
    reader = _Reader(source)
    reader.feed(tags_only(_fragment(source)))
    reader.close()
    reader.end_line()
    return _pasted(reader.lines)


def read_plain(text: str) -> PastedText:
    """Read plain text: typed bullets become dashes, what is invisible goes."""
    lines = text[:MAX_PLAIN].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _pasted([_Line("", [(line.replace("\xa0", " "), None)]) for line in lines], keep_blank=True) or PastedText(
        ""
    )


def _fragment(source: str) -> str:
    """Cut out what was copied; the clipboard's marks are comments."""
    start, end = source.find("<!--StartFragment-->"), source.find("<!--EndFragment-->")
    return source[start:end] if 0 <= start < end else source


class _Reader(HTMLParser):
    """Collects lines; `convert_charrefs` gives entities as letters."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[_Line] = []
        self._styles = {name.lower(): body for name, body in _RULE.findall(source)}
        self._line = _Line()
        self._open: list[tuple[str, bool, str | None, bool]] = []  # tag, silent, font, mark of a Word list
        self._lists: list[list[int | str]] = []  # "ul" or "ol", the last number
        self._cells = 0
        self._word_mark = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag: a new line, a list, a cell, another font, or silence."""
        said = {name: value or "" for name, value in attrs}
        style = self._style(said)
        if tag == "br":
            self._break()
        elif tag == "tr":
            self.end_line()
            self._cells = 0
        elif tag in {"td", "th"}:
            if self._cells:
                self._line.runs.append(("\t", None))
            self._cells += 1
        elif tag in _BLOCKS:
            self._begin_block()
        if tag in {"ul", "ol"}:
            self._lists.append([tag, int(said["start"]) - 1 if _START.fullmatch(said.get("start", "")) else 0])
        elif tag == "li":
            self._line.mark = self._item_mark()
        elif level := _LEVEL.search(style):
            self._line.mark = _dash(int(level.group(1)))
        if tag not in _VOID and len(self._open) < _DEEPEST:
            silent = tag in _SILENT or bool(_HIDDEN.search(style)) or tag.startswith("w:") or "msohide" in style
            self._open.append((tag, silent, _font(style, said), bool(_IGNORED.search(style))))

    def _begin_block(self) -> None:
        """Begin a line, or inside a cell a word."""
        if not (self._cells and self._in("td", "th")):
            self.end_line(carry=True)
        elif self._line.runs and self._line.runs[-1][0] not in {"\t", " "}:
            self._line.runs.append((" ", None))

    def handle_endtag(self, tag: str) -> None:
        """Close a tag and what was left open inside it."""
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        if tag in _BLOCKS and not (tag not in {"tr", "table"} and self._in("td", "th")):
            self.end_line()
        if tag == "table":
            self._cells = 0
        if any(name == tag for name, *_ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Take words; those of a Word list's mark decide between a dash and a number."""
        if any(silent for _, silent, *_ in self._open):
            return
        text = _SPACES.sub(" ", data)
        if any(is_mark for *_, is_mark in self._open):
            self._word_mark += text
            mark = self._word_mark.replace("\xa0", " ").strip()
            if _NUMBERED.fullmatch(mark):
                self._line.mark = f"{mark} "
            return
        font = next((name for *_, name, _ in reversed(self._open) if name), None)
        if text:
            self._line.runs.append((text.replace("\xa0", " "), font))

    def _break(self) -> None:
        if self._cells and self._in("td", "th"):
            self._line.runs.append((" ", None))
        else:
            self.lines.append(self._line)
            self._line = _Line()

    def end_line(self, *, carry: bool = False) -> None:
        """Begin another line where there is anything on this one; a mark without words may go on (`carry`)."""
        self._word_mark = ""
        written = bool("".join(text for text, _ in self._line.runs).strip())
        if written:
            self.lines.append(self._line)
        self._line = _Line("" if written or not carry else self._line.mark)

    def _item_mark(self) -> str:
        if not self._lists:
            return "- "
        kind, number = self._lists[-1]
        if kind == "ol":
            self._lists[-1][1] = int(number) + 1
            return f"{self._lists[-1][1]}. "
        return _dash(len(self._lists))

    def _in(self, *tags: str) -> bool:
        return any(name in tags for name, *_ in self._open)

    def _style(self, said: dict[str, str]) -> str:
        named = (self._styles.get(name.lower(), "") for name in said.get("class", "").split())
        return ";".join((said.get("style", ""), *named))


def _dash(level: int) -> str:
    return "- " if level <= 1 else "+ "


def _font(style: str, said: dict[str, str]) -> str | None:
    found = _FAMILY.search(style)
    return found.group(1).split(",")[0].strip(" '\"") if found else said.get("face") or None


def _pasted(lines: list[_Line], *, keep_blank: bool = False) -> PastedText | None:
    runs = [(_tidy(text), font) for line in lines for text, font in line.runs]
    answers = suggest_block([text for text, _ in runs], [font for _, font in runs])
    plain = [
        text if answer is not None else text.replace(_SOFT_HYPHEN, "")
        for (text, _), answer in zip(runs, answers, strict=True)
    ]
    text = _join(lines, plain, keep_blank=keep_blank)
    if not text and not keep_blank:
        return None
    if not any(answers):
        return PastedText(text)
    after = [text if answer is None else answer.after for text, answer in zip(plain, answers, strict=True)]
    return PastedText(text, _join(lines, after, keep_blank=keep_blank), _encoding(answers))


def _encoding(answers: list[LegacyReading | None]) -> str:
    return next((str(item.encoding) for item in answers if item is not None and item.encoding is not None), "")


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", _STRAY.sub("", text))


def _join(lines: list[_Line], texts: list[str], *, keep_blank: bool) -> str:
    """Put runs together to lines; blank lines stay single."""
    rest = iter(texts)
    written: list[str] = []
    for line in lines:
        body = "".join(next(rest) for _ in line.runs)
        body = re.sub(r" *\t *", "\t", re.sub(r" {2,}", " ", body)).strip(" ")
        if not line.mark:
            body = _TYPED_BULLET.sub("- ", body, count=1) if _TYPED_BULLET.match(body) else body
        else:
            body = body.strip("\t ")  # a mark in a cell: no column between it and its words
            if line.mark in {"- ", "+ "}:
                body = re.sub(rf"^[{re.escape(_BULLETS.replace('o', ''))}]\s+", "", body)
        written.append((line.mark + body).rstrip() if body.strip() else "")
    text = unicodedata.normalize("NFC", "\n".join(written))
    text = re.sub(r"\n{3,}", "\n\n", text)
    return text if keep_blank else text.strip("\n")
