"""Events are stored for years: what they are called and what they hold is written out here."""

from __future__ import annotations

from dataclasses import fields

import pytest

from queue_app.domain.log import events
from queue_app.domain.log.events import ANNOUNCED, KINDS, Event
from tests.factories import make_called

AT_COUNTER = {"ticket_id": "int", "leg_id": "int", "counter_id": "int", "officer_id": "int"}
BY_OFFICER = {"ticket_id": "int", "leg_id": "int", "officer_id": "int"}
REASON = "str | None"
DESK = {"desk_session_id": "int", "counter_id": "int", "officer_id": "int"}
LENT = {"device_id": "int", "series_id": "int", "business_date": "str", "first": "int", "last": "int"}
EXPECTED = {
    "ticket.issued": {
        "ticket_id": "int", "leg_id": "int", "series_id": "int", "service_id": "int", "business_date": "str",
        "number": "int", "is_priority": "bool", "arrives_at": "str | None", "source": "str | None",
        "order_no": "int | None", "officer_id": "int | None", "promised": "str | None",
        "appointed_at": "str | None",
    },
    "ticket.called": {**AT_COUNTER, "rule": "str", "regular_run": "int", "appointed_run": "int", "reason": REASON},
    "ticket.recalled": AT_COUNTER,
    "ticket.started": AT_COUNTER,
    "ticket.held": {**AT_COUNTER, "reason": REASON, "back_at": "str | None"},
    "ticket.resumed": AT_COUNTER,
    "ticket.finished": {
        **AT_COUNTER, "outcome": "str | None", "documents": "int | None", "missing": "str | None",
        "family": "int | None",
    },
    "ticket.transferred": {
        **AT_COUNTER, "next_leg_id": "int", "service_id": "int", "to_counter_id": "int | None",
        "to_officer_id": "int | None", "back_service_id": "int | None", "back_counter_id": "int | None",
    },
    "ticket.continued": {**AT_COUNTER, "next_leg_id": "int", "service_id": "int", "to_counter_id": "int | None"},
    "ticket.no_show": AT_COUNTER,
    "ticket.restored": {**BY_OFFICER, "order_no": "int | None"},
    "ticket.cancelled": {**BY_OFFICER, "officer_id": "int | None", "reason": REASON},
    "ticket.set_aside": {
        "ticket_id": "int", "leg_id": "int", "wish": "str", "not_before": "str | None", "order_no": "int | None",
        "passed": "str | None",
    },
    "ticket.came_back": {"ticket_id": "int", "leg_id": "int"},
    "ticket.expired": {"ticket_id": "int", "leg_id": "int", "reason": REASON},
    "ticket.served_on_paper": {**BY_OFFICER, "business_date": "str"},
    "ticket.left_on_paper": {**BY_OFFICER, "business_date": "str"},
    "ticket.carried": {
        **BY_OFFICER, "next_ticket_id": "int", "officer_id": "int | None", "next_leg_id": "int | None",
    },
    "ticket.noted": {**BY_OFFICER, "note_id": "int"},
    "ticket.time_marked": {**BY_OFFICER, "officer_id": "int | None", "why": "str | None"},
    "ticket.doubt_withdrawn": {**BY_OFFICER, "why": "str", "reason": REASON},
    "ticket.doubt_disputed": {**BY_OFFICER, "why": "str"},
    "ticket.reprinted": {"ticket_id": "int", "copy_no": "int", "officer_id": "int"},
    "ticket.paper_decided": {"ticket_id": "int", "copy_no": "int", "decision": "str", "officer_id": "int"},
    "ticket.undone": {**BY_OFFICER, "action": "str", "next_leg_id": "int | None", "counter_id": "int | None"},
    "desk.opened": DESK,
    "desk.closed": {**DESK, "how": "str | None"},
    "desk.handed_over": {**DESK, "to_officer_id": "int"},
    "desk.taken_over": {**DESK, "by_id": "int"},
    "desk.paused": {**DESK, "status": "str", "reason": REASON},
    "desk.back": DESK,
    "service.closed": {"service_id": "int", "reason": "str", "officer_id": "int", "reopens_at": "str | None"},
    "service.reopened": {"service_id": "int", "officer_id": "int | None"},
    "service.standard_set": {"service_id": "int", "minutes": "int", "from_day": "str", "officer_id": "int | None"},
    "alert.acknowledged": {"alert_id": "int", "what": "str", "officer_id": "int"},
    "flood.noticed": {"flood_id": "int", "tickets": "int"},
    "flood.settled": {"flood_id": "int", "tickets": "int | None", "officer_id": "int"},
    "account.signed_in": {"officer_id": "int", "way": "str"},
    "account.refused": {"officer_id": "int | None"},
    "account.signed_out": {"officer_id": "int"},
    "account.password_set": {"officer_id": "int", "by_id": "int | None"},
    "account.second_factor_set": {"officer_id": "int"},
    "account.second_factor_removed": {"officer_id": "int", "by_id": "int | None"},
    "account.sso_bound": {"officer_id": "int"},
    "account.sso_released": {"officer_id": "int"},
    "device.paired": {"device_id": "int", "device_kind": "str", "officer_id": "int"},
    "device.revoked": {"device_id": "int", "officer_id": "int"},
    "training.held": {"officer_id": "int"},
    "day.noted": {"note_id": "int", "business_date": "str", "officer_id": "int"},
    "day.note_removed": {"note_id": "int", "business_date": "str", "officer_id": "int"},
    "log.head_mailed": {"head_seq": "int"},
    "clock.jumped": {"by_s": "float", "how": "str"},
    "setup.changed": {
        "what": "str", "key": "str", "field_names": "str", "before": "str", "after": "str", "officer_id": "int | None",
    },
    "history.imported": {"source": "str", "visits": "int", "first_day": "str", "last_day": "str"},
    "history.visit": {
        "source": "str", "number": "int", "row": "int", "business_date": "str", "service_id": "int",
        "officer_id": "int | None", "is_priority": "bool", "arrived_at": "str", "called_at": "str | None",
        "ended_at": "str | None", "end": "str",
    },
    "evidence.published": {
        "officer_id": "int", "period": "str", "version": "int", "sha256": "str", "head_seq": "int", "by_id": "int",
    },
    "evidence.received": {"officer_id": "int", "period": "str", "version": "int"},
    "evidence.targets_set": {"officer_id": "int", "period": "str", "sha256": "str"},
    "evidence.noted": {"officer_id": "int", "period": "str", "sha256": "str"},
    "evidence.disputed": {
        "officer_id": "int", "period": "str", "dispute_id": "int", "of_ticket": "int | None",
        "of_service": "int | None", "sha256": "str",
    },
    "evidence.decided": {
        "officer_id": "int", "period": "str", "dispute_id": "int", "decision": "str", "sha256": "str", "by_id": "int",
    },
    "evidence.feedback": {"officer_id": "int", "period": "str", "sha256": "str", "by_id": "int"},
    "evidence.discussed": {"officer_id": "int", "period": "str", "version": "int", "by_id": "int"},
    "evidence.locked": {
        "officer_id": "int", "period": "str", "version": "int", "sha256": "str", "reason": "str | None",
        "by_id": "int",
    },
    "evidence.opened": {"officer_id": "int", "period": "str", "reason": "str", "sha256": "str", "by_id": "int"},
    "api_token.made": {"token_id": "int", "officer_id": "int | None", "last_day": "str", "by_id": "int"},
    "api_token.revoked": {"token_id": "int", "by_id": "int"},
    "evidence.pdf_made": {
        "officer_id": "int", "period": "str", "lang": "str", "letter_sha256": "str", "sha256": "str",
    },
    "outage.noted": {
        "outage_id": "int", "business_date": "str", "from_min": "int", "until_min": "int", "services": "str",
        "why": "str", "by_id": "int",
    },
    "outage.withdrawn": {"outage_id": "int", "business_date": "str", "by_id": "int"},
    "leave.asked": {
        "leave_id": "int", "officer_id": "int", "first_day": "str", "last_day": "str", "from_min": "int | None",
        "until_min": "int | None",
    },
    "leave.decided": {"leave_id": "int", "officer_id": "int", "decision": "str", "by_id": "int"},
    "leave.withdrawn": {"leave_id": "int", "officer_id": "int"},
    "course.noted": {
        "course_id": "int", "business_date": "str", "hours": "int", "services": "str", "officers": "str",
        "by_id": "int",
    },
    "course.withdrawn": {"course_id": "int", "business_date": "str", "by_id": "int"},
    "course.topics_set": {"by_id": "int"},
    "criterion.set": {
        "criterion_id": "int", "measure": "str", "limit_pct": "int", "group": "str", "published_on": "str",
        "by_id": "int",
    },
    "criterion.withdrawn": {"criterion_id": "int", "withdrawn_on": "str", "by_id": "int"},
    "survey.sealed": {"business_date": "str", "answers": "int", "sha256": "str"},
    "survey.forms_taken": {
        "channel": "str", "forms": "int", "first_day": "str", "last_day": "str", "sha256": "str | None",
        "officer_id": "int",
    },
    "complaint.moved": {"complaint_id": "int", "business_date": "str", "state": "str"},
    "complaint.identity_opened": {"complaint_id": "int", "business_date": "str"},
    "booking.made": {
        "booking_id": "int", "service_id": "int", "business_date": "str", "slot_at": "str", "via": "str",
        "is_priority": "bool", "officer_id": "int | None",
    },
    "booking.moved": {"booking_id": "int", "next_booking_id": "int", "officer_id": "int | None"},
    "booking.cancelled": {"booking_id": "int", "reason": "str", "officer_id": "int | None"},
    "booking.arrived": {"booking_id": "int", "ticket_id": "int", "officer_id": "int | None"},
    "booking.missed": {"booking_id": "int"},
    "survey.published": {
        "publication_id": "int", "period": "str", "version": "int", "sha256": "str", "by_id": "int",
    },
    "follow_up.set": {"follow_up_id": "int", "period": "str", "due_on": "str", "by_id": "int"},
    "follow_up.done": {"follow_up_id": "int", "business_date": "str", "by_id": "int"},
    "follow_up.withdrawn": {"follow_up_id": "int", "by_id": "int"},
    "change.noted": {"change_id": "int", "business_date": "str", "by_id": "int"},
    "change.withdrawn": {"change_id": "int", "by_id": "int"},
    "lease.granted": LENT,
    "lease.returned": {**LENT, "why": "str"},
    "slip.settled": {"slip_id": "int", "fault": "str", "officer_id": "int"},
    "forum.set": {"forum_id": "int", "business_date": "str", "is_published": "bool", "sha256": "str", "by_id": "int"},
    "forum.promised": {
        "promise_id": "int", "forum_id": "int", "due_on": "str", "sha256": "str", "by_id": "int",
    },
    "forum.promise_ended": {
        "promise_id": "int", "forum_id": "int", "decision": "str", "business_date": "str", "by_id": "int",
    },
    "data.forgotten": {"what": "str", "before": "str", "count": "int | None"},
    "privacy.contact_set": {"sha256": "str", "by_id": "int"},
    "privacy.asked": {"request_id": "int", "what": "str", "received_at": "str", "by_id": "int"},
    "privacy.answered": {"request_id": "int", "decision": "str", "by_id": "int"},
    "breach.noted": {"breach_id": "int", "found_at": "str", "sha256": "str", "by_id": "int"},
    "breach.step_done": {"breach_id": "int", "action": "str", "by_id": "int"},
    "breach.closed": {"breach_id": "int", "sha256": "str", "by_id": "int"},
    "hook.added": {"hook_id": "int", "told": "str", "by_id": "int"},
    "hook.removed": {"hook_id": "int", "by_id": "int"},
    "hook.paused": {"hook_id": "int", "why": "str", "by_id": "int | None"},
    "hook.resumed": {"hook_id": "int", "from_seq": "int", "by_id": "int"},
    "hook.secret_set": {"hook_id": "int", "by_id": "int"},
}  # fmt: skip
# Of the texts none comes from a citizen: dates, times, keys of the domain's tables, and what the office's set-up says.
TEXTS = {
    "business_date", "arrives_at", "back_at", "reopens_at", "rule", "reason", "outcome", "missing", "why", "action",
    "how", "status", "device_kind", "what", "key", "field_names", "before", "after", "source", "decision",
    "from_day", "first_day", "last_day", "arrived_at", "called_at", "ended_at", "end", "period", "sha256",
    "lang", "letter_sha256", "promised", "appointed_at", "slot_at", "via",
    "services", "wish", "not_before", "passed",
    "officers", "measure", "group", "published_on", "withdrawn_on", "channel", "state",
    "due_on", "received_at", "found_at", "fault", "told", "way",
}  # fmt: skip


