"""The numbers of the day are found without reading those of years: they are kept every few seconds."""

from __future__ import annotations

import pytest

from queue_app.store.backup import given
from tests.offices import Office
from tests.questions import plan, questions


@pytest.fixture
def backend() -> str:
    """A file is exchanged; a server's database is not."""
    return "sqlite"


def test_no_table_is_read_from_end_to_end(office: Office) -> None:
    office.issue()
    with office.desk.reading() as connection:
        with questions() as asked:
            given.read(connection, now=office.clock.now)
            given.begins(connection)
        plans = [plan(connection, each) for each in asked]

    assert len(plans) == 2
    assert [each for each in plans if "SCAN" in each] == []
