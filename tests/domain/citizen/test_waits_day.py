"""A day of 900 people: what they are promised holds as promised, and no range jumps to and fro without a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

import pytest

from queue_app.domain.citizen.promise import Promise
from tests.waits_played import Told, all_told, played_day

DRIFTS = {"slower", "faster", "closer"}  # nothing happened that could be named


@cache
def told(seed: int = 2, counters: int = 30, speed: float = 0.9, every_s: float = 600) -> list[Told]:
    return all_told(played_day(900, counters=counters, seed=seed, speed=speed), every_s=every_s)


def is_kept(promise: Promise, person: Told) -> bool:
    return promise.from_at <= person.called_at <= promise.to_at


def share(found: Iterable[bool]) -> float:
    found = list(found)
    return sum(found) / len(found)


def kept_by_service(people: Iterable[Told]) -> dict[int, float]:
    """Of the promises that came with the numbers."""
    found = defaultdict(list)
    for each in people:
        found[each.service_id].append(is_kept(each.promises[0], each))
    return {service_id: share(kept) for service_id, kept in found.items()}


def jumps(person: Told) -> list[tuple[str | None, str | None]]:
    """The causes with which a range was left and shown again."""
    triples = zip(person.promises, person.promises[1:], person.promises[2:], strict=False)
    return [(there.cause, back.cause) for was, there, back in triples if back.shows(was)]


def turns(person: Told) -> int:
    """How often a range that drifted one way drifted back, and nothing happened that could be named."""
    causes = [each.cause for each in person.promises if each.cause in {"slower", "faster"}]
    return sum(before != after for before, after in pairwise(causes))


@pytest.mark.slow("plays a day of 900")
def test_what_came_with_the_number_holds_for_each_service_as_promised() -> None:
    assert len(told()) > 600
    assert {each: 0.74 <= kept <= 0.96 for each, kept in kept_by_service(told()).items()} == dict.fromkeys(
        (1, 2, 3, 4), True
    )


def test_what_was_shown_later_holds_too() -> None:
    later = [is_kept(promise, each) for each in told() for promise in each.promises[1:]]

    assert 0.74 <= share(later) <= 0.96


def test_no_range_is_left_and_shown_again_without_something_that_happened() -> None:
    assert [causes for each in told() for causes in jumps(each) if DRIFTS.issuperset(causes)] == []


def test_ranges_are_steady() -> None:
    changes = [len(each.promises) - 1 for each in told()]

    assert (sum(changes) / len(changes) < 1.5, max(changes) < 8) == (True, True)
    assert share(turns(each) > 0 for each in told()) < 0.02


def test_every_range_was_still_to_come_and_every_change_had_its_reason() -> None:
    assert {promise.to_at > promise.made_at for each in told() for promise in each.promises} == {True}
    assert {promise.cause is None for each in told() for promise in each.promises[1:]} == {False}


@pytest.mark.long
@pytest.mark.slow("plays two days of 900")
@pytest.mark.timeout(900)
@pytest.mark.parametrize(("counters", "speed"), [(34, 0.9), (40, 1.2), (22, 0.6), (30, 0.8)])
def test_days_that_are_faster_or_slower_than_the_standards_hold_as_promised(counters: int, speed: float) -> None:
    days = [told(seed, counters, speed, 120) for seed in (11, 12)]
    people = [each for day in days for each in day]

    assert 0.76 <= share(is_kept(each.promises[0], each) for each in people) <= 0.94
    assert min(kept_by_service(people).values()) > 0.7
    assert [causes for each in people for causes in jumps(each) if DRIFTS.issuperset(causes)] == []
