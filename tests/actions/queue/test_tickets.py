from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from queue_app.actions.paper.jobs import PaperWish
from queue_app.actions.queue import absences
from queue_app.domain.citizen import given
from queue_app.domain.log.errors import BadInput, KeyReused, NotFound, SeriesFull, ServiceClosed
from queue_app.domain.log.events import TicketIssued
from queue_app.domain.queue import numbering
from queue_app.domain.queue.priority import CATEGORIES
from queue_app.store.desk import Published
from queue_app.store.office.tables import Service
from queue_app.store.paper import jobs
from queue_app.store.paper.tables import PrintJob
from queue_app.store.queue.tables import NumberCounter, PriorityTally, Ticket
from tests.factories import MORNING, make_plan, make_promise, make_service
from tests.offices import Office

PROMISE = make_promise()
PAPER = PaperWish(lang="id", link_base="http://antrean.test")


def close_service(office: Office, code: str) -> None:
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(update(Service).where(Service.id == office.services[code]).values(is_open=False))


def test_numbers_run_from_one_without_a_gap_each_series_by_itself(office: Office) -> None:
    shown = [office.issue(code).shown for code in ("KTP", "AKTA", "KTP", "KTP", "AKTA")]

    assert shown == ["A001", "B001", "A002", "A003", "B002"]
    assert office.rows(Ticket.number) == [1, 1, 2, 3, 2]


def test_a_ticket_answers_all_that_the_kiosk_shows(office: Office) -> None:
    office.issue("KTP")
    issued = office.issue("KTP", priority="lansia")

    assert (issued.shown, issued.ahead, issued.is_priority, issued.is_new) == ("A002", 1, True, True)
    assert (issued.service.code, issued.arrived_at) == ("KTP", MORNING)
    assert office.rows(Ticket.token)[1] == issued.token


def test_services_of_one_series_share_its_numbers(found_another: Callable[..., Office]) -> None:
    plan = replace(make_plan(slug="dua", tag="2"), services=[make_service("KTP"), make_service("AKTA")])
    office = found_another(plan, tag="2")

    assert [office.issue(code).shown for code in ("KTP", "AKTA", "KTP")] == ["A001", "A002", "A003"]


def test_a_number_for_which_midnight_passes_while_the_office_is_anothers_is_of_the_new_day(office: Office) -> None:
    office.clock.set_local("2026-11-22 23:59:59")
    office.issue()
    office.issue("AKTA")
    before, after = office.clock.now, office.clock.now + timedelta(seconds=2)
    looks = iter([before, before])
    office.desk.clock = lambda: next(looks, after)

    issued = office.issue()

    assert (issued.shown, issued.ahead) == ("A001", 0)
    assert office.rows(Ticket.business_date)[-1] == date(2026, 11, 23)


def test_two_offices_do_not_share_their_numbers(office: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="dua", tag="2"), tag="2")

    assert [office.issue().shown, other.issue().shown, office.issue().shown] == ["A001", "A001", "A002"]
    other.check()


def test_what_happened_is_published_once_after_it_is_on_disk(office: Office) -> None:
    issued = office.issue("AKTA", priority="lansia")

    event = TicketIssued(
        ticket_id=issued.ticket_id, leg_id=next(iter(office.legs())), series_id=2,
        service_id=office.services["AKTA"], business_date="2026-11-23", number=1, is_priority=True,
    )  # fmt: skip
    assert office.published == [Published(office.office_id, office.founded + 1, (event,))]
    assert office.events() == [event]


def test_the_same_press_makes_one_ticket(office: Office) -> None:
    first = office.issue(key="press-abc", priority="lansia", print_it=PAPER)
    second = office.issue(key="press-abc", priority="lansia", print_it=PAPER)

    assert second == replace(first, is_new=False)
    assert office.rows(Ticket.number) == [1]
    assert office.rows(PrintJob.ticket_id) == [first.ticket_id]
    assert office.rows(PriorityTally.count) == [1]
    assert len(office.published) == 1


def test_what_is_promised_with_a_number_stands_in_the_log_and_beside_it(office: Office) -> None:
    issued = office.issue(promise=PROMISE)

    (event,) = office.events()
    assert isinstance(event, TicketIssued)
    assert (issued.promised, event.promised) == (PROMISE, given.written(PROMISE))
    assert office.rows(Ticket.promised) == [event.promised]


def test_the_same_press_answers_what_was_promised_first(office: Office) -> None:
    first = office.issue(key="press-abc", promise=PROMISE)
    later = PROMISE._replace(to_at=PROMISE.to_at + 600)

    assert office.issue(key="press-abc", promise=later) == replace(first, is_new=False)
    assert office.issue(key="press-abc") == replace(first, is_new=False)


def test_a_press_that_was_promised_nothing_is_promised_nothing_later(office: Office) -> None:
    office.issue(key="press-abc")

    assert office.issue(key="press-abc", promise=PROMISE).promised is None


def test_a_press_repeated_after_the_call_still_answers_its_ticket(office: Office) -> None:
    first = office.issue(key="press-abc")
    office.open_counter()
    office.call_next()

    assert office.issue(key="press-abc") == replace(first, is_new=False)


def test_a_press_repeated_after_midnight_still_answers_yesterday_s_ticket(office: Office) -> None:
    office.clock.set_local("2026-11-23 23:59:59")
    first = office.issue(key="press-abc")
    office.clock.tick(seconds=5)

    assert office.issue(key="press-abc") == replace(first, is_new=False)
    assert office.rows(Ticket.business_date) == [date(2026, 11, 23)]


