"""Every code the program can speak has a sentence in both languages, with the same blanks."""

import ast
import json
import re
import string
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
AREAS = sorted((ROOT / "resources" / "messages").glob("*.json"))
_CODE = re.compile(r"[a-z_]+\.[a-z_]+(\.[a-z_0-9]+)*")
_CALLS = {"Fault", "say", "Placement", "Finding"}


def _catalogue() -> dict[str, dict[str, str]]:
    entries: dict[str, dict[str, str]] = {}
    for path in AREAS:
        entries |= json.loads(path.read_text(encoding="utf-8"))
    return entries


def _spoken() -> Iterator[tuple[str, str]]:
    """Codes that stand as plain strings in calls that speak, with where they stand."""
    for path in sorted((ROOT / "kgdesk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            for argument in node.args if name in _CALLS else ():
                if (
                    isinstance(argument, ast.Constant)
                    and isinstance(argument.value, str)
                    and _CODE.fullmatch(argument.value)
                ):
                    yield argument.value, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_every_code_has_a_sentence() -> None:
    catalogue = _catalogue()
    missing = sorted({f"{code} ({where})" for code, where in _spoken() if code not in catalogue})
    assert missing == []


@pytest.mark.parametrize("path", AREAS, ids=lambda path: path.stem)
def test_both_languages_have_the_same_blanks(path: Path) -> None:
    for code, entry in json.loads(path.read_text(encoding="utf-8")).items():
        assert code.partition(".")[0] == path.stem, code
        assert set(entry) == {"vi", "en"}, code
        # a name may come in both languages: `name_vi` in one sentence answers `name_en` in the other
        blanks = [
            {name.removesuffix(f"_{lang}") for _, name, _, _ in string.Formatter().parse(entry[lang]) if name}
            for lang in ("vi", "en")
        ]
        assert blanks[0] == blanks[1], code


@pytest.mark.parametrize("path", AREAS, ids=lambda path: path.stem)
def test_vietnamese_sentences_are_composed_and_vietnamese(path: Path) -> None:
    for code, entry in json.loads(path.read_text(encoding="utf-8")).items():
        assert unicodedata.is_normalized("NFC", entry["vi"]), code
        assert entry["vi"].strip() == entry["vi"], code
