"""Events are stored for years: what they are called and what they hold is written out here."""

from __future__ import annotations

from dataclasses import fields

import pytest

from queue_app.domain import events
from queue_app.domain.events import ANNOUNCED, KINDS, Event
from tests.factories import make_called

AT_COUNTER = {"ticket_id": "int", "leg_id": "int", "counter_id": "int", "officer_id": "int"}
BY_OFFICER = {"ticket_id": "int", "leg_id": "int", "officer_id": "int"}
DESK = {"desk_session_id": "int", "counter_id": "int", "officer_id": "int"}
EXPECTED = {
    "ticket.issued": {
        "ticket_id": "int", "leg_id": "int", "series_id": "int", "service_id": "int", "business_date": "str",
        "number": "int", "is_priority": "bool",
    },
    "ticket.called": {**AT_COUNTER, "rule": "str", "regular_run": "int"},
    "ticket.recalled": AT_COUNTER,
    "ticket.started": AT_COUNTER,
    "ticket.held": AT_COUNTER,
    "ticket.resumed": AT_COUNTER,
    "ticket.finished": AT_COUNTER,
    "ticket.transferred": {**AT_COUNTER, "next_leg_id": "int", "service_id": "int"},
    "ticket.no_show": AT_COUNTER,
    "ticket.restored": BY_OFFICER,
    "ticket.cancelled": BY_OFFICER,
    "ticket.expired": {"ticket_id": "int", "leg_id": "int"},
    "desk.opened": DESK,
    "desk.closed": DESK,
}  # fmt: skip
FREE_TEXT = {"business_date", "rule"}  # the only strings: a date, and a key of routing.REASONS


def test_every_kind_stands_here_with_its_fields_and_no_other() -> None:
    assert {kind: {one.name: one.type for one in fields(cls)} for kind, cls in KINDS.items()} == EXPECTED


def test_no_two_events_share_a_kind() -> None:
    named = vars(events).values()
    classes = {each for each in named if isinstance(each, type) and issubclass(each, Event) and each is not Event}

    assert set(KINDS.values()) == classes
    assert [cls.kind for cls in KINDS.values()] == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_no_event_has_a_field_that_could_hold_a_name_or_a_number_of_a_person(kind: str) -> None:
    texts = {one.name for one in fields(KINDS[kind]) if one.type not in {"int", "bool"}}

    assert texts <= FREE_TEXT


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_fits_its_column(kind: str) -> None:
    assert len(kind) <= 30


def test_an_event_tells_all_its_facts() -> None:
    assert make_called(leg_id=4, counter_id=2, officer_id=3).data() == {
        "ticket_id": 1, "leg_id": 4, "counter_id": 2, "officer_id": 3, "rule": "only_regular", "regular_run": 1,
    }  # fmt: skip


def test_an_event_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        make_called().leg_id = 2  # type: ignore[misc]  # that is the point


def test_the_room_hears_calls_and_recalls_only() -> None:
    assert (events.TicketCalled.kind, events.TicketRecalled.kind) == ANNOUNCED
