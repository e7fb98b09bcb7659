"""Judging files: one, or several that came together. The words are `verdict_words`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from kgdesk.consolidation.examination import SIZE_LIMIT, Examination
from kgdesk.consolidation.mixed_files import BatchFile, Mixture, batch_file, mixture_of
from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import FileKind, Verdict
from kgdesk.files import read_bytes
from kgdesk.operations.apart import read_apart
from kgdesk.operations.verdict_words import FACTS, VerdictText, explain_verdict, headline, say_reason
from kgdesk.operations.workspace import Workspace, utc_now

if TYPE_CHECKING:
    from datetime import datetime

    from kgdesk.signing.trust import TrustAnchors

    Ask = Callable[[bytes, TrustAnchors, datetime], TrustAnchors]

__all__ = [
    "FACTS",
    "Judged",
    "VerdictText",
    "explain_verdict",
    "headline",
    "load_anchors",
    "say_reason",
    "verify_file",
    "verify_files",
]

ENDINGS = {".pdf", ".xlsx", ".kgplan", ".xls", ".p7m"}  # looked at in a folder; named files are looked at anyway
ANCHOR_LIMIT = 5_000_000  # bytes of certificates in one file
ANCHOR_ENDINGS = {".pem", ".crt", ".cer", ".der", ".crl"}


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on one file of several; `fault` is the disk's where the file could not even be opened."""

    path: Path
    verdict: Verdict
    fault: Fault | None = None


def load_anchors(path: Path | None, workspace: Workspace | None = None) -> "TrustAnchors":
    """Trust anchors and revocation lists from a file or a folder, and those the workspace keeps.

    Raises Fault `signature.bad_anchor`, `trust.not_vouched` where whom the workspace believes was changed behind the
    program's back, and the faults of the disk.
    """
    from kgdesk.operations.vouched import ensure_believed_vouched
    from kgdesk.signing.trust import TrustAnchors

    chosen: TrustAnchors = TrustAnchors.empty()
    if path is not None:
        if not path.exists():
            raise Fault("file.missing", file=path)
        paths = sorted(item for item in path.iterdir() if item.suffix in ANCHOR_ENDINGS) if path.is_dir() else [path]
        blobs = [(str(item), read_bytes(item, limit=ANCHOR_LIMIT)) for item in paths]
        chosen = read_apart(path, TrustAnchors.from_pem, *blobs)
    if workspace is None:
        return chosen
    ensure_believed_vouched(workspace)
    return chosen.including(known_anchors(workspace))


def known_anchors(workspace: Workspace) -> "TrustAnchors":
    """Trust anchors and revocation lists of a workspace as they stand, whether or not its journal vouches for them."""
    from kgdesk.signing.trust import TrustAnchors
    from kgdesk.store import anchors, revocations

    own = [(item.name, item.pem.encode()) for item in anchors.every(workspace.store)]
    lists = tuple(item.content for item in revocations.every(workspace.store))
    return TrustAnchors.from_pem(*own).including(TrustAnchors((), lists))


def verify_file(
    path: Path,
    *,
    trust: Path | None = None,
    workspace: Workspace | None = None,
    at: "datetime | None" = None,
    ask: "Ask | None" = None,
) -> Verdict:
    """Judge one file. Raises the faults of the disk; what the file holds only ever ends in the verdict.

    `ask` learns more about the signers first (see `online.Asking`); without it no network is touched.
    """
    return _examiner(load_anchors(trust, workspace), workspace, at, ask)(path).verdict


def verify_files(
    paths: Sequence[Path],
    *,
    trust: Path | None = None,
    workspace: Workspace | None = None,
    at: "datetime | None" = None,
    ask: "Ask | None" = None,
) -> tuple[Judged, ...]:
    """Judge files that came together, and notice pages and workbooks that do not go together (`verify.mixed_*`).

    A folder stands for the PDFs, workbooks and plan packs in it. Raises Fault `verify.nothing` where folders
    hold none, and the faults of the trust anchors; a file that cannot be opened ends in its own result.
    `ask` as in `verify_file`.
    """
    examine_path = _examiner(load_anchors(trust, workspace), workspace, at, ask)
    files = tuple(dict.fromkeys(_files(paths)))
    if not files:
        raise Fault("verify.nothing", file=", ".join(map(str, paths)))
    judged, batch = [], []
    for path in files:
        try:
            seen = examine_path(path)
        except Fault as fault:
            params = {**fault.params, "file": path}
            verdict = Verdict(str(path), FileKind.OTHER, unreadable=True, reasons=(fault.code,), params=params)
            judged.append(Judged(path, verdict, fault))
            continue
        judged.append(Judged(path, seen.verdict))
        kept = batch_file(path, seen)
        if kept is not None:
            batch.append(kept)
    return _with_mixtures(judged, batch)


def _examiner(
    anchors: "TrustAnchors", workspace: Workspace | None, at: "datetime | None", ask: "Ask | None"
) -> Callable[[Path], Examination]:
    """Give a function that reads and examines one file with what is known here."""
    from kgdesk.operations.judging import judge  # late: the first screen needs no processes
    from kgdesk.store import enrolments

    moment = at or utc_now()
    plan, bound = (None, ()) if workspace is None else (workspace.plan, enrolments.every(workspace.store))

    def examine_path(path: Path) -> Examination:
        data = read_bytes(path, limit=SIZE_LIMIT)
        known = anchors if ask is None else ask(data, anchors, moment)
        return judge(data, str(path), anchors=known, at=moment, plan=plan, enrolments=bound)

    return examine_path


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for item in sorted(path.rglob("*")):
            if item.suffix.lower() in ENDINGS and item.is_file() and not item.name.startswith((".", "~$")):
                yield item


def _with_mixtures(judged: list[Judged], batch: list[BatchFile]) -> tuple[Judged, ...]:
    """Tell of both files that do not go together; facts and words of each stay what they are."""
    paths = [item.path for item in judged]
    told: dict[PurePath, list[Mixture]] = {}
    for workbook in (item for item in batch if item.kind is FileKind.XLSX):
        mixture = mixture_of(workbook, batch, paths)
        if mixture is not None:
            for file in (mixture.pages, mixture.workbook):
                told.setdefault(file.path, []).append(mixture)
    return tuple(_told(item, told.get(item.path, [])) for item in judged)


def _told(judged: Judged, mixtures: list[Mixture]) -> Judged:
    if not mixtures:
        return judged
    verdict = judged.verdict
    first = mixtures[0]  # pages between two strange workbooks: one sentence is enough
    params = {**verdict.params, **first.params}
    return replace(judged, verdict=replace(verdict, reasons=(*verdict.reasons, first.reason), params=params))
