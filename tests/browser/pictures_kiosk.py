"""Pictures of the kiosk: what each screen shows, upright and lying, in both languages, and when something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from queue_app.actions.hall import devices
from queue_app.actions.office import setup
from queue_app.domain.log.rights import DeviceKind
from queue_app.domain.paper.jobs import PrinterStatus
from queue_app.store.office import accounts
from queue_app.store.paper import printers
from tests.browser.lived_in import OFFICE_ID
from tests.browser.pictures import LANGUAGES, LAPTOP, SQUARE, UPRIGHT, Camera, Size

GROUP_OF = {each.code: each.group for each in setup.demo_plan().services}
SIZES = (UPRIGHT, LAPTOP, SQUARE)
KIOSKS = ((UPRIGHT, "id"), (UPRIGHT, "en"), (LAPTOP, "id"))
REST_MS, TURN_MS, SETTLED_MS = 61_000, 13_000, 2500  # the page's clock is moved on; then the line has answered again


def kiosk(camera: Camera) -> None:
    for size in SIZES:
        for lang in LANGUAGES:
            _choices(camera, size, lang)
            _low(camera, size, lang)
            _rest(camera, size, lang)
            _cut_off(camera, size, lang)
    for size in SIZES:
        for aid in ("contrast", "larger"):
            with _opened(camera, size, "id") as page:
                page.get_by_test_id(aid).click()
                camera.shoot(page, f"kiosk-9-{aid}-id")
                _to_service(page, "KTP")
                camera.shoot(page, f"kiosk-9-{aid}-service-id")
    with _printer(camera) as printer:
        for size in SIZES:
            for lang in LANGUAGES:
                _tickets(camera, size, lang, printer)


def kiosk_with_closed(camera: Camera, code: str) -> None:
    """A service that the supervisor has closed."""
    for size, lang in KIOSKS:
        with _opened(camera, size, lang) as page:
            camera.shoot(page, f"kiosk-5-closed-choose-{lang}")
            _to_service(page, code)
            expect(page.get_by_test_id("shut-why")).to_be_visible()
            camera.shoot(page, f"kiosk-6-closed-service-{lang}")


def kiosk_of_closed_office(camera: Camera) -> None:
    """While the whole office is closed."""
    for size, lang in KIOSKS:
        with _opened(camera, size, lang) as page:
            expect(page.get_by_test_id("closed-why")).to_be_visible()
            camera.shoot(page, f"kiosk-7-closed-office-{lang}")
            page.get_by_test_id("browse").click()
            camera.shoot(page, f"kiosk-8-closed-browse-{lang}")


def _choices(camera: Camera, size: Size, lang: str) -> None:
    with _opened(camera, size, lang) as page:
        camera.shoot(page, f"kiosk-1-choose-{lang}")
        group = page.locator("button[data-testid=group-KTP]")
        if group.count():
            group.click()
            camera.shoot(page, f"kiosk-2-group-{lang}")
        page.get_by_test_id("service-KTP").click()
        page.get_by_test_id("priority-lansia").click()
        camera.shoot(page, f"kiosk-3-service-{lang}")


def _tickets(camera: Camera, size: Size, lang: str, printer: int) -> None:
    """With paper, and while there is none in the printer."""
    for name, condition in (("kiosk-4-ticket", None), ("kiosk-4-ticket-without-paper", "paper_end")):
        with camera.office.desk() as desk, desk.transaction(OFFICE_ID) as work:
            printers.note(work.connection, printer, PrinterStatus(condition, "ok"), at=work.now)
        with _opened(camera, size, lang, f"?printer={printer}") as page:
            if condition:
                expect(page.get_by_test_id("no-paper")).to_be_visible()
                camera.shoot(page, f"kiosk-1-choose-without-paper-{lang}")
            _to_service(page, "KTP")
            page.get_by_test_id("take").click()
            expect(page.get_by_test_id("ticket-number")).to_be_visible()
            page.wait_for_function("document.querySelector('.qr').complete")
            camera.shoot(page, f"{name}-{lang}")


def _low(camera: Camera, size: Size, lang: str) -> None:
    with _opened(camera, size, lang, "?seat=low") as page:
        camera.shoot(page, f"kiosk-10-low-choose-{lang}")
        _to_service(page, "KTP")
        camera.shoot(page, f"kiosk-10-low-service-{lang}")


def _rest(camera: Camera, size: Size, lang: str) -> None:
    """The slides of one language follow on those of the other."""
    with camera.screen("/", size) as page:
        page.clock.install()
        camera.turn(page, "/kiosk/medan")
        page.clock.fast_forward(REST_MS)
        slide = page.get_by_test_id("slide")
        while slide.get_attribute("lang") != lang:
            page.clock.fast_forward(TURN_MS)
        for number in (1, 2, 3):
            page.wait_for_timeout(SETTLED_MS)
            camera.shoot(page, f"kiosk-11-rest-{number}-{lang}")
            page.clock.fast_forward(TURN_MS)


def _cut_off(camera: Camera, size: Size, lang: str) -> None:
    with _opened(camera, size, lang) as page:
        page.context.set_offline(offline=True)
        expect(page.get_by_test_id("cut")).to_be_visible()
        camera.shoot(page, f"kiosk-12-cut-off-{lang}")


@contextmanager
def _opened(camera: Camera, size: Size, lang: str, query: str = "") -> Iterator[Page]:
    with camera.screen(f"/kiosk/medan{query}", size) as page:
        page.get_by_test_id(f"lang-{lang}").click()
        yield page


@contextmanager
def _printer(camera: Camera) -> Iterator[int]:
    """A printer at a computer that is paired with the office, until the block ends."""
    with camera.office.desk() as desk:
        asked = devices.begin(desk, desk.office(OFFICE_ID), DeviceKind.PRINTER)
        with desk.reading() as connection:
            by = next(iter(accounts.names(connection, OFFICE_ID)))
        computer = devices.pair(desk, OFFICE_ID, code=asked.code, name="Printer kios", by=by)
        with desk.reading() as connection:
            found = printers.of_device(connection, computer.id)
        assert found
        yield found.id
        devices.revoke(desk, OFFICE_ID, computer.id, by=by)


def _to_service(page: Page, code: str) -> None:
    """Through its group, where the screen shows groups."""
    if not page.get_by_test_id(f"service-{code}").count():
        page.locator(f"button[data-testid=group-{GROUP_OF[code]}]").click()
    page.get_by_test_id(f"service-{code}").press("Enter")  # a second touch at the same place would not count
