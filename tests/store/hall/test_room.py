from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import insert, update

from queue_app.domain.hall.room import RoomRules
from queue_app.domain.office.plan import ZonePlan
from queue_app.domain.paper.ticket_layout import DEFAULT, TicketLinePlan
from queue_app.store.engines import Database
from queue_app.store.hall import room
from queue_app.store.hall.tables import RoomSetting, Zone
from queue_app.store.paper.tables import TicketLine
from tests.store.office.test_policy import counted

FLOORS = [ZonePlan("l2", "Lantai 2", "Floor 2", "aula"), ZonePlan("l1", "Lantai 1", "Floor 1")]


def test_an_office_that_has_chosen_nothing_has_the_defaults(database: Database) -> None:
    with database.reading() as connection:
        assert room.rules_of(connection, 2, 0) == RoomRules()
        assert room.zones_of(connection, 2, 0) == {}
        assert room.ticket_lines(connection, 2) == ()
        assert room.ticket_layout(connection, 2, 0) == DEFAULT


def test_what_an_office_has_chosen_is_read_in_its_order(database: Database) -> None:
    lines = (TicketLinePlan("number", 4), TicketLinePlan("text", 1, True, "left", "Satu", "One"))
    with database.writer.transaction() as connection:
        connection.execute(insert(Zone), [{"office_id": 1, "position": n, **asdict(z)} for n, z in enumerate(FLOORS)])
        connection.execute(
            insert(TicketLine), [{"office_id": 1, "position": n, **asdict(line)} for n, line in enumerate(lines)]
        )

    with database.reading() as connection:
        assert list(room.zones_of(connection, 1, 1).items()) == [("l2", FLOORS[0]), ("l1", FLOORS[1])]
        assert room.ticket_layout(connection, 1, 1) == lines


def test_the_room_is_read_once_for_each_version_of_the_set_up(database: Database) -> None:
    with database.reading() as connection:
        first = room.rules_of(connection, 1, 4)
    with database.writer.transaction() as connection:
        connection.execute(update(RoomSetting).values(repeat=3))
    with database.reading() as connection:
        statements = counted(connection)
        repeats = [room.rules_of(connection, 1, version).repeat for version in (4, 5, 5)]

    assert first == RoomRules()
    assert repeats == [2, 3, 3]
    assert len([statement for statement in statements if "room_setting" in statement]) == 1
