"""What a power cut may leave, worked out from a record of every call: what was flushed, and perhaps more.

SIGKILL loses nothing that was written; a power cut loses whatever was not flushed. From the record of one life
(strace, with all bytes) the states that the disk may be in after every call are built and looked at like those
after a kill. The model is that of a file system with a journal: names change in order, the contents of a file are
sure after `fsync` of the file only, names after `fsync` of their folder only; what is not sure is there or not, in
any choice, torn at a sector.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512  # bytes
WAYS = ("nothing", "names", "some")  # of what is not sure is kept
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)", re.DOTALL)
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_HANDLE = re.compile(r"^(\d+)<")
_PASSING = ("-shm", ".lock")  # mapped or empty; nothing is read from them after a cut


@dataclass(slots=True)
class Inode:
    """A file's contents: what is sure, and the writes that are not."""

    sure: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)  # offset and data; None cuts it off there

    def flush(self) -> None:
        """Everything is sure now."""
        self.sure = _applied(self.sure, self.pending)
        self.pending.clear()

    @property
    def size(self) -> int:
        """How long it is for those who read it now."""
        return len(_applied(self.sure, self.pending))


def _applied(sure: bytes, writes: list[tuple[int, bytes | None]]) -> bytes:
    data = bytearray(sure)
    for offset, piece in writes:
        if piece is None:
            data = data[:offset].ljust(offset, b"\0")
        else:
            data = data.ljust(offset, b"\0")
            data[offset : offset + len(piece)] = piece
    return bytes(data)


@dataclass(frozen=True, slots=True)
class NameChange:
    """A name that now belongs to a file, or to none."""

    path: str
    inode: Inode | None


