"""SQLite alone, for what only its single writer does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from queue_app.store.engines import Database
from tests.databases import Databases


@pytest.fixture
def sqlite(databases: Databases, tmp_path: Path) -> Iterator[Database]:
    opened = databases.opened(databases.founded("sqlite", tmp_path))
    yield opened
    opened.close()
