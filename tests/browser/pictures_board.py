"""Pictures of what the supervisor does: the board, a service that is closed, another order on a past day."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from queue_app.domain.queue.lifecycle import State
from tests.browser.lived_in import TODAY
from tests.browser.pictures import HD, LANGUAGES, LAPTOP, PHONE, Album, Camera
from tests.browser.pictures_kiosk import kiosk_with_closed

PAST = TODAY - timedelta(days=3)
POCKET = (390, 844)
ORDERS = {"ratio": "kind=ratio&regular=4", "ageing": "kind=ageing&head_start_min=30", "fault": "kind=ratio&regular=0"}


def supervisor(camera: Camera) -> None:
    for size in (LAPTOP, HD, POCKET):
        for lang in LANGUAGES:
            with camera.signed_in("ratna", "/supervisor", size=size, lang=lang) as page:
                expect(page.get_by_test_id("tile-waiting")).to_be_visible()
                camera.shoot(page, f"supervisor-1-board-{lang}", whole=True)
                page.get_by_test_id("tab-officers").click()
                camera.shoot(page, f"supervisor-8-officers-{lang}", whole=True)


def history(camera: Camera) -> None:
    """The days before, with one note, on screens and as it is printed."""
    with camera.signed_in("ratna", "/history?span=month") as page:
        page.get_by_label("Apa yang berubah", exact=True).fill("Loket 3 dibuka")
        page.get_by_test_id("write").click()
        expect(page.get_by_test_id("note")).to_be_visible()
    for size in (LAPTOP, POCKET):
        for lang in LANGUAGES:
            with camera.signed_in("ratna", "/history?span=month", size=size, lang=lang) as page:
                expect(page.get_by_test_id("flagship")).to_be_visible()
                camera.shoot(page, f"history-1-month-{lang}", whole=True)
    with camera.signed_in("ratna", "/history?span=besok") as page:
        camera.shoot(page, "history-2-refused")


def closing(camera: Camera) -> None:
    """One service from its closing to its carry-over, on the board, at the kiosk and on a citizen's phone."""
    service_id, code, _group = camera.office.busiest()
    token = camera.office.token(State.WAITING, service_id=service_id)
    with camera.signed_in("ratna", "/supervisor") as page:
        album = Album(camera, page, "id")
        page.get_by_test_id(f"row-{service_id}").click()
        page.get_by_test_id(f"close-{service_id}").click()
        page.get_by_test_id("close-reason").select_option("siak_down")
        album.keep("supervisor-2-close")
        page.get_by_test_id("close-until").fill("00.00")
        page.get_by_test_id("close-go").click()
        expect(page.get_by_test_id("service-message")).to_be_visible()
        album.keep("supervisor-3-close-refused")
        page.get_by_test_id("close-until").fill("14.30")
        page.get_by_test_id("close-go").click()
        expect(page.get_by_test_id(f"reopen-{service_id}")).to_be_visible()
        album.keep("supervisor-4-closed", whole=True)
        kiosk_with_closed(camera, code)
        _citizen(camera, str(token), "citizen-closed")
        page.get_by_test_id(f"carry-{service_id}").click()
        album.keep("supervisor-5-carry-over")
        page.get_by_test_id(f"carry-go-{service_id}").click()
        expect(page.get_by_test_id(f"carry-go-{service_id}")).to_have_count(0)
        _citizen(camera, str(token), "citizen-carried")
        _citizen(camera, str(token), "citizen-next-day", follow=True)
        page.get_by_test_id(f"reopen-{service_id}").click()
        expect(page.get_by_test_id(f"close-{service_id}")).to_be_visible()


def preview(camera: Camera) -> None:
    for lang in LANGUAGES:
        with camera.signed_in("ratna", "/preview", lang=lang) as page:
            album = Album(camera, page, lang, {"preview-ageing"})
            for name, order in ORDERS.items():
                camera.turn(page, f"/preview?day={PAST}&{order}")
                album.keep(f"preview-{name}", whole=True)


def _citizen(camera: Camera, token: str, name: str, *, follow: bool = False) -> None:
    for lang in LANGUAGES:
        with camera.screen(f"/t/{token}?lang={lang}", PHONE) as page:
            if follow:
                page.get_by_test_id("carried").click()
                page.wait_for_url(lambda url: token not in url)
            camera.shoot(page, f"{name}-{lang}", whole=True)
