"""Numbers given on paper: the list is read, each fault is told with its line, and everyone gets their place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_app.domain.queue.numbering import ORDER_STEP
from queue_app.domain.queue.paper_list import MOST_LINES, Entry, LineFault, Series, places, read

DAY, ZONE = date(2026, 11, 23), "Asia/Jakarta"
KNOWN = {
    "A": Series(("KTP",), last=11, last_at=datetime(2026, 11, 23, 1, 10, 42, tzinfo=UTC)),  # 08.10.42
    "B": Series(("AKTA", "Nikah")),
}


def at(clock: str) -> datetime:
    """A time on the office's wall."""
    hour, minute = map(int, clock.split("."))
    return datetime(2026, 11, 23, hour - 7, minute, tzinfo=UTC)


NOW = at("10.00")


def faults(text: str) -> list[tuple[int, str]]:
    return [(each.line, each.code) for each in read(text, KNOWN, day=DAY, time_zone=ZONE, now=NOW)[1]]


def test_a_list_is_read_in_the_order_in_which_people_came() -> None:
    text = "A012 08.15\n\nb1; 08:20; nikah; p\nA013 08.15 KTP\nB-002,8.20,AKTA"

    assert read(text, KNOWN, day=DAY, time_zone=ZONE, now=NOW) == (
        [
            Entry(1, "A", 12, at("8.15"), "KTP", is_priority=False),
            Entry(4, "A", 13, at("8.15"), "KTP", is_priority=False),
            Entry(3, "B", 1, at("8.20"), "Nikah", is_priority=True),
            Entry(5, "B", 2, at("8.20"), "AKTA", is_priority=False),
        ],
        [],
    )


LINE = Entry(1, "A", 12, at("8.15"), "KTP", is_priority=False)
TYPED = [
    "1. A012 08.15", "1) A012 08.15", "1 A012 08.15", "1.A012 08.15", "12. A 012 08.15", "No. 1 A012 08.15",
    "1\tA012\t08.15",
    "A 012 08.15", "a 12 8.15", "A-012 08:15", "A.012 08.15", "A – 012 08.15", "A012 0815", "A012 08,15",
    "A012 - 08.15",
    "A012 — 08.15", "A012 = 08.15", "A012: 08.15", "A012 | 08.15", "A012 / 08.15", "A012 pukul 08.15",
    "A012 jam 8.15 WIB",
    "A012 08.15 WIB", "A012 08.15.30", "08.15 A012", "08.15 - A012", "1. 08.15 A012", "- A012 08.15", "• A012 08.15",
    "A012\u00a008.15", "\ufeffA012 08.15", "Ａ０１２ ０８.１５", "A012 08.15 (KTP)", "A012 08 . 15", "2 - A012 08.15",
]  # fmt: skip


@pytest.mark.parametrize("line", TYPED)
def test_a_line_is_read_as_people_type_it(line: str) -> None:
    assert read(line, KNOWN, day=DAY, time_zone=ZONE, now=NOW) == ([LINE], [])


LONG = ["A" * 100_000, "1 " * 50_000, "A012 08.15" + " " * 100_000 + "!", "- " * 50_000, "A012 " + "0" * 99_999]


@pytest.mark.parametrize("line", LONG)
def test_a_long_line_is_refused_at_once(line: str) -> None:
    began = process_time()

    assert faults(line) == [(1, "unreadable")]
    assert process_time() - began < 1


@pytest.mark.parametrize("fate", ["-", "–", "—", "−", "×", "✗"])
def test_whoever_was_not_served_is_marked_by_whatever_dash_or_cross(fate: str) -> None:
    day, now = date(2026, 11, 20), at("10.00")
    entries, found = read(f"1. B 001 08.15 AKTA {fate}", KNOWN, day=day, time_zone=ZONE, now=now)

    assert ([each.was_served for each in entries], found) == ([False], [])


@pytest.mark.parametrize(
    "line", ["A012", "08.15", "A 08.15", "A 08:15", "A012 08.15.2026", "A012 2415", "1. 08.15", "A 08:15 08.20",
             "012 08.15", "A000 08.15", "A12345 08.15", "A012 25.00", "A012 08.75", "A012 8",
             "A012 08.15 P P", "A012 08.15 KTP AKTA", "Ä012 08.15", "A٠12 08.15", "AA12 08.15"],
)  # fmt: skip
def test_a_line_that_is_no_number_with_a_time_is_named(line: str) -> None:
    assert read(f"A012 08.11\n{line}", KNOWN, day=DAY, time_zone=ZONE, now=NOW)[1] == [
        LineFault(2, "unreadable", {"text": line})
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("C001 08.15", "unknown_series"),
        ("B001 08.15", "code_needed"),
        ("B001 08.15 KTP", "unknown_code"),
        ("A012 10.01", "future"),
        ("A011 08.15", "given"),
        ("A013 08.15", "gap"),
        ("A012 08.09", "before_last"),
    ],
)
def test_each_fault_of_one_line_is_told(text: str, code: str) -> None:
    assert faults(text) == [(1, code)]


