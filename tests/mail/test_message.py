"""Letters we write: the same bytes each time, and every reader finds in them what was put in."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgdesk.domain.errors import Fault
from kgdesk.mail.message import Enclosure, Letter, check_address, message_id, write_message
from kgdesk.mail.opening import open_container
from kgdesk.mail.subject import SubjectCode, code_in
from tests.mail.letters import PDF, workbook

LETTER = Letter(
    to="nhan@tinh.example",
    sender="vt@donvi.example",
    subject="[KGDESK KG-911 2024 r1] Báo cáo năm 2024 của Thành phố Phú Quốc gửi Sở Kế hoạch và Đầu tư",
    body="Kính gửi Sở Kế hoạch và Đầu tư,\n\nBáo cáo năm 2024.\n",
    files=(Enclosure("KG-911_2024_r1.pdf", PDF), Enclosure("KG-911_2024_r1.xlsx", workbook())),
    message_id=message_id("a"),
    date=datetime(2024, 12, 17, 8, 0, tzinfo=UTC),
)


def test_a_letter_is_the_same_bytes_and_plain_to_every_server() -> None:
    data = write_message(LETTER)
    assert data == write_message(LETTER)
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_a_reader_finds_subject_text_and_files() -> None:
    message = message_from_bytes(write_message(LETTER), policy=default)
    assert message["subject"] == LETTER.subject
    assert message["message-id"] == LETTER.message_id
    assert message.get_body().get_content().replace("\r\n", "\n") == LETTER.body
    found = {item.get_filename(): item.get_content() for item in message.iter_attachments()}
    assert found == {item.name: item.content for item in LETTER.files}


def test_our_own_reader_finds_the_files_and_the_code() -> None:
    opened = open_container(write_message(LETTER), "x.eml")
    assert [(item.name, item.data) for item in opened.parts] == [(item.name, item.content) for item in LETTER.files]
    assert opened.told == ()
    assert code_in(f"Fwd: {opened.subject}") == SubjectCode("KG-911", "2024", 1)


def test_a_draft_says_so_and_may_lack_addresses() -> None:
    message = message_from_bytes(write_message(replace(LETTER, to="", sender="", draft=True)), policy=default)
    assert (message["to"], message["from"], message["x-unsent"]) == (None, None, "1")


@pytest.mark.parametrize(
    "address",
    ["", "a", "a@", "@b.example", "a@b.example\r\nBcc: c@d.example", "A <a@b.example>", "a@b.example, c@d.example",
     "a@b..example", "a b@c.example", "a@-b.example", "ô@b.example"],
)  # fmt: skip
def test_what_is_no_single_address_is_refused(address: str) -> None:
    with pytest.raises(Fault, match=r"mail\.bad_address"):
        check_address(address)


@given(st.text(max_size=120))
def test_no_subject_breaks_out_of_its_line(subject: str) -> None:
    try:
        data = write_message(replace(LETTER, subject=subject, files=()))
    except UnicodeEncodeError:
        assert not subject.isprintable()
        return
    message = message_from_bytes(data, policy=default)
    assert message["to"] == LETTER.to
    assert set(message.keys()) == {
        "Message-ID", "Date", "From", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
