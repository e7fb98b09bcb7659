"""Which pages a strange workbook came with, and when two files are none of each other's business."""

from dataclasses import replace
from pathlib import PurePosixPath as Path

import pytest

from kgdesk.consolidation.mixed_files import BatchFile, mixture_of
from kgdesk.domain.verdict import FileKind, ReturnIdentity
from kgdesk.messages import say


def pages(unit: str = "KG-911", period: str = "2024", revision: int = 1, *, folder: str = "in") -> BatchFile:
    stem = f"{unit}_{period}_r{revision}"
    identity = ReturnIdentity(unit, period, revision, f"digest {stem}")
    path = Path(folder) / f"{stem}.pdf"
    return BatchFile(
        path, FileKind.PDF, identity, f"Đơn vị {unit}", f"Năm {period}", f"p {stem}", f"{stem}.xlsx", f"w {stem}"
    )


def book(*which: object, folder: str = "in", **changes: object) -> BatchFile:
    ours = pages(*which, folder=folder)  # type: ignore[arg-type]
    made = replace(
        ours,
        path=ours.path.with_suffix(".xlsx"),
        kind=FileKind.XLSX,
        sha256=ours.annex_sha256,
        annex_name="",
        annex_sha256="",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def told(workbook: BatchFile, *others: BatchFile) -> str:
    files = [*others, workbook]
    found = mixture_of(workbook, files, [item.path for item in files])
    if found is None:
        return ""
    for lang in ("vi", "en"):
        sentence = say(found.reason, lang, **found.params)
        assert found.pages.path.name in sentence
        assert found.workbook.path.name in sentence
    return found.reason


def test_what_belongs_together_is_not_mixed() -> None:
    assert told(book(), pages()) == ""
    assert told(book(), pages(), pages("STC"), book("STC")) == ""
    renamed = book(path=Path("in/anything.xlsx"))
    assert told(renamed, pages()) == ""
    assert told(book(folder="a"), pages(folder="b")) == ""


def test_the_very_file_that_the_pages_name_is_theirs_whatever_it_says_of_itself() -> None:
    assert told(book(identity=replace(pages().identity, revision=2, digest="other")), pages()) == ""


def test_the_same_return_exported_again_is_not_mixed() -> None:
    assert told(book(sha256="signed at another minute"), pages()) == ""


@pytest.mark.parametrize(
    ("workbook", "code"),
    [
        (book("STC"), "verify.mixed_unit"),
        (book("KG-911", "2023"), "verify.mixed_period"),
        (book("KG-911", "2024", 2), "verify.mixed_revision"),
        (
            book(sha256="other", identity=replace(pages().identity, digest="other")),
            "verify.mixed_contents",
        ),
    ],
)
def test_two_files_alone_are_told_apart(workbook: BatchFile, code: str) -> None:
    assert told(workbook, pages()) == code


def test_a_strange_workbook_under_the_right_name_is_found_in_any_company() -> None:
    posing = book("STC", path=Path("in/KG-911_2024_r1.xlsx"))
    assert told(posing, pages(), pages("SYT"), book("SYT")) == "verify.mixed_unit"


def test_another_revision_of_the_unit_is_found_in_any_company() -> None:
    assert (
        told(book("KG-911", "2024", 2), pages(), book(), pages("SYT"), book("SYT", folder="elsewhere"))
        == "verify.mixed_revision"
    )


def test_the_same_period_is_nearer_than_another() -> None:
    old, now = pages("KG-911", "2023"), pages()
    files = [old, now, book("KG-911", "2024", 2)]
    found = mixture_of(files[2], files, [item.path for item in files])
    assert found is not None
    assert found.pages is now


def test_strangers_in_a_large_folder_are_not_called_mixed() -> None:
    assert told(book("STC"), pages(), pages("SYT")) == ""
    assert told(book("STC", folder="a"), pages(folder="b")) == ""
    assert told(book("STC")) == ""
