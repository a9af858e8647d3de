"""Services and offices that close and open while people stand before the screens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, FloatRect, Page, expect

from queue_app.domain.queue.routing import PLAIN
from queue_app.store.engines import Database
from queue_app.store.hall.tables import Screen
from queue_app.store.queue.tables import Ticket
from queue_app.texts import translate, zone_label
from tests.browser.conftest import Hall, press_key, take
from tests.calendars import say_hours
from tests.databases import Databases
from tests.offices import make_office
from tests.served import ZONE, names, rows, server
from tests.servers.chromium import stop_clock
from tests.servers.waiting import becomes_true

OPENING = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)  # a Monday


def close(board: Page, service_id: int, *, until: str = "") -> None:
    if not board.get_by_test_id(f"close-{service_id}").is_visible():
        board.get_by_test_id(f"row-{service_id}").click()
    board.get_by_test_id(f"close-{service_id}").click()
    board.get_by_test_id("close-reason").select_option("siak_down")
    board.get_by_test_id("close-until").fill(until)
    board.get_by_test_id("close-go").click()


def test_a_service_closes_and_opens_on_every_screen_at_once(hall: Hall) -> None:
    kiosk, board = hall.kiosk(), hall.signed_in("tini", "/supervisor")
    take(kiosk)
    phone = hall.screen("phone", f"/t/{rows(hall.database_url, Ticket.token)[0].token}")
    ktp = hall.names.services["KTP"]

    close(board, ktp)
    expect(kiosk.get_by_test_id("why-KTP")).to_have_text("Ditutup sementara: sistem SIAK terganggu.")
    expect(phone.get_by_test_id("closed")).to_contain_text("Ditutup sementara: sistem SIAK terganggu.")
    kiosk.get_by_test_id("service-KTP").click()
    expect(kiosk.get_by_test_id("shut-why")).to_be_visible()
    expect(kiosk.get_by_test_id("take")).to_have_count(0)
    board.get_by_test_id(f"reopen-{ktp}").click()

    expect(kiosk.get_by_test_id("take")).to_be_visible()
    expect(phone.get_by_test_id("closed")).to_be_hidden()
    expect(board.get_by_test_id(f"close-{ktp}")).to_be_visible()


def test_the_time_of_opening_again_is_taken_as_people_type_it(hall: Hall) -> None:
    board = hall.signed_in("tini", "/supervisor")
    ktp = hall.names.services["KTP"]

    close(board, ktp, until="2359")

    expect(board.get_by_test_id(f"why-{ktp}")).to_contain_text("23.59")


def test_a_refused_closing_says_why_and_changes_nothing(hall: Hall) -> None:
    board = hall.signed_in("tini", "/supervisor")
    ktp = hall.names.services["KTP"]

    close(board, ktp, until="00:00")

    expect(board.get_by_test_id("service-message")).to_be_visible()
    expect(board.get_by_test_id("close-go")).to_be_enabled()
    expect(board.get_by_test_id(f"reopen-{ktp}")).to_have_count(0)


def test_who_waits_is_carried_over_and_reads_the_new_number(hall: Hall) -> None:
    kiosk, board = hall.kiosk(), hall.signed_in("tini", "/supervisor")
    take(kiosk)
    take(kiosk)
    phone = hall.screen("phone", f"/t/{rows(hall.database_url, Ticket.id, Ticket.token)[1].token}")
    ktp = hall.names.services["KTP"]
    close(board, ktp)

    board.get_by_test_id(f"carry-{ktp}").click()
    board.get_by_test_id(f"carry-go-{ktp}").click()

    expect(board.get_by_test_id("tile-waiting-value")).to_have_text("0")
    expect(phone.get_by_test_id("sentence")).to_contain_text("Nomor Anda untuk")
    phone.get_by_test_id("carried").click()
    expect(phone.get_by_test_id("number")).to_have_text("A002")
    expect(phone.get_by_test_id("sentence")).to_contain_text("Nomor Anda berlaku untuk")


def test_the_phone_says_in_plain_words_why_it_was_called(hall: Hall) -> None:
    take(hall.kiosk())
    phone = hall.screen("phone", f"/t/{rows(hall.database_url, Ticket.token)[0].token}")
    counter = hall.at_counter()

    press_key(counter, "P")

    expect(phone.get_by_test_id("reason")).to_have_text(translate("id", PLAIN["only_regular"]))


@pytest.fixture
def clock(tmp_path: Path) -> Path:
    """What the server's clock shows."""
    return tmp_path / "clock"


