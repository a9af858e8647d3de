"""The one ledger of quotas."""

from __future__ import annotations

from datetime import date, timedelta

from queue_app.actions.queue import absences, carrying
from queue_app.actions.queue.tickets import Origin
from queue_app.domain.queue.quota import Quota
from queue_app.store.office import catalogue
from queue_app.store.queue import quota
from tests.calendars import set_service
from tests.factories import MORNING
from tests.offices import Office
from tests.questions import questions

TODAY = MORNING.date()
TOMORROW = TODAY + timedelta(days=1)


def ledger(office: Office, day: date = TODAY) -> dict[str, Quota]:
    """By the service's code, as both ways of asking tell it."""
    with office.desk.reading() as connection:
        services = catalogue.services(connection, office.office_id)
        found = quota.of_services(connection, services, day, office_id=office.office_id, now=office.clock.now)
        assert found == {
            each.id: quota.of_service(connection, each, day, office_id=office.office_id, now=office.clock.now)
            for each in services
        }
    return {each.code: found[each.id] for each in services}


def test_the_ledger_tells_what_was_taken_where_and_what_is_left(office: Office) -> None:
    set_service(office, "KTP", daily_quota=5)
    office.issue()
    office.issue()
    office.issue(origin=Origin("reception", office.officers["tini"]))
    office.issue("AKTA")

    found = ledger(office)

    assert found == {"KTP": Quota(5, {"kiosk": 2, "reception": 1}), "AKTA": Quota(None)}
    assert (found["KTP"].used, found["KTP"].left, found["AKTA"].left) == (3, 2, None)


def test_a_cancelled_number_is_given_back(office: Office) -> None:
    set_service(office, "KTP", daily_quota=1)
    office.open_counter()
    office.issue()
    office.do(absences.cancel, office.call_next())

    assert ledger(office)["KTP"] == Quota(1, {})


def test_days_to_come_have_a_ledger_of_their_own_in_which_carried_numbers_stand(office: Office) -> None:
    set_service(office, "KTP", daily_quota=1)
    office.issue()
    tini = office.officers["tini"]
    carrying.carry_over(office.desk, office.office_id, service_id=office.services["KTP"], officer_id=tini)

    assert [ledger(office, day)["KTP"].taken for day in (TODAY, TOMORROW)] == [{}, {"carried": 1}]


def test_past_the_quota_nothing_is_left_and_never_less(office: Office) -> None:
    office.issue()
    office.issue()
    set_service(office, "KTP", daily_quota=1)

    assert (ledger(office)["KTP"].used, ledger(office)["KTP"].left) == (2, 0)


def test_where_no_quota_is_set_nothing_is_asked(office: Office) -> None:
    with office.desk.reading() as connection:
        services = catalogue.services(connection, office.office_id)
        with questions() as asked:
            quota.of_services(connection, services, TODAY, office_id=office.office_id, now=office.clock.now)

    assert asked == []
