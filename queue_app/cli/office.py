"""Which desk and which office a command is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from queue_app.config import Config
from queue_app.domain.log.errors import NotFound
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.log.steady import steady_clock
from queue_app.store.office import catalogue


@contextmanager
def open_desk(config: Config) -> Iterator[Desk]:
    """The desk over the database of the settings, for as long as the block lasts."""
    desk = Desk(Database(config.database.url), steady=steady_clock)
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
