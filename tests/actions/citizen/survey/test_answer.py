"""Who was served answers once, for a week; nobody else does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from queue_app.actions.citizen.survey import sealing
from queue_app.domain.citizen.survey.answers import Answer, Channel, Respondent
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.domain.log.survey_errors import AlreadyAnswered, NotServed, SurveyOver
from queue_app.store.citizen.survey import answers, comments, quick
from queue_app.store.citizen.survey.tables import QuickRating, SurveyAnswer, SurveyComment, SurveyMark
from tests.actions.queue.test_calls import choose
from tests.offices import Office
from tests.surveys import ALL_THREE, answer, rate, served

TODAY = date(2026, 11, 23)


def found(office: Office) -> list[Answer]:
    with office.desk.reading() as connection:
        return answers.answers(connection, office.office_id, TODAY, TODAY)


def test_an_answer_keeps_day_service_and_officer_and_what_was_said(office: Office) -> None:
    officer = office.open_counter()
    said = Respondent(sex="p", age_band="30-39", education="sma", occupation="lainnya", has_disability=False)

    answer(office, served(office), values={"waktu": 2, "biaya": 4}, respondent=said)

    values = {"waktu": 2, "biaya": 4}
    assert found(office) == [Answer(TODAY, office.services["KTP"], officer, Channel.PAGE, False, values, said)]


def test_one_ticket_has_one_set_of_answers_and_one_press_on_a_face(office: Office) -> None:
    office.open_counter()
    issued = served(office)
    answer(office, issued)
    rate(office, issued, 4)

    with pytest.raises(AlreadyAnswered):
        answer(office, issued, values={"waktu": 1})
    with pytest.raises(AlreadyAnswered):
        rate(office, issued, 1)

    assert [each.values for each in found(office)] == [ALL_THREE]
    assert office.rows(QuickRating.score) == [4]


def test_of_32_at_once_for_one_ticket_one_is_taken(office: Office) -> None:
    office.open_counter()
    issued = served(office)

    def press(score: int) -> bool:
        try:
            answer(office, issued, values={"waktu": score % 4 + 1}, comment="Baik.")
        except AlreadyAnswered:
            return False
        return True

    with ThreadPoolExecutor(32) as pool:
        taken = sum(pool.map(press, range(32)))

    counts = [len(office.rows(column)) for column in (SurveyAnswer.id, SurveyComment.id, SurveyMark.mark)]
    assert (taken, counts) == (1, [1, 1, 1])


def test_answers_of_32_tickets_at_once_are_all_kept(office: Office) -> None:
    office.open_counter()
    issued = [served(office) for _ in range(32)]

    with ThreadPoolExecutor(32) as pool:
        list(pool.map(lambda each: answer(office, each), issued))

    assert len(found(office)) == 32


def test_who_was_not_served_is_not_asked(office: Office) -> None:
    waiting = office.issue()

    with pytest.raises(NotServed):
        answer(office, waiting)
    with pytest.raises(NotServed):
        rate(office, waiting, 4)


@pytest.mark.parametrize(("days", "is_taken"), [(7, True), (8, False)])
def test_a_visit_is_answered_for_seven_days(office: Office, days: int, is_taken: bool) -> None:
    office.open_counter()
    issued = served(office)
    office.clock.tick(days=days)

    if not is_taken:
        with pytest.raises(SurveyOver):
            answer(office, issued)
    else:
        answer(office, issued)

    assert len(found(office)) == is_taken


def test_a_day_that_is_sealed_takes_no_more_also_where_the_clock_was_set_back(office: Office) -> None:
    office.open_counter()
    issued = served(office)
    office.clock.tick(days=8)
    sealing.close_days(office.desk, office.office_id)
    office.clock.tick(days=-7)

    with pytest.raises(SurveyOver):
        answer(office, issued)


def test_an_office_that_switched_the_survey_off_takes_none(office: Office) -> None:
    office.open_counter()
    issued = served(office)
    choose(office, survey_is_on=False)

    with pytest.raises(SurveyOver):
        answer(office, issued)


def test_a_token_answers_for_its_own_ticket_alone(office: Office) -> None:
    office.open_counter()
    one, other = served(office), served(office)

    with pytest.raises(NotFound):
        answer(office, replace(one, token=other.token))


@pytest.mark.parametrize(
    "more",
    [
        {"values": {}}, {"values": {"waktu": 0}}, {"values": {"waktu": 5}}, {"values": {"u1": 3}},
        {"respondent": Respondent(sex="x")}, {"comment": "x" * 2001}, {"comment": "\x00"},
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused_and_leaves_no_mark(office: Office, more: dict[str, object]) -> None:
    office.open_counter()
    issued = served(office)

    with pytest.raises(BadInput):
        answer(office, issued, **more)

    assert office.rows(SurveyMark.mark) == []


def test_a_comment_is_kept_apart_with_its_day_and_service(office: Office) -> None:
    office.open_counter()
    answer(office, served(office), comment="  Antrean rapi.  ")

    with office.desk.reading() as connection:
        kept = comments.comments(connection, office.office_id, TODAY, TODAY)

    assert [each[1:] for each in kept] == [(TODAY, office.services["KTP"], "Antrean rapi.", ())]


def test_faces_are_counted_by_service_and_are_no_answers(office: Office) -> None:
    office.open_counter()
    for score in (4, 4, 1):
        rate(office, served(office), score)

    with office.desk.reading() as connection:
        counted = quick.counts(connection, office.office_id, TODAY, TODAY)

    assert counted == {office.services["KTP"]: {1: 1, 4: 2}}
    assert found(office) == []


def test_no_event_tells_of_an_answer(office: Office) -> None:
    office.open_counter()
    issued = served(office)
    before = office.events()

    answer(office, issued, comment="Baik.")
    rate(office, issued, 3)

    assert office.events() == before
