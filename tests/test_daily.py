"""What the server does by itself when an office's day has changed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date

import pytest

from queue_app import daily
from queue_app.actions.citizen.survey import sealing
from queue_app.actions.queue import carrying, counter
from queue_app.daily import DayWatch
from queue_app.domain.log.errors import CounterTaken
from queue_app.domain.queue.lifecycle import State
from queue_app.store.citizen.score_tables import WaitScored
from queue_app.store.desk import Desk
from queue_app.store.evidence.tables import FactsRead
from queue_app.store.log import day_rows
from queue_app.store.queue.tables import Leg
from tests.actions.citizen.test_scores import note
from tests.domain.citizen.promised import promise
from tests.factories import make_plan
from tests.offices import Office


def test_what_yesterday_left_waiting_is_marked_when_the_office_has_a_new_day(office: Office) -> None:
    office.clock.set_local("2026-11-22 23:59:00")
    office.issue()
    watch = DayWatch(office.desk, note_days=30)
    watch.look()
    before = office.rows(Leg.state)

    office.clock.set_local("2026-11-23 00:00:30")
    watch.look()

    assert (before, office.rows(Leg.state)) == ([State.WAITING], [State.EXPIRED])


def test_what_is_open_at_a_counter_overnight_stays_for_its_officer_to_decide(office: Office) -> None:
    office.issue()
    office.open_counter()
    office.call_next()

    office.clock.tick(days=1)
    DayWatch(office.desk, note_days=30).look()

    assert office.rows(Leg.state) == [State.CALLED]


def test_what_a_busy_day_leaves_is_noted_before_the_next_day(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daily, "UNTOLD_MOST", 2)
    watch = DayWatch(office.desk, note_days=30)
    watch.look()
    lengths = []
    for _ in range(3):
        office.issue()
        watch.look()
        with office.desk.reading() as connection:
            lengths.append(day_rows.length_untold(connection, office.office_id))

    assert lengths == [1, 2, 0]


def test_facts_of_yesterday_are_kept_when_the_office_has_a_new_day(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.served()
    office.clock.tick(days=1)

    DayWatch(office.desk, note_days=30).look()

    assert office.rows(FactsRead.business_date) == [date(2026, 11, 23)]


def test_what_yesterday_promised_is_counted_when_the_office_has_a_new_day(office: Office) -> None:
    office.issue(promise=promise(0, 10))
    note(office, min(office.legs()), 0, promise(0, 10))
    office.clock.tick(days=1)

    DayWatch(office.desk, note_days=30).look()

    assert office.rows(WaitScored.business_date) == [date(2026, 11, 23)]


def test_promises_that_cannot_be_counted_leave_the_rest_of_the_evening(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    trained: list[int] = []
    monkeypatch.setattr(daily, "renew_scores", lambda *_asked: 1 / 0)
    monkeypatch.setattr(daily, "renew_model", lambda _desk, office_id: trained.append(office_id))
    watch = DayWatch(office.desk, note_days=30)
    with caplog.at_level(logging.CRITICAL):
        watch.look()
        watch.learn()

    assert trained == [office.office_id]


def test_days_of_the_survey_that_could_not_be_closed_are_closed_at_the_next_look(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []

    def fail(*_of: object) -> None:
        looks.append("failed")
        raise OSError

    watch = DayWatch(office.desk, note_days=30)
    monkeypatch.setattr(sealing, "close_days", fail)
    watch.look()
    monkeypatch.setattr(sealing, "close_days", lambda *_of: looks.append("closed"))
    for _ in range(2):
        watch.look()

    assert looks == ["failed", "closed"]


def test_what_is_told_later_of_a_day_renews_its_facts_while_today_goes_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daily, "RENEW_EVERY_S", 0.0)
    office.open_counter()
    office.issue()
    leg = office.do(counter.start, office.call_next())
    office.clock.tick(days=1)
    watch = DayWatch(office.desk, note_days=30)
    watch.look()
    before = office.rows(FactsRead.seq)

    office.do(counter.finish, leg)
    watch.look()

    assert office.rows(FactsRead.seq) > before
    assert office.rows(FactsRead.business_date) == [date(2026, 11, 23)]


def test_a_counter_left_open_overnight_is_free_in_the_morning(office: Office) -> None:
    office.open_counter(1, by="wati")
    office.clock.tick(days=1)

    DayWatch(office.desk, note_days=30).look()

    assert office.open_counter(1, by="joko") == office.officers["joko"]


def test_a_counter_with_an_open_ticket_stays_with_its_officer(office: Office) -> None:
    office.issue()
    office.open_counter(1, by="wati")
    office.call_next()
    office.clock.tick(days=1)

    DayWatch(office.desk, note_days=30).look()

    with pytest.raises(CounterTaken):
        office.open_counter(1, by="joko")


def test_a_fault_in_one_office_leaves_the_others_their_evening(
    office: Office,
    found_another: Callable[..., Office],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.ERROR, "queue_app")  # another test's program may have set it lower
    other = found_another(make_plan(slug="dua", tag="2"), tag="2")
    other.issue()
    office.clock.tick(days=1)

    def faulty(desk: Desk, office_id: int) -> None:
        if office_id == office.office_id:
            raise RuntimeError("this office's own fault")

    monkeypatch.setattr(carrying, "carry_past_days_off", faulty)
    DayWatch(office.desk, note_days=30).look()

    assert other.rows(Leg.state) == [State.EXPIRED]
    assert [record.message for record in caplog.records] == ["uji: the end of the day could not be written"]


def test_a_watch_that_starts_and_stops_has_looked_once(office: Office) -> None:
    office.issue()
    office.clock.tick(days=1)

    watch = DayWatch(office.desk, note_days=30)
    watch.start()
    watch.stop()

    assert office.rows(Leg.state) == [State.EXPIRED]


def test_a_clock_that_stands_behind_the_log_is_told(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    """A small computer without a battery for its clock, off over the night: guysoft/OctoPi #606."""
    office.issue()
    office.clock.set_local("1970-01-01 07:00:00")

    with caplog.at_level(logging.ERROR):
        DayWatch(office.desk, note_days=30).look()

    assert ["the clock of this computer is wrong" in each.getMessage() for each in caplog.records] == [True]
