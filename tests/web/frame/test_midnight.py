"""Midnight of the office (17.00 UTC in Jakarta) before open screens: the new day is there without loading them anew."""

from __future__ import annotations

from typing import Any

import pytest
from flask_socketio import SocketIO, SocketIOTestClient

from queue_app.actions.queue import counter
from queue_app.daily import DayWatch
from queue_app.live import feed
from tests.factories import moment_at
from tests.live.display import changed
from tests.web.visitors import Site

EVENING, NIGHT = "2026-11-23 23:58:00", "2026-11-24 00:00:20"


@pytest.fixture
def evening(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A counter that has served A001, and A002 waits; the feed looks at nothing by itself."""
    monkeypatch.setattr(SocketIO, "start_background_task", lambda *_task: None)
    site.office.clock.set_local(EVENING)
    site.office.open_counter()
    for _ in range(2):
        site.office.issue()
    site.office.served(minutes=0)
    return site


class Screen:
    """One screen on its live line."""

    def __init__(self, site: Site, room: str, **more: str) -> None:
        who = site.signed_in({"desk": "wati"}.get(room, "tini"))
        live: SocketIO = site.app.extensions["socketio"]
        self._line: SocketIOTestClient = live.test_client(site.app, flask_test_client=who.browser)
        said = {"room": room, "office": "uji", "page": who.csrf(), **more}
        self._said = said
        self.join()

    def join(self) -> None:
        self.state: dict[str, Any] = self._line.emit("join", self._said, callback=True)["state"]

    def hears(self, *names: str) -> list[Any]:
        """Those of the newest state that it was sent; its own until then."""
        for each in self._line.get_received():
            if each["name"] == "state":
                self.state = each["args"][0]
            if each["name"] == "change":
                self.state = changed(self.state, each["args"][0])
        return [self.state[name] for name in names]


def look_at_the_clock(site: Site) -> None:
    """What the office's feed does every second."""
    site.app.extensions["antrean.live"]._feeds[site.office.office_id]._round()


def test_every_open_screen_turns_to_the_new_day_at_midnight(evening: Site) -> None:
    token = evening.office.issue("AKTA").token
    display, kiosk, desk, board, phone = (
        Screen(evening, "display"), Screen(evening, "kiosk"), Screen(evening, "desk"), Screen(evening, "board"),
        Screen(evening, "ticket", token=token),
    )  # fmt: skip
    before = display.hears("waiting") + desk.hears("office_waiting", "finished_today") + phone.hears("state")

    evening.office.clock.set_local(NIGHT)
    DayWatch(evening.office.desk, note_days=30).look()
    look_at_the_clock(evening)

    assert [[each["count"] for each in before[0]], *before[1:]] == [[2], 2, 1, "waiting"]
    assert display.hears("last", "calling") == [[], []]
    assert display.hears("waiting") == [[]]
    assert [each["waiting"] for each in kiosk.hears("services")[0]] == [0, 0]
    assert desk.hears("office_waiting", "finished_today", "desk", "next") == [0, 0, None, []]
    assert board.hears("now") == phone.hears("now")
    assert phone.hears("state", "carried") == ["expired", None]


def test_a_midnight_of_which_no_event_tells_is_seen_as_well(evening: Site) -> None:
    evening.office.served(minutes=0)
    display, kiosk = Screen(evening, "display"), Screen(evening, "kiosk")
    look_at_the_clock(evening)
    before = [each["number"] for each in display.hears("last")[0]]
    seq = kiosk.hears("seq")

    evening.office.clock.set_local(NIGHT)
    look_at_the_clock(evening)

    assert (before, display.hears("last")) == (["A002", "A001"], [[]])
    assert (kiosk.hears("seq"), kiosk.hears("now")) == (seq, [moment_at("2026-11-23T17:00:20Z")])


def test_what_a_display_finds_new_by_the_clock_alone_when_it_joins_the_others_are_told(
    evening: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "VOICE_GAP_S", 0.0)
    evening.office.call_next()
    display, other = Screen(evening, "display"), Screen(evening, "display")
    look_at_the_clock(evening)
    called = display.hears("announcements")[0]

    evening.office.clock.tick(seconds=60)
    look_at_the_clock(evening)
    before = display.hears("announcements")[0]
    other.join()
    look_at_the_clock(evening)

    assert (called != [], before, other.state["announcements"]) == (True, called, [])
    assert display.hears("mark", "seq") == [other.state["mark"], other.state["seq"]]


def test_numbers_start_anew_and_the_first_of_the_new_day_is_the_next_one(evening: Site) -> None:
    desk = Screen(evening, "desk")
    evening.office.clock.set_local(NIGHT)
    DayWatch(evening.office.desk, note_days=30).look()
    evening.office.open_counter()

    new = evening.office.issue()
    look_at_the_clock(evening)

    assert (new.shown, new.ahead) == ("A001", 0)
    assert [each["number"] for each in desk.hears("next")[0]] == ["A001"]
    assert evening.office.call_next().shown == "A001"


def test_what_is_open_at_the_counter_over_midnight_is_still_there_to_be_ended(evening: Site) -> None:
    leg = evening.office.do(counter.start, evening.office.call_next())
    desk, display = Screen(evening, "desk"), Screen(evening, "display")

    evening.office.clock.set_local(NIGHT)
    DayWatch(evening.office.desk, note_days=30).look()
    look_at_the_clock(evening)

    assert desk.hears("open")[0]["number"] == "A002"
    assert display.hears("calling", "last") == [[], []]
    evening.office.do(counter.finish, leg)
