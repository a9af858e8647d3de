"""Slides, videos and the running text: they take turns, step back for a call, and can be stopped."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import Route

from tests.display.conftest import Screen, make_announcement, make_state

MAKLUMAT = {"kind": "maklumat", "title": {"id": "Maklumat"}, "text": {"id": "Kami melayani sesuai standar."}}
FIGURES = {"kind": "figures", "title": {"id": "Hari ini"},
           "figures": [{"name": "served", "label": {"id": "Dilayani"}, "value": {"id": "12 orang"}}]}  # fmt: skip
WAITS = {**FIGURES, "figures": [{"name": "waiting", "label": {"id": "Menunggu"}, "value": {"id": "18"}},
         {"name": "longest", "label": {"id": "Paling lama"}, "value": {"id": "12 menit"}}]}  # fmt: skip
# Of the call and the slide, as a share of their room.
WIDTHS = """() => ["hero", "panel"].map(id => document.getElementById(id))
    .map(box => box.clientWidth / box.parentNode.clientWidth)"""
HOLIDAYS = {"kind": "holidays", "title": {"id": "Hari libur"},
            "days": [{"day": {"id": "Jumat, 25 Desember 2026"}, "name": "Hari Raya Natal"}]}  # fmt: skip
CLOSING = {"kind": "closing", "title": {"id": "Jam buka"}, "lines": [{"id": "Hari ini: 08.00–16.00"}]}
VIDEO = {"kind": "video", "url": "/static/none.mp4", "has_sound": True}
LATER = {"kind": "of another build"}
FROM = "parseFloat(document.getElementById('ticker-line').style.getPropertyValue('--from'))"
FRAME = "document.getElementById('ticker').clientWidth"
# How far the running text goes, and in how many seconds.
PASSES = """() => {
    const style = document.getElementById("ticker-line").style;
    const ends = ["--from", "--to"].map(name => parseFloat(style.getPropertyValue(name)));
    return [ends[0] - ends[1], parseFloat(style.animationDuration)];
}"""
STANDS = "document.getElementById('video').paused"
# Browsers round a height and what it holds each its own way.
FITS = "(sheet => sheet.scrollHeight <= sheet.clientHeight + 1)(document.getElementById('sheet'))"
# Says when the page has read what it was answered.
ANSWERED = """() => {
    const own = XMLHttpRequest.prototype.send;
    XMLHttpRequest.prototype.send = function () {
        this.addEventListener("loadend", () => { window.isAnswered = true; });
        own.apply(this, arguments);
    };
}"""
LINES = ["Jumat, 4 Desember: loket buka sampai pukul 11.00.", "Missed your number? Please speak to an officer."]
TICKER = [{"lang": "id", "text": LINES[0]}, {"lang": "en", "text": LINES[1]}]


NOTE_PANEL = """window.panels = ["shown"];
    new MutationObserver(() => {
        const is = document.getElementById("panel").hidden ? "hidden" : "shown";
        if (panels[panels.length - 1] !== is) panels.push(is);
    }).observe(document.getElementById("panel"), { attributeFilter: ["hidden"] })"""


def open_with(screen: Screen, *slides: dict[str, Any], **room: Any) -> None:
    screen.stop_clock()
    screen.slides(*slides)
    screen.open(make_state(100, slides="one"), room={"slide_s": 5, "ticker": TICKER, **room})
    screen.await_fonts()
    if slides:
        screen.page.wait_for_function("Antrean.boot && !document.getElementById('panel').hidden")


def test_without_slides_the_call_has_the_room_to_itself(screen: Screen) -> None:
    open_with(screen)

    assert screen.page.is_hidden("#panel")


@pytest.mark.parametrize(("slide", "told"), [
    (MAKLUMAT, "Maklumat Kami melayani sesuai standar."), (FIGURES, "Hari ini Dilayani 12 orang"),
    (HOLIDAYS, "Hari libur Jumat, 25 Desember 2026 Hari Raya Natal"), (CLOSING, "Jam buka Hari ini: 08.00–16.00"),
])  # fmt: skip
def test_each_kind_of_slide_says_what_it_has_to_say(screen: Screen, slide: dict[str, Any], told: str) -> None:
    open_with(screen, slide)

    assert " ".join(screen.page.inner_text("#sheet").split()) == told


def test_slides_take_turns_and_a_kind_of_a_later_build_is_passed_over(screen: Screen) -> None:
    open_with(screen, MAKLUMAT, LATER, FIGURES)

    seen = []
    for _ in range(3):
        seen.append(screen.page.inner_text("#sheet-title"))
        screen.page.clock.run_for(6500)

    assert seen == ["Maklumat", "Hari ini", "Maklumat"]


def test_while_a_call_is_spoken_it_has_the_place_of_the_slides_and_none_of_their_time_passes(screen: Screen) -> None:
    open_with(screen, MAKLUMAT, FIGURES, slide_s=2)
    screen.page.wait_for_function("!Antrean.clips.isLoading()")

    screen.fire("state", make_state(101, slides="one", announcements=[make_announcement(101)]))
    screen.page.clock.run_for(3500)
    during = (screen.page.is_hidden("#panel"), screen.page.text_content("#sheet-title"))
    screen.run_until_quiet()
    after = (screen.page.is_hidden("#panel"), screen.page.inner_text("#sheet-title"))
    screen.page.clock.run_for(3000)

    assert (during, after) == ((True, "Maklumat"), (False, "Maklumat"))
    assert screen.page.inner_text("#sheet-title") == "Hari ini"


@pytest.mark.slow("two calls, by a clock of the test's own")
def test_between_two_calls_that_follow_each_other_no_slide_flashes_up(screen: Screen) -> None:
    open_with(screen, MAKLUMAT)
    screen.page.wait_for_function("!Antrean.clips.isLoading()")
    screen.page.evaluate(NOTE_PANEL)

    calls = [make_announcement(101), make_announcement(102, number="K 007")]
    screen.fire("state", make_state(102, slides="one", announcements=calls))
    screen.run_until_quiet()
    screen.page.clock.run_for(4000)

    assert screen.begun() == [101, 102]
    assert screen.page.evaluate("panels") == ["shown", "hidden", "shown"]


def test_a_video_stands_still_while_a_call_is_spoken_and_goes_on_behind_it(screen: Screen) -> None:
    screen.page.route("**/none.mp4", lambda _route: None)  # it stays on its way
    open_with(screen, VIDEO)
    screen.page.wait_for_function("!Antrean.clips.isLoading()")

    screen.fire("state", make_state(101, slides="one", announcements=[make_announcement(101)]))
    during = screen.page.evaluate(STANDS)
    screen.run_until_quiet()

    assert (during, screen.page.evaluate(STANDS)) == (True, False)


def test_a_video_that_cannot_be_played_gives_way_to_the_next(screen: Screen) -> None:
    open_with(screen, VIDEO, MAKLUMAT)
    screen.page.wait_for_selector("#sheet", state="visible")

    screen.page.clock.run_for(20_000)

    assert (screen.page.is_visible("#sheet"), screen.page.is_hidden("#video")) == (True, True)


def test_a_video_that_never_comes_gives_way_to_the_next(screen: Screen) -> None:
    screen.page.route("**/none.mp4", lambda _route: None)  # it stays on its way
    open_with(screen, VIDEO, MAKLUMAT)
    before = screen.page.is_visible("#video")

    screen.page.clock.run_for(16_500)

    assert (before, screen.page.is_visible("#sheet"), screen.page.is_hidden("#video")) == (True, True, True)


def test_new_slides_are_fetched_when_the_state_names_another_version(screen: Screen) -> None:
    open_with(screen, MAKLUMAT)

    screen.slides(FIGURES)
    screen.fire("state", make_state(101, slides="two"))
    screen.page.wait_for_function("document.getElementById('sheet-title').textContent === 'Hari ini'")

    assert screen.page.inner_text(".sheet-row:not([hidden])").split() == ["Dilayani", "12", "orang"]


def test_a_long_pledge_is_set_smaller_rather_than_cut_off(screen: Screen) -> None:
    open_with(screen, {**MAKLUMAT, "text": {"id": "Kami melayani sesuai standar yang berlaku. " * 20}})

    assert screen.page.evaluate(FITS) is True


def late(route: Route) -> None:
    time.sleep(0.5)
    route.continue_()


def test_a_sheet_that_came_before_the_font_is_fitted_anew(screen: Screen) -> None:
    screen.stop_clock()
    screen.slides({**MAKLUMAT, "text": {"id": "Kami melayani sesuai standar yang berlaku. " * 20}})
    screen.page.route("**/*.woff2", late)
    screen.open(make_state(100, slides="one"))
    screen.page.wait_for_selector("#sheet", state="visible")
    screen.await_fonts()

    assert screen.page.evaluate(FITS) is True


def test_the_lines_of_the_running_text_take_turns(screen: Screen) -> None:
    open_with(screen, ticker=[{"lang": "id", "text": text} for text in LINES])

    seen = []
    for _ in range(3):
        seen.append(screen.page.inner_text("#ticker"))
        screen.page.clock.run_for(10_500)  # nine seconds, and the second in which the turn is looked at

    assert seen == [LINES[0], LINES[1], LINES[0]]


def test_a_line_longer_than_the_screen_takes_several_turns_and_loses_no_word(screen: Screen) -> None:
    long = " ".join(f"kata{number}" for number in range(60))
    open_with(screen, ticker=[{"lang": "id", "text": long}])

    seen = []
    for _ in range(6):
        seen.append(screen.page.inner_text("#ticker").replace("…", "").split())
        screen.page.clock.run_for(9500)

    assert {word for words in seen for word in words} == set(long.split())
    assert len(seen[0]) < 60


def test_a_moving_text_passes_no_faster_than_70_pixels_a_second_at_1080_lines(screen: Screen) -> None:
    open_with(screen, ticker_moves=True)

    speeds = []
    for width, height in ((1280, 720), (1920, 1080), (3840, 2160), (1080, 1920)):
        screen.page.set_viewport_size({"width": width, "height": height})
        screen.page.wait_for_function(f"width => innerWidth === width && {FROM} === {FRAME}", arg=width)
        way_px, seconds = screen.page.evaluate(PASSES)
        speeds.append(way_px / seconds * 1080 / min(width, height))

    assert [30 <= each <= 70 for each in speeds] == [True] * 4, speeds


def test_where_somebody_asked_for_less_motion_the_lines_take_turns(screen: Screen) -> None:
    screen.page.emulate_media(reduced_motion="reduce")
    open_with(screen, ticker_moves=True)

    assert screen.page.inner_text("#ticker") == LINES[0]
    assert screen.page.evaluate("document.getElementById('ticker-line').className") == "ticker-line"


@pytest.mark.parametrize("how", ["Enter", "click", "button"])
def test_everything_that_moves_can_be_stopped_and_goes_on(screen: Screen, how: str) -> None:
    open_with(screen, MAKLUMAT, FIGURES, ticker_moves=True)

    def touch() -> None:
        if how == "Enter":
            screen.page.keyboard.press("Enter")
        elif how == "click":
            screen.page.evaluate("document.getElementById('ticker').click()")
        else:
            screen.page.mouse.move(100, 100)
            screen.page.click("#pause")

    running = "document.getElementById('ticker-line').style.animationPlayState"
    touch()
    stopped = screen.page.evaluate(running)
    screen.page.clock.run_for(12_000)
    title = screen.page.inner_text("#sheet-title")
    touch()
    screen.page.clock.run_for(7000)

    assert (stopped, title) == ("paused", "Maklumat")
    assert (screen.page.evaluate(running), screen.page.inner_text("#sheet-title")) == ("running", "Hari ini")


def test_what_a_hand_can_do_is_seen_only_after_a_touch(screen: Screen) -> None:
    open_with(screen)
    opacity = "getComputedStyle(document.querySelector('.controls')).opacity"

    before = screen.page.evaluate(opacity)
    screen.page.mouse.move(200, 200)
    shown = screen.page.evaluate(opacity)
    screen.page.clock.run_for(9000)

    assert (before, shown, screen.page.evaluate(opacity)) == ("0", "1", "0")


BROKEN = {"kind": "picture", "url": "/static/none.png", "seconds": 5}
PICTURE = {"kind": "picture", "url": "/static/favicon.svg", "seconds": 5}


def test_a_picture_that_cannot_be_shown_leaves_the_room_to_the_call_and_is_tried_again(screen: Screen) -> None:
    screen.stop_clock()
    screen.slides(BROKEN)
    with screen.page.expect_response("**/none.png"):
        screen.open(make_state(100, slides="one"))
    screen.page.wait_for_selector("#panel", state="hidden")

    with screen.page.expect_response("**/none.png"):
        screen.page.clock.run_for(302_000)

    screen.page.wait_for_selector("#panel", state="hidden")


def test_the_slide_of_figures_never_contradicts_the_waits_beneath_it(screen: Screen) -> None:
    open_with(screen, WAITS)
    told = []
    for seq, counts in ((101, {"A": 16, "F": 3}), (102, {"A": 15, "F": 3}), (103, {"A": 0, "F": 0})):
        waiting = [
            {"group": name, "name": {"id": name}, "hue": "blue", "count": count} for name, count in counts.items()
        ]
        screen.fire("state", make_state(seq, slides="one", waiting=waiting))
        told.append(" ".join(screen.page.inner_text("#sheet").split()))

    assert told == ["Hari ini Menunggu 19 Paling lama 12 menit", "Hari ini Menunggu 18 Paling lama 12 menit",
                    "Hari ini Menunggu 0"]  # fmt: skip


def test_until_somebody_was_called_there_is_no_list_of_those_who_were(screen: Screen) -> None:
    open_with(screen, FIGURES)

    assert screen.page.is_hidden(".last")
    assert screen.page.evaluate(WIDTHS) == [1, 1]


def test_a_picture_that_cannot_be_shown_is_passed_over(screen: Screen) -> None:
    open_with(screen, MAKLUMAT, BROKEN, FIGURES)

    screen.page.clock.run_for(6500)
    screen.page.wait_for_function("document.getElementById('sheet-title').textContent === 'Hari ini'")

    assert (screen.page.is_visible("#sheet"), screen.page.is_hidden("#picture")) == (True, True)


def test_new_figures_do_not_begin_the_list_again(screen: Screen) -> None:
    open_with(screen, MAKLUMAT, FIGURES, HOLIDAYS)
    screen.page.clock.run_for(6500)

    screen.page.evaluate(ANSWERED)
    screen.fire("state", make_state(101, slides="two"))
    screen.page.wait_for_function("window.isAnswered")
    seen = [screen.page.inner_text("#sheet-title")]
    screen.page.clock.run_for(6500)
    seen.append(screen.page.inner_text("#sheet-title"))

    assert seen == ["Hari ini", "Hari libur"]
