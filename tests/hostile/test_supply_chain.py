"""What the program stands on is locked by hash, may be given along, and is listed."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kgdesk.files import data_root

ROOT = data_root()
PAGE = ROOT / "docs" / "security" / "supply-chain.md"
sys.path.insert(0, str(ROOT / "installer"))

import supply  # noqa: E402 - a script beside the program, not a package

_MARKS = ("<!-- bảng giấy phép -->", "<!-- hết bảng -->")


def page_with(table: str) -> str:
    start, end = _MARKS
    text = PAGE.read_text(encoding="utf-8")
    return re.sub(f"{start}.*?{end}", lambda _: f"{start}\n{table}\n{end}", text, flags=re.DOTALL)


@pytest.mark.parametrize("lock", sorted((ROOT / "installer").glob("*.lock")), ids=lambda path: path.name)
def test_every_locked_package_has_hashes(lock: Path) -> None:
    found = supply.locked(lock)
    assert found
    assert not [item.name for item in found if not item.hashes]


def test_every_licence_is_known_and_allowed() -> None:
    assert not [item.name for item in supply.locked() if not supply.is_allowed(supply.licence_of(item.name))]


def test_a_licence_that_binds_the_whole_program_is_noticed() -> None:
    assert not supply.is_allowed("GPL-3.0-only")
    assert not supply.is_allowed("MIT AND GPL-3.0-only")
    assert not supply.is_allowed("")
    assert supply.is_allowed("GPL-3.0-only OR LGPL-3.0-only")


def test_the_page_shows_the_licences() -> None:
    assert PAGE.read_text(encoding="utf-8") == page_with(supply.table()), (
        "run: python -m tests.hostile.test_supply_chain"
    )


def test_the_bill_of_materials_lists_the_lock() -> None:
    bill = json.loads(supply.bill())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert [(item["name"], item["version"]) for item in bill["components"]] == [
        (item.name, item.version) for item in supply.locked()
    ]
    for item in bill["components"]:
        assert item["licenses"][0]["expression"]
        assert item["externalReferences"][0]["hashes"]
    assert supply.bill() == supply.bill()


@pytest.mark.parametrize(("vulns", "code"), [([{"id": "PYSEC-2024-1"}], 1), ([], 0)])
def test_the_audit_reads_advisories_of_another_computer(vulns: list[dict[str, str]], code: int, tmp_path: Path) -> None:
    told = tmp_path / "advisories.json"
    told.write_text(json.dumps({"dependencies": [{"name": "a", "version": "1", "vulns": vulns}]}))
    ended = subprocess.run(
        [sys.executable, ROOT / "installer" / "audit.py", told], capture_output=True, text=True, check=False
    )
    assert ended.returncode == code
    assert ("PYSEC-2024-1" in ended.stdout) == bool(code)


if __name__ == "__main__":
    PAGE.write_text(page_with(supply.table()), encoding="utf-8")
