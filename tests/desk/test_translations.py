"""Every text of the window has its English, and the committed file knows every text."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from kgdesk.files import data_root, resource

LUPDATE = Path(sys.executable).with_name("pyside6-lupdate")
LRELEASE = Path(sys.executable).with_name("pyside6-lrelease")


def texts(path: Path) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [item.text or "" for item in translation.iter("numerusform")] or [translation.text or ""]
            found[context.findtext("name", ""), message.findtext("source", "")] = forms
    return found


@pytest.mark.skipif(not LUPDATE.exists(), reason="Qt's translation tools are not beside this Python")
def test_the_english_file_knows_every_text_of_the_window(tmp_path: Path) -> None:
    sources = [path for path in (data_root() / "kgdesk" / "desk").rglob("*.py") if path.name != "__init__.py"]
    fresh = tmp_path / "fresh.ts"
    subprocess.run([LUPDATE, *sources, "-locations", "none", "-ts", fresh], check=True, capture_output=True)
    assert set(texts(fresh)) == set(texts(resource("translations", "kgdesk_en.ts")))


@pytest.mark.parametrize("name", ["kgdesk_en", "qtbase_vi"])
def test_no_text_is_left_untranslated(name: str) -> None:
    empty = [key for key, forms in texts(resource("translations", f"{name}.ts")).items() if not all(forms)]
    assert empty == []


def test_blanks_are_the_same_in_both_languages() -> None:
    def blanks(text: str) -> list[str]:
        return sorted(part.split("}")[0] for part in text.split("{")[1:])

    strange = [
        (source, form)
        for (_, source), forms in texts(resource("translations", "kgdesk_en.ts")).items()
        for form in forms
        if blanks(source) != blanks(form) or ("%n" in source) != ("%n" in form)
    ]
    assert strange == []
