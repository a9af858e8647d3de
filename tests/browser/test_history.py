"""The history in a browser: lines that can be followed, tables by keyboard, and the same figures without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from queue_app.actions.evidence import day_notes
from queue_app.domain.log import events
from queue_app.domain.queue.numbering import business_date
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from tests.browser.conftest import Hall
from tests.browser.test_accessible import LANGUAGES, STAFF, enter, only_faulty, opened, seen
from tests.databases import Databases
from tests.served import ZONE, names, server

VISITS, DAYS = 12, 3
SPANS = ("/history?span=week", "/history?span=year", "/history?span=besok", "/history?span=last_month&hour=3")


def visit(number: int, at: datetime, service_id: int) -> events.HistoryVisit:
    """Who came at that time, waited ten minutes and was served for five."""
    called, ended = at + timedelta(minutes=10), at + timedelta(minutes=15)
    return events.HistoryVisit(
        source="ab" * 32, number=number, row=number + 1, business_date=at.date().isoformat(), service_id=service_id,
        officer_id=None, is_priority=False, arrived_at=at.isoformat(), called_at=called.isoformat(),
        ended_at=ended.isoformat(), end="done",
    )  # fmt: skip


def bring_along(hall: Hall) -> None:
    """Visits of the last days, as another system told them, and a note on one of them."""
    database = Database(hall.database_url)
    desk, zone = Desk(database), ZoneInfo(ZONE)
    today = business_date(desk.clock(), ZONE)
    mornings = [datetime(day.year, day.month, day.day, 9, tzinfo=zone) for day in
                (today - timedelta(days=back) for back in range(DAYS, 0, -1))]  # fmt: skip
    with desk.transaction(1) as work:
        for number in range(VISITS * DAYS):
            at = mornings[number // VISITS] + timedelta(minutes=7 * (number % VISITS))
            work.record(visit(number + 1, at, hall.names.services["KTP"]))
    day_notes.write(desk, 1, day=today - timedelta(days=2), text="Loket 3 dibuka", officer_id=1)
    database.close()


@pytest.fixture(scope="module")
def hall(browser: Browser, databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """One office for the whole file; nothing of it is changed."""
    folder = tmp_path_factory.mktemp("hall")
    url = databases.founded("sqlite", folder)
    with ExitStack() as stack:
        running = stack.enter_context(server(folder, url))
        found = Hall(running, url, names(url), browser, stack)
        bring_along(found)
        yield found


def shown(hall: Hall, path: str = "/history") -> Page:
    page = opened(hall, size=STAFF)
    enter(hall, page, "tini", "id")
    page.goto(hall.server.url + path)
    return page


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.slow("axe looks at every span, with its tables and definitions open")
def test_no_span_of_the_history_has_a_fault(hall: Hall, lang: str) -> None:
    page = opened(hall, size=STAFF)
    enter(hall, page, "tini", lang)

    faults = {}
    for path in SPANS:
        page.goto(f"{hall.server.url}{path}&lang={lang}")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        faults[path] = seen(page, lang)

    assert only_faulty(faults) == {}


def test_every_line_is_drawn_and_says_nothing_to_a_reader_twice(hall: Hall) -> None:
    page = shown(hall)

    expect(page.locator("[data-plot].is-live")).to_have_count(6)  # no walk was noted by the other system
    assert page.locator(".uplot").evaluate_all("all => all.map(each => each.ariaHidden)") == ["true"] * 6
    expect(page.get_by_test_id("flagship")).to_have_text("100,0 %")


def test_the_pointer_tells_the_figure_of_a_day(hall: Hall) -> None:
    page = shown(hall)
    line = page.locator("[data-plot=wait] .u-over")

    line.hover(position={"x": 2, "y": 60})

    expect(page.locator("[data-plot=wait] .u-value").nth(1)).to_have_text("10")


def test_a_table_is_opened_by_keyboard(hall: Hall) -> None:
    page = shown(hall)

    page.get_by_test_id("open-wait").locator("summary").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_test_id("table-wait").locator("tbody tr")).to_have_count(DAYS)


def test_without_scripts_the_same_figures_are_drawn_and_told(hall: Hall) -> None:
    page = shown(hall)
    cookies = page.context.cookies()
    bare = hall.browser.new_context(java_script_enabled=False)
    hall.stack.callback(bare.close)
    bare.add_cookies(cookies)  # type: ignore[arg-type]  # as the browser gave them
    plain = bare.new_page()

    plain.goto(hall.server.url + "/history")

    expect(plain.locator("svg.still")).to_have_count(6)
    expect(plain.locator("svg.still").first).to_be_visible()
    plain.get_by_test_id("open-under_60").locator("summary").click()
    expect(plain.get_by_test_id("table-under_60").locator("tbody tr")).to_have_count(DAYS)


def test_on_paper_the_drawings_stand_in_place_of_what_moves(hall: Hall) -> None:
    page = shown(hall)
    expect(page.locator(".uplot").first).to_be_visible()

    page.emulate_media(media="print")

    expect(page.locator(".uplot").first).to_be_hidden()
    assert page.locator("svg.still").first.bounding_box()["height"] > 100  # type: ignore[index]
    expect(page.get_by_test_id("show")).to_be_hidden()
