"""The program's entrance: the only place that knows both the desk and the command line."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run `kgdesk`; returns the exit code of the contract (0 done, 1 answer is no, 2 cannot, 70 our defect)."""
    if getattr(sys, "frozen", False):  # a worker process of the frozen program begins here, too
        from multiprocessing import freeze_support

        freeze_support()
    from kgdesk.cli.entrance import run

    return run(list(sys.argv[1:] if argv is None else argv), open_desk=_open_desk)


def _open_desk(workspace: str | None, lang: str | None) -> int:
    from pathlib import Path

    from kgdesk.desk.app import run

    return run(None if workspace is None else Path(workspace), lang)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:  # so early that nothing could say it
        sys.exit(2)
