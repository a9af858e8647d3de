"""Staff print the paper of a ticket: an original where surely none was ever made, else a copy; never two originals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from queue_app.actions.paper import asked, jobs
from queue_app.actions.paper.jobs import PaperWish
from queue_app.domain.log import events
from queue_app.domain.log.errors import IllegalTransition, NoPrinter, NotFound
from queue_app.domain.paper.jobs import JobState, Outcome, PrinterStatus
from queue_app.store.paper.tables import PrintJob
from queue_app.store.queue.tables import Leg
from tests.actions.queue.test_numbers import tear_off
from tests.offices import Office
from tests.papers import WELL, WISH, must_take, paired_printer, printer_at_server, report

NO_SERVER_PRINTER = replace(WISH, server_kind="none")


def ask(office: Office, wish: PaperWish = WISH, *, leg_id: int = 0) -> int:
    """Wati asks for the paper of a ticket, the first one unless another is named; answers the copy's number."""
    leg_id = leg_id or office.rows(Leg.id)[0]
    return asked.print_ticket(
        office.desk, office.office_id, leg_id, wish=wish, by=office.officers["wati"]
    )  # fmt: skip


def gives_up(office: Office) -> None:
    """Nobody wants the paper of the first ticket any more."""
    job_id = office.rows(PrintJob.id)[-1]
    jobs.settle(office.desk, office.office_id, job_id, came_out=False, by=office.officers["tini"])


def papers(office: Office) -> list[tuple[int, JobState]]:
    return list(zip(office.rows(PrintJob.copy_no), office.rows(PrintJob.state), strict=True))


def test_a_ticket_that_never_had_a_paper_gets_its_original(office: Office) -> None:
    office.issue()
    issued = office.issue()
    printer_at_server(office)

    assert ask(office, leg_id=office.rows(Leg.id)[1]) == 1

    job = must_take(office)
    assert (job.number, job.copy_no, job.ahead, job.url) == ("A002", 1, 1, f"http://antrean.test/t/{issued.token}")
    assert office.events()[-1] == events.PaperDecided(
        issued.ticket_id, copy_no=1, decision="asked", officer_id=office.officers["wati"]
    )


def test_a_number_off_a_roll_has_its_paper_and_gets_a_copy(office: Office) -> None:
    tear_off(office, 1)
    printer_at_server(office)

    assert ask(office) == 2
    assert papers(office) == [(2, JobState.QUEUED)]


def test_asked_twice_it_is_printed_once(office: Office) -> None:
    office.issue()
    printer_at_server(office)

    assert [ask(office), ask(office)] == [1, 1]
    assert papers(office) == [(1, JobState.QUEUED)]


def test_a_paper_that_waits_and_is_asked_for_is_wanted_as_long_as_a_new_one(office: Office) -> None:
    office.issue(print_it=WISH)
    printer_at_server(office)
    office.clock.tick(minutes=14)

    ask(office)
    office.clock.tick(minutes=14)

    assert jobs.abandon_old(office.desk, office.office_id, keep=jobs.KEEP) == 0
    assert must_take(office).copy_no == 1


def test_a_paper_given_up_before_any_printer_had_it_becomes_the_original(office: Office) -> None:
    printer_at_server(office)
    office.issue(print_it=WISH)
    office.clock.tick(minutes=15)
    jobs.abandon_old(office.desk, office.office_id, keep=jobs.KEEP)

    assert ask(office) == 1

    assert (must_take(office).copy_no, papers(office)) == (1, [(1, JobState.SENT)])


def test_a_paper_that_every_printer_refused_becomes_the_original(office: Office) -> None:
    printer_at_server(office)
    office.issue(print_it=WISH)
    first = must_take(office)
    report(office, first, Outcome.REFUSED, "paper_end")
    gives_up(office)

    assert ask(office) == 1

    assert report(office, first, Outcome.CONFIRMED) is False  # a late report of the attempt before is no news
    assert (must_take(office).attempt_no, papers(office)) == (2, [(1, JobState.SENT)])


@pytest.mark.parametrize("outcome", [Outcome.BROKEN, None])
def test_a_paper_given_up_after_a_printer_had_it_is_followed_by_a_copy(office: Office, outcome: Outcome | None) -> None:
    printer_at_server(office)
    office.issue(print_it=WISH)
    job = must_take(office)
    if outcome:
        report(office, job, outcome, "dropped")
    gives_up(office)

    assert ask(office) == 2

    assert papers(office) == [(1, JobState.ABANDONED), (2, JobState.QUEUED)]


@pytest.mark.parametrize("outcome", [Outcome.TAKEN, Outcome.CONFIRMED])
def test_a_paper_that_came_out_is_followed_by_copies_counted_on(office: Office, outcome: Outcome) -> None:
    printer_at_server(office)
    office.issue(print_it=WISH)
    report(office, must_take(office), outcome)
    ask(office)
    report(office, must_take(office), outcome)

    assert (ask(office), must_take(office).copy_no) == (3, 3)


def test_a_copy_that_no_printer_ever_had_keeps_its_number(office: Office) -> None:
    printer_at_server(office)
    office.issue(print_it=WISH)
    report(office, must_take(office), Outcome.CONFIRMED)
    ask(office)
    gives_up(office)

    assert ask(office) == 2
    assert papers(office) == [(1, JobState.CONFIRMED), (2, JobState.QUEUED)]


def test_the_first_paper_of_a_ticket_that_is_over_is_refused_and_a_copy_is_not(office: Office) -> None:
    printer_at_server(office)
    office.issue()
    office.issue(print_it=WISH)
    report(office, must_take(office), Outcome.CONFIRMED)
    office.open_counter()
    served = [office.served().leg.leg_id for _ in range(2)]

    with pytest.raises(IllegalTransition):
        ask(office, leg_id=served[0])

    assert ask(office, leg_id=served[1]) == 2


def test_an_office_without_a_printer_says_so(office: Office) -> None:
    office.issue()

    with pytest.raises(NoPrinter):
        ask(office, NO_SERVER_PRINTER)

    assert papers(office) == []


def test_two_printers_at_kiosks_print_what_staff_ask_for_at_the_one_that_prints(office: Office) -> None:
    lobby, hall = paired_printer(office), paired_printer(office, "Aula")
    jobs.status(office.desk, office.office_id, lobby, PrinterStatus("cover_open"))
    jobs.status(office.desk, office.office_id, hall, WELL)
    office.issue(print_it=NO_SERVER_PRINTER)
    assert papers(office) == []

    ask(office, NO_SERVER_PRINTER)

    assert must_take(office, hall).copy_no == 1


def test_staff_choose_the_printer_also_of_a_paper_that_waits_for_another_one(office: Office) -> None:
    lobby, hall = paired_printer(office), paired_printer(office, "Aula")
    office.issue(print_it=replace(WISH, printer_id=lobby))

    ask(office, replace(WISH, printer_id=hall))

    assert jobs.take_job(office.desk, office.office_id, lobby) is None
    assert (must_take(office, hall).copy_no, papers(office)) == (1, [(1, JobState.SENT)])


def test_a_number_is_found_among_those_of_today(office: Office) -> None:
    printer_at_server(office)
    office.issue()
    by = office.officers["wati"]

    assert asked.print_number(office.desk, office.office_id, "A001", wish=WISH, by=by) == 1
    with pytest.raises(NotFound):
        asked.print_number(office.desk, office.office_id, "A002", wish=WISH, by=by)
    office.clock.tick(hours=24)
    with pytest.raises(NotFound):
        asked.print_number(office.desk, office.office_id, "A001", wish=WISH, by=by)
