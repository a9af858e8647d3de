"""Without a mouse and without looking: where the focus goes, and what a screen reader is told of."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Hall, press_key
from tests.people import Person
from tests.served import open_counter, take_number

# Every text that the line held since, empty ones too: a screen reader tells of each change.
LISTEN = """() => { window.said = []; const line = document.getElementById("told");
    new MutationObserver(() => window.said.push(line.textContent))
        .observe(line, {childList: true, characterData: true, subtree: true}); }"""


def test_a_dialog_gives_the_focus_back_and_after_a_step_it_is_on_the_next_one(hall: Hall) -> None:
    page = hall.at_counter()
    for _ in range(2):
        take_number(Person(hall.server.url), hall.names.services["KTP"])

    page.get_by_test_id("call-next").press("Enter")
    expect(page.get_by_test_id("start")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("finish")).to_be_focused()
    for opener, dialog in (("hold", "hold"), ("transfer", "service"), ("search", "search")):
        page.get_by_test_id(opener).press("Enter")
        expect(page.get_by_test_id(f"dialog-{dialog}")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_test_id(opener)).to_be_focused()
    page.get_by_test_id("finish-details").press("Enter")
    expect(page.get_by_test_id("dialog-finish")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("call-next")).to_be_focused()
    expect(page.locator("#spoken")).to_have_text("A001 tidak lagi di loket ini. 1 menunggu.")


def test_whoever_works_by_single_keys_does_not_press_the_next_step_with_a_second_enter(hall: Hall) -> None:
    page = hall.at_counter()
    take_number(Person(hall.server.url), hall.names.services["KTP"])
    page.locator("body").click(position={"x": 5, "y": 5})

    for key in "PMS":
        press_key(page, key)

    expect(page.get_by_test_id("call-next")).to_be_enabled()
    expect(page.get_by_test_id("call-next")).not_to_be_focused()


def test_a_citizen_who_is_called_again_is_told_again(hall: Hall) -> None:
    wati = open_counter(hall.server.url, "wati", hall.names.counters[1])
    ticket = take_number(wati, hall.names.services["KTP"])
    page = hall.screen("phone", f"/t/{ticket['token']}")
    leg = wati.post("/counter/call-next")[1]["open"]["leg_id"]
    expect(page.get_by_role("status").first).to_have_text("Silakan menuju loket 1")
    page.evaluate(LISTEN)

    wati.post("/counter/recall", {"leg_id": leg})

    page.wait_for_function("window.said.length > 1")
    assert page.evaluate("window.said") == ["", "Silakan menuju loket 1"]


def test_a_closing_that_is_not_made_leaves_the_focus_where_it_began(hall: Hall) -> None:
    page = hall.signed_in("tini", "/supervisor")
    close = page.get_by_test_id(f"close-{hall.names.services['KTP']}")

    page.get_by_test_id(f"row-{hall.names.services['KTP']}").press("Enter")
    close.press("Enter")
    page.get_by_role("button", name="Batal").press("Enter")

    expect(close).to_be_focused()
