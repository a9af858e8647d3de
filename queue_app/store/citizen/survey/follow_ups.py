"""Lines of the follow-up plan (RTL)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, update

from queue_app.domain.citizen.survey.follow_up import FollowUpEntry, term
from queue_app.domain.log.errors import NotFound
from queue_app.store.citizen.survey.publication_tables import FollowUp


class KeptFollowUp(NamedTuple):
    """term: a value of follow_up.Term. realisation, evidence: "" until it is done."""

    id: int
    entry: FollowUpEntry
    term: str
    realisation: str
    evidence: str
    done_on: date | None
    is_withdrawn: bool


def follow_ups(connection: Connection, office_id: int, *, period: str | None = None) -> list[KeptFollowUp]:
    """All of the office's, or those of one period, also those that were withdrawn; the first due first."""
    asked = select(FollowUp).where(FollowUp.office_id == office_id).order_by(FollowUp.due_on, FollowUp.id)
    if period is not None:
        asked = asked.where(FollowUp.period == period)
    return [_kept(row) for row in connection.execute(asked.with_only_columns(*FollowUp.__table__.columns))]


def one(connection: Connection, office_id: int, follow_up_id: int) -> KeptFollowUp:
    """That one. Raises NotFound."""
    found = next((each for each in follow_ups(connection, office_id) if each.id == follow_up_id), None)
    if found is None:
        raise NotFound(what="follow_up")
    return found


def add(connection: Connection, office_id: int, entry: FollowUpEntry, *, by: int, at: datetime, today: date) -> int:
    """Answers its id."""
    row = {
        "office_id": office_id, "period": entry.period, "unsur": entry.unsur, "programme": entry.programme,
        "owner": entry.owner, "year": entry.due_on.year, "quarter": entry.quarter,
        "term": term(today, entry.due_on).value, "due_on": entry.due_on, "is_public": entry.is_public,
        "realisation": "", "evidence": "", "file_name": "", "set_by": by, "set_at": at,
    }  # fmt: skip
    return connection.execute(insert(FollowUp).returning(FollowUp.id), row).scalar_one()


def finish(
    connection: Connection, office_id: int, follow_up_id: int, *, realisation: str, evidence: str, day: date, by: int
) -> None:
    """Raises NotFound where none of that number is open."""
    told = {"realisation": realisation, "evidence": evidence, "done_on": day, "done_by": by}
    _change(connection, office_id, follow_up_id, told)


def withdraw(connection: Connection, office_id: int, follow_up_id: int, *, at: datetime) -> None:
    """Raises NotFound where none of that number is open."""
    _change(connection, office_id, follow_up_id, {"withdrawn_at": at})


def _change(connection: Connection, office_id: int, follow_up_id: int, told: dict[str, Any]) -> None:
    mine = (FollowUp.id == follow_up_id, FollowUp.office_id == office_id)
    is_open = (FollowUp.withdrawn_at.is_(None), FollowUp.done_on.is_(None))
    if connection.execute(update(FollowUp).where(*mine, *is_open).values(told)).rowcount != 1:
        raise NotFound(what="follow_up")


def _kept(row: Any) -> KeptFollowUp:
    entry = FollowUpEntry(row.period, row.unsur, row.programme, row.owner, row.due_on, row.is_public)
    return KeptFollowUp(
        row.id, entry, row.term, row.realisation, row.evidence, row.done_on, row.withdrawn_at is not None
    )
