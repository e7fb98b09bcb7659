"""One thing has one name wherever a person reads it: `docs/words.md` says which, and which names it must not have."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgdesk.files import data_root

ROOT = data_root()
PLACES = (
    "resources/messages/*.json",
    "resources/translations/*.ts",
    "resources/help/**/*.md",
    "docs/guide/appendix/*.md",
    "docs/check-without-kgdesk.md",
    "docs/guide/card.py",
    "docs/read_canonical.py",
    "kgdesk/desk/**/*.py",
    "kgdesk/returns/**/*.py",
)


def banned() -> list[str]:
    """Read the second table: what must not be said."""
    table = (ROOT / "docs" / "words.md").read_text(encoding="utf-8").partition("| not | but |")[2]
    return [match.group(1) for match in re.finditer(r"^\| ([^|]+?) \|", table, re.MULTILINE)]


def texts() -> Iterator[tuple[Path, str]]:
    for pattern in PLACES:
        for path in sorted(ROOT.glob(pattern)):
            yield path, path.read_text(encoding="utf-8").casefold()


def test_the_table_is_read() -> None:
    assert {"mã đọc qua điện thoại", "mã băm", "check digits"} <= set(banned())


@pytest.mark.parametrize("word", banned())
def test_a_thing_has_no_second_name(word: str) -> None:
    assert [path.relative_to(ROOT) for path, text in texts() if word in text] == []


def test_the_window_the_paper_and_the_letters_say_the_words_of_the_table() -> None:
    said = {path.relative_to(ROOT).as_posix(): text for path, text in texts()}
    for place in (
        "kgdesk/desk/seal/page.py",
        "kgdesk/desk/filing/page.py",
        "kgdesk/returns/receipt.py",
        "resources/messages/outbox.json",
        "resources/messages/cli.json",
        "resources/help/vi/seal.md",
        "resources/help/vi/guide/clerk-office.md",
    ):
        assert "mã biên nhận" in said[place], place
    for place in (
        "kgdesk/desk/consolidation/page.py",
        "kgdesk/returns/pdf_return.py",
        "kgdesk/returns/letter_text.py",
        "resources/messages/cli.json",
        "resources/help/vi/consolidation.md",
        "docs/check-without-kgdesk.md",
    ):
        assert "mã đối chiếu" in said[place], place
