"""What an office promises, as a round of promises would keep it: from a moment on, in whole minutes."""

from __future__ import annotations

from queue_app.domain.citizen.estimate import How, Newcomer
from queue_app.domain.citizen.promise import MINUTE_S, OfficeWaits, Promise
from queue_app.store.citizen import waits_now
from queue_app.store.log import chain
from tests.offices import Office


def promise_newcomers(office: Office, *, how: How = How.EARLY, **minutes: tuple[int, int]) -> None:
    """promise_newcomers(office, KTP=(20, 40)): whoever comes now for a KTP is called within 20 to 40 minutes."""
    at = office.clock.now.timestamp()
    newcomers = {
        Newcomer(office.services[code], is_priority=False): _promise(at, *of, how) for code, of in minutes.items()
    }
    with office.desk.reading() as connection:
        before = waits_now.kept(connection, office.office_id)
        seq = chain.head_seq(connection, office.office_id)
    waits = OfficeWaits(seq, at, how, {}, newcomers, {})
    with office.desk.transaction(office.office_id) as work:
        assert waits_now.keep(work.connection, office.office_id, waits, before=before)


def _promise(at: float, least: int, most: int, how: How) -> Promise:
    until = at + most * MINUTE_S
    return Promise(at, int(at) + least * MINUTE_S, int(until), until - 60, until - 30, until, how, None, 1.0, None)
