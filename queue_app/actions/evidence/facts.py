"""Keeping the facts and sums of days that are over; the log is read outside the event loop, and written in between."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import cast

from queue_app.actions.queue.days import note_days
from queue_app.domain.log.errors import BrokenLog
from queue_app.domain.queue.numbering import business_date
from queue_app.store.desk import Desk
from queue_app.store.evidence import facts, kept_days, months
from queue_app.store.evidence.facts import Written
from queue_app.store.evidence.months import Summed, month_of
from queue_app.store.evidence.rollups import HOURS

logger = logging.getLogger(__name__)
BEGINNING = date.min + timedelta(days=1)
Progress = Callable[[str], None]


def renew_facts(desk: Desk, office_id: int, *, most: int | None = None, tell: Progress = lambda _how_far: None) -> int:
    """Writes the facts of every day before today of which the log tells more than the rows; answers how many days.

    The last days come first, `most` of them at most: a page does not wait for years. A day that the log's chain does
    not vouch for stays as it is, and is told to whoever runs the computer. Two at once do no harm: whoever is slower
    leaves what the other wrote. tell: how far it is, day by day.
    """
    note_days(desk, office_id)
    today = business_date(desk.clock(), desk.office(office_id).time_zone)
    with desk.reading() as connection:
        days = kept_days.changed(connection, office_id, BEGINNING, today - timedelta(days=1))
    count = 0
    for _month, of_month in groupby(days[::-1][:most], key=month_of):
        for day in of_month:
            count += _renew(desk, office_id, day)
            tell(day.isoformat())
        _sum_up(desk, office_id, before=month_of(today))
    return count


def rebuild_facts(desk: Desk, office_id: int, *, tell: Progress = lambda _how_far: None) -> int:
    """Writes every day before today anew, whatever its rows say, and removes those of which the log tells nothing.

    Answers how many days were written.
    """
    with desk.transaction(office_id) as work:
        kept_days.forget(work.connection, office_id)
    count = renew_facts(desk, office_id, tell=tell)
    with desk.reading() as connection:
        strange = facts.strange(connection, office_id)
    for day in strange:
        with desk.transaction(office_id) as work:
            facts.remove(work.connection, office_id, day)
    _sum_up(desk, office_id, before=month_of(business_date(desk.clock(), desk.office(office_id).time_zone)))
    with desk.transaction(office_id) as work:
        months.remove_strange(work.connection, office_id)
    return count


def _renew(desk: Desk, office_id: int, day: date) -> bool:
    try:
        with desk.reading() as connection:
            found = cast("Written", desk.offload(partial(facts.written, connection, office_id, day)))
    except BrokenLog as exc:
        logger.error("the facts of %s were not written: %s", day, exc)  # noqa: TRY400 - the fault itself says all
        return False
    with desk.transaction(office_id) as work:
        return facts.keep(work.connection, office_id, found)


def _sum_up(desk: Desk, office_id: int, *, before: date) -> None:
    """Each month that is over and has a day that its sums do not have."""
    with desk.reading() as connection:
        unsummed = months.unsummed(connection, office_id, before=before)
    for month in unsummed:
        sum_month(desk, office_id, month)


def sum_month(desk: Desk, office_id: int, month: date) -> None:
    """Sums up the rows of its days, hour by hour, unless one of them is written anew meanwhile."""
    with desk.reading() as connection:
        found = cast("Summed", desk.offload(partial(months.summed, connection, office_id, month)))
    for hour in HOURS:
        with desk.transaction(office_id) as work:
            if not months.keep_hour(work.connection, office_id, found, hour):
                return
    with desk.transaction(office_id) as work:
        months.done(work.connection, office_id, found)
