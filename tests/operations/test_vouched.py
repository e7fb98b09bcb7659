"""No verdict, no total and no clean bill of health rests on rows that somebody changed with another program."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.messages import say
from kgdesk.operations.consolidate import consolidate
from kgdesk.operations.intake import take_in
from kgdesk.operations.maintenance import backup, doctor, restore
from kgdesk.operations.salvage import salvage
from kgdesk.operations.trust import believe, forget, trust_overview
from kgdesk.operations.verify import verify_file
from kgdesk.operations.workspace import Workspace, open_workspace
from kgdesk.store import meta
from kgdesk.store.connection import Store
from tests.store.bench import Bench, tamper

OLDER = Path(__file__).parents[1] / "store" / "fixtures" / "workspace-3.kgdesk"
PERIOD = Period.parse("2024")
STRANGER = "f" * 64
FOREIGN = f"INSERT INTO trust_anchor SELECT '{STRANGER}', pem, 'Kẻ khác', added_at FROM trust_anchor LIMIT 1"  # noqa: S608
ENROLLED = (
    "INSERT INTO certificate_binding SELECT 1000, 'ff', x'00', unit, 'head', 'Kẻ khác', received_at, NULL, '',"
    " received_at, '', 1 FROM received_return LIMIT 1"
)


def path_of(folder: Path) -> Path:
    return folder / "workspaces" / "KG.kgdesk"


def faults_of(path: Path) -> set[str]:
    return {fact.name for fact in doctor(path).facts if not fact.passed}


def code_of(act: Callable[[Workspace], object], path: Path) -> str:
    with open_workspace(path, actor="x") as workspace, pytest.raises(Fault) as caught:
        act(workspace)
    for lang in ("vi", "en"):
        assert str(path) in say(caught.value.code, lang, **caught.value.params)
    return caught.value.code


def test_a_file_of_an_earlier_version_is_not_said_to_be_recorded_before_it_is(tmp_path: Path) -> None:
    path = Path(shutil.copy(OLDER, tmp_path / "a.kgdesk"))

    def said() -> str:
        return next(fact.code for fact in doctor(path).facts if fact.name == "rows")

    assert said() == "workspace.rows_not_yet"
    with Store.open(path) as store, Bench(path, store).write() as transaction:
        meta.put(transaction, "reply_days", "3")
    assert said() == "workspace.rows_sound"


def test_every_workspace_of_the_demonstration_is_vouched_for(demo: Path) -> None:
    for path in sorted((demo / "workspaces").glob("*.kgdesk")):
        assert faults_of(path) == set(), path


@pytest.mark.parametrize("change", [FOREIGN, ENROLLED, "DELETE FROM trust_anchor"])
def test_who_is_believed_behind_the_programs_back_makes_no_verdict(demo_copy: Path, change: str) -> None:
    path = path_of(demo_copy)
    tamper(path, change)
    assert "rows" in faults_of(path)
    pages = next((demo_copy / "returns").glob("*.pdf"))
    assert code_of(lambda workspace: verify_file(pages, workspace=workspace), path) == "trust.not_vouched"
    assert code_of(lambda workspace: take_in(workspace, [pages]), path) == "trust.not_vouched"


def test_records_altered_so_that_they_no_longer_seem_to_vouch_are_told(demo_copy: Path) -> None:
    path = path_of(demo_copy)
    tamper(
        path,
        "DROP TRIGGER journal_no_update",
        FOREIGN,
        """UPDATE journal SET detail = replace(detail, '":', '": ') WHERE seq < 5""",
    )
    assert {"chain", "rows"} <= faults_of(path)
    pages = next((demo_copy / "returns").glob("*.pdf"))
    assert code_of(lambda workspace: verify_file(pages, workspace=workspace), path) == "trust.not_vouched"
    assert code_of(lambda workspace: consolidate(workspace, PERIOD), path) == "consolidate.not_vouched"


def test_an_authority_that_was_slipped_in_can_be_forgotten_and_one_taken_out_believed_again(demo_copy: Path) -> None:
    path, pages = path_of(demo_copy), next((demo_copy / "returns").glob("*.pdf"))
    tamper(path, FOREIGN)
    with open_workspace(path, actor="x") as workspace:
        forget(workspace, STRANGER)
        own = trust_overview(workspace).anchors[0].fingerprint
        before = verify_file(pages, workspace=workspace)
    assert faults_of(path) == set()
    tamper(path, f"DELETE FROM trust_anchor WHERE fingerprint = '{own}'")  # noqa: S608 - a hash
    with open_workspace(path, actor="x") as workspace:
        believe(workspace, demo_copy / "keys" / "ca.pem")
        assert verify_file(pages, workspace=workspace) == before
    assert faults_of(path) == set()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE received_return SET state = 'sent_back' WHERE id = 1",
        "UPDATE received_return SET state = 'accepted', decided_by = 'Kẻ khác' WHERE id = 1",
        "UPDATE received_return SET decided_at = '2024-01-01T00:00:00.000000+00:00' WHERE id = 1",
    ],
)
def test_a_decision_nobody_took_enters_no_total(demo_copy: Path, change: str) -> None:
    path = path_of(demo_copy)
    tamper(path, change)
    assert faults_of(path) == {"rows"}
    assert code_of(lambda workspace: consolidate(workspace, PERIOD), path) == "consolidate.not_vouched"


def test_what_is_copied_restored_and_salvaged_is_vouched_for(demo_copy: Path, tmp_path: Path) -> None:
    path = path_of(demo_copy)
    copy = backup(path, tmp_path / "copies")
    restore(copy, path, actor="x")
    assert faults_of(path) == set()
    saved = salvage(path, tmp_path / "moi.kgdesk", actor="x")
    assert saved.complete
    with open_workspace(saved.target, actor="x") as workspace:
        consolidate(workspace, PERIOD)
    assert faults_of(saved.target) == set()


def test_a_salvage_tells_of_rows_that_somebody_changed_before(demo_copy: Path, tmp_path: Path) -> None:
    path = path_of(demo_copy)
    tamper(path, FOREIGN, "UPDATE workspace SET value = '2020' WHERE key = 'created_at'")
    saved = salvage(path, tmp_path / "moi.kgdesk", actor="x")
    assert [(code, params["row"]) for code, params in saved.findings] == [
        ("salvage.row", "created_at"),
        ("salvage.row", STRANGER),
    ]
    assert faults_of(saved.target) == set()