class Disk:
    """A folder as the calls change it."""

    def __init__(self, root: Path, template: Path) -> None:
        self.root = str(root)
        self.sure = {
            path.relative_to(template).as_posix(): Inode(path.read_bytes())
            for path in template.rglob("*")
            if path.is_file()
        }
        self.names = dict(self.sure)
        self.changes: list[NameChange] = []
        self._handles: dict[int, tuple[Inode | None, str, int]] = {}  # file or folder, its path, position

    def do(self, call: str, arguments: str, result: int) -> bytes | None:
        """Take one call in; gives the bytes of a write to something that is no file of the folder."""
        if result < 0:
            return None
        texts = [bytes.fromhex(item.replace("\\x", "")) for item in _TEXT.findall(arguments)]
        found = _HANDLE.match(arguments)
        handle = int(found[1]) if found else -1
        if call == "openat":
            self._open(texts[0].decode(), arguments, result)
        elif call in {"rename", "renameat2"}:
            self._rename(*(self._inside(item.decode()) for item in texts[:2]))
        elif call == "unlink":
            self._name(self._inside(texts[0].decode()), None)
        elif call in {"link", "linkat", "sendfile", "copy_file_range"}:
            raise NotImplementedError(call)
        elif handle in self._handles:
            self._on_handle(call, handle, arguments, texts, result)
        elif call == "write":
            return texts[0] if texts else b""
        return None

    def _inside(self, path: str) -> str | None:
        relative = path.removeprefix(self.root + "/")
        return None if relative == path or relative.endswith(_PASSING) else relative

    def _name(self, path: str | None, inode: Inode | None) -> None:
        if path is None:
            return
        if inode is None:
            self.names.pop(path, None)
        else:
            self.names[path] = inode
        self.changes.append(NameChange(path, inode))

    def _rename(self, old: str | None, new: str | None) -> None:
        if old is None or new is None:
            return
        inode = self.names[old]
        self._name(old, None)
        self._name(new, inode)

    def _open(self, path: str, arguments: str, handle: int) -> None:
        self._handles.pop(handle, None)
        inside = self._inside(path)
        folder = "O_CREAT" not in arguments and inside not in self.names
        if path == self.root or (folder and path.startswith(self.root + "/") and inside is not None):
            self._handles[handle] = (None, path.removeprefix(self.root).lstrip("/"), 0)
            return
        if inside is None:
            return
        if inside not in self.names:
            self._name(inside, Inode())
        inode = self.names[inside]
        if "O_TRUNC" in arguments:
            inode.pending.append((0, None))
        self._handles[handle] = (inode, inside, inode.size if "O_APPEND" in arguments else 0)

    def _on_handle(self, call: str, handle: int, arguments: str, texts: list[bytes], result: int) -> None:
        inode, path, position = self._handles[handle]
        if call == "close":
            del self._handles[handle]
        elif inode is None:
            if call in {"fsync", "fdatasync"}:
                self._flush_names(path)
        elif call in {"fsync", "fdatasync"}:
            inode.flush()
        elif call == "pwrite64":
            inode.pending.append((int(arguments.rpartition(",")[2]), texts[0][:result]))
        elif call == "write":
            inode.pending.append((position, texts[0][:result]))
            self._handles[handle] = (inode, path, position + result)
        elif call == "lseek":
            self._handles[handle] = (inode, path, result)
        elif call == "ftruncate":
            inode.pending.append((int(arguments.rpartition(",")[2]), None))

    def _flush_names(self, folder: str) -> None:
        """Names change in order: those of a folder are sure together with all that changed before."""
        last = max((number for number, item in enumerate(self.changes) if _folder(item.path) == folder), default=-1)
        for item in self.changes[: last + 1]:
            _take(self.sure, item)
        del self.changes[: last + 1]

    def cut(self, way: str, chance: random.Random) -> dict[str, bytes]:
        """Say what may be on the disk when the power goes now: contents by path."""
        names = dict(self.sure)
        kept = {"nothing": 0, "names": len(self.changes)}.get(way, chance.randint(0, len(self.changes)))
        for item in self.changes[:kept]:
            _take(names, item)
        contents: dict[int, bytes] = {}
        for inode in names.values():
            if id(inode) not in contents:
                writes = _chosen(inode.pending, chance) if way == "some" else []
                contents[id(inode)] = _applied(inode.sure, writes)
        return {path: contents[id(inode)] for path, inode in names.items()}


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _take(names: dict[str, Inode], change: NameChange) -> None:
    if change.inode is None:
        names.pop(change.path, None)
    else:
        names[change.path] = change.inode


def _chosen(pending: list[tuple[int, bytes | None]], chance: random.Random) -> list[tuple[int, bytes | None]]:
    """Choose which writes arrived: each or not, now and then only up to a sector."""
    chosen: list[tuple[int, bytes | None]] = []
    for offset, piece in pending:
        if chance.random() < 0.5:
            continue
        if piece is not None and len(piece) > SECTOR and chance.random() < 0.25:
            piece = piece[: SECTOR * chance.randint(1, len(piece) // SECTOR)]  # noqa: PLW2901 - torn
        chosen.append((offset, piece))
    return chosen


def cuts(
    log: Path, disk: Disk, *, labels: list[str], wanted: set[tuple[int, str]], chance: random.Random
) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Give, for each wanted moment (number of the call, way), how much was told and what is on the disk."""
    told = 0
    for number, line in enumerate(log.read_text().splitlines()):
        found = _CALL.match(line)
        if found:
            spoken = disk.do(found[1], found[2], int(found[3]))
            if spoken is not None and told < len(labels) and spoken == f"{labels[told]}\n".encode():
                told += 1
        for way in WAYS:
            if (number, way) in wanted:
                yield told, disk.cut(way, chance)


def moments(log: Path) -> int:
    """Count the calls of a record."""
    return len(log.read_text().splitlines())


def lay_out(contents: dict[str, bytes], scene: Path) -> None:
    """Write a state of the disk into a folder."""
    scene.mkdir(parents=True)
    for name, data in contents.items():
        path = scene / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
