"""What an administrator has said of the first steps, where the rows of the office do not tell it themselves."""

from __future__ import annotations

from sqlalchemy import Connection, delete, exists, insert, select

from queue_app.store.log.chain import head_seq
from queue_app.store.log.tables import LoggedEvent
from queue_app.store.office.tables import FirstStep

LOOKED_BACK = 50_000  # events: a training was held in the first weeks, and the log has no index by kind


def said(connection: Connection, office_id: int) -> frozenset[str]:
    """The keys of first_steps.SAID that were said in the office."""
    return frozenset(connection.execute(select(FirstStep.name).where(FirstStep.office_id == office_id)).scalars())


def say(connection: Connection, office_id: int, name: str) -> bool:
    """Answers whether it is new."""
    if name in said(connection, office_id):
        return False
    connection.execute(insert(FirstStep), {"office_id": office_id, "name": name})
    return True


def unsay(connection: Connection, office_id: int, name: str) -> bool:
    """Answers whether it had been said."""
    mine = (FirstStep.office_id == office_id, FirstStep.name == name)
    return connection.execute(delete(FirstStep).where(*mine)).rowcount == 1


def has_happened(connection: Connection, office_id: int, kind: str) -> bool:
    """Whether the latest of the office's log has an event of the kind."""
    since = head_seq(connection, office_id) - LOOKED_BACK
    of_kind = (LoggedEvent.office_id == office_id, LoggedEvent.seq > since, LoggedEvent.kind == kind)
    return bool(connection.execute(select(exists().where(*of_kind))).scalar())
