"""The nightly training of an office's model of waits, in a process of its own; what fails leaves the one in use."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from functools import partial
from typing import cast

from queue_app import apart
from queue_app.apart import Exhausted, Work
from queue_app.domain.citizen.learned.passed import ENOUGH_LEGS, Passed
from queue_app.domain.citizen.training import Figures, InUse, Order, Trained, Why
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen import models
from queue_app.store.citizen.passed import passed
from queue_app.store.desk import Desk
from queue_app.store.office.now import office_now

logger = logging.getLogger(__name__)

DAYS = 180  # of the past are learned from, and of these the last
MOST_LEGS = 40_000
TRAINING = Work("queue_app.domain.citizen.relearned", "relearned", memory_mb=2048, seconds=900)


def renew_model(desk: Desk, office_id: int) -> Trained | None:
    """Trains once a business date, where enough has passed; answers what is in use from now on, if anything is new.

    None where it was trained today already, too few were called, or no day has passed since.
    """
    today = business_date(desk.clock(), desk.office(office_id).time_zone)
    with desk.reading() as connection:
        if models.last_made_on(connection, office_id) == today:
            return None
    return train(desk, office_id)


def train(desk: Desk, office_id: int) -> Trained | None:
    """The same, also where it was trained today."""
    office = desk.office(office_id)
    today = business_date(desk.clock(), office.time_zone)
    with desk.reading() as connection:
        before, known = models.in_use(connection, office_id), office_now(connection, office_id)
        order = Order.learned_next(known.policy, before)
        first = max(today - timedelta(days=DAYS), order.since or date.min)
        read = partial(passed, connection, office_id, first, today - timedelta(days=1))
        legs = cast("list[Passed]", desk.offload(read))[-MOST_LEGS:]
        standards = known.standards_on(today)
    if before and before.policy != order.policy:
        before = None  # it knows another order, and is no measure of one that has learned this one
    if sum(each.was_called for each in legs) < ENOUGH_LEGS:
        return None
    standard_s = {each: minutes * 60.0 for each, minutes in standards.items()}
    found = _trained(legs, before, standard_s=standard_s, zone=office.time_zone)
    if found is None:
        return None
    with desk.transaction(office_id) as work:
        models.add(work.connection, office_id, today, found, order)
    return found


def _trained(legs: list[Passed], before: InUse | None, *, standard_s: dict[int, float], zone: str) -> Trained | None:
    try:
        return cast("Trained | None", apart.done(TRAINING, legs, before, standard_s=standard_s, zone=zone))
    except Exhausted:
        logger.error("the model of waits was not trained; the one before goes on")  # noqa: TRY400 - `apart` told why
    days = (before.first_day, before.last_day) if before else (date.min, date.min)
    return Trained(None, *days, len(legs), [], Figures(Why.FAILED))
