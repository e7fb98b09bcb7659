"""`make bench`: every measurement beside its peer, in one run. Times drift between machines; ratios are what counts."""

import argparse
import os
import sys

from benchmarks import entry, intake, memory, pdf_signature, startup, workbook_signature

PARTS = {
    "entry": entry.measure,
    "startup": startup.measure,
    "memory": memory.measure,
    "intake": intake.measure,
    "workbook-signature": workbook_signature.measure,
    "pdf-signature": pdf_signature.measure,
}


def main() -> int:
    """Run the parts asked for, all by default."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("parts", nargs="*", choices=list(PARTS), default=[], help="which measurements (all)")
    parser.add_argument("--rounds", type=int, default=7, help="interleaved runs of each side (7)")
    args = parser.parse_args()
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    for name in args.parts or PARTS:
        print(f"\n== {name}")
        PARTS[name](args.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
