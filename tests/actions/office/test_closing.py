"""A service closed by hand while people wait, and their way to the next working day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from queue_app.actions.office import closing
from queue_app.domain.log import events
from queue_app.domain.log.errors import AlreadyPast, BadInput, NotFound, QueueError, ServiceClosed
from queue_app.store.office.tables import Service
from tests.calendars import set_service
from tests.offices import Office

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


def close(office: Office, service: str = "KTP", *, reason: str = "blangko_habis", minutes: float | None = None) -> None:
    closing.close_service(
        office.desk, office.office_id, service_id=office.services[service], reason=reason,
        reopens_at=None if minutes is None else office.clock() + timedelta(minutes=minutes),
        officer_id=office.officers["tini"],
    )  # fmt: skip


def reopen(office: Office) -> None:
    closing.reopen_service(
        office.desk, office.office_id, service_id=office.services["KTP"], officer_id=office.officers["tini"]
    )


def test_a_closed_service_gives_no_number_and_says_why_and_until_when(office: Office) -> None:
    close(office, minutes=90)

    with pytest.raises(ServiceClosed) as refusal:
        office.issue()

    assert str(refusal.value.data["why"]) == (
        "Closed for now: the blank forms have run out. Expected to open at 09.30 WIB."
    )
    assert office.events() == [
        events.ServiceClosedByHand(
            office.services["KTP"], "blangko_habis", office.officers["tini"], "2026-11-23T02:30:00+00:00"
        )
    ]


def test_the_others_go_on_and_who_waits_is_still_called(office: Office) -> None:
    office.open_counter()
    office.issue()
    close(office)

    assert (office.issue("AKTA").shown, office.call_next().shown) == ("B001", "A001")


def test_it_opens_by_hand_and_by_itself(office: Office) -> None:
    close(office)
    reopen(office)
    first = office.issue().shown
    close(office, minutes=30)
    office.clock.tick(minutes=30)

    assert (first, office.issue().shown) == ("A001", "A002")


def test_the_mark_of_a_closing_that_is_over_is_taken_off_once(office: Office) -> None:
    close(office, minutes=30)
    close(office, "AKTA")
    before = closing.reopen_ended(office.desk, office.office_id)
    office.clock.tick(minutes=30)

    assert [before, *(closing.reopen_ended(office.desk, office.office_id) for _ in range(2))] == [0, 1, 0]
    assert office.rows(Service.is_open) == [True, False]
    assert office.events()[-1] == events.ServiceReopened(office.services["KTP"], None)


def test_closing_again_tells_the_new_reason(office: Office) -> None:
    close(office, minutes=30)
    close(office, reason="siak_down")

    assert office.rows(Service.closed_reason) == ["siak_down", None]
    assert office.rows(Service.reopens_at) == [None, None]


def test_opening_what_is_open_is_no_event(office: Office) -> None:
    reopen(office)

    assert office.events() == []


@pytest.mark.parametrize(("wrong", "error"), [({"reason": "bosan"}, BadInput), ({"minutes": 0}, AlreadyPast)])
def test_a_closing_that_says_what_cannot_be_is_refused(
    office: Office, wrong: dict[str, str], error: type[QueueError]
) -> None:
    with pytest.raises(error):
        close(office, **wrong)  # type: ignore[arg-type]

    assert office.rows(Service.is_open) == [True, True]


def test_a_service_that_was_taken_out_is_not_there_to_close(office: Office) -> None:
    set_service(office, "KTP", is_active=False)

    with pytest.raises(NotFound):
        close(office)
