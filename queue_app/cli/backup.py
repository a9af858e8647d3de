"""antrean backup and antrean restore."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, create_engine

from queue_app import __version__
from queue_app.cli.log import told
from queue_app.config import Config
from queue_app.domain.log.kept_errors import KeyInTheWay, KeyUnusable, NoBackup
from queue_app.keeping import plan_of
from queue_app.store.backup import backups, closed, marks, nightly, rehearsal, shelf, sqlite
from queue_app.store.backup.archive import Manifest
from queue_app.store.backup.closed import Key
from queue_app.store.backup.contents import HeadOf
from queue_app.store.backup.marks import Mark
from queue_app.store.backup.nightly import Source
from queue_app.store.backup.shelf import Rehearsal
from queue_app.store.desk import system_clock

NICENESS = 10


def _backup_options(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", type=Path, nargs="?", metavar="FILE", help="to write; a backup of that name is replaced")
    what.add_argument("--due", action="store_true", help="today's, into backup.folder, if it is not there yet")
    what.add_argument("--check", type=Path, metavar="FILE", help="read a backup to its end, and tell what it holds")
    what.add_argument("--new-key", action="store_true", help="make the key of backup.key_file")
    _key_option(parser)
    parser.set_defaults(command=_backup)


def _restore_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="that `antrean backup` has written")
    parser.add_argument(
        "--rehearse", action="store_true",
        help="into a throwaway place, which is verified and deleted; without FILE the newest of backup.folder",
    )  # fmt: skip
    _key_option(parser)
    parser.set_defaults(command=partial(_restore, parser))


def _key_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", type=Path, metavar="FILE", help="file of the key, instead of backup.key_file")


def _key(config: Config, arguments: argparse.Namespace) -> Key | None:
    file = arguments.key or (Path(config.backup.key_file) if config.backup.key_file else None)
    return closed.read_key(file) if file else None


def _backup(config: Config, arguments: argparse.Namespace) -> int:
    if arguments.new_key:
        return _make_key(config, arguments)
    if arguments.due:
        return _make_due(config, lambda: _key(config, arguments))
    key = _key(config, arguments)
    if arguments.check:
        _tell(arguments.check, backups.check(arguments.check, key), config)
        sys.stdout.write("All of it is what was put into it.\n")
        return 0
    made = backups.make(
        config.database.url, Path(config.server.files_dir), arguments.file, now=system_clock(), version=__version__,
        key=key,
    )  # fmt: skip
    _tell(arguments.file, made, config)
    return 0


def _make_key(config: Config, arguments: argparse.Namespace) -> int:
    file = arguments.key or (Path(config.backup.key_file) if config.backup.key_file else None)
    if file is None:
        raise KeyUnusable(reason="neither backup.key_file nor --key names a file")
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as exc:
        raise KeyInTheWay(file=file) from exc
    made = secrets.token_hex(32)
    with os.fdopen(descriptor, "w", encoding="ascii") as written:
        written.write(made + "\n")
    sys.stdout.write(f"{file}: the key {Key(made).name}. Copy it now to where neither server nor backups are.\n")
    return 0


def _make_due(config: Config, read_key: Callable[[], Key | None]) -> int:
    with _reading(config) as connection:
        plan = plan_of(config.backup, connection)
    if plan is None:
        sys.stderr.write("Nothing is due: there is no office yet, or backup.folder or backup.at is empty.\n")
        return 1
    with suppress(AttributeError, OSError):  # behind the calls of the waiting room; Windows knows no such number
        os.nice(NICENESS)
    source = Source(config.database.url, Path(config.server.files_dir), __version__)
    made = nightly.run(plan, source, now=system_clock(), read_key=read_key)
    if made is not None:
        _tell(made.path, made.manifest, config)
        sys.stdout.writelines(f"{each.name} was thinned out.\n" for each in made.thinned)
    return 0


@contextmanager
def _reading(config: Config) -> Iterator[Connection]:
    engine = create_engine(config.database.url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _restore(parser: argparse.ArgumentParser, config: Config, arguments: argparse.Namespace) -> int:
    if arguments.file is None and not arguments.rehearse:
        parser.error("name the FILE to put back, or --rehearse")
    key = _key(config, arguments)
    if arguments.rehearse:
        return _rehearse(config, arguments.file, key)
    url = config.database.url
    restored = backups.put_back(url, Path(config.server.files_dir), arguments.file, key)
    if backups.kind_of(url) == "sqlite":  # what was told of the former one is nothing that this one lacks
        now = system_clock()
        marks.note(sqlite.file_of(url), Mark(now, restored.heads, restored_at=now))
    sys.stdout.writelines(_lines(restored.heads))
    sys.stdout.write(f"The database is what it was in {arguments.file}; its logs end where they ended there.\n")
    if restored.is_older:
        sys.stdout.write("It is of an older version. Before it is served, run: antrean migrate\n")
    return 0


def _rehearse(config: Config, asked: Path | None, key: Key | None) -> int:
    source = asked or _newest(Path(config.backup.folder or "."))
    done = rehearsal.rehearse(config.database.url, source, key)
    sys.stdout.writelines(_lines(done.heads))
    if done.was_older:
        sys.stdout.write("It was of an older version, and was brought to this one.\n")
    sys.stdout.write(
        f"{source} was put back into a throwaway place in {done.seconds:.1f} s with {done.uploads} uploads: every log "
        "and its rows are sound. The database in use was not touched.\n"
    )
    if config.backup.folder:
        with suppress(OSError):  # the rehearsal was one, also where its note cannot be kept
            noted = Rehearsal(system_clock(), source.name, round(done.seconds, 1), done.heads)
            shelf.write_state(Path(config.backup.folder), shelf.REHEARSAL, noted)
    return 0


def _newest(folder: Path) -> Path:
    found = shelf.shelved(folder)
    if not found:
        raise NoBackup(folder=folder)
    return found[0].path


def _tell(file: Path, made: Manifest, config: Config) -> None:
    sys.stdout.writelines(_lines(made.heads))
    for name in made.missing:
        sys.stderr.write(f"{name} is named by the database and not in {config.server.files_dir}.\n")
    uploads = len(made.members) - 1
    sys.stdout.write(f"{file}: the database ({made.database}, {made.schema}) and {uploads} uploads.\n")


def _lines(heads: tuple[HeadOf, ...]) -> list[str]:
    return [f"{told(each.office, each.seq, each.hash)}\n" for each in heads]


COMMANDS = {"backup": _backup_options, "restore": _restore_options}
