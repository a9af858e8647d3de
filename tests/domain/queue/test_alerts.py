"""What begins an alert, what goes on, and what ends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from queue_app.domain.office.targets import Targets
from queue_app.domain.queue.alerts import (
    NAMES,
    OFFICE,
    RULES,
    WORDS,
    Cause,
    Change,
    CounterSeen,
    Key,
    Kind,
    ServiceSeen,
    Sight,
    causes,
    change,
)

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
TARGETS = Targets(waiting=40, wait_min=30, service_pct=150, stay_min=60, unserved_min=5)
CALM = Sight(now=NOW, is_open=True, waiting=3)
KTP, LEG = 7, 70


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def waits(minutes: float, *, left: float | None = None) -> dict[str, Any]:
    """Three wait for KTP, the first since so many minutes; left: since when no counter serves it."""
    return {"services": [ServiceSeen(KTP, 3, ago(minutes), None if left is None else ago(left))]}


def served(minutes: float, *, is_unheard: bool = False) -> dict[str, Any]:
    return {"counters": [CounterSeen(LEG, 4, minutes * 60, 600, is_unheard)]}


def begun(**seen: Any) -> list[Key]:
    return [each.key for each in change([], causes(replace(CALM, **seen), TARGETS)).begun]


def stands_on(key: Key, **seen: Any) -> bool:
    return change([key], causes(replace(CALM, **seen), TARGETS)).ended == []


def test_a_calm_office_has_no_alert() -> None:
    assert begun() == []


@pytest.mark.parametrize(
    ("kind", "subject", "just_below", "at"),
    [
        (Kind.WAIT, KTP, waits(29.9), waits(30)),
        (Kind.SERVICE, LEG, served(14.9), served(15)),
        (Kind.STAY, OFFICE, {"first_arrival": ago(59.9)}, {"first_arrival": ago(60)}),
        (Kind.LENGTH, OFFICE, {"waiting": 39}, {"waiting": 40}),
        (Kind.UNSERVED, KTP, waits(20, left=4.9), waits(20, left=5)),
    ],
)
def test_an_alert_begins_at_the_office_s_own_limit(
    kind: Kind, subject: int, just_below: dict[str, Any], at: dict[str, Any]
) -> None:
    assert (begun(**just_below), begun(**at)) == ([], [(kind, subject)])


@pytest.mark.parametrize(
    ("key", "near", "calm"),
    [
        (Key(Kind.WAIT, KTP), waits(24), waits(23.9)),
        (Key(Kind.STAY, OFFICE), {"first_arrival": ago(48)}, {"first_arrival": ago(47)}),
        (Key(Kind.LENGTH, OFFICE), {"waiting": 32}, {"waiting": 31}),
    ],
)
def test_it_ends_only_once_the_figure_is_calm_so_that_not_each_call_rings(
    key: Key, near: dict[str, Any], calm: dict[str, Any]
) -> None:
    assert (begun(**near), stands_on(key, **near), stands_on(key, **calm)) == ([], True, False)


@pytest.mark.parametrize(
    ("kind", "subject", "seen"),
    [
        (Kind.UNHEARD, LEG, {"counters": [CounterSeen(LEG, 4, None, 600, is_unheard=True)]}),
        (Kind.PRINTER, 2, {"printers": {2: "Lobi"}}),
        (Kind.SCREEN, -3, {"screens": {-3: "TV Lobi"}}),
        (Kind.FLOOD, 1, {"floods": [1]}),
        (Kind.CLOCK, OFFICE, {"clock_faults": [OFFICE]}),
    ],
)
def test_what_has_no_limit_begins_with_its_cause_and_ends_with_it(
    kind: Kind, subject: int, seen: dict[str, Any]
) -> None:
    assert (begun(**seen), stands_on(Key(kind, subject))) == ([(kind, subject)], False)


def test_that_nobody_serves_is_counted_from_when_both_are_so() -> None:
    assert begun(**waits(2, left=60)) == []  # nobody has waited long enough to miss the counter
    assert begun(**waits(20, left=None)) == []  # a counter serves it


def test_an_unserved_queue_ends_when_a_counter_serves_it_and_not_when_the_first_one_leaves() -> None:
    key = Key(Kind.UNSERVED, KTP)

    assert (stands_on(key, **waits(1, left=60)), stands_on(key, **waits(20, left=None))) == (True, False)


@pytest.mark.parametrize(
    "seen",
    [{"printers": {2: "Lobi"}}, {"screens": {3: "TV"}}, waits(20, left=20)],
    ids=["printer", "screen", "counter"],
)
def test_outside_its_hours_nobody_misses_a_counter_a_printer_or_a_screen(seen: dict[str, Any]) -> None:
    assert (len(begun(**seen)), begun(is_open=False, **seen)) == (1, [])


def test_what_stands_already_does_not_begin_again() -> None:
    found = [Cause(Key(Kind.PRINTER, 2), "Lobi"), Cause(Key(Kind.PRINTER, 3), "Kios")]

    assert change([Key(Kind.PRINTER, 2), Key(Kind.FLOOD, 1)], found) == Change([found[1]], [Key(Kind.FLOOD, 1)])


def test_every_kind_has_its_rule_and_its_words() -> None:
    assert [list(table) for table in (RULES, WORDS, NAMES)] == [list(Kind)] * 3
