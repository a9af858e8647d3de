"""antrean verify-log."""

from __future__ import annotations

import argparse
import sys

from queue_app.cli.office import open_desk
from queue_app.config import Config
from queue_app.store.log import chain
from queue_app.store.office import catalogue


def _verify(config: Config, _arguments: argparse.Namespace) -> int:
    with open_desk(config) as desk, desk.reading() as connection:
        for office in catalogue.offices(connection):
            seq, head = chain.verify(connection, office.id)
            sys.stdout.write(f"{office.slug}: {seq} events, head {head}\n")
    return 0


COMMANDS = {"verify-log": lambda parser: parser.set_defaults(command=_verify)}
