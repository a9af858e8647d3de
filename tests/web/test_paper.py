"""Staff's page of paper: who sees it, what it says, and what each of its buttons does."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from queue_app.actions.paper import jobs
from queue_app.domain.log.events import SetupChanged, TicketReprinted
from queue_app.domain.log.rights import Role
from queue_app.domain.paper.jobs import JobState, Outcome, PrinterStatus
from queue_app.store.paper.jobs import DueJob
from queue_app.store.paper.tables import Printer, PrintJob
from queue_app.store.queue.tables import Leg
from tests.papers import WISH, must_take, paired_printer, printer_at_server, report
from tests.web.admin.forms import press
from tests.web.visitors import Site, Visitor


@pytest.fixture
def tini(site: Site) -> Visitor:
    """A supervisor; an office with a printer at the server."""
    printer_at_server(site.office)
    return site.signed_in("tini")


def in_doubt(site: Site, reason: str = "dropped") -> int:
    """A ticket whose paper broke off in the middle; answers its job."""
    site.office.issue(print_it=WISH)
    job = must_take(site.office)
    report(site.office, job, Outcome.BROKEN, reason, status=PrinterStatus(None, "ok"))
    return job.id


def words(text: str, testid: str) -> str:
    """What a row of the page says, without its tags."""
    found = re.search(rf'data-testid="{testid}">(.*?)</tr>', text, re.DOTALL)
    assert found, testid
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def test_a_paper_in_doubt_is_shown_with_its_reason_in_the_reader_s_language(site: Site, tini: Visitor) -> None:
    in_doubt(site, "paper_end")

    english = words(site.signed_in("tini", lang="en").get("/paper").text, "paper-A001")
    indonesian = words(tini.get("/paper").text, "paper-A001")

    assert english == "A001 08.00 Server the paper has run out It came out Print again: “COPY 2” Leave it"
    assert indonesian == "A001 08.00 Server kertas habis Sudah tercetak Cetak ulang: “SALINAN 2” Abaikan"


@pytest.mark.parametrize(
    ("decision", "states"),
    [
        ("came-out", [JobState.CONFIRMED]),
        ("leave", [JobState.ABANDONED]),
        ("again", [JobState.ABANDONED, JobState.QUEUED]),
    ],
)
def test_each_button_decides_what_it_says(site: Site, tini: Visitor, decision: str, states: list[JobState]) -> None:
    job_id = in_doubt(site)

    answer = press(tini, f"/paper/jobs/{job_id}/{decision}")

    assert (answer.status_code, site.office.rows(PrintJob.state)) == (302, states)
    assert 'data-testid="no-doubt"' in tini.get("/paper").text


def test_a_paper_whose_printer_fails_can_be_printed_at_another(site: Site, tini: Visitor) -> None:
    lobby = paired_printer(site.office)
    site.office.issue(print_it=replace(WISH, printer_id=lobby))
    told = words(tini.get("/paper").text, "paper-A001")

    press(tini, f"/paper/jobs/{site.office.rows(PrintJob.id)[0]}/move")

    assert told == "A001 08.00 Lobi komputer printer tidak terhubung Cetak di “Server” Abaikan"
    assert words(tini.get("/paper").text, "paper-A001") == "A001 08.00 Server menunggu giliran Abaikan"


def test_a_roll_that_ended_and_was_never_counted_promises_no_number_of_tickets(site: Site, tini: Visitor) -> None:
    jobs.status(site.office.desk, site.office.office_id, None, PrinterStatus("paper_end", "end"))

    told = words(tini.get("/paper").text, f"printer-{site.office.rows(Printer.id)[0]}")

    assert told == "Server di server · 80&nbsp;mm kertas habis habis 0 % Panjang (m) Gulungan baru dipasang"


def test_what_was_decided_meanwhile_is_told_and_changes_nothing(site: Site, tini: Visitor) -> None:
    job_id = in_doubt(site)
    press(tini, f"/paper/jobs/{job_id}/came-out")

    answer = press(tini, f"/paper/jobs/{job_id}/leave")

    assert (answer.status_code, site.office.rows(PrintJob.state)) == (409, [JobState.CONFIRMED])
    assert "Hasil cetak tiket A001 sudah diketahui." in answer.text


def test_what_is_not_there_is_refused(site: Site, tini: Visitor) -> None:
    job_id = in_doubt(site)

    asked = [f"/paper/jobs/{job_id}/burn", "/paper/jobs/999/leave", "/paper/jobs/999/again"]

    assert [press(tini, path).status_code for path in asked] == [404, 404, 404]
    assert press(tini, "/paper/printers/999/roll", metres="80").status_code == 404


def test_what_waits_is_shown_with_what_ails_its_printer(site: Site, tini: Visitor) -> None:
    lobby = paired_printer(site.office, "Lobi")
    site.office.issue(print_it=WISH)
    jobs.status(site.office.desk, site.office.office_id, None, PrinterStatus("cover_open", "ok"))

    text = site.signed_in("tini", lang="en").get("/paper").text

    assert words(text, "paper-A001") == "A001 08.00 Server the printer's cover is open Leave it".replace("'", "&#39;")
    assert "the printer&#39;s computer is not connected" in words(text, f"printer-{lobby}")


@pytest.mark.parametrize("number", [" a 001 ", "A1", "A-001", "A – 1"])
def test_a_ticket_of_today_is_printed_again_by_its_number(site: Site, tini: Visitor, number: str) -> None:
    issued = site.office.issue(print_it=WISH)
    report(site.office, must_take(site.office), Outcome.CONFIRMED)

    answer = press(tini, "/paper/again", number=number)

    assert (answer.status_code, site.office.rows(PrintJob.copy_no)) == (302, [1, 2])
    assert site.office.events()[-1] == TicketReprinted(
        issued.ticket_id, copy_no=2, officer_id=site.office.officers["tini"]
    )


@pytest.mark.parametrize(("number", "status"), [("A009", 404), ("", 400), ("A", 400), ("\x00", 400)])
def test_a_number_that_nobody_has_prints_nothing(site: Site, tini: Visitor, number: str, status: int) -> None:
    site.office.issue(print_it=WISH)

    answer = press(tini, "/paper/again", number=number)

    assert (answer.status_code, site.office.rows(PrintJob.copy_no)) == (status, [1])


def test_a_new_roll_is_counted_from_its_length_and_told_in_the_log(site: Site, tini: Visitor) -> None:
    [printer_id] = site.office.rows(Printer.id)

    answer = press(tini, f"/paper/printers/{printer_id}/roll", metres="30")

    assert (answer.status_code, site.office.rows(Printer.roll_mm)) == (302, [30_000])
    assert isinstance(site.office.events()[-1], SetupChanged)
    assert re.search(r"100 % sekitar 2\d\d tiket", words(tini.get("/paper").text, f"printer-{printer_id}"))


@pytest.mark.parametrize("metres", ["0", "301", "", "viel"])
def test_a_roll_of_no_length_is_refused(site: Site, tini: Visitor, metres: str) -> None:
    [printer_id] = site.office.rows(Printer.id)

    answer = press(tini, f"/paper/printers/{printer_id}/roll", metres=metres)

    assert (answer.status_code, site.office.rows(Printer.roll_mm)) == (400, [0])


def test_a_roll_that_runs_low_and_a_paper_in_doubt_are_on_the_board(site: Site, tini: Visitor) -> None:
    [printer_id] = site.office.rows(Printer.id)
    by = site.office.officers["tini"]
    jobs.new_roll(site.office.desk, site.office.office_id, printer_id, roll_mm=1000, by=by)
    site.office.issue(print_it=WISH)
    report(site.office, must_take(site.office), Outcome.BROKEN, "dropped", status=PrinterStatus(), length_mm=950)
    site.office.issue(print_it=WISH)

    board = tini.get("/supervisor/state").json or {}

    assert board["state"]["paper"] == {
        "queued": 1, "failed": 0, "doubtful": 1, "reason": None,
        "printers": [{"name": "Server", "reason": None, "runs_low": True, "left_pct": 5}],
    }  # fmt: skip


def test_the_journal_tells_who_decided(site: Site, tini: Visitor) -> None:
    job_id = in_doubt(site)
    press(tini, f"/paper/jobs/{job_id}/came-out")
    [printer_id] = site.office.rows(Printer.id)
    press(tini, f"/paper/printers/{printer_id}/roll", metres="30")
    site.office.issue(print_it=WISH)
    report(site.office, must_take(site.office), Outcome.CONFIRMED)
    press(tini, "/paper/again", number="A002")
    site.give_role("joko", Role.AUDITOR)

    text = site.signed_in("joko", lang="en").get("/journal").text

    assert "Somebody looked for the paper of ticket A001. · it came out" in text
    assert "Ticket A002 was printed again, as copy 2." in text
    assert "Length of the roll (m): 0.0 → 30.0" in text


def test_officers_mind_the_paper_too_and_auditors_do_not(site: Site) -> None:
    site.give_role("joko", Role.AUDITOR)

    assert site.signed_in("wati").get("/paper").status_code == 200
    assert site.signed_in("joko").get("/paper").status_code == 403


def test_all_that_waits_for_a_failing_printer_is_sent_to_another_one_with_one_button(site: Site, tini: Visitor) -> None:
    lobby, [server] = paired_printer(site.office), site.office.rows(Printer.id)[:1]
    for _ in range(2):
        site.office.issue(print_it=replace(WISH, printer_id=lobby))
    page = tini.get("/paper").text
    assert "Tiket yang menunggu printer “Lobi”: 2" in page
    assert "Kirim semua ke “Server”" in page

    answer = press(tini, f"/paper/printers/{lobby}/move", to=str(server))

    assert (answer.status_code, site.office.rows(PrintJob.printer_id)) == (302, [None, None])
    assert "Kirim semua" not in tini.get("/paper").text


def test_the_first_paper_of_a_ticket_is_printed_from_the_page_and_from_the_counter(site: Site, tini: Visitor) -> None:
    for _ in range(2):
        site.office.issue()
    legs = site.office.rows(Leg.id)
    press(tini, "/paper/again", number="A001")

    answer = site.at_counter().post("/counter/print", {"leg_id": legs[1]})

    assert (answer.status_code, site.office.rows(PrintJob.copy_no)) == (200, [1, 1])
    assert [must_take(site.office).number for _ in legs] == ["A001", "A002"]


def test_the_first_paper_of_a_ticket_that_is_over_is_refused_on_the_page(site: Site, tini: Visitor) -> None:
    site.office.issue()
    site.office.open_counter()
    site.office.served()

    answer = press(tini, "/paper/again", number="A001")

    assert (answer.status_code, site.office.rows(PrintJob.id)) == (409, [])
    assert 'data-testid="refusal"' in answer.text


def test_where_several_printers_print_staff_choose_one(site: Site, tini: Visitor) -> None:
    lobby = paired_printer(site.office)
    jobs.status(site.office.desk, site.office.office_id, lobby, PrinterStatus(None, "ok"))
    site.office.issue()
    assert f'<option value="{lobby}">Lobi</option>' in tini.get("/paper").text

    press(tini, "/paper/again", number="A001", printer=str(lobby))

    assert site.office.rows(PrintJob.printer_id) == [lobby]


def test_staff_are_told_that_tickets_carry_no_code_for_want_of_an_address(site: Site, tini: Visitor) -> None:
    before = tini.get("/paper").text

    site.office.issue(print_it=replace(WISH, link_base=""))

    assert ["lacks-codes" in text for text in (before, tini.get("/paper").text)] == [False, True]


def taken_whole(site: Site, outcome: Outcome = Outcome.BROKEN, reason: str | None = "unconfirmed") -> DueJob:
    """One more ticket, of which the printer took every byte."""
    site.office.issue(print_it=WISH)
    job = must_take(site.office)
    report(site.office, job, outcome, reason, status=PrinterStatus())
    return job


def suggests(visitor: Visitor) -> bool:
    return "closes_when_done = false" in visitor.get("/paper").text


def test_a_printer_that_never_ends_its_line_is_seen_and_the_setting_for_it_told(site: Site, tini: Visitor) -> None:
    told = [(taken_whole(site), suggests(tini))[1] for _ in range(3)]

    assert told == [False, True, True]


def test_the_setting_is_told_on_when_staff_say_that_the_papers_came_out(site: Site, tini: Visitor) -> None:
    for _ in range(2):
        press(tini, f"/paper/jobs/{taken_whole(site).id}/came-out")

    assert suggests(tini)


@pytest.mark.parametrize(("outcome", "reason"), [(Outcome.TAKEN, None), (Outcome.CONFIRMED, None)])
def test_one_ticket_that_it_took_and_closed_upon_speaks_against_it(
    site: Site, tini: Visitor, outcome: Outcome, reason: str | None
) -> None:
    taken_whole(site, outcome, reason)
    for _ in range(3):
        taken_whole(site)

    assert not suggests(tini)


@pytest.mark.parametrize("reason", ["dropped", "paper_end"])
def test_papers_that_broke_off_for_another_reason_say_nothing_of_its_line(
    site: Site, tini: Visitor, reason: str
) -> None:
    for _ in range(3):
        taken_whole(site, Outcome.BROKEN, reason)

    assert not suggests(tini)


def test_a_printer_that_has_no_line_to_end_is_left_out(site: Site) -> None:
    printer_at_server(site.office, kind="serial")
    for _ in range(3):
        taken_whole(site)

    assert not suggests(site.signed_in("tini"))
