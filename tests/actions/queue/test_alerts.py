"""Alerts as they are kept: begun once, ended once, acknowledged by one person."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from queue_app.actions.queue import alerts, desks, set_aside
from queue_app.daily import DayWatch
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.events import AlertAcknowledged
from queue_app.domain.queue.alerts import Cause, Key, Kind
from queue_app.live.alerts import look
from queue_app.store.queue import alerts as stored
from queue_app.store.queue.alerts import AlertRow
from queue_app.store.queue.tables import Alert, DeskStatus
from tests.factories import make_plan
from tests.offices import Office

PRINTER = Cause(Key(Kind.PRINTER, 2), "Lobi")


def renew(office: Office, *causes: Cause) -> None:
    alerts.renew(office.desk, office.office_id, list(causes))


def watch(office: Office) -> None:
    look(office.desk, office.desk.office(office.office_id), unheard_s=10)


def kept(office: Office) -> list[AlertRow]:
    with office.desk.reading() as connection:
        return stored.of_day(connection, office.office_id, date(2026, 11, 23))


def kinds(office: Office) -> list[tuple[str, bool]]:
    """What began, and whether it has ended."""
    return [(row.kind, row.ended_at is not None) for row in kept(office)]


def test_an_alert_is_one_row_from_its_beginning_to_its_end(office: Office) -> None:
    began = office.clock.now
    renew(office, PRINTER)
    office.clock.tick(minutes=3)
    renew(office, PRINTER)
    renew(office)

    [row] = kept(office)
    assert (row.key, row.label) == (PRINTER.key, "Lobi")
    assert (row.began_at, row.ended_at) == (began, began + timedelta(minutes=3))


def test_a_cause_that_comes_again_is_another_alert(office: Office) -> None:
    for causes in ([PRINTER], [], [PRINTER]):
        renew(office, *causes)

    assert kinds(office) == [("printer", True), ("printer", False)]


def test_many_watches_at_once_begin_it_once(office: Office) -> None:
    with ThreadPoolExecutor(4) as workers:
        list(workers.map(lambda _: renew(office, PRINTER), range(8)))

    assert kinds(office) == [("printer", False)]


def test_a_look_that_finds_nothing_new_writes_nothing_and_the_log_tells_none_of_it(office: Office) -> None:
    before = office.events()
    renew(office, PRINTER)
    office.desk.transaction = None  # type: ignore[assignment, method-assign]  # whoever writes fails
    renew(office, PRINTER)

    assert office.events() == before


def test_who_looks_after_it_stays_with_it_and_stands_in_the_log(office: Office) -> None:
    renew(office, PRINTER)
    [alert] = office.rows(Alert.id)

    first, second = (
        alerts.acknowledge(office.desk, office.office_id, alert, officer_id=office.officers[name])
        for name in ("tini", "wati")
    )

    assert (first, second) == (True, False)
    assert [(row.acknowledged_by, row.acknowledged_at) for row in kept(office)] == [("Tini", office.clock.now)]
    assert office.events()[-1] == AlertAcknowledged(alert_id=alert, what="printer", officer_id=office.officers["tini"])


def test_an_alert_that_has_ended_is_nobody_s_to_look_after(office: Office) -> None:
    renew(office, PRINTER)
    renew(office)
    [alert] = office.rows(Alert.id)

    assert not alerts.acknowledge(office.desk, office.office_id, alert, officer_id=office.officers["tini"])


def test_another_office_s_alert_is_not_there(office: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="lain", tag="-2"), tag="-2")
    renew(other, PRINTER)
    [alert] = other.rows(Alert.id)

    with pytest.raises(NotFound):
        alerts.acknowledge(office.desk, office.office_id, alert, officer_id=office.officers["tini"])


def test_a_queue_that_no_counter_serves_is_found_and_ends_when_one_opens(office: Office) -> None:
    office.issue()
    office.clock.tick(minutes=4)
    watch(office)
    assert kinds(office) == []
    office.clock.tick(minutes=1)
    watch(office)
    assert kinds(office) == [("unserved", False)]

    office.open_counter()
    watch(office)

    assert kinds(office) == [("unserved", True)]


def test_who_waits_longer_by_the_own_wish_is_nobodys_long_wait_or_stay(office: Office) -> None:
    desks.open_desk(office.desk, office.office_id, counter_id=office.counters[1], officer_id=office.officers["wati"])
    first = office.issue()
    office.clock.tick(minutes=55)
    set_aside.be_late(office.desk, office.office_id, ticket_id=first.ticket_id, nth=0)
    office.clock.tick(minutes=6)

    watch(office)
    assert kinds(office) == []
    set_aside.come_back(office.desk, office.office_id, ticket_id=first.ticket_id)
    watch(office)
    assert kinds(office) == [("wait", False), ("stay", False)]


def test_a_break_of_the_only_officer_is_missed_once_it_lasts(office: Office) -> None:
    office.open_counter()
    office.clock.tick(minutes=60)
    office.issue()
    office.clock.tick(minutes=20)
    who = office.officers["wati"]
    desks.pause(office.desk, office.office_id, officer_id=who, status=DeskStatus.BREAK, reason="salat")
    watch(office)
    assert kinds(office) == []

    office.clock.tick(minutes=5)
    watch(office)

    assert kinds(office) == [("unserved", False)]


def test_the_day_watch_keeps_the_history_while_nobody_looks_at_a_board(office: Office) -> None:
    office.issue()
    office.clock.tick(minutes=30)

    DayWatch(office.desk, note_days=30, alert=lambda key: look(office.desk, key, unheard_s=10)).look()

    assert kinds(office) == [("wait", False), ("unserved", False)]


def test_a_watch_that_fails_leaves_the_day_its_evening(office: Office) -> None:
    office.open_counter()
    office.clock.tick(days=1)

    def fails(_office: object) -> None:
        raise ValueError

    DayWatch(office.desk, note_days=30, alert=fails).look()

    assert office.open_counter(1, by="joko") == office.officers["joko"]
