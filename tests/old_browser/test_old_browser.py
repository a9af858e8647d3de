"""Kiosk, display and ticket page in Chromium 64 of 2017; Tizen televisions of 2019 have 63."""

from __future__ import annotations

import pytest

from queue_app.store.hall.tables import Announcement
from tests.old_browser.conftest import PAIRED, OldHall, OpenPage
from tests.people import Person
from tests.served import open_counter, rows, take_number
from tests.servers.waiting import becomes_true

HAS_ITS_CLIPS = "Antrean.display && !Antrean.clips.isLoading() && Antrean.clips.missing().length === 0"
TOUCH_EACH_LANGUAGE = "['en', 'id'].forEach(lang => document.querySelector(`[data-testid=lang-${lang}]`).click());"
CHANGES = 500
TV, SMALL_TV, UPRIGHT, PHONE = (1920, 1080), (1280, 720), (1080, 1920), (360, 740)


def take(hall: OldHall, service: str) -> dict[str, str]:
    given: dict[str, str] = take_number(Person(hall.url), hall.names.services[service])
    return given


def call_next(hall: OldHall, username: str, counter: int) -> None:
    open_counter(hall.url, username, hall.names.counters[counter]).post("/counter/call-next")


def is_heard(hall: OldHall, counter: int) -> list[bool]:
    """Of each call to this counter: whether a display has told that it spoke it."""
    told = rows(hall.database_url, Announcement.id, Announcement.counter_id, Announcement.heard_at)
    return [row.heard_at is not None for row in told if row.counter_id == hall.names.counters[counter]]


def test_a_display_shows_a_call_speaks_it_and_tells_so(old_hall: OldHall, open_page: OpenPage) -> None:
    display = open_page("/display/uji", *TV)
    assert display.becomes(HAS_ITS_CLIPS)
    number = take(old_hall, "AKTA")["number"]

    call_next(old_hall, "joko", 2)

    assert display.becomes(f"document.getElementById('hero-number').innerText === '{number}'")
    assert display.becomes(f"Antrean.player.log.some(said => said.number === '{number}' && said.is_heard)")
    assert becomes_true(lambda: is_heard(old_hall, 2) == [True])


def test_a_running_text_that_fits_the_screen_is_not_parted(open_page: OpenPage) -> None:
    display = open_page("/display/uji", *TV)
    assert display.becomes("document.fonts.status === 'loaded'")

    for size in (TV, SMALL_TV, UPRIGHT):  # two of these have a width that this browser rounds to two numbers
        display.resize(*size)
        assert display.becomes(f"innerWidth === {size[0]}")
        assert display.becomes("document.getElementById('ticker-line').innerText === Antrean.boot.room.ticker[0].text")


def test_a_kiosk_gives_a_number(open_page: OpenPage) -> None:
    kiosk = open_page("/kiosk/uji", *UPRIGHT)

    kiosk.tap("service-KTP")
    kiosk.tap("take")

    assert kiosk.shows("ticket-number", "A0")
    assert kiosk.becomes("document.querySelector('.qr').complete")


def test_a_kiosk_lives_through_more_changes_than_a_browser_needs_to_optimise_its_scripts(open_page: OpenPage) -> None:
    kiosk = open_page("/kiosk/uji", *UPRIGHT)
    assert kiosk.shows("lang-en")

    kiosk.evaluate(f"for (let turn = 0; turn < {CHANGES}; turn += 1) {{ {TOUCH_EACH_LANGUAGE} }}")

    assert kiosk.shows("service-KTP", "Layanan KTP")


def test_a_citizen_sees_the_place_in_the_queue_move(old_hall: OldHall, open_page: OpenPage) -> None:
    take(old_hall, "IKD")
    ticket = open_page(f"/t/{take(old_hall, 'IKD')['token']}", *PHONE)
    assert ticket.shows("sentence", "Menunggu: 1 orang di depan Anda")

    call_next(old_hall, "wati", 3)

    assert ticket.shows("sentence", "Anda berikutnya. Silakan bersiap.")


@pytest.mark.parametrize("path", [f"/display/{PAIRED}", f"/kiosk/{PAIRED}"])
def test_a_screen_that_is_not_paired_shows_its_code(path: str, open_page: OpenPage) -> None:
    screen = open_page(path, *SMALL_TV)

    assert screen.becomes(r"/^\d{3} \d{3}$/.test(document.getElementById('code').innerText)")


def test_a_tablet_asks_the_survey(old_hall: OldHall, open_page: OpenPage) -> None:
    tablet = open_page("/survey/uji", *UPRIGHT)

    tablet.tap("key-A")
    tablet.tap("key-9")
    tablet.tap("find")

    assert tablet.shows("message", "A9")