def test_every_kind_stands_here_with_its_fields_and_no_other() -> None:
    assert {kind: {one.name: one.type for one in fields(cls)} for kind, cls in KINDS.items()} == EXPECTED


def test_no_two_events_share_a_kind() -> None:
    named = vars(events).values()
    classes = {each for each in named if isinstance(each, type) and issubclass(each, Event) and each is not Event}

    assert set(KINDS.values()) == classes
    assert [cls.kind for cls in KINDS.values()] == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_no_event_has_a_field_that_could_hold_a_name_or_a_number_of_a_person(kind: str) -> None:
    texts = {one.name for one in fields(KINDS[kind]) if "str" in str(one.type)}

    assert texts <= TEXTS


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_fits_its_column(kind: str) -> None:
    assert len(kind) <= 30


def test_an_event_tells_all_its_facts() -> None:
    assert make_called(leg_id=4, counter_id=2, officer_id=3).data() == {
        "ticket_id": 1, "leg_id": 4, "counter_id": 2, "officer_id": 3, "rule": "only_regular", "regular_run": 1,
        "appointed_run": 0, "reason": None,
    }  # fmt: skip


def test_an_event_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        make_called().leg_id = 2  # type: ignore[misc]  # that is the point


def test_the_room_hears_calls_and_recalls_only() -> None:
    assert (events.TicketCalled.kind, events.TicketRecalled.kind) == ANNOUNCED
