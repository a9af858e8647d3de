"""Pictures of what the administrator and the auditor see: the set-up, devices, the log, the first start."""

from __future__ import annotations

import re
from dataclasses import replace

from playwright.sync_api import Page, expect

from queue_app.actions.office import setup
from tests.browser.lived_in import OFFICE_ID, TODAY
from tests.browser.pictures import HD, LANGUAGES, UPRIGHT, Album, Camera

MAIN = {
    "admin-overview", "admin-order", "admin-services", "admin-counters", "admin-hours", "admin-file-differences",
    "admin-zones", "admin-room", "admin-ticket",
}  # fmt: skip
SECTIONS = {  # picture -> address after /admin
    "overview": "",
    "office": "/office",
    "order": "/order",
    "texts": "/texts",
    "groups": "/groups",
    "group": "/groups/edit/KTP",
    "services": "/services",
    "service": "/services/edit/KTP",
    "service-new": "/services/add",
    "standards": "/services/standard/AKL",
    "standard": "/services/standard/KTP/2026-01-02",
    "counters": "/counters",
    "counter": "/counters/edit/2",
    "zones": "/zones",
    "zone": "/zones/edit/lantai-1",
    "room": "/room",
    "ticket": "/ticket",
    "officers": "/officers",
    "officer": "/officers/edit/rina",
    "hours": "/hours",
    "season-new": "/seasons/add",
    "special-day-new": "/special-days/add",
    "holidays": f"/holidays/{TODAY.year}",
    "holidays-next": f"/holidays/{TODAY.year + 1}",
    "holiday-new": "/holidays/add",
    "file": "/file",
}
FIRST_STEPS = {
    "first-1-list": "/admin",
    "first-2-services": "/admin/services/several",
    "first-3-people": "/admin/officers/several",
    "first-5-kiosk": "/admin/first-steps/kiosk",
    "first-5-display": "/admin/first-steps/display",
}
SCREENS = {"display": HD, "kiosk": UPRIGHT, "survey": HD}
KEY = re.compile(r"/setup\?key=\w+")


def admin(camera: Camera) -> None:
    for lang in LANGUAGES:
        with camera.signed_in("agus", "/admin", lang=lang) as page:
            album = Album(camera, page, lang, MAIN)
            for name, path in SECTIONS.items():
                if lang == "id" or f"admin-{name}" in MAIN:
                    camera.turn(page, f"/admin{path}")
                    album.keep(f"admin-{name}", whole=True)
            _faulty_form(camera, album)
            _faulty_ticket(camera, album)
            _files(camera, album)


def _faulty_form(camera: Camera, album: Album) -> None:
    camera.turn(album.page, "/admin/officers/add")
    album.page.fill("#username", "Rina S")
    album.page.fill("#password", "rahasia")
    album.page.locator("#employment input").first.check()
    album.page.fill("#nip", "12345")
    album.page.get_by_test_id("save").click()
    expect(album.page.get_by_test_id("faults")).to_be_visible()
    album.keep("admin-officer-faults", whole=True)


def _faulty_ticket(camera: Camera, album: Album) -> None:
    """A text that no paper is wide enough for."""
    camera.turn(album.page, "/admin/ticket")
    album.page.select_option("#add", "text")
    album.page.locator('[name="step"][value="add"]').click()
    album.page.get_by_test_id("part-text").locator("textarea").first.fill("Simpan tiket ini sampai urusan Anda selesai")
    album.page.locator('[name="step"][value="save"]').click()
    expect(album.page.get_by_test_id("faults")).to_be_visible()
    album.page.get_by_test_id("paper-80").evaluate("picture => picture.decode()")
    album.keep("admin-ticket-faults", whole=True)


def _files(camera: Camera, album: Album) -> None:
    """A file at fault, and one that would change something."""
    with camera.office.desk() as desk:
        text = setup.export(setup.current(desk, OFFICE_ID))
    faulty = text.replace('series = "K"', 'series = "kk"').replace("standard_minutes = 15", 'standard_minutes = "x"', 1)
    changed = text.replace("Perekaman KTP-el", "Perekaman KTP-el pemula").replace("regular = 2", "regular = 3")
    for name, wanted, shown in (("faults", faulty, "faults"), ("differences", changed, "changes")):
        camera.turn(album.page, "/admin/file")
        album.page.set_input_files("#file", {"name": "a.toml", "mimeType": "text/plain", "buffer": wanted.encode()})
        album.page.get_by_test_id("look").click()
        expect(album.page.get_by_test_id(shown)).to_be_visible()
        album.keep(f"admin-file-{name}", whole=True)


