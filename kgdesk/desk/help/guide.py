"""The user's guide, task by task, as the help window shows it; `docs/guide/make_guide.py` prints the same texts."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from kgdesk.files import resource

PREFIX = "guide-"  # of the keys of its pages
PRINTED = {"vi": "kgdesk-huong-dan.pdf", "en": "kgdesk-guide.pdf"}
_PICTURE = re.compile(r"^!\[[^\]]*\]\([^)]*\)\n\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the guide: for whom it is, and the keys of its pages."""

    title: str
    keys: tuple[str, ...]


def read_parts(lang: str) -> tuple[Part, ...]:
    """List the parts in a language, `vi` or `en`."""
    listed = json.loads(resource("help", "guide.json").read_text(encoding="utf-8"))[lang]
    return tuple(Part(item["part"], tuple(PREFIX + name for name in item["chapters"])) for item in listed)


def chapter(key: str, lang: str) -> str:
    """Read a page as Markdown, without its pictures: the screens themselves stand beside the window."""
    name = key.removeprefix(PREFIX)
    return _PICTURE.sub("", resource("help", lang, "guide", f"{name}.md").read_text(encoding="utf-8"))


def printed_guide(lang: str) -> Path | None:
    """Find the guide as a PDF beside the program; None where it was not made (`make guide`)."""
    path = resource("guide", PRINTED[lang])
    return path if path.is_file() else None
