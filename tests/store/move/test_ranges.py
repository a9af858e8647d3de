"""A database whose rows are numbered from far on has an office that can move beside another later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from queue_app.actions.queue import tickets
from queue_app.domain.log.move_errors import NoRange
from queue_app.store import schema
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.log import row_check
from queue_app.store.move import moving, ranges
from queue_app.store.office import catalogue
from queue_app.store.office.founding import found_office
from tests.databases import Databases
from tests.factories import FOUNDED, Clock, cheap_hash, make_plan
from tests.store.move.lived_in import dump

FAR = 20_000_000
Make = Callable[[], str]


@pytest.fixture
def new(databases: Databases, tmp_path: Path) -> Iterator[Make]:
    """Migrated PostgreSQL databases without an office."""
    made: list[str] = []

    def make() -> str:
        made.append(databases.empty("postgresql", tmp_path))
        schema.migrate(made[-1])
        return made[-1]

    yield make
    for url in made:
        databases.drop(url)


def lives(url: str, slug: str) -> int:
    """An office with one ticket; answers the office's number."""
    database = Database(url)
    office_id = found_office(database, make_plan(slug=slug, tag=slug), at=FOUNDED, hash_password=cheap_hash)
    take_number(database, office_id)
    database.close()
    return office_id


def take_number(database: Database, office_id: int) -> None:
    desk = Desk(database, clock=Clock())
    with desk.reading() as connection:
        service_id = catalogue.services(connection, office_id)[0].id
    tickets.issue(desk, office_id, service_id=service_id, press_key=f"first-press-{office_id}")


def differences(url: str, office_id: int) -> list[row_check.Difference]:
    """After one number more."""
    database = Database(url)
    desk = Desk(database, clock=Clock())
    with desk.reading() as connection:
        service_id = catalogue.services(connection, office_id)[0].id
    tickets.issue(desk, office_id, service_id=service_id, press_key=f"second-press-{office_id}")
    with desk.reading() as connection:
        found = list(row_check.differences(connection, office_id))
    database.close()
    return found


@pytest.mark.slow("migrates two databases")
def test_an_office_that_was_numbered_far_on_moves_beside_another_and_both_go_on(new: Make) -> None:
    alone, city = new(), new()
    ranges.begin_at(alone, FAR)
    offices = [lives(city, "medan"), lives(alone, "binjai")]
    before = {name: set(rows) for name, rows in dump(alone).items() if name != "oldest_program"}

    moving.move(alone, city)

    after = dump(city)
    assert offices == [1, FAR]
    assert [name for name, rows in before.items() if not rows <= set(after[name])] == []
    assert {row[1] for row in after["office"]} == {"medan", "binjai"}
    assert [each for office_id in offices for each in differences(city, office_id)] == []


@pytest.mark.slow("migrates a database")
def test_where_there_is_an_office_nothing_is_numbered_anew(new: Make) -> None:
    lives(url := new(), "medan")

    with pytest.raises(NoRange):
        ranges.begin_at(url, FAR)


@pytest.mark.parametrize("first", [0, 2**31])
def test_sqlite_and_numbers_without_room_are_refused(tmp_path: Path, first: int) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    schema.migrate(url)

    with pytest.raises(NoRange):
        ranges.begin_at(url, first)
