"""What an officer's screen is told, and how little is read for it: it is sent to every counter after every change."""

from __future__ import annotations

from typing import Any

import pytest

from queue_app.screens import desk, kiosk
from queue_app.screens.state import plain
from queue_app.store.office import accounts
from tests.offices import Office
from tests.questions import questions


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

    assert len(first) - len(second) == 4
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
