"""The satisfaction index of a period for the staff: figures of whole months, and how many answered so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from queue_app.domain.citizen.survey import sample
from queue_app.domain.citizen.survey.answers import Channel
from queue_app.domain.citizen.survey.figures import Figures
from queue_app.domain.citizen.survey.ikm import Weight
from queue_app.domain.citizen.survey.periods import PeriodKind, SurveyPeriod, all_of, of
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen.survey import counted, publications
from queue_app.store.citizen.survey.figures import figures_of, turnout_so_far
from queue_app.store.citizen.survey.publications import Publication
from queue_app.store.citizen.survey.turnout import Turnout
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.office import catalogue


@dataclass(frozen=True, slots=True)
class StaffFigures:
    """turnout: of all days before today. target: answers by Krejcie and Morgan. versions: as published, the last last.

    services: names by id. is_over: all answers of the period are in.
    """

    figures: Figures
    turnout: Turnout
    target: int
    rate: Fraction | None
    services: Mapping[int, str]
    versions: Sequence[Publication]
    is_over: bool

    @property
    def channels(self) -> Mapping[Channel, int]:
        """How many answered where, the ways that nobody took left out."""
        return {each: count for each in Channel if (count := self.turnout.of_channel().get(each, 0))}


def staff_figures(desk: Desk, office: OfficeKey, period: SurveyPeriod, *, weight: Weight, lang: str) -> StaffFigures:
    """Of one period."""
    today = business_date(desk.clock(), office.time_zone)
    with desk.reading() as connection:
        found = figures_of(connection, office.id, period, today=today, weight=weight)
        so_far = turnout_so_far(connection, office.id, period, today)
        names = catalogue.names(catalogue.all_services(connection, office.id), lang)
        versions = publications.of_period(connection, office.id, period.code)
    return StaffFigures(
        found, so_far, sample.target(so_far.served), sample.response_rate(so_far.online, so_far.served), names,
        versions, is_over=found.until == period.last,
    )  # fmt: skip


def periods(desk: Desk, office: OfficeKey) -> list[SurveyPeriod]:
    """Those that may be asked for, the newest first: of every year with answers, and of this one, none to come."""
    today = business_date(desk.clock(), office.time_zone)
    with desk.reading() as connection:
        first = counted.first_day(connection, office.id, before=today)
    years = range(min(first or today, today).year, today.year + 1)
    known = [each for year in years for each in all_of(year) if each.first <= today]
    return sorted((each for each in known if first is None or first <= each.last), key=_newest, reverse=True)


def usual(desk: Desk, office: OfficeKey) -> SurveyPeriod:
    """The quarter before this one, or this one where nothing was answered before it."""
    today = business_date(desk.clock(), office.time_zone)
    with desk.reading() as connection:
        first = counted.first_day(connection, office.id, before=today)
    current = of(today, PeriodKind.QUARTER)
    return current.before() if first is not None and first <= current.before().last else current


def _newest(period: SurveyPeriod) -> tuple[date, int]:
    return period.last, period.kind.months
