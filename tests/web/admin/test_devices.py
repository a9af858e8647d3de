"""Screens that ask to be paired, and the administrator who types their codes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from queue_app.actions.office import setup
from queue_app.domain.log.events import SetupChanged
from queue_app.domain.log.rights import DeviceKind, Role
from queue_app.domain.office.plan import ZonePlan
from queue_app.store.hall.tables import Device
from queue_app.store.paper.tables import Printer
from queue_app.texts import translate
from tests.questions import questions
from tests.web.visitors import Site, Visitor

SCREENS = {DeviceKind.KIOSK: "/kiosk/uji", DeviceKind.DISPLAY: "/display/uji", DeviceKind.SURVEY: "/survey/uji"}
ASK = {"is_paired", "code", "left_s"}


@pytest.fixture
def pairing(site: Site) -> Site:
    site.pairs_devices()
    return site


@pytest.fixture
def administrator(pairing: Site) -> Visitor:
    pairing.give_role("joko", Role.ADMINISTRATOR)
    return pairing.signed_in("joko")


def ask(screen: Visitor, kind: DeviceKind = DeviceKind.KIOSK) -> dict[str, object]:
    answer = screen.browser.post(f"/pairing/uji/{kind}", json={})
    assert answer.status_code == 200, answer.text
    assert answer.json
    return dict(answer.json)


def send(administrator: Visitor, path: str = "", **fields: object) -> tuple[int, str]:
    form = {"csrf_token": administrator.csrf(), **fields}
    answer = administrator.browser.post(f"/admin/devices{path}", data=form)
    return answer.status_code, answer.text


@pytest.mark.parametrize("kind", SCREENS)
def test_a_screen_goes_from_its_code_to_its_own_page_and_back(
    pairing: Site, administrator: Visitor, kind: DeviceKind
) -> None:
    screen, path = pairing.visitor(), SCREENS[kind]
    seen = [screen.get(path).status_code]
    code = str(ask(screen, kind)["code"])
    seen.append(screen.get(path).status_code)
    assert send(administrator, code=f"{code[:3]} {code[3:]}", name="  Pintu masuk ")[0] == 302
    seen.append(screen.get(path).status_code)
    assert ask(screen, kind) == {"is_paired": True, "code": "", "left_s": 0}
    assert pairing.office.rows(Device.name) == ["Pintu masuk"]

    send(administrator, "/1/revoke")

    assert [*seen, screen.get(path).status_code] == [401, 401, 200, 401]


def test_the_page_says_in_both_languages_what_to_do(pairing: Site) -> None:
    text = pairing.visitor(lang="en").get("/display/uji").text

    said = re.findall(r'<p class="steps">([^<]+)</p>', text)
    sentence = "Ask the administrator to type this code under “Pair devices”."
    assert said[0::2] == [sentence, translate("id", sentence)]


def test_a_screen_that_was_unpaired_says_since_when(pairing: Site, administrator: Visitor) -> None:
    screen = pairing.device(DeviceKind.DISPLAY)
    pairing.office.clock.tick(minutes=15)
    send(administrator, "/1/revoke")

    text = screen.get("/display/uji").text

    assert "Senin, 23 November 2026, 08.15 WIB" in text


def test_a_screen_whose_pairing_is_lost_says_so(pairing: Site) -> None:
    screen = pairing.visitor()
    screen.hold("of another database")

    assert translate("id", "This screen is not paired any more.") in screen.get("/display/uji").text


def test_a_script_is_told_that_its_screen_is_not_paired(pairing: Site) -> None:
    screen = pairing.visitor()
    answers = [screen.get("/kiosk/uji/state"), screen.post("/kiosk/uji/tickets", pairing.press())]

    assert [(each.status_code, (each.json or {})["error"]) for each in answers] == [(401, "not_paired")] * 2


def test_a_screen_keeps_its_code_until_it_is_too_old(pairing: Site) -> None:
    screen = pairing.visitor()
    codes = []
    for minutes in (0, 14, 1):
        pairing.office.clock.tick(minutes=minutes)
        codes.append(ask(screen)["code"])

    assert (codes[0] == codes[1], codes[1] == codes[2]) == (True, False)
    assert len(pairing.office.rows(Device.id)) == 1


def test_the_cookie_of_a_screen_is_for_this_site_and_no_script(pairing: Site) -> None:
    answer = pairing.visitor().browser.post("/pairing/uji/kiosk", json={})

    cookie = next(each for each in answer.headers.getlist("Set-Cookie") if each.startswith("antrean_kiosk_uji="))
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert set(answer.json or {}) == ASK  # the token itself is in the cookie alone


@pytest.mark.parametrize(
    ("path", "status"), [("/pairing/uji/oven", 404), ("/pairing/medan/kiosk", 404), ("/pairing/uji/Kiosk", 404)]
)
def test_what_is_no_screen_gets_no_code(pairing: Site, path: str, status: int) -> None:
    assert pairing.visitor().post(path).status_code == status


def new_screens(asker: Visitor, count: int) -> list[tuple[int, str]]:
    """So many screens behind one router ask for a code: the status and the code of each."""
    answers = []
    for _ in range(count):
        asker.browser.delete_cookie("antrean_display_uji")
        answer = asker.browser.post("/pairing/uji/display", json={})
        answers.append((answer.status_code, str((answer.json or {}).get("code", ""))))
    return answers


def test_one_address_cannot_use_up_all_codes_of_an_office(pairing: Site) -> None:
    statuses = [status for status, _code in new_screens(pairing.visitor(), 25)]

    assert statuses == [200] * 24 + [429]
    assert [status for status, _code in new_screens(pairing.visitor(), 1)] == [200]


def test_a_hall_of_twelve_screens_behind_one_router_is_paired_in_one_go(pairing: Site, administrator: Visitor) -> None:
    found = new_screens(pairing.visitor(), 12)

    paired = [send(administrator, code=code, name=f"Layar {number}")[0] for number, (_, code) in enumerate(found)]

    assert paired == [302] * 12


def test_a_right_code_forgives_the_slips_before_it_and_no_more(pairing: Site, administrator: Visitor) -> None:
    [(_, code)] = new_screens(pairing.visitor(), 1)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    slips = [send(administrator, code=wrong, name="x")[0] for _ in range(9)]

    right = send(administrator, code=code, name="Layar")[0]
    guesses = [send(administrator, code=wrong, name="x")[0] for _ in range(11)]

    assert (slips, right, guesses) == ([404] * 9, 302, [404] * 10 + [429])


def test_codes_are_not_shown_in_full_to_the_administrator(pairing: Site, administrator: Visitor) -> None:
    code = str(ask(pairing.visitor())["code"])

    text = administrator.get("/admin/devices").text

    assert f"····{code[-2:]}" in text
    assert code not in text


def test_after_ten_guesses_even_the_right_code_must_wait(pairing: Site, administrator: Visitor) -> None:
    code = str(ask(pairing.visitor())["code"])
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"

    guesses = [send(administrator, code=wrong, name="x")[0] for _ in range(10)]

    assert guesses == [404] * 10
    assert send(administrator, code=code, name="x")[0] == 429


@pytest.mark.parametrize(
    "fields", [{"code": "12345", "name": "x"}, {"code": "١٢٣٤٥٦", "name": "x"}, {"code": "", "name": "x"}, {}]
)
def test_what_is_no_code_pairs_nothing(administrator: Visitor, fields: dict[str, str]) -> None:
    assert send(administrator, **fields)[0] == 404


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "x\x00"])
def test_a_device_has_a_name(pairing: Site, administrator: Visitor, name: str) -> None:
    code = str(ask(pairing.visitor())["code"])

    assert send(administrator, code=code, name=name)[0] == 400
    assert pairing.office.rows(Device.paired_at) == [None]


def test_a_device_is_renamed(pairing: Site, administrator: Visitor) -> None:
    pairing.device(DeviceKind.KIOSK)

    statuses = [send(administrator, f"/{device}/name", name="Kios kiri")[0] for device in (1, 2, 2**40)]

    assert statuses == [302, 404, 404]
    assert pairing.office.rows(Device.name) == ["Kios kiri"]


def test_only_an_office_that_pairs_screens_is_asked_for_them_at_each_press(site: Site) -> None:
    """The kiosk's press is the busiest of all."""
    before = looks_at_devices(site, site.visitor())
    site.pairs_devices()

    assert (before, looks_at_devices(site, site.device(DeviceKind.KIOSK))) == (0, 1)


