"""The pages of privacy as people meet them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import OperationalError

from queue_app.actions.citizen.privacy import registering
from queue_app.actions.queue import remarks
from queue_app.domain.citizen.booking.holder import Reminder
from queue_app.domain.citizen.privacy.breaches import Told
from queue_app.domain.log.rights import Role
from queue_app.store.citizen.booking.tables import Booking
from queue_app.store.citizen.complaints.tables import Complaint
from queue_app.store.citizen.privacy.tables import PrivacyRequest
from queue_app.store.queue.tables import Note
from tests.bookings import booked, take_bookings
from tests.complaints import SITI, brought
from tests.web.visitors import Site, Visitor


@pytest.fixture
def head(site: Site) -> Visitor:
    site.give_role("joko", Role.HEAD)
    return site.signed_in("joko", lang="en")


def send(visitor: Visitor, path: str, **form: str) -> int:
    return visitor.browser.post(path, data={**form, "csrf_token": visitor.csrf()}).status_code


def lose(site: Site) -> int:
    return registering.note_breach(
        site.office.desk, site.office.office_id, told=Told("12 nomor telepon", "", ""),
        found_at=site.office.desk.clock(), by=site.office.officers["tini"],
    )  # fmt: skip


def test_everybody_reads_what_is_kept_how_long_and_whom_to_ask(site: Site, head: Visitor) -> None:
    before = site.visitor(lang="en").get("/privacy/uji").text
    send(head, "/privacy", post="Pejabat PDP", reached_at="pdp@uji.go.id")
    after = site.visitor(lang="en").get("/privacy/uji").text

    assert "Please ask at the information desk" in before
    assert "Pejabat PDP" in after
    assert "After 30 days" in after


def test_the_notice_is_linked_where_people_give_anything(site: Site) -> None:
    token = site.office.issue().token
    pages = [site.visitor().get(path).text for path in (f"/t/{token}", "/book/uji", "/voice/uji", "/o/uji")]

    assert ['href="/privacy/uji"' in page for page in pages] == [True] * 4


def test_whoever_holds_a_ticket_sees_takes_along_and_erases_what_is_kept_of_it(site: Site) -> None:
    site.office.open_counter()
    token = site.office.issue().token
    site.office.do(remarks.note, site.office.call_next(), text="Berkas kurang")
    citizen = site.visitor(lang="en")

    page, file = citizen.get(f"/t/{token}/data"), citizen.get(f"/t/{token}/data.json")
    done = citizen.browser.post(f"/t/{token}/data")

    assert ("Berkas kurang" in page.text, file.json and file.json["held"]["note"]["count"]) == (True, 1)
    assert (page.headers["Cache-Control"], file.headers["Content-Disposition"]) == (
        "no-store", 'attachment; filename="data-ticket.json"',
    )  # fmt: skip
    assert (done.status_code, site.office.rows(Note.text)) == (302, [])


def test_whoever_holds_a_booking_sees_takes_along_and_erases_what_is_kept_of_it(site: Site) -> None:
    take_bookings(site.office)
    path = f"/b/{booked(site.office, remind=Reminder('siti@contoh.example', 'id')).token}/data"
    holder = site.visitor(lang="en")

    page, file = holder.get(path), holder.get(f"{path}.json")
    done = holder.browser.post(path)

    assert (page.status_code, file.json and list(file.json["held"])) == (200, ["booking"])
    assert (done.status_code, done.location, site.office.rows(Booking.mail)) == (302, f"{path}?done=erased", [None])
    assert "It is erased." in holder.get(f"{path}?done=erased").text


def test_a_page_of_another_site_erases_nothing(site: Site) -> None:
    site.office.open_counter()
    token = site.office.issue().token
    site.office.do(remarks.note, site.office.call_next(), text="Berkas kurang")

    answer = site.visitor().browser.post(f"/t/{token}/data", headers={"Origin": "https://evil.example"})

    assert (answer.status_code, site.office.rows(Note.text)) == (403, ["Berkas kurang"])


def test_a_stranger_who_guesses_tokens_is_held_up(site: Site) -> None:
    guesser = site.visitor()

    assert [guesser.get(f"/t/{number:022d}/data").status_code for number in range(22)][-1] == 429


def test_a_complaint_is_seen_and_erased_by_its_code_which_stands_in_no_address(site: Site) -> None:
    _number, code = brought(site.office, identity=SITI)
    sender = site.visitor(lang="en")

    page = sender.browser.post("/privacy/uji/data", data={"code": code})
    file = sender.browser.post("/privacy/uji/data", data={"code": code, "act": "file"})
    done = sender.browser.post("/privacy/uji/data", data={"code": code, "act": "erase"})

    assert (page.status_code, file.mimetype, "It is erased." in done.text) == (200, "application/json", True)
    assert "?" not in page.text.split("<form", 1)[1].split(">", 1)[0]
    assert site.office.rows(Complaint.identity) == [None]


def test_a_wrong_code_shows_nothing_and_many_are_held_up(site: Site) -> None:
    guesser = site.visitor(lang="en")
    statuses = [guesser.browser.post("/privacy/uji/data", data={"code": "AAAA"}).status_code for _ in range(12)]

    assert (statuses[0], statuses[-1]) == (404, 429)


def test_staff_read_their_own_data_and_nobody_else_s(site: Site) -> None:
    officer = site.signed_in("wati")
    told = officer.get("/account/data.json").json

    assert told is not None
    assert [each["username"] for each in told["held"]["officer"]["rows"]] == ["wati"]
    assert (officer.get("/account/data").status_code, site.visitor().get("/account/data").status_code) == (200, 302)


def test_the_register_is_for_head_and_administrator(site: Site, head: Visitor) -> None:
    paths = ("/privacy", "/privacy/requests", "/privacy/breaches")

    assert [head.get(path).status_code for path in paths] == [200, 200, 200]
    site.give_role("tini", Role.ADMINISTRATOR)
    assert [site.signed_in("tini").get(path).status_code for path in paths] == [200, 200, 200]
    assert [site.signed_in("wati").get(path).status_code for path in paths] == [403, 403, 403]


def test_a_request_is_entered_on_the_office_s_clock_and_answered(site: Site, head: Visitor) -> None:
    form = {"kind": "erase", "received_at": "2026-11-23T07:30", "who": "Siti", "words": ""}
    sent = send(head, "/privacy/requests", **form)
    (number,) = site.office.rows(PrivacyRequest.id)
    done = send(head, f"/privacy/requests/{number}", outcome="done")

    assert (sent, done) == (302, 302)
    assert site.office.rows(PrivacyRequest.received_at) == [datetime(2026, 11, 23, 0, 30, tzinfo=UTC)]


@pytest.mark.parametrize(
    "wrong", [{"kind": "x"}, {"received_at": "gestern"}, {"received_at": "2027-01-01T00:00"}, {"who": ""}]
)
def test_what_is_wrong_of_a_request_is_told_beside_what_was_typed(
    site: Site, head: Visitor, wrong: dict[str, str]
) -> None:
    form = {"kind": "erase", "received_at": "2026-11-23T07:30", "who": "Siti", "words": "Mohon hapus", **wrong}
    answer = head.browser.post("/privacy/requests", data={**form, "csrf_token": head.csrf()})

    assert (answer.status_code, "Mohon hapus" in answer.text, site.office.rows(PrivacyRequest.id)) == (400, True, [])


def test_while_a_breach_runs_it_stands_on_every_page_of_head_and_administrator_alone(site: Site, head: Visitor) -> None:
    quiet = "breach-runs" in head.get("/supervisor").text
    lose(site)

    assert (quiet, "breach-runs" in head.get("/supervisor").text) == (False, True)
    site.give_role("tini", Role.ADMINISTRATOR)
    assert "breach-runs" in site.signed_in("tini").get("/admin").text
    assert "breach-runs" not in site.signed_in("wati").get("/counter").text


def test_a_breach_is_written_down_on_its_page_and_has_a_page_of_its_own(site: Site, head: Visitor) -> None:
    form = {"what": "12 nomor telepon", "how": "Laptop hilang", "handling": "Dikunci", "found_at": "2026-11-23T07:30"}
    answer = head.browser.post("/privacy/breaches", data={**form, "csrf_token": head.csrf()})

    assert (answer.status_code, answer.location.rpartition("/")[0]) == (302, "/privacy/breaches")
    assert "Laptop hilang" in head.get(answer.location).text


def test_once_everybody_was_told_it_is_quiet_and_can_be_closed(site: Site, head: Visitor) -> None:
    number = lose(site)
    early = send(head, f"/privacy/breaches/{number}/close", report="Selesai")
    for step in ("told_people", "told_authority"):
        send(head, f"/privacy/breaches/{number}/steps", step=step)
    is_loud = "breach-runs" in head.get("/supervisor").text
    late = send(head, f"/privacy/breaches/{number}/close", report="Selesai")

    assert (early, is_loud, late) == (409, False, 302)
    assert "Selesai" in head.get(f"/privacy/breaches/{number}").text


def test_the_letters_say_what_the_law_asks(site: Site, head: Visitor) -> None:
    page = head.get(f"/privacy/breaches/{lose(site)}").text

    assert page.count("Which data: 12 nomor telepon") == 2
    assert "71 hours" in page or "72 hours" in page or "3 days" in page


def test_a_database_that_is_away_is_still_told_to_who_would_see_a_breach(
    site: Site, head: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    head.get("/supervisor")  # its session is known

    def away() -> object:
        raise OperationalError("SELECT", {}, OSError(111, "Connection refused"))

    monkeypatch.setattr(site.office.desk, "reading", away)

    assert head.get("/privacy").status_code == 503


def test_every_field_of_an_office_that_has_no_such_page_is_not_there(site: Site) -> None:
    assert [site.visitor().get(path).status_code for path in ("/privacy/none", "/privacy/none/data")] == [404, 404]
