"""Ways of spoiling the program that these kills must bring to light; each changes the process that is killed."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.crash import activity, entering
from tests.crash.activity import Tell


def told_before_done() -> None:
    """Say that a cell is saved, then save it."""

    def step(tell: Tell, label: str, deed: Callable[[], object]) -> None:
        tell(label)
        deed()

    activity.step = step  # type: ignore[assignment]
    entering.step = step  # type: ignore[attr-defined]


def written_in_place() -> None:
    """Write exports under their final names, piece by piece."""
    from kgdesk.operations import seal

    def write(path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb", buffering=0) as stream:
            for start in range(0, len(data), 8192):
                stream.write(data[start : start + 8192])

    seal.write_atomically = write  # type: ignore[attr-defined]


def written_before_recorded() -> None:
    """Write signed files that the workspace does not know yet."""
    from kgdesk.files import write_atomically
    from kgdesk.operations import seal

    keep = seal._keep

    def early(workspace: Any, document: Any, canonical: bytes, contents: dict[str, bytes], **others: Any) -> None:
        for name, data in contents.items():
            write_atomically(Path(workspace.path).parent / activity.OUT / name, data)
        keep(workspace, document, canonical, contents, **others)

    seal._keep = early


def taken_in_by_halves() -> None:
    """Keep a received file in one transaction and its return in another."""
    from kgdesk.operations import intake
    from kgdesk.store import received_files

    keep = intake.keep

    def halves(workspace: Any, data: bytes, seen: Any, placement: Any, result: Any) -> Any:
        at = workspace.clock()
        file = received_files.ReceivedFile(
            seen.sha256, result.file.name, len(data), at, {}, placement.outcome, placement.reason
        )
        with workspace.store.transaction(actor=workspace.actor, action="intake", at=at) as transaction:
            received_files.add(transaction, file, data)
        return keep(workspace, data, seen, placement, result)

    intake.keep = halves  # type: ignore[attr-defined]


def restored_by_two_renames() -> None:
    """Move the workspace away before the copy has its name."""
    from kgdesk.store import bringing_back

    def put(fresh: Path, path: Path, at: Any) -> Path:
        kept = bringing_back.copying.free_copy(path, at, bringing_back.CopyReason.RESTORE)
        kept.parent.mkdir(exist_ok=True)
        path.replace(kept)
        fresh.replace(path)
        return kept

    bringing_back.put_in_place = put


def encrypted_in_place() -> None:
    """Write the new bytes over the old file, piece by piece."""
    from kgdesk.store import creation

    def over(fresh: Path, path: Path) -> None:
        data = fresh.read_bytes()
        with path.open("r+b", buffering=0) as stream:
            for start in range(0, len(data), 8192):
                stream.write(data[start : start + 8192])

    creation._share_alike = over


def encrypted_by_way_of_a_plain_copy() -> None:
    """Keep what there was in a temporary file, for all cases, until the new file is there."""
    from kgdesk.store import converting

    export = converting._export

    def first(old: Any, fresh: Path, key: Any) -> None:
        name = old.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0]
        shutil.copy(name, fresh.with_name(f".{Path(name).name}.00000000.new"))
        export(old, fresh, key)

    converting._export = first


def renamed_before_flushed() -> None:
    """Give a file its name without flushing what is in it: no kill can tell, a power cut can."""
    from kgdesk.files import flush_folder
    from kgdesk.operations import seal

    def write(path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.abcdefgh")
        temporary.write_bytes(data)
        temporary.replace(path)
        flush_folder(path.parent)

    seal.write_atomically = write  # type: ignore[attr-defined]


def commits_not_flushed() -> None:
    """Let SQLite flush its log at checkpoints only: no kill can tell, a power cut can."""
    from kgdesk.store import creation

    settle = creation._settle

    def lazily(connection: Any) -> None:
        settle(connection)
        connection.execute("PRAGMA synchronous = NORMAL")

    creation._settle = lazily
