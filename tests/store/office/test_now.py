from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from queue_app.actions.office import setup
from queue_app.domain.hall.room import RoomRules
from queue_app.domain.log.errors import NotFound
from queue_app.store.hall.tables import RoomSetting
from queue_app.store.log import chain
from queue_app.store.office.now import OfficeNow, office_and_head, office_at_work, office_now
from queue_app.store.office.tables import Office as OfficeRow
from tests.offices import Office
from tests.questions import questions


def seen(office: Office) -> OfficeNow:
    with office.desk.reading() as connection:
        return office_now(connection, office.office_id)


def repeats(office: Office, count: int) -> None:
    setup.change(
        office.desk, office.office_id, by=None, edit=lambda plan: replace(plan, room=replace(plan.room, repeat=count))
    )


def test_the_office_is_read_once_for_each_version_of_its_set_up(office: Office) -> None:
    first = seen(office)
    with office.desk.reading() as connection, questions() as statements:
        again = office_now(connection, office.office_id)

    assert (again is first, len(statements)) == (True, 1)


def test_a_new_version_is_read_anew_and_the_old_picture_stays_as_it_was(office: Office) -> None:
    before = seen(office)

    repeats(office, 3)

    after = seen(office)
    assert (before.room, after.room) == (RoomRules(), RoomRules(repeat=3))
    assert after.version == before.version + 1


def test_rows_that_change_without_a_new_version_are_not_seen(office: Office) -> None:
    seen(office)
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(update(RoomSetting).values(repeat=3))

    assert seen(office).room == RoomRules()


def test_a_transaction_knows_the_office_without_asking_for_its_version(office: Office) -> None:
    with office.desk.transaction(office.office_id) as work:
        first = office_at_work(work)
    with office.desk.transaction(office.office_id) as work, questions() as statements:
        again = office_at_work(work)

    assert (again is first, statements) == (True, [])


def test_a_transaction_that_follows_a_change_has_the_changed_office(office: Office) -> None:
    with office.desk.transaction(office.office_id) as work:
        office_at_work(work)
    repeats(office, 3)

    with office.desk.transaction(office.office_id) as work:
        assert office_at_work(work).room.repeat == 3


def test_the_head_of_the_log_comes_with_the_office(office: Office) -> None:
    office.issue()
    with office.desk.reading() as connection:
        with questions() as statements:
            seq, found = office_and_head(connection, office.office_id)

        assert len([each for each, _values in statements if "chain_head" in each]) == 1
        assert (seq, found) == (chain.head_seq(connection, office.office_id), office_now(connection, office.office_id))


def test_counters_are_known_by_zone_and_use(office: Office) -> None:
    found = seen(office)
    with office.desk.reading() as connection:
        numbers = connection.execute(OfficeRow.__table__.select()).all()

    assert len(numbers) == 1
    assert list(found.numbers.values()) == sorted(found.numbers.values())
    assert found.numbers_in("") == found.numbers == found.numbers_in_use == found.numbers_in("there-is-none")


def test_an_office_that_is_not_there_is_not_found(office: Office) -> None:
    with office.desk.reading() as connection, pytest.raises(NotFound):
        office_now(connection, 99)
