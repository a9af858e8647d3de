"""antrean backup and antrean restore."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from queue_app import __version__
from queue_app.cli.log import told
from queue_app.config import Config
from queue_app.store.backup import backups
from queue_app.store.backup.contents import HeadOf
from queue_app.store.desk import system_clock


def _backup_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="to write; a backup of that name is replaced")
    parser.set_defaults(command=_backup)


def _restore_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="that `antrean backup` has written")
    parser.set_defaults(command=_restore)


def _backup(config: Config, arguments: argparse.Namespace) -> int:
    made = backups.make(
        config.database.url, Path(config.server.files_dir), arguments.file, now=system_clock(), version=__version__
    )
    sys.stdout.writelines(_lines(made.heads))
    for name in made.missing:
        sys.stderr.write(f"{name} is named by the database and not in {config.server.files_dir}.\n")
    uploads = len(made.members) - 1
    sys.stdout.write(f"{arguments.file}: the database ({made.database}, {made.schema}) and {uploads} uploads.\n")
    return 0


def _restore(config: Config, arguments: argparse.Namespace) -> int:
    restored = backups.put_back(config.database.url, Path(config.server.files_dir), arguments.file)
    sys.stdout.writelines(_lines(restored.heads))
    sys.stdout.write(f"The database is what it was in {arguments.file}; its logs end where they ended there.\n")
    if restored.is_older:
        sys.stdout.write("It is of an older version. Before it is served, run: antrean migrate\n")
    return 0


def _lines(heads: tuple[HeadOf, ...]) -> list[str]:
    return [f"{told(each.office, each.seq, each.hash)}\n" for each in heads]


COMMANDS = {"backup": _backup_options, "restore": _restore_options}
