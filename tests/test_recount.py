"""The recount finds what it looks for: each rule, broken once in a log that is made up, is named."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import MORNING
from tests.recount import Recount

Told = tuple[str, dict[str, Any]]
AT = {"counter_id": 1, "officer_id": 1}


def issued(number: int, *, leg: int | None = None, is_priority: bool = False) -> Told:
    own = leg or number
    return "ticket.issued", {
        "ticket_id": own, "leg_id": own, "series_id": 1, "service_id": 1, "business_date": "2026-11-23",
        "number": number, "is_priority": is_priority,
    }  # fmt: skip


def called(leg: int, *, rule: str = "only_regular", **at: int) -> Told:
    return "ticket.called", {"leg_id": leg, "ticket_id": leg, "rule": rule, **AT, **at}


def happened(kind: str, leg: int = 1, **more: object) -> Told:
    return f"ticket.{kind}", {"leg_id": leg, "ticket_id": leg, **AT, **more}


def opened(counter: int = 1, officer: int = 1) -> Told:
    return "desk.opened", {"desk_session_id": 1, "counter_id": counter, "officer_id": officer}


def broken(*log: Told) -> list[str]:
    """The rules that the recount names, without the events."""
    recount = Recount(recalls=1, regular=2).read(
        (seq, MORNING, kind, data) for seq, (kind, data) in enumerate(log, start=1)
    )
    return [each.split(": ")[1] for each in recount.broken]


def test_a_sound_log_breaks_nothing() -> None:
    first = [opened(), issued(1), issued(2), called(1), happened("started"), happened("finished")]
    second = [called(2), happened("recalled", 2), happened("no_show", 2), happened("restored", 2, order_no=2048)]

    assert broken(*first, *second, called(2), happened("undone", 2, next_leg_id=None), called(2)) == []


@pytest.mark.parametrize(
    ("log", "rule"),
    [
        ([issued(1), issued(3, leg=2)], "a number twice, or a gap"),
        ([opened(), opened(officer=2)], "two officers at one counter"),
        ([opened(), opened(counter=2)], "one officer at two counters"),
        ([opened(), issued(1), issued(2), called(1), called(2)], "two open tickets at one counter"),
        ([opened(), issued(1), issued(2), called(2)], "[1] came before"),
        ([opened(), issued(1), called(1), happened("no_show")], "a no-show before the recalls"),
        ([opened(), issued(1), called(1), happened("finished")], "called is not one of ('serving',)"),
        ([opened(), issued(1), called(1, officer_id=2)], "the officer is at another desk"),
        ([opened(), issued(1, is_priority=True), called(1, rule="priority_turn")], "priority before its turn"),
        ([opened(), issued(1), called(1), ("desk.closed", AT)], "closed with an open ticket"),
        ([opened(), issued(1), ("desk.paused", AT), called(1)], "called during a break"),
    ],
)
def test_a_broken_rule_is_named(log: list[Told], rule: str) -> None:
    assert rule in broken(*log)
