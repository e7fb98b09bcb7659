"""The program that a journey starts: the source, or the one that KGDESK_PROGRAM names (frozen, installed)."""

import os
import sys

GIVEN = os.environ.get("KGDESK_PROGRAM", "")
PROGRAM = [GIVEN] if GIVEN else [sys.executable, "-m", "kgdesk"]
