"""What goes over the line to a display: all of it once, then what is new; and whoever comes late gets all of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.live import changes
from tests.databases import Databases
from tests.live.display import changed, shown_after
from tests.live.wire import Wire
from tests.people import Person
from tests.served import names, open_counter, server, take_number
from tests.servers.antrean import Antrean

LONG_S = 300  # however slow the machine, a call of this file is still told
ALWAYS = {"mark", "now", "seq", "since"}


@pytest.fixture(scope="module")
def office(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Antrean, str]]:
    folder = tmp_path_factory.mktemp("changes")
    url = databases.founded("sqlite", folder)
    with server(folder, url, live={"beat_s": 0.2}, display={"fresh_s": LONG_S}) as running:
        yield running, url


@pytest.fixture
def display(office: tuple[Antrean, str]) -> Iterator[Wire]:
    """One that was sent the whole by a push, as well."""
    with Wire(office[0].url) as wire:
        wire.join("display")
        press(office)
        wire.next()
        yield wire


def press(office: tuple[Antrean, str], service: str = "KTP") -> None:
    take_number(Person(office[0].url), names(office[1]).services[service])


@pytest.fixture(scope="module")
def wati(office: tuple[Antrean, str]) -> Person:
    return open_counter(office[0].url, "wati", names(office[1]).counters[1])


@pytest.fixture(scope="module")
def joko(office: tuple[Antrean, str]) -> Person:
    return open_counter(office[0].url, "joko", names(office[1]).counters[2])


def call(officer: Person) -> str:
    """Calls the next, after whoever was called before. Answers the number."""
    there = officer.get("/counter/state")["state"]["open"]
    for verb in ("start", "finish") if there else ():
        officer.post(f"/counter/{verb}", {"leg_id": there["leg_id"]})
    number: str = officer.post("/counter/call-next")[1]["open"]["number"]
    return number


def test_the_first_push_is_whole_and_the_next_has_only_what_changed(office: tuple[Antrean, str]) -> None:
    with Wire(office[0].url) as wire:
        joined = wire.join("display")["state"]
        press(office)
        first = wire.next("state")
        press(office)
        second = wire.next("change")

    assert set(first) == set(joined) - {"build"}
    assert set(second) == ALWAYS | {"waiting"}
    assert second["since"] == first["mark"]


def test_the_phrases_of_a_call_go_once(office: tuple[Antrean, str], display: Wire, wati: Person, joko: Person) -> None:
    call(wati)
    told = next_change(display, "say")
    press(office)
    unchanged = display.next("change")
    press(office, "AKTA")
    call(joko)
    more = next_change(display, "say")

    assert list(told["say"]) == [str(told["announcements"][-1]["seq"])]
    assert set(unchanged) == ALWAYS | {"waiting"}
    assert more["announcements"][:-1] == told["announcements"]
    assert list(more["say"]) == [str(more["announcements"][-1]["seq"])]


def next_change(display: Wire, field: str) -> dict[str, Any]:
    while field not in (found := display.next("change")):
        pass
    return found


def test_a_late_joiner_gets_all_of_it_and_follows_with_the_others(
    office: tuple[Antrean, str], display: Wire, wati: Person
) -> None:
    press(office)
    number = call(wati)
    display.state_where(lambda state: number in numbers(state))
    with Wire(office[0].url) as late:
        joined = late.join("display")["state"]
        press(office)
        after = late.next("change")
        others = display.next("change")

    assert number in numbers(joined)
    assert list(joined["say"]) == [str(each["seq"]) for each in joined["announcements"]]
    assert after == others
    assert after["since"] == joined["mark"]


def numbers(state: dict[str, Any]) -> list[str]:
    return [each["number"] for each in state["announcements"]]


CALLS = st.dictionaries(st.integers(1, 12), st.sampled_from(["A001", "B002", "F014"]), max_size=8)
STATES = st.builds(
    lambda calls, more: {
        **more, "announcements": [{"seq": seq, "number": number} for seq, number in sorted(calls.items())],
        "say": {str(seq): [number] for seq, number in sorted(calls.items())},
    },
    CALLS,
    st.fixed_dictionaries({
        "seq": st.integers(1, 5), "now": st.integers(1, 5), "shut": st.sampled_from([None, {"id": "Tutup"}]),
    }),
)  # fmt: skip


def marked(state: dict[str, Any]) -> dict[str, Any]:
    shown = {name: value for name, value in state.items() if name not in ("seq", "now", "mark")}
    return {**state, "mark": json.dumps(shown, sort_keys=True)}


@given(STATES, STATES)
def test_a_change_makes_of_one_state_exactly_the_other(one: dict[str, Any], other: dict[str, Any]) -> None:
    shown, whole = marked(one), marked(other)

    assert changed(shown, changes.change(shown, whole)) == whole


@given(st.lists(STATES, min_size=2, max_size=8), st.data())
def test_whatever_a_display_misses_it_shows_nothing_that_never_was(
    states: list[dict[str, Any]], chance: st.DataObject
) -> None:
    told = [marked(each) for each in states]
    shown = chance.draw(st.sampled_from(told))
    for before, after in pairwise(told):
        if chance.draw(st.booleans()):
            shown = shown_after(shown, changes.change(before, after)) or after

        assert shown["mark"] == marked(shown)["mark"]
        assert shown["mark"] in [each["mark"] for each in told]
