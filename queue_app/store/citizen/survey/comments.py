"""What people wrote: joined to no answer, read by people, tagged with the office's own words, never scored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, and_, delete, select, update

from queue_app.domain.citizen.survey.read_comments import Written
from queue_app.store.citizen.survey.sowing import random_id, sow
from queue_app.store.citizen.survey.tables import SurveyComment

_COMMENTS: Table = SurveyComment.__table__  # type: ignore[assignment]
_TAGS = msgspec.json.Decoder(list[str])


def add(connection: Connection, office_id: int, day: date, *, service_id: int | None, text: str) -> None:
    """One comment; those of its day are sown anew with it."""
    row = {
        "id": random_id(), "office_id": office_id, "business_date": day, "service_id": service_id, "text": text,
        "tags": "[]",
    }  # fmt: skip
    sow(connection, _COMMENTS, _of_day(office_id, day), [row])


def sow_day(connection: Connection, office_id: int, day: date) -> None:
    """Those of a day once more: who wrote nothing must not be told from who did by which transaction wrote them."""
    sow(connection, _COMMENTS, _of_day(office_id, day))


def comments(connection: Connection, office_id: int, first: date, last: date) -> list[Written]:
    """Those of business dates `first` to `last`, in the order of their ids, which tells nothing."""
    found = connection.execute(
        select(SurveyComment)
        .where(SurveyComment.office_id == office_id, SurveyComment.business_date.between(first, last))
        .order_by(SurveyComment.id)
    )
    return [
        Written(row.id, row.business_date, row.service_id, row.text, tuple(_TAGS.decode(row.tags))) for row in found
    ]


def tag(connection: Connection, office_id: int, comment_id: int, tags: Sequence[str]) -> bool:
    """Whether there is such a comment; these are its tags now."""
    changed = connection.execute(
        update(SurveyComment)
        .where(SurveyComment.office_id == office_id, SurveyComment.id == comment_id)
        .values(tags=msgspec.json.encode(list(tags)).decode())
    )
    return changed.rowcount == 1


def _of_day(office_id: int, day: date) -> ColumnElement[bool]:
    return and_(SurveyComment.office_id == office_id, SurveyComment.business_date == day)


def forget(connection: Connection, office_id: int, *, before: date) -> int:
    """Those of earlier days; answers how many."""
    of = (SurveyComment.office_id == office_id, SurveyComment.business_date < before)
    return connection.execute(delete(SurveyComment).where(*of)).rowcount
