"""Phones are woken in the background, in their language, and a push service in trouble keeps nobody waiting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from queue_app.actions.citizen import pushes
from queue_app.live.pushes import Pushes
from queue_app.store.citizen.push_tables import PushSubscription
from queue_app.store.citizen.pushes import Phone
from tests.offices import Office

SERVICES = ("https://push.test", "https://other.test")


@dataclass
class Sender:
    """Writes down what it was to send, and answers the same each time."""

    answer: str = "done"
    sent: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def __call__(self, phone: Mapping[str, str], told: Mapping[str, str]) -> str:
        self.sent.append((phone["endpoint"], told))
        return self.answer


def follow(office: Office, *names: str, lang: str = "id", service: str = SERVICES[0]) -> None:
    """A number for each phone of that name."""
    for name in names:
        asked = Phone(f"{service}/{name}", "B" * 87, "A" * 22)
        ticket = office.issue().ticket_id
        pushes.follow(office.desk, office.office_id, ticket, asked, lang=lang, services=SERVICES)


def look(office: Office, sender: Sender) -> Pushes:
    found = Pushes(office.desk, sender)
    found.look()
    return found


@pytest.mark.parametrize(
    ("lang", "near", "called"),
    [
        ("id", ("A001: orang di depan Anda: 0", "Silakan menuju ruang tunggu."), "A001: silakan ke loket 1"),
        ("en", ("A001: people ahead of you: 0", "Please come to the waiting room."), "A001: please go to counter 1"),
    ],
)
def test_a_phone_is_told_its_number_and_its_counter_and_nothing_else(
    office: Office, lang: str, near: tuple[str, str], called: str
) -> None:
    sender = Sender()
    follow(office, "a", lang=lang)
    found = look(office, sender)
    office.open_counter()
    office.call_next()
    found.look()

    assert sender.sent == [
        ("https://push.test/a", {"number": "A001", "title": near[0], "body": near[1]}),
        ("https://push.test/a", {"number": "A001", "title": called, "body": ""}),
    ]


def test_a_phone_that_its_service_knows_no_more_is_forgotten(office: Office) -> None:
    follow(office, "a")
    look(office, Sender("gone"))

    assert office.rows(PushSubscription.id) == []


def test_a_service_that_does_not_answer_is_left_alone_and_another_one_is_not(office: Office) -> None:
    sender = Sender("failed")
    follow(office, "a", "b")
    follow(office, "c", service=SERVICES[1])
    look(office, sender).look()

    assert [endpoint for endpoint, _told in sender.sent] == ["https://push.test/a", "https://other.test/c"]
    assert len(office.rows(PushSubscription.id)) == 3


def test_two_workers_tell_a_phone_once(office: Office) -> None:
    sender = Sender()
    follow(office, "a")
    look(office, sender)
    look(office, sender)

    assert len(sender.sent) == 1
