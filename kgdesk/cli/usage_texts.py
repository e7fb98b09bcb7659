"""The words of `--help` and of wrong calls, in the language of the call; argparse's own among them."""

import argparse
import json

from kgdesk.files import resource
from kgdesk.messages import say

_chosen = "vi"


def help_text(code: str) -> str:
    """Say what a command or option is for, in the language chosen with `speak`."""
    return say(f"cli.help.{code}", _chosen)


def speak(lang: str) -> None:
    """Choose the language; what argparse says and is not in the table stays English."""
    global _chosen  # noqa: PLW0603 - one call of the program speaks one language
    _chosen = lang
    words: dict[str, str] = {}
    if lang == "vi":
        words = json.loads(resource("translations", "argparse.vi.json").read_text(encoding="utf-8"))

    def translate(text: str) -> str:
        return words.get(text, text)

    # argparse offers no other way in than the two names it imported from gettext
    argparse._ = translate  # type: ignore[attr-defined]
    argparse.ngettext = lambda one, many, count: translate(one if count == 1 else many)  # type: ignore[attr-defined]
