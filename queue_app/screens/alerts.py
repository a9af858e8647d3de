"""What wants a person: the sight of an office from which alerts are told, those that stand, and those of a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from queue_app.domain.log.clock import stands_behind
from queue_app.domain.office.hours import Availability
from queue_app.domain.queue import alerts as rules
from queue_app.domain.queue.alerts import Cause, CounterSeen, Kind, ServiceSeen, Sight
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.numbering import business_date, day_start
from queue_app.screens import equipment, unheard
from queue_app.screens.state import Moment, Shown, moment
from queue_app.store.desk import OfficeKey
from queue_app.store.log import jumps
from queue_app.store.log.chain import latest_at
from queue_app.store.office import availability, catalogue
from queue_app.store.office.now import OfficeNow, office_and_head
from queue_app.store.paper import printers
from queue_app.store.queue import alerts, counters, floods, visitors
from queue_app.store.queue.alerts import AlertRow
from queue_app.store.queue.counters import HeldCounter
from queue_app.store.queue.lease import slips
from queue_app.store.queue.tables import DeskStatus
from queue_app.texts import translate

SET_LATELY = timedelta(hours=1)  # so long somebody should look what a clock that was set has done
MENDED_AT = {Kind.PRINTER: "/paper", Kind.SCREEN: "/stations", Kind.SLIP: "/stations"}  # where a person looks after it


class AlertTold(Shown, frozen=True, kw_only=True):
    """An alert in words. mended_at: the page where one looks after it; "" where there is none.

    by, seen_at: who looks after it, and since when. ended: None while it stands.
    """

    id: int
    text: str
    began: Moment
    ended: Moment | None
    by: str | None
    seen_at: Moment | None
    mended_at: str


def causes(connection: Connection, office: OfficeKey, *, now: datetime, unheard_s: int) -> list[Cause]:
    """Why alerts begin and go on in the office at this moment, as `domain.queue.alerts` rules it."""
    seq, known = office_and_head(connection, office.id)
    return rules.causes(_sight(connection, known, seq, now=now, unheard_s=unheard_s), known.targets)


def standing(connection: Connection, office_id: int, *, lang: str) -> list[AlertTold]:
    """Those whose cause has not ended: first those that nobody looks after, the newest before the older ones."""
    rows = sorted(alerts.standing(connection, office_id), key=lambda row: (row.acknowledged_at is not None, -row.id))
    return _told(connection, office_id, rows, lang)


def of_day(connection: Connection, office_id: int, day: date, *, lang: str) -> list[AlertTold]:
    """All that began on a business date, as they did."""
    return _told(connection, office_id, alerts.of_day(connection, office_id, day), lang)


def _told(connection: Connection, office_id: int, rows: Sequence[AlertRow], lang: str) -> list[AlertTold]:
    names = catalogue.names(catalogue.all_services(connection, office_id), lang) if rows else {}
    return [
        AlertTold(
            id=row.id,
            text=_words(row, names, lang),
            began=moment(row.began_at),
            ended=moment(row.ended_at),
            by=row.acknowledged_by,
            seen_at=moment(row.acknowledged_at),
            mended_at=MENDED_AT.get(row.kind, ""),
        )
        for row in rows
    ]


def _words(row: AlertRow, names: Mapping[int, str], lang: str) -> str:
    return translate(lang, rules.WORDS[row.kind], name=names.get(row.subject, ""), label=row.label, limit=row.passed)


def _sight(connection: Connection, office: OfficeNow, seq: int, *, now: datetime, unheard_s: int) -> Sight:
    day = business_date(now, office.time_zone)
    by_service = visitors.day_by_service(connection, office.id, day, now=now)
    first = visitors.longest_stay(connection, office.id, day, now=now)
    missed = {each.leg_id for each in unheard.unheard(connection, office.id, now=now, unheard_s=unheard_s)}
    left_at = _left_at(connection, office, day_start(day, office.time_zone))
    waiting = {service_id: each[State.WAITING] for service_id, each in by_service.items() if State.WAITING in each}
    return Sight(
        now=now,
        is_open=is_open(availability.of_office(office, now=now)),
        waiting=sum(count for count, _since in waiting.values()),
        services=[ServiceSeen(each, *waiting[each], left_at.get(each)) for each in waiting],
        counters=_counters(connection, office, missed, day=day, now=now),
        first_arrival=first.arrived_at if first else None,
        printers={row.id: row.name for row in printers.of_office(connection, office.id) if row.trouble(now)},
        screens=equipment.screens_in_need(connection, office, now=now),
        floods=[each.id for each in floods.standing(connection, office.id, seq) if each.day == day],
        clock_faults=_clock_faults(connection, office, now),
        slips=slips.count_standing(connection, office.id),
    )


def is_open(hours: Availability) -> bool:
    """Whether the office is within its hours, also when its last number is given."""
    return hours.code in {None, "last_ticket_passed"}


def _left_at(connection: Connection, office: OfficeNow, morning: datetime) -> dict[int, datetime]:
    """Since when no counter serves a service, of those that none serves now; a service of no counter is missing."""
    held = counters.held(connection, office.id)
    left = counters.last_closed(connection, office.id, since=morning)
    offers: dict[int, list[int]] = {}
    for counter in office.counters:
        for service_id in (*counter.own_work, *(each for each, _rank in counter.helps)):
            offers.setdefault(service_id, []).append(counter.id)
    gone = {each.id: _gone_since(held.get(each.id), left.get(each.id, morning)) for each in office.counters}
    found = {service_id: [gone[each] for each in offering] for service_id, offering in offers.items()}
    return {service_id: max(since) for service_id, each in found.items() if len(since := _known(each)) == len(each)}


def _known(moments: Sequence[datetime | None]) -> list[datetime]:
    return [each for each in moments if each is not None]


def _gone_since(held: HeldCounter | None, left_at: datetime) -> datetime | None:
    """Since when nobody calls at a counter; None while somebody does."""
    if held is None:
        return left_at
    return None if held.status is DeskStatus.SERVING else held.status_since or left_at


def _counters(
    connection: Connection, office: OfficeNow, missed: set[int], *, day: date, now: datetime
) -> list[CounterSeen]:
    standards, numbers = office.standards_on(day), office.numbers
    return [
        CounterSeen(
            leg_id=leg.leg_id,
            number=numbers[leg.counter_id or 0],
            served_s=(now - leg.started_at).total_seconds() - leg.held_s if leg.started_at else None,
            standard_s=60 * standards[leg.service_id],
            is_unheard=leg.leg_id in missed,
        )
        for leg in (found.leg for found in visitors.at_counters(connection, office.id))
    ]


def _clock_faults(connection: Connection, office: OfficeKey, now: datetime) -> list[int]:
    """0: it stands behind the log; and the second of each time that it was set lately."""
    noted = latest_at(connection, office.id)
    behind = [rules.OFFICE] if noted is not None and stands_behind(now, noted) else []
    lately = jumps.between(connection, office.id, now - SET_LATELY, now + timedelta(seconds=1))
    return [*behind, *(int(jump.at.timestamp()) for jump in lately)]
