"""Duties kept up event by event are those counted at once."""

from __future__ import annotations

from datetime import date

from queue_app.actions.queue import counter, desks
from queue_app.domain.evidence.duties import duties
from queue_app.domain.evidence.figures import desks_of, visits_of
from queue_app.domain.evidence.running import RunningDuties
from queue_app.domain.queue.stretches import Stretches
from queue_app.store.evidence.standards import standard_on
from queue_app.store.log import days
from tests.offices import Office

DAY = date(2026, 11, 23)


def agree_after_each_event(office: Office) -> int:
    """How many events there were; compares after each."""
    zone = office.desk.office(office.office_id).time_zone
    with office.desk.reading() as connection:
        recorded = list(days.recorded_of(connection, office.office_id, DAY, DAY))
        standard_s = standard_on(connection, office.office_id)
    told, running = Stretches(), RunningDuties(zone)
    for entry in recorded:
        told.read([entry])
        visits, sessions = list(visits_of(told, DAY, DAY)), list(desks_of(told, DAY, DAY, zone=zone))
        running.count([entry], {each.ticket_id: each for each in visits}, sessions, standard_s=standard_s)
        assert running.duties == duties(visits, sessions, standard_s=standard_s, zone=zone)
    return len(recorded)


def test_a_hold_during_which_another_citizen_is_served_is_counted_again_when_that_service_ends(office: Office) -> None:
    office.open_counter()
    for _ in range(2):
        office.issue()
    held = office.do(counter.start, office.call_next())
    office.clock.tick(minutes=3)
    held = office.do(counter.hold, held, reason="fotokopi")
    other = office.do(counter.start, office.call_next())
    office.clock.tick(minutes=4)
    office.do(counter.finish, other)
    office.clock.tick(minutes=1)
    office.do(counter.resume, held)
    office.clock.tick(minutes=2)
    office.do(counter.finish, held)

    assert agree_after_each_event(office) > 8


def test_what_is_undone_sent_on_taken_over_or_never_came_is_counted_again(office: Office) -> None:
    office.open_counter()
    for _ in range(4):
        office.issue()
    office.served(minutes=9)
    office.do(counter.no_show, office.call_next())
    office.transfer(office.call_next(), to="AKTA")
    office.do(counter.start, office.call_next())
    office.clock.tick(minutes=2)
    desks.take_over(office.desk, office.office_id, counter_id=office.counters[1], officer_id=office.officers["tini"])

    assert agree_after_each_event(office) > 8
