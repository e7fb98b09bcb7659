"""A screen without a screen: Xvfb, a window manager, a keyboard without hands, a clipboard."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
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


class RealDesk:
    """The desk in its window; `heard` are the change sets it showed as saved."""

    def __init__(self, screen: RealScreen, workspace: Path, *, page: str = "entry") -> None:
        driver = Path(__file__).with_name("desk_driver.py")
        self._process = screen.start(
            [sys.executable, str(driver), str(workspace), page],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        )
        self.heard: list[dict[str, Any]] = []
        self._lines: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        first = self._lines.get(timeout=PATIENCE)
        assert first == {"ready": True}, self.complaints()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.endswith("\n"):  # a line cut by the kill was never said
                self._lines.put(json.loads(line))
        self._lines.put(None)

    def hear(self) -> dict[str, Any]:
        """Wait for the next change set."""
        words = self._lines.get(timeout=PATIENCE)
        assert words is not None, self.complaints()
        self.heard.append(words)
        return words

    def hear_soon(self, seconds: float = 3) -> dict[str, Any] | None:
        """Wait a little for the next change set; None when there is none yet."""
        try:
            words = self._lines.get(timeout=seconds)
        except queue.Empty:
            return None
        assert words is not None, self.complaints()
        self.heard.append(words)
        return words

    def kill(self) -> None:
        """End it as a power cut would, then hear what it had said before."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(PATIENCE)
        while (words := self._lines.get(timeout=PATIENCE)) is not None:
            self.heard.append(words)
        self._reader.join(PATIENCE)
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()

    def complaints(self) -> str:
        self._process.kill()
        return self._process.communicate()[1]

    @property
    def saved_cells(self) -> list[str]:
        """The indicators shown as saved, in the order they were."""
        return [indicator for words in self.heard for _, indicator in words["cells"]]
