"""The figures of one office's period, made from its facts: as the log vouches for them, or as rows have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select

from queue_app.domain.evidence import letter, records, told
from queue_app.domain.evidence.evaluation import Evaluation, evaluate
from queue_app.domain.evidence.facts import Facts
from queue_app.domain.evidence.left_out import LeftOut
from queue_app.domain.evidence.parameters import Outage, Parameters
from queue_app.domain.evidence.periods import Period
from queue_app.domain.evidence.told import Named
from queue_app.domain.queue.numbering import business_date
from queue_app.store.evidence import cycle_words, facts, leave, outages, starts, voices
from queue_app.store.evidence.leave import Duty
from queue_app.store.log import reading
from queue_app.store.log.reading import Place
from queue_app.store.office import catalogue
from queue_app.store.office.tables import Service

_CUTS = select(Service.id, Service.short_cut_s).where(Service.office_id == bindparam("office"))


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """What the facts of a period say of every officer. end: the last event of the log that they were read from."""

    facts: Facts
    evaluation: Evaluation
    services: Mapping[int, Named]
    started: Mapping[int, date]
    end: Place
    duty: Duty
    zone: str

    @property
    def left_out(self) -> LeftOut:
        """Why a case is in no ratio, by the same rules."""
        return LeftOut(self.evaluation.parameters, self.started)

    def own(self, officer_id: int) -> told.Own:
        """The officer's facts."""
        return told.own(self.facts.cases, self.facts.desks, officer_id)

    def snapshot(self, officer_id: int, *, made_at: datetime) -> letter.Snapshot:
        """What a letter tells of one officer."""
        expected_s = self.duty.expected_s(officer_id, today=business_date(made_at, self.zone))
        mine = replace(self.own(officer_id), expected_s=expected_s)
        return letter.Snapshot(
            made_at=made_at,
            log=letter.LogPlace(seq=self.end.seq, hash=self.end.hash),
            parameters=told.parameters_told(self.evaluation.parameters, self.services),
            figures=told.figures_told(
                self.evaluation, mine, officer_id, services=self.services, left_out=self.left_out
            ),
        )


def from_log(connection: Connection, office_id: int, period: Period) -> PeriodFigures:
    """Held to the chain, event by event: for what is published. Raises BrokenLog."""
    found = facts.from_log(connection, office_id, period.first, period.last)
    rules = parameters_from_log(connection, office_id, period.first, period.last)
    return _made(connection, office_id, period, found, rules)


def from_rows(connection: Connection, office_id: int, period: Period) -> PeriodFigures:
    """At once, for what is only looked at."""
    first, last = period.first, period.last
    found = Facts(facts.cases(connection, office_id, first, last), facts.desks(connection, office_id, first, last))
    return _made(connection, office_id, period, found, parameters(connection, office_id, first, last))


def parameters(connection: Connection, office_id: int, first: date, last: date) -> Parameters:
    """By which rules the office's officers are compared: its services' own cuts, and the outages of these days."""
    return _rules(connection, office_id, outages.standing(connection, office_id, first, last))


def parameters_from_log(connection: Connection, office_id: int, first: date, last: date) -> Parameters:
    """The same with the outages that the log tells, once it was held to its chain."""
    return _rules(connection, office_id, outages.from_log(connection, office_id, first, last))


def _rules(connection: Connection, office_id: int, known: tuple[Outage, ...]) -> Parameters:
    usual = Parameters()
    cuts = {row[0]: float(row[1]) for row in connection.execute(_CUTS, {"office": office_id})}
    return Parameters(short_cuts={each: cut for each, cut in cuts.items() if cut != usual.short_cut_s}, outages=known)


def _made(connection: Connection, office_id: int, period: Period, found: Facts, rules: Parameters) -> PeriodFigures:
    zone = catalogue.office(connection, office_id).time_zone
    known = Facts(records.without(found.cases, cycle_words.excluded(connection, office_id)), found.desks)
    began = starts.started(connection, office_id, zone)
    services = {
        each.id: Named(each.code, each.name("id"), each.name("en"))
        for each in catalogue.all_services(connection, office_id)
    }
    return PeriodFigures(
        known,
        evaluate(known.cases, known.desks, rules, started=began, heard=voices.of_period(connection, office_id, period)),
        services,
        began,
        reading.head(connection, office_id),
        leave.duty(connection, office_id, period.first, period.last),
        zone,
    )
