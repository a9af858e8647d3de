"""How many were asked and how many answered, in whole periods. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import Connection

from queue_app.domain.citizen.survey.answers import Channel
from queue_app.domain.citizen.survey.groups import MIN_GROUP
from queue_app.domain.citizen.survey.periods import PeriodKind, SurveyPeriod
from queue_app.domain.citizen.survey.sample import response_rate, target
from queue_app.store.citizen.survey import quick, turnout
from queue_app.store.office import catalogue


class OfService(NamedTuple):
    """name: "" of forms that tell no service. rate: the part of the served who answered, paper and files apart."""

    name: str
    served: int
    forms: int
    rate: Fraction | None


class Told(NamedTuple):
    """A period until yesterday. wanted: how many answers Krejcie and Morgan ask for, of so many served.

    channels: forms by channel. faces: presses by score, never an answer of the survey; {} where they may not be shown.
    """

    served: int
    forms: int
    rate: Fraction | None
    wanted: int
    channels: Mapping[Channel, int]
    brought: Fraction | None
    services: Sequence[OfService]
    faces: Mapping[int, int]


def told(connection: Connection, office_id: int, period: SurveyPeriod, *, today: date, lang: str) -> Told:
    """Of the period's days before today."""
    last = min(period.last, today - timedelta(days=1))
    found = turnout.turnout(connection, office_id, period.first, last)
    channels = {each: found.of_channel().get(each, 0) for each in Channel}
    return Told(
        found.served, found.forms, response_rate(found.online, found.served), target(found.served), channels,
        response_rate(found.forms - found.online, found.forms), list(_services(connection, office_id, found, lang)),
        _faces(connection, office_id, period, today),
    )  # fmt: skip


def _faces(connection: Connection, office_id: int, period: SurveyPeriod, today: date) -> dict[int, int]:
    """Of a month that is over and has ten: of one that goes on, two looks would differ by yesterday's presses."""
    if period.kind is not PeriodKind.MONTH or not period.is_over(today):
        return {}
    faces: dict[int, int] = {}
    for counts in quick.counts(connection, office_id, period.first, period.last).values():
        for score, count in counts.items():
            faces[score] = faces.get(score, 0) + count
    return faces if sum(faces.values()) >= MIN_GROUP else {}


def _services(connection: Connection, office_id: int, found: turnout.Turnout, lang: str) -> list[OfService]:
    rows = [
        OfService(each.name(lang), served, forms, response_rate(found.online_of(each.id), served))
        for each in catalogue.services(connection, office_id)
        if (served := found.invited.get(each.id, 0)) + (forms := found.of_service(each.id))
    ]
    untold = found.of_service(None)
    return [*rows, OfService("", 0, untold, None)] if untold else rows
