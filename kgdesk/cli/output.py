"""What the command line prints: sentences, or one JSON object a line."""

import json
import sys

from kgdesk.domain.errors import Fault
from kgdesk.domain.plain import plain
from kgdesk.messages import say


class Output:
    """One command's answer. With `as_json`, stdout carries JSON objects and nothing else."""

    def __init__(self, *, as_json: bool, lang: str) -> None:
        self.as_json = as_json
        self.lang = lang

    def text(self, line: str) -> None:
        """Print a line for people; silent in JSON mode."""
        if not self.as_json:
            print(line)

    def say(self, code: str, **params: object) -> None:
        """Print a sentence of the catalogue; silent in JSON mode."""
        self.text(say(code, self.lang, **params))

    def record(self, **values: object) -> None:
        """Print one JSON object; silent in text mode."""
        if self.as_json:
            print(json.dumps(plain(values), ensure_ascii=False))

    def fault(self, fault: Fault) -> None:
        """Print what stands in the way: one line on stderr."""
        print("kgdesk: " + " ".join(say(fault.code, self.lang, **fault.params).split()), file=sys.stderr)
