from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from queue_app.domain.queue.numbering import business_date, is_press_key, shown, token

WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "A001"), (12, "A012"), (999, "A999"), (1000, "A1000"), (9999, "A9999")]
)
def test_a_number_is_a_letter_and_at_least_three_digits(number: int, expected: str) -> None:
    assert shown("A", number) == expected


@pytest.mark.parametrize(
    ("zone", "last_hour_utc"), [(WIB, 16), (WITA, 15), (WIT, 14)], ids=["WIB +7", "WITA +8", "WIT +9"]
)
def test_the_day_turns_at_midnight_on_the_wall_of_the_office(zone: str, last_hour_utc: int) -> None:
    last_minute = datetime(2026, 11, 22, last_hour_utc, 59, 59, 999999, tzinfo=UTC)

    assert business_date(last_minute, zone) == date(2026, 11, 22)
    assert business_date(last_minute + timedelta(microseconds=1), zone) == date(2026, 11, 23)


@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
def test_a_morning_here_is_today_although_it_is_still_yesterday_in_greenwich(zone: str) -> None:
    half_past_six = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # 06.30 in Jakarta

    assert half_past_six.date() == date(2026, 11, 22)
    assert business_date(half_past_six, zone) == date(2026, 11, 23)


def test_the_zone_of_the_given_time_does_not_matter() -> None:
    in_tokyo = datetime(2026, 11, 23, 1, 59, tzinfo=timezone(timedelta(hours=9)))

    assert business_date(in_tokyo, WIB) == date(2026, 11, 22)


def test_the_year_turns_with_the_day() -> None:
    new_year = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)

    assert business_date(new_year, WIB) == date(2027, 1, 1)


@pytest.mark.parametrize("key", ["12345678", "a" * 64, "550e8400-e29b-41d4-a716-446655440000", "A_b-C_d-"])
def test_eight_to_sixty_four_plain_signs_name_a_press(key: str) -> None:
    assert is_press_key(key)


@pytest.mark.parametrize(
    "key", ["", "1234567", "a" * 65, "has space", "semi;colon", "12345678\n", "naïve-key", "\0" * 9]
)
def test_anything_else_does_not_name_a_press(key: str) -> None:
    assert not is_press_key(key)


def test_the_tokens_of_one_day_stand_between_those_of_the_days_beside_it() -> None:
    days = [date(2026, 11, day) for day in (28, 29, 30)]

    tokens = [token(day, secret) for day in days for secret in ("0", "zzzz")]

    assert tokens == sorted(tokens)
    assert [each[4:] for each in tokens] == ["0", "zzzz"] * 3
