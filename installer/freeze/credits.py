"""Which of the locked libraries this computer's program takes along."""

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.MULTILINE)


def locked(lock: Path) -> tuple[str, ...]:
    """Names in a lock file, in its order."""
    return tuple(_PINNED.findall(lock.read_text(encoding="utf-8")))


def shipped(lock: Path) -> tuple[str, ...]:
    """The locked libraries that are installed here: a lock names those of other systems as well."""
    return tuple(name for name in locked(lock) if _is_installed(name))


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True
