"""What somebody does to the log who owns the file of a SQLite database."""

from __future__ import annotations

from sqlalchemy import update

from queue_app.store.log import reading
from queue_app.store.log.tables import LoggedEvent
from tests.offices import Office


def spoil(office: Office) -> int:
    """Another text in the event before the last, past the trigger that holds everybody else; answers its number."""
    with office.desk.transaction(office.office_id) as work:
        seq = reading.head(work.connection, office.office_id).seq - 1
        work.connection.exec_driver_sql("DROP TRIGGER event_no_update")
        own = LoggedEvent.office_id == office.office_id, LoggedEvent.seq == seq
        work.connection.execute(update(LoggedEvent).where(*own).values(data="{}"))
    return seq
