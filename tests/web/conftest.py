"""The program in this process, on a SQLite file and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.offices import Office
from tests.web.visitors import Site, make_site


@pytest.fixture
def site(office: Office, tmp_path: Path) -> Iterator[Site]:
    made = make_site(office, tmp_path)
    yield made
    made.app.extensions["antrean.trainings"].close()
