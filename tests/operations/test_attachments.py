"""Files beside figures, tasks and matters: what is taken, what is refused, what is given back."""

import io
import unicodedata
import zipfile
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.errors import Fault
from kgdesk.domain.escalation import Escalation
from kgdesk.domain.period import Period
from kgdesk.domain.place import Place, PlaceKind
from kgdesk.messages import say
from kgdesk.operations import attachments as operations
from kgdesk.operations.attachments import attach, attachments, content_of, detach, save_copy
from kgdesk.operations.escalation import record_escalation
from kgdesk.operations.workspace import Workspace, open_workspace
from kgdesk.store import attachments as kept
from kgdesk.store import journal, sealed

YEAR = Period.parse("2024")
CELL = Place(PlaceKind.INDICATOR, "KT08")
RETURN = Place(PlaceKind.RETURN)
PDF = b"%PDF-1.7\nmot"
PNG = b"\x89PNG\r\n\x1a\n"


def package(*parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part in ("[Content_Types].xml", *parts):
            archive.writestr(part, "<x/>")
    return made.getvalue()


def file(folder: Path, name: str, data: bytes = PDF) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def fault_of(call: object, *arguments: object) -> Fault:
    with pytest.raises(Fault) as caught:
        call(*arguments)  # type: ignore[operator]
    for lang in ("vi", "en"):
        assert say(caught.value.code, lang, **caught.value.params)
    return caught.value


def seal(workspace: Workspace, revision: int = 1) -> None:
    at = workspace.clock()
    mark = sealed.SealedReturn(
        "KG-911", "2024", revision, str(revision) * 64, None, at, "Hoa", None, "BC", at.date(), (), ()
    )
    with workspace.transaction("seal") as transaction:
        sealed.put(transaction, mark, document=b"{}")


def test_a_file_comes_back_byte_by_byte(district: Workspace, tmp_path: Path) -> None:
    path = file(tmp_path, unicodedata.normalize("NFD", "Quyết định 535.pdf"))
    outcome = attach(district, YEAR, CELL, path)
    assert outcome.changes == ChangeSet(attachments=True)
    item = outcome.result
    assert (item.name, item.media_type, item.size, item.sha256, item.added_by) == (
        "Quyết định 535.pdf",
        "application/pdf",
        len(PDF),
        sha256(PDF).hexdigest(),
        "Lê Thị Hoa",
    )
    assert attachments(district, YEAR) == attachments(district, YEAR, CELL) == (item,)
    assert attachments(district, YEAR, RETURN) == attachments(district, Period.parse("2023")) == ()
    (tmp_path / "ra").mkdir()
    copy = save_copy(district, item.key, tmp_path / "ra")
    assert (copy.name, copy.read_bytes()) == ("Quyết định 535.pdf", PDF)
    assert [found.name for found in copy.parent.iterdir()] == [copy.name]
    assert fault_of(save_copy, district, item.key, copy).code == "file.exists"
    assert save_copy(district, item.key, copy, overwrite=True) == copy
    assert journal.verify_chain(district.store) is None


def test_the_same_bytes_are_kept_once_and_attached_once_to_a_place(district: Workspace, tmp_path: Path) -> None:
    first = attach(district, YEAR, CELL, file(tmp_path, "a.pdf")).result
    again = attach(district, YEAR, CELL, file(tmp_path, "b.pdf"))
    assert (again.result, bool(again.changes)) == (first, False)
    attach(district, YEAR, RETURN, tmp_path / "b.pdf")
    assert [item.name for item in attachments(district, YEAR)] == ["a.pdf", "b.pdf"]
    assert len(district.store.read("SELECT 1 FROM attachment_content")) == 1


@pytest.mark.parametrize(
    ("data", "name", "called"),
    [
        (PNG, "ảnh.PNG", "ảnh.PNG"),
        (b"\xff\xd8\xff\xe0", "anh.jpeg", "anh.jpeg"),
        (b"II*\x00", "quet", "quet.tif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.webp", "a.webp"),
        (package("word/document.xml", "word/media/image1.svg"), "tờ trình.docx", "tờ trình.docx"),
        (package("xl/workbook.xml"), "bang.v2", "bang.v2.xlsx"),
        (PNG, "anh.pdf", "anh.pdf.png"),  # the ending says what the bytes are
        (PDF, "..\\..\\C:\\Windows\\a\u202efdp.pdf", "afdp.pdf"),
        (PDF, "../../etc/cron.d/x", "x.pdf"),
        (PDF, "NUL.pdf", "_NUL.pdf"),
        (PDF, "..", "tep.pdf"),
        (PDF, "dài " * 100 + ".pdf", ("dài " * 100)[:116].strip() + ".pdf"),
    ],
)
def test_what_a_file_is_its_bytes_say(district: Workspace, tmp_path: Path, data: bytes, name: str, called: str) -> None:
    item = attach(district, YEAR, RETURN, file(tmp_path, "moi", data), name=name).result
    assert item.name == called
    assert content_of(district, item.key) == data


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.pdf", "attachment.empty"),
        (b"MZ\x90\x00", "a.pdf", "attachment.executable"),
        (b"#!/bin/sh", "a.png", "attachment.executable"),
        (b"\x7fELF", "a", "attachment.executable"),
        (PDF, "Báo cáo.pdf.EXE", "attachment.executable"),
        (PDF, "a.js", "attachment.executable"),
        (PDF, "a.exe. ", "attachment.executable"),
        (package("word/document.xml", "word/vbaProject.bin"), "a.docx", "attachment.macros"),
        (package("xl/workbook.xml", "xl/macrosheets/sheet1.xml"), "a.xlsx", "attachment.macros"),
        (package("xl/workbook.xml", "xl/embeddings/chay.exe"), "a.xlsx", "attachment.macros"),
        (package("anything.txt"), "a.docx", "attachment.kind_not_allowed"),
        (b"PK\x03\x04 cut short", "a.docx", "attachment.kind_not_allowed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "attachment.kind_not_allowed"),
        (b"<html><script>", "a.pdf", "attachment.kind_not_allowed"),
        (b"  %PDF-1.7", "a.pdf", "attachment.kind_not_allowed"),
    ],
)
def test_what_is_not_allowed_is_refused_whatever_it_is_called(
    district: Workspace, tmp_path: Path, data: bytes, name: str, code: str
) -> None:
    assert fault_of(attach, district, YEAR, RETURN, file(tmp_path, name, data)).code == code
    assert attachments(district, YEAR) == ()
    assert district.store.read("SELECT 1 FROM attachment_content") == []


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (Place(PlaceKind.INDICATOR, "Z9"), "entry.not_asked"),
        (Place(PlaceKind.TASK, "Z9"), "entry.task_not_asked"),
        (Place(PlaceKind.ESCALATION, "Z9"), "attachment.no_such_place"),
        (Place(PlaceKind.RETURN, "Z9"), "attachment.no_such_place"),
    ],
)
def test_a_place_must_be_there(district: Workspace, tmp_path: Path, place: Place, code: str) -> None:
    assert fault_of(attach, district, YEAR, place, file(tmp_path, "a.pdf")).code == code


