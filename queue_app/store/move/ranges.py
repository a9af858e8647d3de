"""A range of numbers for the rows of one database, so that its office can move beside others later."""

from __future__ import annotations

from sqlalchemy import text

from queue_app.domain.log.move_errors import NoRange
from queue_app.store.move import places, room, tables

MOST = 2**31 - 1  # the numbers of most tables are of four bytes


def begin_at(url: str, first: int) -> None:
    """Lets every row that a migrated database without an office ever numbers have that number or a higher one.

    Raises NoRange where there is an office, on SQLite (which begins at 1), and where the number is too high.
    """
    with places.target(url) as receiver:
        connection, found = receiver.connection, tables.of(receiver.connection)
        is_new = room.is_empty(connection, tables.by_name(found))
        if connection.dialect.name != "postgresql" or not is_new or not 1 <= first <= MOST:
            raise NoRange(database=receiver.name, most=MOST)
        for table in found:
            if sequence := places.sequence(connection, table):
                connection.execute(
                    text("SELECT setval(:sequence, :first, false)"), {"sequence": sequence, "first": first}
                )