def show(clock: Path, *, past_opening_s: float) -> None:
    """At one stroke: the server reads the file at any moment."""
    fresh = clock.with_suffix(".new")
    fresh.write_text((OPENING + timedelta(seconds=past_opening_s)).isoformat(), encoding="ascii")
    fresh.replace(clock)


@pytest.fixture
def early_hall(databases: Databases, tmp_path: Path, browser: Browser, clock: Path) -> Iterator[Hall]:
    """An office that opens at 09.00, twenty seconds before."""
    url = databases.founded("sqlite", tmp_path)
    database = Database(url)
    say_hours(make_office(database, 1), "09.00-12.00")
    database.close()
    show(clock, past_opening_s=-20)
    running = server(tmp_path, url)
    command = running.program.command
    place = command.index("queue_app")
    running.program.command = [*command[:place], "tests.browser.held_clock", str(clock), *command[place + 1 :]]
    with ExitStack() as stack:
        stack.enter_context(running)
        yield Hall(running, url, names(url), browser, stack)


def test_a_closed_office_says_when_it_opens_and_opens_by_itself(early_hall: Hall, clock: Path) -> None:
    kiosk = early_hall.screen("kiosk")
    stop_clock(kiosk)
    kiosk.goto(f"{early_hall.server.url}/kiosk/uji")

    expect(kiosk.get_by_test_id("closed-why")).to_have_text(f"Belum buka. Buka pukul 09.00 {zone_label(ZONE)}.")
    kiosk.get_by_test_id("browse").click()
    kiosk.get_by_test_id("service-KTP").click()
    expect(kiosk.get_by_test_id("shut-why")).to_be_visible()
    assert becomes_true(lambda: kiosk.evaluate("1") == len(rows(early_hall.database_url, Screen.key)))
    show(clock, past_opening_s=1)
    kiosk.clock.fast_forward(21_000)

    expect(kiosk.get_by_test_id("take")).to_be_visible()


SIZES = [(1080, 1920), (1366, 768), (1024, 600)]


def boxes(kiosk: Page, service: str) -> dict[tuple[int, int], FloatRect | None]:
    """Where the service's button lies on each size of screen."""
    found = {}
    for width, height in SIZES:
        kiosk.set_viewport_size({"width": width, "height": height})
        kiosk.wait_for_function("([w, h]) => innerWidth === w && innerHeight === h", arg=[width, height])
        found[width, height] = kiosk.get_by_test_id(f"service-{service}").bounding_box()
    return found


def test_the_reason_on_a_closed_button_can_be_read_and_the_button_keeps_its_size(hall: Hall) -> None:
    kiosk, board = hall.kiosk(), hall.signed_in("tini", "/supervisor")
    kiosk.evaluate("document.fonts.ready")  # then the text is laid out anew
    why, before = kiosk.get_by_test_id("why-KTP"), boxes(kiosk, "KTP")

    close(board, hall.names.services["KTP"])
    expect(why).to_be_visible()

    assert boxes(kiosk, "KTP") == before
    for width, height in SIZES:
        kiosk.set_viewport_size({"width": width, "height": height})
        kiosk.wait_for_function("w => innerWidth === w", arg=width)
        assert why.evaluate("each => parseFloat(getComputedStyle(each).fontSize)") >= 20
