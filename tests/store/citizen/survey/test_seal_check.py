"""What somebody does to answers past the program is found against the seals in the log."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, update

from queue_app.actions.citizen.survey import sealing
from queue_app.domain.citizen.survey.answers import Answer, Channel
from queue_app.store.citizen.survey import answers, seal_check
from queue_app.store.citizen.survey.tables import SurveyAnswer, SurveyDay
from queue_app.store.log.row_check import UNKNOWN, Difference
from tests.offices import Office
from tests.surveys import ALL_THREE, answer, served

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 22)


def forged(day: date) -> Answer:
    return Answer(day, None, None, Channel.PAGE, is_own_device=False, values=ALL_THREE)


def sealed_day(office: Office) -> None:
    office.open_counter()
    for _ in range(2):
        answer(office, served(office))
    office.clock.tick(days=8)
    sealing.close_days(office.desk, office.office_id)


def differences(office: Office) -> list[Difference]:
    with office.desk.reading() as connection:
        return list(seal_check.differences(connection, office.office_id))


def spoil(office: Office, *statements: Any) -> None:
    with office.desk.beside() as connection:
        for each in statements:
            connection.execute(each)


def test_a_day_that_nobody_touched_is_what_its_seal_says(office: Office) -> None:
    sealed_day(office)

    assert differences(office) == []


@pytest.mark.parametrize(
    "spoiled",
    [
        update(SurveyAnswer).values(answers='{"waktu":4}'),
        update(SurveyAnswer).values(service_id=2),
        update(SurveyAnswer).values(officer_id=None),
        update(SurveyAnswer).values(channel="tablet"),
        update(SurveyAnswer).values(is_own_device=True),
        update(SurveyAnswer).values(sex="p"),
    ],
)  # fmt: skip
def test_a_changed_answer_is_found(office: Office, spoiled: Any) -> None:
    sealed_day(office)

    spoil(office, spoiled)

    assert [(each.table, each.row, each.field) for each in differences(office)] == [
        ("survey_answer", "2026-11-23", "digest")
    ]


def test_answers_that_were_added_or_removed_are_found(office: Office) -> None:
    sealed_day(office)

    with office.desk.beside() as connection:
        answers.add(connection, office.office_id, "skm/2017-1", [forged(MONDAY)])
    added = [each.kept for each in differences(office) if each.field == "answers"]
    spoil(office, delete(SurveyAnswer))

    assert (added, [each.kept for each in differences(office) if each.field == "answers"]) == ([3], [0])


def test_answers_of_a_day_on_which_nobody_was_asked_are_found(office: Office) -> None:
    sealed_day(office)

    with office.desk.beside() as connection:
        answers.add(connection, office.office_id, "skm/2017-1", [forged(SUNDAY)])

    assert differences(office) == [Difference("survey_answer", "2026-11-22", UNKNOWN, None, None)]


def test_a_seal_that_was_written_over_is_found_by_its_event(office: Office) -> None:
    sealed_day(office)

    spoil(office, update(SurveyDay).values(answers=1))

    assert differences(office) == [Difference("survey_day", "2026-11-23", "answers", 2, 1)]
