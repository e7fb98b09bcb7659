"""Whatever a letter or an archive holds: the files in it come out, the rest is told, and nothing raises."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.mail.kinds import Kind, kind_of
from kgdesk.mail.opened import Limits
from kgdesk.mail.opening import is_container, open_container
from kgdesk.messages import is_known, say
from tests.mail.letters import CASES, HEAD, PDF, TEXT, attachment, forwarded, mixed, workbook, zipped


@pytest.mark.parametrize("name", CASES)
def test_each_case_gives_its_files_and_tells_the_rest(name: str) -> None:
    make, names, codes = CASES[name]
    data = make()
    assert is_container(data)
    opened = open_container(data, "x.eml")
    assert [item.name for item in opened.parts] == names
    assert sorted(item.code for item in opened.told) == sorted(codes)
    for told in opened.told:
        assert is_known(told.code)
        assert say(told.code, "vi", **told.params) != say(told.code, "en", **told.params)


def test_there_are_forty_cases_at_least() -> None:
    assert len(CASES) >= 40


def test_bytes_come_out_as_they_went_in() -> None:
    book = workbook()
    opened = open_container(mixed(attachment(PDF), attachment(book, b"b.xlsx")), "x.eml")
    assert [item.data for item in opened.parts] == [PDF, book]


def test_a_letter_tells_who_sent_it_and_the_way_to_what_was_forwarded() -> None:
    opened = open_container(forwarded(mixed(attachment(PDF))), "thu.eml")
    assert (opened.sender, opened.subject) == ("Van thu <vt@donvi.example>", "Bao cao")
    assert opened.message_id == "<1@donvi.example>"
    assert opened.parts[0].trail == ("Bao cao",)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (PDF, "a.eml", Kind.JUDGED),
        (workbook(), "a.zip", Kind.JUDGED),
        (zipped(("a.pdf", PDF)), "a.xlsx", Kind.ZIP),
        (zipped(("a.xlsx", workbook())), "a.zip", Kind.ZIP),
        (b"Content-Type: application/pdf\r\nMIME-Version: 1.0\r\n\r\nJVBERi0=", "a.pdf", Kind.JUDGED),
        (b"ghi chu: hop\r\n\r\n", "a.txt", Kind.OTHER),
        (b"PK\x03\x04 cut off", "a.xlsx", Kind.JUDGED),
    ],
)
def test_contents_decide_what_a_file_is(data: bytes, name: str, kind: Kind) -> None:
    assert kind_of(data, name) is kind


def test_what_all_parts_have_together_is_bounded() -> None:
    limits = Limits(part=1000, total=2500, parts=50)
    many = mixed(*(attachment(PDF + bytes(700), b"%d.pdf" % number) for number in range(9)))
    opened = open_container(many, "x.eml", limits)
    assert len(opened.parts) == 3
    assert opened.told[0].code in {"mail.too_much", "mail.part_too_large"}


def test_the_number_of_parts_is_bounded() -> None:
    letter = mixed(*(attachment(PDF, b"%d.pdf" % number) for number in range(60)))
    opened = open_container(letter, "x.eml", Limits(parts=50))
    assert len(opened.parts) < 50
    assert {item.code for item in opened.told} == {"mail.too_much"}


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_change_of_a_letter_makes_opening_fail(data: st.DataObject) -> None:
    letter = bytearray(mixed(TEXT, attachment(PDF), attachment(zipped(("a.pdf", PDF)), b"a.zip")))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(letter) - 1))
        letter[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=6))
        letter = letter or bytearray(b"x")
    _sound(bytes(letter))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_opening_fail(rubbish: bytes) -> None:
    _sound(rubbish)
    _sound(HEAD + rubbish)
    _sound(b"PK\x03\x04" + rubbish)


def _sound(data: bytes) -> None:
    opened = open_container(data, "x.eml")
    for part in opened.parts:
        assert part.name
        assert PurePosixPath(part.name).name == part.name
        assert "\\" not in part.name
    for told in opened.told:
        say(told.code, "vi", **told.params)
