"""What the developer's guide names is there: modules, functions, files, targets; and its drawing is the contract's."""

import importlib
import re
import sys
from pathlib import Path

import pytest

from kgdesk.files import data_root

ROOT = data_root()
GUIDE = ROOT / "docs" / "developer-guide.md"
TEXT = GUIDE.read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(kgdesk(?:\.\w+)+)`", TEXT)))
PATHS = sorted(set(re.findall(r"`((?:kgdesk|resources|docs|tests|db)/[\w./-]+)`", TEXT)))
MADE = {"resources/guide"}  # by `make guide`


@pytest.mark.parametrize("name", NAMED)
def test_every_module_and_function_named_exists(name: str) -> None:
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for attribute in parts[length:]:
            found = getattr(found, attribute)
        return
    pytest.fail(f"{name} is not there")


def test_enough_is_named_to_be_of_use() -> None:
    assert len(NAMED) > 50
    assert len(PATHS) > 10


def test_every_file_and_link_exists() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", TEXT)
    assert [path for path in PATHS if path not in MADE and not (ROOT / path).exists()] == []
    assert [link for link in links if not (GUIDE.parent / link).exists()] == []


def test_every_target_of_make_exists() -> None:
    rules = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    asked = {word for words in re.findall(r"`make ([a-z ]+)`", TEXT) for word in words.split()}
    assert asked - rules == set()


def test_the_drawing_shows_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "guide"))
    drawing = importlib.import_module("drawing")
    assert (ROOT / "docs" / "architecture.svg").read_text(encoding="utf-8") == drawing.drawing()
    packages = {path.parent.name for path in (ROOT / "kgdesk").glob("*/__init__.py")} | {"files", "messages"}
    assert {name for row in drawing.layers() for name in row} == packages
    sys.modules.pop("drawing")
    assert Path(drawing.TARGET).name in TEXT
