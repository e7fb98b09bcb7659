"""The support bundle holds nobody's names and figures; passwords stand nowhere after they were used."""

import base64
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.period import Period
from kgdesk.operations.entry import record_observations
from kgdesk.operations.support import make_bundle
from kgdesk.operations.support_log import harmless
from kgdesk.operations.workspace import Workspace, create_workspace
from tests.conftest import Answer
from tests.softhsm import SoftHsm

AT = datetime(2024, 12, 20, 1, 0, tzinfo=UTC)
PERSON, PLACE = "Nguyễn Thị Canary", "Ấp Chim Hoàng Yến"
FIGURE, ADDRESS, SECRET = "271828.18", "canary@kiengiang.example", "Mật-khẩu-canary-31415"
PLANTED = (PERSON, "Canary", PLACE, FIGURE, "271828", ADDRESS, "canary@", SECRET, "canary-31415", "Hoàng Yến")
LOG = f"""--- 2024-12-20T01:00:00+00:00
Traceback (most recent call last):
  File "/home/{PERSON}/sổ/kgdesk/operations/entry.py", line 42, in record_block
    value = read({FIGURE!r})
  File "C:\\Users\\{PERSON}\\kgdesk\\store\\connection.py", line 7, in read
  File "/home/{PERSON}/Chim Hoàng Yến.py", line 1, in <module>
  File "/usr/lib/python3.11/site-packages/openpyxl/reader/excel.py", line 9, in load
ValueError: {PLACE} {FIGURE} {ADDRESS} {SECRET}
kgdesk.domain.errors.Fault: ('file.missing', {{'file': '/home/{PERSON}/{PLACE}.xlsx'}})
kgdesk.domain.errors.Fault: ('canary.hoang_yen', {{}})
{PERSON}: {SECRET}
CanaryNguyen
"""


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "state" / "kgdesk"
    folder.mkdir(parents=True)
    (folder / "desk.log").write_text(LOG, encoding="utf-8")
    (folder / "kgdesk.log").write_text(LOG.replace("\n", "\r\n"), encoding="utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    folder = tmp_path / PLACE
    folder.mkdir()
    made = create_workspace(folder / f"{PERSON}.kgdesk", unit="KG-911", actor=PERSON, clock=lambda: AT)
    period = Period.parse("2024")
    indicator = next(item for item in made.indicators(period) if item.code)
    found = Observation(
        unit="KG-911", indicator=indicator.code, period="2024", state=ValueState.FIGURE, value=Decimal(FIGURE),
        status=FigureStatus.ESTIMATE, source=PLACE, note=f"{ADDRESS} {SECRET}",
    )  # fmt: skip
    record_observations(made, period, [found])
    return made


def _contents(path: Path) -> str:
    with zipfile.ZipFile(path) as bundle:
        return "\n".join([*bundle.namelist(), *(bundle.read(name).decode() for name in bundle.namelist())])


@pytest.mark.usefixtures("state")
def test_nothing_planted_is_in_the_bundle(workspace: Workspace, tmp_path: Path) -> None:
    settings = {
        "language": "vi",
        "scheme": "dark",
        "font_points": 12,
        "person": PERSON,
        "people": PERSON,
        "grid_zoom": ADDRESS,
    }
    with workspace:
        text = _contents(make_bundle(tmp_path / "b.zip", at=AT, workspace=workspace, settings=settings))
    assert not [word for word in PLANTED if word.casefold() in text.casefold()]
    assert str(tmp_path) not in text


@pytest.mark.usefixtures("state")
def test_what_a_helper_needs_is_in_the_bundle(workspace: Workspace, tmp_path: Path) -> None:
    with (
        workspace,
        zipfile.ZipFile(
            make_bundle(tmp_path / "b.zip", at=AT, workspace=workspace, settings={"scheme": "dark"})
        ) as found,
    ):
        about, log = json.loads(found.read("so-lam-viec.json")), found.read("loi.txt").decode()
        assert json.loads(found.read("thiet-lap.json")) == {"scheme": "dark"}
        assert json.loads(found.read("may-tinh.json"))["libraries"]["openpyxl"]
    assert about["rows"]["observation"] == 1
    assert all(about["checks"].values())
    assert "  kgdesk/operations/entry.py:42 record_block" in log
    assert "  openpyxl/reader/excel.py:9 load" in log
    assert "kgdesk.domain.errors.Fault file.missing" in log
    assert log.count("kgdesk/store/connection.py:7 read") == 2


def test_lines_that_only_look_like_the_programs_stay_at_home() -> None:
    assert list(harmless('NguyenThiCanaryError_x: 1\nFile "/kgdesk/Nguyễn.py", line 1, in x\n  kgdesk')) == ["  ?:1"]


def test_a_workspace_that_does_not_open_is_told_by_its_code(tmp_path: Path, state: Path) -> None:
    assert state.is_dir()
    text = _contents(
        make_bundle(tmp_path / "b.zip", at=AT, workspace=Fault("workspace.damaged", file=PLACE, cause=PERSON))
    )
    assert '"workspace.damaged"' in text
    assert PERSON not in text


def test_the_command_writes_it_and_nothing_over_another_file(
    kgdesk: Callable[..., Answer], demo: Path, tmp_path: Path
) -> None:
    target = tmp_path / "ho-tro.zip"
    workspace = next((demo / "workspaces").glob("*.kgdesk"))
    assert kgdesk("support-bundle", workspace, "-o", target).code == 0
    assert kgdesk("support-bundle", workspace, "-o", target).code == 2
    assert kgdesk("support-bundle", "-o", tmp_path / "more.zip", "--json").code == 0
    assert "observation" in _contents(target)


def _key_with(password: str, path: Path, source: Path) -> Path:
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

    found = pkcs12.load_pkcs12(source.read_bytes(), b"kgdesk-demo")
    assert found.cert is not None
    chain = [item.certificate for item in found.additional_certs]
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"x", found.key, found.cert.certificate, chain, BestAvailableEncryption(password.encode())
        )
    )
    return path


