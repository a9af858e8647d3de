from __future__ import annotations

from datetime import timedelta

import pytest

from queue_app.actions import paper
from queue_app.actions.tickets import PaperWish
from queue_app.store import paper as rows
from queue_app.store.paper import DueJob, PaperState
from queue_app.store.tables import PrintJob
from tests.factories import MORNING
from tests.offices import Office

PAPER = PaperWish(lang="id", link_base="http://antrean.test")


def take(office: Office) -> DueJob | None:
    return paper.take_job(office.desk, office.office_id)


def must_take(office: Office) -> DueJob:
    job = take(office)
    assert job is not None
    return job


def state(office: Office) -> PaperState:
    with office.desk.reading() as connection:
        return rows.state(connection, office.office_id)


def test_jobs_are_taken_in_the_order_of_the_tickets_each_once(office: Office) -> None:
    for _ in range(3):
        office.issue(print_it=PAPER)

    assert [must_take(office).number for _ in range(3)] == ["A001", "A002", "A003"]
    assert take(office) is None


def test_a_job_that_was_sent_is_never_due_again(office: Office) -> None:
    office.issue(print_it=PAPER)
    job = must_take(office)
    office.clock.tick(seconds=2)
    paper.job_sent(office.desk, job)
    office.clock.tick(days=1)

    assert take(office) is None
    assert state(office) == PaperState(queued=0, failed=0, reason=None)
    assert office.rows(PrintJob.sent_at) == [MORNING + timedelta(seconds=2)]


def test_a_failure_keeps_the_job_with_its_reason(office: Office) -> None:
    office.issue(print_it=PAPER)
    office.issue(print_it=PAPER)
    paper.job_failed(office.desk, must_take(office), reason="out of paper")

    assert state(office) == PaperState(queued=2, failed=1, reason="out of paper")
    assert must_take(office).number == "A002"


def test_retries_come_later_each_time_up_to_a_minute(office: Office) -> None:
    office.issue(print_it=PAPER)
    delays = []
    for _ in range(8):
        job = must_take(office)
        paper.job_failed(office.desk, job, reason="no answer")
        [due] = office.rows(PrintJob.next_try_at)
        delays.append((due - office.clock()).total_seconds())
        office.clock.now = due

    assert delays == [2, 4, 8, 16, 32, 60, 60, 60]


def test_a_job_that_failed_for_a_year_is_still_tried(office: Office) -> None:
    job = DueJob(1, 1, 100_000, "", "", "", "", "", "", MORNING, 0, "", "id")
    office.issue(print_it=PAPER)

    paper.job_failed(office.desk, job, reason="no answer")

    assert office.rows(PrintJob.next_try_at) == [MORNING + timedelta(seconds=60)]


def test_a_job_is_not_due_before_its_time(office: Office) -> None:
    office.issue(print_it=PAPER)
    paper.job_failed(office.desk, must_take(office), reason="no answer")
    office.clock.tick(seconds=1.9)
    early = take(office)
    office.clock.tick(seconds=0.1)

    assert early is None
    assert must_take(office).attempts == 1


def test_a_job_whose_taker_died_is_due_again_after_its_lease(office: Office) -> None:
    office.issue(print_it=PAPER)
    must_take(office)
    office.clock.tick(seconds=29.9)
    early = take(office)
    office.clock.tick(seconds=0.1)

    assert early is None
    assert must_take(office).number == "A001"


def test_of_two_who_see_a_job_one_gets_it(office: Office) -> None:
    office.issue(print_it=PAPER)
    with office.desk.reading() as connection:
        [seen] = rows.due(connection, office.office_id, now=office.clock(), limit=1)

    claims = []
    for _ in range(2):
        with office.desk.transaction(office.office_id) as work:
            claims.append(rows.claim(work.connection, seen, until=office.clock() + paper.LEASE))

    assert claims == [True, False]


@pytest.mark.parametrize("reason", ["x" * 1000, "é" * 400])
def test_a_long_reason_is_cut_to_what_fits(office: Office, reason: str) -> None:
    office.issue(print_it=PAPER)

    paper.job_failed(office.desk, must_take(office), reason=reason)

    assert state(office).reason == reason[:300]


def test_paper_changes_nothing_in_the_log(office: Office) -> None:
    office.issue(print_it=PAPER)
    told = len(office.published)
    paper.job_failed(office.desk, must_take(office), reason="no answer")

    assert (len(office.events()), len(office.published)) == (1, told)
