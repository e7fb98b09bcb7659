"""The inventory of readers is whole and true: every function is there, and nothing reads files past it."""

import importlib
import re
from pathlib import Path

import pytest

from tests.hostile.inventory import PAGE, page_with, rows
from tests.hostile.readers import APART, READERS

_PACKAGE = Path(__file__).resolve().parents[2] / "kgdesk"
# Modules that take bytes from the disk, and through which reader of the inventory (or why none is needed).
_READ_BYTES = {
    "operations/attachments.py": "attachment",
    "operations/certificates.py": "authority, certificate",
    "operations/collect.py": "form",
    "operations/enrolment.py": "certificate",
    "operations/extend.py": "return",
    "operations/intake_source.py": "return, mail",
    "operations/key_file.py": "key",
    "operations/online.py": "signers, certificate",
    "operations/pack.py": "plan-workbook",
    "operations/pack_file.py": "pack",
    "operations/part_opening.py": "part",
    "operations/receipt_in.py": "return",
    "operations/record.py": "table",
    "operations/seal_agency.py": "head-signed",
    "operations/seal_images.py": "picture",
    "operations/seal_pages.py": "picture",
    "operations/strangers.py": "only hashed",
    "operations/trust.py": "authority, revocation-list",
    "operations/verify.py": "return, authority",
    "returns/plan_default.py": "the program's own plan",
}


@pytest.mark.parametrize("key", READERS)
def test_the_functions_of_the_inventory_exist(key: str) -> None:
    for name in (READERS[key].function, READERS[key].caller):
        module, _, attribute = f"kgdesk.{name}".rpartition(".")
        assert callable(getattr(importlib.import_module(module), attribute)), name


def test_whoever_reads_a_file_stands_in_the_inventory() -> None:
    found = {
        path.relative_to(_PACKAGE).as_posix()
        for path in _PACKAGE.rglob("*.py")
        if re.search(r"\bimport .*\bread_bytes\b", path.read_text(encoding="utf-8"))
    }
    assert found == set(_READ_BYTES)
    named = {key.strip() for keys in _READ_BYTES.values() for key in keys.split(",")}
    assert named - set(READERS) == {"only hashed", "the program's own plan"}


def test_readers_that_run_apart_are_called_apart() -> None:
    for reader in READERS.values():
        if reader.where == APART:
            module = reader.caller.rpartition(".")[0].replace(".", "/")
            text = (_PACKAGE / f"{module}.py").read_text(encoding="utf-8")
            assert re.search(r"\b(read_apart|judge|serve)\(", text), reader.caller


def test_the_page_shows_the_inventory() -> None:
    assert PAGE.read_text(encoding="utf-8") == page_with(rows()), "run: python -m tests.hostile.inventory"
