"""The commands behind `antrean`, each a few lines over an action; a family is loaded only where one of its is named."""

from __future__ import annotations

import argparse
from collections.abc import Container
from importlib import import_module

from queue_app import __version__

# command -> its family, whose register of the same name gives it its options; and what it does.
COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("server", "serve kiosks, displays, counters and phones"),
    "init": ("database", "create the database of config.toml, and an office in it"),
    "setup": ("setup", "write the whole set-up of an office as a file, or read it back"),
    "migrate": ("database", "bring the database to the newest schema"),
    "reset-second-factor": ("accounts", "let somebody who lost the phone sign in with the password alone"),
    "release-sso": ("accounts", "let an account be bound anew to somebody of the provider of single sign-on"),
    "verify-log": ("log", "check the log of every office and the rows against it; print its head"),
    "backup": ("backup", "write database and uploads into one file, also while the server runs"),
    "restore": ("backup", "fill an empty database with a backup"),
    "doctor": ("doctor", "look at the whole installation and tell in plain words what is wrong"),
    "uat": ("doctor", "draw the sheet on which the office signs what it saw and heard, as a PDF"),
    "demo": ("demo", "create the demo office, if there is no office yet"),
    "simulate": ("demo", "play an office morning on a demo database"),
    "ticket": ("paper", "draw the office's paper ticket, dot for dot, without a printer"),
    "import-visits": ("imports", "take in visits that another system recorded, as a CSV file"),
    "evaluate": ("evaluation", "tell what the log says of each officer's service times"),
    "report": ("evidence", "write evidence as CSV and XLSX"),
    "backtest": ("backtest", "tell what a recorded past would have been told, and how far it would have held"),
    "ikm": ("ikm", "compute the satisfaction index (IKM) of a CSV file of survey answers"),
    "pekppp": ("pekppp", "tell what the evidence of a year supports of the evaluation (PEKPPP)"),
    "waits": ("waits", "count what was promised and kept, check the sums, or learn the waits from the past"),
    "privacy": ("privacy", "tell what is kept of people how long, and what was forgotten last"),
    "rollups": ("rollups", "write what history is answered from, the days that are over, or check it against the log"),
}


def run(arguments: list[str]) -> int:
    """Exit status 0 when done, 1 when refused, 2 when the command line is not understood."""
    parsed = parser(arguments).parse_args(arguments)
    from queue_app.cli.running import carry_out  # noqa: PLC0415 - SQLAlchemy, which --help and --version do without

    return carry_out(parsed.command, parsed)


def parser(asked: Container[str] = COMMANDS) -> argparse.ArgumentParser:
    """The command line: every command by name, with the options of those that are asked for."""
    made = argparse.ArgumentParser(prog="antrean", description="Queue and service desk of public offices.")
    made.add_argument("--version", action="version", version=f"antrean {__version__}")
    commands = made.add_subparsers(required=True, metavar="command")
    for name, (family, text) in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text)
        if name in asked:
            import_module(f"queue_app.cli.{family}").COMMANDS[name](command)
    return made