def looks_at_devices(site: Site, kiosk: Visitor) -> int:
    """How often the database is asked for a device by one press."""
    kiosk.csrf()
    with questions() as seen:
        answer = kiosk.post("/kiosk/uji/tickets", site.press())
    assert answer.status_code == 201, answer.text
    return len([each for each, _values in seen if "FROM device" in each])


def test_the_devices_stand_among_the_other_pages_of_the_set_up(administrator: Visitor) -> None:
    text = administrator.get("/admin/devices").text

    assert 'class="admin-menu"' in text
    assert re.findall(r'<a href="([^"]+)" aria-current="page">', text.split('class="admin-menu"')[1]) == [
        "/admin/devices"
    ]


def test_a_display_is_given_its_zone_and_silence(pairing: Site, administrator: Visitor) -> None:
    zone = ZonePlan("timur", "Sayap timur", "East wing")
    setup.change(pairing.office.desk, pairing.office.office_id, by=None, edit=lambda plan: replace(plan, zones=[zone]))
    screen = pairing.device(DeviceKind.DISPLAY)

    status, _text = send(administrator, "/1/place", zone="timur", printer_id="", is_silent="y", is_low="y")

    assert status == 302
    placed = [pairing.office.rows(column) for column in (Device.zone, Device.is_silent, Device.is_low)]
    assert placed == [["timur"], [True], [False]]
    assert "Sayap timur · Menampilkan tanpa suara" in administrator.get("/admin/devices").text
    assert screen.get("/display/uji").status_code == 200


