"""Dated notes: kept with their day, marked in the log without their words, and taken off again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from queue_app.actions.evidence import day_notes
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.store.evidence import day_notes as rows
from tests.factories import make_plan
from tests.offices import Office

TODAY = date(2026, 11, 23)  # of the tests' clock


def write(office: Office, text: str = "Loket 3 dibuka", day: date = TODAY) -> int:
    return day_notes.write(office.desk, office.office_id, day=day, text=text, officer_id=office.officers["tini"])


def remove(office: Office, note_id: int) -> None:
    day_notes.remove(office.desk, office.office_id, note_id=note_id, officer_id=office.officers["tini"])


def kept(office: Office) -> list[tuple[date, str]]:
    with office.desk.reading() as connection:
        found = rows.between(connection, office.office_id, date(1900, 1, 1), TODAY)
    return [(each.business_date, each.text) for each in found]


def test_a_note_is_kept_on_its_day_and_the_log_tells_of_it_without_its_words(office: Office) -> None:
    note_id = write(office, "  Loket 3\n dibuka ")

    by = office.officers["tini"]
    assert kept(office) == [(TODAY, "Loket 3 dibuka")]
    assert office.events() == [events.DayNoted(note_id=note_id, business_date="2026-11-23", officer_id=by)]


def test_a_note_that_was_taken_off_is_gone_and_cannot_be_taken_off_again(office: Office) -> None:
    note_id = write(office)

    remove(office, note_id)

    assert kept(office) == []
    assert [each.kind for each in office.events()] == ["day.noted", "day.note_removed"]
    with pytest.raises(NotFound):
        remove(office, note_id)


def test_notes_stand_in_the_order_of_their_days(office: Office) -> None:
    for day in (23, 2, 11):
        write(office, f"hari {day}", date(2026, 11, day))

    assert [text for _day, text in kept(office)] == ["hari 2", "hari 11", "hari 23"]


@pytest.mark.parametrize("text", ["", " \n ", "x" * 121, "a\0b"], ids=["none", "blank", "long", "nul"])
def test_words_that_cannot_be_kept_are_refused(office: Office, text: str) -> None:
    with pytest.raises(BadInput) as refused:
        write(office, text)

    assert refused.value.data == {"field": "text", "expected": "1-120"}
    assert kept(office) == []


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(1899, 12, 31), date.min, date.max])
def test_a_day_that_has_not_come_or_was_long_ago_is_refused(office: Office, day: date) -> None:
    with pytest.raises(BadInput) as refused:
        write(office, day=day)

    assert refused.value.data["field"] == "day"


def test_another_offices_note_cannot_be_taken_off(office: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="kedua", tag="2"), tag="2")
    note_id = write(office)

    with pytest.raises(NotFound):
        remove(other, note_id)

    assert (len(kept(office)), kept(other)) == (1, [])
