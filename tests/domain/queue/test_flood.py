"""Limits that a busy morning never meets, as the simulator plays it, and a flood does at once."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest

from queue_app.config import Kiosk
from queue_app.domain.queue.flood import HOUR_S, MINUTE_S, TOLD_EACH_S, Place, Press
from queue_app.simulate.citizens import citizens

MORNING = datetime(2026, 11, 23, 1, tzinfo=UTC)
PER_MIN, OF_ADDRESS = Kiosk().most_per_min, Kiosk().most_per_min_of_address


def refused(times: list[float], *, per_min: int) -> int:
    """How many of the presses at these seconds are one too many."""
    place, count = Place(), 0
    for at_s in sorted(times):
        if place.is_full(at_s, per_min=per_min):
            count += 1
        else:
            place.presses.append(Press(at_s))
    return count


def arrivals(seed: int, people: int) -> list[float]:
    line = citizens(Random(seed), [1], count=people, start=MORNING)
    return [(each.comes_at - MORNING).total_seconds() for each in line]


@pytest.mark.parametrize("seed", range(8))
def test_a_morning_of_2000_people_behind_one_address_meets_no_limit(seed: int) -> None:
    assert refused(arrivals(seed, 2000), per_min=OF_ADDRESS) == 0


@pytest.mark.parametrize("seed", range(8))
def test_a_morning_of_1000_people_before_one_kiosk_meets_no_limit(seed: int) -> None:
    assert refused(arrivals(seed, 1000), per_min=PER_MIN) == 0


def test_people_who_rush_in_at_once_take_a_number_every_three_seconds() -> None:
    assert refused([3.0 * number for number in range(60)], per_min=PER_MIN) == 0


def test_a_flood_of_350_a_second_gets_a_minutes_worth_in_its_first_minute() -> None:
    flood = [number / 350 for number in range(27 * 350)]

    assert len(flood) - refused(flood, per_min=OF_ADDRESS) == OF_ADDRESS


def test_a_flood_of_a_whole_day_cannot_close_a_series() -> None:
    flood = [float(second) for second in range(8 * HOUR_S)]

    assert len(flood) - refused(flood, per_min=OF_ADDRESS) == 8 * 15 * OF_ADDRESS


def test_a_place_is_free_again_after_a_minute() -> None:
    place = Place()
    place.presses.extend(Press(0.0) for _ in range(PER_MIN))

    seen = [place.is_full(at_s, per_min=PER_MIN) for at_s in (0.0, MINUTE_S - 1, MINUTE_S)]

    assert seen == [True, True, False]


def test_what_was_on_its_way_when_staff_were_told_is_told_too() -> None:
    place = Place()
    before = place.was_told_after(1.0)
    place.to_tell(2.0)

    assert (before, place.was_told_after(1.0), place.was_told_after(3.0)) == (False, True, False)


def test_staff_are_told_of_its_tickets_at_most_every_ten_seconds() -> None:
    place = Place()
    place.presses.extend([Press(1.0, 11), Press(2.0), Press(3.0, 13)])

    assert [place.to_tell(at_s) for at_s in (3.0, 4.0, 3.0 + TOLD_EACH_S)] == [[11, 13], None, [11, 13]]
