"""Kiosks that can go on while they are cut off: what is lent to each, and the numbers that want a look."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime

from sqlalchemy import Connection

from queue_app.domain.queue import numbering
from queue_app.domain.queue.lease import slips as rules
from queue_app.screens.state import Moment, Shown, moment
from queue_app.store.desk import OfficeKey
from queue_app.store.hall import devices
from queue_app.store.queue.lease import leases, slips
from queue_app.store.queue.lease.slips import SlipRow
from queue_app.texts import translate


class LentOfSeries(Shown, frozen=True):
    """Of one letter, today: how many numbers a kiosk can still give, and the next it would give by itself."""

    letter: str
    left: int


class LentTo(Shown, frozen=True, kw_only=True):
    """A kiosk's computer. handed_in: numbers that it gave by itself today. unsent: that it holds still, as it says.

    contact_at: when it was heard of last with nothing left to hand in.
    """

    device_id: int
    name: str
    contact_at: Moment
    unsent: int
    handed_in: int
    left: list[LentOfSeries]


class SlipTold(Shown, frozen=True, kw_only=True):
    """A number that was not as it should be, in words, until somebody has looked at it."""

    id: int
    text: str
    taken_at: Moment
    name: str


def lent(connection: Connection, office: OfficeKey, *, now: datetime) -> list[LentTo]:
    """Every computer that has asked for numbers and is paired still, by its name."""
    day = numbering.business_date(now, office.time_zone)
    contacts = leases.contacts(connection, office.id)
    if not contacts:
        return []
    names = {each.id: each.name for each in devices.paired(connection, office.id)}
    used = slips.used_of_day(connection, office.id, day)
    left: dict[int, Counter[str]] = defaultdict(Counter)
    for row in leases.of_day(connection, office.id, day):
        if row.returned_at is None:
            gone = sum(row.block.holds(number) for series_id, number in used if series_id == row.series_id)
            left[row.device_id][row.letter] += row.last - row.first + 1 - gone
    handed = Counter(each.device_id for each in slips.of_day(connection, office.id, day))
    found = [
        LentTo(
            device_id=each.device_id, name=names[each.device_id], contact_at=moment(each.contact_at),
            unsent=each.unsent, handed_in=handed[each.device_id],
            left=[LentOfSeries(letter, count) for letter, count in sorted(left[each.device_id].items())],
        )
        for each in contacts.values()
        if each.device_id in names
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each.name.casefold(), each.device_id))


def standing(connection: Connection, office: OfficeKey, *, lang: str) -> list[SlipTold]:
    """Those that nobody has looked at, the first that was handed in first."""
    return [
        SlipTold(
            id=row.id, text=_words(row, lang), taken_at=moment(row.taken_at), name=row.device,
        )
        for row in slips.standing(connection, office.id)
    ]  # fmt: skip


def _words(row: SlipRow, lang: str) -> str:
    other = numbering.shown(row.letter, row.number) if row.letter and row.number else "–"
    return translate(lang, rules.FAULTS[row.fault or ""], number=row.shown, other=other)
