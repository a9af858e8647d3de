"""antrean setup export and antrean setup import."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from queue_app.actions.office import setup
from queue_app.cli.office import office_called, open_desk, short_name
from queue_app.config import Config


def _options(parser: argparse.ArgumentParser) -> None:
    ways = parser.add_subparsers(required=True, metavar="way")
    for name, (command, text) in WAYS.items():
        way = ways.add_parser(name, help=text, description=text)
        way.set_defaults(command=command)
        way.add_argument(
            "--office",
            type=short_name,
            metavar="SLUG",
            help="which office; the only one, or the file's, is known by itself",
        )
    ways.choices["import"].add_argument("file", type=Path)


def _export(config: Config, arguments: argparse.Namespace) -> int:
    with open_desk(config) as desk:
        sys.stdout.write(setup.export(setup.current(desk, office_called(desk, arguments.office))))
    return 0


def _import(config: Config, arguments: argparse.Namespace) -> int:
    plan = setup.read_plan(arguments.file)
    plan = replace(plan, slug=arguments.office or plan.slug)
    with open_desk(config) as desk:
        setup.change(desk, office_called(desk, plan.slug), by=None, edit=lambda _before: plan)
    sys.stdout.write(f"{plan.name}: set up as {arguments.file} says.\n")
    return 0


WAYS = {
    "export": (_export, "print the set-up of an office as TOML, without passwords"),
    "import": (_import, "bring an office to what a file says"),
}
COMMANDS = {"setup": _options}
