"""A time booked at home: plain forms, one step at a time."""

from __future__ import annotations

import re

import pytest

from tests.web.booking.visits import DAY, book, led_to, part
from tests.web.visitors import Site


def test_the_way_leads_over_service_day_and_time_by_links_alone(booked_site: Site) -> None:
    visitor = booked_site.visitor(lang="id")

    steps = [
        re.findall(r'href="(\?service[^"]*)"', visitor.get(f"/book/uji{query}").text)
        for query in ("", "?service=KTP", f"?service=KTP&day={DAY}")
    ]

    assert steps[0] == ["?service=KTP"]
    assert f"?service=KTP&amp;day={DAY}" in steps[1]
    assert f"?service=KTP&amp;day={DAY}&amp;at=09.00" in steps[2]


def test_a_phone_books_and_sees_day_time_and_code(booked_site: Site) -> None:
    visitor = booked_site.visitor(lang="id")
    visitor.get("/book/uji")

    page = visitor.get(led_to(book(visitor))).text

    assert part(page, "when") == "Layanan KTP Selasa, 24 November 2026 09.00 WIB"
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", part(page, "code"))


def test_a_double_press_makes_one_booking(booked_site: Site) -> None:
    visitor = booked_site.visitor()
    visitor.get("/book/uji")

    assert led_to(book(visitor)) == led_to(book(visitor))


def test_a_double_press_makes_one_booking_where_the_browser_keeps_no_cookie(booked_site: Site) -> None:
    answers = [led_to(book(booked_site.visitor())) for _ in range(2)]

    assert answers[0] == answers[1]


def test_each_time_says_how_many_places_are_left_and_a_full_one_leads_nowhere(booked_site: Site) -> None:
    for key in ("form-0000-0001", "form-0000-0002"):
        book(booked_site.visitor(), key=key)
    book(booked_site.visitor(), "09.30", key="form-0000-0003")

    page = booked_site.visitor(lang="id").get(f"/book/uji?service=KTP&day={DAY}").text

    assert [part(page, f"time-{at}") for at in ("09.00", "09.30", "10.00")] == [
        "09.00 Penuh", "09.30 sisa 1 tempat", "10.00 sisa 2 tempat",
    ]  # fmt: skip
    assert 'at=09.00"' not in page


def test_who_loses_the_race_for_the_last_place_is_told_kindly_and_offered_the_next(booked_site: Site) -> None:
    for key in ("form-0000-0001", "form-0000-0002"):
        book(booked_site.visitor(), key=key)

    answer = book(booked_site.visitor(lang="id"), key="form-0000-0003")

    assert answer.status_code == 409
    assert part(answer.text, "refusal").startswith("Jam itu sudah penuh.")
    assert part(answer.text, "next-slot") == "Jam terdekat yang masih ada: 09.30 WIB"


def test_a_browser_that_has_a_booking_is_led_back_to_it(booked_site: Site) -> None:
    visitor = booked_site.visitor(lang="id")
    visitor.get("/book/uji")
    token = led_to(book(visitor))

    again = book(visitor, "10.00")

    assert again.status_code == 409
    assert f'href="{token}"' in again.text


def test_what_no_phone_number_is_stays_in_the_form_and_books_nothing(booked_site: Site) -> None:
    answer = book(booked_site.visitor(lang="id"), phone="12")

    assert answer.status_code == 400
    assert 'value="12"' in answer.text
    assert booked_site.dump()["booking"] == []


def test_no_column_keeps_the_phone_number_or_the_device(booked_site: Site) -> None:
    visitor = booked_site.visitor()
    seen = visitor.get("/book/uji")
    secret = (
        next(each for each in str(seen.headers).split() if each.startswith("antrean_booking")).split("=")[1].rstrip(";")
    )
    book(visitor, phone="0812 3456 7890")

    kept = repr(booked_site.dump())

    assert "'booked'" in kept
    assert [each for each in ("81234567890", secret) if each in kept] == []


def test_another_site_cannot_book_through_a_browser_here(booked_site: Site) -> None:
    assert book(booked_site.visitor(), origin="https://jahat.example").status_code == 403
    assert booked_site.dump()["booking"] == []


def test_an_address_that_books_without_end_is_stopped(booked_site: Site) -> None:
    visitor = booked_site.visitor()

    answers = [book(visitor, key=f"form-0000-{number:04}").status_code for number in range(31)]

    assert answers[-1] == 429


def test_an_office_that_takes_no_bookings_says_so(site: Site) -> None:
    page = site.visitor(lang="id").get("/book/uji").text

    assert part(page, "closed") == "Kantor ini sedang tidak menerima janji temu. Silakan ambil nomor di kantor."


@pytest.mark.parametrize("query", ["?service=TIDAK", "?service=KTP&day=kemarin", f"?service=KTP&day={DAY}&at=25.99"])
def test_what_nobody_offers_leads_to_the_step_before(booked_site: Site, query: str) -> None:
    assert booked_site.visitor().get(f"/book/uji{query}").status_code == 200


def test_the_code_on_a_wall_leads_to_the_page(booked_site: Site) -> None:
    assert booked_site.visitor().get("/book/uji/qr.svg").mimetype == "image/svg+xml"
