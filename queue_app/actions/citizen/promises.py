"""The rounds of promises: what an office's people are told is made once for everybody, and kept.

Beside the log, which says what happened; of what was promised it holds what came with a number. No press waits for a
round: it reads, makes the estimates outside the event loop, and writes in one short block that takes no office's lock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import cast
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from queue_app.domain.citizen import given
from queue_app.domain.citizen import round as rounds
from queue_app.domain.citizen.estimate import How, Newcomer
from queue_app.domain.citizen.promise import OfficeWaits, Promise
from queue_app.domain.citizen.round import Before
from queue_app.domain.citizen.sight import Sight
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen import models, promises, waits_now
from queue_app.store.citizen.models import Loaded
from queue_app.store.citizen.promises import Shown
from queue_app.store.citizen.sight import sight
from queue_app.store.desk import Desk
from queue_app.store.office.now import office_and_head

LASTS_S = 25.0  # how long a newcomer is told what a round said: until the next, and a little more
FEW = 10  # and only while those who took a number since are at most one for so many whom the round saw waiting


@dataclass(frozen=True, slots=True)
class _Seen:
    """All that a round is made of, read at one moment."""

    day: date
    seq: int
    sight: Sight
    before: Before
    model: Loaded | None


@dataclass(slots=True)
class _Newest:
    """What this process knows of an office's last round. sight: None where another worker made it."""

    waits: OfficeWaits
    sight: Sight | None
    until: float  # POSIX seconds: so long a newcomer may be told of it
    came: int = 0  # who took numbers since, of whom it knows nothing


_NEWEST: WeakKeyDictionary[Desk, dict[int, _Newest]] = WeakKeyDictionary()


def renew(desk: Desk, office_id: int) -> OfficeWaits:
    """Makes a round, and answers what the office promises from now on.

    Where another worker was quicker, its promises stand and are answered. Raises NotFound when there is no such office.
    """
    seen = _look(desk, office_id)
    made = cast("OfficeWaits", desk.offload(partial(_made, seen)))
    with desk.beside() as connection:
        is_mine = waits_now.keep(connection, office_id, made, before=seen.before.waits)
        if is_mine:
            _note(connection, office_id, seen, made)
    if not is_mine:
        return adopt(desk, office_id) or made
    _remember(desk, office_id, made, seen.sight)
    return made


def adopt(desk: Desk, office_id: int) -> OfficeWaits | None:
    """Takes up what another worker, or this one before its start, promised last; None: nobody ever did."""
    with desk.reading() as connection:
        found = waits_now.kept(connection, office_id)
    if found is not None:
        known = _of(desk).get(office_id)
        _remember(desk, office_id, found, known.sight if known and known.waits.at == found.at else None)
    return found


def last(desk: Desk, office_id: int) -> OfficeWaits | None:
    """What this process knows to be the office's last promises, however old; no statement."""
    known = _of(desk).get(office_id)
    return known.waits if known else None


def is_own(desk: Desk, office_id: int) -> bool:
    """Whether this process made the office's last round."""
    known = _of(desk).get(office_id)
    return known is not None and known.sight is not None


def still_holds(desk: Desk, office_id: int) -> None:
    """Nothing has happened since the office's last round, and nothing in it moves by the clock alone."""
    if known := _of(desk).get(office_id):
        known.until = desk.clock().timestamp() + LASTS_S
        known.came = 0


def forget(desk: Desk, office_id: int) -> None:
    """No newcomer is told of the last round any more: the set-up has changed."""
    if known := _of(desk).get(office_id):
        known.until = 0.0


def newcomer(desk: Desk, office_id: int, service_id: int, *, is_priority: bool) -> Promise | None:
    """What somebody is promised who takes a number of the service now; None where nothing can be. No statement.

    It is what the last round said, told from the present minute on, while few have taken a number since.
    """
    known, now = _of(desk).get(office_id), desk.clock().timestamp()
    if known is None or not known.waits.at - LASTS_S <= now <= known.until:  # before: the clock was set back
        return None
    known.came += 1
    if (known.came - 1) * FEW > len(known.waits.ahead):
        return None
    told = known.waits.newcomers.get(Newcomer(service_id, is_priority))
    return given.with_number(told.from_now(now) if told else None)


def _of(desk: Desk) -> dict[int, _Newest]:
    return _NEWEST.setdefault(desk, {})


def _remember(desk: Desk, office_id: int, found: OfficeWaits, seen: Sight | None) -> None:
    _of(desk)[office_id] = _Newest(found, seen, found.at + LASTS_S)


def _look(desk: Desk, office_id: int) -> _Seen:
    with desk.reading() as connection:
        seq, office = office_and_head(connection, office_id)
        now = desk.clock()
        seen = sight(connection, office, now=now)
        told = waits_now.kept(connection, office_id)
        promised = told.waiting if told else {}
        new = [each.leg_id for each in seen.waiting if each.leg_id not in promised]
        came = promises.came_with_tickets(connection, new)
        model = models.loaded(connection, office_id) if seen.waiting or seen.counters else None
    known = _of(desk).get(office_id)
    seen_before = known.sight if known and told and known.waits.at == told.at else None
    return _Seen(business_date(now, office.time_zone), seq, seen, Before(told, came, seen_before), model)


def _made(seen: _Seen) -> OfficeWaits:
    from queue_app.domain.citizen import waits  # noqa: PLC0415 - numpy, only where somebody can wait

    knows_order = seen.model is not None and seen.model.policy == seen.sight.policy
    learned = seen.model if knows_order else None  # else the simulator, which calls by any order
    estimates = waits.estimates(seen.sight, learned.model if learned else None)
    model_id = learned.id if learned and estimates.how is How.LEARNED else None
    return rounds.after(seen.before, seen.sight, estimates, seq=seen.seq, model_id=model_id)


def _note(connection: Connection, office_id: int, seen: _Seen, made: OfficeWaits) -> None:
    """What came with tickets that are new, and every range that differs from what was shown before."""
    services = {each.leg_id: each.service_id for each in seen.sight.waiting}
    came = [Shown(leg, services[leg], told) for leg, told in seen.before.given.items()]
    changed = [
        Shown(leg, services[leg], told)
        for leg, told in made.waiting.items()
        if not told.shows(seen.before.of(leg, seen.sight.at))
    ]  # fmt: skip
    promises.note_first(connection, office_id, seen.day, came)
    promises.note(connection, office_id, seen.day, changed)
