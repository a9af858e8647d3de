"""The computer's clock is set back while papers wait or are printed: none is stuck, none comes out twice."""

from __future__ import annotations

from queue_app.actions.paper import jobs
from queue_app.domain.paper.jobs import JobState, Outcome
from queue_app.store.paper import printers, standing
from queue_app.store.paper.tables import PrintJob
from tests.offices import Office
from tests.papers import WELL, WISH, must_take, paired_printer, printer_at_server, report


def stuck(office: Office) -> list[tuple[str, str | None]]:
    with office.desk.reading() as connection:
        found = standing.standing(connection, office.office_id, now=office.clock())
    return [(each.job.number, each.reason) for each in found.stuck]


def test_a_paper_that_waits_is_printed_though_it_was_wished_for_in_a_time_to_come(office: Office) -> None:
    office.issue(print_it=WISH)
    office.clock.tick(hours=-1)
    office.issue(print_it=WISH)

    assert [must_take(office).number, must_take(office).number] == ["A001", "A002"]


def test_a_paper_that_was_refused_rests_no_longer_than_before(office: Office) -> None:
    office.issue(print_it=WISH)
    report(office, must_take(office), Outcome.REFUSED, "refused")
    office.clock.tick(hours=-1)

    assert must_take(office).attempt_no == 2


def test_a_paper_that_is_printed_meanwhile_is_reported_as_ever(office: Office) -> None:
    office.issue(print_it=WISH)
    job = must_take(office)
    office.clock.tick(hours=-1)

    assert report(office, job, Outcome.CONFIRMED) is True
    assert (office.rows(PrintJob.state), jobs.take_job(office.desk, office.office_id)) == ([JobState.CONFIRMED], None)


def test_a_paper_of_unknown_fate_is_shown_at_once_and_not_printed_again(office: Office) -> None:
    printer_at_server(office)
    office.issue(print_it=WISH)
    must_take(office)
    office.clock.tick(hours=-1)

    assert (stuck(office), jobs.take_job(office.desk, office.office_id)) == ([("A001", "unknown_fate")], None)


def test_a_computer_last_heard_of_in_a_time_to_come_is_away_until_it_says_so_again(office: Office) -> None:
    lobby = paired_printer(office)
    jobs.status(office.desk, office.office_id, lobby, WELL)
    office.clock.tick(hours=-1)
    troubles = []
    for _ in range(2):
        with office.desk.reading() as connection:
            troubles.append(printers.printer(connection, office.office_id, lobby).trouble(office.clock()))
        jobs.status(office.desk, office.office_id, lobby, WELL)

    assert troubles == ["station_away", None]
