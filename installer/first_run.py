"""What `make run` does once everything is installed: the desk on the demo, or the demo without a screen."""

import os
import subprocess
import sys
from pathlib import Path

DEMO = Path("build/demo")


def _tell() -> None:
    """Say where the files of a demonstration that was made before lie."""
    from kgdesk.cli.keeping import own_program
    from kgdesk.messages import say

    for name, place in (("returns", "returns"), ("report", "report"), ("receipts", "receipts")):
        print(say(f"cli.demo.{name}", file=DEMO / place))
    print(say("cli.demo.authority", file=DEMO / "keys" / "ca.pem"))
    province = DEMO / "workspaces" / "KG.kgdesk"
    units = sorted(path for path in province.parent.glob("*.kgdesk") if path != province)
    for unit in units[:1]:
        print(say("cli.demo.clerk", program=own_program(), file=unit))
    print(say("cli.demo.province", program=own_program(), file=province))


def main() -> int:
    """Open the desk where there is a display; otherwise run the demo and say where its files lie."""
    program = [sys.executable, "-m", "kgdesk"]
    headless = not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.platform.startswith("linux")
    workspace = DEMO / "workspaces" / "KG.kgdesk"
    if not workspace.exists():
        code = subprocess.call([*program, "demo", str(DEMO)])  # noqa: S603 - our own program
        if code:
            return code
    elif headless:
        _tell()
    if headless:
        return 0
    return subprocess.call([*program, "open", str(workspace)])  # noqa: S603 - our own program


if __name__ == "__main__":
    sys.exit(main())
