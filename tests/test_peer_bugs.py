"""Bugs found in other queue systems, each under the number of our list; what is not here stands with the screens.

1, 2: tests/actions/queue/test_concurrency.py holds the same with many at once. 13: tests/store/queue/test_heads.py.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from queue_app.actions.paper import jobs
from queue_app.actions.paper.jobs import PaperWish
from queue_app.actions.queue import absences, counter, days, desks
from queue_app.domain.log.errors import CounterBusy, CounterTaken, NobodyWaiting, QueueError, ServiceClosed
from queue_app.domain.log.events import TicketCalled
from queue_app.domain.paper.jobs import Attempt, Outcome, PrinterStatus
from queue_app.domain.queue.lifecycle import State
from queue_app.domain.queue.timeline import service_time
from queue_app.store.evidence import period
from queue_app.store.office.tables import Service
from queue_app.store.paper.tables import PrintJob
from queue_app.store.queue.tables import Ticket
from tests.calendars import set_service
from tests.factories import MORNING, make_plan
from tests.offices import Office

PAPER = PaperWish(lang="id", link_base="http://antrean.test")


def test_peer_01_two_calls_at_once_do_not_call_the_same_ticket(office: Office) -> None:
    """FQM, NovoSGA."""
    office.open_counter(1, by="wati")
    office.open_counter(2, by="joko")
    for _ in range(2):
        office.issue("AKTA")

    with ThreadPoolExecutor(2) as pool:
        legs = list(pool.map(lambda by: office.call_next(by=by), ["wati", "joko"]))

    assert sorted(leg.shown for leg in legs) == ["B001", "B002"]


def test_peer_02_two_kiosks_at_once_do_not_give_the_same_number(office: Office) -> None:
    """FQM, TheQ, Indo."""
    with ThreadPoolExecutor(2) as pool:
        shown = list(pool.map(lambda _kiosk: office.issue().shown, range(2)))

    assert sorted(shown) == ["A001", "A002"]


def test_peer_03_same_post_twice_makes_one_ticket(office: Office) -> None:
    """NovoSGA #420."""
    first, second = office.issue(key="press-0001"), office.issue(key="press-0001")

    assert (first.token, first.shown) == (second.token, second.shown)
    assert office.rows(Ticket.number) == [1]


def test_peer_04_two_calls_in_one_instant_are_both_told_in_order(office: Office) -> None:
    """FQM, NovoSGA's panel. The screen's part stands with the screen."""
    office.open_counter(1, by="wati")
    office.open_counter(2, by="joko")
    office.issue("AKTA")
    office.issue("AKTA")
    office.published.clear()

    legs = [office.call_next(by="wati").leg.leg_id, office.call_next(by="joko").leg.leg_id]

    told = [
        (each.seq, event.leg_id)
        for each in office.published
        for event in each.events
        if isinstance(event, TicketCalled)
    ]
    assert [leg_id for _seq, leg_id in told] == legs
    assert told[1][0] == told[0][0] + 1


def test_peer_06_recall_does_not_alter_the_wait(office: Office) -> None:
    """SiolaQ."""
    office.open_counter()
    office.issue()
    office.clock.tick(minutes=7)
    leg = office.call_next()
    office.clock.tick(minutes=2)

    again = office.do(counter.recall, leg)

    assert again.leg == replace(leg.leg, call_count=2)
    assert again.leg.called_at == MORNING + timedelta(minutes=7)


def test_peer_07_transfer_keeps_the_arrival_and_each_leg_its_own_service_time(office: Office) -> None:
    """NovoSGA zeroes it."""
    office.open_counter(1)
    office.issue("KTP")
    office.issue("AKTA")
    leg = office.do(counter.start, office.call_next())
    office.clock.tick(minutes=4)
    office.transfer(leg, to="AKTA")
    last = office.served(minutes=9)

    times = [service_time(each) for each in office.legs().values() if each.ticket_id == leg.leg.ticket_id]
    assert (last.shown, last.order_no) == ("A001", leg.order_no)
    assert times == [timedelta(minutes=4), timedelta(minutes=9)]
    assert office.rows(Ticket.arrived_at) == [MORNING, MORNING]


def test_peer_08_call_next_while_one_is_open_does_not_invent_a_finish(office: Office) -> None:
    """PA-Penajam, Qmatic closes silently."""
    office.open_counter()
    office.issue()
    office.issue()
    office.do(counter.start, office.call_next())
    before = office.legs()

    with pytest.raises(CounterBusy):
        office.call_next()

    assert office.legs() == before


def test_peer_09_a_finish_forgotten_overnight_is_counted_and_not_averaged(office: Office) -> None:
    """TheQ."""
    office.open_counter()
    office.issue()
    leg = office.do(counter.start, office.call_next())
    office.clock.tick(hours=23)
    days.expire_left_over(office.desk, office.office_id)
    office.do(counter.finish, leg)

    with office.desk.reading() as connection:
        monday = date(2026, 11, 23)
        found = period.read(connection, office.office_id, zone="Asia/Jakarta", first=monday, last=monday)
    [duty] = found.figures.duties.values()
    assert (duty.finished, duty.service.count, duty.served_s) == (1, 0, 23 * 3600)
    assert duty.left_out["overnight"] == 1


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_peer_10_numbers_begin_anew_at_midnight_on_the_wall(
    office: Office, found_another: Callable[..., Office], zone: str
) -> None:
    """TheQ's eleven hours."""
    here = found_another(make_plan(slug="dua", zone=zone, tag="2"), tag="2")
    here.clock.set_local("2026-11-22 23:59:59", zone)
    late = [here.issue().shown, here.issue().shown]
    here.clock.set_local("2026-11-23 00:00:00", zone)

    assert (late, here.issue().shown) == (["A001", "A002"], "A001")
    assert here.rows(Ticket.business_date) == [date(2026, 11, 22), date(2026, 11, 22), date(2026, 11, 23)]
    here.check()


