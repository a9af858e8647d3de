"""The pictures of the manual (docs/manual), both languages, made small at once, in pictures/manual/.

Two parts: one of the office in its morning, and one of the first page of an office that is still to be founded.
"""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from PIL import Image
from playwright.sync_api import Page, expect

from queue_app.actions.citizen.complaints.lodge import lodge
from queue_app.actions.evidence.facts import renew_facts
from queue_app.domain.citizen.complaints.kinds import Kind
from queue_app.domain.citizen.complaints.lodged import Lodged
from queue_app.secret import seal_key
from queue_app.simulate import play_surveys
from queue_app.store.desk import Desk
from queue_app.store.sealing import Seal
from tests.browser.conftest import press_key
from tests.browser.lived_in import OFFICE_ID, TODAY
from tests.browser.pictures import LANGUAGES, Camera, set_free
from tests.browser.pictures_readme import SHOWN, small
from tests.browser.pictures_setup import KEY

FOLDER = SHOWN / "manual"
SIZE, WIDTH = (1024, 800), 800
HIGH, LOW = 620, 420  # of what is kept below the head of the page
SHORT = {"choose", "complaints"}  # little stands on them
SAYS = (
    Lodged(Kind.COMPLAINT, "Menunggu hampir dua jam, padahal loket lain kosong.", wish="Tambah loket pada hari Senin."),
    Lodged(Kind.IDEA, "Kursi di ruang tunggu kurang, banyak yang berdiri.", wish="Tambah kursi."),
)
MONTH = f"{TODAY:%Y-%m}"
# Who -> picture -> address. The rest is pictured in the middle of some work.
PAGES: dict[str, dict[str, str]] = {
    "agus": {"hours": "/admin/hours", "devices": "/admin/devices", "doctor": "/doctor"},
    "ratna": {
        "numbers": "/numbers",
        "team": f"/evidence/team?period={MONTH}",
        "ikm": "/ikm",
        "complaints": "/complaints",
    },
    "rina": {"records": f"/evidence/own/{MONTH}/records"},
}


def founding(camera: Camera) -> None:
    """An office that is still to be founded."""
    address = KEY.search(camera.office.server.log_text())
    assert address, "the server tells where to set it up"
    for lang in LANGUAGES:
        with camera.screen(f"{address[0]}&lang={lang}", SIZE) as page:
            _keep(page, "founding", lang)


def manual(camera: Camera) -> None:
    """Every page and situation that the manual shows."""
    _give_it_a_past(camera)
    for lang in LANGUAGES:
        for username, pages in PAGES.items():
            with camera.signed_in(username, "/account", size=SIZE, lang=lang) as page:
                for name, path in pages.items():
                    camera.turn(page, path)
                    _keep(page, name, lang)
        _board(camera, lang)
        _counter(camera, lang)


def _give_it_a_past(camera: Camera) -> None:
    """Answers of two months, complaints, and reports about officers from this month on."""
    camera.office.set_up(lambda plan: replace(plan, evidence_from=date(TODAY.year, TODAY.month, 1)))
    with camera.office.desk() as desk:
        renew_facts(desk, OFFICE_ID)
        play_surveys(desk, months=2, seed=7, force=True)
        key = seal_key(str(camera.office.server.program.log.parent / "data" / "seal.key"))
        sealed = Desk(desk.database, clock=desk.clock, seal=Seal(key))
        for each in SAYS:
            lodge(sealed, OFFICE_ID, lodged=each)


def _board(camera: Camera, lang: str) -> None:
    with camera.signed_in("ratna", "/supervisor", size=SIZE, lang=lang) as page:
        expect(page.get_by_test_id("tile-waiting")).to_be_visible()
        _keep(page, "board", lang)
        page.locator('[data-testid^="row-"]').first.click()
        page.locator('[data-testid^="close-"]').first.click()
        page.get_by_test_id("close-reason").select_option("siak_down")
        page.get_by_test_id("close-go").scroll_into_view_if_needed()
        _keep(page, "closing", lang)


def _counter(camera: Camera, lang: str) -> None:
    with camera.signed_in("dewi", "/counter", size=SIZE, lang=lang) as page:
        expect(page.get_by_test_id("open-6")).to_be_visible()
        _keep(page, "choose", lang)
    with camera.signed_in("rina", "/counter", size=SIZE, lang=lang) as page:
        set_free(page)
        press_key(page, "P")
        expect(page.get_by_test_id("start")).to_be_enabled()
        _keep(page, "called", lang)
        press_key(page, "M")
        expect(page.get_by_test_id("finish")).to_be_enabled()
        press_key(page, "Shift+S")
        expect(page.get_by_test_id("dialog-finish")).to_be_visible()
        _keep(page, "finish", lang)
        page.keyboard.press("Escape")
        set_free(page)


def _keep(page: Page, name: str, lang: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    head = page.locator("header.frame").bounding_box()
    top = head["height"] if head else 0
    high = LOW if name in SHORT else HIGH
    taken = page.screenshot(clip={"x": 0, "y": top, "width": SIZE[0], "height": min(high, SIZE[1] - top)})
    small(Image.open(io.BytesIO(taken)), WIDTH).save(FOLDER / f"{name}-{lang}.png", optimize=True)
