"""`python -m tests.golden OUT_FOLDER` writes the record; `python -m tests.golden --diff BEFORE AFTER` compares two."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.golden.difference import differences
from tests.golden.record import write


def main() -> int:
    """0: written, or no difference; 1: the records differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__)
    parser.add_argument("--diff", nargs=2, type=Path, metavar=("BEFORE", "AFTER"))
    parser.add_argument("out", nargs="?", type=Path, metavar="OUT_FOLDER", help="a folder that is not there yet")
    asked = parser.parse_args()
    if asked.diff:
        found = list(differences(*asked.diff))
        sys.stdout.writelines(f"{line}\n" for line in found)
        return int(bool(found))
    if asked.out is None:
        parser.error("say where to write, or --diff")
    write(asked.out)
    return 0


sys.exit(main())
