"""Three keys a citizen, and buttons that keep their places."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import update

from queue_app.domain.office.plan import CounterPlan
from queue_app.store.engines import Database
from queue_app.store.queue.tables import Leg
from tests.browser.conftest import HAND_MS, STEPS, Hall, press_key
from tests.browser.test_desk_day import answer, legs, numbers_taken, press, set_up

CITIZENS = 8
COUNT_KEYS = """window.pressed = 0;
    addEventListener("keydown", ({ isTrusted }) => { window.pressed += isTrusted ? 1 : 0; }, true)"""
PLACES = """() => {
    const placeOf = (button) => { const { x, y, width, height } = button.getBoundingClientRect();
        return [x, y, width, height].map(Math.round).join(" "); };
    const buttons = document.querySelectorAll(".step-main button, .step-grid button, .side-steps button");
    return Object.fromEntries([...buttons].map((button) => [button.dataset.testid, placeOf(button)]));
}"""


def places(counter: Page) -> dict[str, str]:
    """Where each step stands, by its name."""
    found: dict[str, str] = counter.evaluate(PLACES)
    return found


@pytest.mark.slow("eight citizens")
def test_a_day_at_the_counter_is_three_keys_a_citizen(hall: Hall) -> None:
    numbers_taken(hall, CITIZENS)
    counter = hall.at_counter()
    counter.add_init_script(COUNT_KEYS)  # before the page, which stops keys that may be a scanner's
    counter.reload()

    for _ in range(CITIZENS):
        press(counter, "P", "M", "S")
    expect(counter.get_by_test_id("finished-today")).to_have_text(str(CITIZENS))

    assert counter.evaluate("window.pressed") == 3 * CITIZENS
    assert legs(hall, Leg.state, Leg.outcome, Leg.documents) == [("finished", "selesai", 1)] * CITIZENS


def slow(counter: Page, step: str, wait_ms: int) -> None:
    """The server takes its time for this step."""

    def go_on_later(route: Route) -> None:
        counter.wait_for_timeout(wait_ms)
        route.continue_()

    counter.route(f"**/counter/{step}", go_on_later)


@pytest.mark.parametrize(("wait_ms", "is_called"), [(400, True), (1500, False)])
def test_a_key_that_comes_before_the_last_step_is_done_acts_after_it(hall: Hall, wait_ms: int, is_called: bool) -> None:
    numbers_taken(hall, 2)
    counter = hall.at_counter()
    press(counter, "P", "M")
    expect(counter.get_by_test_id("finish")).to_be_enabled()
    slow(counter, "finish", wait_ms)

    for key in "SP":
        counter.keyboard.press(key, delay=HAND_MS)

    expect(counter.get_by_test_id("finished-today")).to_have_text("1")
    counter.wait_for_timeout(300)
    expect(counter.get_by_test_id("start")).to_be_enabled(enabled=is_called)


def test_no_button_moves_whatever_can_be_done(hall: Hall) -> None:
    numbers_taken(hall, 2)
    counter = hall.at_counter("tini")  # who may call out of order, too
    seen = {"free": places(counter)}
    for state, key in (("called", "P"), ("serving", "M")):
        press(counter, key)
        expect(counter.get_by_test_id("start")).to_be_enabled(enabled=state == "called")
        seen[state] = places(counter)
    press(counter, "S", "I")
    answer(counter, "pause", "Enter")
    expect(counter.get_by_test_id("back")).to_be_enabled()
    seen["away"] = places(counter)

    assert set(seen["free"]) == set(STEPS.values()) - {"keys-list"}
    assert {state: each for state, each in seen.items() if each != seen["free"]} == {}


def test_a_grey_step_says_why_and_does_nothing(hall: Hall) -> None:
    numbers_taken(hall, 1)
    counter = hall.at_counter()
    press(counter, "P")
    expect(counter.get_by_test_id("start")).to_be_enabled()
    hold = counter.get_by_test_id("hold")
    expect(hold).to_be_disabled()
    expect(hold).to_have_attribute("title", "Hanya selama nomor dilayani.")

    counter.keyboard.press("H", delay=HAND_MS)

    expect(counter.get_by_test_id("message")).to_have_text("Hanya selama nomor dilayani.")
    assert legs(hall, Leg.state) == [("called",)]


def test_the_list_of_keys_names_them_all_and_switches_single_ones_off(hall: Hall) -> None:
    counter = hall.at_counter("tini")

    press_key(counter, "?")

    listed = counter.get_by_test_id("dialog-keys")
    assert set(listed.locator("kbd").all_inner_texts()) >= set(STEPS)
    listed.get_by_test_id("keys-switch").uncheck()
    counter.keyboard.press("Escape")
    expect(counter.get_by_test_id("keys")).not_to_be_checked()


def test_nobody_to_call_is_answered_calmly_with_whom_the_counter_helps(hall: Hall) -> None:
    counters = [CounterPlan(1, ["KTP", "AKTA"]), CounterPlan(2, ["AKTA"], helps=["KTP"])]
    set_up(hall, lambda plan: replace(plan, counters=counters))
    numbers_taken(hall, 1)
    counter = hall.at_counter("joko", 2)
    expect(counter.get_by_test_id("help")).to_contain_text("Layanan KTP")

    press(counter, "P")

    expect(counter.get_by_test_id("message")).to_contain_text(
        "Tidak ada yang menunggu di loket ini. Loket ini membantu Layanan KTP bila antrean di sana menunggu lebih dari "
        "15 menit (pukul "
    )
    expect(counter.locator(".message.calm")).to_have_count(1)


@pytest.mark.parametrize(
    ("part", "pace", "words"),
    [(0.5, "under", "standar 10 menit"), (0.85, "near", "mendekati standar"), (1.2, "past", "melewati standar")],
)
def test_the_bar_tells_how_far_the_standard_is_by_length_colour_and_words(
    hall: Hall, part: float, pace: str, words: str
) -> None:
    numbers_taken(hall, 1)
    counter = hall.at_counter()
    press(counter, "P", "M")
    expect(counter.get_by_test_id("finish")).to_be_enabled()
    began(hall, datetime.now(UTC) - timedelta(minutes=10 * part))

    counter.reload()

    expect(counter.get_by_test_id("pace")).to_have_attribute("data-pace", pace)
    expect(counter.get_by_role("timer")).to_contain_text(words)


def began(hall: Hall, at: Any) -> None:
    """As though the service had begun then."""
    database = Database(hall.database_url)
    with database.writer.transaction() as connection:
        connection.execute(update(Leg).values(started_at=at))
    database.close()
