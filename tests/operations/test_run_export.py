"""A run for other programs: a Frictionless Data Package and SDMX-CSV, held against their specifications."""

import csv
import hashlib
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.operations.consolidate import ConsolidationRun, consolidate, write_report
from kgdesk.operations.demo import PERIOD
from kgdesk.operations.workspace import Workspace
from kgdesk.returns.run_sdmx import COLUMNS, time_period

NAME = "^([-a-z0-9._/])+$"
# What the published profiles (specs.frictionlessdata.io, version 1) ask of the parts we write.
PROFILE: dict[str, Any] = {
    "type": "object",
    "required": ["profile", "name", "resources"],
    "properties": {
        "profile": {"const": "tabular-data-package"},
        "name": {"type": "string", "pattern": NAME},
        "created": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["profile", "name", "path", "schema"],
                "properties": {
                    "profile": {"const": "tabular-data-resource"},
                    "name": {"type": "string", "pattern": NAME},
                    "path": {"type": "string", "pattern": r"^(?=^[^./~])(^((?!\.{2}).)*$).*$"},
                    "encoding": {"const": "utf-8"},
                    "bytes": {"type": "integer"},
                    "hash": {"type": "string", "pattern": "^([^:]+:[a-fA-F0-9]+|[a-fA-F0-9]{32}|)$"},
                    "schema": {
                        "type": "object",
                        "required": ["fields"],
                        "properties": {
                            "fields": {
                                "type": "array",
                                "minItems": 1,
                                "items": {
                                    "type": "object",
                                    "required": ["name"],
                                    "properties": {
                                        "type": {"enum": ["string", "number", "integer", "boolean", "date"]}
                                    },
                                },
                            },
                            "primaryKey": {"type": "array", "items": {"type": "string"}},
                            "foreignKeys": {
                                "type": "array",
                                "items": {
                                    "type": "object",
                                    "required": ["fields", "reference"],
                                    "properties": {"reference": {"type": "object", "required": ["resource", "fields"]}},
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}
LEXICAL = {
    "number": r"-?\d+(\.\d+)?",
    "integer": r"-?\d+",
    "boolean": "true|false",
    "date": r"\d{4}-\d\d-\d\d",
    "string": r"(?s).*",
}


@pytest.fixture
def run(province: Workspace) -> ConsolidationRun:
    return consolidate(province, PERIOD).result


@pytest.fixture
def package(province: Workspace, run: ConsolidationRun, tmp_path: Path) -> Path:
    files = write_report(province, run, tmp_path, formats=("datapackage",))
    (folder,) = {item.path.parent for item in files}
    assert folder.name == "KG_2024_run1_datapackage"
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def test_the_description_keeps_the_profile(package: Path) -> None:
    description = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    jsonschema.validate(description, PROFILE)
    assert {item["path"] for item in description["resources"]} == {
        path.name for path in package.iterdir() if path.suffix == ".csv"
    }
    for item in description["resources"]:
        data = (package / item["path"]).read_bytes()
        assert item["bytes"] == len(data)
        assert item["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_every_row_keeps_its_schema(package: Path) -> None:
    description = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    tables = {item["name"]: rows(package / item["path"]) for item in description["resources"]}
    for item in description["resources"]:
        schema, found = item["schema"], tables[item["name"]]
        assert found
        for row in found:
            assert list(row) == [field["name"] for field in schema["fields"]]
            for field in schema["fields"]:
                text = row[field["name"]]
                assert text == "" or re.fullmatch(LEXICAL[field["type"]], text), (item["name"], field, text)
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in found]
        assert len(set(keys)) == len(keys)
        for key in schema.get("foreignKeys", ()):
            known = {row["code"] for row in tables[key["reference"]["resource"]]}
            assert {row[key["fields"]] for row in found} <= known


def test_figures_are_those_of_the_run(package: Path, run: ConsolidationRun) -> None:
    totals = {row["indicator"]: row for row in rows(package / "totals.csv")}
    assert set(totals) == {line.indicator for line in run.lines}
    for line in run.lines:
        written = totals[line.indicator]["value"]
        assert (Decimal(written) if written else None) == line.value
    inputs = [row for row in rows(package / "inputs.csv") if row["indicator"] == "XH01" and row["role"] == "units"]
    assert sum(Decimal(row["numerator"]) for row in inputs) == run.line("XH01").roll_up.numerator


def test_sdmx_rows(province: Workspace, run: ConsolidationRun, tmp_path: Path) -> None:
    (made,) = write_report(province, run, tmp_path, formats=("sdmx-csv",))
    found = rows(made.path)
    assert tuple(found[0]) == COLUMNS
    for row in found:
        assert (row["STRUCTURE"], row["ACTION"], row["FREQ"], row["TIME_PERIOD"]) == ("dataflow", "I", "A", "2024")
        assert re.fullmatch(r"KGDESK:DF_[A-Z0-9_-]+\(\d+\.0\.0\)", row["STRUCTURE_ID"])
        assert (row["OBS_VALUE"] == "") == (row["OBS_STATUS"] in {"O", "M"})
        assert province.plan.has_unit(row["REF_AREA"])
    keys = [(row["REF_AREA"], row["INDICATOR"], row["COLLECTOR"]) for row in found]
    assert len(set(keys)) == len(keys)
    total = next(row for row in found if row["INDICATOR"] == "KT08" and row["COLLECTOR"] == "TOTAL")
    assert (total["REF_AREA"], Decimal(total["OBS_VALUE"])) == ("KG", run.line("KT08").value)


@pytest.mark.parametrize(
    ("code", "written"),
    [("2024", "2024"), ("2024-H2", "2024-S2"), ("2024-Q3", "2024-Q3"), ("2024-M07", "2024-07"),
     ("2024-9M", "2024-01-01/P9M")],
)  # fmt: skip
def test_periods_as_sdmx_writes_them(code: str, written: str) -> None:
    assert time_period(Period.parse(code)) == written


def test_equal_runs_give_equal_files(province: Workspace, run: ConsolidationRun, tmp_path: Path) -> None:
    made = [
        write_report(province, run, tmp_path / name, formats=("datapackage", "sdmx-csv")) for name in ("one", "two")
    ]
    assert [item.path.read_bytes() for item in made[0]] == [item.path.read_bytes() for item in made[1]]


def test_an_unknown_format_writes_nothing(province: Workspace, run: ConsolidationRun, tmp_path: Path) -> None:
    with pytest.raises(Fault) as raised:
        write_report(province, run, tmp_path / "none", formats=("pdf", "rtf"))
    assert raised.value.code == "consolidate.unknown_format"
    assert not (tmp_path / "none").exists()
