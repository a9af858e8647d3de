"""antrean init and antrean migrate: the database, and the first office in it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from queue_app.actions.office import setup
from queue_app.cli.office import open_desk
from queue_app.config import Config
from queue_app.store import schema


def _init_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--office", type=Path, metavar="FILE.toml", help="what the office consists of; see README")
    parser.set_defaults(command=_init)


def _init(config: Config, arguments: argparse.Namespace) -> int:
    plan = setup.read_plan(arguments.office) if arguments.office else None
    _migrate(config, arguments)
    if plan is not None:
        with open_desk(config) as desk:
            setup.found_office(desk, plan)
        sys.stdout.write(f"{plan.name}: /kiosk/{plan.slug}, /display/{plan.slug}\n")
        if silent := [each.username for each in plan.officers if not each.password]:
            sys.stdout.write(f"Without a password, so nobody signs in with it: {', '.join(silent)}\n")
    return 0


def _migrate(config: Config, _arguments: argparse.Namespace) -> int:
    schema.migrate(config.database.url)
    sys.stdout.write("The database is ready.\n")
    return 0


COMMANDS = {"init": _init_options, "migrate": lambda parser: parser.set_defaults(command=_migrate)}
