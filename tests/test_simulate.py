"""A played morning: the same seed plays the same, every row is the fold of its events, nothing is left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from queue_app import simulate
from queue_app.actions.office import setup
from queue_app.actions.queue import absences, corrections, counter
from queue_app.domain.citizen.complaints.states import State as ComplaintState
from queue_app.domain.log.errors import NotADemo, NotFound
from queue_app.domain.queue.lifecycle import State
from queue_app.simulate import Played
from queue_app.store import schema
from queue_app.store.citizen.complaints import rows as complaints
from queue_app.store.citizen.survey import answers, seal_check
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.evidence.tables import FactsRead
from queue_app.store.log.tables import LoggedEvent
from queue_app.store.queue.tables import DeskSession, Leg, Ticket
from queue_app.store.queue.tickets import TicketLeg
from tests.offices import Office, make_office


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Office]:
    url = f"sqlite:///{tmp_path / 'demo.db'}"
    schema.migrate(url)
    database = Database(url)
    setup.ensure_demo(Desk(database))
    yield make_office(database, 1)
    database.close()


def play(office: Office, *, seed: int = 7, tickets: int = 60, speed: float = 0) -> Played:
    return simulate.play(office.desk, seed=seed, tickets=tickets, speed=speed, force=False)


@pytest.mark.slow("plays a morning")
def test_a_morning_ends_with_rows_equal_to_events_and_nobody_left_at_a_counter(demo: Office) -> None:
    played = play(demo)

    demo.check()
    states = Counter(demo.rows(Leg.state))
    assert states == Counter({
        State.FINISHED: played.finished, State.TRANSFERRED: played.transferred, State.CANCELLED: played.cancelled,
        State.NO_SHOW: played.no_show - played.restored,
    })  # fmt: skip
    assert demo.rows(DeskSession.id, DeskSession.closed_at.is_(None)) == []


def test_the_morning_was_yesterday_and_has_its_own_times(demo: Office) -> None:
    play(demo)

    first = min(demo.rows(LoggedEvent.at))
    assert first.isoformat() == "2026-11-22T01:00:00+00:00"  # the clock stands on the 23rd; 08.00 in Jakarta


@pytest.mark.slow("plays two mornings")
def test_the_same_seed_plays_the_same_morning(demo: Office, tmp_path: Path) -> None:
    once = play(demo)
    legs = [(leg.service_id, leg.called_at, leg.ended_at) for leg in demo.legs().values()]

    schema.migrate(url := f"sqlite:///{tmp_path / 'again.db'}")
    setup.ensure_demo(Desk(Database(url)))
    again = make_office(Database(url), 1)

    assert play(again) == once
    assert [(leg.service_id, leg.called_at, leg.ended_at) for leg in again.legs().values()] == legs


def test_another_seed_plays_another_morning(demo: Office) -> None:
    play(demo, seed=1, tickets=20)
    first = sorted(leg.queued_at for leg in demo.legs().values())
    play(demo, seed=2, tickets=20)

    assert sorted(leg.queued_at for leg in demo.legs().values())[:20] != first


def test_a_live_morning_leaves_the_first_counter_to_whoever_tries_the_demo(demo: Office) -> None:
    play(demo, tickets=5, speed=1_000_000)

    assert demo.counters[1] not in set(demo.rows(DeskSession.counter_id))


def test_a_ticket_that_a_visitor_of_the_demo_holds_is_left_to_the_visitor(demo: Office) -> None:
    demo.clock.tick(days=-1)
    demo.issue()
    demo.open_counter(1, by="rina")
    held = demo.do(counter.hold, demo.do(counter.start, demo.call_next(by="rina"), by="rina"), by="rina")
    demo.clock.tick(days=1)

    play(demo)

    leg = demo.legs()[held.leg.leg_id]
    assert (leg.state, leg.officer_id) == (State.HELD, demo.officers["rina"])


def test_a_morning_takes_over_what_an_interrupted_one_left_at_the_counters(demo: Office) -> None:
    demo.clock.tick(days=-1)
    demo.issue()
    demo.open_counter(2, by="togar")
    demo.call_next(by="togar")
    demo.clock.tick(days=1)

    played = play(demo, tickets=10)

    assert (played.issued, demo.legs()[1].state) == (10, State.CANCELLED)
    assert demo.rows(DeskSession.id, DeskSession.closed_at.is_(None)) == []


def test_an_interrupted_morning_leaves_no_counter_held(demo: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(corrections, "take_back", interrupted)
    with pytest.raises(KeyboardInterrupt):
        play(demo, tickets=10)
    monkeypatch.undo()

    played = play(demo, seed=8, tickets=5)

    assert played.issued == 5
    assert demo.rows(DeskSession.id, DeskSession.closed_at.is_(None)) == []


def test_a_hand_that_acts_on_a_played_ticket_does_not_end_the_morning(
    demo: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, acted = counter.start, list[TicketLeg]()

    def start_after_a_hand(desk: Desk, office_id: int, *, leg_id: int, officer_id: int) -> TicketLeg:
        if not acted:
            acted.append(absences.cancel(desk, office_id, leg_id=leg_id, officer_id=officer_id, reason="pulang"))
        return start(desk, office_id, leg_id=leg_id, officer_id=officer_id)

    monkeypatch.setattr(counter, "start", start_after_a_hand)
    played = play(demo, tickets=10)

    assert (played.issued, played.refused["start"]) == (10, 1)


def test_the_same_seed_twice_in_one_office_says_that_nobody_new_came(demo: Office) -> None:
    play(demo, tickets=10)

    assert play(demo, tickets=10).issued == 0


def test_a_real_office_is_refused(office: Office) -> None:
    with pytest.raises(NotADemo):
        play(office)

    assert office.events() == []


@pytest.mark.slow("plays two mornings")
def test_past_days_are_played_from_monday_to_friday_and_their_facts_kept(demo: Office) -> None:
    played = simulate.play_days(demo.desk, days=4, seed=1, tickets=6, force=False)

    demo.check()
    mornings = [date(2026, 11, day) for day in (19, 20)]  # then Saturday and Sunday; the clock stands on Monday
    assert demo.rows(FactsRead.business_date) == mornings
    assert sorted(set(demo.rows(Leg.business_date))) == mornings
    assert played.issued == len(demo.rows(Ticket.id)) > 8
    with demo.desk.reading() as connection:
        given = answers.answers(connection, 1, mornings[0], mornings[-1])
        assert list(seal_check.differences(connection, 1)) == []
        (kept,) = complaints.of_office(connection, demo.desk.seal, 1)
    assert 0 < len(given) < played.finished
    assert kept.state is ComplaintState.ANSWERED


@pytest.mark.slow("plays a morning in each of three offices")
def test_a_city_of_offices_of_different_shapes_has_a_morning_in_each(tmp_path: Path) -> None:
    schema.migrate(url := f"sqlite:///{tmp_path / 'city.db'}")
    database = Database(url)
    desk = Desk(database)

    played = simulate.play_city(desk, offices=3, counters=4, seed=1, tickets=5)

    offices = [make_office(database, number) for number in (1, 2, 3)]
    assert [len(office.counters) for office in offices] == [4, 4, 2]
    assert played.issued == sum(len(office.rows(Ticket.id, Ticket.office_id == office.office_id)) for office in offices)
    for office in offices:
        office.check()
    database.close()


def test_a_city_is_not_founded_beside_another_office(demo: Office) -> None:
    with pytest.raises(NotADemo):
        simulate.play_city(demo.desk, offices=2, counters=2, seed=1, tickets=1)


def test_a_database_without_an_office_is_refused(tmp_path: Path) -> None:
    schema.migrate(url := f"sqlite:///{tmp_path / 'empty.db'}")

    with pytest.raises(NotFound):
        simulate.play(Desk(Database(url)), seed=1, tickets=1, speed=0, force=True)


def test_months_of_survey_answers_lie_before_this_one_and_each_day_is_sealed(demo: Office) -> None:
    count = simulate.play_surveys(demo.desk, months=1, seed=1, force=False)

    with demo.desk.reading() as connection:
        kept = answers.answers(connection, 1, date(2026, 1, 1), date(2026, 12, 31))
        faults = list(seal_check.differences(connection, 1))
    assert ({each.day.strftime("%Y-%m") for each in kept}, len(kept), faults) == ({"2026-10"}, count, [])
