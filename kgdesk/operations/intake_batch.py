"""The files that are handed in together: what each one tells about the others."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kgdesk.consolidation.examination import Examination
from kgdesk.consolidation.matching import Placement
from kgdesk.consolidation.mixed_files import BatchFile, batch_file, mixture_of, pages_of
from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import FileKind

_BELONGS_NOWHERE = {"intake.workbook_alone", "intake.annex_differs"}


class Batch:
    """Remembers the returns seen so far among `paths`; signed pages come before workbooks."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = list(paths)
        self._seen: list[BatchFile] = []

    def add_paths(self, paths: Iterable[Path]) -> None:
        """Count what came out of a container among the files; its own name is then their folder."""
        self._paths.extend(paths)

    def add_known(self, data: bytes, path: Path) -> None:
        """Remember a file that was judged when it came first."""
        if path.suffix.lower() == ".pdf":
            with suppress(Fault):
                self._seen.append(pages_of(data, path))

    def told(self, placement: Placement, path: Path, seen: Examination) -> Placement:
        """Remember a file, and say of a workbook that belongs to no return here whose pages it came with."""
        file = batch_file(path, seen)
        if file is None:
            return placement
        self._seen.append(file)
        if file.kind is not FileKind.XLSX or placement.reason not in _BELONGS_NOWHERE:
            return placement
        mixture = mixture_of(file, self._seen, self._paths)
        return placement if mixture is None else replace(placement, reason=mixture.reason, params=dict(mixture.params))
