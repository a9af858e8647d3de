"""What a test's office promises to newcomers, as a round would have left it."""

from __future__ import annotations

from queue_app.actions.citizen import promises
from queue_app.domain.citizen.estimate import How, Newcomer
from queue_app.domain.citizen.promise import OfficeWaits, Promise
from queue_app.store.citizen import waits_now
from queue_app.store.log import chain
from tests.factories import make_promise
from tests.offices import Office


def promise_newcomers(office: Office, *codes: str, after_min: int = 10, until_min: int = 25) -> Promise:
    """Whoever takes a number of these services now is called so many minutes later; answers the promise."""
    now = office.clock().timestamp()
    made = make_promise(after_min, until_min, since=now)
    with office.desk.transaction(office.office_id) as work:
        newcomers = {Newcomer(office.services[code], is_priority=False): made for code in codes}
        waits = OfficeWaits(
            chain.head_seq(work.connection, office.office_id), now, How.EARLY, {}, newcomers, {}
        )  # fmt: skip
        before = waits_now.kept(work.connection, office.office_id)
        assert waits_now.keep(work.connection, office.office_id, waits, before=before)
    promises.adopt(office.desk, office.office_id)
    return made
