"""History: any span, by service, hour and counter, equal to a recount of the log's own cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import msgspec
import pytest

from queue_app.actions.evidence.facts import renew_facts
from queue_app.actions.queue import counter, desks
from queue_app.domain.evidence.facts import CaseFact, End
from queue_app.screens.history import Figures, History
from queue_app.store.evidence import answers, facts
from queue_app.store.evidence.answers import By
from tests.facts import recounted_shares, recounted_times
from tests.forgeries import spoil
from tests.offices import Office

FIRST, TODAY = date(2026, 10, 29), date(2026, 12, 2)
WEDNESDAY = date(2026, 11, 4)


@pytest.fixture(scope="module")
def mornings() -> Random:
    return Random(13)


@pytest.fixture
def lived_in(unchecked_office: Office, mornings: Random) -> Office:
    """Every Thursday and Wednesday from October's end on, the last one today; two counters, a few cases each."""
    office = unchecked_office
    for day in (FIRST, WEDNESDAY, date(2026, 11, 5), date(2026, 11, 26), TODAY):
        a_morning(office, day, mornings)
    return office


def a_morning(office: Office, day: date, chance: Random) -> None:
    office.clock.set_local(f"{day} 08:10:00")
    for number, name in ((1, "wati"), (2, "joko")):
        office.open_counter(number, by=name)
    for place in range(8):
        office.issue(("KTP", "AKTA")[place % 2])
        office.clock.tick(minutes=chance.uniform(1, 9))
        if place % 3:
            office.served(by=("wati", "joko")[place % 2], minutes=chance.uniform(2, 20))
    office.do(counter.no_show, office.call_next())
    for name in ("wati", "joko"):
        desks.close_desk(office.desk, office.office_id, officer_id=office.officers[name])


def history(office: Office, first: date = FIRST, last: date = TODAY, **of: Any) -> History:
    return History.of(office.desk, office.desk.office(office.office_id), first, last, **of)


def cases(office: Office, first: date = FIRST, last: date = TODAY) -> list[CaseFact]:
    with office.desk.reading() as connection:
        return list(facts.from_log(connection, office.office_id, first, last).cases)


def require_same(found: Figures, expected: list[CaseFact]) -> None:
    shares, times = recounted_shares(expected), recounted_times(expected)
    assert {name: (each.count, each.of) for name in shares if (each := getattr(found, name))} == shares
    assert {name: getattr(found, name).n for name in times} == {name: len(each) for name, each in times.items()}
    assert found.arrived == len(expected)


@pytest.mark.parametrize("is_kept", [False, True])
def test_every_question_is_answered_as_a_recount_of_the_log(
    lived_in: Office, monkeypatch: pytest.MonkeyPatch, *, is_kept: bool
) -> None:
    monkeypatch.setattr(answers, "FOLDED_AT_ONCE", 0 if is_kept else 4)
    if is_kept:
        renew_facts(lived_in.desk, lived_in.office_id)
    all_cases, ktp = cases(lived_in), lived_in.services["KTP"]
    questions: list[tuple[dict[str, Any], Callable[[CaseFact], bool]]] = [
        ({}, lambda _: True),
        ({"service_id": ktp}, lambda each: each.service_id == ktp),
        ({"hour": 8}, lambda each: each.arrived_min // 60 == 8),
        ({"counter_id": 2}, lambda each: each.counter_id == 2),
        ({"service_id": ktp, "hour": 8, "counter_id": 1},
         lambda each: (each.service_id, each.arrived_min // 60, each.counter_id) == (ktp, 8, 1)),
    ]  # fmt: skip

    for of, holds in questions:
        found, own = history(lived_in, **of), [each for each in all_cases if holds(each)]
        assert own
        require_same(found.figures, own)
        for point in found.points:
            require_same(point.figures, [each for each in own if point.first <= each.business_date <= point.last])
        assert (found.pending, found.by) == (0, By.DAY)


def test_parts_of_services_and_counters_add_up_to_the_whole(lived_in: Office) -> None:
    renew_facts(lived_in.desk, lived_in.office_id)
    found, every = history(lived_in), cases(lived_in)

    assert sum(each.figures.arrived for each in found.services) == found.figures.arrived == 40
    assert sum(each.figures.called for each in found.counters) == found.figures.called
    for each in found.services:
        require_same(each.figures, [case for case in every if case.service_id == each.id])
    for each in found.counters:
        require_same(each.figures, [case for case in every if case.counter_id == each.id])


@pytest.mark.parametrize(("days", "by", "points"), [(92, By.DAY, 5), (93, By.WEEK, 4), (732, By.MONTH, 3)])
def test_a_longer_span_is_told_in_longer_points(lived_in: Office, days: int, by: By, points: int) -> None:
    renew_facts(lived_in.desk, lived_in.office_id)

    found = history(lived_in, TODAY - timedelta(days=days - 1), TODAY)

    assert (found.by, len(found.points), sum(each.days for each in found.points)) == (by, points, 5)
    assert sum(each.figures.arrived for each in found.points) == found.figures.arrived == 40


def test_arrivals_are_told_for_each_day_of_their_weekday(lived_in: Office) -> None:
    renew_facts(lived_in.desk, lived_in.office_id)
    found, every = history(lived_in).arrivals, cases(lived_in)

    thursdays = [each for each in every if each.business_date.weekday() == 3 and each.arrived_min // 30 == 16]
    assert (found.counts[3][16], found.of[3][16], found.values[3][16]) == (len(thursdays), 3, len(thursdays) / 3)
    assert (found.values[0][16], found.of[0][16]) == (None, 0)


def test_load_is_told_for_each_hour_of_an_open_counter(lived_in: Office) -> None:
    renew_facts(lived_in.desk, lived_in.office_id)
    both, one = (history(lived_in, FIRST, FIRST, **of).load for of in ({}, {"counter_id": 1}))

    # From 8.10 to half past eight both were open, and one of them is counter 1.
    assert [both.of[3][16], one.of[3][16]] == pytest.approx([40 / 60, 20 / 60])
    assert sum(map(sum, both.counts)) == len([each for each in cases(lived_in, FIRST, FIRST) if each.calls])


def test_days_still_to_be_written_are_left_out_and_their_number_told(lived_in: Office) -> None:
    found = history(lived_in)

    assert (found.pending, found.figures.arrived) == (1, 32)


def test_a_day_whose_log_is_broken_is_left_out_and_the_others_told(lived_in: Office) -> None:
    renew_facts(lived_in.desk, lived_in.office_id)
    lived_in.issue()
    lived_in.issue()
    spoil(lived_in)

    found = history(lived_in)

    assert (found.pending, found.figures.arrived, found.points[-1].first) == (1, 32, date(2026, 11, 26))


def test_tomorrow_and_an_office_without_a_past_are_empty(unchecked_office: Office) -> None:
    found = history(unchecked_office, date(2026, 12, 1), date(2027, 12, 1))

    assert (found.figures.arrived, found.points, found.services, found.days) == (0, [], [], 0)
    assert msgspec.json.decode(msgspec.json.encode(found))["figures"]["wait"] == {
        "n": 0, "median_s": None, "p90_s": None,
    }  # fmt: skip


def test_somebody_who_still_waits_is_going_on(unchecked_office: Office) -> None:
    unchecked_office.issue()
    today = date(2026, 11, 23)

    found = history(unchecked_office, today, today).figures

    assert (found.arrived, found.going_on, found.left.count) == (1, 1, 0)
    assert [each.end for each in cases(unchecked_office, today, today)] == [End.OPEN]
