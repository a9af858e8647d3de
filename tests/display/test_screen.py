"""The waiting room's screen: what stands where, and what it says when it is cut off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from tests.display.conftest import START, Screen, make_announcement, make_state
from tests.factories import moment_at

CALLS = [
    {"number": "F014", "counter": 12},
    {"number": "A001", "counter": 2},
]
MORE = [{"number": f"K00{place}", "counter": place} for place in range(1, 5)]
OPEN = [{**call, "state": "called"} for call in reversed(CALLS)]
CLOSED = [
    {
        "names": {"id": "KTP elektronik, Pindah", "en": "Identity card, Moving"},
        "reason": {"id": "sistem SIAK gangguan", "en": "the SIAK system is down"},
        "expected": {"id": "Diperkirakan buka pukul 14.30 WIB.", "en": "Expected to open at 14.30 WIB."},
    },
    {
        "names": {"id": "Akta", "en": "Certificates"},
        "reason": {"id": "listrik padam", "en": "there is no electricity"},
        "expected": None,
    },
]
LONG_CLOSED = [
    {
        "names": {"id": "Perekaman KTP-el, Cetak KTP-el (hilang, rusak, perubahan)", "en": ""},
        "reason": {"id": "sistem SIAK terganggu", "en": ""},
        "expected": {"id": "Diperkirakan buka Kamis, 26 November 2026 pukul 08.00 WIB.", "en": ""},
    }
]

AT_ONCE = "Math.random = () => 0;"  # of the displays that know of a new page this one loads it first

# Every piece of text that leaves its own part of the screen.
PARTS = ".head .hero .panel .last .waiting .closed-line .foot"
SPILLED = """parts => parts.split(" ").reduce((found, part) => {
    Array.from(document.querySelectorAll(part)).forEach(box => {
        const room = box.getBoundingClientRect();
        Array.from(box.querySelectorAll("*")).forEach(node => {
            const text = node.getBoundingClientRect();
            const isOut = text.right > room.right + 1 || text.bottom > room.bottom + 1 || text.top < room.top - 1;
            if (text.width > 0 && (isOut || room.bottom > innerHeight + 1)) { found.push(node.id || node.className); }
        });
    });
    return found;
}, [])"""


def test_the_newest_open_call_is_large_and_the_list_has_the_five_before_it(screen: Screen) -> None:
    screen.open(make_state(calling=OPEN, last=[*CALLS, *MORE]))

    rows = screen.page.locator(".last-row:not(.is-empty)").all_inner_texts()
    assert screen.page.locator("#hero-number, #hero-counter").all_inner_texts() == ["F014", "Loket 12"]
    assert [" ".join(row.split()) for row in rows] == [
        "A001 Loket 2", "K001 Loket 1", "K002 Loket 2", "K003 Loket 3", "K004 Loket 4",
    ]  # fmt: skip


def test_when_nobody_is_called_the_screen_invites_to_take_a_number(screen: Screen) -> None:
    screen.open(make_state(last=CALLS))

    assert screen.page.is_visible("#hero-idle")
    assert screen.page.is_hidden("#hero-call")


def waits(*names: str) -> list[dict[str, Any]]:
    return [{"group": name, "name": {"id": name}, "hue": "teal", "count": 127} for name in names]


def waiting(screen: Screen) -> list[str]:
    return [" ".join(cell.split()) for cell in screen.page.locator(".waiting-cell:visible").all_inner_texts()]


def test_the_waiting_are_counted_per_group_and_where_nobody_waits_nothing_is_told(screen: Screen) -> None:
    screen.open(make_state(100, waiting=waits("KTP-el", "Akta")))
    told = waiting(screen)

    screen.fire("state", make_state(101))

    assert told == ["KTP-el 127", "Akta 127"]
    assert screen.page.is_hidden("#waiting")


def test_more_groups_than_the_screen_has_room_for_take_turns(still: Screen) -> None:
    still.open(make_state(waiting=waits(*"ABCDEFGH")))
    seen = []

    for _ in range(3):
        seen.append([told[0] for told in waiting(still)])
        still.page.clock.run_for(13_000)

    assert seen == [list("ABCDEF"), list("GH"), list("ABCDEF")]


def test_a_service_closed_by_hand_is_told_in_a_line_at_the_foot(still: Screen) -> None:
    still.open(make_state(100))
    before = still.page.is_visible("#closed")

    still.fire("state", make_state(101, closed=CLOSED))
    told = {still.page.inner_text("#closed")}
    still.page.clock.run_for(11_000)
    told.add(still.page.inner_text("#closed"))
    still.fire("state", make_state(102))

    assert (before, still.page.is_visible("#closed")) == (False, False)
    assert told == {
        "Closed for now: KTP elektronik, Pindah: sistem SIAK gangguan. Diperkirakan buka pukul 14.30 WIB.",
        "Closed for now: Akta: listrik padam.",
    }


def test_an_older_state_than_the_shown_one_is_ignored(screen: Screen) -> None:
    screen.open(make_state(100, calling=OPEN, last=CALLS))

    screen.fire("state", make_state(99))

    assert screen.page.inner_text("#hero-number") == "F014"


def test_an_answer_that_a_newer_state_has_overtaken_is_ignored(screen: Screen) -> None:
    screen.open(make_state(100))

    screen.fire("connect")
    screen.fire("state", make_state(102, calling=OPEN, last=CALLS))
    screen.page.evaluate("state => wire.owed.forEach(answered => answered({state: state}))", make_state(101))

    assert screen.page.inner_text("#hero-number") == "F014"


def test_a_database_that_was_put_back_while_the_line_stood_is_found_by_its_beats(screen: Screen) -> None:
    screen.open(make_state(100, calling=OPEN, last=CALLS))
    screen.page.evaluate("state => { wire.answers.join = {state: state}; }", make_state(50))

    screen.fire("beat", {"seq": 99, "now": START})  # what was read before the shown state
    before = screen.page.inner_text("#hero-number")
    screen.fire("beat", {"seq": 50, "now": START})

    assert before == "F014"
    assert screen.page.is_visible("#hero-idle")


def test_the_clock_is_the_servers_time_in_the_offices_zone(screen: Screen) -> None:
    office = {"slug": "medan", "name": "Disdukcapil", "time_zone": "Asia/Jayapura", "zone_label": "WIT"}
    screen.stop_clock("2020-01-01T00:00:00+00:00")
    screen.open(make_state(now=moment_at("2026-11-22T15:05:10Z")), office=office)

    assert screen.page.inner_text(".time") == "00.05 WIT"
    assert screen.page.inner_text("#date") == "Monday, 23 November 2026"


def test_a_cut_line_shows_at_once_and_goes_when_the_wire_is_back(still: Screen) -> None:
    still.open(make_state())

    still.fire("disconnect")
    told = still.page.inner_text("#cut")
    still.rejoin(make_state())

    assert told == "Connection lost since 08.05 — reconnecting by itself"
    assert still.page.is_hidden("#cut")


def test_a_silent_wire_shows_the_cut_line_after_25_seconds(still: Screen) -> None:
    still.open(make_state())

    still.page.clock.run_for(24_000)
    before = still.page.is_visible("#cut")
    still.page.clock.run_for(3_000)

    assert (before, still.page.is_visible("#cut")) == (False, True)


def test_displays_that_try_again_never_fall_into_one_step(screen: Screen) -> None:
    screen.open(make_state())

    for _ in range(20):
        screen.fire("reconnect_attempt")
    longest_ms = screen.page.evaluate("wire.most_ms")

    assert len(set(longest_ms)) == 20
    assert all(1000 <= each <= 2000 for each in longest_ms)


def test_a_beat_ahead_of_the_screen_makes_it_join_again(still: Screen) -> None:
    still.open(make_state(100))

    still.fire("beat", {"seq": 100, "now": moment_at("2026-11-22T01:05:10Z")})
    still.fire("beat", {"seq": 101, "now": moment_at("2026-11-22T01:05:20Z")})

    assert still.emitted("join") == [{"room": "display", "office": "medan", "zone": "", "lang": "id"}]


@pytest.mark.parametrize("is_answering", [True, False])
def test_after_a_minute_without_a_beat_the_page_reloads_only_if_it_can_be_fetched(
    still: Screen, *, is_answering: bool
) -> None:
    still.open(make_state())
    still.page.evaluate("window.isOldPage = true")
    if not is_answering:
        still.page.route("**/display/medan", lambda route: route.abort())

    with still.page.expect_request("**/display/medan"):
        still.page.clock.run_for(61_000)  # and nothing more: it may leave the page at once
    if is_answering:
        still.page.wait_for_function("!window.isOldPage && window.Antrean")

    assert still.page.evaluate("Boolean(window.isOldPage)") is not is_answering


def test_a_new_build_reloads_the_idle_page(screen: Screen) -> None:
    screen.page.add_init_script(AT_ONCE)
    screen.open(make_state(), build="one")
    screen.page.evaluate("window.isOldPage = true")

    screen.rejoin(make_state(build="two"))
    screen.page.wait_for_function("!window.isOldPage && window.Antrean")

    assert screen.page.evaluate("Antrean.boot.build") == "one"


def test_weeks_of_states_add_nothing_to_the_page(screen: Screen) -> None:
    screen.open(make_state(100))
    before = screen.page.evaluate("document.querySelectorAll('*').length")

    stale = [make_announcement(1, age_s=99)]
    for seq in range(101, 160):
        screen.fire("state", make_state(seq, calling=OPEN, last=CALLS * 3, announcements=stale))

    assert screen.page.evaluate("document.querySelectorAll('*').length") == before


SCREENS = [(1920, 1080), (1280, 720), (3840, 2160), (1080, 1920), (1024, 768)]
FIGURES = {
    "kind": "figures",
    "title": {"id": "Hari ini"},
    "figures": [{"label": {"id": f"Angka {number}"}, "value": {"id": "128 orang"}} for number in range(6)],
}


def in_each_size(
    screen: Screen, sizes: Iterable[tuple[int, int]], slides: tuple[dict[str, Any], ...]
) -> Iterator[tuple[int, int]]:
    """The opened page in one size after another, each time with everything in its place."""
    if slides:
        screen.page.wait_for_selector("#panel:not([hidden])")
    for width, height in sizes:
        screen.page.set_viewport_size({"width": width, "height": height})
        screen.page.wait_for_function("([w, h]) => innerWidth === w && innerHeight === h", arg=[width, height])
        screen.page.clock.run_for(1000)  # the slide is fitted each second
        screen.await_fonts()
        yield width, height


# How tall the signs themselves are, as a share of the screen's height.
HEIGHTS = """() => ["hero-number", "hero-counter"].map(id => {
    const node = document.getElementById(id), pen = document.createElement("canvas").getContext("2d");
    const font = getComputedStyle(node);
    pen.font = `${font.fontWeight} ${font.fontSize} ${font.fontFamily}`;
    return pen.measureText("0").actualBoundingBoxAscent / innerHeight;
})"""


@pytest.mark.parametrize("slides", [(), (FIGURES,)], ids=["alone", "beside a slide"])
def test_nothing_is_cut_off_on_any_of_the_usual_screens(still: Screen, slides: tuple[dict[str, Any], ...]) -> None:
    still.slides(*slides)
    long = [{"number": f"M101{place}", "counter": 12} for place in range(6)]
    groups = waits("Pencatatan sipil, perkawinan dan perceraian", *"AFHKLMR")
    state: dict[str, Any] = {"last": long, "waiting": groups, "closed": LONG_CLOSED, "slides": "one"}
    still.open(make_state(calling=[{**long[0], "state": "called"}], **state), zone_name={"id": "Ruang A, lantai 1"})

    cut_off = {size: still.page.evaluate(SPILLED, PARTS) for size in in_each_size(still, SCREENS, slides)}
    assert cut_off == {size: [] for size in SCREENS}


@pytest.mark.parametrize("slides", [(), (FIGURES,)], ids=["alone", "beside a slide"])
def test_a_call_is_legible_at_eight_metres(still: Screen, slides: tuple[dict[str, Any], ...]) -> None:
    still.slides(*slides)
    still.open(make_state(calling=OPEN, last=CALLS, slides="one"))

    for size in in_each_size(still, SCREENS[:4], slides):
        number, counter = still.page.evaluate(HEIGHTS)
        assert (number >= 0.12, counter >= 0.06) == (True, True), (size, number, counter)


def test_an_office_that_is_closed_says_why_and_when_it_opens(screen: Screen) -> None:
    shut = {"id": "Tutup untuk hari ini. Buka besok pukul 08.00 WIB.", "en": "Closed for today."}
    screen.open(make_state(100, shut=shut))
    told = screen.page.inner_text("#hero-idle")

    screen.fire("state", make_state(101, shut=shut, calling=OPEN, last=CALLS))

    assert told == shut["id"]
    assert screen.page.inner_text("#hero-number") == "F014"


def test_a_display_asks_anew_each_minute_since_nobody_tells_it_that_an_hour_has_struck(still: Screen) -> None:
    still.open(make_state(100))

    for _ in range(7):
        still.page.clock.run_for(10_000)
        still.fire("beat", {"seq": 100, "now": moment_at("2026-11-22T01:05:10Z")})

    assert len(still.emitted("join")) == 1


def test_a_display_tells_once_a_minute_that_it_is_there_and_how_it_is_heard(still: Screen) -> None:
    still.open(make_state(100), build="one", zone="a")
    still.page.wait_for_function("!Antrean.clips.isLoading()")
    still.rejoin(make_state(100))

    for _ in range(7):
        still.page.clock.run_for(10_000)
        still.fire("beat", {"seq": 100, "now": moment_at("2026-11-22T01:05:10Z")})

    told = {"office": "medan", "kind": "display", "version": "one", "sound": "ok", "zone": "a"}
    key = still.page.evaluate("localStorage['antrean.screen']")
    assert still.emitted("here") == [{**told, "key": key}] * 2


def test_a_change_of_the_offices_look_reloads_the_idle_page(screen: Screen) -> None:
    screen.page.add_init_script(AT_ONCE)
    screen.open(make_state(100), look="first-look")
    screen.page.evaluate("window.isOldPage = true")
    page = screen.site.answers["/display/medan"]
    screen.site.answers["/display/medan"] = (page[0], page[1].replace("first-look", "other-look"))

    screen.fire("state", make_state(101, setup=2))
    screen.page.wait_for_function("!window.isOldPage && window.Antrean")

    assert screen.page.evaluate("Antrean.boot.look") == "other-look"
