"""The waiting room's display: who is at which counter, the last calls, and what is to be spoken. Reads only."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta

import msgspec
from sqlalchemy import Connection

from queue_app.domain.hall.speech import Saying
from queue_app.domain.queue.lifecycle import State
from queue_app.screens import slides
from queue_app.screens.state import ByLanguage, Moment, ScreenState, Shown, moment, stamp
from queue_app.store.desk import OfficeKey
from queue_app.store.hall import announcements as announced
from queue_app.store.hall.announcements import Spoken
from queue_app.store.office import availability, catalogue
from queue_app.store.office.availability import ClosedTogether
from queue_app.store.office.now import OfficeNow
from queue_app.store.queue import lines, visitors
from queue_app.store.queue.lines import GroupLine
from queue_app.store.queue.tickets import TicketLeg

LAST_CALLS = 6
LOOKED_BACK = 24  # calls that are looked through for the last ones: a recall names a number again
MOST_SAID = 8  # announcements of one state, a minute of speech; those behind them follow when these are past
CLOSED_SHOWN = 3
MARK_BYTES = 6  # of two states that differ one pair in 2**48 shares a mark


class AtCounter(Shown, frozen=True):
    """Who is at a counter now."""

    counter: int
    number: str
    state: State


class LastCall(Shown, frozen=True):
    number: str
    counter: int


class GroupWaiting(Shown, frozen=True):
    """How many wait for the services of one group: at least one. hue: a key of HUES."""

    group: str
    name: ByLanguage
    hue: str
    count: int


class Announcement(Shown, frozen=True, kw_only=True):
    """One call to be spoken. starts_at: its turn."""

    seq: int
    number: str
    counter: int
    starts_at: Moment
    is_heard: bool


class DisplayState(ScreenState, frozen=True, kw_only=True):
    """The waiting room's display.

    cursor: the newest announcement. say: the phrases of each of the announcements, by its seq. over: those of which
    nobody is to say any more. slides: their version. shut: why the whole office gives no numbers. mark: of all but seq
    and now: what has the same one shows the same.
    """

    mark: str
    setup: int
    cursor: int
    calling: list[AtCounter]
    last: list[LastCall]
    waiting: list[GroupWaiting]
    announcements: list[Announcement]
    say: dict[str, tuple[Saying, ...]]
    over: list[int]
    closed: list[ClosedTogether]
    shut: ByLanguage | None
    slides: str


def display_state(
    connection: Connection, office: OfficeKey, *, now: datetime, fresh_s: int, zone: str = ""
) -> DisplayState:
    """The waiting room: who is at which counter, the last calls, waits by group, and what is to be spoken.

    zone: only its counters and those of no zone, and the services that they serve; "", or one that the office does
    not have: all. `announcements` are those whose turn is not longer ago than `fresh_s`, the oldest first; `cursor` is
    the office's newest one, of any zone. `closed`: services closed by hand, in words, in each language; `shut`: why the
    whole office gives no numbers.
    """
    seq, day, known = stamp(connection, office, now)
    zone = known_zone(known, zone)
    numbers, since = known.numbers_in(zone), now - timedelta(seconds=fresh_s)
    asked_here = visitors.ask_at_counters(connection, office.id)
    asked_newest = announced.ask_newest(connection, office.id)
    asked_last = announced.ask_last(connection, office.id, zone, limit=LOOKED_BACK)
    asked_waiting = lines.ask_by_group(connection, office.id, day)
    asked_fresh = announced.ask_fresh(connection, office.id, zone, since=since, now=now, limit=MOST_SAID)
    asked_over = announced.ask_over(connection, office.id, since=since, now=now)
    services = catalogue.ask_services(connection, office.id)
    to_say = [call for call in asked_fresh.answer if call.ticket.business_date == day]
    return _marked(DisplayState(
        seq=seq,
        now=moment(now),
        mark="",  # it is made of the others
        setup=known.version,
        cursor=asked_newest.answer,
        calling=_calling(asked_here.answer, numbers, day),
        last=_last_calls(asked_last.answer, numbers, day),
        waiting=_waiting(asked_waiting.answer, known, zone),
        announcements=[_announcement(call, counter=numbers[call.counter_id]) for call in to_say],
        say={
            str(call.seq): known.sayings(number=call.ticket.shown, counter=numbers[call.counter_id]) for call in to_say
        },
        over=asked_over.answer,
        closed=availability.told_by_hand(services.answer, office, now=now, limit=CLOSED_SHOWN),
        shut=availability.told(availability.of_office(known, now=now), office, now=now).why,
        slides=slides.version(known, now),
    ))  # fmt: skip


def _calling(at_counters: list[TicketLeg], numbers: Mapping[int, int], day: date) -> list[AtCounter]:
    found = [
        AtCounter(numbers[each.leg.counter_id or 0], each.shown, each.leg.state)
        for each in at_counters
        if each.business_date == day and each.leg.counter_id in numbers
    ]
    return sorted(found, key=lambda each: each.counter)


def known_zone(office: OfficeNow, asked: str) -> str:
    """The zone that was asked for, or "", which shows everything, where the office has no such zone (any more)."""
    return asked if asked in office.zones else ""


def _waiting(found: list[GroupLine], office: OfficeNow, zone: str) -> list[GroupWaiting]:
    """By group; in a zone, only for services that its counters serve, or counters of no zone."""
    counts: Counter[str] = Counter()
    for line in found:
        if not zone or line.service_id in office.served_in(zone):
            counts[line.group] += line.waiting
    return [
        GroupWaiting(code, {"id": each.name_id, "en": each.name_en}, each.hue, counts[code])
        for code, each in office.groups.items()
        if counts[code]
    ]


def _last_calls(calls: list[Spoken], numbers: Mapping[int, int], day: date) -> list[LastCall]:
    """The latest call of each of the last numbers, the newest first."""
    latest: dict[str, Spoken] = {}
    for call in calls:
        if call.ticket.business_date == day:
            latest.setdefault(call.ticket.shown, call)
    return [LastCall(number, numbers[call.counter_id]) for number, call in list(latest.items())[:LAST_CALLS]]


def _announcement(call: Spoken, *, counter: int) -> Announcement:
    return Announcement(
        seq=call.seq, number=call.ticket.shown, counter=counter, starts_at=moment(call.starts_at),
        is_heard=call.is_heard,
    )  # fmt: skip


def _marked(state: DisplayState) -> DisplayState:
    shown = msgspec.json.encode(msgspec.structs.replace(state, seq=0, now=0))
    return msgspec.structs.replace(state, mark=hashlib.blake2b(shown, digest_size=MARK_BYTES).hexdigest())
