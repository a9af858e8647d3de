"""Pictures of the officer's counter: every situation and every dialog."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from playwright.sync_api import Page, expect
from sqlalchemy import update

from queue_app.domain.office.plan import OfficePlan
from queue_app.domain.queue.lifecycle import State
from queue_app.store.queue.tables import Leg
from tests.browser.conftest import HAND_MS, press_key
from tests.browser.pictures import LANGUAGES, LAPTOP, Album, Camera, Size, set_free

MAIN = {
    "counter-01-choose", "counter-02-idle", "counter-10-called", "counter-13-serving", "counter-14-finish",
    "counter-17-hold", "counter-18-transfer", "counter-21-undo", "counter-24-keys", "counter-25-strip-called",
    "counter-26-strip-serving", "counter-27-nobody", "counter-28-past",
}  # fmt: skip
# Picture, key that opens the dialog, the dialog, what is pressed in it before it is pictured.
IDLE: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("03-search", "/", "search", ("0", "1", "2")),
    ("04-held", "L", "held", ()),
    ("05-times", "W", "times", ()),
    ("06-pause", "I", "pause", ()),
    ("07-hand-over", "O", "hand-over", ()),
    ("08-pick", "G", "pick", ("a",)),
    ("24-keys", "?", "keys", ()),
)
CALLED = (
    ("11-called-ask", "P", "ask", ()),
    ("12-cancel", "B", "cancel", ()),
)
SERVING = (
    ("14-finish", "Shift+S", "finish", ()),
    ("15-finish-missing", "Shift+S", "finish", ("2",)),
    ("17-hold", "H", "hold", ("2",)),
    ("18-transfer", "A", "service", ("a",)),
    ("19-note", "C", "note", tuple("KK asli di meja 3")),
    ("20-serving-ask", "P", "ask", ()),
)
ANSWER_MS = 400  # of a search
SIZES: tuple[Size, ...] = ((1920, 1080), (1024, 768), (390, 844))  # of the main situations, beside the laptop's
STRIPS: tuple[Size, ...] = ((1366, 80), (1024, 80))
STANDARD = timedelta(minutes=10)  # of the service that rina has open


def counter(camera: Camera) -> None:
    camera.office.comes("KTP", 16)
    for lang in LANGUAGES:
        with camera.signed_in("dewi", "/counter", lang=lang) as page:
            expect(page.get_by_test_id("open-6")).to_be_visible()
            Album(camera, page, lang, MAIN).keep("counter-01-choose")
        with camera.signed_in("rina", "/counter", lang=lang) as page:
            album = Album(camera, page, lang, MAIN)
            _hold_one(page)
            _idle(album)
            _away(album)
            _called(album)
            _serving(album)
            _past(album)
            _strip(album)
    camera.office.set_up(_helping)
    for lang in LANGUAGES:
        with camera.signed_in("dewi", "/counter", lang=lang) as page:
            _nobody(Album(camera, page, lang, MAIN))


def _hold_one(page: Page) -> None:
    """So that there is a list of tickets on hold, and one of finished ones."""
    set_free(page)
    for key in "PMH":
        press_key(page, key)
    page.keyboard.press("Enter")
    page.get_by_test_id("dialog-hold").wait_for(state="detached")
    press_key(page, "P")
    press_key(page, "M")
    expect(page.get_by_test_id("finish")).to_be_enabled()
    set_free(page)


def _dialogs(album: Album, dialogs: tuple[tuple[str, str, str, tuple[str, ...]], ...]) -> None:
    page = album.page
    for name, key, dialog, pressed in dialogs:
        press_key(page, key)
        box = page.get_by_test_id(f"dialog-{dialog}")
        expect(box).to_be_visible()
        for each in pressed:
            page.keyboard.press(each, delay=HAND_MS)
        page.wait_for_timeout(ANSWER_MS if dialog == "search" else 0)
        album.keep(f"counter-{name}")
        page.keyboard.press("Escape")
        expect(box).to_have_count(0)


def _idle(album: Album) -> None:
    page = album.page
    album.keep("counter-21-undo")
    page.reload()  # which forgets what could be taken back
    expect(page.get_by_test_id("call-next")).to_be_enabled()
    album.keep("counter-02-idle")
    _dialogs(album, IDLE)
    press_key(page, "G")
    page.keyboard.type("a", delay=HAND_MS)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("dialog-pick-reason")).to_be_visible()
    album.keep("counter-09-pick-reason")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("dialog-pick-reason")).to_have_count(0)


def _away(album: Album) -> None:
    page = album.page
    for name, choice in (("22-on-break", "1"), ("23-back-office", "ArrowUp")):
        press_key(page, "I")
        page.get_by_test_id("dialog-pause").wait_for()
        page.keyboard.press(choice, delay=HAND_MS)
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("back")).to_be_enabled()
        album.keep(f"counter-{name}")
        press_key(page, "K")
        expect(page.get_by_test_id("call-next")).to_be_enabled()


def _called(album: Album) -> None:
    page = album.page
    press_key(page, "P")
    expect(page.get_by_test_id("start")).to_be_enabled()
    album.keep("counter-10-called")
    _at_sizes(album, "counter-10-called", SIZES)
    _dialogs(album, CALLED)
    press_key(page, "M")


def _serving(album: Album) -> None:
    page = album.page
    expect(page.get_by_test_id("finish")).to_be_enabled()
    album.keep("counter-13-serving")
    _at_sizes(album, "counter-13-serving", SIZES)
    _dialogs(album, SERVING)
    press_key(page, "C")
    page.keyboard.insert_text("KK asli di meja 3")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("notes")).to_be_visible()
    album.keep("counter-16-serving-note")
    set_free(page)


def _at_sizes(album: Album, name: str, sizes: Iterable[Size]) -> None:
    for width, height in sizes:
        album.page.set_viewport_size({"width": width, "height": height})
        album.keep(name, whole=width < height)
    album.page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})


def _strip(album: Album) -> None:
    """The strip in the place of the page, as where the browser opens no window for it."""
    page = album.page
    page.evaluate("delete window.documentPictureInPicture; window.open = () => null")
    page.get_by_test_id("strip").click()
    expect(page.get_by_test_id("strip-bar")).to_be_visible()
    for name, key in (("25-strip-called", "P"), ("26-strip-serving", "M"), ("29-strip-idle", "S")):
        press_key(page, key)
        expect(page.get_by_test_id({"P": "start", "M": "finish", "S": "call-next"}[key])).to_be_enabled()
        _at_sizes(album, f"counter-{name}", STRIPS)
    page.get_by_test_id("full-page").click()


def _past(album: Album) -> None:
    """A service that takes longer than its standard."""
    page = album.page
    press_key(page, "P")
    press_key(page, "M")
    expect(page.get_by_test_id("finish")).to_be_enabled()
    with album.camera.office.desk() as desk, desk.database.writer.transaction() as connection:
        here = update(Leg).where(Leg.state == State.SERVING)
        connection.execute(here.values(started_at=desk.clock() - STANDARD * 1.3))
    page.reload()
    expect(page.get_by_test_id("finish")).to_be_enabled()
    album.keep("counter-28-past")
    set_free(page)


def _helping(plan: OfficePlan) -> OfficePlan:
    """Counter 6 has work that nobody waits for, and helps where many wait; counter 5 has taken its own work."""
    *before, five, six = plan.counters
    five = replace(five, services=[*five.services, "KON", "ADU", "AMB"])
    return replace(plan, counters=[*before, five, replace(six, services=["IKD"], helps=["REK", "KTP"])])


def _nobody(album: Album) -> None:
    page = album.page
    place = page.get_by_test_id("open-6")
    expect(place.or_(page.get_by_test_id("place"))).to_be_visible()
    if place.count():
        place.click()
    expect(page.get_by_test_id("help")).to_be_visible()
    press_key(page, "P")
    expect(page.get_by_test_id("message")).to_be_visible()
    album.keep("counter-27-nobody")
