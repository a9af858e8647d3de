"""A training as a person holds it: on a Sunday, in an office that is closed, with one hand on the mouse."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import FrameLocator, Page, expect
from sqlalchemy import select

from queue_app.actions.office import setup
from queue_app.domain.office.plan import SpecialDayPlan
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from tests.browser.conftest import HAND_MS, Hall
from tests.browser.test_accessible import ASK_AXE, AXE, RULES
from tests.databases import METADATA
from tests.served import ZONE

# The same files for everybody, kept by browsers: they tell nothing of an office.
SHIPPED = re.compile(r"/(static|browser|kiosk/page|display/(page|themes|voice))/")
IS_DONE, IS_NEXT = re.compile("is-done"), re.compile("is-next")


@pytest.fixture
def closed_hall(hall: Hall) -> Hall:
    """Of an office that is closed today, whatever day it is."""
    database = Database(hall.database_url)
    today = SpecialDayPlan(datetime.now(ZoneInfo(ZONE)).date(), "Hari Minggu")
    setup.change(Desk(database), 1, by=None, edit=lambda plan: replace(plan, special_days=[today]))
    database.close()
    return hall


def dump(hall: Hall) -> dict[str, list[Any]]:
    """Every row of the office, but when somebody was last seen."""
    database = Database(hall.database_url)
    with database.reading() as connection:
        found = {table.name: list(connection.execute(select(table))) for table in METADATA.sorted_tables}
    database.close()
    return {name: rows for name, rows in found.items() if name != "login_session"}


def begin(page: Page) -> None:
    page.get_by_test_id("begin").click()
    expect(page.get_by_test_id("leave")).to_be_visible()


def frame(page: Page, name: str) -> FrameLocator:
    return page.frame_locator(f"#{name}")


def take(page: Page) -> None:
    kiosk = frame(page, "kiosk")
    kiosk.get_by_test_id("service-KTP").click()
    kiosk.get_by_test_id("take").click()
    expect(kiosk.get_by_test_id("ticket-number")).to_have_text("A001")


def press(page: Page, key: str, step: str) -> None:
    page.keyboard.press(key, delay=HAND_MS)
    expect(page.get_by_test_id(f"step-{step}")).to_have_class(IS_DONE)


@pytest.mark.timeout(180)
@pytest.mark.slow("one call is spoken to its end")
def test_a_number_goes_its_whole_way_in_an_office_that_is_closed(closed_hall: Hall) -> None:
    page = closed_hall.signed_in("wati", "/training")
    expect(page.get_by_test_id("begin")).to_be_visible()
    before, asked = dump(closed_hall), []
    begin(page)
    for told in ("request", "websocket"):
        page.on(told, lambda each: asked.append(each.url))

    take(page)
    press(page, "P", "called")
    expect(frame(page, "display").locator("#hero-number")).to_have_text("A001")
    expect(frame(page, "display").locator("#hero-call")).to_contain_text("LATIHAN")
    expect(page.get_by_test_id("step-heard")).to_have_class(IS_DONE)
    press(page, "M", "started")
    press(page, "S", "finished")

    expect(page.get_by_test_id("well-done")).to_be_visible()
    expect(frame(page, "kiosk").get_by_test_id("training-mark")).to_have_text("LATIHAN")
    assert {url for url in asked if not SHIPPED.search(url) and "/training/" not in url} == set()
    after = dump(closed_hall)
    changed = {name for name in before if before[name] != after[name]}
    assert changed - {"wait_now"} == {"event", "chain_head"}  # the office's own rounds see that its log has grown
    assert [row.kind for row in after["event"][len(before["event"]):]] == ["training.held"]  # fmt: skip


def test_whoever_leaves_a_training_finds_nothing_of_it_again(hall: Hall) -> None:
    page = hall.signed_in("wati", "/training")
    begin(page)
    address = page.url

    page.get_by_test_id("leave").click()
    expect(page.get_by_test_id("left")).to_be_visible()
    answer = page.goto(address)

    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_text("Latihan ini sudah berakhir, dan tidak ada yang disimpan.")).to_be_visible()
    page.goto(hall.server.url + "/counter")
    expect(page.get_by_test_id("open-1")).to_be_visible()


def test_a_training_that_ended_elsewhere_says_so(hall: Hall) -> None:
    page = hall.signed_in("wati", "/training")
    begin(page)

    other = page.context.new_page()
    other.goto(hall.server.url + "/training")
    begin(other)

    expect(page.get_by_test_id("over")).to_be_visible()
    expect(other.get_by_test_id("step-taken")).to_have_class(IS_NEXT)


def test_the_next_step_is_marked_and_the_page_is_sound_for_axe(hall: Hall) -> None:
    page = hall.signed_in("wati", "/training")
    expect(page.get_by_test_id("begin")).to_be_visible()
    page.evaluate(AXE)
    found = page.evaluate(ASK_AXE, {"runOnly": RULES})
    begin(page)

    expect(page.get_by_test_id("step-taken")).to_have_class(IS_NEXT)
    page.evaluate(AXE)
    assert found + page.evaluate(ASK_AXE, {"runOnly": RULES, "iframes": False}) == []