def test_a_press_repeated_after_the_service_closed_still_answers_its_ticket(office: Office) -> None:
    first = office.issue(key="press-abc")
    close_service(office, "KTP")

    assert office.issue(key="press-abc").shown == first.shown


def test_a_press_used_for_another_service_is_refused(office: Office) -> None:
    office.issue("KTP", key="press-abc")

    with pytest.raises(KeyReused):
        office.issue("AKTA", key="press-abc")

    assert office.issue("AKTA").shown == "B001"


def test_the_same_key_in_another_office_is_another_press(office: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="dua", tag="2"), tag="2")

    assert [each.issue(key="press-abc").is_new for each in (office, other)] == [True, True]


def test_a_closed_service_gives_no_number_and_loses_none(office: Office) -> None:
    office.issue("KTP")
    close_service(office, "KTP")

    with pytest.raises(ServiceClosed) as refusal:
        office.issue("KTP", priority="lansia", print_it=PAPER)

    assert str(refusal.value) == "Service KTP is not available now. Closed for now: another reason."
    assert office.rows(NumberCounter.last) == [1]
    assert office.rows(PriorityTally.count) == []
    assert office.rows(PrintJob.id) == []


def test_a_service_of_another_office_does_not_exist_here(office: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="dua", tag="2"), tag="2")
    office.services["foreign"] = other.services["KTP"]

    with pytest.raises(NotFound):
        office.issue("foreign")


@pytest.mark.parametrize("key", ["", "short", "a" * 65, "press key", "tanda;baca"])
def test_a_key_that_cannot_name_a_press_is_refused(office: Office, key: str) -> None:
    with pytest.raises(BadInput) as refusal:
        office.issue(key=key or " ")

    assert refusal.value.data["field"] == "key"
    assert office.rows(Ticket.number) == []


def test_a_priority_that_does_not_exist_is_refused(office: Office) -> None:
    with pytest.raises(BadInput) as refusal:
        office.issue(priority="vip")

    assert refusal.value.data == {"field": "priority", "expected": ", ".join(CATEGORIES)}
    assert office.rows(Ticket.number) == []


def test_only_a_count_a_day_keeps_which_priority_was_declared(office: Office) -> None:
    for category in ("lansia", "disabilitas", "lansia"):
        office.issue(priority=category)
    office.issue()

    assert office.rows(PriorityTally.category) == ["disabilitas", "lansia"]
    assert office.rows(PriorityTally.count) == [1, 2]
    assert office.rows(Ticket.is_priority) == [True, True, True, False]
    logged = [str(event.data()) for event in office.events()]
    assert [text for text in logged if any(category in text for category in CATEGORIES)] == []


def test_a_new_day_begins_at_one_and_yesterday_stays(office: Office) -> None:
    office.clock.set_local("2026-11-23 23:59:59")
    late = [office.issue(priority="lansia").shown, office.issue().shown]
    office.clock.set_local("2026-11-24 00:00:00")
    early = [office.issue(priority="lansia").shown]

    assert (late, early) == (["A001", "A002"], ["A001"])
    assert office.rows(Ticket.business_date) == [date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 24)]
    assert office.rows(NumberCounter.last) == [2, 1]
    assert office.rows(PriorityTally.count) == [1, 1]


def test_who_came_yesterday_is_not_ahead_today(office: Office) -> None:
    office.issue()
    office.clock.tick(days=1)

    assert office.issue().ahead == 0


def test_a_series_that_is_used_up_says_so_and_stays_at_its_last_number(office: Office) -> None:
    office.issue()
    with office.desk.transaction(office.office_id) as work:
        work.connection.execute(update(NumberCounter).values(last=numbering.LAST_NUMBER - 1))

    assert office.issue().shown == "A9000"
    with pytest.raises(SeriesFull):
        office.issue()
    assert office.rows(NumberCounter.last) == [9000]
    assert office.issue("AKTA").shown == "B001"


def test_paper_is_asked_for_in_the_ticket_s_own_transaction(office: Office) -> None:
    office.issue()
    issued = office.issue(print_it=PAPER)

    [job] = due_jobs(office)
    assert (job.number, job.ahead, job.lang, job.attempt_no) == ("A002", 1, "id", 0)
    assert job.url == f"http://antrean.test/t/{issued.token}"
    assert (job.office, job.service_name_id, job.arrived_at) == ("Kantor Uji", "Layanan KTP", MORNING)


def test_without_its_paper_the_ticket_is_not_made_either(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_disk(*_given: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(jobs, "insert_job", no_disk)
    with pytest.raises(OSError, match="disk full"):
        office.issue(print_it=PAPER)
    monkeypatch.undo()

    assert office.rows(Ticket.number) == []
    assert office.published == []
    assert office.issue(print_it=PAPER).shown == "A001"


def test_who_is_called_or_gone_is_not_ahead(office: Office) -> None:
    office.open_counter()
    for _ in range(4):
        office.issue()
    office.served()
    office.do(absences.cancel, office.call_next())
    office.call_next()

    assert office.issue().ahead == 1


def test_tokens_cannot_be_guessed_from_each_other(office: Office) -> None:
    tokens = [office.issue().token for _ in range(5)]

    assert [len(token) for token in tokens] == [22] * 5  # four letters of the day, then 104 bits of chance
    assert len({token[4:8] for token in tokens}) == 5


def due_jobs(office: Office) -> list[jobs.DueJob]:
    with office.desk.reading() as connection:
        return [jobs.whole(connection, job_id) for job_id in office.rows(PrintJob.id)]
