"""Every reason is explained, to programmers and to people."""

import json
import re

import pytest

from kgdesk.files import data_root
from kgdesk.messages import say
from kgdesk.signing.reasons import Reason


@pytest.mark.parametrize("reason", Reason)
def test_reason_has_its_sentences_in_catalogue_and_documentation(reason: Reason) -> None:
    document = (data_root() / "docs" / "verdict-reasons.md").read_text(encoding="utf-8")
    row = next(line for line in document.splitlines() if line.startswith(f"| `{reason.value}` |"))
    assert say(f"signature.reason.{reason.value}", "vi") in row
    assert say(f"signature.reason.{reason.value}", "en") in row


def test_nothing_is_explained_that_does_not_exist() -> None:
    catalogue = json.loads((data_root() / "resources" / "messages" / "signature.json").read_text(encoding="utf-8"))
    known = {code.removeprefix("signature.reason.") for code in catalogue if code.startswith("signature.reason.")}
    document = (data_root() / "docs" / "verdict-reasons.md").read_text(encoding="utf-8")
    assert known == set(Reason) == set(re.findall(r"^\| `(\w+)` \|", document, re.MULTILINE))


def test_every_fault_of_the_package_has_its_sentence_and_no_sentence_is_left_over() -> None:
    package = data_root() / "kgdesk" / "signing"
    used = {
        code
        for path in package.glob("*.py")
        for code in re.findall(r'"((?:key|signature)\.[a-z_]+)"', path.read_text(encoding="utf-8"))
    }
    known = set()
    for area in ("key", "signature"):
        catalogue = json.loads((data_root() / "resources" / "messages" / f"{area}.json").read_text(encoding="utf-8"))
        assert all(set(entry) == {"vi", "en"} for entry in catalogue.values())
        known |= {code for code in catalogue if ".reason." not in code}
    assert used == known