def _spellings(secret: str) -> tuple[bytes, ...]:
    plain = secret.encode()
    return plain, secret.encode("utf-16-le"), base64.b64encode(plain).rstrip(b"=")[:-1], plain.hex().encode()


def test_a_password_stands_nowhere_after_sealing_and_sending(
    kgdesk: Callable[..., Answer], demo_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key's password and the mail server's; also after attempts that failed."""
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "TMPDIR"))
    key_secret, mail_secret = "Khóa-canary-16180", "Thư-canary-27182"
    monkeypatch.setenv("CANARY", key_secret)
    monkeypatch.setenv("WRONG", f"{key_secret}-sai")
    monkeypatch.setenv("MAIL", mail_secret)
    mine = next(item for item in (demo_copy / "workspaces").glob("*.kgdesk") if "STC" in item.name)
    key = _key_with(key_secret, tmp_path / "STC.p12", demo_copy / "keys" / "STC.p12")
    seal = ("seal", mine, "--period", "2024", "--key", key, "--number", "7", "-o", tmp_path / "out")
    assert kgdesk(*seal, "--password-env", "WRONG").code == 2
    sealed = kgdesk(*seal, "--password-env", "CANARY")
    assert sealed.code == 0, sealed
    send = ("send", mine, "--period", "2024", "--smtp", "--host", "127.0.0.1", "--port", "9", "--security", "none")
    answer = kgdesk(
        *send,
        "--user",
        "a@b.example",
        "--from",
        "a@b.example",
        "--to",
        "c@d.example",
        "--remember",
        "--password-env",
        "MAIL",
    )
    assert answer.code in {1, 2}
    for said in (sealed, answer):
        assert key_secret not in said.out + said.err
        assert mail_secret not in said.out + said.err
    kept = [path for path in (*tmp_path.rglob("*"),) if path.is_file() and path != key]
    assert len(kept) > 5
    for path in kept:
        data = _unpacked(path.read_bytes())
        assert not [item for secret in (key_secret, mail_secret) for item in _spellings(secret) if item in data], path


def test_a_pin_stands_nowhere_after_sealing(
    kgdesk: Callable[..., Answer], demo_copy: Path, tmp_path: Path, soft_hsm: SoftHsm, monkeypatch: pytest.MonkeyPatch
) -> None:
    pin = "canary-90210"
    monkeypatch.setattr("tests.softhsm.PIN", pin)
    monkeypatch.setenv("PIN", pin)
    monkeypatch.setenv("KGDESK_PKCS11_MODULE", str(soft_hsm.module))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    soft_hsm.add_token("STC")
    soft_hsm.put("STC", (demo_copy / "keys" / "STC.p12").read_bytes(), "kgdesk-demo")
    mine = next(item for item in (demo_copy / "workspaces").glob("*.kgdesk") if "STC" in item.name)
    out = tmp_path / "out"
    seal = ("seal", mine, "--period", "2024", "--key", soft_hsm.uri("STC"), "--number", "7", "-o", out)
    sealed = kgdesk(*seal, "--password-env", "PIN")
    assert sealed.code == 0, sealed
    assert list(out.iterdir())
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in kept for item in _spellings(pin) if item in _unpacked(path.read_bytes())]


def _unpacked(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return data + b"".join(archive.read(name) for name in archive.namelist())
    except zipfile.BadZipFile:
        return data
