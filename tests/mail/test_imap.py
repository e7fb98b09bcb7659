"""Reading a mailbox on a real server: nothing is marked, nothing is lost, every failure is one sentence."""

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.mail.imap import Mailbox, MailboxAddress, parse_address
from kgdesk.mail.server import Security
from kgdesk.messages import say
from tests.mail.letters import PDF, attachment, mixed
from tests.mail.servers import PASSWORD, USER, Certificate, Dovecot, make_certificate

LETTER = mixed(attachment(PDF))


def _address(server: Dovecot, certificate: Certificate) -> MailboxAddress:
    return parse_address(server.url, authority=str(certificate.authority))


def test_letters_come_as_they_are_and_stay_unseen(dovecot: Dovecot, certificate: Certificate) -> None:
    for number in range(3):
        dovecot.put(LETTER + b"%d\r\n" % number)
    with Mailbox.open(_address(dovecot, certificate), PASSWORD) as mailbox:
        uids = mailbox.uids_after(0)
        assert [mailbox.fetch(uid) for uid in uids] == [LETTER + b"%d\r\n" % number for number in range(3)]
        assert mailbox.size(uids[0]) == len(LETTER) + 3
        assert mailbox.uids_after(uids[0]) == uids[1:]
        assert mailbox.uids_after(uids[-1]) == ()
        assert (mailbox.size(999), mailbox.fetch(999)) == (0, b"")
        assert mailbox.validity > 0
    assert dovecot.flags() == {""}


def test_letters_are_marked_only_when_asked(dovecot: Dovecot, certificate: Certificate) -> None:
    dovecot.put(LETTER)
    with Mailbox.open(_address(dovecot, certificate), PASSWORD, marking=True) as mailbox:
        mailbox.mark_seen(mailbox.uids_after(0)[0])
    assert dovecot.flags() == {"S"}


def test_a_folder_with_a_vietnamese_name_is_found(dovecot: Dovecot, certificate: Certificate) -> None:
    dovecot.put(LETTER, ".B&AOE-o c&AOE-o &- kh&AOE-c")
    address = replace(_address(dovecot, certificate), folder="Báo cáo & khác")
    with Mailbox.open(address, PASSWORD) as mailbox:
        assert len(mailbox.uids_after(0)) == 1


def test_starttls_is_used_before_the_password(dovecot: Dovecot, certificate: Certificate) -> None:
    address = _address(dovecot, certificate)
    server = replace(address.server, port=dovecot.plain_port, security=Security.STARTTLS)
    with Mailbox.open(replace(address, server=server), PASSWORD) as mailbox:
        assert mailbox.uids_after(0) == ()


def test_what_goes_wrong_is_said(dovecot: Dovecot, certificate: Certificate) -> None:
    address = _address(dovecot, certificate)

    def code(where: MailboxAddress, password: str = PASSWORD) -> str:
        with pytest.raises(Fault) as raised, Mailbox.open(where, password):
            pass
        assert "{" not in say(raised.value.code, "vi", **raised.value.params)
        assert password not in say(raised.value.code, "vi", **raised.value.params)
        return raised.value.code

    assert code(address, "wrong") == "mail.login"
    assert code(address, "mật khẩu sai") == "mail.login"
    assert code(replace(address, folder="Không có")) == "mail.no_folder"
    assert code(replace(address, server=replace(address.server, authority=""))) == "mail.untrusted"
    assert code(replace(address, server=replace(address.server, host="127.0.0.1"))) == "mail.untrusted"
    assert code(replace(address, server=replace(address.server, port=dovecot.plain_port))) == "mail.no_tls"
    assert code(replace(address, server=replace(address.server, port=1))) == "mail.nobody_there"
    assert code(replace(address, server=replace(address.server, host="no.such.host.invalid"))) == "mail.unknown_host"
    assert code(replace(address, server=replace(address.server, authority=__file__))) == "mail.bad_authority"
    none = replace(address.server, port=dovecot.plain_port, security=Security.NONE)
    assert code(replace(address, server=none)) == "mail.not_private"


def test_a_server_that_goes_away_is_said(dovecot: Dovecot, certificate: Certificate) -> None:
    dovecot.put(LETTER)
    with Mailbox.open(_address(dovecot, certificate), PASSWORD) as mailbox:
        (uid,) = mailbox.uids_after(0)
        mailbox._connection.socket().shutdown(socket.SHUT_RDWR)
        with pytest.raises(Fault, match=r"mail\.(hung_up|no_connection)"):
            mailbox.fetch(uid)


def test_an_expired_certificate_is_not_believed(tmp_path: Path, dovecot: Dovecot) -> None:
    other = make_certificate(tmp_path / "other", days=-1)
    with pytest.raises(Fault, match=r"mail\.untrusted"), Mailbox.open(_address(dovecot, other), PASSWORD):
        pass


def test_addresses_are_read() -> None:
    found = parse_address("imaps://nhan%40tinh.example@mail.tinh.example/B%C3%A1o%20c%C3%A1o")
    assert (found.server.user, found.server.host, found.server.port) == (USER, "mail.tinh.example", 993)
    assert found.folder == "Báo cáo"
    assert parse_address("imap://a@b.example:1143").server.security is Security.STARTTLS
    assert parse_address("imaps://a@b.example").folder == "INBOX"
    assert parse_address("imaps://nhan@tinh.example@mail.tinh.example/").server.user == USER


@pytest.mark.parametrize(
    "url",
    ["", "http://a@b.example/", "imaps://b.example/INBOX", "imaps://a:secret@b.example/", "imaps://a@b:99999/",
     "imaps://a%0d%0aX@b.example/", "imaps://a@[::1/", "imaps://a@b.example/a%0a", "imaps://a@b.example/?x"],
)  # fmt: skip
def test_what_is_no_mailbox_is_refused_without_telling_a_password(url: str) -> None:
    with pytest.raises(Fault, match=r"mail\.bad_mailbox") as raised:
        parse_address(url)
    assert "secret" not in str(raised.value.params)
