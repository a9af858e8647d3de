"""The supervisor's board: figures and words against the limits, groups, counters, tabs, and a narrow screen."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, Route, expect

from queue_app.domain.log.events import ClockJumped, SignInRefused
from queue_app.store.desk import Desk, system_clock
from queue_app.store.engines import Database
from tests.browser.conftest import Hall
from tests.served import ZONE, open_counter

TOO_NARROW = """() => Array.from(document.querySelectorAll(".tile, .tile dt, .tile dd"))
    .filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.textContent)"""
Change = dict[str, Any]
EIGHT_MS = round(datetime(2026, 11, 23, 8, tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)  # where the office lies


def shown(hall: Hall, change: Callable[[Change], None], path: str = "/supervisor", *, usual: object = None) -> Page:
    """The board with a state that would take a day to come to, and no live line that could tell otherwise.

    usual: the usual day, where there is one.
    """

    def changed(route: Route) -> None:
        before, boot, after = re.split(r'(?<=id="boot">)(.+?)(?=</script>)', route.fetch().text(), maxsplit=1)
        told = json.loads(boot)
        change(told["state"])
        told["usual"] = usual
        route.fulfill(body=f"{before}{json.dumps(told)}{after}", content_type="text/html")

    board = hall.signed_in("tini", path)
    expect(board.get_by_test_id("tab-now")).to_be_visible()
    board.route_web_socket(re.compile("."), lambda line: line.close())
    board.route("**/supervisor/state", lambda route: route.abort())
    board.route(re.compile(r"/supervisor(\?|$)"), changed)
    board.reload()
    expect(board.get_by_test_id("tile-waiting")).to_be_visible()
    return board


def ago(state: Change, **since: float) -> int:
    return int(state["now"] - timedelta(**since) / timedelta(milliseconds=1))


def words(board: Page) -> list[str]:
    return [each.removeprefix("● ").removeprefix("▲ ").removeprefix("■ ") for each in
            board.locator(".tile .word").all_inner_texts()]  # fmt: skip


def test_a_counter_that_serves_nobody_is_not_said_to_serve(hall: Hall) -> None:
    open_counter(hall.server.url, "wati", hall.names.counters[1])
    board = hall.signed_in("tini", "/supervisor")

    expect(board.get_by_test_id("counter-1")).to_contain_text("Siap")
    expect(board.get_by_test_id("counters-closed")).to_have_text("Loket tutup: 2")


def test_each_figure_is_told_against_its_limit_by_a_word(hall: Hall) -> None:
    def change(state: Change) -> None:
        state["limits"] = {"waiting": 10, "wait_min": 30, "service_pct": 150, "stay_min": 60, "amber_pct": 80}
        state["waiting"], state["longest_since"] = 8, ago(state, minutes=30)
        state["longest_stay"] = {"ticket": "K001", "since": ago(state, minutes=47)}
        state["counters"][0] |= {
            "officer": "Wati", "ticket": "A1234", "state": "serving", "since": ago(state, minutes=12),
            "standard_minutes": 10,
        }  # fmt: skip

    board = shown(hall, change)

    assert words(board) == ["Mendekati batas", "Lewat batas", "Mendekati batas", "Tenang"]
    assert board.locator(".tile .value").all_inner_texts() == ["8 orang", "30 menit", "120 %", "47 menit"]
    expect(board.get_by_test_id("counter-1")).to_contain_text("Mendekati batas")


def test_seconds_on_hold_are_no_part_of_a_running_service(hall: Hall) -> None:
    board = shown(hall, lambda state: state["counters"][0].update(
        officer="Wati", ticket="A001", state="serving", since=ago(state, minutes=20), held_s=900, standard_minutes=10,
    ))  # fmt: skip

    expect(board.get_by_test_id("tile-service-value")).to_have_text("50")


def rows_of(board: Page) -> list[str]:
    """Without the letter of its mark, which its own mark hides from readers."""
    return [" ".join(each.split()).removeprefix("A ") for each in board.locator(".service-row").all_inner_texts()]


def many(state: Change, waits: list[int | None]) -> None:
    """A service each that somebody waits for since so many minutes; None: nobody does."""
    first = state["services"][0]
    state["services"] = [
        {**first, "id": 100 + place, "name": f"Layanan {place}", "waiting": 0 if wait is None else 3,
         "longest_since": None if wait is None else ago(state, minutes=wait), "in_service": 0, "held": 0}
        for place, wait in enumerate(waits)
    ]  # fmt: skip


def test_the_service_that_waits_longest_stands_first_and_one_without_anybody_is_quiet(hall: Hall) -> None:
    def change(state: Change) -> None:
        many(state, [None, 5, 31])
        state["services"][1] |= {"in_service": 2, "held": 1}

    board = shown(hall, change)

    assert rows_of(board) == [
        "Layanan 2 3 Menunggu 31 menit Terlama ■ Lewat batas",
        "Layanan 1 3 Menunggu 5 menit Terlama 2 Dilayani 1 Ditunda ● Tenang",
        "Layanan 0",
    ]


def test_what_is_quiet_folds_into_one_line_that_says_how_much_it_is_and_opens(hall: Hall) -> None:
    board = shown(hall, lambda state: many(state, [31, 25, 2, *[None] * 12]))
    fold = board.get_by_test_id("queue-fold")

    expect(fold).to_have_text("12 layanan tenang")
    assert [row.split(" 3 ")[0] for row in rows_of(board)] == ["Layanan 0", "Layanan 1", "Layanan 2"]
    fold.press("Enter")
    expect(board.locator(".service-row")).to_have_count(15)
    fold.press("Enter")
    expect(board.locator(".service-row")).to_have_count(3)


def test_what_does_not_fit_is_counted_by_how_it_stands_to_the_limit(hall: Hall) -> None:
    board = shown(hall, lambda state: many(state, [*[31] * 10, *[25] * 3, 2, None]))

    expect(board.get_by_test_id("queue-fold")).to_have_text(
        "2 layanan lewat batas · 3 layanan mendekati batas · 2 layanan tenang"
    )


def test_a_service_opens_to_its_day_and_folds_again(hall: Hall) -> None:
    board = hall.signed_in("tini", "/supervisor")
    service = hall.names.services["AKTA"]
    close, row = board.get_by_test_id(f"close-{service}"), board.get_by_test_id(f"row-{service}")

    expect(close).to_have_count(0)
    row.press("Enter")
    expect(close).to_be_visible()
    row.press("Enter")
    expect(close).to_have_count(0)


def test_arrow_keys_lead_from_tab_to_tab_and_the_address_keeps_it(hall: Hall) -> None:
    board = hall.signed_in("tini", "/supervisor")

    board.get_by_test_id("tab-now").press("ArrowLeft")
    expect(board.get_by_test_id("tab-officers")).to_be_focused()
    board.reload()

    expect(board.get_by_test_id("tab-officers")).to_have_attribute("aria-selected", "true")
    expect(board.get_by_role("tabpanel")).to_contain_text("bukan peringkat")


def test_the_day_is_drawn_and_told_as_a_table(hall: Hall) -> None:
    def change(state: Change) -> None:
        state["half_hours"] = [
            {"at": EIGHT_MS + place * 1_800_000, "arrivals": arrivals, "calls": calls, "waiting": waiting}
            for place, (arrivals, calls, waiting) in enumerate([(12, 3, 9), (0, 9, 0)])
        ]

    board = shown(hall, change)

    told = board.get_by_test_id("plot").locator("tbody tr").all_inner_texts()
    assert [row.split()[1:] for row in told] == [["12", "3", "9"], ["0", "9", "0"]]
    assert (board.locator(".plot-bar").count(), board.locator(".plot-dot").count()) == (2, 2)


def usual_day() -> Change:
    """Ten come and five wait in each half hour from 08.00 to 16.00."""
    return {"days": 8, "half_hours": [{"minute": each, "arrivals": 10, "waiting": 5} for each in range(480, 960, 30)]}


def test_the_usual_day_is_drawn_beside_today_and_told_in_a_sentence(hall: Hall) -> None:
    def change(state: Change) -> None:
        state["half_hours"] = [
            {"at": EIGHT_MS + place * 1_800_000, "arrivals": 14, "calls": 3, "waiting": 11 * (place + 1)}
            for place in range(3)
        ]

    board = shown(hall, change, usual=usual_day())

    expect(board.get_by_test_id("day-told")).to_have_text(
        "Sampai 09.00: datang 28 (biasanya 20), menunggu 22 (biasanya 5)."
    )
    assert (board.locator(".plot-bar").count(), board.locator(".plot-tick").count()) == (3, 16)
    assert board.get_by_test_id("plot").locator("tbody tr").first.inner_text().split() == [
        "08.00",
        "14",
        "3",
        "11",
        "10",
        "5",
    ]


def test_devices_are_a_number_that_leads_to_them(hall: Hall) -> None:
    printer = {"name": "Lobi", "reason": "kertas habis", "runs_low": False, "left_pct": None}

    def change(state: Change) -> None:
        state["screens_in_need"] = 1
        state["paper"]["printers"].append(printer)

    board = shown(hall, change)

    expect(board.get_by_test_id("devices")).to_have_text("2 perangkat perlu dilihat")
    expect(board.get_by_test_id("paper-failed")).to_have_count(0)
    board.get_by_test_id("devices").click()
    expect(board).to_have_url(re.compile("/stations$"))


def busy_day(state: Change) -> None:
    """Seventeen services that wait too long, twelve counters at work with tickets on hold, and twelve alerts."""
    many(state, [31] * 17)
    for each in state["services"]:
        each["name"] = "Pengesahan dan Pengakuan Anak"
    busy = {
        "officer": "Ni Luh Putu Ayu Kusumawardhani", "ticket": "A1234", "state": "serving", "held": 2, "held_s": 0,
        "since": ago(state, minutes=16), "standard_minutes": 10, "reason": "Umum, giliran ke-1 dari 2:1.",
    }  # fmt: skip
    state["counters"] = [{**state["counters"][0], **busy, "number": each + 1} for each in range(12)]
    state["half_hours"] = [
        {"at": EIGHT_MS + each * 1_800_000, "arrivals": 400, "calls": each, "waiting": 80} for each in range(17)
    ]
    state["alerts"] = [alert(state, each) for each in range(12)]


def alert(state: Change, number: int, **changes: object) -> Change:
    told = {
        "id": number, "text": "Perekaman KTP-el: antre lebih dari 30 menit", "began": ago(state, minutes=4),
        "ended": None, "by": None, "seen_at": None, "mended_at": "",
    }  # fmt: skip
    return {**told, **changes}


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_seventeen_services_twelve_counters_and_twelve_alerts_fit_on_a_screen(
    hall: Hall, size: tuple[int, int]
) -> None:
    board = shown(hall, busy_day, usual=usual_day())
    board.set_viewport_size({"width": size[0], "height": size[1]})
    expect(board.get_by_test_id("counter-12")).to_be_in_viewport(ratio=1)
    board.wait_for_timeout(1100)  # the next second draws it anew

    expect(board.get_by_test_id("day-no-show")).to_be_in_viewport(ratio=1)
    assert board.evaluate("document.documentElement.scrollHeight <= innerHeight") is True
    expect(board.get_by_test_id("alerts-fold")).to_have_text("9 peringatan lagi")


def test_no_tile_is_too_narrow_for_what_it_says(hall: Hall) -> None:
    def change(state: Change) -> None:
        state["waiting"], state["longest_since"] = 2000, ago(state, hours=10)
        state["longest_stay"] = {"ticket": "A1234", "since": ago(state, hours=10)}

    board = shown(hall, change)
    expect(board.get_by_test_id("tile-longest-value")).to_have_text("600")

    found = {}
    for width in (320, 390, 800, 1280):
        board.set_viewport_size({"width": width, "height": 844})
        found[width] = board.evaluate(TOO_NARROW)

    assert found == {320: [], 390: [], 800: [], 1280: []}


def test_enter_closes_a_service_once_and_neither_folds_the_form_nor_opens_it_again(hall: Hall) -> None:
    service = hall.names.services["KTP"]
    board = hall.signed_in("tini", "/supervisor")

    board.get_by_test_id(f"row-{service}").press("Enter")
    board.get_by_test_id(f"close-{service}").press("Enter")
    expect(board.get_by_test_id("close-reason")).to_be_focused()
    board.keyboard.press("Enter")
    board.get_by_test_id("close-go").press("Enter")
    expect(board.get_by_test_id(f"why-{service}")).to_be_focused()
    board.keyboard.press("Enter")

    expect(board.get_by_test_id(f"reopen-{service}")).to_be_visible()
    expect(board.get_by_test_id("close-go")).to_have_count(0)


def test_a_clock_that_stands_behind_the_log_is_told(hall: Hall) -> None:
    """Of a small computer without a battery for its clock: guysoft/OctoPi #606."""
    desk = Desk(Database(hall.database_url), clock=lambda: system_clock() + timedelta(hours=1))
    with desk.transaction(1) as work:
        work.record(SignInRefused(officer_id=None))
    desk.database.close()

    board = hall.signed_in("tini", "/supervisor")

    expect(board.get_by_test_id("clock-behind")).to_contain_text("Setel jamnya")


def test_a_clock_that_was_set_is_told(hall: Hall) -> None:
    desk = Desk(Database(hall.database_url))
    with desk.transaction(1) as work:
        work.record(ClockJumped(by_s=-1080, how="steady"))
    desk.database.close()

    board = hall.signed_in("tini", "/supervisor")

    expect(board.get_by_test_id("clock-set")).to_contain_text("Jam server dimundurkan 18 menit pada pukul")
