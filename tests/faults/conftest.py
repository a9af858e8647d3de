"""An office on a disk of its own, and the server before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from queue_app.store.engines import Database
from tests.databases import Databases
from tests.faults.disk import Disk, disk
from tests.offices import make_office
from tests.people import Person
from tests.served import Names, names, open_counter, press
from tests.servers.antrean import Antrean

LIVELY = {"beat_s": 0.2, "watch_s": 0.1}


@dataclass(frozen=True)
class OnDisk:
    """A server whose office and files are on a disk that a test makes go wrong."""

    disk: Disk
    url: str
    beside: Path
    server: Antrean
    names: Names

    def press(self, key: str = "") -> tuple[int, dict[str, object]]:
        return press(Person(self.server.url), self.names.services["KTP"], key=key)

    def officer(self) -> Person:
        return open_counter(self.server.url, "wati", self.names.counters[1])

    def check(self) -> None:
        """Every row is what its events tell, and the chain of events is whole."""
        database = Database(self.url)
        make_office(database, 1).check()
        database.close()


@pytest.fixture
def office(databases: Databases, tmp_path: Path) -> Iterator[OnDisk]:
    (data := tmp_path / "data").mkdir()
    (beside := tmp_path / "beside").mkdir()
    url = databases.founded("sqlite", data)
    under = disk(data, beside=beside)
    with under.server(beside, url, server={"files_dir": str(data / "files")}, live=LIVELY) as running:
        yield OnDisk(under, url, beside, running, names(url))
        under.becomes("well")
