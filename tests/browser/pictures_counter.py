"""Pictures of the officer's counter: every situation and every dialog."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import HAND_MS, press_key
from tests.browser.pictures import LANGUAGES, Album, Camera, set_free

MAIN = {
    "counter-01-choose", "counter-02-idle", "counter-10-called", "counter-13-serving", "counter-14-finish",
    "counter-17-hold", "counter-18-transfer", "counter-21-undo",
}  # fmt: skip
# Picture, key that opens the dialog, the dialog, what is pressed in it before it is pictured.
IDLE: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("03-search", "/", "search", ("0", "1", "2")),
    ("04-held", "L", "held", ()),
    ("05-times", "W", "times", ()),
    ("06-pause", "I", "pause", ()),
    ("07-hand-over", "O", "hand-over", ()),
    ("08-pick", "G", "pick", ("a",)),
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
    _dialogs(album, CALLED)
    press_key(page, "M")


def _serving(album: Album) -> None:
    page = album.page
    expect(page.get_by_test_id("finish")).to_be_enabled()
    album.keep("counter-13-serving")
    _dialogs(album, SERVING)
    press_key(page, "C")
    page.keyboard.insert_text("KK asli di meja 3")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("notes")).to_be_visible()
    album.keep("counter-16-serving-note")
    set_free(page)
