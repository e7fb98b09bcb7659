"""What the frozen program begins with."""

import sys

from kgdesk.__main__ import main

try:
    sys.exit(main())
except KeyboardInterrupt:  # so early that nothing could say it
    sys.exit(2)
