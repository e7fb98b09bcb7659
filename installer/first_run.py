"""What `make run` does once everything is installed: the desk on the demo, or the demo without a screen."""

import os
import subprocess
import sys
from pathlib import Path

DEMO = Path("build/demo")


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
        print(f"The demonstration is in {DEMO}: returns/, report/, receipts/ (kgdesk demo {DEMO} makes it anew).")
    if headless:
        return 0
    return subprocess.call([*program, "open", str(workspace)])  # noqa: S603 - our own program


if __name__ == "__main__":
    sys.exit(main())
