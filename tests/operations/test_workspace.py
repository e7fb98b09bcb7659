"""Making and opening workspaces as the desk and the command line do."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.operations.workspace import Workspace, create_workspace, open_workspace
from kgdesk.returns import plan_default, plan_document, plan_pack
from kgdesk.store import journal


def test_a_new_workspace_holds_the_shipped_plan(district: Workspace) -> None:
    assert (district.unit.code, district.plan.code) == ("KG-911", "NQ535")
    assert district.plan_digest == plan_document.digest(plan_default.load())
    created = journal.entries(district.store)[-1]
    assert (created.action, created.subject, created.actor) == ("workspace.create", "KG-911", "Lê Thị Hoa")


def test_opened_again_it_is_the_same(district: Workspace) -> None:
    district.close()
    with open_workspace(district.path, actor="Trần Văn An") as again:
        assert (again.unit, again.plan_digest, again.actor) == (district.unit, district.plan_digest, "Trần Văn An")
        assert again.plan == district.plan


def test_a_pack_brings_its_own_plan(tmp_path: Path) -> None:
    pack = tmp_path / "p.kgplan"
    pack.write_bytes(plan_pack.write(plan_default.load(), None))
    with create_workspace(tmp_path / "a.kgdesk", unit="KG-912", actor="x", pack=pack) as workspace:
        assert workspace.unit.code == "KG-912"


@pytest.mark.parametrize("content", [b"", b"not a pack"])
def test_a_bad_pack_makes_no_workspace(tmp_path: Path, content: bytes) -> None:
    pack = tmp_path / "p.kgplan"
    pack.write_bytes(content)
    with pytest.raises(Fault) as caught:
        create_workspace(tmp_path / "a.kgdesk", unit="KG-912", actor="x", pack=pack)
    assert caught.value.code == "plan.pack_unreadable"
    assert [item.name for item in tmp_path.iterdir()] == ["p.kgplan"]


def test_an_unknown_unit_makes_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"plan\.no_unit"):
        create_workspace(tmp_path / "a.kgdesk", unit="KG-999", actor="x")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"file\.missing"):
        create_workspace(tmp_path / "no" / "a.kgdesk", unit="KG-911", actor="x")


def test_a_second_window_is_told(district: Workspace) -> None:
    with pytest.raises(Fault, match=r"workspace\.in_use"):
        open_workspace(district.path, actor="x")
    with open_workspace(district.path, actor="x", read_only=True) as reader:
        assert reader.unit == district.unit


@pytest.mark.parametrize(("unit", "expected"), [("KG", True), ("SKHDT", True), ("STC", True), ("KG-911", False)])
def test_who_consolidates(open_for: Callable[[str], Workspace], unit: str, expected: bool) -> None:  # noqa: FBT001
    assert open_for(unit).consolidates is expected


def test_what_is_asked_is_decided_when_the_period_closes(district: Workspace) -> None:
    assert district.day_of(Period.parse("2024")) == date(2024, 12, 14)
    assert district.day_of(Period.parse("2025")) == date(2025, 6, 30)  # districts ended on that day
    assert {item.code for item in district.indicators(Period.parse("2024"))} >= {"KT08", "XH12"}
    assert district.tasks(Period.parse("2024"))


def test_opening_imports_nothing_heavy(district: Workspace) -> None:
    district.close()
    script = (
        "import sys\nfrom pathlib import Path\nfrom kgdesk.operations import entry, workspace\n"
        "from kgdesk.domain.period import Period\n"
        "with workspace.open_workspace(Path(sys.argv[1]), actor='x') as opened:\n"
        "    entry.entry_grid(opened, Period.parse('2024'))\n"
        "heavy = {'openpyxl', 'reportlab', 'pikepdf', 'pyhanko', 'cryptography', 'sqlite_utils', 'lxml', 'PySide6'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(district.path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
