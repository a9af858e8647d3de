"""A booking's own page: whoever has its address may move the booking or give it back, and nobody else learns of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from queue_app.actions.office import setup
from queue_app.domain.office.plan import HolidayPlan, OfficePlan
from tests.web.booking.test_calendar_file import read
from tests.web.booking.visits import DAY, book, booked, led_to, part, send
from tests.web.visitors import Site


def token_of(path: str) -> str:
    return path.partition("?")[0].rpartition("/")[2]


def closed_that_day(plan: OfficePlan) -> OfficePlan:
    return replace(plan, holidays=[HolidayPlan(date.fromisoformat(DAY), "Cuti bersama")])


def test_it_tells_when_where_what_to_bring_and_the_code(booked_site: Site) -> None:
    visitor = booked_site.visitor(lang="id")

    page = visitor.get(booked(visitor)).text

    assert part(page, "when") == "Layanan KTP Selasa, 24 November 2026 09.00 WIB"
    assert "antara pukul 08.30 dan 09.15" in page


def test_no_search_engine_keeps_it_and_no_other_site_hears_of_it(booked_site: Site) -> None:
    visitor = booked_site.visitor()

    answer = visitor.get(booked(visitor))

    assert '<meta name="robots" content="noindex, nofollow">' in answer.text
    assert (answer.headers["Referrer-Policy"], answer.headers["Cache-Control"]) == ("same-origin", "no-store")


def test_cancelling_leads_back_and_frees_the_time(booked_site: Site) -> None:
    visitor = booked_site.visitor(lang="id")
    path = booked(visitor)

    page = visitor.get(led_to(send(visitor, f"{path}/cancel"))).text

    assert part(page, "done").startswith("Janji temu dibatalkan.")
    times = visitor.get(f"/book/uji?service=KTP&day={DAY}").text
    assert part(times, "time-09.00") == "09.00 sisa 2 tempat"


def test_pressed_twice_it_is_cancelled_once_and_both_are_told_so(booked_site: Site) -> None:
    visitor = booked_site.visitor()
    path = booked(visitor)

    assert [led_to(send(visitor, f"{path}/cancel")) for _ in range(2)] == [f"{path}?done=cancelled"] * 2


def test_a_move_gives_a_new_page_and_a_new_code_and_the_old_time_is_free(booked_site: Site) -> None:
    visitor = booked_site.visitor(lang="id")
    old = booked(visitor)

    new = visitor.get(led_to(send(visitor, f"{old}/move", day=DAY, at="10.30"))).text

    assert part(new, "when") == "Layanan KTP Selasa, 24 November 2026 10.30 WIB"
    assert part(new, "done") == "Janji temu dipindahkan. Kodenya baru."
    times = visitor.get(f"/book/uji?service=KTP&day={DAY}").text
    assert [part(times, f"time-{at}") for at in ("09.00", "10.30")] == ["09.00 sisa 2 tempat", "10.30 sisa 1 tempat"]


def test_the_old_page_leads_on_only_where_it_was_booked(booked_site: Site) -> None:
    visitor, buyer = booked_site.visitor(), booked_site.visitor()
    old = booked(visitor)
    new = led_to(send(visitor, f"{old}/move", day=DAY, at="10.30")).partition("?")[0]

    pages = [each.get(old).text for each in (visitor, buyer)]

    assert [new in page for page in pages] == [True, False]
    assert ["10:30 WIB" in page or "10.30 WIB" in page for page in pages] == [True, True]


def test_a_move_to_a_full_time_changes_nothing_and_says_so(booked_site: Site) -> None:
    for key in ("form-0000-0001", "form-0000-0002"):
        book(booked_site.visitor(), "10.00", key=key)
    visitor = booked_site.visitor(lang="id")
    path = booked(visitor)

    answer = send(visitor, f"{path}/move", day=DAY, at="10.00")

    assert (answer.status_code, part(answer.text, "refusal")) == (409, "Jam itu sudah penuh. Silakan pilih jam lain.")
    assert part(visitor.get(path).text, "when") == "Layanan KTP Selasa, 24 November 2026 09.00 WIB"


def test_no_way_to_another_time_is_shown_once_the_time_has_come(booked_site: Site) -> None:
    visitor = booked_site.visitor(lang="id")
    path = booked(visitor)
    before = part(visitor.get(path).text, "move")
    booked_site.office.clock.tick(hours=25)

    assert (before, part(visitor.get(path).text, "move")) == ("Pilih jam lain", "")
    assert send(visitor, f"{path}/move", day="2026-11-25", at="10.00").status_code == 409


def test_a_day_that_became_a_holiday_is_told_before_anybody_travels(booked_site: Site) -> None:
    visitor = booked_site.visitor(lang="id")
    path = booked(visitor)
    setup.change(booked_site.office.desk, 1, by=None, edit=closed_that_day)

    assert part(visitor.get(path).text, "off").startswith("Kantor tutup pada hari itu.")


def test_nobody_came_and_the_page_says_that_the_place_is_free(booked_site: Site) -> None:
    visitor = booked_site.visitor(lang="id")
    path = booked(visitor)
    booked_site.office.clock.tick(minutes=27 * 60)

    assert part(visitor.get(path).text, "missed").startswith("Sampai pukul 09.15 tidak ada yang lapor datang")


def test_the_calendar_file_has_the_time_on_the_offices_clock_and_the_way_back(booked_site: Site) -> None:
    visitor = booked_site.visitor(lang="id")
    path = booked(visitor)

    answer = visitor.get(f"{path}/calendar.ics")

    assert answer.mimetype == "text/calendar"
    lines = read(answer.data)
    assert "DTSTART;TZID=Asia/Jakarta:20261124T090000" in lines
    assert f"URL:http://localhost{path}" in lines


def test_the_code_to_scan_holds_the_page_and_only_while_it_counts(booked_site: Site) -> None:
    visitor = booked_site.visitor()
    path = booked(visitor)

    before = visitor.get(f"{path}/qr.svg").status_code
    send(visitor, f"{path}/cancel")

    assert (before, visitor.get(f"{path}/qr.svg").status_code) == (200, 404)


def test_who_guesses_pages_is_stopped(booked_site: Site) -> None:
    visitor = booked_site.visitor()

    answers = [visitor.get(f"/b/{number:032x}").status_code for number in range(21)]

    assert (answers[0], answers[-1]) == (404, 429)


@pytest.mark.parametrize("verb", ["cancel", "move"])
def test_another_site_can_neither_move_nor_cancel(booked_site: Site, verb: str) -> None:
    visitor = booked_site.visitor()
    path = booked(visitor)

    assert send(visitor, f"{path}/{verb}", origin="https://jahat.example", day=DAY, at="10.00").status_code == 403


def test_the_way_to_another_time_leads_over_day_and_time_by_links_alone(booked_site: Site) -> None:
    visitor = booked_site.visitor(lang="id")
    path = booked(visitor)

    pages = [visitor.get(f"{path}/move{query}").text for query in ("", f"?day={DAY}", f"?day={DAY}&at=10.00")]

    assert [f"day={DAY}" in pages[0], f"day={DAY}&amp;at=10.00" in pages[1]] == [True, True]
    assert part(pages[2], "move") == "Pindahkan ke 10.00 WIB"
