"""When each kind of data was looked through last, and what was forgotten then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from queue_app.domain.citizen.privacy.keeping import Pending
from queue_app.store.citizen.privacy.tables import Keeping


@dataclass(frozen=True, slots=True)
class Proof:
    """Days are business dates. forgot_count: None beside a forgot_on: of so few that it is not told."""

    looked_on: date
    forgot_on: date | None
    before_day: date | None
    forgot_count: int | None
    pending: Pending


def of_office(connection: Connection, office_id: int) -> dict[str, Proof]:
    """Kind of data -> its proof; a kind that was never looked through is not in it."""
    found = connection.execute(select(Keeping.__table__).where(Keeping.office_id == office_id))
    return {
        row.data_kind: Proof(
            row.looked_on, row.forgot_on, row.before_day, row.forgot_count, Pending(row.untold, row.untold_since)
        )
        for row in found
    }


def looked(connection: Connection, office_id: int, data_kind: str, *, today: date, pending: Pending) -> None:
    """The kind was looked through today; `pending` is what the log has not been told of yet."""
    insert = insert_sqlite if connection.dialect.name == "sqlite" else insert_postgresql
    now = {"looked_on": today, "untold": pending.count, "untold_since": pending.since}
    row = {"office_id": office_id, "data_kind": data_kind, **now}
    connection.execute(
        insert(Keeping).values(row).on_conflict_do_update(index_elements=["office_id", "data_kind"], set_=now)
    )


def told(
    connection: Connection, office_id: int, data_kind: str, *, today: date, before: date, count: int | None
) -> None:
    """The log was told of it today. The row is there."""
    of = (Keeping.office_id == office_id, Keeping.data_kind == data_kind)
    connection.execute(update(Keeping).where(*of).values(forgot_on=today, before_day=before, forgot_count=count))
