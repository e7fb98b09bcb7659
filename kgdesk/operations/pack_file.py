"""Reading a plan pack for use: a signature that is there must hold."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact
from kgdesk.files import read_bytes

if TYPE_CHECKING:
    from kgdesk.returns.plan_pack import PackContents
    from kgdesk.signing.trust import TrustAnchors

PACK_LIMIT = 32_000_000  # bytes


def read_pack(path: Path, *, at: datetime, anchors: "TrustAnchors | None" = None) -> "PackContents":
    """Read a pack; raises Fault `plan.pack_unreadable` and `pack.bad_signature`.

    With anchors the signer must lead to one of them; without, a signature only has to be unbroken. A
    pack without any signature is the caller's to judge.
    """
    from kgdesk.returns import plan_pack
    from kgdesk.signing import detached
    from kgdesk.signing.trust import TrustAnchors

    contents = plan_pack.read(read_bytes(path, limit=PACK_LIMIT), str(path))
    if contents.signature is None:
        return contents
    believed = anchors or TrustAnchors.empty()
    try:
        facts = detached.inspect(contents.plan_bytes, contents.signature, anchors=believed, at=at)
    except Fault as fault:
        raise Fault("pack.bad_signature", file=path) from fault
    trusted = facts.trust is Fact.PASSED or not believed
    if facts.integrity is not Fact.PASSED or facts.coverage is Fact.FAILED or not trusted:
        raise Fault("pack.bad_signature", file=path)
    return contents
