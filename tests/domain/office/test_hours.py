"""Hours as an office's wall shows them. 2026-11-23 is a Monday, 2026-11-27 a Friday."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queue_app.domain.office import hours
from queue_app.domain.office.hours import (
    CLOSED,
    CLOSINGS,
    DAY_MIN,
    OPEN,
    OPENS,
    Availability,
    Calendar,
    Interval,
    Season,
    ServiceToday,
    Special,
    availability,
    day_plan,
    next_day_to_serve,
    next_working_day,
    working_days_before,
)

WIB, WITA, WIT = (ZoneInfo(f"Asia/{city}") for city in ("Jakarta", "Makassar", "Jayapura"))
MONDAY = date(2026, 11, 23)
MORNING, AFTERNOON = Interval(450, 720), Interval(780, 960)  # 07.30-12.00, 13.00-16.00
FRIDAY = (Interval(450, 690), Interval(780, 990))  # 07.30-11.30, 13.00-16.30: Perpres 21/2023
RAMADAN = (Interval(480, 720), Interval(750, 900))
WEEK = Calendar(
    weekly={
        **{("normal", weekday): (MORNING, AFTERNOON) for weekday in range(4)},
        ("normal", 4): FRIDAY,
        **{("ramadan", weekday): RAMADAN for weekday in range(5)},
    },
    seasons=(Season("ramadan", date(2027, 2, 8), date(2027, 3, 9)),),
    special_days={
        date(2026, 12, 1): Special("Rapat dinas"),
        date(2026, 12, 25): Special("Layanan keliling", (Interval(540, 660),)),
    },
    holidays={date(2026, 12, 24): "Cuti bersama Natal", date(2026, 12, 25): "Hari Raya Natal"},
    last_ticket_min=30,
)


def local(text: str, zone: ZoneInfo = WIB) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def asked(text: str, service: ServiceToday | None = None, *, calendar: Calendar = WEEK) -> Availability:
    return availability(calendar, service or ServiceToday(), local(text))


def open_at(text: str, **more: str) -> Availability:
    """A refusal that ends at that time: open_at("2026-11-23 07:30", code="not_yet_open")."""
    return Availability(opens_at=local(text), **more)


DAYS = [
    ("2026-11-23 07:29:59", open_at("2026-11-23 07:30", code="not_yet_open")),
    ("2026-11-23 07:30:00", OPEN),
    ("2026-11-23 11:59:59", OPEN),
    ("2026-11-23 12:00:00", open_at("2026-11-23 13:00", code="break")),
    ("2026-11-23 13:00:00", OPEN),
    ("2026-11-23 15:29:59", OPEN),
    ("2026-11-23 15:30:00", open_at("2026-11-24 07:30", code="last_ticket_passed")),
    ("2026-11-23 16:00:00", open_at("2026-11-24 07:30", code="closed_for_today")),
    ("2026-11-27 11:30:00", open_at("2026-11-27 13:00", code="friday_prayer")),
    ("2026-11-27 16:29:59", open_at("2026-11-30 07:30", code="last_ticket_passed")),
    ("2026-11-28 09:00:00", open_at("2026-11-30 07:30", code="weekly_day_off")),
    ("2026-12-01 09:00:00", open_at("2026-12-02 07:30", code="special_day", name="Rapat dinas")),
    ("2026-12-24 09:00:00", open_at("2026-12-25 09:00", code="holiday", name="Cuti bersama Natal")),
    ("2026-12-25 10:29:59", OPEN),  # a special day outweighs the holiday
    ("2026-12-25 10:30:00", open_at("2026-12-28 07:30", code="last_ticket_passed")),
    ("2027-02-08 07:59:59", open_at("2027-02-08 08:00", code="not_yet_open")),  # Ramadan
    ("2027-02-11 12:10:00", open_at("2027-02-11 12:30", code="break")),
    ("2027-02-12 12:10:00", open_at("2027-02-12 12:30", code="friday_prayer")),
    ("2027-03-09 14:29:59", OPEN),
    ("2027-03-10 07:30:00", OPEN),  # the season has ended
]


@pytest.mark.parametrize(("at", "answer"), DAYS, ids=[case[0] for case in DAYS])
def test_the_hours_of_the_day_decide(at: str, answer: Availability) -> None:
    assert asked(at) == answer


def test_a_gap_on_friday_that_is_not_over_noon_is_a_break() -> None:
    afternoon_break = Calendar(weekly={("normal", 4): (Interval(480, 900), Interval(930, 1020))})

    assert asked("2026-11-27 15:10", calendar=afternoon_break).code == "break"


def test_a_special_day_opens_where_a_holiday_and_the_week_say_no() -> None:
    saturday = replace(WEEK, special_days={date(2026, 11, 28): Special("Perekaman massal", (MORNING,))})

    assert asked("2026-11-28 09:00", calendar=saturday) == OPEN


def test_a_holiday_that_was_struck_out_closes_nothing() -> None:
    assert asked("2026-12-24 09:00", calendar=replace(WEEK, holidays={})) == OPEN


BLANK = ServiceToday(is_open=False, closed_reason="blangko_habis")
BACK_AT_TEN = replace(BLANK, reopens_at=local("2026-11-23 10:00").astimezone(UTC))
USED = ServiceToday(daily_quota=50, taken_today=50)
SERVICES = [
    ("used up until the next day", "2026-11-23 09:00", USED, open_at("2026-11-24 07:30", code="quota_used")),
    ("one number left", "2026-11-23 09:00", replace(USED, taken_today=49), OPEN),
    ("a quota of none", "2026-11-23 09:00", ServiceToday(daily_quota=0),
     open_at("2026-11-24 07:30", code="quota_used")),
    ("by hand", "2026-11-23 09:00", BLANK, Availability("closed_by_hand", None, "blangko_habis")),
    ("by hand with an end", "2026-11-23 09:59:59", BACK_AT_TEN,
     open_at("2026-11-23 10:00", code="closed_by_hand", name="blangko_habis")),
    ("the end has come", "2026-11-23 10:00", BACK_AT_TEN, OPEN),
    ("by hand without a reason", "2026-11-23 09:00", ServiceToday(is_open=False),
     Availability("closed_by_hand", None, "lainnya")),
    ("no counter", "2026-11-23 09:00", ServiceToday(has_counter=False), Availability("no_counter")),
    ("the break ends before the quota", "2026-11-23 12:30", USED, open_at("2026-11-24 07:30", code="quota_used")),
    ("the evening ends with the quota", "2026-11-23 17:00", USED, open_at("2026-11-24 07:30", code="closed_for_today")),
    ("the break lasts longer than the hand", "2026-11-23 12:30",
     replace(BLANK, reopens_at=local("2026-11-23 12:45")), open_at("2026-11-23 13:00", code="break")),
    ("nobody knows until when", "2026-11-28 09:00", BLANK, Availability("closed_by_hand", None, "blangko_habis")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("at", "service", "answer"), [case[1:] for case in SERVICES], ids=[case[0] for case in SERVICES]
)
def test_of_several_reasons_the_one_that_lasts_longest_is_told(
    at: str, service: ServiceToday, answer: Availability
) -> None:
    assert asked(at, service) == answer


@pytest.mark.parametrize("at", ["2026-11-22 00:00", "2026-11-23 03:00", "2026-12-25 23:59:59"])
def test_an_office_that_says_no_hours_is_always_open(at: str) -> None:
    silent = Calendar(holidays={date(2026, 12, 25): "Hari Raya Natal"}, last_ticket_min=30)

    assert asked(at, calendar=silent) == OPEN
    assert next_working_day(silent, MONDAY) == MONDAY + timedelta(days=1)


def test_an_office_without_weekly_hours_still_keeps_its_special_days() -> None:
    silent = Calendar(special_days={MONDAY: Special("Pindah gedung")})

    assert asked("2026-11-23 09:00", calendar=silent) == open_at(
        "2026-11-24 00:00", code="special_day", name="Pindah gedung"
    )


def test_an_office_that_never_opens_does_not_say_when() -> None:
    never = Calendar(weekly={("ramadan", 0): (MORNING,)})

    assert asked("2026-11-23 09:00", calendar=never) == Availability("weekly_day_off")
    assert next_working_day(never, MONDAY) is None


def test_hours_shorter_than_the_last_tickets_time_give_no_number() -> None:
    short = Calendar(weekly={("normal", 0): (Interval(480, 500),)}, last_ticket_min=30)

    assert asked("2026-11-23 08:10", calendar=short) == Availability("last_ticket_passed")


LATE = Calendar(weekly={("normal", weekday): (Interval(1200, DAY_MIN),) for weekday in range(7)})


@pytest.mark.parametrize("zone", [WIB, WITA, WIT], ids=["WIB", "WITA", "WIT"])
def test_a_minute_before_midnight_is_still_today_and_midnight_is_not(zone: ZoneInfo) -> None:
    last, midnight = local("2026-11-23 23:59:59", zone), local("2026-11-24 00:00", zone)

    assert availability(LATE, ServiceToday(), last) == OPEN
    assert availability(LATE, ServiceToday(), midnight) == Availability(
        "not_yet_open", datetime(2026, 11, 24, 20, tzinfo=zone)
    )


@pytest.mark.parametrize("zone", [WIB, WITA, WIT], ids=["WIB", "WITA", "WIT"])
def test_the_day_of_a_special_day_is_the_offices_own(zone: ZoneInfo) -> None:
    closed = replace(LATE, special_days={date(2026, 11, 24): Special("Libur kota")})
    midnight = local("2026-11-24 00:00", zone)  # still the 23rd in UTC

    codes = [availability(closed, ServiceToday(), midnight + timedelta(minutes=after)).code for after in (-1, 0, 1439)]

    assert midnight.astimezone(UTC).date() == MONDAY
    assert codes == [None, "special_day", "special_day"]


def test_the_next_working_day_passes_weekends_holidays_and_days_off() -> None:
    after = [date(2026, 11, 23), date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 23), date(2026, 12, 25)]

    assert [next_working_day(WEEK, day) for day in after] == [
        date(2026, 11, 24), date(2026, 11, 30), date(2026, 12, 2), date(2026, 12, 25), date(2026, 12, 28),
    ]  # fmt: skip


def test_the_working_days_before_a_day_are_told_the_latest_first() -> None:
    assert working_days_before(WEEK, date(2026, 12, 2), most_back=6) == [
        date(2026, 11, 30), date(2026, 11, 27), date(2026, 11, 26),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("now", "day"),
    [("11-30 10:00", 2), ("12-01 08:00", 2), ("12-02 00:01", 2), ("12-02 12:30", 2), ("12-02 15:29", 2),
     ("12-02 15:30", 3), ("12-04 16:30", 7)],
)  # fmt: skip
def test_who_was_asked_for_a_day_off_is_served_on_the_next_day_that_still_gives_numbers(now: str, day: int) -> None:
    assert next_day_to_serve(WEEK, date(2026, 12, 1), local(f"2026-{now}")) == date(2026, 12, day)


@pytest.mark.parametrize(("opens", "piece"), [("23 08:00", "today"), ("24 00:00", "tomorrow"), ("25 07:30", "later")])
def test_when_it_opens_is_told_by_the_days_between(opens: str, piece: str) -> None:
    assert hours.how_soon(local(f"2026-11-{opens}"), local("2026-11-23 07:59")) == piece
    assert piece in OPENS


def test_every_code_and_every_reason_that_can_be_told_has_a_text() -> None:
    told = {answer.code for _at, answer in DAYS} | {answer.code for *_case, answer in SERVICES}

    assert told - {None} == set(CLOSED)
    assert CLOSINGS.keys() == {"blangko_habis", "siak_down", "listrik", "petugas_tidak_ada", "lainnya"}


minutes = st.integers(0, DAY_MIN)
WEEK_MIN = 7 * DAY_MIN


@st.composite
def days(draw: st.DrawFn) -> Sequence[Interval]:
    """Up to three intervals, in order, which may touch."""
    edges = sorted(draw(st.lists(minutes, max_size=6, unique=True)))
    return [Interval(*pair) for pair in zip(edges[::2], edges[1::2], strict=False)]


@settings(max_examples=8, deadline=None)  # ten thousand minutes each
@given(st.lists(days(), min_size=7, max_size=7), st.integers(0, 120), st.sampled_from([WIB, WITA, WIT]))
def test_at_every_minute_of_a_week_the_answer_is_what_the_intervals_say(
    week: list[Sequence[Interval]], last_ticket_min: int, zone: ZoneInfo
) -> None:
    calendar = Calendar(
        weekly={("normal", weekday): intervals for weekday, intervals in enumerate(week)},
        last_ticket_min=last_ticket_min,
    )
    expected = [
        any(
            each.opens_min <= minute < each.closes_min and minute < intervals[-1].closes_min - last_ticket_min
            for each in intervals
        )
        or not any(week)
        for intervals in week
        for minute in range(DAY_MIN)
    ]

    start = datetime(2026, 11, 23, tzinfo=zone)
    found = [
        availability(calendar, ServiceToday(), start + timedelta(minutes=minute)).is_open for minute in range(WEEK_MIN)
    ]

    assert found == expected


@settings(deadline=None)
@given(st.lists(days(), min_size=7, max_size=7), st.integers(0, WEEK_MIN - 1))
def test_when_it_is_said_to_open_it_is_open_and_not_a_minute_before(
    week: list[Sequence[Interval]], minute: int
) -> None:
    calendar = Calendar(weekly={("normal", weekday): intervals for weekday, intervals in enumerate(week)})
    now = datetime(2026, 11, 23, tzinfo=WIB) + timedelta(minutes=minute)

    answer = availability(calendar, ServiceToday(), now)

    if answer.opens_at:
        between = range(int((answer.opens_at - now).total_seconds() // 60))
        open_before = [
            each for each in between if availability(calendar, ServiceToday(), now + timedelta(minutes=each)).is_open
        ]
        assert open_before == []
        assert availability(calendar, ServiceToday(), answer.opens_at).is_open
    assert answer.is_open or answer.opens_at


def test_a_day_is_told_with_its_name() -> None:
    plans = [day_plan(WEEK, day) for day in (MONDAY, date(2026, 11, 29), date(2026, 12, 1), date(2026, 12, 24))]

    assert [(plan.closed_because, plan.name) for plan in plans] == [
        (None, ""), ("weekly_day_off", ""), ("special_day", "Rapat dinas"), ("holiday", "Cuti bersama Natal"),
    ]  # fmt: skip
