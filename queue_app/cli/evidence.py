"""antrean report."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from queue_app.cli.office import open_desk
from queue_app.config import Config
from queue_app.reports import officers
from queue_app.store.office import catalogue


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["officers"])
    parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    parser.add_argument("--to", dest="last", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    parser.add_argument("--out", type=Path, default=Path(), help="folder to write into (default: here)")
    parser.set_defaults(command=_write)


def _write(config: Config, arguments: argparse.Namespace) -> int:
    with open_desk(config) as desk, desk.reading() as connection:
        period = {"first": arguments.first, "last": arguments.last}
        for office in catalogue.offices(connection):
            for path in officers.write(connection, office, **period, folder=arguments.out, made_at=desk.clock()):
                sys.stdout.write(f"{path}\n")
    return 0


COMMANDS = {"report": _options}
