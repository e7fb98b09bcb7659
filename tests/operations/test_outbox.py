"""The outbox: ready mails, sticks, servers; and what may be said about where a return stands."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.mail import smtp
from kgdesk.messages import say
from kgdesk.operations.home import home
from kgdesk.operations.mail_settings import MailSettings, keep_mail_settings, mail_settings
from kgdesk.operations.outbox import ItemKind, OutItem, OutState, outbox_items, state_sentence
from kgdesk.operations.send import hand_over, make_mail, save_files
from kgdesk.operations.trust import believe
from kgdesk.operations.workspace import Workspace, open_workspace
from kgdesk.returns.receipt import check_phrase
from kgdesk.store import meta
from tests.mail.servers import PASSWORD, USER, Certificate, Post, make_certificate, smtp_server

NOW = datetime(2024, 12, 20, 1, 0, tzinfo=UTC)
PERIOD = Period.parse("2024")


@pytest.fixture
def unit(demo_copy: Path) -> Iterator[Workspace]:
    path = demo_copy / "workspaces" / "KG-911.kgdesk"
    with open_workspace(path, actor="Trần Thị Mai", clock=lambda: NOW) as workspace:
        yield workspace


@pytest.fixture
def province(demo_copy: Path) -> Iterator[Workspace]:
    path = demo_copy / "workspaces" / "KG.kgdesk"
    with open_workspace(path, actor="Phòng Tổng hợp", clock=lambda: NOW) as workspace:
        yield workspace


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return make_certificate(tmp_path / "certificate")


def _item(workspace: Workspace) -> OutItem:
    return outbox_items(workspace, PERIOD)[0]


def _mail(path: Path) -> EmailMessage:
    return cast("EmailMessage", message_from_bytes(path.read_bytes(), policy=default))


def test_a_sealed_return_waits_with_the_receiver_of_the_plan(unit: Workspace) -> None:
    item = _item(unit)
    assert (item.kind, item.state, item.stem) == (ItemKind.RETURN, OutState.READY, "KG-911_2024_r1")
    assert item.address.endswith("@kiengiang.example")
    assert item.files == ("KG-911_2024_r1.pdf", "KG-911_2024_r1.xlsx")
    assert "chưa gửi" in state_sentence(item, "vi")


def test_a_ready_mail_holds_the_very_files_and_claims_nothing(unit: Workspace, demo: Path, tmp_path: Path) -> None:
    sent = make_mail(unit, _item(unit).key, tmp_path / "out").result
    mail = _mail(sent.paths[0])
    assert mail["to"] == sent.item.address
    assert mail["x-unsent"] == "1"
    assert mail["subject"].startswith("[KGDESK KG-911 2024 r1] Báo cáo Năm 2024 của Thành phố Phú Quốc")
    for part in mail.iter_attachments():
        assert part.get_content() == (demo / "returns" / str(part.get_filename())).read_bytes()
    body = mail.get_body()
    assert body is not None
    assert f"Mã biên nhận: {check_phrase(sent.item.digest)}" in body.get_content()
    assert sent.item.receiver_vi in body.get_content()
    assert sent.item.state is OutState.MAIL_MADE
    assert "không biết thư đã được gửi hay chưa" in state_sentence(sent.item, "vi")


def test_files_on_a_stick_are_the_signed_ones(unit: Workspace, demo: Path, tmp_path: Path) -> None:
    sent = save_files(unit, _item(unit).key, tmp_path).result
    for path in sent.paths:
        assert path.read_bytes() == (demo / "returns" / path.name).read_bytes()
    assert (sent.item.state, sent.item.where) == (OutState.SAVED, str(tmp_path))


def test_what_the_server_took_is_handed_over_and_not_received(unit: Workspace, certificate: Certificate) -> None:
    post = Post()
    with smtp_server(post, certificate) as port:
        settings = MailSettings("localhost", port, "starttls", USER, authority=str(certificate.authority))
        sent = hand_over(unit, _item(unit).key, settings, PASSWORD).result
    assert post.taken[0].rcpt_tos == [sent.item.address]
    assert sent.item.state is OutState.HANDED_OVER
    assert "4711" in state_sentence(sent.item, "vi")
    assert "chờ biên nhận" in state_sentence(sent.item, "vi")
    assert "X-Unsent" not in message_from_bytes(post.taken[0].original_content or b"")
    make_mail(unit, sent.item.key, Path(settings.authority).parent)
    assert _item(unit).state is OutState.HANDED_OVER  # a copy made afterwards takes nothing back


def test_what_the_server_refused_is_told_with_the_reason(unit: Workspace, certificate: Certificate) -> None:
    post = Post(answers={"RCPT": "550 no such user"})
    with smtp_server(post, certificate) as port:
        settings = MailSettings("localhost", port, "starttls", USER, authority=str(certificate.authority))
        with pytest.raises(Fault, match=r"mail\.refused_recipient"):
            hand_over(unit, _item(unit).key, settings, PASSWORD)
    item = _item(unit)
    assert item.state is OutState.FAILED
    assert "550 no such user" in state_sentence(item, "vi")


def test_nobody_claims_to_know_what_a_broken_line_left_open(unit: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> str:
        raise Fault("mail.hung_up_after_data", server="x")

    monkeypatch.setattr(smtp, "hand_over", broken)
    with pytest.raises(Fault, match=r"mail\.hung_up_after_data"):
        hand_over(unit, _item(unit).key, MailSettings("x"))
    assert _item(unit).state is OutState.HANDING_OVER
    assert "không rõ" in state_sentence(_item(unit), "vi")


def test_a_kill_while_sending_leaves_it_open_too(unit: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(smtp, "hand_over", killed)
    with pytest.raises(KeyboardInterrupt):
        hand_over(unit, _item(unit).key, MailSettings("x"))
    assert _item(unit).state is OutState.HANDING_OVER


def test_sending_twice_is_the_same_letter(unit: Workspace, tmp_path: Path) -> None:
    first, second = (_mail(make_mail(unit, _item(unit).key, tmp_path / name).result.paths[0]) for name in ("a", "b"))
    other = _mail(make_mail(unit, _item(unit).key, tmp_path / "c", to="x@y.example").result.paths[0])
    assert first["message-id"] == second["message-id"] != other["message-id"]


def test_only_a_receipt_says_received(unit: Workspace, demo_copy: Path) -> None:
    from kgdesk.operations.receipt_in import take_receipt

    believe(unit, demo_copy / "keys" / "ca.pem")
    take_receipt(unit, next((demo_copy / "receipts").glob("KG-911*_receipt.pdf")))
    item = _item(unit)
    assert item.state is OutState.ACCEPTED
    assert "có biên nhận" in state_sentence(item, "vi")
    told = [say(line.code, "vi", **line.params) for line in home(unit, PERIOD).sentences]
    assert "Báo cáo lần 1 đã được nơi nhận chấp nhận ngày 18/12/2024." in told


def test_receipts_go_out_to_their_units(province: Workspace, tmp_path: Path) -> None:
    items = [item for item in outbox_items(province, PERIOD) if item.kind is ItemKind.RECEIPT]
    assert items
    sent = make_mail(province, items[0].key, tmp_path).result
    mail = _mail(sent.paths[0])
    assert mail["to"] == province.plan.unit(items[0].unit.code).email
    assert "Biên nhận" in mail["subject"]
    (part,) = mail.iter_attachments()
    assert part.get_content().startswith(b"%PDF-")
    assert sent.paths[0].name == f"{items[0].unit.code}_2024_r1_receipt.eml"
    saved = save_files(province, items[0].key, tmp_path).result
    for item in (sent.item, saved.item):  # nobody answers a receipt
        assert "chờ biên nhận" not in state_sentence(item, "vi")


def test_without_the_agency_nothing_goes_out(unit: Workspace, demo_copy: Path, tmp_path: Path) -> None:
    from kgdesk.operations.demo_keys import PASSWORD as KEY_PASSWORD
    from kgdesk.operations.seal import SealRequest, seal_return

    key = demo_copy / "keys" / "KG-911.p12"
    period = Period.parse("2023")
    request = SealRequest(period, key, KEY_PASSWORD, tmp_path, role="head")
    sealed = seal_return(unit, request).result
    if sealed.blocking:
        pytest.skip("the year before blocks")
    item = outbox_items(unit, period)[0]
    assert item.state is OutState.UNSIGNED
    with pytest.raises(Fault, match=r"outbox\.cannot\.unsigned"):
        make_mail(unit, item.key, tmp_path)


def test_settings_are_kept_without_a_password_and_checked(unit: Workspace) -> None:
    assert mail_settings(unit) == MailSettings()
    made = MailSettings("smtp.tinh.example", 0, "tls", USER, "a@b.example", mailbox="imaps://a@b.example/INBOX")
    keep_mail_settings(unit, made)
    assert mail_settings(unit) == made
    assert "password" not in json.loads(meta.get(unit.store, "mail") or "{}")
    for bad in ({"sender": "x"}, {"port": 70000}, {"security": "x"}, {"mailbox": "imaps://a:b@c/"}, {"to": "a, b@c"}):
        with pytest.raises(Fault, match=r"(mail|outbox)\.bad_"):
            keep_mail_settings(unit, MailSettings("smtp.tinh.example", **bad))  # type: ignore[arg-type]


def test_without_an_address_or_a_server_nothing_is_tried(unit: Workspace) -> None:
    with pytest.raises(Fault, match=r"outbox\.no_server"):
        hand_over(unit, _item(unit).key, MailSettings())
    assert _item(unit).state is OutState.READY


# --- the command line


def test_the_command_line_lists_and_makes_mails(kgdesk, demo_copy: Path, tmp_path: Path) -> None:  # noqa: ANN001
    workspace = demo_copy / "workspaces" / "KG-911.kgdesk"
    listed = kgdesk("send", workspace, "--period", "2024", "--json")
    assert (listed.code, listed.rows[0]["state"]) == (0, "ready")
    made = kgdesk("send", workspace, "--period", "2024", "--eml", tmp_path, "--to", "x@y.example", "--json")
    assert (made.code, made.rows[0]["state"]) == (0, "mail_made")
    assert _mail(tmp_path / "KG-911_2024_r1.eml")["to"] == "x@y.example"
    assert kgdesk("send", workspace, "--period", "2022", "--eml", tmp_path).code == 2
    unset = kgdesk("send", workspace, "--period", "2024", "--smtp")
    assert (unset.code, "--host" in unset.err) == (2, True)


def test_the_command_line_sends_and_remembers(
    kgdesk,  # noqa: ANN001
    demo_copy: Path,
    certificate: Certificate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KGDESK_MAIL_PASSWORD", PASSWORD)
    workspace = demo_copy / "workspaces" / "KG.kgdesk"
    post = Post()
    with smtp_server(post, certificate) as port:
        words = (
            "send",
            workspace,
            "--period",
            "2024",
            "--smtp",
            "--receipts",
            "--password-env",
            "KGDESK_MAIL_PASSWORD",
        )
        where = ("--host", "localhost", "--port", port, "--user", USER, "--mail-ca", certificate.authority)
        first = kgdesk(*words, *where, "--remember", "--json")
        assert {row["state"] for row in first.rows} == {"handed_over"}
        count = len(post.taken)
        again = kgdesk(*words, "--json")
        assert (again.code, len(post.taken)) == (0, count)
        kgdesk(*words, "--again")
        assert len(post.taken) == 2 * count
