"""A display that is sent only what changed shows the whole of it, and whatever it missed, nothing that never was."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Error

from queue_app.live import changes
from tests.display.conftest import START, Screen, State, make_announcement, make_state

LAST = [{"number": "F014", "counter": 12}]
FIRST, SECOND, THIRD = (make_announcement(seq, number) for seq, number in ((101, "A001"), (102, "F002"), (103, "A003")))
OPENED = make_state(100, last=LAST)
CALLED = make_state(
    101, last=LAST, announcements=[FIRST], waiting=[{"group": "A", "name": {"id": "A"}, "hue": "blue", "count": 3}]
)
AGAIN = make_state(
    102, announcements=[SECOND, THIRD], waiting=[{"group": "A", "name": {"id": "A"}, "hue": "blue", "count": 3}]
)


def plain(state: State) -> Any:
    """As it comes over the line."""
    return json.loads(json.dumps(state))


def send(screen: Screen, shown: State, whole: State) -> None:
    screen.fire("change", changes.change(shown, whole))


def shown(screen: Screen) -> Any:
    return screen.page.evaluate("Antrean.display.state")


def test_changes_one_after_the_other_are_shown_as_the_whole_would_be(screen: Screen) -> None:
    screen.open(OPENED)
    found = []

    for before, after in ((OPENED, CALLED), (CALLED, AGAIN)):
        send(screen, before, after)
        found.append(shown(screen))

    assert found == [plain(CALLED), plain(AGAIN)]
    assert screen.emitted("join") == []


def test_a_call_whose_phrases_came_with_a_change_is_spoken(still: Screen) -> None:
    still.open(OPENED)
    still.page.wait_for_function("!Antrean.clips.isLoading()")

    send(still, OPENED, CALLED)
    send(still, CALLED, make_state(102, announcements=[FIRST, SECOND]))
    still.run_until_quiet()

    assert still.page.evaluate("Antrean.player.log.map(call => [call.number, call.is_heard])") == [
        ["A001", True], ["F002", True],
    ]  # fmt: skip


def test_a_display_that_missed_a_change_asks_for_the_whole_and_shows_no_mixture(still: Screen) -> None:
    still.open(OPENED)

    send(still, CALLED, AGAIN)
    before, asked = shown(still), len(still.emitted("join"))
    still.page.evaluate("state => wire.owed.forEach(answered => answered({state: state}))", AGAIN)

    assert (before, asked, shown(still)) == (plain(OPENED), 1, plain(AGAIN))


def test_two_states_of_one_number_are_told_apart(still: Screen) -> None:
    later = make_state(100, last=LAST, now=START + 1000, shut={"id": "Tutup untuk hari ini."})
    still.open(later)

    send(still, OPENED, make_state(101, last=LAST))  # of which the shown one is not the beginning
    before = still.page.inner_text("#hero-idle")
    still.page.evaluate("state => wire.owed.forEach(answered => answered({state: state}))", make_state(101, last=LAST))

    assert before == "Tutup untuk hari ini."
    assert still.page.inner_text("#hero-idle") == "Please take a number at the ticket machine"


@pytest.mark.parametrize(("before", "after", "seq"), [(OPENED, CALLED, 102), (CALLED, {**AGAIN, "seq": 103}, 103)])
def test_what_an_answer_has_overtaken_is_ignored_and_what_it_holds_is_not_asked_for(
    still: Screen, before: State, after: State, seq: int
) -> None:
    still.open(OPENED)
    still.rejoin(AGAIN)
    asked = len(still.emitted("join"))

    send(still, before, after)

    assert shown(still) == {**plain(AGAIN), "seq": seq}
    assert len(still.emitted("join")) == asked


def test_an_answer_that_comes_after_a_change_does_not_take_it_back(still: Screen) -> None:
    still.open(OPENED)

    still.fire("connect")
    send(still, OPENED, CALLED)
    still.page.evaluate("state => wire.owed.forEach(answered => answered({state: state}))", OPENED)
    send(still, CALLED, AGAIN)

    assert shown(still) == plain(AGAIN)


def test_a_state_of_another_version_is_noticed_although_this_page_cannot_show_it(screen: Screen) -> None:
    screen.page.add_init_script("Math.random = () => 0;")
    screen.open(OPENED, build="one")
    screen.page.evaluate("window.isOldPage = true")
    older = {name: value for name, value in CALLED.items() if name not in ("say", "mark")}

    with pytest.raises(Error, match="undefined"):
        screen.rejoin({**older, "build": "two"})

    screen.page.wait_for_function("!window.isOldPage && window.Antrean")