def records(camera: Camera) -> None:
    """The log and one's own account."""
    for lang in LANGUAGES:
        with camera.screen(f"/sign-in?lang={lang}", (1366, 768)) as page:
            camera.shoot(page, f"sign-in-{lang}")
            page.fill("#username", "rina")
            page.fill("#password", "bukan ini")
            page.get_by_test_id("sign-in").click()
            Album(camera, page, lang).keep("sign-in-refused")
        with camera.signed_in("wayan", "/journal", lang=lang) as page:
            album = Album(camera, page, lang, {"journal-all"})
            album.keep("journal-all", whole=True)
            camera.turn(page, "/journal?group=setup")
            album.keep("journal-setup", whole=True)
            page.get_by_test_id("check").click()
            expect(page.get_by_test_id("checked")).to_be_visible()
            album.keep("journal-checked")
            camera.turn(page, "/account")
            album.keep("account")


def pairing(camera: Camera) -> None:
    """From here on the office wants its screens paired."""
    camera.office.set_up(lambda plan: replace(plan, pairs_devices=True))
    with camera.signed_in("agus", "/admin/devices") as page:
        album = Album(camera, page, "id")
        album.keep("devices-none")
        for kind, size in SCREENS.items():
            with camera.screen(f"/{kind}/medan", size) as screen:
                code = screen.get_by_test_id("code")
                expect(code).to_have_text(re.compile(r"\d{3} \d{3}"))
                camera.shoot(screen, f"pairing-{kind}-id")
                _pair(album, code.inner_text(), f"Ruang tunggu, {kind}")
                if kind == "survey":
                    screen.wait_for_selector("h1:has-text('siap')")
                    camera.shoot(screen, "survey-id")
        with camera.screen("/display/medan", HD):
            camera.turn(page, "/admin/devices")
            page.locator("summary").first.click()
            album.keep("devices-paired", whole=True)
        page.fill("#code", "000000")
        page.fill("#name", "Salah ketik")
        page.get_by_test_id("pair").click()
        album.keep("devices-refused")


def _pair(album: Album, code: str, name: str) -> None:
    album.page.fill("#code", code)
    album.page.fill("#name", name)
    album.page.get_by_test_id("pair").click()
    expect(album.page.locator("tbody")).to_contain_text(name)


def wizard(camera: Camera) -> None:
    """An office that is still to be founded."""
    address = KEY.search(camera.office.server.log_text())
    assert address, "the server tells where to set it up"
    for lang in LANGUAGES:
        with camera.screen(f"/setup?lang={lang}", (1366, 768)) as page:
            album = Album(camera, page, lang, {"wizard-2-form"})
            album.keep("wizard-1-key")
            camera.turn(page, address[0])
            album.keep("wizard-2-form", whole=True)
            _fill_in(page)
            page.get_by_test_id("found").click()
            album.keep("wizard-3-faults", whole=True)


def first_steps(camera: Camera) -> None:
    """The morning after the wizard: the list, rows of people, their slips, the way to a screen. Founds the office."""
    address = KEY.search(camera.office.server.log_text())
    assert address, "the server tells where to set it up"
    with camera.screen(address[0] + "&lang=id", (1366, 768)) as page:
        _fill_in(page, password="kopi-merdeka-2026")
        page.check("#kind-lainnya")
        page.get_by_test_id("found").click()
        expect(page.get_by_test_id("first")).to_be_visible()
        for lang in LANGUAGES:
            album = Album(camera, page, lang, {"first-1-list", "first-3-people", "first-5-kiosk"})
            for name, path in FIRST_STEPS.items():
                camera.turn(page, f"{path}?lang={lang}")
                album.keep(name, whole=True)
        camera.turn(page, "/admin/officers/several?lang=id")
        for number, name in enumerate(("Siti Rahmawati", "Budi Santoso", "Siti Aminah"), start=1):
            page.locator(f"#name-{number}").press_sequentially(name)
        page.get_by_test_id("add-people").click()
        album = Album(camera, page, "id")
        album.keep("first-4-slips", whole=True)
        page.emulate_media(media="print")
        album.keep("first-4-slips-printed", whole=True)
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 390, "height": 844})
        for name in ("first-1-list", "first-3-people", "first-5-kiosk"):
            camera.turn(page, FIRST_STEPS[name])
            album.keep(name, whole=True)


def _fill_in(page: Page, password: str = "x") -> None:
    """Unless told otherwise with a password that is too short."""
    answers = {"name": "Puskesmas Medan Johor", "person": "Agus", "username": "agus", "password": password}
    for field, text in answers.items():
        page.fill(f"#{field}", text)