def test_a_tablet_is_put_at_a_counter_and_back_to_the_exit(pairing: Site, administrator: Visitor) -> None:
    pairing.device(DeviceKind.SURVEY)
    counter_id = pairing.office.counters[2]

    seen = [send(administrator, "/1/place", zone="", printer_id="", counter_id=each) for each in (counter_id, "")]

    assert [status for status, _text in seen] == [302, 302]
    told = [each for each in pairing.office.events() if isinstance(each, SetupChanged)]
    assert [(each.field_names, each.before, each.after) for each in told[-2:]] == [
        ("counter_id", '{"counter_id": null}', f'{{"counter_id": {counter_id}}}'),
        ("counter_id", f'{{"counter_id": {counter_id}}}', '{"counter_id": null}'),
    ]


@pytest.mark.parametrize(
    "wish",
    [
        {"zone": "barat", "printer_id": ""},
        {"zone": "", "printer_id": "7"},
        {},
        {"zone": "", "printer_id": "", "counter_id": "9"},
    ],
)
def test_a_place_that_is_not_on_the_list_changes_nothing(
    pairing: Site, administrator: Visitor, wish: dict[str, str]
) -> None:
    pairing.device(DeviceKind.KIOSK)
    before = pairing.dump()["device"]

    assert send(administrator, "/1/place", **wish)[0] == 400
    assert pairing.dump()["device"] == before


def test_an_open_office_reads_what_to_open_on_each_screen(site: Site) -> None:
    site.give_role("joko", Role.ADMINISTRATOR)
    for name in ("Kiri", "Kanan"):
        site.device(DeviceKind.PRINTER, name=name)

    text = site.signed_in("joko").get("/admin/devices").text

    assert re.findall(r'<dd><a href="([^"]+)">', text) == [
        "/kiosk/uji", "/kiosk/uji?printer=1", "/kiosk/uji?printer=2", "/kiosk/uji?seat=low",
        "/display/uji", "/display/uji?sound=off",
        "/survey/uji", "/survey/uji?counter=1", "/survey/uji?counter=2",
    ]  # fmt: skip


def test_a_printer_is_paired_renamed_and_unpaired_in_an_open_office(site: Site) -> None:
    site.give_role("joko", Role.ADMINISTRATOR)
    administrator, computer = site.signed_in("joko"), site.visitor()
    code = ask(computer, DeviceKind.PRINTER)["code"]
    assert send(administrator, code=code, name="Kios kiri")[0] == 302
    assert send(administrator, "/1/name", name="Kios kanan")[0] == 302
    before = site.office.rows(Printer.name), ask(computer, DeviceKind.PRINTER)["is_paired"]

    send(administrator, "/1/revoke")

    assert before == (["Kios kanan"], True)
    assert site.office.rows(Printer.is_active) == [False]
    assert ask(computer, DeviceKind.PRINTER)["is_paired"] is False
