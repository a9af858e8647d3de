"""Services and offices that close and open while people stand before the screens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from queue_app.domain.routing import PLAIN
from queue_app.store.desk import system_clock
from queue_app.store.engines import Database
from queue_app.store.tables import Ticket
from queue_app.texts import translate
from tests.browser.conftest import Hall, press_key, take
from tests.calendars import say_hours
from tests.databases import Databases
from tests.offices import make_office
from tests.served import names, rows, server

BEFORE_OPENING = datetime(2026, 11, 23, 8, 59, 55, tzinfo=ZoneInfo("Asia/Jakarta"))  # a Monday


def close(board: Page, service_id: int, *, until: str = "") -> None:
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

    expect(board.get_by_test_id("tile-waiting").locator("dd")).to_have_text("0")
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


@contextmanager
def early_hall(databases: Databases, folder: Path, browser: Browser) -> Iterator[Hall]:
    """An office that opens at 09.00, before a server whose clock shows a few seconds less."""
    url = databases.founded("sqlite", folder)
    database = Database(url)
    say_hours(make_office(database, 1), "09.00-12.00")
    database.close()
    running = server(folder, url)
    ahead_s = (BEFORE_OPENING - system_clock()).total_seconds()
    command = running.program.command
    place = command.index("queue_app")
    running.program.command = [*command[:place], "tests.browser.office_hours", str(ahead_s), *command[place + 1 :]]
    with ExitStack() as stack:
        stack.enter_context(running)
        yield Hall(running, url, names(url), browser, stack)


def test_a_closed_office_says_when_it_opens_and_opens_by_itself(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> None:
    with early_hall(databases, tmp_path_factory.mktemp("early"), browser) as hall:
        kiosk = hall.kiosk()

        expect(kiosk.get_by_test_id("closed-why")).to_have_text("Belum buka. Buka pukul 09.00 WIB.")
        kiosk.get_by_test_id("browse").click()
        expect(kiosk.get_by_test_id("service-KTP")).to_be_visible()
        kiosk.get_by_test_id("service-KTP").click()

        expect(kiosk.get_by_test_id("shut-why")).to_be_visible()
        expect(kiosk.get_by_test_id("take")).to_be_visible(timeout=15_000)


@pytest.mark.parametrize(("width", "height"), [(1080, 1920), (1366, 768), (1024, 600)])
def test_the_reason_on_a_closed_button_can_be_read_and_the_button_keeps_its_size(
    hall: Hall, width: int, height: int
) -> None:
    kiosk, board = hall.kiosk(), hall.signed_in("tini", "/supervisor")
    kiosk.set_viewport_size({"width": width, "height": height})
    tile, why = kiosk.get_by_test_id("service-KTP"), kiosk.get_by_test_id("why-KTP")
    before = tile.bounding_box()

    close(board, hall.names.services["KTP"])
    expect(why).to_be_visible()

    assert why.evaluate("each => parseFloat(getComputedStyle(each).fontSize)") >= 20
    assert tile.bounding_box() == before
