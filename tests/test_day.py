"""A whole day of an office, from the first number to the report of the evening and the end of the day."""

from __future__ import annotations

from datetime import date

from queue_app.actions.paper.jobs import PaperWish
from queue_app.actions.queue import counter, desks
from queue_app.config import Printing
from queue_app.daily import DayWatch
from queue_app.domain.queue.lifecycle import State
from queue_app.printing.lines import PAPERS
from queue_app.printing.spool import Spool
from queue_app.reports import duties
from queue_app.store.evidence import period
from tests.offices import Office
from tests.printing.escpos_reader import read
from tests.printing.tcp_printer import TcpPrinter

MONDAY = date(2026, 11, 23)


def test_a_day_from_the_first_number_to_the_evening(office: Office) -> None:
    # 08.00: the first number, on paper too; a priority and a third follow.
    office.issue("KTP", print_it=PaperWish("id", "http://antrean.test"))
    office.issue("KTP", priority="lansia")
    office.issue("KTP")
    with TcpPrinter() as printer:
        Spool(office.desk, Printing(kind="network", host=printer.host, port=printer.port)).print_one()
        assert "A001" in read(printer.next_job(), PAPERS[80]).texts

    # Wati calls by turns: two regular, then the priority. The first goes on to Joko with his papers.
    wati, joko = office.open_counter(1, by="wati"), office.open_counter(2, by="joko")
    first = office.do(counter.start, office.call_next())
    office.clock.tick(minutes=4)
    office.transfer(first, to="AKTA")
    assert office.served(by="joko", minutes=11).shown == "A001"
    assert [office.served(minutes=9).shown, office.served(minutes=12).shown] == ["A003", "A002"]

    # The last one is called twice and does not come; one more is never called.
    office.issue("KTP")
    missed = office.call_next()
    office.do(counter.recall, missed)
    office.do(counter.no_show, missed)
    office.issue("AKTA")
    for officer_id in (wati, joko):
        desks.close_desk(office.desk, office.office_id, officer_id=officer_id)

    # The evening's evidence: within one service, the priority counted but not timed, the transfer beside it.
    with office.desk.reading() as connection:
        found = period.read(connection, office.office_id, zone="Asia/Jakarta", first=MONDAY, last=MONDAY)
    assert [
        (row.officer.name, row.service, row.duty.finished, row.duty.service.median_s, row.duty.sent_on)
        for row in duties.rows(found, lang="id")
    ] == [("Joko", "Layanan AKTA", 1, 660.0, 0), ("Wati", "Layanan KTP", 2, 540.0, 1)]

    # After midnight who was never called is marked, and numbers begin anew.
    office.clock.set_local("2026-11-24 00:01:00")
    DayWatch(office.desk, note_days=30).look()
    assert [leg.state for leg in office.legs().values()] == [
        State.TRANSFERRED, State.FINISHED, State.FINISHED, State.FINISHED, State.NO_SHOW, State.EXPIRED,
    ]  # fmt: skip
    assert office.issue("KTP").shown == "A001"