def test_limits_of_a_file_and_of_a_period(district: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "FILE_LIMIT", 100)
    monkeypatch.setattr(operations, "PERIOD_LIMIT", 250)
    assert (
        fault_of(attach, district, YEAR, CELL, file(tmp_path, "a.pdf", PDF.ljust(101))).code == "attachment.too_large"
    )
    for letter in "bc":
        attach(district, YEAR, CELL, file(tmp_path, f"{letter}.pdf", (PDF + letter.encode()).ljust(100)))
    attach(district, YEAR, RETURN, tmp_path / "c.pdf")  # the same bytes count once
    full = file(tmp_path, "d.pdf", PDF.ljust(51))
    assert fault_of(attach, district, YEAR, CELL, full).code == "attachment.period_full"
    attach(district, Period.parse("2023"), CELL, full)
    detach(district, attachments(district, YEAR, CELL)[0].key)
    attach(district, YEAR, CELL, full)


def test_a_file_taken_away_is_gone_from_its_place_only(district: Workspace, tmp_path: Path) -> None:
    path = file(tmp_path, "a.pdf")
    cell = attach(district, YEAR, CELL, path).result
    whole = attach(district, YEAR, RETURN, path).result
    assert detach(district, cell.key).changes == ChangeSet(attachments=True)
    assert attachments(district, YEAR) == (whole,)
    for call in (detach, content_of):
        assert fault_of(call, district, cell.key).code == "attachment.gone"
    assert content_of(district, whole.key) == PDF
    assert attach(district, YEAR, CELL, path).result.key != cell.key


def test_bytes_stay_until_the_seal_and_for_good_when_they_were_sealed_beside(
    district: Workspace, tmp_path: Path
) -> None:
    early, late = file(tmp_path, "a.pdf"), file(tmp_path, "b.pdf", PDF + b"2")
    first, second = (attach(district, YEAR, CELL, path).result for path in (early, late))
    detach(district, first.key)
    assert kept.content(district.store, first.sha256) == PDF
    seal(district)
    detach(district, second.key)
    assert kept.content(district.store, first.sha256) is None
    assert kept.content(district.store, second.sha256) == PDF + b"2"
    seal(district, 2)
    again = attach(district, YEAR, CELL, early).result  # bytes let go come back
    assert content_of(district, again.key) == PDF
    assert kept.content(district.store, second.sha256) == PDF + b"2"
    assert journal.verify_chain(district.store) is None


def test_a_matter_carries_its_files_through_the_periods(district: Workspace, tmp_path: Path) -> None:
    matter = Escalation("KG-911-2023-1", "KG-911", "2023", date(2023, 11, 20), "Thiếu vốn", "Luật", "Bổ sung", "UBND")
    record_escalation(district, matter)
    place = Place(PlaceKind.ESCALATION, matter.key)
    item = attach(district, Period.parse("2023"), place, file(tmp_path, "a.pdf")).result
    assert attachments(district, YEAR, place) == (item,)
    assert attachments(district, YEAR) == ()
    assert not attach(district, YEAR, place, tmp_path / "a.pdf").changes


def test_spoiled_bytes_are_not_given_out(district: Workspace, tmp_path: Path) -> None:
    from tests.store.bench import tamper

    item = attach(district, YEAR, CELL, file(tmp_path, "a.pdf")).result
    district.close()
    tamper(district.path, "DROP TRIGGER attachment_content_fixed", "UPDATE attachment_content SET content = x'00'")
    with open_workspace(district.path, actor="x") as again:
        assert fault_of(save_copy, again, item.key, tmp_path / "ra.pdf").code == "attachment.spoiled"
    assert not (tmp_path / "ra.pdf").exists()
