"""Who asked to be woken, and who is to be told what: once each, and only of push services that may be spoken to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from queue_app.actions.citizen import promises, pushes
from queue_app.actions.citizen.privacy import keeping
from queue_app.actions.queue import absences, corrections, counter
from queue_app.config import PUSH_SERVICES
from queue_app.domain.log.errors import BadInput
from queue_app.store.citizen.push_tables import PushSubscription
from queue_app.store.citizen.pushes import MOST_PHONES, Phone
from tests.offices import Office
from tests.questions import questions

FCM = "https://fcm.googleapis.com/fcm/send/"


def phone(name: str = "a") -> Phone:
    return Phone(FCM + name, "B" * 87, "A" * 22)


def follow(office: Office, ticket_id: int, asked: Phone | None = None) -> None:
    pushes.follow(
        office.desk, office.office_id, ticket_id, asked or phone(), lang="id", services=PUSH_SERVICES
    )  # fmt: skip


def told(office: Office) -> list[tuple[str, bool, int | None, int]]:
    """Number, whether it is called, the counter, and how many are ahead, of everybody who is to be told now."""
    return [(each.number, each.is_called, each.counter, ahead) for each, ahead in pushes.due(office.desk)]


def issue(office: Office, count: int) -> Sequence[int]:
    return [office.issue().ticket_id for _ in range(count)]


def test_a_phone_is_told_when_three_are_ahead_and_when_its_number_is_called_each_once(office: Office) -> None:
    tickets = issue(office, 5)
    office.open_counter()
    follow(office, tickets[4])

    seen = [told(office)]
    for _ in range(5):
        office.served() if len(seen) < 5 else office.call_next()
        seen.append(told(office))

    assert seen == [[], [("A005", False, None, 3)], [], [], [], [("A005", True, 1, 0)]]
    assert told(office) == []


def test_many_phones_cost_a_look_no_more_statements_than_one(office: Office) -> None:
    tickets = issue(office, 12)
    office.open_counter()
    promises.renew(office.desk, office.office_id)
    counts = []
    for far in (tickets[4:5], tickets[5:6], tickets[6:]):
        for ticket in far:
            follow(office, ticket)
        with questions() as asked:
            assert told(office) == []
        counts.append(len(asked))

    assert counts[1] == counts[2]  # the first one reads the round


def test_who_is_called_at_once_is_told_of_the_call_alone(office: Office) -> None:
    (ticket,) = issue(office, 1)
    follow(office, ticket)
    office.open_counter()
    office.call_next()

    assert told(office) == [("A001", True, 1, 0)]


def test_a_number_that_goes_on_elsewhere_is_told_of_the_next_call_too(office: Office) -> None:
    (ticket,) = issue(office, 1)
    office.open_counter()
    follow(office, ticket)
    leg = office.call_next()
    first = told(office)
    office.transfer(leg)

    assert (first, told(office)) == ([("A001", True, 1, 0)], [("A001", False, None, 0)])


def test_a_call_after_one_that_was_missed_or_taken_back_is_told_again(office: Office) -> None:
    tickets = issue(office, 2)
    office.open_counter()
    follow(office, tickets[0])
    called = [office.call_next()]
    seen = [told(office)]
    office.do(corrections.take_back, called[0])
    seen.append(told(office))
    called.append(office.call_next())
    seen.append(told(office))
    office.do(absences.restore, office.do(counter.no_show, called[1]))
    seen.append(told(office))
    office.call_next()

    assert [*seen, told(office)] == [[("A001", True, 1, 0)], [], [("A001", True, 1, 0)], [], [("A001", True, 1, 0)]]


def test_who_leaves_is_told_nothing_more(office: Office) -> None:
    (ticket,) = issue(office, 1)
    follow(office, ticket)
    pushes.leave(office.desk, ticket, phone().endpoint)

    assert (told(office), office.rows(PushSubscription.id)) == ([], [])


def test_a_phone_that_is_gone_follows_no_ticket_any_more(office: Office) -> None:
    for ticket in issue(office, 2):
        follow(office, ticket)
    pushes.is_gone(office.desk, phone().endpoint)

    assert office.rows(PushSubscription.ticket_id) == []


def test_a_phone_that_asks_again_is_one_phone_and_of_many_the_last_ones_are_told(office: Office) -> None:
    (ticket,) = issue(office, 1)
    names = [str(each) for each in range(MOST_PHONES + 2)]
    for name in (*names, names[-1]):
        follow(office, ticket, phone(name))

    assert office.rows(PushSubscription.endpoint) == [FCM + name for name in names[2:]]


def test_with_their_day_the_phones_are_forgotten(office: Office) -> None:
    (ticket,) = issue(office, 1)
    follow(office, ticket)
    keeping.forget(office.desk, office.office_id, "pushes")
    kept = office.rows(PushSubscription.ticket_id)
    office.clock.tick(seconds=timedelta(days=1).total_seconds())
    keeping.forget(office.desk, office.office_id, "pushes")

    assert (kept, office.rows(PushSubscription.ticket_id)) == ([ticket], [])


def test_a_number_of_another_day_is_not_followed(office: Office) -> None:
    (ticket,) = issue(office, 1)
    office.clock.tick(seconds=timedelta(days=1).total_seconds())

    with pytest.raises(BadInput):
        follow(office, ticket)


@pytest.mark.parametrize(
    ("endpoint", "is_spoken_to"),
    [
        ("https://fcm.googleapis.com/fcm/send/x", True),
        ("https://FCM.googleapis.com/x", True),
        ("https://web.push.apple.com/x", True),
        ("https://push.apple.com/x", False),
        ("http://fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com:8443/x", False),
        ("https://fcm.googleapis.com@10.0.0.5/x", False),
        ("https://10.0.0.5/x", False),
        ("https://localhost/x", False),
        ("https://fcm.googleapis.com.evil.test/x", False),
        ("https://evil.test#.push.apple.com", False),
        ("https://evil.test?.push.apple.com", False),
        ("https://evil.test\\.push.apple.com/x", False),
        ("https://user@x.push.apple.com/x", False),
        ("https://[::1/x", False),
    ],
)
def test_a_stranger_cannot_make_the_server_speak_to_another_machine(endpoint: str, *, is_spoken_to: bool) -> None:
    assert pushes.is_of(endpoint, PUSH_SERVICES) is is_spoken_to
