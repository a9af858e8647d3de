"""One day of an office on one sheet, with the head of its log: printed and kept, it shows what is changed later."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from queue_app.domain.evidence.day_figures import DayFigures, by_service, day_figures
from queue_app.domain.evidence.facts import facts_of
from queue_app.domain.evidence.figures import visits_of
from queue_app.domain.log import events
from queue_app.domain.log.errors import BrokenLog
from queue_app.domain.queue.cases import Case, cases_of
from queue_app.domain.queue.numbering import business_date, day_start
from queue_app.domain.queue.stretches import Stretches
from queue_app.domain.queue.visit_stretches import VisitStory
from queue_app.screens import clock
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.evidence.standards import standard_on
from queue_app.store.log import chain, days, journal
from queue_app.store.log.journal import Stretch
from queue_app.store.office import catalogue
from queue_app.texts import translate

# What became of the services of a day's visits, in the order of the sheet; msgids.
SERVED, SENT_ON, NOT_COMPLETED = "Served", "Transferred", "Not completed"
NO_SHOW, NOT_SERVED, STILL_THERE = "No-show", "Not served", "Still there"
OUTCOMES = (SERVED, SENT_ON, NOT_COMPLETED, NO_SHOW, NOT_SERVED, STILL_THERE)
NO_COUNTS = "Entry {number} of the log is missing or was changed, so nothing is counted."
HAPPENED: Mapping[str, str] = {  # kind of event -> msgid
    events.FloodNoticed.kind: "Numbers taken faster than people can: {count} warnings.",
    events.ServiceClosedByHand.kind: "Services closed by hand: {count}.",
    events.TicketReprinted.kind: "Papers printed once more: {count}.",
    events.PaperDecided.kind: "Papers of which staff said what became of them: {count}.",
    events.DeskTakenOver.kind: "Counters taken over from absent officers: {count}.",
    events.DevicePaired.kind: "Devices paired: {count}.",
    events.DeviceRevoked.kind: "Devices unpaired: {count}.",
    events.SignInRefused.kind: "Sign-ins refused: {count}.",
    events.SetupChanged.kind: "Changes of the set-up: {count}.",
}
_ENDED: Mapping[str | None, str] = {  # what ended a service in a visit -> one of OUTCOMES
    events.ServiceFinished.kind: SERVED,
    events.ServedOnPaper.kind: SERVED,
    events.TicketTransferred.kind: SENT_ON,
    events.CitizenAbsent.kind: NO_SHOW,
    events.TicketCancelled.kind: NOT_SERVED,
    events.TicketExpired.kind: NOT_SERVED,
    events.LeftOnPaper.kind: NOT_SERVED,
    None: STILL_THERE,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One service: of how many visits it had each of OUTCOMES. A service counts once a visit."""

    series: str
    name: str
    counts: tuple[int, ...]
    figures: DayFigures


@dataclass(frozen=True, slots=True)
class Recap:
    """seq, hash: of the last event of the day; is_over: False while the day goes on, and the head with it.

    at: the moment that it tells of: the day's end, or its last event so far. happened: what else staff must know of the
    day, in words. clock_set: how the server's clock was set on that day, in words. fault: why there are no lines, in
    words; "" for a sound log.
    """

    day: date
    at: datetime
    lines: list[Line]
    totals: tuple[int, ...]
    figures: DayFigures
    happened: list[str]
    seq: int
    hash: str
    is_over: bool
    clock_set: list[str]
    fault: str


def recap(desk: Desk, office: OfficeKey, day: date, *, lang: str) -> Recap:
    """Of one business date; services nobody came for are left out."""
    fault, now = "", desk.clock()
    with desk.reading() as connection:
        services = catalogue.all_services(connection, office.id)
        until = day_start(day + timedelta(days=1), office.time_zone)
        seq, head = chain.head_before(connection, office.id, until)
        clock_set = clock.was_set(connection, office, day=day, lang=lang)
        happened = _happened(connection, office, day, lang)
        latest = chain.latest_at(connection, office.id) or now
        standard_s = standard_on(connection, office.id)
        try:
            told = Stretches().read(days.recorded_of(connection, office.id, day, day))
        except BrokenLog as exc:
            told, fault = Stretches(), translate(lang, NO_COUNTS, number=exc.data["seq"])
    found = _counted(visits_of(told, day, day))
    cases = facts_of(told, day, day, standard_s=standard_s, zone=office.time_zone).cases
    of_service = by_service(cases)
    lines = [
        Line(each.letter, each.name(lang), _counts(found[each.id]), of_service[each.id])
        for each in services
        if each.id in found
    ]
    totals = tuple(map(sum, zip(*(each.counts for each in lines), strict=True))) or (0,) * len(OUTCOMES)
    is_over = day < business_date(now, office.time_zone)
    at = until if is_over else min(latest, until)
    return Recap(day, at, lines, totals, day_figures(cases), happened, seq, head, is_over, clock_set, fault)


def _happened(connection: Connection, office: OfficeKey, day: date, lang: str) -> list[str]:
    """How often what is rare happened, in the order of HAPPENED."""
    first, until = (day_start(day + timedelta(days=more), office.time_zone) for more in (0, 1))
    asked = Stretch(kinds=HAPPENED.keys(), since=first, until=until)
    found = Counter(each.kind for each in journal.entries(connection, office.id, asked, limit=None))
    return [translate(lang, msgid, count=found[kind]) for kind, msgid in HAPPENED.items() if found[kind]]


def _counted(visits: Iterable[VisitStory]) -> dict[int, Counter[str]]:
    """By service, each once a visit: as served if it ever was, else as it was last."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for visit in visits:
        became: dict[int, str] = {}
        for case in cases_of(visit):
            if became.get(case.service_id) != SERVED:
                became[case.service_id] = _became(case)
        for service_id, outcome in became.items():
            found[service_id][outcome] += 1
    return dict(found)


def _became(case: Case) -> str:
    ended = _ENDED[case.ended_by]
    return NOT_COMPLETED if ended == NOT_SERVED and case.service_s > 0 else ended


def _counts(by_outcome: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(by_outcome.get(each, 0) for each in OUTCOMES)
