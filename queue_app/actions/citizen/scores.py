"""Counting what was promised and kept, once a day is over."""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import cast

from queue_app.domain.log.errors import BrokenLog
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen import scores
from queue_app.store.citizen.scores import Counted
from queue_app.store.desk import Desk

logger = logging.getLogger(__name__)


def renew_scores(desk: Desk, office_id: int) -> int:
    """Counts each day before today that is not counted yet, or of which the log has told more; answers how many.

    A day that the log's chain does not vouch for stays as it is, and is told to whoever runs the computer. Two at once
    do no harm.
    """
    yesterday = business_date(desk.clock(), desk.office(office_id).time_zone) - timedelta(days=1)
    with desk.reading() as connection:
        days = scores.changed(connection, office_id, yesterday)
    count = 0
    for day in days:
        try:
            with desk.reading() as connection:
                found = cast("Counted", desk.offload(partial(scores.counted, connection, office_id, day)))
        except BrokenLog as exc:
            logger.error("the promises of %s were not counted: %s", day, exc)  # noqa: TRY400 - the fault says all
            continue
        with desk.transaction(office_id) as work:
            scores.keep(work.connection, office_id, found)
        count += 1
    return count
