"""A voice that an office records itself, in a language of its region: silent until it is complete."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert

from queue_app.actions.hall import voice
from queue_app.domain.hall import speech
from queue_app.domain.hall.room import RoomRules
from queue_app.store.hall import media
from queue_app.store.hall.tables import OwnClip
from queue_app.store.hall.voice import shipped
from queue_app.store.office.now import OfficeNow, office_now
from tests.offices import Office

WORDS = [name for name in speech.CLIPS["jv"] if len(name) > 1]


def seen(office: Office) -> OfficeNow:
    """The office as its displays see it, which calls in Indonesian and in Javanese."""
    with office.desk.reading() as connection:
        return replace(office_now(connection, office.office_id), room=RoomRules(languages="id jv"))


def recorded(office: Office, *names: str) -> None:
    row = {"office_id": office.office_id, "lang": "jv", "file": f"{'0' * 64}.wav", "seconds": 0.5}
    with office.desk.transaction(office.office_id) as work:
        added = [{**row, "name": name, "added_at": work.now} for name in names]
        work.connection.execute(insert(OwnClip), added)
        media.count_up(work.connection, office.office_id)


@pytest.mark.parametrize(("names", "spoken"), [([], ("id",)), (WORDS[1:], ("id",)), (WORDS, ("id", "jv"))])
def test_a_voice_speaks_once_all_its_words_are_recorded(
    office: Office, names: list[str], spoken: tuple[str, ...]
) -> None:
    if names:
        recorded(office, *names)

    found = seen(office)

    assert found.spoken() == spoken
    assert tuple(each.lang for each in found.sayings(number="A001", counter=1)) == spoken
    assert found.announcement_s(number="A001", counter=1) > 0


def test_its_letters_are_those_of_the_indonesian_voice(office: Office) -> None:
    found = seen(office).voice["jv"]

    assert found == {name: clip for name, clip in shipped("id").items() if name in speech.CLIPS["jv"][-26:]}


def test_a_letter_that_was_recorded_is_its_own(office: Office) -> None:
    recorded(office, "a")

    assert seen(office).voice["jv"]["a"].seconds == 0.5


def test_the_list_names_every_word_and_what_is_missing(office: Office, tmp_path: Path) -> None:
    recorded(office, "kalih")

    listed = voice.listed(office.desk, office.office_id, "jv")

    assert [each.name for each in listed if each.counter is None] == [*speech.CLIPS["jv"]]
    assert {each.name for each in listed if not (each.own or each.shipped or each.counter)} == {*WORDS} - {"kalih"}
