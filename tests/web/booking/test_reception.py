"""The reception books for who has no phone, and finds what is shown to it; no list tells a code."""

from __future__ import annotations

import re

import pytest
from werkzeug.test import TestResponse

from queue_app.domain.log.rights import Role
from tests.web.booking.visits import DAY, booked, part
from tests.web.visitors import Site, Visitor


def send(visitor: Visitor, path: str, **form: str) -> TestResponse:
    return visitor.browser.post(path, data={"csrf_token": visitor.csrf(), **form})


def new(visitor: Visitor, at: str = "09.00", *, key: str = "form-of-reception-0001", **more: str) -> TestResponse:
    return send(visitor, "/bookings/new", key=key, service="KTP", time=f"{DAY} {at}", **more)


def code_in(answer: TestResponse) -> str:
    assert answer.status_code == 200, answer.text
    return part(answer.text, "code")


def test_it_books_and_shows_the_code_for_the_paper(booked_site: Site) -> None:
    page = new(booked_site.signed_in("wati", lang="id"))

    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", code_in(page))
    assert part(page.text, "when") == "Selasa, 24 November 2026, 09.00 WIB"
    assert 'src="data:image/svg+xml;base64,' in page.text


def test_pressed_twice_it_books_once_and_the_next_citizen_books_anew(booked_site: Site) -> None:
    wati = booked_site.signed_in("wati")

    codes = [code_in(new(wati, key=key)) for key in ("form-0000-0001", "form-0000-0001", "form-0000-0002")]

    assert (codes[0] == codes[1], codes[0] == codes[2]) == (True, False)


@pytest.mark.parametrize("written", ["{code}", "{lower}", "{bare}", "http://localhost/b/{token}"])
def test_a_code_is_found_however_it_is_typed_or_scanned(booked_site: Site, written: str) -> None:
    citizen, wati = booked_site.visitor(), booked_site.signed_in("wati", lang="id")
    path = booked(citizen)
    code = part(citizen.get(path).text, "code")
    typed = written.format(code=code, lower=code.lower(), bare=code.replace("-", ""), token=path.rpartition("/")[2])

    found = send(wati, "/bookings/find", code=typed)

    assert part(found.text, "when") == "Selasa, 24 November 2026, 09.00 WIB"


def test_a_code_that_is_none_is_told_on_the_page(booked_site: Site) -> None:
    answer = send(booked_site.signed_in("wati", lang="id"), "/bookings/find", code="ABCD-2345")

    assert (answer.status_code, part(answer.text, "refusal") != "") == (404, True)


def test_the_list_of_the_day_tells_times_and_services_and_no_code(booked_site: Site) -> None:
    citizen, wati = booked_site.visitor(), booked_site.signed_in("wati", lang="id")
    path = booked(citizen)
    code = part(citizen.get(path).text, "code")

    page = wati.get(f"/bookings?day={DAY}").text

    assert part(page, "bookings") == "Waktu Layanan Keadaan Nomor 09.00 Layanan KTP dipesan"
    assert [each for each in (code, path.rpartition("/")[2]) if each in page] == []


def test_it_moves_and_cancels_for_the_holder(booked_site: Site) -> None:
    wati = booked_site.signed_in("wati", lang="id")
    code = code_in(new(wati))

    moved = send(wati, "/bookings/move", code=code, time=f"{DAY} 10.30")
    cancelled = send(wati, "/bookings/cancel", code=code_in(moved))

    assert part(moved.text, "when") == "Selasa, 24 November 2026, 10.30 WIB"
    assert part(cancelled.text, "state") == "dibatalkan"


def test_somebody_comes_and_gets_a_number_and_the_same_one_once_more(booked_site: Site) -> None:
    code = code_in(new(booked_site.signed_in("wati")))
    booked_site.office.clock.tick(minutes=24 * 60 + 50)
    wati = booked_site.signed_in("wati", lang="id")  # of yesterday's session nothing is left

    pages = [send(wati, "/bookings/arrive", code=code).text for _ in range(2)]

    assert [part(page, "number") for page in pages] == ["A001", "A001"]


def test_who_watches_sees_how_full_each_time_is(booked_site: Site) -> None:
    booked(booked_site.visitor())
    booked_site.give_role("joko", Role.HEAD)

    page = booked_site.signed_in("joko", lang="id").get(f"/bookings/day?day={DAY}").text

    assert part(page, "slots-KTP").startswith("Waktu Belum datang Datang Tidak datang Sisa tempat")
    assert "09.00 1 0 0 1 09.30 0 0 0 2" in part(page, "slots-KTP")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("path", ["/bookings", "/bookings/day"])
def test_a_day_beyond_the_calendar_is_answered_with_today(booked_site: Site, path: str, day: str) -> None:
    tini = booked_site.signed_in("tini", lang="id")

    assert "Senin, 23 November 2026" in tini.get(f"{path}?day={day}").text
