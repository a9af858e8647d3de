"""A number for each press, and only for what a press may say."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from queue_app.actions.paper import jobs as actions_paper
from queue_app.config import Printing
from queue_app.domain.log.errors import KeyReused
from queue_app.domain.paper.jobs import PrinterStatus
from queue_app.store.office.tables import Service
from queue_app.store.paper.tables import PrintJob
from queue_app.store.queue.tables import PriorityTally, Ticket
from queue_app.texts import translate
from tests.bookings import take_bookings
from tests.calendars import say_hours, set_service
from tests.factories import moment_at
from tests.offices import Office
from tests.papers import paired_printer, printer_at_server
from tests.promises import promise_newcomers
from tests.web.visitors import Site, make_site

TICKETS = "/kiosk/uji/tickets"


def test_a_press_makes_a_ticket_and_a_print_job(site: Site) -> None:
    site.office.issue("KTP")

    answer = site.visitor().post(TICKETS, site.press("KTP"))

    given = answer.json or {}
    assert answer.status_code == 201
    assert given == {
        "number": "A002", "ahead": 1, "is_priority": False, "service": {"id": "Layanan KTP", "en": "Service KTP"},
        "group": "umum",
        "token": given["token"], "url": f"http://localhost/t/{given['token']}",
        "qr_url": f"/t/{given['token']}/qr.svg", "taken_at_text": "Senin, 23 November 2026, 08.00 WIB",
        "expected": None, "paper": "none",
    }  # fmt: skip
    assert site.office.rows(PrintJob.url) == [given["url"]]


def test_a_press_is_answered_with_what_is_promised_and_so_is_the_same_press_later(site: Site) -> None:
    promise_newcomers(site.office, "KTP", after_min=40, until_min=55)
    press, kiosk = site.press("KTP"), site.visitor()
    first = kiosk.post(TICKETS, press).json or {}
    promise_newcomers(site.office, "KTP", after_min=70, until_min=90)

    again = kiosk.post(TICKETS, press).json or {}

    assert first["expected"] == {"first": "08.40", "last": "08.55", "is_early": True}
    assert again["expected"] == first["expected"]


def test_what_was_promised_too_long_ago_is_promised_to_nobody_new(site: Site) -> None:
    promise_newcomers(site.office, "KTP")
    site.office.clock.tick(seconds=91)

    answer = site.visitor().post(TICKETS, site.press("KTP"))

    assert (answer.json or {})["expected"] is None


@pytest.mark.parametrize(
    ("condition", "kind", "paper"),
    [(None, "network", "queued"), ("paper_end", "network", "failing"), (None, "dummy", "none")],
)
def test_the_kiosk_promises_paper_only_while_the_printer_works(
    office: Office, tmp_path: Path, condition: str | None, kind: str, paper: str
) -> None:
    site = make_site(office, tmp_path, printing=Printing(kind=kind))
    printer_at_server(office, kind=kind)
    actions_paper.status(office.desk, office.office_id, None, PrinterStatus(condition))

    answer = site.visitor().post(TICKETS, site.press("KTP"))

    assert (answer.json or {})["paper"] == paper


def test_before_the_first_look_at_the_printer_paper_is_promised(office: Office, tmp_path: Path) -> None:
    site = make_site(office, tmp_path, printing=Printing(kind="network"))

    assert (site.visitor().post(TICKETS, site.press("KTP")).json or {})["paper"] == "queued"


def test_an_office_without_a_printer_promises_none_and_makes_no_job(office: Office, tmp_path: Path) -> None:
    site = make_site(office, tmp_path, printing=Printing(kind="none"))

    assert (site.visitor().post(TICKETS, site.press("KTP")).json or {})["paper"] == "none"
    assert office.rows(PrintJob.id) == []


def test_a_kiosk_prints_at_the_printer_that_it_asks_for(office: Office, tmp_path: Path) -> None:
    site = make_site(office, tmp_path, printing=Printing(kind="network"))
    lobby = paired_printer(office, "Lobi")

    for asked in (lobby, 999, None):
        site.visitor().post(TICKETS, site.press("KTP", printer_id=asked))

    assert office.rows(PrintJob.printer_id) == [lobby, lobby, lobby]
    printer_at_server(office)
    site.visitor().post(TICKETS, site.press("KTP"))
    assert office.rows(PrintJob.printer_id)[-1] is None


def test_the_kiosk_is_told_which_printers_fail(office: Office, tmp_path: Path) -> None:
    site = make_site(office, tmp_path, printing=Printing(kind="network"))
    printer_at_server(office)
    lobby = paired_printer(office, "Lobi")
    actions_paper.status(office.desk, office.office_id, None, PrinterStatus("cover_open", "ok"))

    state = (site.visitor().get("/kiosk/uji/state").json or {})["state"]

    assert state["papers"] == {"0": "cover_open", "1": "cover_open", str(lobby): "station_away"}


def test_the_same_press_twice_is_one_ticket(site: Site) -> None:
    press, kiosk = site.press(), site.visitor()

    first, again = kiosk.post(TICKETS, press), kiosk.post(TICKETS, press)

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json == first.json
    assert site.office.rows(Ticket.press_key) == [press["key"]]
    assert len(site.office.rows(PrintJob.id)) == 1


def test_the_same_key_for_another_service_is_refused(site: Site) -> None:
    press, kiosk = site.press("KTP"), site.visitor()
    kiosk.post(TICKETS, press)
    before = site.dump()

    answer = kiosk.post(TICKETS, {**press, "service_id": site.office.services["AKTA"]})

    assert answer.status_code == 409
    assert answer.json == {"error": "key_reused", "message": translate("id", KeyReused().message_id)}
    assert site.dump() == before


def test_a_ticket_with_priority_says_so_and_keeps_no_category(site: Site) -> None:
    answer = site.visitor().post(TICKETS, site.press(priority="lansia"))

    assert answer.json["is_priority"]  # type: ignore[index]
    assert site.office.rows(Ticket.is_priority) == [True]
    assert site.office.rows(PriorityTally.count) == [1]
    assert "lansia" not in answer.text


BAD_PRESSES: list[tuple[str, dict[str, Any], int, str]] = [
    ("a missing field", {"service_id": None}, 400, "malformed_request"),
    ("a field of another kind", {"service_id": "1"}, 400, "malformed_request"),
    ("an unknown field", {"nik": "1271000000000001"}, 400, "malformed_request"),
    ("a key too short", {"key": "x"}, 400, "bad_input"),
    ("a key with signs", {"key": "'; DROP TABLE ticket"}, 400, "bad_input"),
    ("an unknown priority", {"priority": "vip"}, 400, "bad_input"),
    ("a company of nobody", {"party": 0}, 400, "bad_input"),
    ("an appointment of one's own", {"appointed_at": "2026-11-23T02:00:00Z"}, 400, "malformed_request"),
    ("an unknown service", {"service_id": 999}, 404, "not_found"),
    ("a service beyond numbers", {"service_id": 2**70}, 400, "malformed_request"),
]


@pytest.mark.parametrize(("body", "status", "code"), [case[1:] for case in BAD_PRESSES],
                         ids=[case[0] for case in BAD_PRESSES])  # fmt: skip
def test_a_press_that_is_not_valid_is_refused_with_its_reason(
    site: Site, body: dict[str, Any], status: int, code: str
) -> None:
    before = site.dump()

    answer = site.visitor().post(TICKETS, {**site.press(), **body})

    assert (answer.status_code, answer.json["error"]) == (status, code)  # type: ignore[index]
    assert answer.json["message"]  # type: ignore[index]
    assert site.dump() == before


@pytest.mark.parametrize("sent", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"key": 1}'])
def test_what_is_not_the_json_of_a_press_is_refused(site: Site, sent: bytes) -> None:
    before = site.dump()

    answer = site.visitor().browser.post(TICKETS, data=sent, content_type="application/json")

    assert (answer.status_code, answer.json["error"]) == (400, "malformed_request")  # type: ignore[index]
    assert site.dump() == before


def test_a_form_of_another_page_is_refused(site: Site) -> None:
    before = site.dump()

    answer = site.visitor().browser.post(TICKETS, data={"service_id": "1", "key": "press-0001"})

    assert answer.status_code == 400
    assert site.dump() == before


def test_a_page_of_another_site_is_refused(site: Site) -> None:
    before = site.dump()

    foreign = site.visitor().post(TICKETS, site.press(), Origin="http://elsewhere.example")
    own = site.visitor().post(TICKETS, site.press(), Origin="http://localhost")

    assert (foreign.status_code, own.status_code) == (403, 201)
    assert len(site.dump()["ticket"]) == len(before["ticket"]) + 1


def test_a_request_that_is_too_large_is_refused(site: Site) -> None:
    before = site.dump()

    answer = site.visitor().post(TICKETS, {**site.press(), "priority": "x" * 20_000})

    assert (answer.status_code, answer.json["error"]) == (413, "http_413")  # type: ignore[index]
    assert site.dump() == before


def test_an_office_that_is_not_there_gives_404(site: Site) -> None:
    answer = site.visitor().post("/kiosk/medan/tickets", site.press())

    assert (answer.status_code, answer.json["error"]) == (404, "not_found")  # type: ignore[index]


def close(site: Site, service: str) -> None:
    with site.office.desk.transaction(site.office.office_id) as work:
        chosen = Service.id == site.office.services[service]
        work.connection.execute(update(Service).where(chosen).values(is_open=False))


@pytest.mark.parametrize(
    ("lang", "message"),
    [
        ("id", "Layanan KTP sedang tidak tersedia. Ditutup sementara: alasan lain."),
        ("en", "Service KTP is not available now. Closed for now: another reason."),
    ],
)
def test_a_closed_service_is_refused_in_the_language_of_the_press(site: Site, lang: str, message: str) -> None:
    close(site, "KTP")
    before = site.dump()

    answer = site.visitor().post(TICKETS, site.press("KTP", lang=lang))

    assert answer.status_code == 409
    assert answer.json == {"error": "service_closed", "message": message}
    assert site.dump() == before


def test_a_ticket_already_given_is_answered_also_when_its_service_has_closed(site: Site) -> None:
    press, kiosk = site.press(), site.visitor()
    first = kiosk.post(TICKETS, press)
    close(site, "KTP")

    assert kiosk.post(TICKETS, press).json == first.json


def kiosk_state(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = site.visitor().get("/kiosk/uji/state").json["state"]  # type: ignore[index]
    return found


def test_the_kiosk_knows_of_each_service_why_it_is_closed_and_until_when(site: Site) -> None:
    reopens_at = site.office.clock() + timedelta(hours=1)
    set_service(site.office, "KTP", is_open=False, closed_reason="blangko_habis", reopens_at=reopens_at)

    ktp, akta = kiosk_state(site)["services"]

    assert ktp == {
        "id": site.office.services["KTP"], "waiting": 0, "left": None, "wait": None, "is_open": False,
        "reason": "closed_by_hand",
        "why": {
            "id": "Ditutup sementara: blangko habis. Diperkirakan buka pukul 09.00 WIB.",
            "en": "Closed for now: the blank forms have run out. Expected to open at 09.00 WIB.",
        },
        "opens_at": moment_at("2026-11-23T02:00:00Z"),
    }  # fmt: skip
    assert (akta["is_open"], akta["reason"], akta["why"], akta["opens_at"]) == (True, None, None, None)


def test_the_kiosk_tells_how_long_the_wait_is_where_it_is_promised_and_numbers_are_given(site: Site) -> None:
    promise_newcomers(site.office, "KTP")
    before = kiosk_state(site)
    set_service(site.office, "KTP", is_open=False, closed_reason="blangko_habis")

    waits = [[each["wait"] for each in state["services"]] for state in (before, kiosk_state(site))]

    assert waits == [[{"least": 10, "most": 25}, None], [None, None]]
    assert before["waits_until"] == before["now"] + 90_000


def test_the_kiosk_knows_of_a_closed_office_why_and_until_when(site: Site) -> None:
    say_hours(site.office, "09.00-12.00")
    before = kiosk_state(site)["closed"]
    site.office.clock.set_local("2026-11-23 09:00")

    assert (before["reason"], before["why"]["id"], before["opens_at"]) == (
        "not_yet_open", "Belum buka. Buka pukul 09.00 WIB.", moment_at("2026-11-23T02:00:00Z"),
    )  # fmt: skip
    assert kiosk_state(site)["closed"] is None


def test_a_service_that_was_taken_out_has_no_button(site: Site) -> None:
    """Bug of a peer: a deleted service stayed in the quick menu (TheQ)."""
    before, setup = (
        re.findall(r'"code": "(KTP|AKTA)"', site.visitor().get("/kiosk/uji").text),
        kiosk_state(site)["setup"],
    )
    set_service(site.office, "KTP", is_active=False)

    assert (before, re.findall(r'"code": "(KTP|AKTA)"', site.visitor().get("/kiosk/uji").text)) == (
        ["KTP", "AKTA"],
        ["AKTA"],
    )
    assert kiosk_state(site)["setup"] != setup


def test_a_family_takes_one_number(site: Site) -> None:
    site.visitor().post(TICKETS, site.press(party=4))

    assert site.office.rows(Ticket.party) == [4]


def test_an_office_that_takes_bookings_shows_the_way_to_them_and_no_other_does(site: Site) -> None:
    before = '"booking_qr": ""' in site.visitor().get("/kiosk/uji").text
    take_bookings(site.office)

    assert (before, '"booking_qr": "/book/uji/qr.svg"' in site.visitor().get("/kiosk/uji").text) == (True, True)
