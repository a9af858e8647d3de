"""The page of numbers without a kiosk, as staff use it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from queue_app.config import Printing
from queue_app.domain.hall.room import RoomRules
from queue_app.domain.log.rights import Role
from queue_app.store.paper.tables import PrintJob
from queue_app.store.queue.tables import Ticket
from tests.factories import make_plan
from tests.offices import Office, found
from tests.promises import promise_newcomers
from tests.web.admin.forms import fields
from tests.web.visitors import Site, Visitor, make_site


@pytest.fixture
def wati(site: Site) -> Visitor:
    return site.signed_in("wati", lang="en")


def by_test_id(text: str, name: str) -> str:
    """What stands in the element, without its tags, on one line."""
    inside = re.search(rf'<(\w+)[^>]*data-testid="{name}"[^>]*>(.*?)</\1>', text, re.DOTALL)
    assert inside, name
    return " ".join(re.sub(r"<[^>]+>", " ", inside[2]).split())


def hand_out(visitor: Visitor, **changes: object) -> str:
    sent = {**fields(visitor.get("/numbers").text, "/numbers/hand-out#hand-out-title"), **changes}
    return visitor.browser.post("/numbers/hand-out", data=sent).text


def test_a_number_is_handed_out_and_shown_large_with_its_code(site: Site, wati: Visitor) -> None:
    service = str(site.office.services["AKTA"])

    page = hand_out(wati, service=service, priority="lansia", party="3")

    assert by_test_id(page, "given-number") == "B001"
    assert '<span class="badge priority">' in page
    assert re.search(r'<img src="/t/[\w-]+/qr.svg"', page)
    assert (site.office.rows(Ticket.source), site.office.rows(Ticket.party)) == (["reception"], [3])


def test_a_list_is_taken_as_people_number_and_type_it(site: Site, wati: Visitor) -> None:
    site.office.clock.tick(hours=1)
    form = fields(wati.get("/numbers/list").text, "/numbers/list#list-title")

    done = wati.browser.post("/numbers/list", data={**form, "text": "1. A001 08.10\n2) A 002 pukul 08:12 WIB"})

    assert (done.status_code, by_test_id(done.text, "list-done")) == (200, "Entered: A001, A002.")


@pytest.mark.parametrize(
    ("kind", "jobs", "words"),
    [("network", 1, "The ticket is being printed."), ("none", 0, "No printer is set up. Write the number down")],
)
def test_it_is_printed_where_there_is_a_printer(
    office: Office, tmp_path: Path, kind: str, jobs: int, words: str
) -> None:
    site = make_site(office, tmp_path, printing=Printing(kind=kind, host="127.0.0.1"))

    page = hand_out(site.signed_in("wati", lang="en"))

    assert by_test_id(page, "paper").startswith(words)
    assert len(office.rows(PrintJob.id)) == jobs


def test_who_hands_a_number_out_can_tell_when_the_call_is_expected(site: Site, wati: Visitor) -> None:
    promise_newcomers(site.office, "KTP", after_min=40, until_min=55)

    page = hand_out(wati, service=str(site.office.services["KTP"]))

    assert by_test_id(page, "given-expected") == "Expected call: 08.40–08.55 · early estimate"


def test_the_same_form_sent_twice_hands_one_number_out(site: Site, wati: Visitor) -> None:
    form = fields(wati.get("/numbers").text, "/numbers/hand-out#hand-out-title")

    first, again = (wati.browser.post("/numbers/hand-out", data=form).text for _ in range(2))

    assert by_test_id(first, "given-number") == by_test_id(again, "given-number") == "A001"
    assert site.office.rows(Ticket.number) == [1]


def test_numbers_torn_off_wait_and_the_page_tells_which(site: Site, wati: Visitor) -> None:
    service = str(site.office.services["KTP"])
    form = fields(wati.get("/numbers/roll").text, "/numbers/roll#roll-title")

    done = wati.browser.post("/numbers/roll", data={**form, "service": service, "number": "3"})
    again = wati.browser.post("/numbers/roll", data={**form, "service": service, "number": "2"})

    assert (done.status_code, by_test_id(done.text, "roll-done")) == (200, "Waiting now: A001, A002, A003.")
    assert (again.status_code, by_test_id(again.text, "roll-refusal")) == (
        409, "A002 was given already; the last one is A003.",
    )  # fmt: skip
    assert by_test_id(wati.get("/numbers").text, "last").startswith("A A003 08.00 B – none today")


def test_a_list_is_entered_and_told_by_its_numbers(site: Site, wati: Visitor) -> None:
    site.office.clock.tick(hours=1)
    form = fields(wati.get("/numbers/list").text, "/numbers/list#list-title")

    done = wati.browser.post("/numbers/list", data={**form, "text": "A001 08.10\nA002 08.12 P"})

    assert (done.status_code, by_test_id(done.text, "list-done")) == (200, "Entered: A001, A002.")


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "Entered for Monday, 23 November 2026: A001, A002. Nobody waits."),
        ("id", "Tercatat untuk Senin, 23 November 2026: A001, A002. Tidak ada yang menunggu."),
    ],
)
def test_a_list_of_the_day_before_is_entered_for_the_day_that_was_chosen(site: Site, lang: str, told: str) -> None:
    site.office.clock.tick(days=1)
    wati = site.signed_in("wati", lang=lang)
    page = wati.get("/numbers/list").text
    form = fields(page, "/numbers/list#list-title")

    done = wati.browser.post(
        "/numbers/list", data={**form, "day": "2026-11-23", "text": "A001 14.15 +\nA002 14.20 - P"}
    )

    days = re.findall(r'<option value="(2026-[\d-]+)"', page)
    assert (days[0], days[1], len(days)) == ("2026-11-24", "2026-11-23", 8)
    assert (done.status_code, by_test_id(done.text, "list-done")) == (200, told)
    assert re.findall(r'<span class="day-last">.*?23 November 2026: (.*?)</span>', done.text) == ["A002"]


def test_a_list_that_was_refused_keeps_its_day(site: Site) -> None:
    site.office.clock.tick(days=1)
    wati = site.signed_in("wati", lang="en")
    form = fields(wati.get("/numbers/list").text, "/numbers/list#list-title")

    refused = wati.browser.post("/numbers/list", data={**form, "day": "2026-11-23", "text": "A001 14.15"})

    assert refused.status_code == 400
    assert by_test_id(refused.text, "list-refusal").endswith(
        "Line 1: A001: this day is over. Add + for served or - for not served."
    )
    assert '<option value="2026-11-23" selected>' in refused.text


@pytest.mark.parametrize("day", ["2026-11-25", "2020-01-01", "yesterday"])
def test_a_day_that_is_not_offered_is_refused(site: Site, wati: Visitor, day: str) -> None:
    form = fields(wati.get("/numbers/list").text, "/numbers/list#list-title")

    refused = wati.browser.post("/numbers/list", data={**form, "day": day, "text": "A001 07.15 +"})

    assert (refused.status_code, site.office.rows(Ticket.id)) == (400, [])


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "Line 2: Before A003 the number A002 is missing."),
        ("id", "Baris 2: Sebelum A003, nomor A002 belum ada."),
    ],
)
def test_a_faulty_list_comes_back_with_each_fault_in_the_reader_s_language(site: Site, lang: str, line: str) -> None:
    wati = site.signed_in("wati", lang=lang)
    site.office.clock.tick(hours=1)
    form = fields(wati.get("/numbers/list").text, "/numbers/list#list-title")

    refused = wati.browser.post("/numbers/list", data={**form, "text": "A001 08.10\nA003 08.12"})

    assert refused.status_code == 400
    assert by_test_id(refused.text, "list-refusal").endswith(line)
    assert "A001 08.10\nA003 08.12</textarea>" in refused.text
    assert site.office.rows(Ticket.id) == []


@pytest.mark.parametrize(
    ("way", "changes", "status"),
    [
        ("hand-out", {"service": "99"}, 404),
        ("hand-out", {"service": ""}, 400),
        ("hand-out", {"party": "21"}, 400),
        ("hand-out", {"priority": "vip"}, 400),
        ("hand-out", {"key": "x"}, 400),
        ("roll", {"number": "0"}, 400),
        ("roll", {"number": "101"}, 409),
        ("roll", {"number": "abc"}, 400),
        ("list", {"text": "  "}, 400),
        ("list", {"text": "A001 08.00\x00"}, 400),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    site: Site, wati: Visitor, way: str, changes: dict[str, str], status: int
) -> None:
    before = site.office.events()
    form = fields(wati.get(f"/numbers/{way}").text, f"/numbers/{way}#{way}-title")

    refused = wati.browser.post(f"/numbers/{way}", data={**form, **changes})

    assert (refused.status_code, f'data-testid="{way}-refusal"' in refused.text) == (status, True)
    assert site.office.events() == before


def test_only_who_serves_gives_numbers(site: Site) -> None:
    site.give_role("joko", Role.AUDITOR)

    assert site.signed_in("joko").get("/numbers").status_code == 403
    assert site.visitor().get("/numbers").headers["Location"] == "/sign-in?next=/numbers"
    assert 'href="/numbers"' in site.signed_in("wati").get("/account").text


def test_an_office_has_the_tabs_that_fit_its_way_of_giving_numbers(office: Office, tmp_path: Path) -> None:
    plan = replace(make_plan(slug="gulung", tag="-g"), room=RoomRules(numbering="roll"))
    rolled = found(office.desk.database, plan, tag="-g")

    pages = [
        make_site(each, tmp_path).signed_in(name).get("/numbers").text
        for each, name in ((office, "wati"), (rolled, "wati-g"))
    ]

    assert [re.findall(r'data-testid="tab-([\w-]+)"', page) for page in pages] == [
        ["hand-out", "list"],
        ["roll", "list"],
    ]
    assert [re.findall(r'action="/numbers/([\w-]+)', page) for page in pages] == [["hand-out"], ["roll"]]
