"""What the administrator says of the first steps, a day that opens all the same, and passwords to read out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from queue_app.actions.office import accounts, first_passwords, first_steps, setup
from queue_app.domain.log.errors import MalformedRequest
from queue_app.domain.log.events import SetupChanged
from queue_app.domain.office.plan import HoursPlan, SpecialDayPlan
from queue_app.store.office import first_steps as rows
from tests.offices import Office


def said(office: Office) -> frozenset[str]:
    with office.desk.reading() as connection:
        return rows.said(connection, office.office_id)


def test_what_is_said_stays_and_can_be_taken_back_and_the_log_tells_both(office: Office) -> None:
    by = office.officers["tini"]
    for _twice in range(2):
        first_steps.say(office.desk, office.office_id, "hours", by=by)
    stood = said(office)
    for _twice in range(2):
        first_steps.unsay(office.desk, office.office_id, "hours", by=by)

    assert (stood, said(office)) == (frozenset({"hours"}), frozenset())
    no, yes = '{"is_said": false}', '{"is_said": true}'
    assert office.events() == [
        SetupChanged("first_step", "hours", "is_said", no, yes, by),
        SetupChanged("first_step", "hours", "is_said", yes, no, by),
    ]


@pytest.mark.parametrize("do", [first_steps.say, first_steps.unsay])
def test_only_what_is_known_can_be_said(office: Office, do: object) -> None:
    with pytest.raises(MalformedRequest):
        do(office.desk, office.office_id, "anything", by=1)  # type: ignore[operator]


def test_an_office_that_is_closed_opens_all_day_and_nothing_else_changes(office: Office) -> None:
    by, sunday = office.officers["tini"], office.clock.set_local("2026-11-29 10:00:00").date()
    closed, other = SpecialDayPlan(sunday, "Libur"), SpecialDayPlan(sunday + timedelta(days=1), "Rapat")
    before = setup.change(
        office.desk, office.office_id, by=by,
        edit=lambda plan: replace(plan, hours=[HoursPlan(mon="08.00-12.00")], special_days=[closed, other]),
    )  # fmt: skip

    after = first_steps.open_today(office.desk, office.office_id, name="Buka hari ini", by=by)

    assert after == replace(before, special_days=[SpecialDayPlan(sunday, "Buka hari ini", "00.00-24.00"), other])
    assert office.issue().is_new


def test_passwords_can_be_read_out_and_are_strong_enough_to_be_taken() -> None:
    made = {first_passwords.new() for _time in range(50)}

    assert len(made) == 50
    assert all(re.fullmatch(r"[a-z]{2,9}-[a-z]{2,9}-[a-z]{2,9}-[1-9][0-9]", each) for each in made)
    for each in made:
        accounts.check_password(each, username="siti")


def test_no_word_of_the_passwords_is_there_twice_or_hard_to_spell() -> None:
    words = first_passwords.WORDS

    assert len(words) == len(set(words)) > 200
    assert [each for each in words if not re.fullmatch("[a-z]{2,9}", each)] == []
