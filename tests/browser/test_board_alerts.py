"""Alerts on the board: they sound once, for who switched it on, and tell everybody who looks after them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from queue_app.domain.log.events import ClockJumped
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from tests.browser.conftest import Hall
from tests.browser.test_board import alert, shown

COUNT_TONES = (
    "window.tones = 0; window.OscillatorNode = class extends OscillatorNode "
    "{ constructor(...given) { super(...given); window.tones += 1; } };"
)
ONCE = 3  # tones of one ringing
TOLD = "Jam server disetel atau salah"


def set_clock(hall: Hall) -> None:
    """What the watch rings for within two seconds while a board is open."""
    desk = Desk(Database(hall.database_url))
    with desk.transaction(1) as work:
        work.record(ClockJumped(by_s=-1080, how="steady"))
    desk.database.close()


def listening(hall: Hall) -> Page:
    board = hall.screen("counter")
    board.add_init_script(COUNT_TONES)
    board.goto(f"{hall.server.url}/supervisor")
    hall.enter(board, "tini")
    expect(board.get_by_test_id("board-sound")).to_have_text("Suara mati")
    return board


@pytest.mark.slow("two boards, and the watch")
def test_an_alert_sounds_once_for_who_switched_sound_on_and_all_see_who_looks_after_it(hall: Hall) -> None:
    loud, quiet = listening(hall), listening(hall)
    loud.get_by_test_id("board-sound").press("Enter")
    expect(loud.get_by_test_id("board-sound")).to_have_text("Suara menyala")
    assert loud.evaluate("window.tones") == ONCE  # it is heard that it sounds

    set_clock(hall)
    for board in (loud, quiet):
        expect(board.get_by_test_id("alerts")).to_contain_text(TOLD)
    loud.wait_for_function(f"window.tones === {2 * ONCE}")
    expect(loud.get_by_test_id("announced")).to_have_text(TOLD)
    quiet.locator("[data-testid^=acknowledge]").press("Enter")

    for board in (loud, quiet):
        expect(board.get_by_test_id("alerts")).to_contain_text("ditangani Tini")
        expect(board.locator("[data-testid^=acknowledge]")).to_have_count(0)
    assert [board.evaluate("window.tones") for board in (loud, quiet)] == [2 * ONCE, 0]


def test_after_a_reload_sound_says_that_it_wants_a_press(hall: Hall) -> None:
    board = listening(hall)
    sound = board.get_by_test_id("board-sound")
    sound.click()
    board.reload()

    expect(sound).to_have_text("Tekan agar bersuara")
    sound.click()
    expect(sound).to_have_text("Suara menyala")
    sound.click()
    expect(sound).to_have_text("Suara mati")


def test_those_that_nobody_looks_after_are_counted_in_the_title_and_the_rest_fold_away(hall: Hall) -> None:
    def change(state: dict[str, object]) -> None:
        state["alerts"] = [*(alert(state, each) for each in range(4)), alert(state, 9, by="Tini", seen_at=state["now"])]

    board = shown(hall, change)

    expect(board).to_have_title(re.compile(r"^■ 4 · \(0\) Supervisor"))
    expect(board.locator(".alert")).to_have_count(3)
    board.get_by_test_id("alerts-fold").click()
    expect(board.locator(".alert")).to_have_count(5)
    expect(board.locator(".alert.seen")).to_contain_text("ditangani Tini")


def test_who_does_not_evaluate_sees_the_board_without_officers_times(hall: Hall) -> None:
    board = shown(hall, lambda state: state.update(sees_officers=False))

    expect(board.get_by_test_id("tile-waiting")).to_be_visible()
    expect(board.get_by_role("tab")).to_have_count(0)
