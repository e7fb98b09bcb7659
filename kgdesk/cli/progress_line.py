"""Progress on a terminal: one line on stderr that is written over; nothing where nobody looks."""

import sys


class ProgressLine:
    """Shows `done/total name`; ends the line when the work is done."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet or not sys.stderr.isatty()

    def step(self, done: int, total: int, name: str) -> None:
        """Write over the line."""
        if self._quiet:
            return
        end = "\n" if done >= total else ""
        # blanks over what stood there: not every console of Windows knows the sequence that clears a line
        print(f"\r{done}/{total} {name[:60]:60}", end=end, file=sys.stderr, flush=True)
