"""Receipts that come back to the sender: believed only when they answer a return that was sealed here."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.domain.receipt import CellComment, Decision, Receipt
from kgdesk.operations.demo import PASSWORD
from kgdesk.operations.home import home
from kgdesk.operations.own_key import own_key
from kgdesk.operations.receipt_in import comments_on, take_receipt
from kgdesk.operations.review import _signed
from kgdesk.operations.seal_pages import SigningAct
from kgdesk.operations.trust import believe
from kgdesk.operations.workspace import Workspace, create_workspace, open_workspace
from kgdesk.returns.receipt import read_receipt, write_receipt
from kgdesk.store import journal

NOW = datetime(2024, 12, 26, 2, 30, tzinfo=UTC)  # after everything in the demonstration
YEAR = Period.parse("2024")


@pytest.fixture
def sender(demo: Path, tmp_path: Path) -> Iterator[Workspace]:
    path = Path(shutil.copy(demo / "workspaces" / "KG-911.kgdesk", tmp_path / "KG-911.kgdesk"))
    with open_workspace(path, actor="an", clock=lambda: NOW) as workspace:
        believe(workspace, demo / "keys" / "ca.pem")
        yield workspace


@pytest.fixture
def given(demo: Path) -> Path:
    return next((demo / "receipts").glob("KG-911_2024_r1*.pdf"))


@pytest.fixture
def signed_by(demo: Path, tmp_path: Path) -> Callable[[Receipt, str], Path]:
    """Sign a receipt with a unit's key."""

    def sign(receipt: Receipt, unit: str) -> Path:
        path = Path(shutil.copy(demo / "workspaces" / f"{unit}.kgdesk", tmp_path / f"signs-{unit}.kgdesk"))
        with (
            open_workspace(path, actor="an", clock=lambda: NOW) as workspace,
            own_key(workspace, demo / "keys" / f"{unit}.p12", PASSWORD, roles=("agency",), at=NOW) as key,
        ):
            data = _signed(receipt, SigningAct(key, NOW, "Kiên Giang", "Năm 2024", {"agency": None}))
        made = tmp_path / f"receipt-{unit}.pdf"
        made.write_bytes(data)
        return made

    return sign


def fault(workspace: Workspace, path: Path) -> str:
    before = journal.entries(workspace.store, newest=1)[0].seq
    with pytest.raises(Fault) as caught:
        take_receipt(workspace, path)
    assert journal.entries(workspace.store, newest=1)[0].seq == before
    return caught.value.code


def test_acceptance_is_known_only_by_the_receipt(sender: Workspace, given: Path) -> None:
    outcome = take_receipt(sender, given)
    assert outcome.changes.returns
    assert home(sender, YEAR).own.answer is Decision.ACCEPTED
    again = take_receipt(sender, given)
    assert again.result.known
    assert not again.changes


def test_comments_stand_at_their_cells_until_a_newer_answer(
    sender: Workspace, given: Path, signed_by: Callable[[Receipt, str], Path]
) -> None:
    first = read_receipt(given.read_bytes())
    later = replace(
        first,
        decision=Decision.SENT_BACK,
        decided_at=first.decided_at + timedelta(hours=1),
        comments=(CellComment("KT08", "Thu ngân sách", "Thiếu thu xuất nhập khẩu"), CellComment("", "", "Ký lại")),
    )
    take_receipt(sender, signed_by(later, "KG"))
    take_receipt(sender, given)  # an older decision that arrives later changes nothing
    assert comments_on(sender, YEAR) == {"KT08": ("Thiếu thu xuất nhập khẩu",), "": ("Ký lại",)}
    codes = [(item.code, item.place) for item in home(sender, YEAR).sentences if "comment" in item.code]
    assert codes == [("home.comment", "KT08"), ("home.comment_whole", "")]


def test_what_answers_somebody_else_is_refused(sender: Workspace, demo: Path) -> None:
    other = next(path for path in (demo / "receipts").glob("*.pdf") if not path.name.startswith("KG-911"))
    assert fault(sender, other) == "receipt.other_unit"
    assert fault(sender, demo / "returns" / "KG-911_2024_r1.pdf") == "receipt.not_a_receipt"


def test_what_nobody_proved_is_refused(sender: Workspace, given: Path, tmp_path: Path) -> None:
    unsigned = tmp_path / "unsigned.pdf"
    unsigned.write_bytes(write_receipt(read_receipt(given.read_bytes())).data)
    assert fault(sender, unsigned) == "receipt.not_believed"
    altered = tmp_path / "altered.pdf"
    data = bytearray(given.read_bytes())
    data[len(data) // 3 : len(data) // 3 + 8] = b"00000000"
    altered.write_bytes(bytes(data))
    assert fault(sender, altered) in {"receipt.not_believed", "receipt.not_a_receipt"}


def test_a_neighbour_cannot_accept_our_return(
    sender: Workspace, given: Path, signed_by: Callable[[Receipt, str], Path]
) -> None:
    forged = replace(read_receipt(given.read_bytes()), receiver="SYT", receiver_name_vi="Sở Y tế")
    assert fault(sender, signed_by(forged, "SYT")) == "receipt.not_believed"


def test_a_receipt_for_what_was_never_sealed_here_is_refused(demo: Path, given: Path, tmp_path: Path) -> None:
    pack = demo / "plan" / "nq535.kgplan"
    with create_workspace(
        tmp_path / "KG-911.kgdesk", unit="KG-911", actor="an", pack=pack, clock=lambda: NOW
    ) as workspace:
        believe(workspace, demo / "keys" / "ca.pem")
        assert fault(workspace, given) == "receipt.no_such_return"
