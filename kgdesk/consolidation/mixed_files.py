"""Files of one batch that do not go together: the pages of one return beside the workbook of another.

Signed pages name their workbook by file name and SHA-256. A workbook that no pages of the batch name is
held against those it seems to come with: they name a file of its name, they are the same unit's, or the
two are alone together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from kgdesk.consolidation.examined import Examination, identity_of
from kgdesk.domain.verdict import FileKind, ReturnIdentity, Verdict


@dataclass(frozen=True, slots=True)
class BatchFile:
    """What mixing is seen by: a file of a batch that holds a return. `path` is where it came from."""

    path: PurePath
    kind: FileKind
    identity: ReturnIdentity
    unit_name: str
    period_label: str
    sha256: str
    annex_name: str = ""
    annex_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Mixture:
    """Pages and a workbook that are not of one return; `reason` and `params` make the sentence that names both."""

    pages: BatchFile
    workbook: BatchFile
    reason: str
    params: Mapping[str, object]


def batch_file(path: PurePath, seen: Examination) -> BatchFile | None:
    """Keep of an examined file what is needed here; None where it holds no return."""
    identity, document = seen.verdict.identity, seen.document
    if identity is None or document is None:
        return None
    annex = seen.annex_name or "", seen.annex_sha256 or ""
    kind = seen.verdict.kind
    return BatchFile(path, kind, identity, document.unit_name_vi, document.period_label_vi, seen.sha256, *annex)


def pages_of(data: bytes, path: PurePath) -> BatchFile:
    """Read the same from signed pages that were judged before; raises the Faults of reading them."""
    from hashlib import sha256

    from kgdesk.returns import canonical, pdf_embedded

    embedded = pdf_embedded.read_embedded(data, path.name)
    document = canonical.from_bytes(embedded.canonical, file=path.name)
    seen = Examination(
        Verdict(path.name, FileKind.PDF, identity=identity_of(document, embedded.canonical)),
        sha256(data).hexdigest(),
        document,
        annex_name=embedded.annex_name,
        annex_sha256=embedded.annex_sha256,
    )
    found = batch_file(path, seen)
    assert found is not None  # noqa: S101 - there is a document
    return found


def alone_together(pages: PurePath, workbook: PurePath, paths: Iterable[PurePath]) -> bool:
    """Whether a folder of the batch has these two files and no others of their kinds."""
    beside = [path for path in paths if path.parent == workbook.parent and path.suffix.lower() in {".pdf", ".xlsx"}]
    return sorted(beside) == sorted((pages, workbook))


def mixture_of(workbook: BatchFile, files: Sequence[BatchFile], paths: Sequence[PurePath]) -> Mixture | None:
    """Find the pages of the batch that a workbook seems to come with and does not belong to; None: nothing mixed.

    `paths` are all files of the batch, read or not.
    """
    pages = [item for item in files if item.kind is FileKind.PDF]
    ours = workbook.identity
    if any(item.annex_sha256 == workbook.sha256 or item.identity.digest == ours.digest for item in pages):
        return None
    beside = [item for item in pages if item.path.parent == workbook.path.parent]
    taken_for = next((item for item in beside if _named(item, workbook)), None)
    taken_for = taken_for or _nearest(workbook, pages)
    if taken_for is None and len(beside) == 1 and alone_together(beside[0].path, workbook.path, paths):
        taken_for = beside[0]
    return None if taken_for is None else _told(taken_for, workbook)


def _named(pages: BatchFile, workbook: BatchFile) -> bool:
    return workbook.path.name == pages.annex_name or workbook.path.stem == pages.path.stem


def _nearest(workbook: BatchFile, pages: Sequence[BatchFile]) -> BatchFile | None:
    """Pages of the same unit, of the same period before others."""
    of_unit = [item for item in pages if item.identity.unit == workbook.identity.unit]
    of_period = [item for item in of_unit if item.identity.period == workbook.identity.period]
    return next(iter(of_period or of_unit), None)


def _told(pages: BatchFile, workbook: BatchFile) -> Mixture:
    one, other = pages.identity, workbook.identity
    params: dict[str, object] = {"pages": pages.path.name, "workbook": workbook.path.name}
    if one.unit != other.unit:
        params |= {"pages_unit": pages.unit_name, "workbook_unit": workbook.unit_name}
        return Mixture(pages, workbook, "verify.mixed_unit", params)
    params["mixed_unit"] = pages.unit_name
    if one.period != other.period:
        params |= {"pages_period": pages.period_label, "workbook_period": workbook.period_label}
        return Mixture(pages, workbook, "verify.mixed_period", params)
    params |= {"pages_revision": one.revision, "workbook_revision": other.revision}
    if one.revision != other.revision:
        return Mixture(pages, workbook, "verify.mixed_revision", params)
    return Mixture(pages, workbook, "verify.mixed_contents", params)
