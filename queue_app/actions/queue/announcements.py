"""What the room hears: each call takes its turn in its hall, and is known as heard once a display has spoken it.

An announcement is a row of the same transaction as its call. What of it is said, and how long that takes, follows from
the office's rules and clips; nothing sounds here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection

from queue_app.actions.hall import voice
from queue_app.domain.hall import speech
from queue_app.domain.hall.speech import Saying
from queue_app.store.desk import Desk, Work
from queue_app.store.hall import announcements, presence, room
from queue_app.store.hall.announcements import EVERYWHERE, Unheard
from queue_app.store.kept import KeptByVersion
from queue_app.store.office import calendar
from queue_app.store.queue.counters import HeldCounter
from queue_app.store.queue.tickets import TicketLeg

SLACK_S = 3.0  # for the way of a display's acknowledgement
SPEAKS_WITHIN = timedelta(days=7)  # an office whose displays were all gone for longer calls by mouth
KEPT = timedelta(days=7)


def announce(work: Work, held: HeldCounter, called: TicketLeg) -> None:
    """The call takes its turn: behind whatever is spoken in its hall, so that no two are ever heard at once.

    A counter of no zone is called everywhere, and waits for every hall. One statement.
    """
    announcements.add(
        work.connection, work.office.id, _hall(work, held), leg_id=called.leg.leg_id, counter_id=held.counter_id,
        now=work.now, length_s=_length_s(work, held, called), slack_s=SLACK_S,
    )  # fmt: skip


def announce_again(work: Work, held: HeldCounter, called: TicketLeg) -> None:
    """A recall takes its turn as a call does, unless one of the ticket is still to come: the room hears that anyway.

    Else whoever presses again because the room is slow to speak would make it slower for everybody.
    """
    if not announcements.is_to_come(work.connection, work.office.id, called.leg.leg_id, now=work.now):
        announce(work, held, called)


def _hall(work: Work, held: HeldCounter) -> str:
    zones = room.zones_of(work.connection, work.office.id, held.setup_version)
    return zones[held.zone].hall if held.zone in zones else EVERYWHERE


def _length_s(work: Work, held: HeldCounter, called: TicketLeg) -> float:
    version = held.setup_version
    rules = room.rules_of(work.connection, work.office.id, version)
    say = sayings(work.connection, work.office.id, version, number=called.shown, counter=held.counter)
    seconds = _seconds_of(work.connection, work.office.id, version)
    return speech.announcement_s(say, seconds, repeat=rules.repeat, rate_pct=rules.rate_pct, chime=rules.chime)


def sayings(connection: Connection, office_id: int, version: int, *, number: str, counter: int) -> tuple[Saying, ...]:
    """How the office calls a number to a counter, in each of its languages, in their order."""
    rules = room.rules_of(connection, office_id, version)
    voices, own = _seconds_of(connection, office_id, version), speech.own_counter(counter)
    return tuple(
        Saying(
            lang,
            speech.sentence(
                number, counter, reading=rules.reading, lang=lang,
                has_own_counter=own in voices[lang],
            ),
        )
        for lang in rules.languages.split()
    )  # fmt: skip


def _seconds(connection: Connection, office_id: int) -> Mapping[str, Mapping[str, float]]:
    version = calendar.version(connection, office_id)
    return {lang: voice.seconds(voice.pack(connection, office_id, lang, version)) for lang in voice.languages()}


_seconds_of = KeptByVersion(_seconds).of  # how long each clip sounds, by language


def heard(desk: Desk, office_id: int, seq: int, *, key: str) -> None:
    """A display has spoken an announcement to its end. key: the screen's.

    Saying so again changes nothing, and neither does saying so before its turn: nobody can have heard it then.
    """
    with desk.reading() as connection:  # every display says so: only the first one's word is written
        if not announcements.waits(connection, office_id, seq, now=desk.clock()):
            return
    with desk.transaction(office_id) as work:
        announcements.heard(work.connection, office_id, seq, by=key, at=work.now)


def unheard(connection: Connection, office_id: int, *, now: datetime, unheard_s: int) -> list[Unheard]:
    """Tickets that are called now and that no display spoke: known `unheard_s` after their turn, or once it is over.

    A display tells of the end of its sound, so that a sentence of more than `unheard_s` is waited for. None in an
    office without a display that is meant to speak: nobody waits for its voice.
    """
    if not presence.speaks_since(connection, office_id, now - SPEAKS_WITHIN):
        return []
    return announcements.unheard(connection, office_id, now=now, since=now - timedelta(seconds=unheard_s))


def forget(desk: Desk, office_id: int) -> int:
    """Deletes what was announced a week ago; answers how many."""
    with desk.transaction(office_id) as work:
        return announcements.forget(work.connection, office_id, until=work.now - KEPT)
