"""A screen without a screen: Xvfb, a window manager, a keyboard without hands, a clipboard."""

import os
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds; only a hang takes that long


class RealScreen:
    """One X server with a window manager; programs started here see nothing else."""

    def __init__(self, folder: Path) -> None:
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as numbers:
            self.display = f":{numbers.readline().strip()}"
        self.environment = {
            **os.environ,
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_STATE_HOME": str(folder / "state"),
            "LC_ALL": "C.UTF-8",
        }
        self._manager = self.start(["openbox"])

    def start(self, command: list[str], **options: Any) -> "subprocess.Popen[str]":
        options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **options}
        return subprocess.Popen(command, env=self.environment, text=True, **options)

    def keys(self, *keys: str, delay: int = 4) -> "subprocess.Popen[str]":
        """Press keys one after the other; does not wait."""
        return self.start(["xdotool", "key", "--delay", str(delay), *keys])

    def press(self, *keys: str, delay: int = 12) -> None:
        """Press keys and wait until they were sent."""
        self.keys(*keys, delay=delay).wait(PATIENCE)

    def copy(self, text: str) -> None:
        """Put a text on the clipboard, as another program would."""
        subprocess.run(
            ["xclip", "-selection", "clipboard"],
            input=text.encode(),
            env=self.environment,
            check=True,
            timeout=PATIENCE,
            stdout=subprocess.DEVNULL,
        )

    def picture(self, path: Path) -> None:
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=True, timeout=PATIENCE)

    def close(self) -> None:
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(PATIENCE)
