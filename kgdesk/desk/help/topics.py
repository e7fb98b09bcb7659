"""The pages of the help: which there are, what they say, and which belongs to a place in the window."""

import re
from dataclasses import dataclass
from unicodedata import normalize

from PySide6.QtWidgets import QWidget

from kgdesk.desk.help.guide import PREFIX, chapter, read_parts
from kgdesk.desk.page import Page
from kgdesk.desk.search_text import plain
from kgdesk.files import resource

# In the order of the work; the name of a page's file is its key.
KEYS = (
    "welcome",
    "tour",
    "home",
    "entry",
    "paste",
    "record",
    "forms",
    "parts",
    "narrative",
    "escalations",
    "checks",
    "seal",
    "keys",
    "outbox",
    "intake",
    "verify",
    "filing",
    "matrix",
    "consolidation",
    "series",
    "outgoing",
    "trust",
    "encryption",
    "copies",
    "looks",
)
FIRST = "home"
PROPERTY = "help_topic"  # a widget with this property has a page of its own
# Dialogs by the name of their class, so that none has to be imported to be known.
DIALOGS = {
    "AboutDialog": "looks",
    "BelieveDialog": "trust",
    "CollectDialog": "forms",
    "ComparisonDialog": "filing",
    "CopiesDialog": "copies",
    "EndDialog": "trust",
    "EnrolDialog": "trust",
    "ExplainDialog": "checks",
    "ExtensionDialog": "filing",
    "FigurePicker": "narrative",
    "FormsDialog": "forms",
    "GiveDialog": "parts",
    "HelpWindow": "looks",
    "HistoryDialog": "escalations",
    "KeysDialog": "looks",
    "MailSettingsDialog": "outbox",
    "NewWorkspaceDialog": "welcome",
    "PastePreview": "paste",
    "ProtectDialog": "encryption",
    "ReasonDialog": "entry",
    "RecordDialog": "record",
    "RecoveryDialog": "encryption",
    "ReturnDialog": "filing",
    "ReviewDialog": "filing",
    "TakeDialog": "parts",
    "TodayDialog": "parts",
    "UnlockDialog": "encryption",
    "VerdictDialog": "verify",
    "WaitingDialog": "trust",
    "WelcomeWindow": "welcome",
}


@dataclass(frozen=True, slots=True)
class Topic:
    """One page: its key, its title, its Markdown, and for searching its words without marks and with them (`said`)."""

    key: str
    title: str
    text: str
    words: str
    said: str

    def has(self, query: str) -> bool:
        """Whether every word of a query begins a word of the page, written with or without marks."""
        return all(f" {word}" in self.words for word in _words(query).split())

    def nearness(self, query: str) -> int:
        """How near a page that `has` the query comes to it, 0 the nearest.

        First what was typed as it was typed, in a title before a text; then the same without marks; then pages
        whose title has all the words, anywhere; then the others.
        """
        typed, bare = f" {_said(query)}", f" {_words(query)}"
        title, bare_title = f" {_said(self.title)}", f" {_words(self.title)}"
        steps = (
            typed in title,
            typed in self.said,
            bare in bare_title,
            bare in self.words,
            all(f" {word}" in bare_title for word in bare.split()),
        )
        return steps.index(True) if any(steps) else len(steps)


def read_topics(lang: str) -> tuple[Topic, ...]:
    """Read all pages in a language, `vi` or `en`: those of the screens, then the guide's."""
    guide = tuple(key for part in read_parts(lang) for key in part.keys)
    return tuple(_read(key, lang) for key in (*KEYS, *guide))


def _read(key: str, lang: str) -> Topic:
    if key.startswith(PREFIX):
        text = chapter(key, lang)
    else:
        text = resource("help", lang, f"{key}.md").read_text(encoding="utf-8")
    return Topic(key, text.partition("\n")[0].removeprefix("# ").strip(), text, f" {_words(text)}", f" {_said(text)}")


def _words(text: str) -> str:
    return _said(plain(text))


def _said(text: str) -> str:
    """Give the words with the marks that end a sentence, which no phrase goes across."""
    return " ".join(re.findall(r"\w+|[.;:!?|]", normalize("NFC", text.casefold())))


def topic_of(widget: QWidget | None) -> str:
    """Find the page that belongs to a widget: its own, its dialog's, its screen's, its window's; else the first."""
    while widget is not None:
        own = widget.property(PROPERTY)
        if isinstance(own, str) and own in KEYS:
            return own
        named = DIALOGS.get(type(widget).__name__)
        if named is not None:
            return named
        if isinstance(widget, Page):
            key = widget.objectName().removeprefix("page_")
            return key if key in KEYS else FIRST
        shown = getattr(widget, "current", None)  # of the window: the screen in its middle
        widget = shown if isinstance(shown, Page) else widget.parentWidget()
    return FIRST
