"""Standard streams as the program needs them, whatever the system and its consoles make of them."""

import io
import sys


def prepare_streams(*, as_json: bool) -> None:
    """Write what programs read, and what leaves Windows' console, as UTF-8: no code page of Windows has our letters.

    Any other place that cannot show Vietnamese must not end the program. A standard input at which nobody can be asked
    for a password becomes an empty one.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            handed_on = as_json or (sys.platform == "win32" and not stream.isatty())
            stream.reconfigure(encoding="utf-8" if handed_on else None, errors="backslashreplace")
    if sys.stdin is None or (sys.stdin.isatty() and not _is_console()):
        sys.stdin = io.StringIO()


if sys.platform == "win32":

    def _is_console() -> bool:
        """Tell a console from the device NUL, which calls itself a terminal there: asking would wait for ever."""
        import ctypes
        from ctypes import wintypes

        kernel = ctypes.WinDLL("kernel32")
        kernel.GetStdHandle.argtypes = (wintypes.DWORD,)
        kernel.GetStdHandle.restype = wintypes.HANDLE
        kernel.GetConsoleMode.argtypes = (wintypes.HANDLE, wintypes.LPDWORD)
        kernel.GetConsoleMode.restype = wintypes.BOOL
        mode = wintypes.DWORD()
        return bool(kernel.GetConsoleMode(kernel.GetStdHandle(_STANDARD_INPUT), ctypes.byref(mode)))

    _STANDARD_INPUT = 0xFFFFFFF6  # STD_INPUT_HANDLE, -10

else:

    def _is_console() -> bool:
        return True
