"""Reading a plan pack for use: a signature that is there must hold."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact, Signer
from kgdesk.files import read_bytes
from kgdesk.operations.apart import read_apart

if TYPE_CHECKING:
    from kgdesk.returns.plan_pack import PackContents
    from kgdesk.signing.trust import TrustAnchors

PACK_LIMIT = 32_000_000  # bytes


def read_pack(path: Path, *, at: datetime, anchors: "TrustAnchors | None" = None) -> "PackContents":
    """Read a pack; raises Fault `plan.pack_unreadable` and `pack.bad_signature`.

    With anchors the signer must lead to one of them; without, a signature only has to be unbroken. A
    pack without any signature is the caller's to judge.
    """
    return read_apart(path, read_checked, read_bytes(path, limit=PACK_LIMIT), path, at=at, anchors=anchors)


def read_pack_signers(
    path: Path, *, at: datetime, anchors: "TrustAnchors"
) -> "tuple[PackContents, tuple[Signer, ...]]":
    """Read a pack as `read_pack` does, with those who signed it; nobody where there is no signature."""
    return read_apart(path, read_with_signers, read_bytes(path, limit=PACK_LIMIT), path, at=at, anchors=anchors)


def read_checked(data: bytes, path: Path, *, at: datetime, anchors: "TrustAnchors | None") -> "PackContents":
    """Hold the bytes of a pack, its plan and its signature to their forms."""
    return read_with_signers(data, path, at=at, anchors=anchors)[0]


def read_with_signers(
    data: bytes, path: Path, *, at: datetime, anchors: "TrustAnchors | None"
) -> "tuple[PackContents, tuple[Signer, ...]]":
    """Hold the bytes of a pack, its plan and its signature to their forms, and tell who signed."""
    from kgdesk.returns import plan_document, plan_pack
    from kgdesk.signing import detached
    from kgdesk.signing.trust import TrustAnchors

    contents = plan_pack.read(data, str(path))
    try:
        plan_document.from_bytes(contents.plan_bytes)  # what hangs or swells does it here
    except Fault as fault:
        if fault.code != "plan.unreadable":
            raise
        cause = f"{fault.params['place']}: {fault.params['cause']}"
        raise Fault("plan.pack_unreadable", file=path, cause=cause) from fault
    if contents.signature is None:
        return contents, ()
    believed = anchors or TrustAnchors.empty()
    try:
        facts = detached.inspect(contents.plan_bytes, contents.signature, anchors=believed, at=at)
    except Fault as fault:
        raise Fault("pack.bad_signature", file=path) from fault
    trusted = facts.trust is Fact.PASSED or not believed
    if facts.integrity is not Fact.PASSED or facts.coverage is Fact.FAILED or not trusted:
        raise Fault("pack.bad_signature", file=path)
    return contents, facts.signers
