"""An office moves whole, as it was at one moment and with every event's hash; or nothing of it is in the target."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from queue_app.actions.queue import tickets
from queue_app.domain.log.errors import BrokenLog, NotFound
from queue_app.domain.log.move_errors import (
    MoveDiffers,
    MoveFailed,
    NothingToMove,
    NumberTaken,
    OfficeIsThere,
    SchemasDiffer,
)
from queue_app.store import schema
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.log import row_check
from queue_app.store.move import moving, places, tables
from queue_app.store.office.founding import found_office
from tests.databases import Databases
from tests.factories import FOUNDED, Clock, cheap_hash, make_plan
from tests.store.move.lived_in import count, dump, live


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all tests here; who changes it takes a copy."""
    file = tmp_path_factory.mktemp("lived-in") / "antrean.db"
    live(f"sqlite:///{file}")
    return file


@pytest.fixture
def source(lived_in: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(lived_in, tmp_path / 'source.db')}"


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Without an office."""
    file = tmp_path_factory.mktemp("migrated") / "new.db"
    schema.migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def new_file(migrated: Path, tmp_path: Path) -> str:
    """For what is alike on both databases."""
    return f"sqlite:///{shutil.copy(migrated, tmp_path / 'new.db')}"


@pytest.fixture
def target(empty_url: str) -> str:
    """Without a table, on each database."""
    return empty_url


@pytest.fixture
def other(databases: Databases, backend: str, tmp_path: Path) -> Iterator[str]:
    """Another database of the same kind, with an office of its own."""
    url = databases.empty(backend, tmp_path) if backend == "postgresql" else f"sqlite:///{tmp_path / 'other.db'}"
    schema.migrate(url)
    with_office(url, slug="binjai")
    yield url
    databases.drop(url)


def with_office(url: str, *, slug: str) -> None:
    database = Database(url)
    found_office(database, make_plan(slug=slug, tag=slug), at=FOUNDED, hash_password=cheap_hash)
    database.close()


def run(url: str, *statements: str) -> None:
    with create_engine(url, poolclass=NullPool).begin() as connection:
        for each in statements:
            connection.execute(text(each))


def take_number(url: str, office_id: int = 1) -> int:
    database = Database(url)
    desk = Desk(database, clock=Clock())
    issued = tickets.issue(desk, office_id, service_id=1, press_key="after-the-move")
    with desk.reading() as connection:
        assert list(row_check.differences(connection, office_id)) == []
    database.close()
    return issued.ticket_id


@pytest.mark.slow("lives days of an office first")
def test_every_row_arrives_as_it_was_and_the_office_goes_on(source: str, target: str) -> None:
    before = dump(source)

    moved = moving.move(source, target)

    assert dump(target) == before
    assert {name: each.rows for name, each in moved.sums.items()} == {
        name: len(rows) for name, rows in before.items() if name != "oldest_program"
    }
    assert [name for name in ("event", "booking", "complaint", "survey_answer", "case_fact") if not before[name]] == []
    assert take_number(target) == max(row[0] for row in before["ticket"]) + 1


@pytest.mark.slow("moves twice")
def test_there_and_back_again_is_the_same_office(source: str, target: str, tmp_path: Path) -> None:
    back = f"sqlite:///{tmp_path / 'back.db'}"

    moving.move(source, target)
    moving.move(target, back)

    assert dump(back) == dump(source)


def test_the_heads_that_are_told_are_those_of_the_log(source: str, new_file: str) -> None:
    moved = moving.move(source, new_file)

    (head,) = moved.heads
    assert (head.office, head.seq, moved.since) == ("medan", count(new_file, "event"), {})


def test_what_happened_while_the_rows_were_on_their_way_is_told_and_not_moved(source: str, new_file: str) -> None:
    came: list[int] = []

    def somebody_comes(_how_far: str) -> None:
        if not came:
            came.append(take_number(source))

    moved = moving.move(source, new_file, tell=somebody_comes)

    assert moved.since == {"medan": count(source, "event") - count(new_file, "event")}
    assert count(source, "ticket") - count(new_file, "ticket") == len(came) == 1


@pytest.fixture(autouse=True)
def _told_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moving, "TOLD_EVERY", 100)


def test_one_office_of_several_moves_alone(source: str, new_file: str) -> None:
    with_office(source, slug="stabat")

    moved = moving.move(source, new_file, office="stabat")
    alone = dump(new_file)

    assert [each.office for each in moved.heads] == ["stabat"]
    assert {row[1] for row in alone["office"]} == {"stabat"}
    assert {row[1] for row in alone["officer"]} == {row[0] for row in alone["office"]}


def test_offices_of_one_house_move_one_after_the_other(source: str, target: str) -> None:
    with_office(source, slug="stabat")

    moving.move(source, target, office="stabat")
    moving.move(source, target, office="medan")

    assert dump(target) == dump(source)


def test_an_office_whose_numbers_are_taken_is_refused_before_anything_is_written(source: str, other: str) -> None:
    before = dump(other)

    with pytest.raises(NumberTaken, match="row 1 of its own in office"):
        moving.move(source, other)

    assert dump(other) == before


def test_an_office_that_is_there_already_is_refused(source: str, new_file: str) -> None:
    moving.move(source, new_file)

    with pytest.raises(OfficeIsThere, match="medan"):
        moving.move(source, new_file)


def test_a_move_that_breaks_off_leaves_nothing(source: str, target: str) -> None:
    def power_cut(how_far: str) -> None:
        if how_far.startswith("event, read back"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        moving.move(source, target, tell=power_cut)

    assert {name for name, rows in dump(target).items() if rows} == {"oldest_program"}
    assert moving.move(source, target).since == {}


FORGERIES = {
    "a changed event": "UPDATE event SET data = replace(data, '1', '2') WHERE seq = 40",
    "a missing event": "DELETE FROM event WHERE seq = 40",
    "a head that was cut": "UPDATE chain_head SET seq = seq - 1",
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
def test_a_log_that_was_broken_before_is_not_moved(source: str, new_file: str, forgery: str) -> None:
    run(source, "DROP TRIGGER event_no_update", "DROP TRIGGER event_no_delete", forgery)

    with pytest.raises(BrokenLog):
        moving.move(source, new_file)

    assert count(new_file, "office") == 0


Write = Callable[..., None]


def spoilt(write: Write) -> Write:
    """The target loses the last letter of each office's name."""

    def written(self: Any, connection: Any, table: Any, rows: Any) -> None:
        place = [column.name for column in tables.columns(table)].index("name") if table.name == "office" else None
        write(self, connection, table, (
            row if place is None else (*row[:place], row[place][:-1], *row[place + 1 :]) for row in rows
        ))  # fmt: skip

    return written


