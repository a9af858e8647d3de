"""antrean init and antrean migrate: the database, its schema, the first office in it, and an office that moves."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from queue_app.actions.office import setup
from queue_app.cli import moving
from queue_app.cli.office import open_desk, short_name
from queue_app.config import Config
from queue_app.store import going_back, schema
from queue_app.store.move import ranges


def _init_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--office", type=Path, metavar="FILE.toml", help="what the office consists of; see README")
    parser.add_argument(
        "--ids-from",
        type=int,
        metavar="N",
        help="on PostgreSQL: number all rows from N on (docs/moving.md)",
    )
    parser.set_defaults(command=_init)


def _init(config: Config, arguments: argparse.Namespace) -> int:
    plan = setup.read_plan(arguments.office) if arguments.office else None
    _bring_up(config)
    if arguments.ids_from is not None:
        ranges.begin_at(config.database.url, arguments.ids_from)
    if plan is not None:
        with open_desk(config) as desk:
            setup.found_office(desk, plan)
        sys.stdout.write(f"{plan.name}: /kiosk/{plan.slug}, /display/{plan.slug}\n")
        if silent := [each.username for each in plan.officers if not each.password]:
            sys.stdout.write(f"Without a password, so nobody signs in with it: {', '.join(silent)}\n")
    return 0


def _migrate_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--back-to", metavar="VERSION", help="bring the schema back to that of an older version")
    parser.add_argument(
        "--lose", type=_names, default=[], metavar="NAMES",
        help="what may go with --back-to: tables, or table.column, parted by commas; it is told what stands in the way",
    )  # fmt: skip
    parser.add_argument("--from", dest="source", metavar="URL", help="move the offices of this database")
    parser.add_argument("--to", dest="target", metavar="URL", help="into this one; else that of config.toml")
    parser.add_argument("--office", type=short_name, metavar="SLUG", help="move this office alone")
    parser.set_defaults(command=_migrate)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _migrate(config: Config, arguments: argparse.Namespace) -> int:
    if arguments.source:
        target = arguments.target or config.database.url
        return moving.move(config, arguments.source, target, office=arguments.office)
    if arguments.target or arguments.office:
        sys.stderr.write("--to and --office say how to move: they need --from.\n")
        return 2
    if arguments.back_to:
        going_back.go_back(config.database.url, arguments.back_to, lose=arguments.lose)
        sys.stdout.write(f"The database is as version {arguments.back_to} knows it. Serve it with that version.\n")
        return 0
    return _bring_up(config)


def _bring_up(config: Config) -> int:
    schema.migrate(config.database.url)
    sys.stdout.write("The database is ready.\n")
    return 0


COMMANDS = {"init": _init_options, "migrate": _migrate_options}
