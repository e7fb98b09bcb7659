"""Nothing that is written for people takes the place of another file: it is kept beside, and that is told."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.operations.consolidate import consolidate, write_report
from kgdesk.operations.demo import PERIOD
from kgdesk.operations.exporting import WrittenFile, earlier_of, export
from kgdesk.operations.form import write_forms
from kgdesk.operations.inventory import inventory, ranking
from kgdesk.operations.inventory_words import write_inventory
from kgdesk.operations.letters import LettersRequest, make_letters
from kgdesk.operations.outbox import outbox_items
from kgdesk.operations.pack import build_pack, write_template
from kgdesk.operations.send import make_mail, save_files
from kgdesk.operations.workspace import Workspace, open_workspace
from tests.operations.after_demo import NOW


@pytest.fixture
def province(demo_copy: Path) -> Iterator[Workspace]:
    path = demo_copy / "workspaces" / "KG.kgdesk"
    with open_workspace(path, actor="Nguyễn Thị Thử", clock=lambda: NOW) as workspace:
        yield workspace


def test_the_same_again_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "KG_2024_run1.docx"
    assert export(path, b"one") == WrittenFile(path)
    before = path.stat()
    assert export(path, b"one") == WrittenFile(path)
    assert path.stat().st_ino == before.st_ino
    assert list(tmp_path.iterdir()) == [path]


def test_other_contents_are_kept_under_a_name_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "KG_2024_run1.docx"
    for text in (b"one", b"two", b"three"):
        made = export(path, text)
    assert made == WrittenFile(path, tmp_path / "KG_2024_run1_earlier2.docx")
    kept = {item.name: item.read_bytes() for item in tmp_path.iterdir()}
    assert kept == {
        "KG_2024_run1.docx": b"three",
        "KG_2024_run1_earlier1.docx": b"one",
        "KG_2024_run1_earlier2.docx": b"two",
    }
    assert earlier_of([WrittenFile(path), made]) == (made.earlier,)


@pytest.mark.parametrize("links", [True, False])
def test_a_stick_without_links_and_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool) -> None:
    path = tmp_path / "a.pdf"
    export(path, b"one")

    def no_links(*_names: object) -> None:
        raise OSError("not here")

    def full(_path: Path, _data: bytes) -> None:
        raise Fault("file.disk_full", file=_path)

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    assert export(path, b"two").earlier == tmp_path / "a_earlier1.pdf"
    monkeypatch.setattr("kgdesk.operations.exporting.write_atomically", full)
    with pytest.raises(Fault):
        export(path, b"three")
    assert {item.name: item.read_bytes() for item in tmp_path.iterdir()} == {"a.pdf": b"two", "a_earlier1.pdf": b"one"}
    assert stat.S_ISREG(path.stat().st_mode)


def test_reports_letters_and_forms_keep_what_somebody_wrote_into_them(province: Workspace, tmp_path: Path) -> None:
    run = consolidate(province, PERIOD).result
    (report,) = write_report(province, run, tmp_path, formats=("docx",))
    report.path.write_bytes(b"edited in Word")
    (again,) = write_report(province, run, tmp_path, formats=("docx",))
    assert again.earlier is not None
    assert again.earlier.read_bytes() == b"edited in Word"
    (letter, *_) = make_letters(province, LettersRequest(PERIOD, tmp_path)).result
    letter.files[0].write_bytes(b"edited, too")
    (repeated, *others) = make_letters(province, LettersRequest(PERIOD, tmp_path)).result
    (kept,) = repeated.earlier
    assert kept.read_bytes() == b"edited, too"
    assert all(item.earlier == () for item in others)
    (form, *_) = write_forms(province, PERIOD, tmp_path)
    assert form.earlier is None
    form.path.write_bytes(b"filled in already")
    (form, *_) = write_forms(province, PERIOD, tmp_path)
    assert form.earlier is not None
    assert form.earlier.read_bytes() == b"filled in already"


def test_a_plan_workbook_is_never_replaced_by_its_pack_nor_another_file_lost(tmp_path: Path) -> None:
    book, pack = tmp_path / "t.xlsx", tmp_path / "t.kgplan"
    write_template(book)
    before = book.read_bytes()
    (tmp_path / "link.xlsx").symlink_to(book)
    for target in (book, tmp_path / "link.xlsx"):
        with pytest.raises(Fault, match=r"file\.is_source"):
            build_pack(book, target)
    assert book.read_bytes() == before
    pack.write_bytes(b"somebody's")
    earlier = build_pack(book, pack).earlier
    assert earlier is not None
    assert earlier.read_bytes() == b"somebody's"
    book.write_bytes(b"edited")
    assert write_template(book).earlier == tmp_path / "t_earlier1.xlsx"
    assert (tmp_path / "t_earlier1.xlsx").read_bytes() == b"edited"


def test_what_goes_out_leaves_other_files_of_its_name(province: Workspace, tmp_path: Path) -> None:
    path = province.path.with_name("KG-911.kgdesk")
    with open_workspace(path, actor="Trần Thị Mai", clock=lambda: NOW) as unit:
        item = outbox_items(unit, PERIOD)[0]
        for name in (*item.files, f"{item.stem}.eml"):
            (tmp_path / name).write_bytes(b"somebody's")
        saved = save_files(unit, item.key, tmp_path).result
        mail = make_mail(unit, item.key, tmp_path).result
        assert [kept.read_bytes() for kept in (*saved.earlier, *mail.earlier)] == [b"somebody's"] * 3
        assert save_files(unit, item.key, tmp_path).result.earlier == ()


def test_the_inventory_keeps_another_file_but_where_a_person_was_asked(province: Workspace, tmp_path: Path) -> None:
    stock = inventory(province, first_year=2024)
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"somebody's")
    earlier = write_inventory(province, stock, ranking(province, stock), path).earlier
    assert earlier is not None
    assert earlier.read_bytes() == b"somebody's"
    path.write_bytes(b"named in a dialog that asks")
    assert write_inventory(province, stock, ranking(province, stock), path, overwrite=True) == WrittenFile(path)
    assert len(list(tmp_path.glob("*_earlier*"))) == 1
