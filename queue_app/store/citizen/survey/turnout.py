"""How many were served while the survey was on, and how many answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, and_, func, or_, select

from queue_app.domain.citizen.survey.answers import BROUGHT, Channel
from queue_app.domain.citizen.survey.instrument import Kind
from queue_app.store.citizen.survey.tables import SurveyAnswer, SurveyDay
from queue_app.store.queue.tables import IS_FINISHED, Leg


class Turnout(NamedTuple):
    """invited: service id -> visits served on days on which the survey was on.

    answered: (service id, channel) -> forms; from paper and files, too, also of services that nobody told.
    """

    invited: Mapping[int, int]
    answered: Mapping[tuple[int | None, Channel], int]

    @property
    def served(self) -> int:
        return sum(self.invited.values())

    @property
    def forms(self) -> int:
        return sum(self.answered.values())

    @property
    def online(self) -> int:
        """Forms that only somebody who was served can fill in: none from paper or a file."""
        return sum(count for (_service, channel), count in self.answered.items() if channel not in BROUGHT)

    def of_channel(self) -> Mapping[Channel, int]:
        """The same answers by channel alone."""
        found: Counter[Channel] = Counter()
        for (_service, channel), count in self.answered.items():
            found[channel] += count
        return found

    def of_service(self, service_id: int | None) -> int:
        """Forms about one service."""
        return sum(count for (service, _channel), count in self.answered.items() if service == service_id)

    def online_of(self, service_id: int | None) -> int:
        """The same without paper and files."""
        return sum(
            count
            for (service, channel), count in self.answered.items()
            if service == service_id and channel not in BROUGHT
        )


def turnout(connection: Connection, office_id: int, first: date, last: date, *, kind: Kind = Kind.SKM) -> Turnout:
    """Of business dates `first` to `last`. Of a day that nobody noted yet, the survey is taken to be on."""
    return Turnout(served(connection, office_id, first, last), _answered(connection, office_id, first, last, kind))


def served(connection: Connection, office_id: int, first: date, last: date) -> dict[int, int]:
    """Service id -> visits served on days on which the survey was on."""
    found = connection.execute(
        select(Leg.service_id, func.count(Leg.ticket_id.distinct()).label("visits"))
        .outerjoin(
            SurveyDay, and_(SurveyDay.office_id == Leg.office_id, SurveyDay.business_date == Leg.business_date)
        )
        .where(
            Leg.office_id == office_id, Leg.business_date.between(first, last), IS_FINISHED,
            or_(SurveyDay.was_on.is_(None), SurveyDay.was_on),
        )
        .group_by(Leg.service_id)
    )  # fmt: skip
    return {row.service_id: row.visits for row in found}


def served_by_day(
    connection: Connection, office_id: int, first: date, last: date
) -> dict[tuple[date, int | None], int]:
    """(business date, service id) -> visits served."""
    found = connection.execute(
        select(Leg.business_date, Leg.service_id, func.count(Leg.ticket_id.distinct()))
        .where(Leg.office_id == office_id, Leg.business_date.between(first, last), IS_FINISHED)
        .group_by(Leg.business_date, Leg.service_id)
    )
    return {(day, service_id): count for day, service_id, count in found}


def _answered(
    connection: Connection, office_id: int, first: date, last: date, kind: Kind
) -> dict[tuple[int | None, Channel], int]:
    found = connection.execute(
        select(SurveyAnswer.service_id, SurveyAnswer.channel, func.count())
        .where(
            SurveyAnswer.office_id == office_id, SurveyAnswer.business_date.between(first, last),
            SurveyAnswer.instrument.startswith(f"{kind}/"),
        )
        .group_by(SurveyAnswer.service_id, SurveyAnswer.channel)
    )  # fmt: skip
    return {(service_id, Channel(channel)): count for service_id, channel, count in found}
