"""Rows that go into the evidence as they stand."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from queue_app.store.citizen.survey.publication_tables import FollowUp, IkmPublication


class Publication(NamedTuple):
    """figures: JSON, as they were frozen. published_at: aware UTC."""

    period: str
    version: int
    figures: str
    published_at: datetime


class PlanLine(NamedTuple):
    """A line of the follow-up plan (RTL)."""

    period: str
    unsur: str
    programme: str
    owner: str
    due_on: date
    done_on: date | None
    realisation: str
    evidence: str


def publications(connection: Connection, office_id: int, year: int) -> list[Publication]:
    """Every version of every period of the year."""
    found = connection.execute(
        select(*(getattr(IkmPublication, name) for name in Publication._fields))
        .where(IkmPublication.office_id == office_id, IkmPublication.period.startswith(str(year)))
        .order_by(IkmPublication.period, IkmPublication.version)
    )
    return [Publication(*row) for row in found]


def follow_up(connection: Connection, office_id: int, years: Collection[int]) -> list[PlanLine]:
    """The lines that stand, for surveys of these years, in the order in which they are due."""
    found = connection.execute(
        select(*(getattr(FollowUp, name) for name in PlanLine._fields))
        .where(FollowUp.office_id == office_id, FollowUp.withdrawn_at.is_(None))
        .order_by(FollowUp.due_on, FollowUp.id)
    )
    return [line for line in (PlanLine(*row) for row in found) if int(line.period[:4]) in years]
