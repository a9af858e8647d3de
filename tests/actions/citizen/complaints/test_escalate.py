"""Deadlines are told of before they come and when they come, once each, to those who may know."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from queue_app.actions.citizen.complaints.escalate import Audience, Told, When, escalate
from queue_app.config import Complaints, Config, Mail
from queue_app.daily import DayWatch
from queue_app.domain.citizen.complaints.lodged import Lodged
from queue_app.domain.log.rights import Role
from queue_app.server import escalation
from tests.complaints import BRIBE, SAYS, SITI, as_role, brought
from tests.offices import Office
from tests.servers.mailbox import Mailbox


def after_days(office: Office, *days: int) -> list[Told]:
    told = []
    for each in days:
        office.clock.tick(days=each)
        told.append(escalate(office.desk, office.office_id))
    return told


def test_each_deadline_is_told_of_twice_and_never_again(office: Office) -> None:
    brought(office)  # to be checked within three days: every day is a working day here

    early, due = {Audience.SERVICE: {When.EARLY: 1}}, {Audience.SERVICE: {When.DUE: 1}}
    assert after_days(office, 0, 2, 0, 1, 0) == [{}, {}, {}, due, {}]
    assert after_days(office, 7, 4) == [early, due]  # to be settled within fourteen


@pytest.mark.parametrize(("lodged", "of"), [(BRIBE, None), (SAYS, "joko")])
def test_what_the_head_may_not_see_is_told_to_those_outside(office: Office, lodged: Lodged, of: str | None) -> None:
    as_role(office, "joko", Role.HEAD)
    brought(office, lodged, officer_id=office.officers[of] if of else None)

    assert after_days(office, 3) == [{Audience.INTEGRITY: {When.DUE: 1}}]


def test_a_letter_says_that_something_is_due_and_no_word_more(office: Office) -> None:
    _number, code = brought(office, identity=SITI)
    brought(office, BRIBE)
    office.clock.tick(days=3)

    letters = {str(each["To"]): said(each) for each in letters_of(office)}

    assert set(letters) == {"kepala@kota.go.id", "inspektorat@kota.go.id"}
    assert len(set(letters.values())) == 1
    for secret in (code, SITI.name, SITI.contact, SAYS.text, BRIBE.text, "ntegritas"):
        assert secret not in str(letters.values())


def letters_of(office: Office) -> list[EmailMessage]:
    to = Complaints(service_to="kepala@kota.go.id", integrity_to="inspektorat@kota.go.id")
    with Mailbox() as mailbox:
        mail = Mail("127.0.0.1", mailbox.port, "none", sender="antrean@uji.go.id")
        watch = escalation(Config(mail=mail, complaints=to), office.desk)
        DayWatch(office.desk, note_days=30, escalation=watch).look()
    return list(mailbox.letters)


def said(letter: EmailMessage) -> str:
    body = letter.get_body()
    assert body is not None
    return f"{letter['Subject']} {body.get_content()}"
