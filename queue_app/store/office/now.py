"""One picture of an office: all that its set-up says in one version, read once and kept until that version changes.

Whoever reads takes it at the beginning, from the connection that the rest is read from, so that nothing shown ever
mixes two set-ups. What changes without the set-up (who waits, who sits where, a service closed by hand) is not in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, select

from queue_app.domain.citizen.booking.rules import BookingRules
from queue_app.domain.hall import speech
from queue_app.domain.hall.room import RoomRules
from queue_app.domain.hall.speech import Saying
from queue_app.domain.log.errors import NotFound
from queue_app.domain.office import standard_times
from queue_app.domain.office.hours import Calendar
from queue_app.domain.office.plan import ZonePlan
from queue_app.domain.office.standard_times import StandardHistory
from queue_app.domain.office.targets import Targets
from queue_app.domain.paper.ticket_layout import TicketLinePlan
from queue_app.domain.queue.outcomes import Rules
from queue_app.domain.queue.routing import Policy
from queue_app.store.by_version import KeptByVersion
from queue_app.store.desk import OfficeKey, Work
from queue_app.store.hall import media, room, voice
from queue_app.store.hall.media import Shown
from queue_app.store.hall.voice import Clip
from queue_app.store.log.tables import ChainHead
from queue_app.store.office import calendar, catalogue, policy, texts
from queue_app.store.office import standard_times as stored
from queue_app.store.office.catalogue import GroupRow
from queue_app.store.office.tables import Office
from queue_app.store.queue import counters
from queue_app.store.queue.counters import CounterRow
from queue_app.store.statements import Statement

_VERSION = Statement(select(Office.setup_version).where(Office.id == bindparam("office")))
_HEAD_AND_VERSION = Statement(
    select(ChainHead.seq, Office.setup_version)
    .join(Office, Office.id == ChainHead.office_id)
    .where(ChainHead.office_id == bindparam("office"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeNow(OfficeKey):
    """An office as one version of its set-up says it."""

    version: int  # counts up with every change of the set-up
    name: str
    address: str
    is_demo: bool
    calendar: Calendar
    groups: Mapping[str, GroupRow]  # of services: by code, in the order of the kiosk
    offered: frozenset[int]  # ids of the services that a counter in use offers
    policy: Policy
    rules: Rules
    targets: Targets
    room: RoomRules
    booking: BookingRules
    zones: Mapping[str, ZonePlan]  # by code, in the office's order; none where one display shows everything
    served: Mapping[str, frozenset[int]]  # zone -> ids of its counters' services; "": of the counters of no zone
    ticket_layout: tuple[TicketLinePlan, ...]
    texts: Mapping[str, Mapping[str, str]]  # a key of plan.TEXTS -> language -> text, of those that say something
    media: Shown
    voice: Mapping[str, Mapping[str, Clip]]  # language -> clips by name; "counter-<n>" where the office recorded it
    clip_s: Mapping[str, Mapping[str, float]]  # how long each of these clips sounds
    counters: tuple[CounterRow, ...]  # in order of the number on the sign
    standards: Mapping[int, StandardHistory]  # of every service, also one that was taken out, by its id

    @property
    def logo_url(self) -> str | None:
        """Where browsers find the office's logo, where it has one."""
        return media.url(self.media.logo) if self.media.logo else None

    @property
    def numbers(self) -> dict[int, int]:
        """Every counter, also one taken out of use: id -> number on the sign."""
        return {each.id: each.number for each in self.counters}

    @property
    def numbers_in_use(self) -> dict[int, int]:
        """The same of the counters that can be opened."""
        return {each.id: each.number for each in self.counters if each.is_active}

    def numbers_in(self, zone: str) -> dict[int, int]:
        """The counters of a zone and those of none; all of them for the zone ""."""
        return {each.id: each.number for each in self.counters if not zone or each.zone in {zone, ""}}

    def served_in(self, zone: str) -> frozenset[int]:
        """Ids of the services that the counters of a zone serve, and those of none."""
        return self.served.get(zone, frozenset()) | self.served[""]

    def own_work(self, counter_id: int) -> tuple[int, ...]:
        """Ids of the services that are the counter's own, without those it helps with."""
        return next((each.own_work for each in self.counters if each.id == counter_id), ())

    def helps_with(self, counter_id: int) -> tuple[tuple[int, int], ...]:
        """(service id, rank) of the services that the counter helps with once somebody has waited long for them."""
        return next((each.helps for each in self.counters if each.id == counter_id), ())

    def standards_on(self, day: date) -> dict[int, int]:
        """The standard in minutes of every service that counts on a business date, by the service's id."""
        return {service_id: standard_times.on(history, day) for service_id, history in self.standards.items()}

    def hall_of(self, zone: str) -> str | None:
        """Where a call at a counter of the zone sounds; None: everywhere."""
        return self.zones[zone].hall if zone in self.zones else None

    def sayings(self, *, number: str, counter: int) -> tuple[Saying, ...]:
        """How the office calls a number to a counter, in each of the languages that it speaks, in their order."""
        own = speech.own_counter(counter)
        return tuple(
            Saying(
                lang,
                speech.sentence(
                    number, counter, reading=self.room.reading, lang=lang, has_own_counter=own in self.voice[lang]
                ),
            )
            for lang in self.spoken()
        )

    def spoken(self) -> tuple[str, ...]:
        """The languages that the office chose, without those whose voice is not complete yet."""
        return tuple(each for each in self.room.languages.split() if not speech.missing(each, self.voice[each]))

    def announcement_s(self, *, number: str, counter: int) -> float:
        """How long the room hears a call, in seconds."""
        return speech.announcement_s(
            self.sayings(number=number, counter=counter), self.clip_s, repeat=self.room.repeat,
            rate_pct=self.room.rate_pct, chime=self.room.chime,
        )  # fmt: skip


