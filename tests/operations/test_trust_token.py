"""Sealing with a token: the same files as with a key file, and nothing half written when it is pulled out."""

from dataclasses import replace
from pathlib import Path

import pkcs11
import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact
from kgdesk.operations import key_file
from kgdesk.operations.demo import PASSWORD, PERIOD
from kgdesk.operations.seal import SealRequest, seal_return
from kgdesk.operations.verify import verify_file
from kgdesk.operations.workspace import Workspace
from kgdesk.signing import token_list
from kgdesk.signing.keys import SigningKey
from kgdesk.signing.token_secret import TokenSecret
from kgdesk.store import journal, sealed
from tests.operations.after_demo import NOW, change
from tests.softhsm import PIN, SoftHsm


@pytest.fixture
def request_with(demo_copy: Path, soft_hsm: SoftHsm) -> SealRequest:
    soft_hsm.add_token("Phu Quoc")
    soft_hsm.put("Phu Quoc", (demo_copy / "keys" / "KG-911.p12").read_bytes(), PASSWORD)
    return SealRequest(period=PERIOD, key=soft_hsm.uri("Phu Quoc"), password=PIN, folder=demo_copy / "out")


def test_a_return_is_sealed_with_a_token(
    demo_copy: Path,
    phu_quoc: Workspace,
    request_with: SealRequest,
    soft_hsm: SoftHsm,
) -> None:
    change(phu_quoc)
    made = seal_return(phu_quoc, request_with).result
    pages = next(path for path in made.files if path.suffix == ".pdf")
    verdict = verify_file(pages, trust=demo_copy / "keys" / "ca.pem", at=NOW)
    assert {verdict.integrity, verdict.coverage, verdict.trust, verdict.authority} == {Fact.PASSED}
    assert not token_list.sessions_open(soft_hsm.module)  # logged out again


class _PulledOut:
    """A key that signs `times` times and is gone then, as its module reports it."""

    def __init__(self, secret: TokenSecret, times: int) -> None:
        self.secret, self.times = secret, times

    def sign(self, data: bytes, **options: object) -> bytes:
        self.times -= 1
        if self.times < 0:
            raise pkcs11.DeviceRemoved
        signature: bytes = self.secret.key.sign(data, **options)
        return signature


@pytest.mark.parametrize("times", [0, 1])
def test_a_token_pulled_out_leaves_nothing_behind(
    phu_quoc: Workspace,
    request_with: SealRequest,
    monkeypatch: pytest.MonkeyPatch,
    times: int,
) -> None:
    opened = key_file._opened

    def short_lived(key: Path | str, secret: str) -> SigningKey:
        found = opened(key, secret)
        assert isinstance(found.secret, TokenSecret)
        return replace(found, secret=replace(found.secret, key=_PulledOut(found.secret, times)))

    monkeypatch.setattr(key_file, "_opened", short_lived)
    change(phu_quoc)
    before, revisions = journal.entries(phu_quoc.store), sealed.latest(phu_quoc.store, "KG-911", "2024")
    with pytest.raises(Fault, match=r"token\.removed"):
        seal_return(phu_quoc, request_with)
    assert not request_with.folder.exists()
    assert journal.entries(phu_quoc.store) == before
    assert sealed.latest(phu_quoc.store, "KG-911", "2024") == revisions


@pytest.mark.parametrize(("name", "code"), [("expired", "key.expired"), ("foreign", "trust.foreign_key")])
def test_certificates_on_tokens_are_checked_alike_and_the_token_is_let_go(
    demo_copy: Path,
    phu_quoc: Workspace,
    soft_hsm: SoftHsm,
    name: str,
    code: str,
) -> None:
    soft_hsm.add_token("A")
    soft_hsm.put("A", (demo_copy / "keys" / "examples" / f"{name}.p12").read_bytes(), PASSWORD)
    with pytest.raises(Fault) as caught:
        seal_return(phu_quoc, SealRequest(PERIOD, soft_hsm.uri("A"), PIN, demo_copy / "out"))
    assert caught.value.code == code
    assert not token_list.sessions_open(soft_hsm.module)
