from __future__ import annotations

import pytest

from queue_app.domain.office import intervals
from queue_app.domain.office.hours import Interval


def test_intervals_are_read_in_minutes_of_the_day() -> None:
    assert intervals.parse("08.00-12.00 13.00-24.00") == (Interval(480, 720), Interval(780, 1440))
    assert intervals.parse(" ") == ()


def test_colons_commas_and_single_digits_are_understood_and_tidied() -> None:
    assert intervals.tidy("8:00 - 12:00, 13.00–16.00") == "08.00-12.00 13.00-16.00"


MORNING = Interval(480, 720)
TYPED = [
    "08.00—12.00", "08.00–12.00", "08.00‒12.00", "08.00−12.00", "08.00 s/d 12.00", "08.00 s.d. 12.00",
    "08.00 sd 12.00",
    "08.00 sampai 12.00", "08.00 sampai dengan 12.00", "08.00 hingga 12.00", "pukul 08.00 - 12.00 WIB", "8-12",
    "8–12",
    "8.00 to 12.00", "08:00 s/d 12:00", "0800-1200", "08,00-12,00", "08.00\u00a0-\u00a012.00",
    "08.00 WIB s/d 12.00 WIB",
    "jam 8 sampai 12", "08h00-12h00", "０８.００－１２.００", "08.00 ~ 12.00", "\ufeff08.00-12.00",
    "Pkl. 08.00 s/d Pkl. 12.00",
]  # fmt: skip


@pytest.mark.parametrize("text", TYPED)
def test_hours_are_read_as_people_type_them(text: str) -> None:
    assert intervals.parse(text) == (MORNING,)


@pytest.mark.parametrize(
    "text", ["8-12,13-16", "08.00–12.00; 13.00–16.00", "08.00-12.00 dan 13.00-16.00",
             "08.00 s/d 12.00, 13.00 s/d 16.00",
             "08.00-12.00 & 13.00-16.00", "08.00-12.00/13.00-16.00", "08,00-12,00, 13,00-16,00",
             "08.00-12.00\n13.00-16.00"],
)  # fmt: skip
def test_two_of_them_are_read_however_they_are_parted(text: str) -> None:
    assert intervals.parse(text) == (MORNING, Interval(780, 960))


@pytest.mark.parametrize("text", ["", "  ", "tutup", "Libur", "closed", "–"])
def test_a_closed_day_is_said_in_a_word_or_by_nothing(text: str) -> None:
    assert intervals.parse(text) == ()


@pytest.mark.parametrize("text", ["08.00-12.00 " * 30, "8" * 10_000, "- " * 5_000, "sampai " * 2_000])
def test_what_no_day_can_be_is_refused_at_once(text: str) -> None:
    with pytest.raises(ValueError):
        intervals.parse(text)


@pytest.mark.parametrize(
    "text", ["08.00-16.00 (istirahat 12.00-13.00)", "08.00 12.00", "8.0-12.0", "08.00-12.00-16.00", "08.00",
             "12.00-08.00", "08.00-08.00", "08.00-12.00 11.00-13.00", "08.60-12.00", "20.00-24.01", "pagi"],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        intervals.parse(text)


def test_what_cannot_be_read_stays_as_it_was_written() -> None:
    assert intervals.tidy("pagi sampai siang") == "pagi sampai siang"
