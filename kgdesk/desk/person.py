"""Who sits before the window."""

import getpass

from kgdesk.desk.settings import Settings


def login_name() -> str:
    """Name the person as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "desk"


def actor(settings: Settings) -> str:
    """Name the person by the name they gave, else by the system's; stands in the history of every cell."""
    return settings.person or login_name()
