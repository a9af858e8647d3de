"""One day of an office on one sheet, with the head of its log: printed and kept, it shows what is changed later."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from queue_app.domain.evidence.figures import visits_of
from queue_app.domain.log import events
from queue_app.domain.log.errors import BrokenLog
from queue_app.domain.queue.cases import Case, cases_of
from queue_app.domain.queue.numbering import business_date, day_start
from queue_app.domain.queue.stretches import Stretches
from queue_app.domain.queue.visit_stretches import VisitStory
from queue_app.screens import clock
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.log import chain, days
from queue_app.store.office import catalogue
from queue_app.texts import translate

# What became of the services of a day's visits, in the order of the sheet; msgids.
SERVED, SENT_ON, NOT_COMPLETED = "Served", "Transferred", "Not completed"
NO_SHOW, NOT_SERVED, STILL_THERE = "No-show", "Not served", "Still there"
OUTCOMES = (SERVED, SENT_ON, NOT_COMPLETED, NO_SHOW, NOT_SERVED, STILL_THERE)
NO_COUNTS = "Entry {number} of the log is missing or was changed, so nothing is counted."
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


@dataclass(frozen=True, slots=True)
class Recap:
    """seq, hash: of the last event of the day; is_over: False while the day goes on, and the head with it.

    clock_set: how the server's clock was set on that day, in words. fault: why there are no lines, in words; "" for a
    sound log.
    """

    day: date
    lines: list[Line]
    totals: tuple[int, ...]
    seq: int
    hash: str
    is_over: bool
    clock_set: list[str]
    fault: str


def recap(desk: Desk, office: OfficeKey, day: date, *, lang: str) -> Recap:
    """Of one business date; services nobody came for are left out."""
    fault = ""
    with desk.reading() as connection:
        services = catalogue.all_services(connection, office.id)
        until = day_start(day + timedelta(days=1), office.time_zone)
        seq, head = chain.head_before(connection, office.id, until)
        clock_set = clock.was_set(connection, office, day=day, lang=lang)
        try:
            told = Stretches().read(days.recorded_of(connection, office.id, day, day))
        except BrokenLog as exc:
            told, fault = Stretches(), translate(lang, NO_COUNTS, number=exc.data["seq"])
    found = _counted(visits_of(told, day, day))
    lines = [Line(each.letter, each.name(lang), _counts(found[each.id])) for each in services if each.id in found]
    totals = tuple(map(sum, zip(*(each.counts for each in lines), strict=True))) or (0,) * len(OUTCOMES)
    is_over = day < business_date(desk.clock(), office.time_zone)
    return Recap(day, lines, totals, seq, head, is_over, clock_set, fault)


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
