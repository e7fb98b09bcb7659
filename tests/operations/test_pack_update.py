"""Whose plan pack a workspace takes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.operations.demo_keys import PASSWORD
from kgdesk.operations.key_file import close_key, open_key
from kgdesk.operations.pack import update_pack
from kgdesk.operations.trust import add_trust
from kgdesk.operations.workspace import Workspace
from kgdesk.returns import plan_default, plan_document, plan_pack
from kgdesk.signing import detached
from kgdesk.store import journal
from tests.operations.after_demo import NOW, TurnedClock


@pytest.fixture
def newer(demo_copy: Path) -> Callable[[str], Path]:
    """Give a function that makes the next version of the plan, signed with a unit's key or not at all."""

    def make(unit: str) -> Path:
        plan = plan_document.from_bytes(plan_default.load())
        data = plan_document.to_bytes(replace(plan, version=plan.version + 1))
        signature = None
        if unit:
            key = open_key(demo_copy / "keys" / f"{unit}.p12", PASSWORD, at=NOW)
            signature = detached.sign(data, key=key, at=NOW)
            close_key(key)
        path = demo_copy / f"newer-{unit}.kgplan"
        path.write_bytes(plan_pack.write(data, signature))
        return path

    return make


@pytest.fixture
def trusting(demo_copy: Path, phu_quoc: Workspace) -> Workspace:
    """Phú Quốc's workspace with the demonstration's authority."""
    add_trust(phu_quoc, demo_copy / "keys" / "ca.pem")
    return phu_quoc


@pytest.mark.parametrize(("unit", "code"), [("", "pack.not_signed"), ("KG-912", "pack.other_signer")])
def test_with_authorities_to_check_against_a_pack_of_anybody_needs_a_persons_word(
    unit: str, code: str, trusting: Workspace, newer: Callable[[str], Path]
) -> None:
    version, before = trusting.plan.version, journal.head(trusting.store)
    with pytest.raises(Fault) as caught:
        update_pack(trusting, newer(unit))
    assert caught.value.code == code
    assert journal.head(trusting.store) == before
    found = update_pack(trusting, newer(unit), unsigned=True).result
    assert (found.plan.version, found.signed, found.proved) == (version + 1, bool(unit), bool(unit))
    assert bool(found.signer) is bool(unit)
    (entry,) = journal.of_action(trusting.store, "update_plan")
    assert entry.detail["signer"] == found.signer


def test_the_unit_above_is_taken(trusting: Workspace, newer: Callable[[str], Path]) -> None:
    found = update_pack(trusting, newer("KG")).result
    assert found.proved
    assert found.signer


def test_the_focal_unit_is_taken_while_it_is_one(
    trusting: Workspace, clock: TurnedClock, newer: Callable[[str], Path]
) -> None:
    with pytest.raises(Fault, match=r"pack\.other_signer"):
        update_pack(trusting, newer("STC"))
    clock.now = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)  # the Department of Finance is the focal unit since 1 March
    assert update_pack(trusting, newer("STC")).result.proved


def test_without_authorities_the_signer_is_only_named(district: Workspace, newer: Callable[[str], Path]) -> None:
    found = update_pack(district, newer("KG-912")).result
    assert (found.signed, found.proved) == (True, False)
    assert found.signer
