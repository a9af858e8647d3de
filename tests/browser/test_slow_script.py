"""What is chosen before a page's script is there to listen is not lost: the page catches up with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Hall
from tests.browser.test_ticket_layout import HEIGHT, drawn
from tests.recordings import picture
from tests.served import make_administrator


def kept(held: list[Route], route: Route) -> None:
    """A function of ours: Playwright keeps a mark on it, and a list's own can bear none."""
    held.append(route)


Slow = Callable[[str, str], Callable[[], None]]


@pytest.fixture
def admin(hall: Hall) -> Page:
    make_administrator(hall.database_url, "tini")
    return hall.signed_in("tini", "/admin/ticket")


@pytest.fixture
def slow(admin: Page) -> Slow:
    """Opens an address whose script stays on its way until what is answered is called."""

    def opened(address: str, script: str) -> Callable[[], None]:
        held: list[Route] = []
        admin.route(f"**/static/{script}*", lambda route: kept(held, route))
        with admin.expect_request(f"**/static/{script}*"):
            admin.goto(address, wait_until="commit")
        return partial(arrive, held)

    def arrive(held: list[Route]) -> None:
        while not held:
            admin.wait_for_timeout(20)  # the request is told before it is handed over
        for route in held:
            route.continue_()
        admin.wait_for_load_state()

    return opened


def address(page: Page, path: str) -> str:
    return page.url.split("/admin")[0] + path


def test_the_picture_catches_up_with_what_was_chosen_before(admin: Page, slow: Slow) -> None:
    before = drawn(admin)
    arrive = slow(address(admin, "/admin/ticket"), "ticket_layout.js")
    admin.get_by_test_id("part-number").locator("select").first.select_option("8")

    arrive()

    expect(admin.get_by_test_id("unsaved")).to_be_visible()
    admin.wait_for_function(f"before => {HEIGHT} > before", arg=before)


def test_a_page_that_nobody_touched_is_not_called_unsaved(admin: Page, slow: Slow) -> None:
    asked: list[str] = []
    admin.on("request", lambda request: asked.append(request.method))

    slow(address(admin, "/admin/ticket"), "ticket_layout.js")()

    drawn(admin)
    assert "POST" not in asked


def test_a_picture_that_was_chosen_before_is_sent(admin: Page, slow: Slow, tmp_path: Path) -> None:
    file = tmp_path / "satu.png"
    file.write_bytes(picture())
    arrive = slow(address(admin, "/admin/media"), "upload.js")
    admin.get_by_test_id("upload-media").set_input_files(file)

    arrive()

    expect(admin.get_by_test_id("playlist").get_by_label("Judul")).to_have_value("satu")


def test_names_that_were_typed_before_are_given_user_names(admin: Page, slow: Slow) -> None:
    arrive = slow(address(admin, "/admin/officers/several"), "several.js")
    admin.locator("#name-1").fill("Siti Aminah")

    arrive()

    expect(admin.locator("#username-1")).to_have_value("siti")
