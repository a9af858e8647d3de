"""Pictures of what makes the room: numbers without a kiosk, equipment, the office's own pictures and voice."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.pictures import HD, LANGUAGES, LAPTOP, UPRIGHT, Album, Camera, set_free
from tests.browser.pictures_display import between_calls, until_quiet

UNHEARD_MS = 60_000
POSTER_SIZE, LOGO_SIZE = (1280, 720), (300, 300)
STYLE = (
    "<style>body{margin:0;height:100vh;display:flex;flex-direction:column;justify-content:center;"
    "font-family:sans-serif;"
)
POSTER = f"""{STYLE}padding:0 8vw;box-sizing:border-box;background:linear-gradient(160deg,#0b5c58,#12263a);color:#fff}}
h1{{font-size:84px;margin:0 0 24px}}p{{font-size:44px;line-height:1.35;margin:0}}</style>
<h1>KTP digital di ponsel Anda</h1>
<p>Aktivasi Identitas Kependudukan Digital (IKD) di loket 2. Bawa ponsel dan KTP-el.</p>"""
LOGO = f"""{STYLE}align-items:center;background:transparent;color:#0b5c58}}
div{{width:250px;height:250px;border-radius:50%;background:#fff;border:16px solid;box-sizing:border-box;
text-align:center;font:bold 92px/218px sans-serif}}</style><div>DM</div>"""


def rooms(camera: Camera) -> None:
    _numbers(camera)
    for lang in LANGUAGES:
        with (
            camera.screen("/display/medan", HD),
            camera.screen("/kiosk/medan", LAPTOP),
            camera.signed_in("ratna", "/stations", lang=lang) as page,
        ):
            expect(page.get_by_test_id("group-kiosk")).to_be_visible()
            camera.shoot(page, f"stations-{lang}", whole=True)
    _own_files(camera)
    _unheard(camera)


def _numbers(camera: Camera) -> None:
    for lang in LANGUAGES:
        with camera.signed_in("ratna", "/numbers", lang=lang) as page:
            page.get_by_test_id("hand-out").click()
            expect(page.get_by_test_id("given-number")).to_be_visible()
            camera.shoot(page, f"numbers-{lang}", whole=True)
            camera.turn(page, "/numbers/list")
            _type_list(page)
            camera.shoot(page, f"numbers-list-{lang}", whole=True)
            camera.turn(page, "/numbers/roll")
            camera.shoot(page, f"numbers-roll-{lang}", whole=True)


def _type_list(page: Page) -> None:
    page.locator(".row-number input").first.fill("F")
    page.keyboard.press("Tab")
    for time in ("0815", "0817", "0821"):
        page.keyboard.type(time)
        page.keyboard.press("Enter")


def _own_files(camera: Camera) -> None:
    """Clips as shipped; a picture and a logo, and what the screens show of them until they are taken off."""
    with camera.signed_in("agus", "/admin/voice/id") as page:
        album = Album(camera, page, "id")
        album.keep("admin-voice", whole=True)
        camera.turn(page, "/admin/media")
        album.keep("admin-media-none", whole=True)
        _upload(page, "media", drawn(camera, POSTER, POSTER_SIZE), "KTP digital.png")
        _upload(page, "logo", drawn(camera, LOGO, LOGO_SIZE), "logo.png")
        album.keep("admin-media", whole=True)
        for size in (HD, UPRIGHT):
            between_calls(camera, "display-picture", size)
        with camera.screen("/kiosk/medan", UPRIGHT) as kiosk:
            camera.shoot(kiosk, "kiosk-13-logo")
        for _ in range(2):
            page.locator("form[action$='/remove'] button").first.click()


def _unheard(camera: Camera) -> None:
    """A call while the display, which has been there, is off."""
    with camera.screen("/display/medan", HD) as display:
        until_quiet(display)
    with camera.signed_in("togar", "/counter") as page:
        set_free(page)
        page.get_by_test_id("call-next").click()
        expect(page.get_by_test_id("unheard")).to_be_visible(timeout=UNHEARD_MS)
        camera.shoot(page, "counter-24-unheard-id")
        with camera.signed_in("ratna", "/supervisor", size=HD) as board:
            expect(board.get_by_test_id("unheard")).to_be_visible()
            camera.shoot(board, "supervisor-7-unheard-id")
        set_free(page)


def _upload(page: Page, name: str, content: bytes, file: str) -> None:
    page.get_by_test_id(f"upload-{name}").set_input_files({"name": file, "mimeType": "image/png", "buffer": content})
    expect(page.get_by_test_id({"media": "playlist"}.get(name, name))).to_be_visible()


def drawn(camera: Camera, html: str, size: tuple[int, int]) -> bytes:
    """A PNG of the page, see-through where the page is."""
    page = camera.browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.set_content(html)
    content = page.screenshot(omit_background=True)
    page.close()
    return content
