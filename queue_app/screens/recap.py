"""One day of an office on one sheet, with the head of its log: printed and kept, it shows what is changed later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.numbering import business_date, day_start
from queue_app.screens import clock
from queue_app.store.desk import Desk, OfficeKey
from queue_app.store.log import chain
from queue_app.store.office import catalogue
from queue_app.store.queue import visitors

# What became of the legs of a day, in the order of the sheet: msgid -> states.
OUTCOMES: Mapping[str, Sequence[State]] = {
    "Served": (State.FINISHED, State.TRANSFERRED),
    "No-show": (State.NO_SHOW,),
    "Not served": (State.CANCELLED, State.EXPIRED),
    "Still there": (State.WAITING, State.CALLED, State.SERVING, State.HELD),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One service: how many legs had each of OUTCOMES."""

    series: str
    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Recap:
    """seq, hash: of the last event of the day; is_over: False while the day goes on, and the head with it.

    clock_set: how the server's clock was set on that day, in words.
    """

    day: date
    lines: list[Line]
    totals: tuple[int, ...]
    seq: int
    hash: str
    is_over: bool
    clock_set: list[str]


def recap(desk: Desk, office: OfficeKey, day: date, *, lang: str) -> Recap:
    """Of one business date; services nobody came for are left out."""
    with desk.reading() as connection:
        found = visitors.day_by_service(connection, office.id, day)
        services = [each for each in catalogue.services(connection, office.id) if each.id in found]
        until = day_start(day + timedelta(days=1), office.time_zone)
        seq, head = chain.head_before(connection, office.id, until)
        clock_set = clock.was_set(connection, office, day=day, lang=lang)
    lines = [Line(each.letter, each.name(lang), _counts(found[each.id])) for each in services]
    totals = tuple(map(sum, zip(*(each.counts for each in lines), strict=True))) or (0,) * len(OUTCOMES)
    is_over = day < business_date(desk.clock(), office.time_zone)
    return Recap(day, lines, totals, seq, head, is_over, clock_set)


def _counts(by_state: Mapping[State, tuple[int, object]]) -> tuple[int, ...]:
    return tuple(sum(by_state.get(state, (0, None))[0] for state in states) for states in OUTCOMES.values())
