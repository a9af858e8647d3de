"""A paper is handed to one printer once; what became of it is told by the printer, or by people who looked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from queue_app.actions.paper import jobs
from queue_app.actions.queue import counter
from queue_app.domain.citizen import given
from queue_app.domain.log import events
from queue_app.domain.log.errors import NotFound, PaperSettled
from queue_app.domain.paper.jobs import JobState, Outcome, PrinterStatus
from queue_app.store.paper import printers, standing
from queue_app.store.paper.printers import PrinterRow
from queue_app.store.paper.tables import PrintJob
from tests.factories import MORNING, make_promise
from tests.offices import Office
from tests.papers import WELL, WISH, must_take, paired_printer, printer_at_server, report


def take(office: Office) -> object:
    return jobs.take_job(office.desk, office.office_id)


def paper_of(office: Office) -> standing.Standing:
    with office.desk.reading() as connection:
        return standing.standing(connection, office.office_id, now=office.clock())


def stuck(office: Office) -> list[tuple[str, str | None]]:
    return [(each.job.number, each.reason) for each in paper_of(office).stuck]


def row(office: Office, printer_id: int) -> PrinterRow:
    with office.desk.reading() as connection:
        return printers.printer(connection, office.office_id, printer_id)


def test_jobs_are_taken_in_the_order_of_the_tickets_each_once(office: Office) -> None:
    for _ in range(3):
        office.issue(print_it=WISH)

    assert [must_take(office).number for _ in range(3)] == ["A001", "A002", "A003"]
    assert take(office) is None


def test_the_paper_of_a_number_says_what_was_promised_with_it_and_no_later_one_does(office: Office) -> None:
    office.issue(print_it=WISH, promise=make_promise())
    first = must_take(office)
    office.clock.tick(minutes=1)
    jobs.reprint(office.desk, office.office_id, first.id, by=office.officers["tini"])

    assert [first.promised, must_take(office).promised] == [given.written(make_promise()), None]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(Outcome.TAKEN, JobState.SENT), (Outcome.CONFIRMED, JobState.CONFIRMED), (Outcome.BROKEN, JobState.FAILED)],
)
def test_a_job_that_went_out_is_never_due_again(office: Office, outcome: Outcome, state: JobState) -> None:
    office.issue(print_it=WISH)
    report(office, must_take(office), outcome)
    office.clock.tick(minutes=10)

    assert take(office) is None
    assert office.rows(PrintJob.state) == [state]


def test_a_refused_job_is_due_again_later_each_time_up_to_a_quarter_of_a_minute(office: Office) -> None:
    office.issue(print_it=WISH)
    delays = []
    for _ in range(6):
        report(office, must_take(office), Outcome.REFUSED, "refused")
        [due] = office.rows(PrintJob.next_try_at)
        delays.append((due - office.clock()).total_seconds())
        assert take(office) is None
        office.clock.now = due

    assert delays == [2, 4, 8, 15, 15, 15]


def test_a_job_whose_printer_says_nothing_more_is_in_doubt_after_a_minute_and_stays_so(office: Office) -> None:
    office.issue(print_it=WISH)
    must_take(office)
    office.clock.tick(seconds=59.9)
    early = stuck(office)
    office.clock.tick(seconds=0.1)

    assert (early, stuck(office), take(office)) == ([], [("A001", "unknown_fate")], None)


def test_a_report_that_comes_twice_is_news_once(office: Office) -> None:
    office.issue(print_it=WISH)
    job = must_take(office)

    assert [report(office, job, Outcome.CONFIRMED), report(office, job, Outcome.BROKEN, "dropped")] == [True, False]
    assert office.rows(PrintJob.state) == [JobState.CONFIRMED]


def test_a_refusal_that_comes_twice_does_not_put_the_next_attempt_back(office: Office) -> None:
    office.issue(print_it=WISH)
    first = must_take(office)
    report(office, first, Outcome.REFUSED, "refused")
    office.clock.tick(seconds=2)
    second = must_take(office)

    assert report(office, first, Outcome.REFUSED, "refused") is False
    assert (second.attempt_no, office.rows(PrintJob.state)) == (2, [JobState.SENT])


def test_a_report_of_another_printer_changes_nothing(office: Office) -> None:
    lobby = paired_printer(office)
    printer_at_server(office)
    office.issue(print_it=WISH)

    assert report(office, must_take(office), Outcome.CONFIRMED, printer_id=lobby) is False
    assert office.rows(PrintJob.state) == [JobState.SENT]


def test_a_given_job_is_claimed_once_for_each_attempt(office: Office) -> None:
    office.issue(print_it=WISH)
    with office.desk.reading() as connection:
        [waiting] = standing.due(connection, office.office_id, printer_id=None, now=office.clock(), keep=jobs.KEEP)

    claims = [
        jobs.claim(office.desk, office.office_id, waiting.id, printer_id=None, attempt_no=attempt_no)
        for attempt_no in (2, 1, 1)
    ]

    assert [claim and claim.number for claim in claims] == [None, "A001", None]
    with pytest.raises(NotFound):
        jobs.claim(office.desk, office.office_id, 999, printer_id=None, attempt_no=1)


def test_a_printer_gets_only_its_own_jobs(office: Office) -> None:
    lobby = paired_printer(office)
    office.issue(print_it=WISH)

    assert take(office) is None
    assert must_take(office, lobby).number == "A001"


def test_the_paper_of_a_ticket_that_is_over_is_given_up(office: Office) -> None:
    office.issue(print_it=WISH)
    office.issue(print_it=WISH)
    office.open_counter()
    office.served()

    assert must_take(office).number == "A002"
    assert office.rows(PrintJob.state) == [JobState.ABANDONED, JobState.SENT]


def test_the_paper_of_a_ticket_that_was_just_called_is_still_printed(office: Office) -> None:
    office.issue(print_it=WISH)
    office.open_counter()
    office.do(counter.start, office.call_next())

    assert must_take(office).number == "A001"


def test_a_paper_of_long_ago_is_given_up_also_where_no_printer_asks(office: Office) -> None:
    lobby = paired_printer(office)
    office.issue(print_it=WISH)
    office.clock.tick(minutes=15)

    assert take(office) is None
    assert jobs.abandon_old(office.desk, office.office_id, keep=jobs.KEEP) == 1
    assert (office.rows(PrintJob.printer_id), office.rows(PrintJob.state)) == ([lobby], [JobState.ABANDONED])


def test_what_waits_for_a_failing_printer_is_told_with_the_printer_s_reason(office: Office) -> None:
    printer_at_server(office)
    office.issue(print_it=WISH)
    well = stuck(office)

    jobs.status(office.desk, office.office_id, None, PrinterStatus("cover_open", "ok"))

    assert (well, stuck(office)) == ([("A001", None)], [("A001", "cover_open")])
    assert (paper_of(office).queued, len(paper_of(office).failing), paper_of(office).doubtful) == (1, 1, [])


def test_a_printer_that_prints_again_gets_at_once_what_it_refused(office: Office) -> None:
    printer_at_server(office)
    office.issue(print_it=WISH)
    report(office, must_take(office), Outcome.REFUSED, "paper_end")
    resting = take(office)

    jobs.status(office.desk, office.office_id, None, WELL)

    assert (resting, must_take(office).attempt_no) == (None, 2)


def test_a_computer_that_is_not_heard_of_for_half_a_minute_is_away(office: Office) -> None:
    lobby = paired_printer(office)
    jobs.status(office.desk, office.office_id, lobby, WELL)
    office.clock.tick(seconds=30)
    here = row(office, lobby).trouble(office.clock())
    office.clock.tick(seconds=1)

    assert (here, row(office, lobby).trouble(office.clock())) == (None, "station_away")


def test_people_say_that_a_doubtful_paper_came_out(office: Office) -> None:
    issued = office.issue(print_it=WISH)
    job = must_take(office)
    report(office, job, Outcome.BROKEN, "dropped")
    tini = office.officers["tini"]

    jobs.settle(office.desk, office.office_id, job.id, came_out=True, by=tini)

    assert (office.rows(PrintJob.state), stuck(office)) == ([JobState.CONFIRMED], [])
    assert office.events()[-1] == events.PaperDecided(issued.ticket_id, copy_no=1, decision="came_out", officer_id=tini)
    with pytest.raises(PaperSettled):
        jobs.settle(office.desk, office.office_id, job.id, came_out=False, by=tini)


def test_a_paper_that_no_printer_has_got_cannot_have_come_out_but_be_left(office: Office) -> None:
    office.issue(print_it=WISH)
    [job_id], tini = office.rows(PrintJob.id), office.officers["tini"]

    with pytest.raises(PaperSettled):
        jobs.settle(office.desk, office.office_id, job_id, came_out=True, by=tini)
    jobs.settle(office.desk, office.office_id, job_id, came_out=False, by=tini)

    assert (office.rows(PrintJob.state), take(office)) == ([JobState.ABANDONED], None)


def test_a_paper_that_was_taken_whole_is_not_in_doubt(office: Office) -> None:
    office.issue(print_it=WISH)
    job = must_take(office)
    report(office, job, Outcome.TAKEN)

    with pytest.raises(PaperSettled):
        jobs.settle(office.desk, office.office_id, job.id, came_out=False, by=office.officers["tini"])


def test_printing_again_makes_a_copy_that_says_so_and_settles_the_doubt(office: Office) -> None:
    issued = office.issue(print_it=WISH)
    job = must_take(office)
    report(office, job, Outcome.BROKEN, "paper_end")

    assert jobs.reprint(office.desk, office.office_id, job.id, by=office.officers["wati"]) == 2

    copy = must_take(office)
    assert (copy.number, copy.copy_no, copy.url) == ("A001", 2, job.url)
    assert office.rows(PrintJob.state) == [JobState.ABANDONED, JobState.SENT]
    assert office.events()[-1] == events.TicketReprinted(
        issued.ticket_id, copy_no=2, officer_id=office.officers["wati"]
    )


def test_a_report_after_people_decided_changes_nothing(office: Office) -> None:
    office.issue(print_it=WISH)
    job = must_take(office)
    jobs.reprint(office.desk, office.office_id, job.id, by=office.officers["wati"])

    assert report(office, job, Outcome.REFUSED, "refused") is False
    assert office.rows(PrintJob.state) == [JobState.ABANDONED, JobState.QUEUED]


def test_what_still_waits_is_not_doubled_but_tried_at_once(office: Office) -> None:
    office.issue(print_it=WISH)
    report(office, must_take(office), Outcome.REFUSED, "refused")
    [job_id] = office.rows(PrintJob.id)

    assert jobs.reprint(office.desk, office.office_id, job_id, by=office.officers["wati"]) == 1
    assert (must_take(office).copy_no, office.rows(PrintJob.copy_no)) == (1, [1])


def test_a_ticket_that_is_over_can_be_printed_again(office: Office) -> None:
    issued = office.issue(print_it=WISH)
    report(office, must_take(office), Outcome.CONFIRMED)
    office.open_counter()
    office.served()

    [job_id], wati = office.rows(PrintJob.id), office.officers["wati"]
    jobs.reprint(office.desk, office.office_id, job_id, by=wati)

    assert (must_take(office).copy_no, office.rows(PrintJob.ticket_id)) == (2, [issued.ticket_id] * 2)


def test_the_roll_s_counter_goes_on_with_each_paper_and_starts_anew_with_a_new_roll(office: Office) -> None:
    server, tini = printer_at_server(office), office.officers["tini"]
    jobs.new_roll(office.desk, office.office_id, server, roll_mm=1000, by=tini)
    for outcome in (Outcome.CONFIRMED, Outcome.REFUSED, Outcome.BROKEN):
        office.issue(print_it=WISH)
        report(office, must_take(office), outcome, length_mm=460)
    office.clock.tick(seconds=2)
    used, low = row(office, server).used_mm, row(office, server).runs_low

    jobs.new_roll(office.desk, office.office_id, server, roll_mm=2000, by=tini)

    assert (used, low, row(office, server).left_pct) == (920, True, 100)


def test_a_paper_is_counted_only_once_somebody_told_how_long_the_roll_is(office: Office) -> None:
    server = printer_at_server(office)
    office.issue(print_it=WISH)
    report(office, must_take(office), Outcome.CONFIRMED, length_mm=90, status=PrinterStatus(None, "near_end"))

    assert (row(office, server).used_mm, row(office, server).left_pct, row(office, server).runs_low) == (0, None, True)


def test_when_it_came_out_is_kept(office: Office) -> None:
    office.issue(print_it=WISH)
    job = must_take(office)
    office.clock.tick(seconds=2)
    report(office, job, Outcome.TAKEN)

    assert office.rows(PrintJob.claimed_at) == [MORNING]
    assert office.rows(PrintJob.sent_at) == [MORNING + timedelta(seconds=2)]


@pytest.mark.parametrize("reason", ["x" * 1000, "é" * 400])
def test_a_driver_s_long_words_are_cut_to_what_fits(office: Office, reason: str) -> None:
    printer_at_server(office)
    office.issue(print_it=WISH)

    report(office, must_take(office), Outcome.REFUSED, reason)

    assert stuck(office) == [("A001", reason[:300])]


def test_printing_changes_nothing_in_the_log(office: Office) -> None:
    office.issue(print_it=WISH)
    told = len(office.published)
    report(office, must_take(office), Outcome.REFUSED, "refused")

    assert (len(office.events()), len(office.published)) == (1, told)


def test_a_paper_is_due_as_long_as_the_office_wants_it(office: Office) -> None:
    office.issue(print_it=WISH)
    office.clock.tick(minutes=20)

    with office.desk.reading() as connection:
        found = [
            len(
                standing.due(
                    connection, office.office_id, printer_id=None, now=office.clock(), keep=timedelta(minutes=wanted)
                )
            )
            for wanted in (15, 20, 21)
        ]

    assert found == [0, 0, 1]
