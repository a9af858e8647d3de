"""What the checks look at: the settings, the moment, and the database where it can be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection

from queue_app.config import Config
from queue_app.store.backup import backups, shelf, sqlite
from queue_app.store.backup.shelf import Shelved
from queue_app.store.office.catalogue import OfficeRow
from queue_app.texts import LANGUAGES


@dataclass
class Patient:
    """connection: None where the database could not be opened; then checks that need it are left out.

    is_full: look at everything, whatever time it takes. lang: of names that come ready from the database.
    only: the id of the office that is asked for; None: all.
    """

    config: Config
    now: datetime
    version: str
    lang: str = LANGUAGES[0]
    is_full: bool = False
    only: int | None = None
    connection: Connection | None = None
    offices: list[OfficeRow] = field(default_factory=list)
    lacks_log: bool = False  # as the file stood before it was opened

    @property
    def database(self) -> Connection:
        """For checks that are made only where there is one."""
        assert self.connection is not None  # noqa: S101 - checkup.examine sees to it
        return self.connection

    @property
    def url(self) -> str:
        return self.config.database.url

    @property
    def file(self) -> Path | None:
        """The database's file; None where it is a server's."""
        return sqlite.file_of(self.url) if backups.kind_of(self.url) == "sqlite" else None

    @property
    def zone(self) -> str:
        """The clock on the wall of the office that was founded first."""
        return self.offices[0].time_zone if self.offices else "Asia/Jakarta"

    @cached_property
    def shelved(self) -> list[Shelved]:
        """The backups, newest first; none where the folder cannot be read."""
        folder = Path(self.config.backup.folder)
        try:
            return shelf.shelved(folder) if self.config.backup.folder else []
        except OSError:
            return []
