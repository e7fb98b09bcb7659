"""What is kept of received returns stays what their signed documents say, or somebody is told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.messages import say
from kgdesk.operations.consolidate import consolidate
from kgdesk.operations.maintenance import backup, doctor
from kgdesk.operations.workspace import open_workspace
from tests.store.bench import tamper

PERIOD = Period.parse("2024")
OTHER_VALUE = "UPDATE received_figure SET value = '99' WHERE value IS NOT NULL"
OPENED = tuple(
    f"DROP TRIGGER {name}"
    for name in (
        "received_file_fixed",
        "received_return_fixed",
        "received_figure_no_update",
        "received_figure_no_delete",
    )
)


@pytest.fixture
def path(demo_copy: Path) -> Path:
    return demo_copy / "workspaces" / "KG.kgdesk"


def faults_of(path: Path) -> dict[str, dict[str, object]]:
    return {fact.name: fact.params for fact in doctor(path).facts if not fact.passed}


def test_a_province_that_was_left_alone_is_sound(path: Path) -> None:
    assert doctor(path).healthy


@pytest.mark.parametrize(
    "change",
    [
        OTHER_VALUE,
        "DELETE FROM received_figure WHERE return_id IN (SELECT id FROM received_return WHERE period = '2024')",
        "UPDATE received_return SET revision = 9 WHERE period = '2024'",
        "UPDATE received_return SET plan_digest = '0' WHERE period = '2024'",
    ],
)
def test_a_changed_return_is_named_and_enters_no_total(path: Path, change: str) -> None:
    tamper(path, *OPENED, change)
    assert set(faults_of(path)) == {"rows", "received"}
    with open_workspace(path, actor="x") as workspace, pytest.raises(Fault) as caught:
        consolidate(workspace, PERIOD)
    assert caught.value.code == "consolidate.return_changed"
    for lang in ("vi", "en"):
        assert str(caught.value.params["unit"]) in say(caught.value.code, lang, **caught.value.params)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE received_return SET period = '2023' WHERE id = 1",
        "UPDATE received_return SET signer = 'Người khác' WHERE id = 1",
        "UPDATE received_return SET annex = '1' WHERE id = 1",
        "UPDATE received_return SET received_at = '2020-01-01T00:00:00.000000+00:00' WHERE id = 1",
        "UPDATE received_file SET reason = 'intake.invalid' WHERE rowid = 1",
        "UPDATE received_file SET received_at = '2020-01-01T00:00:00.000000+00:00' WHERE rowid = 1",
        "UPDATE received_file SET verdict = replace(verdict, 'indeterminate', 'passed') WHERE rowid = 1",
        "UPDATE received_file SET verdict = '[' || substr(verdict, 2) WHERE rowid = 1",
    ],
)
def test_what_came_when_and_from_whom_is_held_against_the_journal(path: Path, change: str) -> None:
    tamper(path, *OPENED, change)
    assert set(faults_of(path)) == {"rows", "received"}


def test_a_changed_figure_gives_no_backup_that_pretends_to_be_sound(path: Path, tmp_path: Path) -> None:
    tamper(path, *OPENED, OTHER_VALUE)
    with pytest.raises(Fault, match=r"workspace\.backup_bad"):
        backup(path, tmp_path / "backups")


def test_the_doctor_says_it_on_the_command_line(path: Path, kgdesk: Callable[..., Any]) -> None:
    assert kgdesk("doctor", path).code == 0
    tamper(path, *OPENED, OTHER_VALUE)
    answer = kgdesk("doctor", path)
    assert answer.code == 1
    assert "không còn khớp với văn bản đã ký" in answer.out
