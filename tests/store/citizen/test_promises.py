from __future__ import annotations

from datetime import date, timedelta

from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.promise import Promise
from queue_app.store.citizen import promises
from queue_app.store.citizen.promises import Shown
from queue_app.store.citizen.tables import WaitPromise
from tests.offices import Office

TODAY = date(2026, 11, 23)
AT = 1_795_400_000.5


def told(leg_id: int, *, to_at: int = 1_795_401_000, cause: str | None = None) -> Shown:
    return Shown(
        leg_id, 1, Promise(AT, 1_795_400_400, to_at, AT + 500, AT + 800, AT + 900, How.EARLY, None, 1.0, cause)
    )


def rows(office: Office) -> list[tuple[int, int, str | None]]:
    columns = (WaitPromise.leg_id, WaitPromise.number, WaitPromise.cause)
    return list(zip(*(office.rows(each) for each in columns), strict=True))


def test_what_came_with_the_ticket_is_the_first_and_later_ones_follow_it(office: Office) -> None:
    with office.desk.beside() as connection:
        promises.note_first(connection, office.office_id, TODAY, [told(7)])
        promises.note(connection, office.office_id, TODAY, [told(7, cause="faster"), told(8)])
        promises.note(connection, office.office_id, TODAY, [told(7, cause="slower")])

    assert rows(office) == [(7, 0, None), (7, 1, "faster"), (7, 2, "slower"), (8, 1, None)]


def test_what_came_with_the_ticket_is_written_once(office: Office) -> None:
    for to_at in (1_795_401_000, 1_795_402_000):
        with office.desk.beside() as connection:
            promises.note_first(connection, office.office_id, TODAY, [told(7, to_at=to_at)])

    assert [each.timestamp() for each in office.rows(WaitPromise.to_at)] == [1_795_401_000]


def test_days_before_one_are_forgotten(office: Office) -> None:
    with office.desk.beside() as connection:
        promises.note_first(connection, office.office_id, TODAY - timedelta(days=1), [told(7)])
        promises.note_first(connection, office.office_id, TODAY, [told(8)])
        promises.forget(connection, office.office_id, before=TODAY)

    assert rows(office) == [(8, 0, None)]
