"""A kiosk without pairing has a limit, staff are warned where they work, and one press takes a flood out."""

from __future__ import annotations

from typing import Any

import pytest

from queue_app.domain.log.rights import DeviceKind
from queue_app.domain.queue.lifecycle import State
from queue_app.store.queue.tables import Leg
from queue_app.web.frame import flood
from tests.web.visitors import Site, Visitor


def press(site: Site, visitor: Visitor, count: int = 1, **more: Any) -> list[int]:
    """The answers to so many presses, each another one."""
    return [
        visitor.browser.post("/kiosk/uji/tickets", json=site.press(**more)).status_code for _ in range(count)
    ]  # fmt: skip


def told(visitor: Visitor, path: str) -> list[tuple[int, int]]:
    state: dict[str, Any] = visitor.get(path).get_json()["state"]
    return [(each["id"], each["waiting"]) for each in state["floods"]]


def test_an_address_that_takes_them_faster_than_people_can_is_stopped_and_staff_are_warned(site: Site) -> None:
    wati, tini = site.at_counter("wati"), site.signed_in("tini")

    answers = press(site, site.visitor(), 70)

    assert answers == [201] * 60 + [429] * 10
    assert (told(wati, "/counter/state"), told(tini, "/supervisor/state")) == ([(1, 60)], [(1, 60)])


def test_a_citizen_elsewhere_takes_a_number_as_always(site: Site) -> None:
    press(site, site.visitor(), 70)

    assert press(site, site.visitor()) == [201]


def test_one_press_of_an_officer_takes_the_flood_out_and_leaves_the_citizen(site: Site) -> None:
    press(site, site.visitor())
    press(site, site.visitor(), 61)
    wati = site.at_counter("wati")

    answer = wati.browser.post(
        "/floods/1/void", data={"csrf_token": wati.csrf()}, headers={"Referer": "http://localhost/counter"}
    )

    assert (answer.status_code, answer.location) == (302, "/counter")
    assert site.office.rows(Leg.state) == [State.WAITING, *[State.CANCELLED] * 60]
    assert told(wati, "/counter/state") == []


def test_a_stranger_voids_nothing(site: Site) -> None:
    press(site, site.visitor(), 61)
    stranger = site.visitor()

    assert stranger.browser.post("/floods/1/void", data={"csrf_token": stranger.csrf()}).status_code in {302, 401}
    assert set(site.office.rows(Leg.state)) == {State.WAITING}


def test_many_addresses_of_strangers_together_get_no_more_than_two(site: Site) -> None:
    answers = [press(site, site.visitor(), 50) for _ in range(4)]

    assert sum(each.count(201) for each in answers) == 2 * 60


def test_a_kiosk_that_was_there_before_works_on_behind_the_same_router(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk, stranger = site.visitor(), site.visitor()
    stranger.browser.environ_base["REMOTE_ADDR"] = kiosk.browser.environ_base["REMOTE_ADDR"]
    kiosk.get("/kiosk/uji")
    press(site, stranger, 70)
    as_stranger = press(site, kiosk)
    monkeypatch.setattr(flood, "GROWN_S", 0)

    assert (as_stranger, press(site, kiosk), press(site, stranger)) == ([429], [201], [429])


def test_a_seat_is_one_machine_and_has_the_limit_of_one(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flood, "GROWN_S", 0)
    kiosk = site.visitor()
    kiosk.get("/kiosk/uji")

    assert press(site, kiosk, 31) == [201] * 30 + [429]


def test_whoever_gathers_seats_has_no_more_than_a_hall_of_kiosks(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flood, "GROWN_S", 0)
    seats = [site.visitor() for _ in range(4)]
    for seat in seats:
        seat.browser.environ_base["REMOTE_ADDR"] = "10.200.0.1"
        seat.get("/kiosk/uji")

    assert sum(press(site, seat, 25).count(201) for seat in seats) == 60


def test_one_address_gets_few_seats_and_none_that_it_made_itself(site: Site) -> None:
    address = site.visitor().browser.environ_base["REMOTE_ADDR"]
    given = []
    for _ in range(12):
        visitor = site.visitor()
        visitor.browser.environ_base["REMOTE_ADDR"] = address
        given.append("Set-Cookie" in visitor.get("/kiosk/uji").headers)
    forger = site.visitor()
    forger.browser.set_cookie("antrean_seat_uji", "abc.def.ghi")

    assert given == [True] * 10 + [False] * 2
    assert press(site, forger) == [201]


def test_a_paired_kiosk_counts_for_itself_behind_whatever_router(site: Site) -> None:
    site.pairs_devices()
    first, second = (site.device(DeviceKind.KIOSK, name=name) for name in ("Kios 1", "Kios 2"))
    second.browser.environ_base["REMOTE_ADDR"] = first.browser.environ_base["REMOTE_ADDR"]

    assert press(site, first, 31) == [201] * 30 + [429]
    assert press(site, second) == [201]


def test_a_press_that_was_refused_or_answered_again_counts_for_nothing(site: Site) -> None:
    visitor, wish = site.visitor(), site.press()

    again = [visitor.browser.post("/kiosk/uji/tickets", json=wish).status_code for _ in range(70)]
    wrong = press(site, visitor, 70, party=99)

    assert (again, wrong) == ([201] + [200] * 69, [400] * 70)
    assert press(site, visitor) == [201]


def test_whoever_has_one_address_of_ipv6_has_its_whole_block(site: Site) -> None:
    answers = []
    for number in range(61):
        visitor = site.visitor()
        visitor.browser.environ_base["REMOTE_ADDR"] = f"2001:db8:0:1::{number + 1:x}"
        answers += press(site, visitor)

    assert answers == [201] * 60 + [429]


def test_numbers_that_are_real_stay_and_the_warning_goes(site: Site) -> None:
    press(site, site.visitor(), 61)
    tini = site.signed_in("tini")

    answer = tini.browser.post("/floods/1/keep", data={"csrf_token": tini.csrf()})

    assert (answer.location, told(tini, "/supervisor/state")) == ("/supervisor", [])
    assert set(site.office.rows(Leg.state)) == {State.WAITING}


def test_a_number_that_was_on_its_way_when_staff_were_warned_is_part_of_the_flood(site: Site) -> None:
    stranger, late = site.visitor(), site.press()
    office = site.office.desk.office(site.office.office_id)
    environ = {"REMOTE_ADDR": stranger.browser.environ_base["REMOTE_ADDR"]}
    with site.app.test_request_context("/kiosk/uji/tickets", environ_base=environ), flood.taking(office, None) as taken:
        press(site, stranger, 60)
        taken(site.office.issue(key=late["key"]).ticket_id)

    assert told(site.signed_in("tini"), "/supervisor/state") == [(1, 60)]
