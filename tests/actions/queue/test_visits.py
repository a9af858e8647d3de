from __future__ import annotations

import pytest
from sqlalchemy import update

from queue_app.actions.queue import counter, desks, remarks
from queue_app.actions.queue.counter import Finish
from queue_app.domain.log.errors import BadInput, NotFound, OtherDay, SameService, ServiceClosed
from queue_app.domain.queue.lifecycle import State
from queue_app.store.office.tables import Service
from queue_app.store.queue import notes, tickets
from queue_app.store.queue.tables import DeskStatus, Leg
from queue_app.store.queue.tickets import TicketLeg
from tests.offices import Office


def serving(office: Office, service: str = "KTP") -> TicketLeg:
    office.open_counter()
    office.issue(service)
    return office.do(counter.start, office.call_next())


def last_leg(office: Office) -> TicketLeg:
    with office.desk.reading() as connection:
        return tickets.ticket_leg(connection, office.office_id, max(office.legs()))


def test_a_visit_goes_on_at_the_next_service_without_a_new_ticket(office: Office) -> None:
    leg = serving(office)

    finished = office.do(counter.finish, leg, done=Finish(next_service_id=office.services["AKTA"]))

    onward = last_leg(office)
    assert (finished.leg.state, onward.leg.state, onward.shown) == (State.FINISHED, State.WAITING, leg.shown)
    assert (onward.leg.ticket_id, onward.order_no) == (leg.leg.ticket_id, leg.order_no)


def test_a_visit_goes_on_at_the_same_counter_at_once(office: Office) -> None:
    leg = serving(office)

    onward = office.do(counter.finish, leg, done=Finish(next_service_id=office.services["AKTA"], stay=True))

    assert (onward.leg.state, onward.leg.counter_id, onward.leg.call_rule) == (
        State.SERVING, leg.leg.counter_id, "same_visit",
    )  # fmt: skip
    assert onward.leg.started_at == onward.leg.queued_at


def test_a_ticket_sent_away_and_back_returns_to_the_counter_it_came_from(office: Office) -> None:
    leg = serving(office)
    office.open_counter(2, by="joko")
    sent = office.transfer(leg, to="AKTA", come_back=True)
    away = office.do(counter.start, office.call_next(by="joko"), by="joko")

    office.do(counter.finish, away, by="joko")

    assert away.leg.leg_id == sent.leg.leg_id
    back = office.call_next()
    assert (back.leg.service_id, back.leg.call_rule) == (leg.leg.service_id, "directed")


def test_a_visit_does_not_go_on_where_it_is_nor_where_nobody_is_served(office: Office) -> None:
    leg = serving(office)
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(update(Service).where(Service.code == "AKTA").values(is_open=False))

    with pytest.raises(SameService):
        office.do(counter.finish, leg, done=Finish(next_service_id=office.services["KTP"]))
    with pytest.raises(ServiceClosed):
        office.do(counter.finish, leg, done=Finish(next_service_id=office.services["AKTA"]))
    assert office.rows(Leg.state) == [State.SERVING]


def test_a_visit_of_yesterday_is_finished_but_does_not_go_on(office: Office) -> None:
    leg = serving(office)
    office.clock.tick(days=1)

    with pytest.raises(OtherDay):
        office.do(counter.finish, leg, done=Finish(next_service_id=office.services["AKTA"]))
    assert office.do(counter.finish, leg).leg.inaccurate == "overnight"


def test_a_transfer_within_the_service_needs_another_counter_or_officer(office: Office) -> None:
    leg = serving(office, "AKTA")

    with pytest.raises(SameService):
        office.transfer(leg, to="AKTA")
    with pytest.raises(BadInput):
        office.transfer(leg, to="AKTA", counter_id=office.counters[1])
    with pytest.raises(BadInput):
        office.transfer(leg, to="AKTA", officer_id=office.officers["wati"])
    with pytest.raises(NotFound):
        office.transfer(leg, to="AKTA", counter_id=999)
    sent = office.transfer(leg, to="AKTA", counter_id=office.counters[2])

    assert sent.leg.to_counter_id == office.counters[2]


def test_a_note_goes_with_the_transfer_and_is_no_part_of_the_log(office: Office) -> None:
    leg = serving(office)

    sent = office.transfer(leg, to="AKTA", note="  Butuh akta nikah asli  ")

    with office.desk.reading() as connection:
        found = notes.of_ticket(connection, sent.leg.ticket_id)
    assert [(note.officer, note.text) for note in found] == [("Wati", "Butuh akta nikah asli")]
    assert "akta nikah" not in str(office.events())


@pytest.mark.parametrize("text", ["", "   ", "x" * 251, "nol\0"])
def test_a_note_that_cannot_be_kept_is_refused(office: Office, text: str) -> None:
    leg = serving(office)

    with pytest.raises(BadInput):
        office.do(remarks.note, leg, text=text)


def test_a_way_back_leads_nowhere_once_the_day_is_over_or_the_service_is_gone(office: Office) -> None:
    office.open_counter(2, by="joko")
    for ends in ("day", "service"):
        leg = serving(office)
        office.transfer(leg, to="AKTA", come_back=True)
        away = office.do(counter.start, office.call_next(by="joko"), by="joko")
        if ends == "day":
            office.clock.tick(days=1)
        else:
            with office.desk.transaction(office.office_id) as work:
                work.connection.execute(update(Service).where(Service.code == "KTP").values(is_active=False))
        office.do(counter.finish, away, by="joko")

        assert State.WAITING not in {each.state for each in office.legs().values()}


def test_a_ticket_sent_to_an_officer_on_a_break_is_called_by_another(office: Office) -> None:
    leg = serving(office)
    joko = office.open_counter(2, by="joko")
    sent = office.transfer(leg, to="AKTA", officer_id=joko)
    desks.pause(office.desk, office.office_id, officer_id=joko, status=DeskStatus.BREAK, reason="istirahat")

    assert office.call_next().leg.leg_id == sent.leg.leg_id
