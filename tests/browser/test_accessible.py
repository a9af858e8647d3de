"""Every screen is looked at by axe, by the rules of WCAG 2.2 A and AA, and measured for what axe cannot see.

Measured: at 320 px nothing has to be scrolled sideways (1.4.10), with wider spacing of the text nothing is pushed out
(1.4.12), and what is pressed is at least 24 px large (2.5.8).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from queue_app.actions.office import setup
from queue_app.domain.hall.room import THEMES, RoomRules
from queue_app.domain.log.rights import Role
from queue_app.domain.office.plan import OfficePlan, SpecialDayPlan, StandardPlan, TextPlan, ZonePlan
from queue_app.store import schema
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from tests.browser.conftest import SCREENS, Hall, press_key
from tests.browser.test_kiosk_seat import walk
from tests.databases import Databases
from tests.people import Person
from tests.served import ZONE, Names, hear, names, open_counter, server, take_number

LANGUAGES = ("id", "en")
STAFF = (1280, 800)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
ASK_AXE = """asked => axe.run(document, Object.assign({resultTypes: ["violations"], preload: false}, asked))
    .then(found => found.violations.map(each => [each.id].concat(each.nodes.map(one => one.target[0])).join(" ")))"""
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
TOO_SMALL = """() => Array.from(document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary"))
    .filter(each => !each.classList.contains("visually-hidden") && getComputedStyle(each).display !== "inline")
    .map(each => [each, each.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && Math.min(box.width, box.height) < 24)
    .map(([each]) => "small: " + each.outerHTML.slice(0, 80))"""
UNEXPLAINED = """() => Array.from(document.querySelectorAll("[aria-invalid=true]"))
    .filter(each => !(each.getAttribute("aria-describedby") || "").split(" ")
        .some(id => id && document.getElementById(id).matches(".fault")))
    .map(each => each.outerHTML.slice(0, 80))"""  # marked as wrong, without the words that say why
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }"""  # as 1.4.12 says

OPEN = (
    "/",
    "/sign-in",
    "/no-such-page",
    "/standards/uji/KTP",
    "/standards/uji/AKTA",
    "/maklumat/uji",
    "/figures/uji",
    "/o/uji",
    "/promises/uji",
    "/city",
    "/api",
)
PAGES = {  # who is signed in -> the addresses
    "tini": (
        "/supervisor", "/supervisor?tab=officers", "/supervisor/alerts", "/stations", "/paper", "/numbers",
        "/numbers/list", "/preview", "/staffing", "/waits", "/history", "/evidence/team", "/evidence/own",
        "/evidence/own/2026-11", "/evidence/explained", "/evidence/tokens", "/account",
    ),
    "joko": (
        "/journal", "/admin", "/admin/office", "/admin/order", "/admin/targets", "/admin/texts", "/admin/groups",
        "/admin/groups/edit/umum", "/admin/services", "/admin/services/edit/KTP", "/admin/services/standard/KTP",
        "/admin/services/standard/KTP/2026-01-02", "/admin/counters", "/admin/counters/edit/2", "/admin/zones",
        "/admin/zones/edit/atas", "/admin/room", "/admin/ticket", "/admin/officers", "/admin/officers/edit/wati",
        "/admin/hours", "/admin/special-days/add", "/admin/holidays/2026", "/admin/holidays/add", "/admin/file",
        "/admin/media", "/admin/voice/id", "/admin/devices", "/admin/hooks",
        "/admin/first-steps", "/admin/first-steps/kiosk", "/admin/officers/several", "/admin/services/several",
    ),
}  # fmt: skip
CALL: tuple[str, dict[str, Any]] = ("call-next", {})
START: tuple[str, dict[str, Any]] = ("start", {})
FAULTY_FORMS = (
    "/admin/officers/add",
    "/admin/services/add",
    "/admin/special-days/add",
)  # sent empty
FIRST_STEP = {"idle": "call-next", "called": "start", "serving": "finish"}
ENTERED_BY = {"idle": "", "called": "P", "serving": "M"}  # the key that leads to each
WAYS: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {  # what an officer does to a ticket until it is so
    "finished": (CALL, START, ("finish", {"outcome": "selesai", "documents": 1})),
    "no_show": (CALL, ("no-show", {})),
    "cancelled": (CALL, ("cancel", {"reason": "pulang"})),
    "held": (CALL, START, ("hold", {"reason": "fotokopi"})),
    "called": (CALL,),
    "waiting": (),
}
KEY = re.compile(r"/setup\?key=\S+")
DIALOGS = {  # the state of the counter -> key and dialog
    "idle": (("/", "search"), ("I", "pause"), ("O", "hand-over"), ("?", "keys")),
    "called": (("P", "ask"), ("B", "cancel")),
    "serving": (("Shift+S", "finish"), ("H", "hold"), ("A", "service"), ("C", "note")),
}


ROLES = {"joko": Role.ADMINISTRATOR}


def furnished(plan: OfficePlan) -> OfficePlan:
    """Something in every section. Joko sets the office up."""
    standard = StandardPlan(date(2026, 1, 2), components={"requirements": "KTP-el lama"})
    return replace(
        plan,
        officers=[replace(each, role=ROLES.get(each.username, each.role)) for each in plan.officers],
        services=[
            replace(each, requirements_id=["Fotokopi KK"], requirements_en=["Copy of the family card"],
                    standards=[standard] if each.code == "KTP" else [])
            for each in plan.services
        ],
        texts=[TextPlan("notice", "Jumat loket buka sampai pukul 11.00.", "On Friday counters are open until 11.00."),
               TextPlan("maklumat", "Kami melayani sesuai standar.", "We serve by the standards.")],
        zones=[ZonePlan("atas", "Lantai 2", "Second floor")],
    )  # fmt: skip


def set_up(hall: Hall, **changes: Any) -> None:
    database = Database(hall.database_url)
    setup.change(Desk(database), 1, by=None, edit=lambda plan: replace(furnished(plan), **changes))
    database.close()


@pytest.fixture(scope="module")
def hall(browser: Browser, databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """One office for the whole file."""
    folder = tmp_path_factory.mktemp("hall")
    url = databases.founded("sqlite", folder)
    with ExitStack() as stack:
        running = stack.enter_context(server(folder, url))
        found = Hall(running, url, names(url), browser, stack)
        set_up(found)
        yield found


def opened(hall: Hall, kind: str = "counter", size: tuple[int, int] | None = None) -> Page:
    """A browser that takes axe along to every page."""
    page = hall.screen(kind)
    width, height = size or SCREENS[kind]
    page.set_viewport_size({"width": width, "height": height})
    page.add_init_script(AXE)
    return page


def told(page: Page, lang: str = LANGUAGES[0]) -> list[str]:
    """What axe finds. Colours are the same in each language: they cost most of axe's time and are looked at in one."""
    rules = {"color-contrast": {"enabled": lang == LANGUAGES[0]}}
    page.evaluate("document.fonts.ready")
    found: list[str] = page.evaluate(ASK_AXE, {"runOnly": RULES, "rules": rules})
    return found


def seen(page: Page, lang: str = LANGUAGES[0]) -> list[str]:
    """What axe and the measure find on a page for staff or for a phone."""
    size = page.viewport_size
    assert size
    found = told(page, lang)
    found += page.evaluate(TOO_SMALL)
    page.set_viewport_size({"width": 320, "height": 640})
    found += ["at 320 px"] if page.evaluate(TOO_WIDE) else []
    found += page.evaluate(ASK_AXE, {"runOnly": {"type": "rule", "values": ["scrollable-region-focusable"]}})
    page.set_viewport_size(size)
    style = page.add_style_tag(content=SPACED)
    found += ["spaced text"] if page.evaluate(TOO_WIDE) else []
    style.evaluate("style => style.remove()")
    return found


def only_faulty(faults: Mapping[Any, list[str]]) -> dict[Any, list[str]]:
    return {screen: found for screen, found in faults.items() if found}


def enter(hall: Hall, page: Page, username: str, lang: str) -> None:
    page.goto(f"{hall.server.url}/sign-in?lang={lang}")
    hall.enter(page, username)
    page.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("username", [None, *PAGES])
@pytest.mark.slow("axe looks at up to thirty pages")
def test_no_page_has_a_fault(hall: Hall, username: str | None, lang: str) -> None:
    page = opened(hall, size=STAFF)
    if username:
        enter(hall, page, username, lang)

    faults = {}
    for path in PAGES[username] if username else OPEN:
        page.goto(f"{hall.server.url}{path}?lang={lang}")
        assert page.get_attribute("html", "lang") == lang
        faults[path] = seen(page, lang)

    assert only_faulty(faults) == {}


def test_a_form_that_is_refused_says_where_it_is_wrong(hall: Hall) -> None:
    page = opened(hall, size=STAFF)
    enter(hall, page, "joko", "id")

    faults = {}
    for path in FAULTY_FORMS:
        page.goto(hall.server.url + path)
        page.get_by_test_id("save").click()
        expect(page.get_by_test_id("faults")).to_be_focused()
        assert page.evaluate(UNEXPLAINED) == []
        faults[path] = seen(page)

    assert only_faulty(faults) == {}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.slow("axe looks at every screen, twice")
def test_no_screen_of_the_kiosk_has_a_fault(hall: Hall, lang: str) -> None:
    faults: dict[str, list[str]] = {}
    for query, size in (("", (1080, 1920)), ("?seat=low", (1366, 768))):
        page = opened(hall, "kiosk", size)
        page.clock.install()
        page.goto(f"{hall.server.url}/kiosk/uji{query}")
        page.get_by_test_id(f"lang-{lang}").click()
        for screen in walk(page):
            faults[screen + query] = told(page, lang)
    page.goto(f"{hall.server.url}/kiosk/uji")
    page.get_by_test_id("contrast").click()
    faults["contrast"] = told(page, lang)
    page.context.set_offline(offline=True)
    expect(page.get_by_test_id("cut")).to_be_visible()
    faults["cut"] = told(page, lang)

    assert only_faulty(faults) == {}


@pytest.mark.parametrize("theme", THEMES)
def test_no_display_has_a_fault(hall: Hall, theme: str) -> None:
    faults = {}
    for slides in ("maklumat", ""):
        set_up(hall, room=RoomRules(theme=theme, slides=slides, languages="id en"))
        page = opened(hall, "display")
        page.goto(f"{hall.server.url}/display/uji")
        expect(page.locator("#sheet")).to_be_visible(visible=bool(slides))
        faults[slides] = told(page)

    assert only_faulty(faults) == {}


@pytest.mark.slow("axe looks at twelve pages")
def test_no_page_of_a_citizen_has_a_fault(hall: Hall) -> None:
    tokens = in_every_state(hall)
    page = opened(hall, "phone")

    faults = {}
    for state, token in tokens.items():
        for lang in LANGUAGES:
            page.goto(f"{hall.server.url}/t/{token}?lang={lang}")
            expect(page.locator("#ticket")).to_have_class(f"card ticket {state}")
            faults[state, lang] = seen(page, lang)

    assert only_faulty(faults) == {}


def in_every_state(hall: Hall) -> dict[str, str]:
    """One ticket in each state that a citizen may see, by its token."""
    tini = open_counter(hall.server.url, "tini", hall.names.counters[2])
    tokens = {}
    for state, steps in WAYS.items():
        tokens[state] = take_number(tini, hall.names.services["AKTA"])["token"]
        leg: dict[str, Any] = {}
        for path, more in steps:
            hear(hall.database_url)
            status, answer = tini.post(f"/counter/{path}", {**leg, **more})
            assert status == 200, answer
            leg = {"leg_id": answer["open"]["leg_id"]} if answer["open"] else {}
    return tokens


@pytest.mark.parametrize("lang", LANGUAGES)
def test_neither_the_counter_nor_its_dialogs_have_a_fault(hall: Hall, lang: str) -> None:
    page = opened(hall, size=STAFF)
    enter(hall, page, "wati", lang)
    faults = {"choose": seen(page, lang)}
    page.get_by_test_id("open-1").click()
    take_number(Person(hall.server.url), hall.names.services["KTP"])
    for state, key in ENTERED_BY.items():
        if key:
            press_key(page, key)
        expect(page.get_by_test_id(FIRST_STEP[state])).to_be_enabled()
        faults[state] = seen(page, lang)
        for opener, name in DIALOGS[state]:
            press_key(page, opener)
            expect(page.get_by_test_id(f"dialog-{name}")).to_be_visible()
            faults[f"{state}, {name}"] = told(page, lang)
            page.keyboard.press("Escape")
            expect(page.get_by_test_id(f"dialog-{name}")).to_have_count(0)
    press_key(page, "S")
    expect(page.get_by_test_id("call-next")).to_be_enabled()
    press_key(page, "X")
    expect(page.get_by_test_id("open-1")).to_be_visible()

    assert only_faulty(faults) == {}


def test_the_first_set_up_has_no_fault(browser: Browser, databases: Databases, tmp_path: Path) -> None:
    with ExitStack() as stack:
        url = databases.empty("sqlite", tmp_path)
        schema.migrate(url)
        running = stack.enter_context(server(tmp_path, url))
        page = opened(Hall(running, url, Names({}, {}), browser, stack), size=STAFF)
        page.goto(f"{running.url}/setup")
        faults = {"key": seen(page)}
        page.goto(running.url + KEY.findall(running.log_text())[0])
        page.locator("form").evaluate("form => { form.noValidate = true; }")
        page.get_by_test_id("found").click()
        expect(page.get_by_role("alert")).to_be_focused()
        faults["refused"] = seen(page)

    assert only_faulty(faults) == {}


# From here on the office stays closed, and wants its screens paired.


def test_an_office_that_is_closed_has_no_fault(hall: Hall) -> None:
    today = datetime.now(ZoneInfo(ZONE)).date()
    set_up(hall, special_days=[SpecialDayPlan(today, "Rapat kerja")])
    page = opened(hall, "kiosk")

    page.goto(f"{hall.server.url}/kiosk/uji")
    expect(page.get_by_test_id("closed-why")).to_be_visible()
    faults = {"closed": told(page)}
    page.get_by_test_id("browse").click()
    page.get_by_test_id("service-KTP").click()
    expect(page.get_by_test_id("shut-why")).to_be_visible()
    faults["closed service"] = told(page)

    assert only_faulty(faults) == {}


def test_no_screen_that_waits_for_its_pairing_has_a_fault(hall: Hall) -> None:
    set_up(hall, pairs_devices=True)
    page = opened(hall, "display")

    faults = {}
    for kind in ("kiosk", "display", "survey"):
        page.goto(f"{hall.server.url}/{kind}/uji")
        expect(page.get_by_test_id("code")).to_have_text(re.compile(r"\d{3} \d{3}"))
        faults[kind] = told(page)

    assert only_faulty(faults) == {}
