"""The pack's zip is read as a stranger's file."""

import io
import zipfile

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.messages import say
from kgdesk.returns import plan_default, plan_pack


def _zip(*entries: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("signature", [None, b"0\x80"])
def test_what_is_packed_is_unpacked(signature: bytes | None) -> None:
    document = plan_default.load()
    contents = plan_pack.read(plan_pack.write(document, signature), "a.kgplan")
    assert contents == plan_pack.PackContents(document, signature)


def test_the_same_parts_give_the_same_bytes() -> None:
    assert plan_pack.write(b"{}", b"s") == plan_pack.write(b"{}", b"s")


def _encrypted() -> bytes:
    data = bytearray(plan_pack.write(b"{}", None))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _corrupt() -> bytes:
    data = bytearray(_zip(("plan.json", b"{}"), compression=zipfile.ZIP_STORED))
    data[data.index(b"{}")] ^= 1
    return bytes(data)


HOSTILE = {
    "empty": b"",
    "no zip": b"%PDF-1.7",
    "cut short": plan_pack.write(b"{}", None)[:-30],
    "content before the archive": b"MZ" + plan_pack.write(b"{}", None),
    "no plan": _zip(("signature.p7s", b"s")),
    "a stray entry": _zip(("plan.json", b"{}"), ("readme.txt", b"")),
    "a path": _zip(("../plan.json", b"{}")),
    "another case": _zip(("PLAN.JSON", b"{}")),
    "too many entries": _zip(("plan.json", b"{}"), ("signature.p7s", b""), ("x", b"")),
    "a bomb": _zip(("plan.json", b"0" * 3_000_000)),
    "too large": _zip(("plan.json", b"0" * 9_500_000), compression=zipfile.ZIP_STORED),
    "a large signature": _zip(
        ("plan.json", b"{}"), ("signature.p7s", b"0" * 1_000_001), compression=zipfile.ZIP_STORED
    ),
    "another compression": _zip(("plan.json", b"{}"), compression=zipfile.ZIP_BZIP2),
    "encrypted": _encrypted(),
    "a wrong checksum": _corrupt(),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_packs_are_refused_by_name(data: bytes) -> None:
    with pytest.raises(Fault) as caught:
        plan_pack.read(data, "evil.kgplan")
    assert caught.value.code == "plan.pack_unreadable"
    assert "evil.kgplan" in say(caught.value.code, **caught.value.params)


def test_two_entries_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = _zip(("plan.json", b"{}"), ("plan.json", b"[]"))
    with pytest.raises(Fault, match=r"plan\.pack_unreadable"):
        plan_pack.read(data, "evil.kgplan")
