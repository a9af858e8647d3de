from __future__ import annotations

from dataclasses import replace

from queue_app.domain.citizen.estimate import How, Newcomer
from queue_app.domain.citizen.promise import OfficeWaits, Promise
from queue_app.store.citizen import waits_now
from tests.offices import Office

PROMISE = Promise(1000.25, 1200, 1800, 1500.5, 1700.0, 1780.0, How.EARLY, None, 1.0, None)
WAITS = OfficeWaits(7, 1000.25, How.EARLY, {3: PROMISE}, {Newcomer(1, True): PROMISE}, {3: 2})


def keep(office: Office, waits: OfficeWaits, *, before: OfficeWaits | None) -> bool:
    with office.desk.transaction(office.office_id) as work:
        return waits_now.keep(work.connection, office.office_id, waits, before=before)


def kept(office: Office) -> OfficeWaits | None:
    with office.desk.reading() as connection:
        return waits_now.kept(connection, office.office_id)


def test_an_office_that_never_promised_anything_has_nothing(office: Office) -> None:
    assert kept(office) is None


def test_what_is_promised_is_read_as_it_was_kept(office: Office) -> None:
    keep(office, WAITS, before=None)

    assert kept(office) == WAITS


def test_of_two_workers_that_looked_at_once_one_is_quicker(office: Office) -> None:
    newer, late = replace(WAITS, seq=8, at=1002.5), replace(WAITS, seq=8, at=1002.75)

    done = [
        keep(office, WAITS, before=None),
        keep(office, newer, before=WAITS),
        keep(office, late, before=WAITS),
        keep(office, late, before=None),
    ]

    assert (done, kept(office)) == ([True, True, False, False], newer)
