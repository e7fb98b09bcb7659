"""`kgdesk trust` and `kgdesk token`, and tokens wherever a key is named."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kgdesk.signing.certificate_file import read_certificates
from tests.softhsm import PIN, SoftHsm

Run = Callable[..., Any]
PASSWORD = ("--password-env", "KGDESK_TEST_PASSWORD")
PIN_FROM = ("--password-env", "KGDESK_TEST_PIN")


@pytest.fixture
def province(demo_copy: Path) -> Path:
    return demo_copy / "workspaces" / "KG.kgdesk"


def test_authorities_and_lists(kgdesk: Run, demo_copy: Path, province: Path, tmp_path: Path) -> None:
    shown = kgdesk("trust", "list", province, "--json").rows
    assert [set(row) & {"authority", "revocation_list"} for row in shown] == [{"authority"}, {"revocation_list"}]
    fingerprint = shown[0]["fingerprint"]
    assert kgdesk("trust", "remove", province, fingerprint[:16], "--json").rows[0]["removed"] is True
    again = kgdesk("trust", "remove", province, fingerprint[:16])
    assert (again.code, again.err.count("\n")) == (2, 1)
    assert "trust list" in again.err
    mine = tmp_path / "a.kgdesk"
    kgdesk("init", mine, "--unit", "KG-911")
    assert kgdesk("trust", "add", mine, demo_copy / "keys" / "revoked.crl").code == 2
    added = kgdesk("trust", "add", mine, demo_copy / "keys" / "ca.pem", demo_copy / "keys" / "revoked.crl", "--json")
    assert added.code == 0, added
    assert added.rows[0]["new"] is True
    assert (added.rows[1]["revoked"], added.rows[1]["newest"]) == (1, True)
    assert "Cơ quan chứng thực trình diễn" in kgdesk("trust", "list", mine).out


def test_enrolling_and_ending(kgdesk: Run, demo_copy: Path, province: Path) -> None:
    certificate = demo_copy / "keys" / "examples" / "public.cer"
    words = ("trust", "enrol", province, certificate, "--unit", "KG-911", "--role", "agency", "--fingerprint")
    wrong = kgdesk(*words, "ab" * 32)
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)
    names = read_certificates(certificate.read_bytes(), "x")[0][1]
    made = kgdesk(*words, names.fingerprint.upper(), "--json")
    assert made.code == 0, made
    assert made.rows[0]["enrolment"]["unit"] == "KG-911"
    end = ("trust", "withdraw", province, names.fingerprint, "--unit", "KG-911")
    ended = kgdesk(*end, "--reason", "nghỉ hưu", "--json")
    assert ended.rows[0]["enrolment"]["reason"] == "nghỉ hưu"
    assert kgdesk(*end).code == 2
    assert kgdesk("trust", "enrol", province, certificate, "--unit", "KG-911", "--role", "boss").code == 2
    assert kgdesk("trust", "withdraw", province, "ab" * 32, "--unit", "KG-911", "--since", "hôm qua").code == 2
    assert kgdesk("doctor", province).code == 0


@pytest.fixture
def token(soft_hsm: SoftHsm, demo_copy: Path, monkeypatch: pytest.MonkeyPatch) -> SoftHsm:
    """The province's key and Phú Quốc's, each on its token."""
    for unit in ("KG", "KG-911"):
        soft_hsm.add_token(unit)
        soft_hsm.put(unit, (demo_copy / "keys" / f"{unit}.p12").read_bytes(), "kgdesk-demo")
    monkeypatch.setenv("KGDESK_TEST_PIN", PIN)
    monkeypatch.setenv("KGDESK_PKCS11_MODULE", str(soft_hsm.module))
    return soft_hsm


def test_the_list_gives_addresses_that_sign_everywhere(
    kgdesk: Run, token: SoftHsm, demo_copy: Path, province: Path, tmp_path: Path
) -> None:
    listed = kgdesk("token", "list", "--module", token.module, "--json")
    assert listed.code == 0, listed
    found = {row["token"]["label"]: row["token"] for row in listed.rows}
    assert set(found) == {"KG", "KG-911"}
    uris = {
        name: next(each["uri"] for each in row["certificates"] if not each["is_authority"])
        for name, row in found.items()
    }
    assert uris["KG"] in kgdesk("token", "list").out
    mine, out = demo_copy / "workspaces" / "KG-911.kgdesk", tmp_path / "out"
    sealed = kgdesk("seal", mine, "--period", "2024", "--key", uris["KG-911"], *PIN_FROM, "-o", out)
    assert sealed.code == 0, sealed
    assert kgdesk("verify", *out.glob("*.pdf"), "--trust", demo_copy / "keys" / "ca.pem").code == 0
    sent_back = kgdesk(
        "send-back", province, "KG-911_2024_r1", "--comment", "KT08=Xem lại", "--key", uris["KG"], *PIN_FROM, "-o", out
    )
    assert sent_back.code == 0, sent_back
    book, pack = tmp_path / "plan.xlsx", tmp_path / "plan.kgplan"
    kgdesk("pack", "template", "-o", book)
    assert kgdesk("pack", "build", book, "-o", pack, "--key", "pkcs11:token=KG", *PIN_FROM).code == 0
    assert kgdesk("verify", pack, "--trust", demo_copy / "keys" / "ca.pem").code == 0


@pytest.mark.usefixtures("token")
def test_what_goes_wrong_with_a_token_is_one_sentence(
    kgdesk: Run, demo_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KGDESK_TEST_PIN", "00000000")
    mine = demo_copy / "workspaces" / "KG-911.kgdesk"

    def sealing(key: str) -> str:
        answer = kgdesk("seal", mine, "--period", "2024", "--key", key, *PIN_FROM, "-o", tmp_path / "out")
        assert (answer.code, answer.err.count("\n"), answer.out) == (2, 1, "")
        assert not (tmp_path / "out").exists()
        return str(answer.err)

    assert "PIN" in sealing("pkcs11:token=KG-911")
    assert "KG-911" in sealing("pkcs11:")  # two tokens, both named
    assert "00000000" not in sealing("pkcs11:token=KG-911?pin-value=00000000")
    assert "không được cắm" in sealing("pkcs11:token=KG-912")
    assert "Đã có lần nhập PIN sai" in kgdesk("token", "list").out


@pytest.mark.usefixtures("token")
def test_the_prompt_says_whose_pin_and_what_went_wrong_before(
    kgdesk: Run, demo_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return "00000000"

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", typed)
    mine = demo_copy / "workspaces" / "KG-911.kgdesk"
    for _ in range(2):
        key = ("--key", "pkcs11:token=KG-911")
        assert kgdesk("seal", mine, "--period", "2024", *key, "-o", tmp_path / "out").code == 2
    assert [("KG-911" in prompt, "PIN sai" in prompt) for prompt in asked] == [(True, False), (True, True)]


def test_no_token_answers_no(kgdesk: Run, soft_hsm: SoftHsm, tmp_path: Path) -> None:
    none = kgdesk("token", "list", "--module", soft_hsm.module)
    assert (none.code, none.err.count("\n")) == (1, 1)
    assert (
        kgdesk("token", "list", "--module", tmp_path / "none.so", "--json").rows[0]["failed"] == "token.module_missing"
    )


def test_a_clock_set_back_is_told_and_may_be_confirmed(kgdesk: Run, demo_copy: Path, tmp_path: Path) -> None:
    from datetime import UTC, datetime, timedelta

    from kgdesk.operations.clock import confirm_clock
    from kgdesk.operations.workspace import open_workspace

    mine = demo_copy / "workspaces" / "KG-911.kgdesk"
    ahead = datetime.now(UTC) + timedelta(days=400)
    with open_workspace(mine, actor="x", clock=lambda: ahead) as workspace:
        confirm_clock(workspace)
    words = (
        "seal",
        mine,
        "--period",
        "2024",
        "--key",
        demo_copy / "keys" / "KG-911.p12",
        *PASSWORD,
        "-o",
        tmp_path / "out",
    )
    told = kgdesk(*words)
    assert told.code == 2
    assert "--clock-is-right" in told.err
    assert kgdesk(*words, "--clock-is-right").code == 0
