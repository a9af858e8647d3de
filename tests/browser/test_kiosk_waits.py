"""How long the wait is, at the kiosk: beside how many wait, with the number, and never what is out of date."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Hall
from tests.servers.chromium import stop_clock

BOOT = re.compile(r'(?<=<script type="application/json" id="boot">).*?(?=</script>)', re.DOTALL)
TOO_OLD_MS = 90_000


def with_waits(hall: Hall, *told: tuple[int, dict[str, int] | None]) -> Page:
    """A kiosk that nobody tells anything new: of each service in turn how many wait, and how long it takes."""

    def with_told(route: Route) -> None:
        answer = route.fetch()
        boot: dict[str, Any] = json.loads(BOOT.findall(answer.text())[0])
        for service, (waiting, wait) in zip(boot["state"]["services"], told, strict=False):
            service.update(waiting=waiting, wait=wait)
        boot["state"]["waits_until"] = boot["state"]["now"] + TOO_OLD_MS
        route.fulfill(response=answer, body=BOOT.sub(lambda _old: json.dumps(boot), answer.text()))

    kiosk = hall.screen("kiosk")
    stop_clock(kiosk)
    kiosk.route("**/socket.io/**", lambda route: route.abort())
    kiosk.route("**/kiosk/uji", with_told)
    kiosk.goto(f"{hall.server.url}/kiosk/uji")
    return kiosk


@pytest.mark.parametrize(
    ("waiting", "wait", "told"),
    [
        (3, {"least": 10, "most": 20}, ["3 orang", "10–20 menit", "3 menunggu, perkiraan menunggu 10 sampai 20 menit"]),
        (3, {"least": 0, "most": 4}, ["3 orang", "sampai 4 menit", "3 menunggu, perkiraan menunggu sampai 4 menit"]),
        (9, {"least": 0, "most": 270}, ["9 orang", "sampai 4,5 jam", "9 menunggu, perkiraan menunggu sampai 4,5 jam"]),
        (0, {"least": 10, "most": 70}, ["10–70 menit", "Tidak ada antrean, perkiraan menunggu 10 sampai 70 menit"]),
        (0, {"least": 0, "most": 5}, ["Tanpa antre", "Tidak ada antrean"]),
        (3, None, ["3 orang", "3 menunggu"]),
    ],
)
def test_a_button_says_how_many_wait_and_how_long_it_takes_where_that_is_promised(
    lasting_hall: Hall, waiting: int, wait: dict[str, int] | None, told: list[str]
) -> None:
    kiosk = with_waits(lasting_hall, (waiting, wait))

    expect(kiosk.get_by_test_id("service-KTP").locator(".queue > span")).to_have_text(told)


def test_a_wait_that_is_too_old_is_told_no_more(lasting_hall: Hall) -> None:
    kiosk = with_waits(lasting_hall, (3, {"least": 10, "most": 20}))
    expect(kiosk.get_by_test_id("wait")).to_have_text("10–20 menit")

    kiosk.clock.run_for(TOO_OLD_MS + 1000)

    expect(kiosk.get_by_test_id("wait")).to_have_count(0)


def test_the_number_comes_with_when_its_call_is_expected(lasting_hall: Hall) -> None:
    def with_expected(route: Route) -> None:
        answer = route.fetch()
        expected = {"first": "08.40", "last": "08.55", "is_early": True}
        route.fulfill(response=answer, json={**answer.json(), "expected": expected})

    kiosk = lasting_hall.kiosk()
    kiosk.route("**/tickets", with_expected)
    kiosk.get_by_test_id("service-KTP").click()
    kiosk.get_by_test_id("take").click()

    expect(kiosk.get_by_test_id("ticket-expected")).to_have_text(
        "Perkiraan dipanggil: 08.40–08.55 · perkiraan awal", use_inner_text=True
    )
    expect(kiosk.get_by_test_id("ticket-expected")).to_have_attribute(
        "data-say", "Perkiraan Anda dipanggil antara pukul 08.40 dan 08.55."
    )
