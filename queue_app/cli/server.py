"""antrean serve."""

from __future__ import annotations

import argparse
import sys

from queue_app import server
from queue_app.cli.address import at_port, link_base, port_option
from queue_app.cli.office import open_desk
from queue_app.config import Config
from queue_app.secret import secret_key
from queue_app.store import schema
from queue_app.store.office import catalogue
from queue_app.web.admin import wizard


def _serve_options(parser: argparse.ArgumentParser) -> None:
    port_option(parser)
    parser.set_defaults(command=_serve)


def _serve(config: Config, arguments: argparse.Namespace) -> int:
    if not schema.may_serve(config.database.url):
        sys.stderr.write("The database is missing, or not of this version. Run: antrean migrate\n")
        return 1
    config = at_port(config, arguments.port)
    _show_the_key(config)
    server.run(config)
    return 0


def _show_the_key(config: Config) -> None:
    """An empty database is set up in the browser, by whoever can read this terminal."""
    with open_desk(config) as desk, desk.reading() as connection:
        if catalogue.offices(connection):
            return
    key = wizard.key_of(secret_key(config.server.secret_file))
    sys.stdout.write(f"There is no office yet. Set it up at {link_base(config)}/setup?key={key}\n")
    sys.stdout.flush()


COMMANDS = {"serve": _serve_options}
