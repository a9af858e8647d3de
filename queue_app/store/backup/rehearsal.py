"""A restore that is only tried: into a throwaway place, where everything is read and nothing is left of it."""

from __future__ import annotations

import time
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sqlalchemy import create_engine

from queue_app.domain.log.kept_errors import DamagedBackup, RowsDiffer
from queue_app.store import schema, whole_check
from queue_app.store.backup import backups, contents
from queue_app.store.backup.closed import Key
from queue_app.store.backup.contents import HeadOf
from queue_app.store.engines import Database
from queue_app.store.office import catalogue

MOST_TOLD = 20


class Rehearsed(NamedTuple):
    """was_older: it was brought to the newest schema, as `antrean migrate` would. seconds: from file to verified."""

    heads: tuple[HeadOf, ...]
    uploads: int
    was_older: bool
    seconds: float


def rehearse(url: str, source: Path, key: Key | None = None) -> Rehearsed:
    """Puts the backup back beside the database of `url`, which is not touched, and checks log and rows of each office.

    Raises what a restore raises, NoRehearsal, BrokenLog, RowsDiffer.
    """
    began = time.monotonic()
    with TemporaryDirectory(prefix=backups.WORK) as work:
        folder = Path(work)
        with backups.KINDS[backups.kind_of(url)].throwaway(url, folder) as there:
            restored = backups.put_back(there, folder / "files", source, key)
            if restored.is_older:
                schema.migrate(there)
            _verify(there)
            if _heads(there) != restored.heads:
                raise DamagedBackup(file=source, fault="its log ended elsewhere once it was migrated")
        uploads = sum(1 for _each in (folder / "files").iterdir())
    return Rehearsed(restored.heads, uploads, restored.is_older, time.monotonic() - began)


def _verify(url: str) -> None:
    database = Database(url)
    try:
        with database.reading() as connection:
            for office in catalogue.offices(connection):
                found = list(islice(whole_check.differences(connection, office.id), MOST_TOLD + 1))
                if found:
                    count = f"{MOST_TOLD}+" if found[MOST_TOLD:] else len(found)
                    raise RowsDiffer(office=office.slug, count=count)
    finally:
        database.close()


def _heads(url: str) -> tuple[HeadOf, ...]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = contents.heads(connection)
    engine.dispose()
    return found
