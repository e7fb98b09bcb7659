"""One plan, one sequence of bytes; what `to_bytes` would not write is refused."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kgdesk.domain.errors import Fault
from kgdesk.domain.plan import Plan, RuleKind
from kgdesk.domain.reporting_unit import SplitBasis
from kgdesk.files import resource
from kgdesk.messages import say
from kgdesk.returns import plan_default, plan_document


@pytest.fixture(scope="module")
def shipped() -> bytes:
    return plan_default.load()


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(resource("schemas", "plan-2.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_read_and_written_again_it_is_the_same(shipped: bytes) -> None:
    assert plan_document.to_bytes(plan_document.from_bytes(shipped)) == shipped


def test_the_bytes_are_canonical(shipped: bytes) -> None:
    tree = json.loads(shipped)
    assert json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() == shipped
    assert (tree["schema"], tree["schema_version"]) == ("kgdesk-plan", 2)
    assert tree["targets"][0]["low"] == "7.24"
    assert tree["units"][0]["valid_to"] == "2025-06-30"


def test_the_digest_is_sha256(shipped: bytes) -> None:
    assert len(plan_document.digest(shipped)) == 64
    assert plan_document.digest(shipped) != plan_document.digest(shipped + b" ")


def test_it_follows_the_published_schema(validator: Draft202012Validator, shipped: bytes) -> None:
    assert list(validator.iter_errors(json.loads(shipped))) == []


ALTERED: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a stray key": (lambda tree: tree["units"][0].update(colour="red"), "units[0].colour"),
    "a missing key": (lambda tree: tree["tasks"][3].pop("clause"), "tasks[3].clause"),
    "a number that is no string": (lambda tree: tree["targets"][0].update(low=7), "targets[0].low"),
    "trailing zeros": (lambda tree: tree["targets"][0].update(low="7.240"), "targets[0].low"),
    "an unknown word": (lambda tree: tree["rules"][0].update(kind="guess"), "rules[0].kind"),
    "a date of no calendar": (lambda tree: tree["units"][1].update(valid_from="2021-02-30"), "units[1].valid_from"),
    "another schema": (lambda tree: tree.update(schema="kgdesk-return"), "schema"),
}

DANGLING: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a reference to nothing": (lambda tree: tree["targets"][2].update(indicator="KT99"), "targets[2].indicator"),
    "a task under itself": (lambda tree: tree["tasks"][0].update(parent="A"), "tasks[0].parent"),
    "two units of one code": (lambda tree: tree["units"][2].update(code="KG-899"), "units[2].code"),
}


@pytest.mark.parametrize(("alter", "place"), [*ALTERED.values(), *DANGLING.values()], ids=[*ALTERED, *DANGLING])
def test_an_altered_plan_is_refused_with_the_place(
    shipped: bytes, alter: Callable[[dict[str, Any]], object], place: str
) -> None:
    tree = json.loads(shipped)
    alter(tree)
    data = json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    with pytest.raises(Fault) as caught:
        plan_document.from_bytes(data)
    assert caught.value.code == "plan.unreadable"
    assert caught.value.params["place"] == place
    assert place in say(caught.value.code, **caught.value.params)


@pytest.mark.parametrize("name", [name for name in ALTERED if name != "a date of no calendar"])
def test_the_schema_refuses_it_too(validator: Draft202012Validator, shipped: bytes, name: str) -> None:
    tree = json.loads(shipped)
    ALTERED[name][0](tree)
    assert not validator.is_valid(tree)


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b"{}", b"null", b'{"schema":"kgdesk-plan"}'])
def test_what_is_no_plan_is_refused(data: bytes) -> None:
    with pytest.raises(Fault, match=r"plan\.unreadable"):
        plan_document.from_bytes(data)


def test_spaces_are_refused(shipped: bytes) -> None:
    with pytest.raises(Fault, match=r"plan\.unreadable"):
        plan_document.from_bytes(shipped + b"\n")


def test_a_later_format_asks_for_an_update(shipped: bytes) -> None:
    later = shipped.replace(b'"schema_version":2', b'"schema_version":3')
    with pytest.raises(Fault, match=r"plan\.newer"):
        plan_document.from_bytes(later)


LATER: tuple[tuple[str, str, object], ...] = (
    ("rules", "periods", []),
    ("indicators", "split_basis", "none"),
    ("successions", "basis", "none"),
    ("successions", "source", ""),
)


def _without_what_came_later(plan: Plan) -> Plan:
    later = {RuleKind.OUTLIER, RuleKind.ADDS_UP, RuleKind.CUMULATIVE}
    rules = tuple(replace(rule, periods=()) for rule in plan.rules if rule.kind not in later)
    return replace(
        plan,
        rules=rules,
        indicators=tuple(replace(item, split_basis=SplitBasis.NONE) for item in plan.indicators),
        successions=tuple(replace(item, basis=SplitBasis.NONE, source="") for item in plan.successions),
    )


def test_a_plan_that_needs_no_more_keeps_the_form_older_programs_read(shipped: bytes) -> None:
    plan = _without_what_came_later(plan_document.from_bytes(shipped))
    data = plan_document.to_bytes(plan)
    tree = json.loads(data)
    assert tree["schema_version"] == 1
    assert not [name for sheet, name, _empty in LATER for record in tree[sheet] if name in record]
    schema = json.loads(resource("schemas", "plan-1.schema.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(tree)) == []
    assert plan_document.from_bytes(data) == plan


def test_a_share_with_its_basis_needs_the_newer_form(shipped: bytes) -> None:
    plan = _without_what_came_later(plan_document.from_bytes(shipped))
    split = replace(plan.successions[0], basis=SplitBasis.POPULATION)
    newer = replace(plan, successions=(split, *plan.successions[1:]))
    data = plan_document.to_bytes(newer)
    assert json.loads(data)["schema_version"] == 2
    assert plan_document.from_bytes(data) == newer


@pytest.mark.parametrize("version", [1, 2])
def test_one_plan_has_one_form(shipped: bytes, version: int) -> None:
    plan = plan_document.from_bytes(shipped)
    tree = json.loads(plan_document.to_bytes(_without_what_came_later(plan) if version == 1 else plan))
    tree["schema_version"] = 3 - version
    for sheet, name, empty in LATER:
        for record in tree[sheet]:
            record.setdefault(name, empty)
    data = json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    with pytest.raises(Fault, match=r"plan\.unreadable"):
        plan_document.from_bytes(data)
