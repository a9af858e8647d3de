"""What an officer's screen is told, and how little is read for it: it is sent to every counter after every change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from queue_app.actions.office import setup
from queue_app.domain.office.plan import CounterPlan
from queue_app.screens import desk, kiosk
from queue_app.screens.state import moment, plain
from queue_app.store.office import accounts
from tests.factories import MORNING
from tests.offices import Office
from tests.questions import questions

HELPED_AFTER_MIN = 15  # of the rank below its own work, as offices have it unless they say otherwise


def state(office: Office, *, by: str = "wati") -> dict[str, Any]:
    with office.desk.reading() as connection:
        everyone = accounts.serving(connection, office.office_id, at=office.clock.now)
        (officer,) = [each for each in everyone if each.officer_id == office.officers[by]]
        key = office.desk.office(office.office_id)
        found: dict[str, Any] = plain(desk.desk_state(connection, key, officer, now=office.clock.now, unheard_s=10))
    return found


def asked(read: Any, *arguments: Any, **more: Any) -> list[str]:
    """The statements that are executed on the way."""
    with questions() as seen:
        read(*arguments, **more)
    return [statement for statement, _values in seen]


def test_what_all_officers_see_alike_is_read_once_after_a_change(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("queue_app.store.desk.KEY_LASTS_S", 3600)  # else it is read once a second
    for number, name in enumerate(("wati", "joko"), start=1):
        office.open_counter(number, by=name)
    state(office)
    office.issue()

    first, second = (asked(state, office, by=name) for name in ("wati", "joko"))

    assert len(first) - len(second) == 5
    assert state(office)["office_waiting"] == state(office, by="joko")["office_waiting"] == 1


def test_at_midnight_nobody_of_yesterday_waits_though_nothing_has_happened_since(office: Office) -> None:
    office.open_counter()
    office.issue()
    before = state(office)

    office.clock.tick(hours=24)
    after = state(office)

    assert (before["office_waiting"], before["waiting"]) == (1, 1)
    assert (after["seq"], after["office_waiting"], after["waiting"]) == (before["seq"], 0, 0)


def test_a_kiosk_asks_for_the_version_of_the_set_up_once(office: Office) -> None:
    with office.desk.reading() as connection:
        key = office.desk.office(office.office_id)
        kiosk.kiosk_state(connection, key, now=office.clock.now)
        said = asked(kiosk.kiosk_state, connection, key, now=office.clock.now)

    assert len([each for each in said if "setup_version" in each]) == 1


def helping(office: Office) -> None:
    """Counter 2 offers AKTA and helps with KTP; wati sits there."""
    counters = [CounterPlan(1, ["KTP", "AKTA"]), CounterPlan(2, ["AKTA"], helps=["KTP"])]
    setup.change(office.desk, office.office_id, by=None, edit=lambda plan: replace(plan, counters=counters))
    office.open_counter(2)


def test_a_counter_with_nobody_to_call_knows_when_it_helps_others(office: Office) -> None:
    helping(office)
    office.issue()

    told = state(office)

    at = moment(MORNING + timedelta(minutes=HELPED_AFTER_MIN))
    ktp = office.services["KTP"]
    assert (told["next"], told["waiting"]) == ([], 0)
    assert told["help"] == [{"service_id": ktp, "after_min": HELPED_AFTER_MIN, "at": at}]


def test_help_has_no_hour_while_nobody_waits_there(office: Office) -> None:
    helping(office)

    assert state(office)["help"] == [{"service_id": office.services["KTP"], "after_min": HELPED_AFTER_MIN}]


def test_help_is_not_told_once_somebody_may_be_called(office: Office) -> None:
    helping(office)
    office.issue()

    office.clock.tick(minutes=HELPED_AFTER_MIN)

    told = state(office)
    assert ([each["number"] for each in told["next"]], told["help"]) == (["A001"], [])


def test_only_a_counter_that_may_help_somebody_asks_since_when_that_one_waits(office: Office) -> None:
    helping(office)
    idle = asked(state, office)
    office.issue()
    waited_for = asked(state, office)

    assert [len([each for each in said if "min(leg.queued_at)" in each]) for said in (idle, waited_for)] == [0, 1]
