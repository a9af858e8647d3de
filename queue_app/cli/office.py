"""Which desk and which office a command is about."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager

from queue_app.config import Config
from queue_app.domain.log.errors import NotFound
from queue_app.secret import seal_key
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.log.steady import steady_clock
from queue_app.store.office import catalogue
from queue_app.store.sealing import Seal

_SLUG = re.compile(r"[a-z0-9-]{1,40}")  # as domain.office.plan has it


def short_name(text: str) -> str:
    """An office's short name as it was typed, in the small letters of its addresses. Raises ArgumentTypeError."""
    if not _SLUG.fullmatch(text.lower()):
        raise ArgumentTypeError(f"{text!r} is no short name: 1 to 40 of a-z, 0-9 and -")
    return text.lower()


def office_option(parser: ArgumentParser) -> None:
    """`--office SLUG`, of a command that is about one office."""
    parser.add_argument(
        "--office", type=short_name, required=True, metavar="SLUG", help="the office, as it is called in its addresses"
    )


@contextmanager
def open_desk(config: Config) -> Iterator[Desk]:
    """The desk over the database of the settings, for as long as the block lasts."""
    desk = Desk(Database(config.database.url), steady=steady_clock, seal=Seal(seal_key(config.server.seal_file)))
    try:
        yield desk
    finally:
        desk.database.close()


def office_called(desk: Desk, slug: str | None) -> int:
    """The office of that name, or the only one. Raises NotFound."""
    with desk.reading() as connection:
        found = [each.id for each in catalogue.offices(connection) if slug in {None, each.slug}]
    if len(found) != 1:
        raise NotFound(what="office")
    return found[0]
