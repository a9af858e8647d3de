"""Visits of the time before: a file of another system becomes events of the office's log, all of it or nothing."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import count

from sqlalchemy import Connection

from queue_app.actions.evidence.facts import renew_facts
from queue_app.actions.evidence.import_look import (
    NOTHING,
    File,
    Known,
    Look,
    everything_known,
    looked_at,
    refuse,
    what_it_adds,
)
from queue_app.actions.office import setup
from queue_app.actions.office.accounts import hash_password
from queue_app.domain.evidence import imported_file, imported_setup, imported_visits
from queue_app.domain.evidence.imported_file import TELL_EVERY, Parsed
from queue_app.domain.evidence.imported_names import numbered_people
from queue_app.domain.evidence.imported_visits import Fresh
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.import_errors import OfficeServes, OtherZone
from queue_app.domain.queue.numbering import business_date
from queue_app.store.desk import Desk, OfficeKey, Work
from queue_app.store.evidence import imports

MOST_BESIDE = 50_000  # visits that are written while people are served: so many hold everybody up for a second or two
USUAL_ZONE = "Asia/Jakarta"  # of an office that is created, where nobody says another
READ, WRITE, SUM_UP = "read", "write", "sum_up"  # steps that `tell` is told of
Tell = Callable[[str, int, int], None]  # step, how many of how many


@dataclass(frozen=True, slots=True)
class Asked:
    """How a file is to be taken in.

    time_zone: what the office must have, or gets where it is created; None: its own, or the usual one.
    creates: the office, and services that it does not have, come into being with the import.
    is_now: also a very large file while counters are open. tell: how far it is, now and then.
    """

    office: str
    time_zone: str | None = None
    creates: bool = False
    is_now: bool = False
    tell: Tell = lambda _step, _done, _of: None


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file.

    visits: written to the log, of the business dates `first` to `last` (None: none were). known: visits that another
    file had brought. is_same: this very file was imported before, and nothing was looked at. people: name and user name
    of those whom the office did not know. services: code and standard in minutes of those that came into being.
    unread: columns of the file that nobody asked for. held_s: for so long nobody else could write. is_new_office: it
    came into being, and nobody can sign in there yet.
    """

    office: str
    visits: int = 0
    known: int = 0
    first: date | None = None
    last: date | None = None
    is_same: bool = False
    people: tuple[tuple[str, str], ...] = ()
    services: tuple[tuple[str, int], ...] = ()
    unread: tuple[str, ...] = ()
    held_s: float = 0.0
    is_new_office: bool = False


def import_visits(desk: Desk, content: bytes, asked: Asked) -> Imported:
    """Takes in the visits of a file, as domain.evidence.imported_file reads it; all of them or none.

    The same file again changes nothing; visits that another file brought are passed over and counted. Staff whom the
    office does not know become people of it who work there no more. What takes long is done before the office's log is
    held, and its events are written in bulk.
    Raises NotFound (office), OtherZone, FaultyVisits (`faults`: every RowFault), OfficeServes, FaultyPlan, BrokenLog.
    """
    office = _office(desk, asked)
    source = hashlib.sha256(content).hexdigest()
    if office is not None and _has(desk, office, source):
        return Imported(asked.office, is_same=True)
    zone = office.time_zone if office else asked.time_zone or USUAL_ZONE
    parsed = _parsed(desk, content, zone, asked.tell)
    file = File(source, parsed.rows)
    done = _found(desk, asked, zone, file) if office is None else _add(desk, asked, office, file)
    _sum_up(desk, file, desk.office_called(asked.office), asked.tell)
    return replace(done, unread=parsed.unread)


def _sum_up(desk: Desk, file: File, office: OfficeKey, tell: Tell) -> None:
    """What pages of the past read, now rather than when somebody waits for one; nobody else waits for it."""
    days = count(1)
    of = len({business_date(row.issued_at, office.time_zone) for row in file.rows})
    renew_facts(desk, office.id, tell=lambda _day: tell(SUM_UP, min(next(days), of), of))


