"""Judging any file: the verdict and its words."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact, Verdict, VerdictWord
from kgdesk.files import read_bytes
from kgdesk.messages import say
from kgdesk.operations.workspace import Workspace, utc_now

if TYPE_CHECKING:
    from datetime import datetime

    from kgdesk.signing.trust import TrustAnchors

ANCHOR_LIMIT = 5_000_000  # bytes of certificates in one file
ANCHOR_ENDINGS = {".pem", ".crt", ".cer", ".der", ".crl"}
FACTS = ("integrity", "coverage", "consistency", "trust", "time", "authority")


@dataclass(frozen=True, slots=True)
class VerdictText:
    """A verdict in plain words: one line, the facts, the reasons."""

    headline: str
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


def load_anchors(path: Path | None, workspace: Workspace | None = None) -> "TrustAnchors":
    """Trust anchors and revocation lists from a file or a folder, and those the workspace keeps.

    Raises Fault `signature.bad_anchor` and the faults of the disk.
    """
    from kgdesk.signing.trust import TrustAnchors

    blobs: list[tuple[str, bytes]] = []
    if path is not None:
        if not path.exists():
            raise Fault("file.missing", file=path)
        paths = sorted(item for item in path.iterdir() if item.suffix in ANCHOR_ENDINGS) if path.is_dir() else [path]
        blobs += [(str(item), read_bytes(item, limit=ANCHOR_LIMIT)) for item in paths]
    if workspace is None:
        return TrustAnchors.from_pem(*blobs)
    from kgdesk.store import anchors, revocations

    blobs += [(item.name, item.pem.encode()) for item in anchors.every(workspace.store)]
    lists = tuple(item.content for item in revocations.every(workspace.store))
    return TrustAnchors.from_pem(*blobs).including(TrustAnchors((), lists))


def verify_file(
    path: Path, *, trust: Path | None = None, workspace: Workspace | None = None, at: "datetime | None" = None
) -> Verdict:
    """Judge one file. Raises the faults of the disk; what the file holds only ever ends in the verdict."""
    from kgdesk.consolidation.examination import SIZE_LIMIT, examine

    anchors = load_anchors(trust, workspace)
    data = read_bytes(path, limit=SIZE_LIMIT)
    moment = at or utc_now()
    if workspace is None:
        return examine(data, str(path), anchors=anchors, at=moment).verdict
    from kgdesk.store import enrolments

    bound = enrolments.every(workspace.store)
    return examine(data, str(path), anchors=anchors, at=moment, plan=workspace.plan, enrolments=bound).verdict


def explain_verdict(verdict: Verdict, lang: str = "vi") -> VerdictText:
    """Say a verdict to a layman: what it means, then fact by fact, then why."""
    word = verdict.word
    key = word.value
    if word is VerdictWord.VALID and verdict.time is not Fact.PASSED:
        key = "valid_time_claimed"
    facts = tuple(
        (say(f"verify.fact.{name}", lang), say(f"verify.{name}.{getattr(verdict, name).value}", lang)) for name in FACTS
    )
    reasons = tuple(say_reason(code, lang, **verdict.params) for code in verdict.reasons)
    return VerdictText(say(f"verify.word.{key}", lang), facts, reasons)


def say_reason(code: str, lang: str, **params: object) -> str:
    """Say one reason; signing's own codes are short and stand under `signature.reason`."""
    full = code if "." in code else f"signature.reason.{code}"
    return say(full, lang, **params)
