"""Sticks and other disks that can be carried away, as the system has mounted them."""

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

_PLACES = ("/media/", "/run/media/", "/mnt/", "/Volumes/")  # where desktops mount what was plugged in
_WINDOWS_SYSTEM = "C:"
_DRIVE_REMOVABLE = 2  # GetDriveTypeW; other letters than C: are often a disk inside the computer


@dataclass(frozen=True, slots=True)
class Stick:
    """A disk with its name for people and what is free on it, in bytes."""

    path: Path
    name: str
    free: int


def plugged_in() -> tuple[Stick, ...]:
    """List the disks that can be written to and are not the computer's own."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        place = volume.rootPath()
        if volume.isValid() and volume.isReady() and not volume.isReadOnly() and not volume.isRoot() and _away(place):
            name = volume.displayName() or place
            found.append(Stick(Path(place), name, volume.bytesAvailable()))
    return tuple(sorted(found, key=lambda item: item.name))


def is_on_stick(path: Path) -> bool:
    """Whether a path lies on a disk that is pulled out again; False where that cannot be told."""
    path = path.absolute()
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _DRIVE_REMOVABLE)
    while not path.exists() and path.parent != path:
        path = path.parent
    return _away(QStorageInfo(str(path)).rootPath())


def _away(place: str) -> bool:
    """Whether a disk mounted there is one that is plugged in and pulled out."""
    if sys.platform == "win32":
        return not place.upper().startswith(_WINDOWS_SYSTEM)
    return f"{place}/".startswith(_PLACES)
