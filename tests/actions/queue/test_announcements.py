"""What the room is to hear: each call at its turn, one after another in a hall, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queue_app.actions.citizen.privacy import keeping
from queue_app.actions.hall import announcements as hall_announcements
from queue_app.actions.hall import presence
from queue_app.actions.office import setup
from queue_app.actions.queue import absences, calls, corrections, counter
from queue_app.actions.queue.counter import Finish
from queue_app.domain.hall.room import RoomRules
from queue_app.domain.log.rights import DeviceKind, Role
from queue_app.domain.office.plan import CounterPlan, OfficePlan, OfficerPlan, ZonePlan
from queue_app.screens import board, display, unheard
from queue_app.screens import desk as desk_screen
from queue_app.screens.state import plain
from queue_app.store.hall.tables import Announcement
from queue_app.store.office.accounts import SignedIn
from queue_app.store.queue import visitors
from queue_app.store.queue.tickets import TicketLeg
from tests.factories import MORNING, PASSWORD, make_plan
from tests.offices import Office

COUNTERS = 14
UNHEARD_S = 10
ZONES = [ZonePlan("kiri", "Kiri", "Left", hall="satu"), ZonePlan("kanan", "Kanan", "Right", hall="dua")]


def large_plan() -> OfficePlan:
    """Counters for everything: 1 to 4 and from 9 on on the left, 5 to 7 on the right, 8 in no zone."""
    zones = ["kiri"] * 4 + ["kanan"] * 3 + [""] + ["kiri"] * 6
    return replace(
        make_plan(slug="aula", tag="-aula"),
        zones=ZONES,
        counters=[CounterPlan(number, ["KTP", "AKTA"], zone=zone) for number, zone in enumerate(zones, start=1)],
        officers=[OfficerPlan(f"petugas{n}-aula", f"Petugas {n}", PASSWORD) for n in range(1, COUNTERS + 1)],
    )


@pytest.fixture
def hall(found_another: Callable[..., Office]) -> Iterator[Office]:
    office = found_another(large_plan(), tag="-aula")
    for number in range(1, COUNTERS + 1):
        office.open_counter(number, by=f"petugas{number}")
    yield office
    office.check()


def call_at(office: Office, number: int) -> TicketLeg:
    """A new ticket is called to the counter; whoever was there before is done."""
    officer = f"petugas{number}"
    with office.desk.reading() as connection:
        before = [each for each in visitors.at_counters(connection, office.office_id)
                  if each.leg.counter_id == office.counters[number]]  # fmt: skip
    for each in before:
        office.do(counter.finish, office.do(counter.start, each, by=officer), by=officer)
    office.issue()
    return office.call_next(by=officer)


def announced(office: Office) -> Sequence[Any]:
    with office.desk.reading() as connection:
        columns = Announcement.__table__.columns
        mine = columns.office_id == office.office_id
        return connection.execute(columns.id.table.select().where(mine).order_by(columns.seq)).all()


def shown(office: Office, zone: str = "", *, fresh_s: int = 20) -> dict[str, Any]:
    with office.desk.reading() as connection:
        key = office.desk.office(office.office_id)
        found = display.display_state(connection, key, now=office.clock.now, fresh_s=fresh_s, zone=zone)
    told: dict[str, Any] = plain(found)
    return told


def to_say(office: Office, zone: str = "") -> list[str]:
    return [each["number"] for each in shown(office, zone)["announcements"]]


def speaking(office: Office, sound: str = "ok") -> None:
    """The office has a display, seen just now."""
    presence.seen(
        office.desk, office.office_id, key="tv", kind=DeviceKind.DISPLAY, version="1", sound=sound, zone="",
        device_id=None,
    )  # fmt: skip


def missed(office: Office) -> list[int]:
    with office.desk.reading() as connection:
        found = unheard.unheard(connection, office.office_id, now=office.clock.now, unheard_s=UNHEARD_S)
    return [each.leg_id for each in found]


BURSTS = st.lists(st.tuples(st.floats(0, 30), st.integers(1, COUNTERS)), min_size=1, max_size=12)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bursts=BURSTS)
def test_in_a_hall_no_two_are_ever_spoken_at_once_and_their_order_is_kept(
    hall: Office, bursts: list[tuple[float, int]]
) -> None:
    for pause_s, number in bursts:
        hall.clock.tick(seconds=pause_s)
        call_at(hall, number)

    rows = announced(hall)
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert all(row.at <= row.starts_at < row.ends_at < row.due_at for row in rows)
    for name in ("satu", "dua"):
        heard_there = [row for row in rows if row.hall in (name, "*")]
        assert all(one.ends_at <= other.starts_at for one, other in pairwise(heard_there))


def test_a_call_into_a_quiet_hall_is_spoken_at_once(hall: Office) -> None:
    call_at(hall, 1)
    hall.clock.tick(minutes=1)
    call_at(hall, 1)

    assert [row.starts_at - row.at for row in announced(hall)] == [timedelta(), timedelta()]


def test_two_halls_do_not_wait_for_each_other(hall: Office) -> None:
    for number in (1, 5, 2):
        call_at(hall, number)

    left, right, second = announced(hall)
    assert (left.hall, right.hall) == ("satu", "dua")
    assert left.starts_at == right.starts_at
    assert second.starts_at == left.ends_at


def test_a_counter_of_no_zone_is_heard_everywhere_and_waits_for_every_hall(hall: Office) -> None:
    for number in (1, 5, 8, 5):
        call_at(hall, number)

    left, right, everywhere, after = announced(hall)
    assert everywhere.starts_at == max(left.ends_at, right.ends_at)
    assert after.starts_at == everywhere.ends_at


def test_a_display_hears_and_shows_exactly_the_calls_of_its_zone(hall: Office) -> None:
    numbers = {number: call_at(hall, number).shown for number in (1, 5, 8)}

    assert to_say(hall, "kiri") == [numbers[1], numbers[8]]
    assert to_say(hall, "kanan") == [numbers[5], numbers[8]]
    assert [each["counter"] for each in shown(hall, "kanan")["last"]] == [8, 5]
    assert to_say(hall) == list(numbers.values()) == to_say(hall, "a zone that was taken out")


def test_a_zone_tells_who_waits_for_the_services_of_its_counters(
    found_another: Callable[..., Office],
) -> None:
    plan = replace(
        make_plan(slug="aula", tag="-aula"), zones=ZONES,
        counters=[CounterPlan(1, ["KTP"], zone="kiri"), CounterPlan(2, ["AKTA"], zone="kanan")],
    )  # fmt: skip
    office = found_another(plan, tag="-aula")
    office.issue("AKTA")

    waiting = [shown(office, zone)["waiting"] for zone in ("kiri", "kanan", "")]

    general = {"group": "umum", "name": {"id": "Umum", "en": "General"}, "hue": "blue", "count": 1}
    assert waiting == [[], [general], [general]]


def test_a_state_holds_the_next_eight_and_the_others_follow(hall: Office) -> None:
    called = [call_at(hall, number).shown for number in (*range(1, 5), *range(9, 15))]

    assert to_say(hall) == called[:8]
    hall.clock.now = announced(hall)[9].starts_at
    assert to_say(hall) == called[-2:]


def test_what_is_said_follows_the_rules_of_the_office(hall: Office) -> None:
    rules = RoomRules(reading="number", languages="en id", repeat=1, chime=False, rate_pct=125)
    call_at(hall, 1)
    setup.change(hall.desk, hall.office_id, by=None, edit=lambda plan: replace(plan, room=rules))
    hall.clock.tick(minutes=5)

    call_at(hall, 2)

    (said,) = shown(hall)["say"].values()
    usual, brief = announced(hall)
    assert [each["lang"] for each in said] == ["en", "id"]
    assert said[1]["phrases"] == (("nomor-antrean",), ("a",), ("dua",), ("silakan-menuju", "loket", "dua"))
    assert brief.ends_at - brief.starts_at < usual.ends_at - usual.starts_at


def test_a_clock_that_is_set_back_makes_nobody_wait_for_it(hall: Office) -> None:
    call_at(hall, 1)
    hall.clock.tick(hours=-1)
    call_at(hall, 1)

    assert announced(hall)[1].starts_at == hall.clock.now


def test_every_way_of_calling_is_announced(office: Office) -> None:
    office.open_counter()
    first, _second, third = (office.issue() for _ in range(3))
    called = office.do(counter.recall, office.call_next())
    said = to_say(office)
    office.do(counter.no_show, called)
    officer_id = office.officers["wati"]
    picked = calls.call_ticket(
        office.desk, office.office_id, leg_id=max(office.legs()), reason="darurat", officer_id=officer_id
    )
    said += to_say(office)
    office.do(counter.no_show, picked)
    calls.call_service(
        office.desk, office.office_id, service_id=office.services["KTP"], reason="darurat", officer_id=officer_id
    )

    assert said + to_say(office) == [first.shown, first.shown, third.shown, "A002"]


def test_who_stays_at_the_counter_for_the_next_service_is_not_called_aloud(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.do(counter.start, office.call_next())

    office.do(counter.finish, leg, done=Finish(next_service_id=office.services["AKTA"], stay=True))

    assert [each.seq for each in announced(office)] == [1]


@pytest.mark.parametrize("end", [counter.no_show, absences.cancel])
def test_a_call_that_is_over_is_spoken_no_more(office: Office, end: Callable[..., TicketLeg]) -> None:
    office.open_counter(1)
    office.open_counter(2, by="joko")
    for service in ("KTP", "AKTA"):
        office.issue(service)
    first = office.call_next()
    second = office.call_next(by="joko")  # while the first one sounds
    before = to_say(office)

    office.do(end, second, by="joko")

    assert (before, shown(office)["over"]) == ([first.shown, second.shown], [2])
    assert second.shown not in to_say(office)


def test_a_service_that_begins_too_early_takes_no_call_from_the_room(office: Office) -> None:
    office.open_counter()
    office.issue()
    called = office.call_next()

    office.do(counter.finish, office.do(counter.start, called))

    assert (to_say(office), shown(office)["over"]) == ([called.shown], [])


def test_a_call_that_was_taken_back_is_not_spoken_and_its_number_is_not_given_again(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.do(corrections.take_back, office.call_next())
    withdrawn = (to_say(office), shown(office)["last"])
    office.clock.tick(seconds=5)

    office.call_next()

    assert withdrawn == ([], [])
    assert [each["seq"] for each in shown(office)["announcements"]] == [2]


def test_a_recall_that_was_taken_back_is_not_spoken_but_the_call_before_it_is(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.do(counter.recall, office.call_next())

    office.do(corrections.take_back, leg)
    withdrawn = [each["seq"] for each in shown(office)["announcements"]]
    office.do(counter.recall, leg)

    assert withdrawn == [1]
    assert [each["seq"] for each in shown(office)["announcements"]] == [1, 3]


def test_a_recall_before_the_calls_own_turn_makes_nobody_wait_longer(hall: Office) -> None:
    for _ in range(2):
        hall.issue()
    hall.call_next(by="petugas1")
    leg = hall.call_next(by="petugas2")
    for _ in range(3):
        hall.clock.tick(seconds=1)
        hall.do(counter.recall, leg, by="petugas2")
    hall.do(corrections.take_back, leg, by="petugas2")

    assert [each["seq"] for each in shown(hall)["announcements"]] == [1, 2]
    assert [row.leg_id is None for row in announced(hall)] == [False, False]


def test_what_is_past_its_freshness_is_not_told_any_more(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.call_next()
    office.clock.tick(seconds=19)
    late = shown(office)
    office.clock.tick(seconds=1)

    (call,) = late["announcements"]
    assert late["now"] - call["starts_at"] == 19_000
    assert shown(office)["announcements"] == []
    assert shown(office)["cursor"] == 1


def test_the_first_display_that_spoke_a_call_is_kept_and_it_is_told_no_more(office: Office) -> None:
    office.open_counter()
    office.issue()
    office.call_next()

    for key in ("tv-1", "tv-2", "tv-1"):
        office.clock.tick(seconds=1)
        hall_announcements.heard(office.desk, office.office_id, 1, key=key)
    hall_announcements.heard(office.desk, office.office_id, 2, key="tv-1")  # there is none

    (row,) = announced(office)
    assert (row.heard_by, row.heard_at) == ("tv-1", office.clock.now - timedelta(seconds=2))
    assert to_say(office) == []


def test_nobody_has_heard_a_call_before_its_turn(hall: Office) -> None:
    for number in (1, 2):
        call_at(hall, number)
    for seq in (1, 2):
        hall_announcements.heard(hall.desk, hall.office_id, seq, key="tv")

    assert [row.heard_by for row in announced(hall)] == ["tv", None]


def waits_unheard(office: Office) -> TicketLeg:
    """A called ticket that no display spoke, in an office that has one."""
    speaking(office)
    office.open_counter()
    office.issue()
    leg = office.call_next()
    assert missed(office) == []
    office.clock.tick(minutes=1)
    assert missed(office) == [leg.leg.leg_id]
    return leg


def test_a_call_that_no_display_spoke_is_told_of_until_one_has(office: Office) -> None:
    waits_unheard(office)

    hall_announcements.heard(office.desk, office.office_id, 1, key="tv")

    assert missed(office) == []


@pytest.mark.parametrize("verb", [counter.recall, counter.start, counter.no_show, absences.cancel])
def test_it_is_told_of_no_more_once_the_officer_has_gone_on(office: Office, verb: Callable[..., TicketLeg]) -> None:
    leg = waits_unheard(office)

    office.do(verb, leg)

    assert missed(office) == []


def test_a_recall_that_is_not_spoken_either_is_told_of_again(office: Office) -> None:
    leg = office.do(counter.recall, waits_unheard(office))
    office.clock.tick(minutes=1)

    assert missed(office) == [leg.leg.leg_id]


def test_a_call_is_not_unheard_before_its_turn(hall: Office) -> None:
    speaking(hall)
    for number in (1, 2, 3):
        hall.do(counter.start, call_at(hall, number), by=f"petugas{number}")
    hall.issue()
    waiting = hall.call_next(by="petugas4")
    row = announced(hall)[-1]

    hall.clock.now = row.due_at
    before = missed(hall)
    hall.clock.tick(seconds=1)

    assert (before, missed(hall)) == ([], [waiting.leg.leg_id])
    assert row.due_at - row.at > timedelta(seconds=30)


@pytest.mark.parametrize(
    ("sound", "is_told"), [("locked", True), ("missing", True), ("silent", False), ("none", False)]
)
def test_only_an_office_whose_displays_are_meant_to_speak_is_told(office: Office, sound: str, is_told: bool) -> None:
    speaking(office, sound)
    office.open_counter()
    office.issue()
    office.call_next()
    office.clock.tick(minutes=1)

    assert bool(missed(office)) == is_told


def test_counter_and_supervisor_are_told_of_it(office: Office) -> None:
    waits_unheard(office)
    key = office.desk.office(office.office_id)
    wati = SignedIn(office.officers["wati"], office.office_id, "Wati", Role.OFFICER, MORNING, MORNING)
    with office.desk.reading() as connection:
        now = office.clock.now
        desk = desk_screen.desk_state(connection, key, wati, now=now, unheard_s=UNHEARD_S)
        seen = board.board_state(connection, key, now=now, lang="id", unheard_s=UNHEARD_S, sees_officers=True)
        later = desk_screen.desk_state(connection, key, wati, now=now, unheard_s=120)

    assert [each.open and each.open.unheard for each in (desk, later)] == [True, False]
    assert [each.is_unheard for each in seen.counters] == [True, False]


def test_what_was_announced_a_week_ago_is_forgotten_but_the_count_goes_on(office: Office) -> None:
    office.open_counter()
    for _ in range(3):
        office.issue()
        office.served()
    office.clock.tick(days=8)

    assert keeping.forget(office.desk, office.office_id, "announcements") == 2
    office.issue()
    office.call_next()
    assert [row.seq for row in announced(office)] == [3, 4]
