"""What is spoken and what is not: fresh once, stale never, nothing twice."""

from __future__ import annotations

from tests.display.conftest import Screen, make_announcement, make_state


def test_the_first_opening_ever_is_silent(screen: Screen) -> None:
    screen.open(make_state(101, announcements=[make_announcement(101)]))

    assert screen.begun() == []
    assert screen.page.evaluate("localStorage['antrean.display.medan.spoken']") == "101"


def test_after_seconds_away_what_was_missed_and_is_fresh_is_spoken_in_order(screen: Screen) -> None:
    screen.open(make_state(100))

    missed = [make_announcement(105, "F002", age_s=2), make_announcement(103, "A001", age_s=4)]
    screen.rejoin(make_state(105, announcements=missed))
    screen.page.wait_for_function("Antrean.player.log.length === 2")

    assert screen.begun() == [103, 105]


def test_after_minutes_away_the_display_is_silent_and_right(screen: Screen) -> None:
    screen.open(make_state(100))

    stale = [make_announcement(101, age_s=300)]
    last = [{"number": "A001", "counter": 2}]
    screen.rejoin(make_state(101, announcements=stale, last=last, calling=[{**last[0], "state": "called"}]))

    assert screen.begun() == []
    assert screen.page.inner_text("#hero-number") == "A001"


def test_of_what_was_missed_only_that_is_spoken_which_no_other_display_has_spoken(screen: Screen) -> None:
    screen.open(make_state(100))

    missed = [make_announcement(101, age_s=8, is_heard=True), make_announcement(102, "F002", age_s=2)]
    screen.rejoin(make_state(102, announcements=missed))
    screen.page.wait_for_function("Antrean.player.log.length === 1")

    assert screen.begun() == [102]


def test_the_first_opening_speaks_what_is_still_to_come(screen: Screen) -> None:
    waiting = [make_announcement(101, age_s=3), make_announcement(102, "F002", age_s=-1)]
    screen.open(make_state(102, announcements=waiting))
    screen.page.wait_for_function("Antrean.player.log.length === 1")

    assert screen.begun() == [102]


def test_nothing_is_repeated_after_a_reconnect_or_with_each_state(screen: Screen) -> None:
    screen.open(make_state(100))
    state = make_state(101, announcements=[make_announcement(101)])

    screen.fire("state", state)
    screen.rejoin(state)
    screen.fire("state", {**state, "seq": 102})
    screen.wait_until_quiet()

    assert screen.begun() == [101]


def test_a_reload_speaks_what_is_left_and_repeats_nothing(still: Screen) -> None:
    still.open(make_state(100))
    still.page.wait_for_function("!Antrean.clips.isLoading()")
    calls = [make_announcement(101, "A001"), make_announcement(102, "F002")]
    still.fire("state", make_state(102, announcements=calls))
    still.page.wait_for_function("Antrean.player.log.length === 1")

    still.open(make_state(102, announcements=calls))
    still.page.wait_for_function("Antrean.player.log.length === 1")

    assert still.begun() == [102]


def test_what_a_database_numbers_anew_that_was_put_back_is_spoken(screen: Screen) -> None:
    screen.open(make_state(100))
    screen.fire("state", make_state(105, announcements=[make_announcement(105, is_heard=True, age_s=9)]))

    screen.rejoin(make_state(103, announcements=[make_announcement(103, "A001")]))
    screen.fire(
        "state", make_state(104, announcements=[make_announcement(103, "A001"), make_announcement(104, "F002")])
    )
    screen.page.wait_for_function("Antrean.player.log.length === 1")

    assert screen.begun() == [104]
    assert screen.page.evaluate("localStorage['antrean.display.medan.spoken']") == "104"


def test_a_log_started_again_from_zero_is_spoken_again(screen: Screen) -> None:
    screen.open(make_state(9000))

    screen.open(make_state(3))
    screen.fire("state", make_state(4, announcements=[make_announcement(4)]))
    screen.page.wait_for_function("Antrean.player.log.length === 1")

    assert screen.begun() == [4]
