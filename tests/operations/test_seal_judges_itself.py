"""What leaves the house passes the judgement of whoever gets it; else nothing is recorded and nothing written."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import VerdictWord
from kgdesk.operations import seal, seal_agency, seal_pages
from kgdesk.operations.demo import PASSWORD, PERIOD
from kgdesk.operations.seal import SealRequest, latest_sealed, seal_return
from kgdesk.operations.verify import verify_file
from kgdesk.operations.workspace import Workspace
from kgdesk.store import observations

NOW = datetime(2024, 12, 20, 3, 0, tzinfo=UTC)
UNFIT = "một\x0bhai\x0cba\x1bbốn\x7fnăm\x85sáu\u2028bảy\u2029tám\r\nchín\rmười"
KEPT = "một\nhai\nbabốnnăm\nsáu\nbảy\ntám\nchín\nmười"


@pytest.fixture
def request_of(demo_copy: Path) -> Callable[..., SealRequest]:
    def make(role: str, **changes: Any) -> SealRequest:
        made = SealRequest(
            period=PERIOD,
            key=demo_copy / "keys" / "KG-911.p12",
            password=PASSWORD,
            folder=demo_copy / "out",
            role=role,
            head_name="Trần\x0bMinh Khoa",
        )
        return replace(made, **changes)

    return make


def _write_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let texts reach the workspace as older programs recorded them."""
    monkeypatch.setattr(observations, "clean_text", str)
    monkeypatch.setattr("kgdesk.operations.entry.clean_text", str)
    monkeypatch.setattr("kgdesk.operations.record_rows.clean_text", str)


@pytest.mark.parametrize("recorded_by", ["this program", "an older one"])
def test_a_note_with_any_line_end_is_sealed_and_valid(
    demo_copy: Path,
    phu_quoc: Workspace,
    request_of: Callable[..., SealRequest],
    monkeypatch: pytest.MonkeyPatch,
    recorded_by: str,
) -> None:
    from kgdesk.operations.entry import entry_grid, record_observation

    row = next(item for item in entry_grid(phu_quoc, PERIOD) if item.recorded is not None)
    assert row.recorded is not None
    with monkeypatch.context() as patch:
        if recorded_by == "an older one":
            _write_behind(patch)
        record_observation(phu_quoc, replace(row.recorded.observation, note=UNFIT), reason="thử")
    sealed = seal_return(phu_quoc, request_of("both", number=5)).result
    assert sealed.document is not None
    line = next(item for item in sealed.document.lines if item.indicator == row.indicator.code)
    assert line.observation is not None
    assert line.observation.note == KEPT
    assert sealed.document.head_name == "Trần Minh Khoa"
    for path in sealed.files:
        assert verify_file(path, trust=demo_copy / "keys" / "ca.pem").word is VerdictWord.VALID


def _alter_a_word(monkeypatch: pytest.MonkeyPatch, module: Any) -> None:
    def altered(document: Any, annex: Any, **options: Any) -> Any:
        from kgdesk.returns import canonical, pdf_return

        other = replace(document, recipient_vi="Nơi khác")
        name, sha256 = annex or (None, None)
        data = canonical.to_bytes(document)
        return pdf_return.write_pdf(other, canonical=data, annex_name=name, annex_sha256=sha256, **options)

    monkeypatch.setattr(module, "write_pages", altered)


@pytest.mark.parametrize("role", ["both", "head"])
def test_pages_that_say_another_word_are_neither_recorded_nor_written(
    demo_copy: Path,
    phu_quoc: Workspace,
    request_of: Callable[..., SealRequest],
    monkeypatch: pytest.MonkeyPatch,
    role: str,
) -> None:
    before, journal = (
        latest_sealed(phu_quoc, PERIOD),
        phu_quoc.store.read("SELECT max(seq) AS newest FROM journal")[0]["newest"],
    )
    _alter_a_word(monkeypatch, seal)
    with pytest.raises(Fault) as caught:
        seal_return(phu_quoc, request_of(role, number=5 if role == "both" else None))
    assert caught.value.code == "seal.own_check"
    assert "verify.pages_differ" in caught.value.params["reason"]
    assert latest_sealed(phu_quoc, PERIOD) == before
    assert phu_quoc.store.read("SELECT max(seq) AS newest FROM journal")[0]["newest"] == journal
    assert not (demo_copy / "out").exists() or not list((demo_copy / "out").iterdir())


def test_the_agency_refuses_what_it_made_wrong(
    phu_quoc: Workspace, request_of: Callable[..., SealRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = next(iter(seal_return(phu_quoc, request_of("head")).result.files))
    data, journal = path.read_bytes(), phu_quoc.store.read("SELECT max(seq) AS newest FROM journal")[0]["newest"]
    once = seal_pages.sign_once
    monkeypatch.setattr(seal_agency, "sign_once", lambda *given, **named: once(*given, **named) + b"\n% more\n")
    with pytest.raises(Fault) as caught:
        seal_return(phu_quoc, request_of("agency", number=5))
    assert caught.value.code == "seal.own_check"
    assert path.read_bytes() == data
    assert phu_quoc.store.read("SELECT max(seq) AS newest FROM journal")[0]["newest"] == journal
