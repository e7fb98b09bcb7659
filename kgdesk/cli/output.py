"""What the command line prints: sentences, or one JSON object a line."""

import contextlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.domain.plain import plain
from kgdesk.messages import printable, say


class Output:
    """One command's answer. With `as_json`, stdout carries JSON objects and nothing else."""

    def __init__(self, *, as_json: bool, lang: str) -> None:
        self.as_json = as_json
        self.lang = lang

    def text(self, line: str) -> None:
        """Print a line for people; silent in JSON mode."""
        if not self.as_json:
            print(printable(line.replace("\n", " ")))

    def say(self, code: str, **params: object) -> None:
        """Print a sentence of the catalogue; silent in JSON mode."""
        self.text(say(code, self.lang, **params))

    def earlier(self, files: Iterable[Path | None]) -> None:
        """Tell where files went that had the names of what was written now, and other contents."""
        for file in filter(None, files):
            self.say("cli.earlier_kept", file=file)

    def record(self, **values: object) -> None:
        """Print one JSON object; silent in text mode."""
        if self.as_json:
            print(json.dumps(plain(values), ensure_ascii=False))

    def fault(self, fault: Fault) -> None:
        """Print what stands in the way: one line on stderr."""
        if sys.stderr is None:  # closed; `print` would take stdout instead
            return
        with contextlib.suppress(OSError):  # where not even this can be said, the exit code says it
            print("kgdesk: " + printable(" ".join(say(fault.code, self.lang, **fault.params).split())), file=sys.stderr)
