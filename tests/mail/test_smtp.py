"""Handing a letter to a real server: taken means taken, and every refusal is one sentence."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.mail import server as mail_server
from kgdesk.mail import smtp
from kgdesk.mail.message import write_message
from kgdesk.mail.server import Security, Server
from kgdesk.messages import say
from tests.mail.servers import PASSWORD, USER, Certificate, Post, free_port, smtp_server
from tests.mail.test_message import LETTER

MESSAGE = write_message(LETTER)


def _server(port: int, certificate: Certificate, security: Security = Security.STARTTLS, **more: Any) -> Server:
    return Server("localhost", port, security, USER, str(certificate.authority), **more)


def _send(server: Server, password: str = PASSWORD, message: bytes = MESSAGE) -> str:
    return smtp.hand_over(message, sender=LETTER.sender, to=LETTER.to, server=server, password=password)


def _code(server: Server, password: str = PASSWORD) -> str:
    with pytest.raises(Fault) as raised:
        _send(server, password)
    for lang in ("vi", "en"):
        told = say(raised.value.code, lang, **raised.value.params)
        assert PASSWORD not in told
    return raised.value.code


@pytest.mark.parametrize("tls", [True, False])
def test_the_server_gets_the_very_bytes_and_its_answer_is_kept(certificate: Certificate, tls: bool) -> None:  # noqa: FBT001
    post = Post()
    with smtp_server(post, certificate, tls=tls) as port:
        reply = _send(_server(port, certificate, Security.TLS if tls else Security.STARTTLS))
    assert reply == "250 2.0.0 Queued as 4711"
    (taken,) = post.taken
    assert (taken.mail_from, taken.rcpt_tos) == (LETTER.sender, [LETTER.to])
    assert taken.original_content == MESSAGE
    assert post.logged_in == [USER]


@pytest.mark.parametrize(
    ("verb", "answer", "code"),
    [
        ("MAIL", "553 5.7.1 not yours", "mail.refused_sender"),
        ("RCPT", "550 5.1.1 no such user", "mail.refused_recipient"),
        ("RCPT", "450 4.2.0 greylisted", "mail.try_later"),
        ("DATA", "554 5.7.1 looks like spam", "mail.refused_content"),
        ("DATA", "552 5.3.4 too big", "mail.server_too_small"),
        ("DATA", "451 4.3.0 try again", "mail.try_later"),
        ("MAIL", "421 4.3.2 going down", "mail.try_later"),
    ],
)
def test_each_refusal_is_a_sentence_and_nothing_counts_as_sent(
    certificate: Certificate, verb: str, answer: str, code: str
) -> None:
    post = Post(answers={verb: answer})
    with smtp_server(post, certificate) as port:
        assert _code(_server(port, certificate)) == code
    assert post.taken == []


def test_logins_and_lines_that_cannot_be_trusted(certificate: Certificate) -> None:
    post = Post()
    with smtp_server(post, certificate) as port:
        good = _server(port, certificate)
        assert _code(good, "wrong") == "mail.login"
        assert _code(replace(good, authority="")) == "mail.untrusted"
        assert _code(replace(good, host="127.0.0.1")) == "mail.untrusted"
        assert _code(replace(good, security=Security.TLS)) == "mail.no_tls"
        assert _code(replace(good, security=Security.NONE)) == "mail.not_private"
    assert _code(replace(good, port=free_port())) == "mail.nobody_there"
    assert _code(replace(good, host="no.such.host.invalid")) == "mail.unknown_host"
    assert post.taken == []


def test_an_older_way_to_log_in_does_too(certificate: Certificate) -> None:
    post = Post()
    with smtp_server(post, certificate, auth_exclude_mechanism=["PLAIN"]) as port:
        assert _send(_server(port, certificate)).startswith("250")
        assert _code(_server(port, certificate), "mật khẩu khác") == "mail.login"
    assert post.logged_in[0] == USER


def test_a_server_without_starttls_gets_no_password_and_no_letter(certificate: Certificate) -> None:
    post = Post()
    with smtp_server(post, None) as port:
        assert _code(_server(port, certificate)) == "mail.no_starttls"
    assert (post.taken, post.logged_in) == ([], [])


def test_a_server_that_says_its_limit_is_not_sent_more(certificate: Certificate) -> None:
    post = Post()
    with smtp_server(post, certificate, data_size_limit=100) as port:
        assert _code(_server(port, certificate)) == "mail.server_too_small"


def test_without_login_a_server_on_this_computer_may_be_plain() -> None:
    post = Post()
    with smtp_server(post, None) as port:
        assert _send(Server("127.0.0.1", port, Security.NONE), "").startswith("250")
    assert _code(Server("192.0.2.1", 25, Security.NONE), "") == "mail.not_private"


@contextmanager
def _odd_server(*lines: bytes, then: str = "close") -> Iterator[int]:
    """Answer each line with the next of `lines`, then hang up, or stay silent."""
    listener = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve() -> None:
        connection, _ = listener.accept()
        with connection, connection.makefile("rb") as heard:
            for line in lines:
                connection.sendall(line)
                if b"354" in line:
                    while heard.readline().strip() != b".":
                        pass
                elif line.startswith((b"220", b"250")):
                    heard.readline()
            if then == "silence":
                over.wait(10)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        over.set()
        thread.join(10)
        listener.close()


def test_a_line_that_breaks_before_the_letter_went_is_a_plain_failure() -> None:
    with _odd_server(b"220 hi\r\n", b"250 hello\r\n") as port:
        assert _code(Server("127.0.0.1", port, Security.NONE), "") == "mail.hung_up"


def test_a_line_that_breaks_after_the_letter_went_leaves_it_open() -> None:
    with _odd_server(b"220 hi\r\n", b"250 hello\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n") as port:
        assert _code(Server("127.0.0.1", port, Security.NONE), "") == "mail.hung_up_after_data"


def test_a_server_that_says_nothing_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT", 0.3)
    monkeypatch.setattr(mail_server, "TIMEOUT", 0.3)
    with _odd_server(then="silence") as port:
        assert _code(Server("127.0.0.1", port, Security.NONE), "") == "mail.timeout"


def test_what_is_no_mail_server_is_said() -> None:
    with _odd_server(b"HTTP/1.1 400 Bad Request\r\n") as port:
        assert _code(Server("127.0.0.1", port, Security.NONE), "") in {"mail.odd_answer", "mail.hung_up"}
