"""Whether a folder lies on another computer.

SQLite's log needs memory that all openers share and locks that hold; a network share gives neither, and a file
worked on there can be damaged (https://www.sqlite.org/wal.html, section 1, "all processes ... must be on the same
host computer"). So a workspace is not worked on there; copying it there is welcome.
"""

import sys
from pathlib import Path

from kgdesk.domain.errors import Fault

# As Linux names them in the third column of /proc/mounts.
SHARED = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "9p", "afs", "ncpfs", "coda", "ceph", "glusterfs", "lustre", "gfs2",
    "ocfs2", "davfs", "davfs2", "virtiofs", "vboxsf", "fuse.sshfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone",
    "fuse.curlftpfs", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.ceph", "fuse.smbnetfs", "fuse.google-drive-ocamlfuse",
    "fuse.kio-fuse", "fuse.vmhgfs-fuse", "vmhgfs", "prl_fs", "drvfs", "beegfs", "fuse.onedriver",
})  # fmt: skip
_MOUNTS = Path("/proc/self/mounts")
_DRIVE_REMOTE = 4  # GetDriveTypeW, https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdrivetypew


def check_local(path: Path) -> None:
    """Raise Fault `workspace.network` where a workspace lies on a network share."""
    kind = share_of(path)
    if kind is not None:
        raise Fault("workspace.network", file=path, kind=kind)


def share_of(path: Path) -> str | None:
    """Name the kind of share a path lies on; None for a disk of this computer, or where that cannot be told."""
    if sys.platform == "win32":
        return _windows_share(path)
    try:
        table = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    return share_in(table, path.resolve())


def share_in(table: str, path: Path) -> str | None:
    """Look a path (absolute, without links) up in a table as /proc/mounts has it."""
    best, kind = -1, ""
    for line in table.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:  # noqa: PLR2004 - device, place, kind
            continue
        place = Path(_unescape(parts[1]))
        depth = len(place.parts)
        # of two mounts on one place the later one is seen
        if depth >= best and path.is_relative_to(place):
            best, kind = depth, parts[2]
    return kind if kind in SHARED else None


def _unescape(text: str) -> str:
    """Blanks and their like stand as octal numbers in the table."""
    for code, letter in ((r"\040", " "), (r"\011", "\t"), (r"\012", "\n"), (r"\134", "\\")):
        text = text.replace(code, letter)
    return text


def windows_root(path: str) -> str | None:
    r"""Give `\\server\share\` of a UNC path, `X:\` of a drive, None for neither."""
    text = path.replace("/", "\\")
    if text.upper().startswith("\\\\?\\UNC\\"):
        text = "\\\\" + text[8:]
    elif text.startswith(("\\\\?\\", "\\\\.\\")):
        text = text[4:]
    if text.startswith("\\\\"):
        return "\\\\" + "\\".join(text[2:].split("\\")[:2]) + "\\"
    return text[:2].upper() + "\\" if len(text) > 1 and text[1] == ":" else None


if sys.platform == "win32":
    import ctypes

    def _windows_share(path: Path) -> str | None:
        root = windows_root(str(path.resolve()))
        if root is None:
            return None
        if root.startswith("\\\\"):
            return root
        return root if ctypes.windll.kernel32.GetDriveTypeW(root) == _DRIVE_REMOTE else None

else:

    def _windows_share(path: Path) -> str | None:  # noqa: ARG001 - only Windows asks
        return None
