"""antrean rollups."""

from __future__ import annotations

import argparse
import sys

from queue_app.actions.evidence.facts import rebuild_facts, renew_facts
from queue_app.cli.log import progress, require_same
from queue_app.cli.office import office_option, open_desk
from queue_app.config import Config
from queue_app.store.log import row_check


def _options(parser: argparse.ArgumentParser) -> None:
    office_option(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--rebuild", action="store_true", help="write every day anew from the log")
    what.add_argument(
        "--check", action="store_true", help="count everything again from the log; 1 where a row says something else"
    )
    parser.set_defaults(command=_keep)


def _keep(config: Config, arguments: argparse.Namespace) -> int:
    with open_desk(config) as desk:
        office = desk.office_called(arguments.office)
        tell = progress(office.slug)
        if arguments.check:
            with desk.reading() as connection:
                require_same(office.slug, row_check.fact_differences(connection, office.id, tell))
            sys.stdout.write(f"{office.slug}: the rows are what the log tells\n")
            return 0
        count = (rebuild_facts if arguments.rebuild else renew_facts)(desk, office.id, tell=tell)
        sys.stdout.write(f"{office.slug}: {count} days written\n")
    return 0


COMMANDS = {"rollups": _options}
