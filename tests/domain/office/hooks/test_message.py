"""What a receiver is told: written out, so that nothing about a person slips in."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from queue_app.domain.log import events
from queue_app.domain.office.hooks import kinds
from queue_app.domain.office.hooks.message import Ticket, body_of, message_id
from tests.factories import make_called

AT = datetime(2026, 11, 30, 3, 4, 5, 678, tzinfo=UTC)
TICKET = Ticket(id=55, number="A012", series="A", service="KTP", day="2026-11-30", counter=3)


def test_a_call_is_told_with_number_service_counter_and_nothing_of_a_person() -> None:
    body = body_of("medan", 812, AT, make_called(leg_id=4, counter_id=2, officer_id=3), TICKET)

    assert json.loads(body) == {
        "version": 1,
        "type": "ticket.called",
        "timestamp": "2026-11-30T03:04:05.000678Z",
        "data": {
            "office": "medan",
            "seq": 812,
            "ticket": {
                "id": 55, "number": "A012", "series": "A", "service": "KTP", "day": "2026-11-30", "state": "called",
                "counter": 3,
            },
        },
    }  # fmt: skip


def test_two_events_of_one_number_have_two_names() -> None:
    before, after_a_backup = (message_id("medan", 812, link) for link in ("1366c106f54b514f", "a0c4d1e2f3b4c5d6"))

    assert (before, after_a_backup) == ("medan:812:1366c106f54b", "medan:812:a0c4d1e2f3b4")


def test_every_kind_to_choose_is_told_of_something_in_the_log() -> None:
    assert {told.kind for told in kinds.TOLD.values()} == set(kinds.KINDS)
    assert set(kinds.TOLD) <= set(events.KINDS)


def test_nothing_of_complaints_accounts_or_officers_is_ever_told() -> None:
    assert {kind.partition(".")[0] for kind in kinds.TOLD} == {"ticket", "booking", "survey"}


def test_a_step_taken_back_tells_the_state_before_it_where_that_is_one() -> None:
    undone = [
        events.ActionUndone(
            ticket_id=1, leg_id=1, action=action, next_leg_id=None, counter_id=None, officer_id=1
        )
        for action in ("finish", "call", "transfer")
    ]  # fmt: skip

    assert [kinds.state_of(each) for each in undone] == ["serving", "waiting", ""]
