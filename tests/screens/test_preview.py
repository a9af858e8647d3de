"""A day played at the counters, and what its replay makes of it on the next day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from queue_app.actions.queue import desks
from queue_app.domain.queue.routing import Policy
from queue_app.domain.queue.simulated.people import Waits
from queue_app.screens import preview
from queue_app.screens.preview import Choices, Preview, Side
from queue_app.store.office.tables import Service
from queue_app.store.queue.tables import DeskStatus
from tests.factories import make_plan
from tests.offices import Office

MONDAY = date(2026, 11, 23)
NOBODY = Waits(0, None, None, None)


@pytest.fixture
def day(office: Office) -> Office:
    """Monday at counter 1: four regular tickets and one priority ticket, ten minutes each, a break after the third."""
    office.open_counter(1)
    for _ in range(4):
        office.issue("KTP")
    office.issue("AKTA", priority="lansia")
    for _ in range(3):
        office.served(minutes=10)
    desks.pause(
        office.desk, office.office_id, officer_id=office.officers["wati"], status=DeskStatus.BREAK, reason="salat"
    )
    office.clock.tick(minutes=20)
    desks.come_back(office.desk, office.office_id, officer_id=office.officers["wati"])
    for _ in range(2):
        office.served(minutes=10)
    desks.close_desk(office.desk, office.office_id, officer_id=office.officers["wati"])
    office.clock.tick(days=1)
    return office


def shown(office: Office, policy: Policy) -> Preview:
    return preview.preview(office.desk, office.office_id, day=MONDAY, policy=policy)


def minutes(side: Side) -> dict[str, tuple[int, float | None]]:
    """Of each class how many were called, and the longest wait in minutes."""
    return {
        kind: (waits.count, None if waits.longest_s is None else waits.longest_s / 60)
        for kind, waits in side.by_class.items()
    }


def test_the_day_as_it_was_and_its_replay_agree(day: Office) -> None:
    found = shown(day, Policy())

    expected = {"all": (5, 60), "regular": (4, 60), "priority": (1, 20), "appointed": (0, None)}
    assert minutes(found.as_it_was) == minutes(found.under_present) == expected
    assert found.off_s == 0


def test_another_order_moves_the_waits_from_one_class_to_the_other(day: Office) -> None:
    found = shown(day, Policy("arrival"))

    assert minutes(found.under_other) == {
        "all": (5, 60), "regular": (4, 50), "priority": (1, 60), "appointed": (0, None),
    }  # fmt: skip
    assert (found.present, found.other) == (Policy(), Policy("arrival"))


def test_the_waits_are_told_by_service(day: Office) -> None:
    found = shown(day, Policy("arrival"))

    assert [service.code for service in found.services] == ["KTP", "AKTA"]
    assert {day.services["AKTA"]: 3600.0} == {
        service_id: waits.longest_s
        for service_id, waits in found.under_other.by_service.items()
        if service_id == day.services["AKTA"]
    }


def test_who_was_never_called_is_counted(day: Office) -> None:
    day.clock.tick(days=-1)
    day.issue("KTP")
    day.clock.tick(days=1)

    found = shown(day, Policy())

    assert (found.as_it_was.left, found.under_present.left, found.under_other.left) == (1, 1, 1)


def test_a_service_that_was_taken_out_since_is_still_told(day: Office) -> None:
    with day.desk.database.writer.transaction() as connection:
        connection.execute(update(Service).where(Service.code == "AKTA").values(is_active=False))

    assert [service.code for service in shown(day, Policy()).services] == ["KTP", "AKTA"]


def test_a_day_without_tickets_is_empty(office: Office) -> None:
    found = shown(office, Policy())

    assert found.services == []
    assert found.as_it_was == Side(dict.fromkeys(("all", "regular", "priority", "appointed"), NOBODY), {}, 0)


def test_only_days_that_have_passed_can_be_chosen(day: Office) -> None:
    assert preview.choices(day.desk, day.office_id) == Choices(MONDAY, MONDAY, Policy())

    day.clock.tick(days=-1)

    assert preview.choices(day.desk, day.office_id) == Choices(None, None, Policy())


def test_another_office_is_not_mixed_in(day: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="lain", tag="-lain"), tag="-lain")
    other.clock.now = day.clock.now - timedelta(days=1)
    other.open_counter(1)
    other.issue("KTP")
    other.served()

    assert minutes(shown(day, Policy()).as_it_was)["all"] == (5, 60)
