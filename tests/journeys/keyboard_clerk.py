"""A clerk who sees the screen as a screen reader reads it and has a keyboard, but no mouse."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from tests.journeys.program import PROGRAM
from tests.journeys.real_screen import PATIENCE, ROOT, RealScreen
from tests.journeys.screen_reader import Cell, Look, ScreenReader, Seen, speaking

Found = TypeVar("Found")
GLANCE = 0.1  # seconds between two looks
GRID = "Bảng nhập số liệu"
STATE = "Tình trạng lưu: "
SAVED = f"{STATE}Đã lưu "


class KeyboardClerk:
    """Opens the real program on a workspace. Waits for what is seen or stored, never for a time."""

    def __init__(self, screen: RealScreen, reader: ScreenReader, pictures: Path) -> None:
        self._screen = screen
        self._reader = reader
        self._pictures = pictures
        self._taken = 0
        self._program: subprocess.Popen[str] | None = None
        pictures.mkdir(parents=True, exist_ok=True)

    def open(self, workspace: Path) -> None:
        self._program = self._screen.start([*PROGRAM, "open", str(workspace)], cwd=ROOT)

    def open_grid(self, workspace: Path) -> None:
        """Open a workspace of Phú Quốc and go to its grid."""
        self.open(workspace)
        self.window("Thành phố Phú Quốc")
        self.until("to stand in the grid", lambda: self._focused(GRID), pressing=("ctrl+2",))

    def leave(self) -> None:
        """End the program if it still runs."""
        if self._program is not None and self._program.poll() is None:
            self._program.kill()
            self._program.wait(PATIENCE)

    def power_cut(self) -> None:
        """End the program as a power cut would."""
        assert self._program is not None
        assert self._program.poll() is None
        self.leave()

    def ended(self) -> int:
        """Wait for the program's own end."""
        assert self._program is not None
        return self._program.wait(PATIENCE)

    # hands ---------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        self._screen.press(*keys)

    def type(self, text: str) -> None:
        """Type what a test's keyboard can: ASCII."""
        assert text.isascii()
        self._screen.start(["xdotool", "type", "--delay", "12", text]).wait(PATIENCE)

    def write(self, text: str) -> None:
        """Write Vietnamese by pasting it: no keyboard of a test can type these letters."""
        self._screen.copy(text)  # which ends before the server knows of the new owner
        self.until("the text on the clipboard", lambda: self.clipboard() == text)
        self.press("ctrl+v")

    def clipboard(self, form: str = "UTF8_STRING") -> str:
        """What can be pasted, in one form; empty where it is not offered."""
        words = ["xclip", "-selection", "clipboard", "-o", "-t", form]
        done = subprocess.run(words, env=self._screen.environment, capture_output=True, timeout=PATIENCE, check=False)
        return done.stdout.decode("utf-8", "replace")

    # eyes ----------------------------------------------------------------------

    def until(self, told: str, look: Callable[[], Found], *, pressing: tuple[str, ...] = ()) -> Found:
        """Look until there is something. `pressing` is pressed before every look: for lists that are walked."""
        end = time.monotonic() + PATIENCE
        while True:
            if pressing:
                self.press(*pressing)
            if found := look():
                return found
            if time.monotonic() > end:
                self.picture("failed")
                raise AssertionError(f"{told}: not within {PATIENCE:.0f} s. Pictures: {self._pictures}\n{self.page()}")
            time.sleep(GLANCE)

    def page(self) -> str:
        """All that is on the screen, for whoever reads a failure."""
        log = Path(self._screen.environment["XDG_STATE_HOME"]) / "kgdesk" / "desk.log"
        shown = [f"{each.role}: {each.name} {each.text} {sorted(each.states)}" for each in self._reader.look()]
        return "\n".join([*shown, log.read_text(encoding="utf-8") if log.exists() else ""])

    def find(self, words: str, role: str = "") -> Seen | None:
        """Something that is called or reads like this."""
        seen = [each for each in self._reader.look() if words in each.name or words in each.text]
        return next((each for each in seen if role in each.role), None)

    def see(self, words: str, role: str = "") -> Seen:
        return self.until(f"to see “{words}”", lambda: self.find(words, role))

    def stand_in(self, name: str) -> Seen:
        """Wait until the keys go to something of this name."""
        return self.until(f"to stand in “{name}”", lambda: self._focused(name))

    def _focused(self, name: str) -> Seen | None:
        here = [each for each in self._reader.look() if "focused" in each.states]
        return next((each for each in here if name in each.name), None)

    def walk_to(self, name: str) -> None:
        """Press Tab until the keys go to something of this name."""
        self.until(f"to reach “{name}”", lambda: self._focused(name), pressing=("Tab",))

    def window(self, title: str) -> None:
        """Wait until a window is the one that has the keyboard."""
        self.until(f"the window “{title}”", lambda: title in self.active_window())

    def gone(self, title: str) -> None:
        self.until(f"“{title}” to close", lambda: all(title not in each.window for each in self._reader.look()))

    def active_window(self) -> str:
        words = ["xdotool", "getactivewindow", "getwindowname"]
        done = subprocess.run(words, env=self._screen.environment, capture_output=True, timeout=PATIENCE, check=False)
        return done.stdout.decode("utf-8", "replace").strip()

    def table(self, name: str) -> list[list[str]]:
        return self._reader.table(name)

    def row(self, table: str, words: str) -> list[Cell]:
        return self._reader.row(table, words)

    def look(self) -> list[Seen]:
        return self._reader.look()

    def watch(self, table: str, columns: list[str], label: str) -> None:
        """Keep an eye on columns of a table and on a label from now on."""
        self.until(f"{columns} of “{table}” and “{label}”", lambda: self._reader.watch(table, columns, label))

    def follow(self, seconds: float) -> list[Look]:
        """See what happens there for so long."""
        return self._reader.follow(seconds)

    def picture(self, name: str) -> None:
        """Keep what the screen looks like."""
        self._taken += 1
        self._screen.picture(self._pictures / f"{self._taken:02}-{name}.png")


@contextmanager
def clerk_at(screen: RealScreen, pictures: Path) -> Iterator[KeyboardClerk]:
    """Seat somebody before a screen; what they opened is ended when they go."""
    with speaking(screen):
        reader = ScreenReader(screen)
        clerk = KeyboardClerk(screen, reader, pictures)
        try:
            yield clerk
        finally:
            clerk.leave()
            reader.close()
