"""Reads the arguments, calls one command, turns what happens into an exit code."""

import argparse
import contextlib
import errno
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from kgdesk.cli.display import ensure_display
from kgdesk.cli.output import Output
from kgdesk.cli.streams import prepare_streams
from kgdesk.cli.unlocking import add_unlocking, unlock_named
from kgdesk.cli.usage_texts import help_text, speak
from kgdesk.domain.errors import Cancelled, Fault
from kgdesk.messages import LANGUAGES, say

DONE, ANSWER_IS_NO, CANNOT, DEFECT = 0, 1, 2, 70
_PRINTING_FAILS = {errno.ENOSPC, errno.EIO, errno.EBADF}
_READER_GONE = {errno.EPIPE, errno.EINVAL} if sys.platform == "win32" else {errno.EPIPE}

OpenDesk = Callable[[str | None, str | None], int]


class _Parser(argparse.ArgumentParser):
    """An argument parser that complains in one line and lets options stand between files."""

    _looking_again = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Read the call; where a command has names left over after an option, all its names are gathered first."""
        found, left = super().parse_known_args(args, namespace)
        if not left or self._subparsers is not None or self._looking_again:
            return found, left
        self._looking_again = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._looking_again = False

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call and exit with 2."""
        self.exit(
            CANNOT, "kgdesk: " + say("cli.usage", _wanted_language(sys.argv), problem=message, command=self.prog) + "\n"
        )


def run(argv: Sequence[str], *, open_desk: OpenDesk) -> int:
    """Run the program on `argv`; without a command the desk opens."""
    prepare_streams(as_json="--json" in argv)
    lang = _wanted_language(argv)
    speak(lang)
    output = Output(as_json="--json" in argv, lang=lang)
    try:
        if not argv or argv[0] == "open":
            return _desk(argv, open_desk)
        words = _options_last(argv)
        if words[0] == "--version":
            return _version(output)
        args = _parser().parse_args(words)
        _ensure_output()
        unlock_named(args)
        code: int = args.run(args, Output(as_json=args.json, lang=args.lang))
        sys.stdout.flush()
    except Fault as fault:
        output.fault(fault)
        return CANNOT
    except (Cancelled, KeyboardInterrupt):
        output.fault(Fault("cli.cancelled"))
        return CANNOT
    except OSError as error:
        if error.filename is None and error.errno in _READER_GONE:
            sys.stderr.close()
            return CANNOT
        told, code = _of_system(error)
        output.fault(told)
        if told.code == "cli.cannot_print":
            _forget_output()
        return code
    except Exception as error:  # noqa: BLE001 - the last place before the screen: a defect never shows its traceback
        output.fault(_defect(error))
        return DEFECT
    return code


def _of_system(error: OSError) -> tuple[Fault, int]:
    """Tell what the system refused, and the exit code; what nobody thought of is a defect."""
    if error.filename is None and error.errno in _PRINTING_FAILS:
        return Fault("cli.cannot_print"), CANNOT
    if error.filename is not None and error.errno == errno.ENAMETOOLONG:  # wherever a name is first looked at
        return Fault("file.name_too_long", file=error.filename), CANNOT
    return _defect(error), DEFECT


def _ensure_output() -> None:
    """Refuse to begin where standard output was closed before: what a command does could not be told."""
    if sys.stdout is None:
        raise Fault("cli.cannot_print")


def _desk(argv: Sequence[str], open_desk: OpenDesk) -> int:
    parser = _Parser(prog="kgdesk open")
    parser.add_argument("workspace", nargs="?", metavar="WORKSPACE", help=help_text("workspace"))
    parser.add_argument("--lang", choices=LANGUAGES, help=help_text("lang"))
    parser.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args(list(argv[1:]))
    ensure_display()
    return open_desk(args.workspace, args.lang)


def _version(output: Output) -> int:
    from kgdesk import __version__

    _ensure_output()
    output.text(f"KGDesk {__version__}")
    output.record(program="KGDesk", version=__version__)
    sys.stdout.flush()
    return DONE


def _wanted_language(argv: Sequence[str]) -> str:
    for index, item in enumerate(argv):
        if item == "--lang" and index + 1 < len(argv) and argv[index + 1] in LANGUAGES:
            return argv[index + 1]
        if item.startswith("--lang=") and item[7:] in LANGUAGES:
            return item[7:]
    return "vi"


def _options_last(argv: Sequence[str]) -> list[str]:
    """Let `--json` and `--lang` stand before the command as well as after it."""
    words = list(argv)
    early: list[str] = []
    while words and words[0].startswith("--") and words[0] != "--help" and words[0] != "--version":
        early.append(words.pop(0))
        if early[-1] == "--lang" and words:
            early.append(words.pop(0))
    return [*words[:1], *words[1:], *early] if words else early


def _parser() -> argparse.ArgumentParser:
    from kgdesk.cli import (
        consolidating,
        extending,
        filing,
        keeping,
        parting,
        planning,
        protecting,
        reporting,
        safety,
        sending,
        stocktaking,
        supporting,
        trusting,
    )

    parser = _Parser(prog="kgdesk", description=help_text("program"))
    parser.add_argument("--version", action="store_true", help=help_text("version"))  # `run` answers it
    commands = parser.add_subparsers(metavar=help_text("command"), required=True, parser_class=_Parser)
    # `run` opens the desk before it comes here; this is for the list of commands
    commands.add_parser("open", help=help_text("open"))
    shared = _Parser(add_help=False)
    shared.add_argument("--json", action="store_true", help=help_text("json"))
    shared.add_argument("--lang", choices=LANGUAGES, default="vi", help=help_text("lang"))
    shared.add_argument("--actor", default="", metavar="NAME", help=help_text("actor"))
    add_unlocking(shared)
    for group in (
        planning,
        filing,
        parting,
        sending,
        consolidating,
        reporting,
        stocktaking,
        trusting,
        keeping,
        safety,
        protecting,
        extending,
        supporting,
    ):
        group.add_commands(commands, shared)
    return parser


def _defect(error: BaseException) -> Fault:
    """Write the log and say where it lies; where nothing can be written the sentence alone has to do."""
    import traceback

    from kgdesk.files import state_folder

    try:
        path = state_folder() / "kgdesk.log"
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write("".join(traceback.format_exception(error)) + "\n")
    except (OSError, RuntimeError):  # the latter where there is no home folder
        return Fault("cli.defect_unlogged", kind=type(error).__name__)
    return Fault("cli.defect", log=path)


def _forget_output() -> None:
    """Keep the interpreter from complaining once more when it flushes at its end."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
