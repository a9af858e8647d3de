"""A flood of numbers is warned of at the counter and on the board; one press there takes it out of the queue."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenHall
from tests.people import Person


def flood(url: str, service_id: int, count: int) -> list[int]:
    """The answers to so many presses of one stranger."""
    stranger = Person(url)
    presses = [{"key": f"flood-{number:04d}", "service_id": service_id} for number in range(count)]
    return [stranger.post("/kiosk/uji/tickets", press)[0] for press in presses]


@pytest.mark.slow("waits for an answer that takes its time")
def test_whoever_stands_at_the_kiosk_meanwhile_is_told_whom_to_ask(open_hall: OpenHall) -> None:
    hall = open_hall(kiosk={"most_per_min_of_address": 5})
    flood(hall.server.url, hall.names.services["KTP"], 6)
    kiosk = hall.kiosk()

    kiosk.get_by_test_id("service-KTP").click()
    kiosk.get_by_test_id("take").click()

    expect(kiosk.locator(".lead")).to_have_text(
        "Terlalu banyak nomor diambil di sini dalam waktu singkat. Mohon tunggu semenit, atau tanya petugas."
    )
    expect(kiosk.locator("[data-do=leave]")).to_be_visible()


@pytest.mark.slow("a counter and a board in two windows")
def test_staff_see_the_flood_where_they_work_and_take_it_out_with_one_press(open_hall: OpenHall) -> None:
    hall = open_hall(kiosk={"most_per_min_of_address": 5})
    counter, board = hall.at_counter(), hall.signed_in("tini", "/supervisor")

    answers = flood(hall.server.url, hall.names.services["KTP"], 6)

    assert answers == [201] * 5 + [429]
    for page in (counter, board):
        expect(page.get_by_test_id("flood")).to_contain_text("5 di antaranya menunggu")
    expect(board.get_by_test_id("tile-waiting-value")).to_have_text("5")
    counter.get_by_test_id("flood-void").click()
    expect(counter.get_by_test_id("flood")).to_have_count(0)
    expect(board.get_by_test_id("flood")).to_have_count(0)
    expect(board.get_by_test_id("tile-waiting-value")).to_have_text("0")
