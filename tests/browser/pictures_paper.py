"""Pictures of staff's page of paper, and of the board that leads to it, while things go wrong at a printer."""

from __future__ import annotations

from playwright.sync_api import expect

from queue_app.actions.hall import devices
from queue_app.actions.paper import jobs
from queue_app.actions.paper.jobs import PaperWish
from queue_app.actions.queue import tickets
from queue_app.domain.log.rights import DeviceKind
from queue_app.domain.paper.jobs import Attempt, Outcome, PrinterStatus
from queue_app.store.desk import Desk
from queue_app.store.office import accounts, catalogue
from queue_app.store.paper import printers, standing
from tests.browser.lived_in import OFFICE_ID
from tests.browser.pictures import HD, LANGUAGES, LAPTOP, Camera
from tests.offices import new_key

ROLL_MM = 80_000


def paper_page(camera: Camera) -> None:
    with camera.office.desk() as desk:
        entrance = _go_wrong(desk)
        for lang in LANGUAGES:
            with camera.signed_in("ratna", "/paper", lang=lang) as page:
                expect(page.get_by_test_id("doubtful")).to_be_visible()
                camera.shoot(page, f"paper-1-{lang}", whole=True)
        with camera.signed_in("ratna", "/supervisor", size=HD) as page:
            expect(page.get_by_test_id("paper-failed")).to_be_visible()
            camera.shoot(page, "supervisor-6-paper-id")
        _mend(desk, entrance)
        with camera.signed_in("ratna", "/paper", size=LAPTOP) as page:
            expect(page.get_by_test_id("no-doubt")).to_be_visible()
            camera.shoot(page, "paper-2-well-id", whole=True)


def _go_wrong(desk: Desk) -> int:
    """One ticket breaks off, one is half on paper when its computer stops, one waits; the roll is nearly used up.

    Answers the printer.
    """
    entrance, by = _at_entrance(desk)
    jobs.new_roll(desk, OFFICE_ID, entrance, roll_mm=ROLL_MM, by=by)
    with desk.reading() as connection:
        service = catalogue.services(connection, OFFICE_ID)[0].id
    wish = PaperWish("id", "http://antrean.test", printer_id=entrance)
    for _ in range(4):
        tickets.issue(desk, OFFICE_ID, service_id=service, press_key=new_key(), print_it=wish)
    for outcome, reason in ((Outcome.CONFIRMED, None), (Outcome.BROKEN, "interrupted"), (Outcome.BROKEN, "paper_end")):
        job = jobs.take_job(desk, OFFICE_ID, entrance)
        assert job is not None
        done = Attempt(outcome, reason, PrinterStatus("paper_end", "end"))
        jobs.report(
            desk, OFFICE_ID, job.id, printer_id=entrance, attempt_no=job.attempt_no, attempt=done,
            length_mm=ROLL_MM * 31 // 100,
        )  # fmt: skip
    return entrance


def _at_entrance(desk: Desk) -> tuple[int, int]:
    """The printer of a computer that is paired now, and who paired it."""
    asked = devices.begin(desk, desk.office(OFFICE_ID), DeviceKind.PRINTER)
    with desk.reading() as connection:
        by = next(iter(accounts.names(connection, OFFICE_ID)))
    device = devices.pair(desk, OFFICE_ID, code=asked.code, name="Pintu masuk", by=by)
    with desk.reading() as connection:
        found = printers.of_device(connection, device.id)
    assert found is not None
    return found.id, by


def _mend(desk: Desk, printer_id: int) -> None:
    """Somebody looks for each paper, and the printer gets a new roll."""
    with desk.reading() as connection:
        by = next(iter(accounts.names(connection, OFFICE_ID)))
        stuck = standing.standing(connection, OFFICE_ID, now=desk.clock()).stuck
    for each in stuck:
        jobs.settle(desk, OFFICE_ID, each.job.id, came_out=each.is_doubtful, by=by)
    jobs.new_roll(desk, OFFICE_ID, printer_id, roll_mm=ROLL_MM, by=by)
    jobs.status(desk, OFFICE_ID, printer_id, PrinterStatus(None, "ok"))
