"""What the kiosk promises of paper is true, also when the printer fails after the press."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from queue_app.actions.hall import devices
from queue_app.domain.log.rights import DeviceKind
from queue_app.domain.paper.jobs import PrinterStatus
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.office import accounts
from queue_app.store.paper import printers
from queue_app.store.paper.tables import PrintJob
from queue_app.store.queue.tables import Ticket
from tests.browser.conftest import Hall, OpenHall, take
from tests.served import rows

OFFICE = 1


def add_printer(hall: Hall) -> int:
    """A paired computer with a printer that works, as far as it has said."""
    database = Database(hall.database_url)
    desk = Desk(database)
    asked = devices.begin(desk, desk.office(OFFICE), DeviceKind.PRINTER)
    with desk.reading() as connection:
        by = next(iter(accounts.names(connection, OFFICE)))
    devices.pair(desk, OFFICE, code=asked.code, name="Printer kios", by=by)
    with desk.reading() as connection:
        found = next(each.id for each in printers.of_office(connection, OFFICE) if each.device_id)
    database.close()
    say(hall, found, None)
    return found


def say(hall: Hall, printer: int, condition: str | None) -> None:
    """What the printer says of itself now."""
    database = Database(hall.database_url)
    with Desk(database).transaction(OFFICE) as work:
        printers.note(work.connection, printer, PrinterStatus(condition, "ok"), at=work.now)
    database.close()


@pytest.fixture
def paper_hall(open_hall: OpenHall) -> Hall:
    return open_hall(live={"watch_s": 0.2})


def take_at(kiosk: Page, service: str = "KTP") -> str:
    kiosk.get_by_test_id(f"service-{service}").click()
    kiosk.get_by_test_id("take").click()
    return kiosk.get_by_test_id("ticket-number").inner_text()


def test_while_the_printer_works_the_citizen_is_asked_to_take_the_paper(paper_hall: Hall) -> None:
    printer = add_printer(paper_hall)
    kiosk = paper_hall.screen("kiosk", f"/kiosk/uji?printer={printer}")

    take_at(kiosk)

    expect(kiosk.get_by_test_id("paper")).to_have_text("Silakan ambil kertas Anda")
    expect(kiosk.get_by_test_id("no-paper")).to_have_count(0)
    assert [row.printer_id for row in rows(paper_hall.database_url, PrintJob.printer_id)] == [printer]


def test_a_failure_after_the_press_turns_the_promise_into_a_photo(paper_hall: Hall) -> None:
    printer = add_printer(paper_hall)
    kiosk = paper_hall.screen("kiosk", f"/kiosk/uji?printer={printer}")
    take_at(kiosk)
    expect(kiosk.get_by_test_id("paper")).to_have_text("Silakan ambil kertas Anda")
    before = kiosk.locator(".qr").bounding_box()

    say(paper_hall, printer, "paper_end")
    take_number_elsewhere(paper_hall)

    expect(kiosk.get_by_test_id("paper")).to_have_text("Silakan foto nomor ini")
    expect(kiosk.get_by_test_id("no-paper")).to_have_text(
        "Kertas sedang tidak keluar. Nomor Anda tetap berlaku tanpa kertas."
    )
    after = kiosk.locator(".qr").bounding_box()
    assert before
    assert after
    assert after["width"] > before["width"]


def test_while_paper_fails_the_start_says_so_and_every_press_still_gets_its_number(paper_hall: Hall) -> None:
    printer = add_printer(paper_hall)
    say(paper_hall, printer, "paper_end")
    kiosk = paper_hall.screen("kiosk", f"/kiosk/uji?printer={printer}")

    expect(kiosk.get_by_test_id("no-paper")).to_contain_text("Anda tetap mendapat nomor")
    expect(kiosk.get_by_test_id("staff")).to_have_text("Untuk petugas: kertas habis.")
    numbers = [take(kiosk), take(kiosk)]
    say(paper_hall, printer, None)
    numbers.append(take(kiosk))

    expect(kiosk.get_by_test_id("no-paper")).to_have_count(0)
    assert numbers == ["A001", "A002", "A003"]
    assert len(rows(paper_hall.database_url, Ticket.id)) == 3


def test_an_unknown_printer_in_the_address_is_told_to_staff_and_the_kiosk_serves(hall: Hall) -> None:
    kiosk = hall.screen("kiosk", "/kiosk/uji?printer=99")

    expect(kiosk.get_by_test_id("staff")).to_have_text(
        "Untuk petugas: printer “99” di alamat halaman ini tidak dikenal."
    )
    assert take(kiosk) == "A001"


def test_where_no_phone_reaches_the_server_the_kiosk_shows_no_code_and_says_so_to_staff(open_hall: OpenHall) -> None:
    kiosk = open_hall(server={"host": "127.0.0.1"}).kiosk()
    expect(kiosk.get_by_test_id("staff")).to_contain_text("tiket tidak memuat kode untuk ponsel")

    assert (take(kiosk), kiosk.locator("img.qr").count()) == ("A001", 0)


def take_number_elsewhere(hall: Hall) -> None:
    """Something happens, of which every screen is told."""
    take(hall.kiosk(), "AKTA")
