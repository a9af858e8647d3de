from __future__ import annotations

import pytest

from queue_app.domain.office import intervals
from queue_app.domain.office.hours import Interval


def test_intervals_are_read_in_minutes_of_the_day() -> None:
    assert intervals.parse("08.00-12.00 13.00-24.00") == (Interval(480, 720), Interval(780, 1440))
    assert intervals.parse(" ") == ()


def test_colons_commas_and_single_digits_are_understood_and_tidied() -> None:
    assert intervals.tidy("8:00 - 12:00, 13.00–16.00") == "08.00-12.00 13.00-16.00"


@pytest.mark.parametrize(
    "text", ["08.00", "12.00-08.00", "08.00-08.00", "08.00-12.00 11.00-13.00", "08.60-12.00", "20.00-24.01", "pagi"]
)
def test_what_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        intervals.parse(text)


def test_what_cannot_be_read_stays_as_it_was_written() -> None:
    assert intervals.tidy("pagi sampai siang") == "pagi sampai siang"
