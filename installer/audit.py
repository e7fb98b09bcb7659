"""Asks whether anything known is wrong with the locked packages: `python installer/audit.py [ADVISORIES.json]`.

With a file of advisories (what `pip-audit --format json` wrote on a computer with a network, for offices without one)
nothing is asked. Ends with 1 where something is known; what cannot be asked is skipped, in one line.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "build" / "audit-venv" / "bin" / "pip-audit"
LOCK = ROOT / "installer" / "requirements.lock"


def asked() -> Any:
    """Give what the advisory service says, or None where it cannot be asked."""
    if not PROGRAM.exists():
        return None
    command = [
        PROGRAM,
        "--disable-pip",
        "--require-hashes",
        "--progress-spinner",
        "off",
        "--format",
        "json",
        "-r",
        LOCK,
    ]
    try:
        ended = subprocess.run(  # noqa: S603 - our own program
            command, capture_output=True, check=False, timeout=120
        )
        return json.loads(ended.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


def main(words: list[str]) -> int:
    """Say what is known of the locked packages."""
    found = json.loads(Path(words[0]).read_text(encoding="utf-8")) if words else asked()
    packages = [] if found is None else found["dependencies"]
    looked_at = [item for item in packages if "vulns" in item]
    if not looked_at:
        why = "the advisory service could not be reached" if PROGRAM.exists() else "`make audit` installs what asks"
        print(f"audit skipped: {why}")
        return 0
    wrong = [(item["name"], item["version"], each["id"]) for item in looked_at for each in item["vulns"]]
    for name, version, advisory in wrong:
        print(f"{name} {version}: {advisory}")
    print(f"audit: {len(looked_at)} of {len(packages)} packages looked up, {len(wrong)} advisories")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