def test_what_arrives_otherwise_than_it_was_sent_is_not_kept(
    source: str, target: str, backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = type(places.TARGETS[backend])
    monkeypatch.setattr(into, "write", spoilt(into.write))

    with pytest.raises(MoveDiffers, match="office, 1 rows sent, 1 arrived"):
        moving.move(source, target)

    assert count(target, "office") == 0


def test_what_only_one_database_takes_is_told_with_its_table(source: str, databases: Databases, tmp_path: Path) -> None:
    """SQLite keeps a text of any length, and a zero byte in it."""
    run(source, "UPDATE officer SET name = 'Wa' || char(0) || 'ti' WHERE id = 1")
    target = databases.empty("postgresql", tmp_path)

    with pytest.raises(MoveFailed) as refused:
        moving.move(source, target)

    assert (refused.value.data["table"], count(target, "office")) == ("officer", 0)
    databases.drop(target)


def test_a_row_that_refers_to_none_is_not_kept(source: str, new_file: str) -> None:
    run(source, "DELETE FROM service_group")

    with pytest.raises(MoveFailed, match="refers to a row of service_group that is not there"):
        moving.move(source, new_file)

    assert count(new_file, "office") == 0


@pytest.mark.parametrize("typed", ["sqlite:///{}/typo.db", "sqlite:///{}", "sqlite://", "mysql://{}/antrean"])
def test_nothing_is_made_of_a_source_that_is_not_there(tmp_path: Path, typed: str) -> None:
    with pytest.raises(NothingToMove):
        moving.move(typed.format(tmp_path), f"sqlite:///{tmp_path / 'new.db'}")

    assert list(tmp_path.iterdir()) == []


def test_an_office_that_nobody_has_is_not_found(source: str, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        moving.move(source, f"sqlite:///{tmp_path / 'new.db'}", office="siantar")


def test_a_source_of_an_older_schema_is_refused(tmp_path: Path) -> None:
    old = f"sqlite:///{tmp_path / 'old.db'}"
    schema.migrate(old, to="0040")

    with pytest.raises(SchemasDiffer, match=r"old\.db"):
        moving.move(old, f"sqlite:///{tmp_path / 'new.db'}")


def test_every_table_leads_to_an_office(lived_in: Path) -> None:
    """One that does not moves only with all offices into an empty house: let it be named here, and why."""
    with places.source(f"sqlite:///{lived_in}") as connection:
        assert [table.name for table in tables.of(connection) if not tables.belongs(table)] == []