LATER = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)  # when the day of the list is over


def test_of_a_day_that_is_over_each_line_tells_whether_its_citizen_was_served() -> None:
    entries, found = read(
        "A012 14.15 +\nA013 14.20 - P\nB001 14.20 akta \u2013", KNOWN, day=DAY, time_zone=ZONE, now=LATER
    )

    assert found == []
    assert [(each.shown, each.is_priority, each.was_served) for each in entries] == [
        ("A012", False, True), ("A013", True, False), ("B001", False, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "now", "code"),
    [
        ("A012 08.15", LATER, "fate_needed"),
        ("A012 08.15 + -", LATER, "unreadable"),
        ("A011 08.15 +", LATER, "given"),
        ("A013 08.15 +", LATER, "gap"),
        ("A012 08.15 +", NOW, "still_waits"),
    ],
)
def test_what_became_of_somebody_is_told_of_a_day_that_is_over_and_of_no_other(
    line: str, now: datetime, code: str
) -> None:
    assert [each.code for each in read(line, KNOWN, day=DAY, time_zone=ZONE, now=now)[1]] == [code]


def test_within_the_minute_of_the_last_number_the_list_goes_on_behind_it() -> None:
    (entry,), found = read("A012 08.10", KNOWN, day=DAY, time_zone=ZONE, now=NOW)

    assert (entry.at, found) == (KNOWN["A"].last_at, [])


def test_a_number_twice_names_the_line_where_it_stands_already() -> None:
    text = "A012 08.15\nA013 08.16\nA012 08.17"

    assert read(text, KNOWN, day=DAY, time_zone=ZONE, now=NOW)[1] == [
        LineFault(3, "doubled", {"number": "A012", "line": 1})
    ]


def test_a_later_number_with_an_earlier_time_is_told() -> None:
    text = "A012 08.15\nA013 08.14"

    assert read(text, KNOWN, day=DAY, time_zone=ZONE, now=NOW)[1] == [
        LineFault(2, "time_order", {"number": "A013", "time": "08.14", "before": "A012"})
    ]


def test_the_lines_may_stand_in_any_order() -> None:
    assert faults("A013 08.16\nA012 08.15") == []


def test_all_faults_of_a_list_are_told_at_once_by_line() -> None:
    assert faults("A011 08.15\nA013 10.30\nB001 08.00 AKTA\nB003 07.00 AKTA") == [
        (1, "given"), (2, "future"), (2, "gap"), (4, "gap"), (4, "time_order"),
    ]  # fmt: skip


def test_a_line_that_is_not_understood_makes_no_gaps_of_the_others() -> None:
    assert faults("A012 8h15\nA013 08.16") == [(1, "unreadable")]


def test_a_list_has_an_end() -> None:
    text = "\n".join(f"A{number} 09.00" for number in range(12, 12 + MOST_LINES + 5))

    assert faults(text) == [(MOST_LINES + 1, "too_many")]


def test_who_came_between_two_others_stands_between_them() -> None:
    line = [(at("8.00"), 1024), (at("9.00"), 2048)]

    assert places([at("7.30"), at("8.00"), at("8.30"), at("9.30")], line) == [512, 1365, 1706, None]


def test_who_is_entered_later_stands_right_among_those_entered_before() -> None:
    line = [(at("8.00"), 1024), (at("8.20"), 1365), (at("8.40"), 1706), (at("9.00"), 2048)]

    assert places([at("8.30")], line) == [1535]


TIMES = st.integers(0, 59).map(lambda minute: datetime(2026, 11, 23, 1, minute, tzinfo=UTC))


@given(taken=st.lists(TIMES, max_size=30), late=st.lists(TIMES, max_size=30))
def test_places_are_in_the_order_of_arrival_whoever_is_entered_when(
    taken: list[datetime], late: list[datetime]
) -> None:
    line = [(came, (nth + 1) * ORDER_STEP) for nth, came in enumerate(sorted(taken))]
    behind = (len(taken) + 1) * ORDER_STEP
    entered = sorted(late)

    found = [place or behind for place in places(entered, line)]

    assert found == sorted(found)
    for came, place in zip(entered, found, strict=True):
        assert all((place > other) == (came >= earlier) for earlier, other in line)
