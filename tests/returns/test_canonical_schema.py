"""The published JSON Schema says what the reader accepts."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kgdesk.domain.return_document import ReturnDocument
from kgdesk.files import resource
from kgdesk.returns import canonical
from tests.samples import corrected_return, large_return, sample_return


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(resource("schemas", "return-1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize(
    "document", [sample_return(), large_return(), sample_return(revision=2, replaces="0" * 64), corrected_return()]
)
def test_what_is_written_follows_the_schema(validator: Draft202012Validator, document: ReturnDocument) -> None:
    assert list(validator.iter_errors(json.loads(canonical.to_bytes(document)))) == []


ALTERED: dict[str, Callable[[dict[str, Any]], object]] = {
    "unknown key": lambda tree: tree.update(colour="red"),
    "unknown key deep inside": lambda tree: tree["lines"][0]["observation"].update(colour="red"),
    "missing key": lambda tree: tree["escalations"][0].pop("answer"),
    "other version": lambda tree: tree.update(schema_version=2),
    "number for a figure": lambda tree: tree["lines"][0].update(value=9.4),
    "trailing zero": lambda tree: tree["lines"][0].update(value="9.40"),
    "unknown word": lambda tree: tree["lines"][0]["observation"].update(status="final"),
    "local time": lambda tree: tree.update(sealed_at="2024-12-18T09:15:30+07:00"),
    "no period": lambda tree: tree.update(period="2024-M13"),
    "revision 0": lambda tree: tree.update(revision=0),
    "no corrections, and said so": lambda tree: tree.update(corrections=[]),
    "short digest": lambda tree: tree["plan"].update(digest="ab"),
}


@pytest.mark.parametrize("name", ALTERED)
def test_altered_twin_breaks_the_schema(validator: Draft202012Validator, document: ReturnDocument, name: str) -> None:
    tree = json.loads(canonical.to_bytes(document))
    ALTERED[name](tree)
    assert list(validator.iter_errors(tree))
