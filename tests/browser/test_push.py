"""Phones that ask to be woken, in a real browser; its push service is played in the page, for there is no internet."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Hall, OpenHall
from tests.browser.test_phone import numbers

PLAYED = """
Notification.requestPermission = () => Promise.resolve("granted");
Object.defineProperty(ServiceWorkerRegistration.prototype, "pushManager", { get() {
  const scope = this.scope;
  const phone = {
    endpoint: "https://fcm.googleapis.com/fcm/send/" + scope.slice(-9),
    toJSON: () => ({ keys: { p256dh: "B".repeat(87), auth: "A".repeat(22) } }),
    unsubscribe: () => { localStorage.removeItem(scope); return Promise.resolve(true); }
  };
  return {
    subscribe: () => { localStorage.setItem(scope, "1"); return Promise.resolve(phone); },
    getSubscription: () => Promise.resolve(localStorage.getItem(scope) ? phone : null)
  };
} });
"""
PAGES = """
() => navigator.serviceWorker.getRegistrations().then((all) => all.map(
  (each) => new URL((each.installing || each.waiting || each.active).scriptURL).searchParams.get("page")))
"""
ASK, END = "Beri tahu juga bila halaman ini ditutup", "Hentikan pemberitahuan di ponsel ini"


@pytest.fixture
def hall(open_hall: OpenHall, tmp_path: Path) -> Hall:
    return open_hall(push={"is_on": True, "contact": "antrean@medan.test", "key_file": str(tmp_path / "push.key")})


@pytest.fixture
def phone(hall: Hall) -> Page:
    page = hall.screen("phone")
    page.add_init_script(PLAYED)
    return page


@pytest.mark.slow("a worker is installed for each")
def test_a_phone_with_two_numbers_opens_the_page_of_the_one_that_is_called(hall: Hall, phone: Page) -> None:
    pages = [f"/t/{token}" for token in numbers(hall, 2)]
    for each in pages:
        phone.goto(hall.server.url + each)
        phone.get_by_test_id("push").click()
        expect(phone.get_by_test_id("push")).to_have_text(END)

    assert sorted(phone.evaluate(PAGES)) == sorted(pages)


@pytest.mark.slow("a worker is installed, and its page opened three times")
def test_whoever_opens_the_page_again_sees_whether_the_phone_is_told(hall: Hall, phone: Page) -> None:
    phone.goto(f"{hall.server.url}/t/{numbers(hall, 1)[0]}")
    for said in (END, ASK):
        phone.get_by_test_id("push").click()
        expect(phone.get_by_test_id("push")).to_have_text(said)
        phone.reload()
        expect(phone.get_by_test_id("push")).to_have_text(said)