def office_now(connection: Connection, office_id: int) -> OfficeNow:
    """The office as this connection sees it. One statement, where this process has read that version before.

    Raises NotFound when there is no such office.
    """
    row = _VERSION.first(connection, office=office_id)
    if row is None:
        raise NotFound(what="office")
    return _kept.of(connection, office_id, row[0])


def office_and_head(connection: Connection, office_id: int) -> tuple[int, OfficeNow]:
    """The number of the office's last event, and the office. As `office_now`, by the same one statement."""
    row = _HEAD_AND_VERSION.first(connection, office=office_id)
    if row is None:
        raise NotFound(what="office")
    seq, version = row
    return seq, _kept.of(connection, office_id, version)


def office_at_work(work: Work) -> OfficeNow:
    """The office in a transaction, as it was when the transaction began: the log's head came with its version.

    To be asked before the transaction writes any of the set-up, or the changed rows would be kept under that version.
    """
    return _kept.of(work.connection, work.office.id, work.head.answer.setup_version)


def likely_at_work(work: Work) -> OfficeNow:
    """The same before the office is ours, for what is asked with the lock; `office_at_work` may turn out newer."""
    return _kept.latest(work.connection, work.office.id) or office_at_work(work)


def _read(connection: Connection, office_id: int) -> OfficeNow:
    own, [(version,)] = catalogue.office(connection, office_id), _VERSION.rows(connection, office=office_id)
    clips = voice.clips(connection, office_id)
    opening, (order, rules) = calendar.opening(connection, office_id), policy.policy(connection, office_id)
    return OfficeNow(
        id=own.id, slug=own.slug, time_zone=own.time_zone, pairs_devices=own.pairs_devices, name=own.name,
        address=own.address, is_demo=own.is_demo, version=version,
        groups=catalogue.groups(connection, office_id), calendar=opening.calendar, offered=opening.offered,
        policy=order, rules=rules, targets=policy.targets(connection, office_id),
        room=room.rules(connection, office_id), booking=policy.booking(connection, office_id),
        zones=room.zones(connection, office_id),
        served=room.served(connection, office_id), ticket_layout=room.layout(connection, office_id),
        texts=texts.of_office(connection, office_id), media=media.shown(connection, office_id),
        voice=clips, clip_s={lang: {name: each.seconds for name, each in of.items()} for lang, of in clips.items()},
        counters=counters.of_office(connection, office_id), standards=stored.of_office(connection, office_id),
    )  # fmt: skip


_kept = KeptByVersion(_read)
