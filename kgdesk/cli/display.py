"""Whether a window can open at all: Qt ends the process when it cannot reach a display."""

import os
import sys
from pathlib import Path

from kgdesk.domain.errors import Fault

_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108 - where every X server has its socket
_OTHER_PLATFORMS = "offscreen", "minimal", "vnc", "linuxfb", "eglfs", "wayland"


def ensure_display() -> None:
    """Raise Fault `cli.no_display` where neither X nor Wayland can be reached; other systems always have one."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM", "").startswith(_OTHER_PLATFORMS):
        return
    if os.environ.get("WAYLAND_DISPLAY"):
        return
    host, _, number = os.environ.get("DISPLAY", "").rpartition(":")
    server = number.partition(".")[0]
    local = host in {"", "unix"}
    if not server.isdigit() or (local and not (_SOCKETS / f"X{server}").exists()):
        raise Fault("cli.no_display", display=os.environ.get("DISPLAY", ""))