def test_peer_11_a_dead_printer_keeps_no_citizen_waiting_and_a_retry_prints_one_copy(office: Office) -> None:
    """FQM. That the screen shows it stands with the screen."""
    issued = office.issue(print_it=PAPER)
    tries = []
    for outcome, seconds in ((Outcome.REFUSED, 2), (Outcome.TAKEN, 3600)):
        job = jobs.take_job(office.desk, office.office_id)
        assert job is not None
        tries.append((job.number, job.attempt_no))
        done = Attempt(outcome, None, PrinterStatus())
        jobs.report(
            office.desk, office.office_id, job.id, printer_id=None, attempt_no=job.attempt_no, attempt=done
        )  # fmt: skip
        office.clock.tick(seconds=seconds)

    assert tries == [(issued.shown, 1), (issued.shown, 2)]
    assert jobs.take_job(office.desk, office.office_id) is None
    assert office.rows(PrintJob.ticket_id) == [issued.ticket_id]


def test_peer_12_a_quota_is_of_one_date_and_a_cancelled_number_is_given_back(office: Office) -> None:
    """NovoSGA's maximo."""
    set_service(office, "KTP", daily_quota=2)
    office.open_counter()
    office.issue()
    office.issue()
    with pytest.raises(ServiceClosed):
        office.issue()
    office.do(absences.cancel, office.call_next())

    assert office.issue().shown == "A003"
    with pytest.raises(ServiceClosed):
        office.issue()
    office.clock.tick(days=1)
    assert office.issue().shown == "A001"


def test_peer_14_of_equals_the_oldest_is_first(office: Office) -> None:
    """NovoSGA's DESC."""
    office.open_counter()
    for priority in (None, None, None, "lansia", "lansia"):
        office.issue(priority=priority)

    assert [office.served().shown for _ in range(5)] == ["A001", "A002", "A004", "A003", "A005"]


def test_peer_15_a_change_of_one_ticket_touches_one_row(office: Office) -> None:
    """FQM's API."""
    office.open_counter()
    for _ in range(3):
        office.issue()
    before = office.legs()

    leg = office.do(counter.start, office.call_next())

    changed = {leg_id for leg_id, row in office.legs().items() if row != before[leg_id]}
    assert changed == {leg.leg.leg_id}


def test_peer_16_the_served_the_held_and_the_gone_are_not_ahead(office: Office) -> None:
    """FQM."""
    office.open_counter()
    for _ in range(6):
        office.issue()
    office.served()
    office.do(counter.hold, office.do(counter.start, office.call_next()))
    office.do(counter.no_show, office.call_next())
    office.do(absences.cancel, office.call_next())
    office.do(counter.start, office.call_next())

    assert [leg.state for leg in office.legs().values()].count(State.WAITING) == 1
    assert office.issue().ahead == 1


def test_peer_18_a_counter_is_held_by_one_officer(office: Office) -> None:
    """NovoSGA #214."""
    office.open_counter(1, by="wati")

    with pytest.raises(CounterTaken):
        office.open_counter(1, by="joko")


def test_peer_19_a_restored_no_show_is_seen_by_every_counter_of_its_service(office: Office) -> None:
    """attendance-bundle #3."""
    office.open_counter(1, by="wati")
    office.issue("AKTA")
    office.issue("AKTA")
    missed = office.do(counter.no_show, office.call_next(by="wati"))
    office.do(absences.restore, missed, by="tini")
    office.open_counter(2, by="joko")

    assert office.call_next(by="joko").shown == "B001"


def test_peer_19_a_no_show_of_yesterday_is_not_restored_where_no_counter_sees_it(office: Office) -> None:
    """The same bug a day later: nobody calls tickets of another date."""
    office.open_counter()
    office.issue()
    missed = office.do(counter.no_show, office.call_next())
    office.clock.tick(days=1)

    with pytest.raises(QueueError):
        office.do(absences.restore, missed)

    assert office.legs()[missed.leg.leg_id].state is State.NO_SHOW


def test_peer_20_a_closed_service_takes_nobody_by_any_way(office: Office) -> None:
    """TheQ. That its button vanishes stands with the kiosk."""
    office.open_counter()
    office.issue("KTP")
    leg = office.call_next()
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(update(Service).where(Service.code == "AKTA").values(is_open=False))

    with pytest.raises(ServiceClosed):
        office.issue("AKTA")
    with pytest.raises(ServiceClosed):
        office.transfer(leg, to="AKTA")
    office.do(counter.no_show, leg)
    desks.close_desk(office.desk, office.office_id, officer_id=office.officers["wati"])
    office.open_counter(2)
    with pytest.raises(NobodyWaiting):
        office.call_next()
