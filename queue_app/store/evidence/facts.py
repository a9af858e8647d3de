"""The facts of an office's business dates."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from queue_app.domain.evidence.facts import CaseFact, DeskFact, Facts, facts_of
from queue_app.domain.queue.stretches import Stretches
from queue_app.store.evidence.standards import standard_s
from queue_app.store.log import whole
from queue_app.store.office import catalogue


def cases(connection: Connection, office_id: int, first: date, last: date) -> list[CaseFact]:
    """Every case of business dates `first` to `last`, both included."""
    return list(from_log(connection, office_id, first, last).cases)


def desks(connection: Connection, office_id: int, first: date, last: date) -> list[DeskFact]:
    """Every desk session that was opened on them."""
    return list(from_log(connection, office_id, first, last).desks)


def from_log(connection: Connection, office_id: int, first: date, last: date) -> Facts:
    """The same as the log tells it, each event held to the chain: for papers that somebody must be able to defend.

    Raises BrokenLog naming an event that is missing or was changed, wherever in the log.
    """
    zone = catalogue.office(connection, office_id).time_zone
    log = whole.read(connection, office_id, zone)
    told = Stretches().read(whole.of_days(connection, office_id, log, first, last))
    return facts_of(told, first, last, standard_s=standard_s(log.standards), zone=zone)
