from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import insert

from queue_app.domain.hall.room import RoomRules
from queue_app.domain.office.plan import ZonePlan
from queue_app.domain.paper.ticket_layout import DEFAULT, TicketLinePlan
from queue_app.store.engines import Database
from queue_app.store.hall import room
from queue_app.store.hall.tables import Zone
from queue_app.store.paper.tables import TicketLine

FLOORS = [ZonePlan("l2", "Lantai 2", "Floor 2", "aula"), ZonePlan("l1", "Lantai 1", "Floor 1")]


def test_an_office_that_has_chosen_nothing_has_the_defaults(database: Database) -> None:
    with database.reading() as connection:
        assert room.rules(connection, 2) == RoomRules()
        assert room.zones(connection, 2) == {}
        assert room.ticket_lines(connection, 2) == ()
        assert room.layout(connection, 2) == DEFAULT


def test_what_an_office_has_chosen_is_read_in_its_order(database: Database) -> None:
    lines = (TicketLinePlan("number", 4), TicketLinePlan("text", 1, True, "left", "Satu", "One"))
    with database.writer.transaction() as connection:
        connection.execute(insert(Zone), [{"office_id": 1, "position": n, **asdict(z)} for n, z in enumerate(FLOORS)])
        connection.execute(
            insert(TicketLine), [{"office_id": 1, "position": n, **asdict(line)} for n, line in enumerate(lines)]
        )

    with database.reading() as connection:
        assert list(room.zones(connection, 1).items()) == [("l2", FLOORS[0]), ("l1", FLOORS[1])]
        assert room.layout(connection, 1) == lines
