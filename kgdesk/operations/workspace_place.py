"""What speaks against a place for a workspace, before anything is written there."""

from pathlib import Path

from kgdesk.store.shares import share_of


def on_network(path: Path) -> bool:
    """Whether a place lies on another computer: a workspace is not worked on there (see `store.shares`)."""
    return share_of(_existing(path)) is not None


def _existing(path: Path) -> Path:
    """The nearest folder that is there: the others are made with the workspace."""
    path = path.absolute()
    while not path.exists() and path.parent != path:
        path = path.parent
    return path