def _office(desk: Desk, asked: Asked) -> OfficeKey | None:
    """The office of that name; None where it is to be created. Raises NotFound, OtherZone."""
    try:
        office = desk.office_called(asked.office)
    except NotFound:
        if asked.creates:
            return None
        raise
    if asked.time_zone not in {None, office.time_zone}:
        raise OtherZone(office=office.slug, zone=office.time_zone, asked=asked.time_zone)
    return office


def _has(desk: Desk, office: OfficeKey, source: str) -> bool:
    with desk.reading() as connection:
        return any(each.source == source for each in imports.files(connection, office.id))


def _parsed(desk: Desk, content: bytes, zone: str, tell: Tell) -> Parsed:
    parsed = imported_file.parse(content, time_zone=zone, now=desk.clock(), tell=partial(tell, READ))
    refuse(parsed.faults)
    return parsed._replace(rows=sorted(parsed.rows, key=lambda row: (row.issued_at, row.line)))


def _found(desk: Desk, asked: Asked, zone: str, file: File) -> Imported:
    """Into an office that begins with it."""
    refuse(numbered_people(file.rows, NOTHING.matched(file.rows)))
    hashes = _hashes()

    def found(connection: Connection) -> OfficeKey:
        plan = what_it_adds(connection, file, NOTHING)(imported_setup.founded(asked.office, zone))
        office_id = setup.found_within(connection, plan, at=desk.clock(), hashes=hashes)
        return OfficeKey(office_id, plan.slug, plan.time_zone)

    began = time.perf_counter()
    with desk.founding(found) as work:
        done = _record(work, file, Look(0, 0, Fresh(list(file.rows), 0, [])), before=NOTHING, tell=asked.tell)
    return replace(done, held_s=time.perf_counter() - began, is_new_office=True)


def _add(desk: Desk, asked: Asked, office: OfficeKey, file: File) -> Imported:
    """Into an office that is there."""
    with desk.reading() as connection:
        look = looked_at(connection, office, file, creates=asked.creates)
        is_busy = imports.has_open_counter(connection, office.id)
    if is_busy and not asked.is_now and len(look.fresh.rows) > MOST_BESIDE:
        raise OfficeServes(visits=len(look.fresh.rows))
    if not look.fresh.rows:
        return Imported(office.slug, known=look.fresh.known)
    hashes = _hashes()
    with desk.transaction(office.id) as work:
        began = time.perf_counter()
        if imports.files(work.connection, office.id, behind=look.seen):
            look = looked_at(work.connection, office, file, creates=asked.creates)
        before = everything_known(work.connection, office.id)
        if before.matched(file.rows).has_new:
            edit = what_it_adds(work.connection, file, before)
            setup.change_within(work, by=None, edit=edit, hashes=hashes)
        done = _record(work, file, look, before=before, tell=asked.tell)
    return replace(done, held_s=time.perf_counter() - began)


def _hashes() -> Mapping[str, str]:
    """Of every new person's password, which nobody knows."""
    unknown = hash_password(secrets.token_urlsafe(32))
    return defaultdict(lambda: unknown)


def _record(work: Work, file: File, look: Look, *, before: Known, tell: Tell) -> Imported:
    """Into an office that has every service and everybody of the file. before: what it had until now."""
    rows, known = look.fresh.rows, look.fresh.known
    if not rows:
        return Imported(work.office.slug, known=known)
    now = everything_known(work.connection, work.office.id)
    meaning = now.meaning(file.rows, work.office.time_zone)
    work.record(imported_visits.imported(file.source, rows, meaning))
    for place, row in enumerate(rows, start=1):
        work.record(imported_visits.visit(file.source, look.visits + place, row, meaning))
        if place % TELL_EVERY == 0 or place == len(rows):
            tell(WRITE, place, len(rows))
    return Imported(
        work.office.slug, len(rows), known, meaning.day(rows[0]), meaning.day(rows[-1]),
        people=tuple((each.name, each.username) for each in now.people if each not in before.people),
        services=tuple((each.code, each.minutes) for each in now.services if each not in before.services),
    )  # fmt: skip
